package oracle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

func TestPoints(t *testing.T) {
	tests := []struct {
		name, reason string
		change       func(w *world)
		want         matching.Score
	}{
		{"default weights", "10 and 8 pupils: 1000 each, 1000 for the first visit, 300 for the first choice, two sessions", func(w *world) {
			w.demand.Weights = matching.Weights{}
		}, matching.Score{Base: 18_000, First: 18_000, Rank: 5_400, Session: -200}},
		{"weight", "8 pupils count three times, in base, first and rank, but not in travel", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, First: 7, Rank: []int64{5}, Travel: 1, TravelMost: 9}
			w.capacity.Travel.Fixed = 4
			w.demand.Requests[1].Weight = 3
		}, matching.Score{Base: 1000 + 2400, First: 70 + 168, Rank: 50 + 120, Travel: -40 - 32}},
		{"longest way", "travel costs no more beyond the most", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Travel: 2, TravelMost: 9}
			w.capacity.Travel.Ways = []capacity.Way{{School: "s1", Center: "z1", Minutes: 10}, {School: "s2", Center: "z1", Minutes: 8}}
		}, matching.Score{Base: 1800, Travel: -10*2*9 - 8*2*8}},
		{"no way online", "an online course costs no travel", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Travel: 1, TravelMost: 20}
			w.Courses[0].Delivery = curriculum.Online
			w.capacity.Offerings[0].Rooms, w.capacity.Offerings[0].Seats = nil, 30
			w.capacity.Travel.Fixed = 15
		}, matching.Score{Base: 1800}},
		{"first visit once", "two requests of one class of 10: the larger weight counts, once", func(w *world) {
			w.oneCohort()
			w.demand.VisitsPerDay = 2
			w.demand.Weights = matching.Weights{Base: 100, First: 10}
			w.demand.Requests[1].Weight = 3
		}, matching.Score{Base: 1000 + 3000, First: 300}},
		{"shared session", "sharing saves the cost of a session", func(w *world) {
			w.share()
			w.demand.Weights = matching.Weights{Base: 100, Session: 30}
		}, matching.Score{Base: 1800, Session: -30}},
		{"second choice", "the first choice is not offered; beyond the listed ranks there is nothing", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{20, 10}}
			gone := matching.Choice{Course: "c2", Center: "z1"}
			own := w.demand.Requests[0].Choices[0]
			w.demand.Requests[0].Choices = []matching.Choice{gone, own}
			w.demand.Requests[1].Choices = []matching.Choice{gone, gone, own}
		}, matching.Score{Base: 1800, Rank: 100}},
		{"parts", "5 pupils at each course: a first choice and a second, and one first visit", func(w *world) {
			w.stations()
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{20, 10}, First: 3, Travel: 1, TravelMost: 9, Session: 1}
			w.capacity.Travel.Fixed = 4
		}, matching.Score{Base: 1000, Rank: 5*20 + 5*10, First: 30, Travel: -10 * 4, Session: -2}},
		{"odd parts", "part 0 of 6 fits the first choice's room, part 1 of 5 the other", func(w *world) {
			w.stations()
			w.capacity.Rooms[0].Seats = 6
			w.demand.Cohorts[0].Size = 11
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{20, 10}}
		}, matching.Score{Base: 1100, Rank: 6*20 + 5*10}},
		{"no choices", "the one that is not stated is the first", func(w *world) {
			w.program(matching.Program{}, visits(1))
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{20, 10}}
		}, matching.Score{Base: 1000, Rank: 200}},
		{"carried", "the school of the second class is far away, but the team travels", func(w *world) {
			w.carried()
			w.capacity.Calendars[0].Terms[0].Periods = []capacity.Period{am, pm}
			w.demand.Weights = matching.Weights{Base: 100, Travel: 1, TravelMost: 9}
			w.capacity.Travel.Fixed = 4
		}, matching.Score{Base: 1800}},
		{"best of its choices", "a visit that matches two choices counts as the better", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{20, 10}}
			w.demand.Requests[1].Choices = append(w.demand.Requests[1].Choices, matching.Choice{Major: "m1"})
		}, matching.Score{Base: 1800, Rank: 360}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := plain()
			tt.change(w)
			points, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
			if !ok || plan == nil {
				t.Fatalf("no plan: %s", tt.reason)
			}
			if diff := cmp.Diff(tt.want, plan.Score); diff != "" || points != tt.want.Total() {
				t.Errorf("%d points: %s (-want +got):\n%s", points, tt.reason, diff)
			}
		})
	}
}

