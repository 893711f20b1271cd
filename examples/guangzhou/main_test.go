package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/examples/internal/city"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// TestFacts compares the network with what the report states.
func TestFacts(t *testing.T) {
	profile, err := guangzhou(1)
	if err != nil {
		t.Fatal(err)
	}
	f := story.FileOf(district.Build(profile))
	if len(f.Centers) != 11 {
		t.Errorf("%d centers, want the 11 of the list", len(f.Centers))
	}
	if len(f.Areas) != 12 {
		t.Errorf("%d areas, want the city and its 11 districts", len(f.Areas))
	}
	hosts := map[string][]string{}
	for _, c := range f.Centers {
		hosts[c.Host] = append(hosts[c.Host], c.Name)
	}
	if got := hosts["广州市财经商贸职业学校"]; len(got) != 2 || len(hosts) != 10 {
		t.Errorf("%d hosts, one of them with %v; want 10 hosts, one with two centers", len(hosts), got)
	}
}

// TestRun plans a term as the command does, with less effort.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out strings.Builder
	if err := run(context.Background(), &out, dir, story.Options{Time: time.Minute, Effort: 2_000_000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The plan is verified", "智行科技职业体验中心", dir} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output does not say %q:\n%s", want, out.String())
		}
	}
	s, err := story.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	visits, _ := story.Placed(s.Plan)
	asked, _ := story.Asked(s.Problem)
	if visits*3 < asked || visits*10 > asked*9 {
		t.Errorf("%d of %d visits placed; instructors suffice for about half", visits, asked)
	}
	for i, d := range count(s) {
		if d.placed == 0 || d.placed > d.asked {
			t.Errorf("%s gets %d of %d visits; every district gets some", city.Areas[i].Name, d.placed, d.asked)
		}
	}
}
