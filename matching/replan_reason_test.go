package matching_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestReplanReasons closes the center at 10:40 on Monday, as of then or of the
// evening before, where q1 has a visit that morning, q2 that afternoon and q3 on
// Tuesday morning.
func TestReplanReasons(t *testing.T) {
	evening, signal := capacity.At(day(6), clock(18, 0)), capacity.At(day(7), clock(10, 40))
	open := []rule.Rule{rule.Open}
	tests := []struct {
		name   string
		reason string
		asOf   capacity.Moment
		notice int
		from   capacity.Moment
		until  capacity.Moment
		want   map[matching.RequestID][]rule.Rule
	}{
		{"in mid-visit", "a visit under way is broken off, not too near besides", signal, 1, signal, capacity.At(day(7), clock(18, 0)),
			map[matching.RequestID][]rule.Rule{"q1": open, "q2": open}},
		{"after the visit", "what is over stays", capacity.At(day(7), clock(12, 0)), 0, capacity.At(day(7), clock(12, 0)), capacity.At(day(7), clock(18, 0)),
			map[matching.RequestID][]rule.Rule{"q2": open}},
		{"the evening before", "what is not closed stays", evening, 0, capacity.At(day(8), clock(6, 30)), capacity.At(day(8), clock(12, 0)),
			map[matching.RequestID][]rule.Rule{"q3": open}},
		{"lifted in time", "nothing touches the slots", evening, 3, capacity.At(day(7), clock(11, 30)), capacity.At(day(7), clock(14, 0)),
			map[matching.RequestID][]rule.Rule{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s2", Grade: 5, Size: 10})
			w.asks("q1", "k1", "a", nil)
			w.asks("q2", "k2", "a", nil)
			w.asks("q3", "k3", "a", nil)
			published := &matching.Plan{}
			for _, v := range []matching.Visit{
				{Request: "q1", Offering: "oa", Slot: mondayAM, Pupils: 10},
				{Request: "q2", Offering: "oa", Slot: "2026-09-07.pm", Pupils: 10},
				{Request: "q3", Offering: "oa", Slot: "2026-09-08.am", Pupils: 10},
			} {
				published.Visits = append(published.Visits, v)
				published.Sessions = append(published.Sessions, matching.Session{Offering: v.Offering, Slot: v.Slot, Instructors: []capacity.InstructorID{"ta"}})
			}
			w.demand.AsOf, w.demand.NoticeDays = tt.asOf, tt.notice
			w.capacity.Closures = append(w.capacity.Closures, capacity.Closure{
				ID: "signal", Kind: capacity.Weather, Times: capacity.Times{{Start: tt.from, End: tt.until}},
			})
			r, err := matching.Replan(t.Context(), w.problem(t), published, matching.WithEffort(100_000))
			if err != nil {
				t.Fatal(err)
			}
			got := map[matching.RequestID][]rule.Rule{}
			for _, x := range r.Touched {
				var rules []rule.Rule
				for _, v := range x.Why {
					rules = append(rules, v.Rule)
				}
				got[x.Request] = rules
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if r.Kept != 3-len(tt.want) {
				t.Errorf("%d visits stay, want %d: %s", r.Kept, 3-len(tt.want), tt.reason)
			}
			for _, c := range r.Changes {
				if len(c.From) > 0 && c.Cause != matching.Forced {
					t.Errorf("%s changes by %s, want forced: %s", c.Request, c.Cause, tt.reason)
				}
			}
		})
	}
}

// TestReplanAgain closes the center in mid-visit after an earlier repair has
// frozen the visit, or a person has pinned it.
func TestReplanAgain(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		kind   matching.PinKind
		other  bool // the pin is of a visit that is not published
		refuse bool
	}{
		{"frozen", "what a repair froze, the next may let go", matching.Frozen, false, false},
		{"pinned", "a person decides about a pin", matching.Pinned, false, true},
		{"frozen, not published", "the published plan does not say that it may go", matching.Frozen, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			w.asks("q1", "k1", "a", nil)
			w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(6), clock(18, 0)), 1
			published := &matching.Plan{
				Visits:   []matching.Visit{{Request: "q1", Offering: "oa", Slot: mondayAM, Pupils: 10}},
				Sessions: []matching.Session{{Offering: "oa", Slot: mondayAM, Instructors: []capacity.InstructorID{"ta"}}},
			}
			first, err := matching.Replan(t.Context(), w.problem(t), published, matching.WithEffort(100_000))
			if err != nil {
				t.Fatal(err)
			}
			w.demand = first.Problem.Spec()
			if len(w.demand.Pins) != 1 || w.demand.Pins[0].Kind != matching.Frozen {
				t.Fatalf("pins %v, want the visit frozen", w.demand.Pins)
			}
			w.demand.Pins[0].Kind = tt.kind
			published = first.Plan
			if tt.other {
				published = &matching.Plan{}
			}
			w.demand.AsOf = capacity.At(day(7), clock(10, 40))
			w.capacity.Closures = append(w.capacity.Closures, capacity.Closure{
				ID: "signal", Kind: capacity.Weather, Times: capacity.Times{{Start: w.demand.AsOf, End: w.demand.AsOf + 60}},
			})
			second, err := matching.Replan(t.Context(), w.problem(t), published, matching.WithEffort(100_000))
			if tt.refuse {
				if pins := (*matching.PinError)(nil); !errors.As(err, &pins) {
					t.Fatalf("error %v, want that the pin cannot be kept: %s", err, tt.reason)
				}
				return
			}
			if err != nil {
				t.Fatalf("%s: %v", tt.reason, err)
			}
			if len(second.Changes) != 1 || second.Changes[0].Cause != matching.Forced || len(second.Changes[0].To) != 1 || len(second.Problem.Spec().Pins) != 0 {
				t.Errorf("changes %+v with pins %v, want one forced move and none: %s", second.Changes, second.Problem.Spec().Pins, tt.reason)
			}
			if v := matching.Verify(second.Problem, second.Plan); len(v) > 0 {
				t.Errorf("the plan is not valid: %v", v)
			}
		})
	}
}