func TestPlan(t *testing.T) {
	w := plain()
	w.demand.Requests[0].Share = capacity.ShareAnyone
	w.demand.Requests[1].Share, w.demand.Requests[1].Times = capacity.ShareAnyone, morning
	w.demand.Requests[1].Visits = 3
	// Of choices worth the same, the visit counts as the first.
	w.demand.Requests[0].Choices = append(w.demand.Requests[0].Choices, matching.Choice{Major: "m1"})
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "p3", School: "s1", Grade: 12, Size: 5})
	w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q3", Cohort: "p3", Choices: []matching.Choice{{Course: "c1"}}})
	w.demand.Weights.Session = 10
	_, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
	if !ok {
		t.Fatal("gave up")
	}
	want := &matching.Plan{
		Status: matching.Optimal, Points: 1790, Bound: 1790, Score: matching.Score{Base: 1800, Session: -10},
		Sessions: []matching.Session{{Offering: "o1", Slot: "2026-09-11.am", Instructors: []capacity.InstructorID{"t1"}}},
		Visits: []matching.Visit{
			{Request: "q1", Offering: "o1", Slot: "2026-09-11.am", Pupils: 10},
			{Request: "q2", Offering: "o1", Slot: "2026-09-11.am", Pupils: 8},
		},
		Unplaced: []matching.Unplaced{
			{Request: "q2", Visits: 2, Reason: matching.Lost},
			{Request: "q3", Visits: 1, Reason: matching.Impossible},
		},
		Stats: plan.Stats,
	}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("a shared morning, and what is missing (-want +got):\n%s", diff)
	}
}

// TestPlanOfParts has a class of 10 in two parts rotate in the order of its
// program, so that everything about each row is settled.
func TestPlanOfParts(t *testing.T) {
	w := plain()
	w.stations()
	w.twice()
	w.demand.Requests[0].Visits = 0
	w.program(matching.Program{Ordered: true}, hours(2), courses("c1", "c2"))
	// No visit is counted at the first course in the morning, so part 0 is at
	// the other one then.
	w.capacity.Quotas = []capacity.Quota{{ID: "a", Courses: []curriculum.CourseID{"c1"}, Times: morning}}
	_, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
	if !ok || plan == nil {
		t.Fatal("no plan")
	}
	want := &matching.Plan{
		Status: matching.Optimal, Points: 2000, Bound: 2000, Score: matching.Score{Base: 2000},
		Sessions: []matching.Session{
			{Offering: "o1", Slot: "2026-09-11.am", Instructors: []capacity.InstructorID{"t1"}},
			{Offering: "o3", Slot: "2026-09-11.am", Instructors: []capacity.InstructorID{"t3"}},
			{Offering: "o1", Slot: "2026-09-11.pm", Instructors: []capacity.InstructorID{"t1"}},
			{Offering: "o3", Slot: "2026-09-11.pm", Instructors: []capacity.InstructorID{"t3"}},
		},
		Visits: []matching.Visit{
			{Request: "q1", Part: 0, Component: 0, Offering: "o3", Slot: "2026-09-11.am", Pupils: 5},
			{Request: "q1", Part: 1, Component: 0, Offering: "o1", Slot: "2026-09-11.am", Pupils: 5},
			{Request: "q1", Part: 0, Component: 1, Offering: "o1", Slot: "2026-09-11.pm", Pupils: 5},
			{Request: "q1", Part: 1, Component: 1, Offering: "o3", Slot: "2026-09-11.pm", Pupils: 5},
		},
		Unplaced: []matching.Unplaced{{Request: "q1", Visits: 1, Reason: matching.Lost}},
		Stats:    plan.Stats,
	}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("a rotation (-want +got):\n%s", diff)
	}
}

func TestNoPlan(t *testing.T) {
	const slot = "2026-09-11.am"
	tests := []struct {
		name, reason string
		change       func(w *world)
	}{
		{"two pins share", "both classes are pinned to a session that neither shares", func(w *world) {
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot}, {Request: "q2", Offering: "o1", Slot: slot}}
		}},
		{"closed", "the pinned slot is closed", func(w *world) {
			w.capacity.Closures = []capacity.Closure{{ID: "x", Times: morning}}
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot}}
		}},
		{"minimum", "the pinned class is too small to run alone", func(w *world) {
			w.capacity.Offerings[0].Minimum = 9
			w.demand.Pins = []matching.Pin{{Request: "q2", Offering: "o1", Slot: slot}}
		}},
		{"two pins of three parts", "they are of two parts, for which there are no seats", func(w *world) {
			w.thirds()
			w.demand.Requests[0].Parts = 3
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot}, {Request: "q1", Offering: "o3", Slot: slot}}
		}},
		{"in parts", "a visit with one pin is whole, and the rooms hold halves", func(w *world) {
			w.halves()
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot}}
		}},
		{"whole program", "the pinned class cannot have the rest of its program", func(w *world) {
			w.program(matching.Program{Whole: true}, visits(3))
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot}}
		}},
		{"instructor", "the pinned instructor cannot lead the session", func(w *world) {
			w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: slot, Instructors: []capacity.InstructorID{"t2"}}}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := plain()
			tt.change(w)
			if points, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand)); !ok || plan != nil || points != 0 {
				t.Errorf("Best = %d, %v, %v; want that there is no plan: %s", points, plan, ok, tt.reason)
			}
		})
	}
}

func TestGivesUp(t *testing.T) {
	w := plain()
	// Many alike requests for few seats leave the bound weak.
	w.capacity.Calendars[0].Terms[0].To = friday + 6
	w.capacity.Rooms[0].Seats = 10
	for i := range 24 {
		w.demand.Requests = append(w.demand.Requests, matching.Request{
			ID: matching.RequestID(rune('a' + i)), Cohort: "p1", Visits: 9,
			Choices: []matching.Choice{{Course: "c1"}, {Course: "c2"}},
		})
	}
	if points, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand)); ok || plan != nil || points != 0 {
		t.Errorf("Best = %d, %v, %v; want that it gives up", points, plan, ok)
	}
}
