package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// TestFacts compares the district with what the proposal states.
func TestFacts(t *testing.T) {
	f := story.FileOf(district.Build(panyu(1)))
	center := f.Centers[0]
	count := func(has func(i int) bool, n int) (k int) {
		for i := range n {
			if has(i) {
				k++
			}
		}
		return k
	}
	var money int64
	for _, b := range f.Budgets {
		money += int64(b.Amount)
	}
	tests := []struct {
		name, reason string
		got, want    int
	}{
		{"majors", "19 majors", len(f.Majors), 19},
		{"rooms", "about 100 training rooms at the center", count(func(i int) bool { return f.Rooms[i].Center == center.ID }, len(f.Rooms)), 100},
		{"teachers", "220 teachers at the center", count(func(i int) bool { return f.Instructors[i].Centers[0] == center.ID }, len(f.Instructors)), 220},
		{"lessons", "full-time teachers have lessons of their own", count(func(i int) bool {
			return f.Instructors[i].Kind == capacity.FullTime && len(f.Instructors[i].Teaching) == 0
		}, len(f.Instructors)), 0},
		{"schools", "195 schools in the district", len(f.Schools), 195},
		{"classes", "5,500 classes in the district", len(f.Cohorts), 5_500},
		{"lines", "three budget lines", len(f.Budgets), 3},
		{"budget", "500,000 yuan a year, half of it this term", int(money / 100), 250_000},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %d, want %d: %s", test.name, test.got, test.want, test.reason)
		}
	}
	for i, want := range []string{"番禺中学", "市桥新世纪小学", "东兴小学", "南村南华小学", "化龙中心小学"} {
		if got := f.Schools[i].Name; got != want {
			t.Errorf("partner %d is %s, want %s", i, got, want)
		}
	}
}

// TestRun plans a term as the command does, with less effort.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out strings.Builder
	if err := run(context.Background(), &out, dir, story.Options{Time: time.Minute, Effort: 2_000_000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"195 schools with 5500 classes", "The plan is verified", "A week at 番禺区职业体验中心", "visits of 番禺中学", dir,
	} {
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
}
