package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestMeasureReach draws a circle of 12 minutes around the schools of world_test.go,
// by hand. From s1 it is 5 + 2000 m / 400 = 10 minutes to the hub and 20 to the farm,
// from s2 5 + 10 = 15 and 28. The classes b1 and b2 may take nothing but drone, at the
// hub; code is online, for grades 1 to 9. A team brings weave to schools 3 km around.
func TestMeasureReach(t *testing.T) {
	w := newWorld()
	w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{
		ID: "weave", Tier: curriculum.Experience, Grades: curriculum.Grades(1, 5), Delivery: curriculum.Outreach,
	})
	w.capacity.Teams = []capacity.Team{{ID: "van", Center: "hub", Reach: 3000, Sessions: 1}}
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "weave1", Center: "hub", Course: "weave", Team: "van", Seats: 40})
	near := matching.Nearest{Center: "hub", Minutes: 10, Within: true}
	far := matching.Nearest{Center: "hub", Minutes: 15}
	cover := func(within, all int64, share float64) matching.Coverage {
		return matching.Coverage{Within: within, All: all, Share: share}
	}
	want := matching.Reach{
		Minutes: 12,
		Schools: []matching.SchoolReach{{School: "s1", Nearest: near}, {School: "s2", Nearest: far}},
		Cohorts: []matching.CohortReach{
			{Cohort: "a1", Nearest: near, Outreach: true, Online: true},
			{Cohort: "a2", Nearest: near, Online: true}, // too old for weave
			{Cohort: "b1", Nearest: far},
			{Cohort: "b2", Nearest: far},
			{Cohort: "b3", Nearest: far, Online: true}, // 4 km from the team
		},
		Areas: []matching.AreaReach{
			{Area: "city"}, // no school but in the areas below it
			{Area: "east", CoverageFigures: matching.CoverageFigures{
				Schools: cover(1, 1, 1), Pupils: cover(70, 70, 1), Cohorts: cover(2, 2, 1), Suited: cover(70, 70, 1),
				Outreach: cover(40, 70, 0.571429), Online: cover(70, 70, 1),
			}},
			{Area: "north"},
			{Area: "west", CoverageFigures: matching.CoverageFigures{
				Schools: cover(0, 1, 0), Pupils: cover(0, 47, 0), Cohorts: cover(0, 3, 0), Suited: cover(0, 47, 0),
				Outreach: cover(0, 47, 0), Online: cover(25, 47, 0.531915),
			}},
		},
		Total: matching.CoverageFigures{
			Schools: cover(1, 2, 0.5), Pupils: cover(70, 117, 0.598291), Cohorts: cover(2, 5, 0.4), Suited: cover(70, 117, 0.598291),
			Outreach: cover(40, 117, 0.34188), Online: cover(95, 117, 0.811966),
		},
	}
	if diff := cmp.Diff(want, matching.MeasureReach(w.problem(t), 12, 0)); diff != "" {
		t.Errorf("reach (-want +got):\n%s", diff)
	}
}

// TestMeasureReachOf looks at the nearest center of one school and of one of its classes.
func TestMeasureReachOf(t *testing.T) {
	tests := []struct {
		name           string
		reason         string
		change         func(*world)
		minutes        int
		on             capacity.Date
		school, cohort matching.Nearest // of s2 and b1
	}{
		{"at the edge", "15 minutes are within 15", func(*world) {}, 15, 0,
			matching.Nearest{Center: "hub", Minutes: 15, Within: true}, matching.Nearest{Center: "hub", Minutes: 15, Within: true}},
		{"known way", "it goes before the computed time", func(w *world) {
			w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s2", Center: "farm", Minutes: 9})
		}, 10, 0, matching.Nearest{Center: "farm", Minutes: 9, Within: true}, matching.Nearest{Center: "hub", Minutes: 15}},
		{"license ended", "the hub's ends on September 30; b1 may take nothing at the farm", func(*world) {}, 30, day(30) + 1,
			matching.Nearest{Center: "farm", Minutes: 28, Within: true}, matching.Nearest{}},
		{"license valid", "its last day counts", func(*world) {}, 15, day(30),
			matching.Nearest{Center: "hub", Minutes: 15, Within: true}, matching.Nearest{Center: "hub", Minutes: 15, Within: true}},
		{"offering ended", "what is not offered any more is in no circle", func(w *world) {
			w.offering("drone1").Valid.To, w.offering("drone2").Valid.To = day(20), day(20)
		}, 15, day(21), matching.Nearest{Center: "hub", Minutes: 15, Within: true}, matching.Nearest{}},
		{"no intent", "Exploration is not for everyone", func(w *world) { w.cohort("b1").Intents = nil }, 15, 0,
			matching.Nearest{Center: "hub", Minutes: 15, Within: true}, matching.Nearest{}},
		{"as near", "of two centers as near the first by id", func(w *world) { w.center("farm").At = capacity.Point{} }, 15, 0,
			matching.Nearest{Center: "farm", Minutes: 15, Within: true}, matching.Nearest{Center: "hub", Minutes: 15, Within: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			tt.change(w)
			r := matching.MeasureReach(w.problem(t), tt.minutes, tt.on)
			want := []matching.Nearest{tt.school, tt.cohort}
			if diff := cmp.Diff(want, []matching.Nearest{r.Schools[1].Nearest, r.Cohorts[2].Nearest}); diff != "" {
				t.Errorf("s2 and b1: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestMeasureReachNoArea counts schools without an area in a row of their own.
func TestMeasureReachNoArea(t *testing.T) {
	w := newWorld()
	w.school("s2").Area = ""
	r := matching.MeasureReach(w.problem(t), 15, 0)
	if first := r.Areas[0]; first.Area != "" || first.Schools != (matching.Coverage{Within: 1, All: 1, Share: 1}) {
		t.Errorf("first area %+v, want that of s2", first)
	}
}
