package main

import (
	"context"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
)

// TestRun compares what the command prints with README.md, and reads the files
// that it keeps.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out strings.Builder
	if err := run(context.Background(), &out, dir, 0); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, strings.ReplaceAll(out.String(), dir, "out/outreach"))
	s, err := story.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	checkNetwork(t, newNetwork(s, s.Plan))
}

// checkNetwork checks the story behind the numbers.
func checkNetwork(t *testing.T, n network) {
	t.Helper()
	var all reach
	for _, s := range n.story.File.Schools {
		r := n.reached()[s.ID]
		all.add(*r)
		far := distance(s)
		if far > teamReach && r.by[curriculum.Outreach] > 0 {
			t.Errorf("a team goes to %s, %d m away; it reaches %d m", s.Name, far, teamReach)
		}
		if trip := n.story.Problem.Network().Trip(s.ID, s.At, center); trip > longestTrip && r.by[curriculum.OnSite] > 0 {
			t.Errorf("classes of %s travel %d minutes, want at most %d", s.Name, trip, longestTrip)
		}
	}
	for _, d := range []curriculum.Delivery{curriculum.Outreach, curriculum.OnSite, curriculum.Blended, curriculum.Online} {
		if all.by[d] == 0 {
			t.Errorf("no class is reached by %s; the example shows it", d)
		}
	}
	if _, others := n.support(); others > rest {
		t.Errorf("%d visits outside of the mountain towns, want at most %d", others, rest)
	}
	if buses, driven := n.saved(); driven >= buses {
		t.Errorf("the teams drive %d m and save %d m", driven, buses)
	}
	type half struct {
		team capacity.TeamID
		slot capacity.SlotID
	}
	hosts := map[half]curriculum.SchoolID{}
	for _, x := range n.stops {
		at := half{x.offering.Team, x.visit.Slot}
		if host, ok := hosts[at]; ok && at.team != "" && host != x.school.ID {
			t.Errorf("%s is at %s and %s in %s", at.team, host, x.school.ID, at.slot)
		}
		hosts[at] = x.school.ID
	}
}