// TestReplanChosen: with ta in the morning and tb in the afternoon q1 and q2 could
// stay. For q3, who is worth more and needs tb, ta takes over q2, and q1 goes. That
// nobody is left for q1 then is no rule that its visit breaks.
func TestReplanChosen(t *testing.T) {
	w := bare()
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s2", Grade: 5, Size: 10})
	w.capacity.Instructors[1].Courses = []curriculum.CourseID{"a", "b"}
	w.capacity.Instructors[1].Available = afternoons(7)
	for i := range w.capacity.Instructors {
		w.capacity.Instructors[i].PerDay = 1
	}
	w.asks("q1", "k1", "a", mornings(7))
	w.asks("q2", "k2", "a", afternoons(7)).Weight = 2
	w.asks("q3", "k3", "b", afternoons(7)).Weight = 5
	published := &matching.Plan{
		Visits: []matching.Visit{
			{Request: "q1", Offering: "oa", Slot: mondayAM, Pupils: 10},
			{Request: "q2", Offering: "oa", Slot: "2026-09-07.pm", Pupils: 10},
		},
		Sessions: []matching.Session{
			{Offering: "oa", Slot: mondayAM, Instructors: []capacity.InstructorID{"ta"}},
			{Offering: "oa", Slot: "2026-09-07.pm", Instructors: []capacity.InstructorID{"tb"}},
		},
	}
	r, err := matching.Replan(t.Context(), w.problem(t), published, matching.WithEffort(100_000), matching.WithChangeCost(1))
	if err != nil {
		t.Fatal(err)
	}
	causes := map[matching.RequestID]matching.Cause{}
	for _, c := range r.Changes {
		causes[c.Request] = c.Cause
	}
	want := map[matching.RequestID]matching.Cause{"q1": matching.Chosen, "q3": matching.Added}
	if diff := cmp.Diff(want, causes); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
}
