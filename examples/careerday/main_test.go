package main

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestRun compares what the command prints with README.md, and reads the files
// that it keeps.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out strings.Builder
	if err := run(context.Background(), &out, dir, 0); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, strings.ReplaceAll(out.String(), dir, "out/careerday"))
	s, err := story.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if s.FirstCome, err = matching.FirstCome(t.Context(), s.Problem); err != nil {
		t.Fatal(err)
	}
	before, after := tallyOf(s, s.FirstCome), tallyOf(s, s.Plan)
	if after.top() <= before.top() {
		t.Errorf("%d first wishes came true, first come, first served %d", after.top(), before.top())
	}
	if after.together > mostOfClass || after.full == 0 {
		t.Errorf("at most %d pupils of a class are together, at the limit of %d in %d sessions", after.together, mostOfClass, after.full)
	}
}

// TestDay checks the size of the day, and that the limit on pupils of one class
// is what keeps them apart.
func TestDay(t *testing.T) {
	f := day()
	type counts struct{ Pupils, Classes, Events, Rooms, Slots int }
	got := counts{len(f.Cohorts), len(f.Schools), len(f.Courses), len(f.Rooms), len(f.Calendars[0].Terms[0].Periods)}
	if diff := cmp.Diff(counts{150, 6, 27, 14, 5}, got); diff != "" {
		t.Errorf("the day (-want +got):\n%s", diff)
	}
	for _, r := range f.Requests {
		if len(r.Choices) != 6 || r.Visits != 5 {
			t.Errorf("%s has %d wishes for %d visits, want 6 for 5", r.ID, len(r.Choices), r.Visits)
		}
	}
	f.Quotas = nil
	p, err := f.Problem()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.FirstCome(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if n := tallyOf(&story.Story{File: f, Problem: p}, plan).together; n <= mostOfClass {
		t.Errorf("without the limit at most %d pupils of a class are together; the limit of %d shows nothing", n, mostOfClass)
	}
}
