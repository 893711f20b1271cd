package matching_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestSolveKeepsPins looks for every pin and its instructors in the plan.
func TestSolveKeepsPins(t *testing.T) {
	pins := 0
	for seed := range uint64(150) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		all := p.Spec().Pins
		if len(all) == 0 {
			continue
		}
		pins += len(all)
		first, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for name, plan := range map[string]*matching.Plan{
			"first come": first, "solve": solve(t, p, matching.WithEffort(5000)),
		} {
			for _, pin := range all {
				visits := func(v matching.Visit) bool {
					return v.Request == pin.Request && v.Offering == pin.Offering && v.Slot == pin.Slot
				}
				session := slices.IndexFunc(plan.Sessions, func(s matching.Session) bool {
					return s.Offering == pin.Offering && s.Slot == pin.Slot
				})
				if session < 0 || !slices.ContainsFunc(plan.Visits, visits) {
					t.Errorf("seed %d, %s: no visit of %+v", seed, name, pin)
					continue
				}
				for _, id := range pin.Instructors {
					if led := plan.Sessions[session].Instructors; !slices.Contains(led, id) {
						t.Errorf("seed %d, %s: %+v is led by %q", seed, name, pin, led)
					}
				}
			}
		}
	}
	if pins < 15 {
		t.Errorf("only %d pins", pins)
	}
}

// TestPinError pins visits that no plan can have. The world's own pin, of
// request q2, stays beside them.
func TestPinError(t *testing.T) {
	pin := func(request, offering, slot string, instructors ...capacity.InstructorID) matching.Pin {
		return matching.Pin{
			Request: matching.RequestID(request), Offering: capacity.OfferingID(offering), Slot: capacity.SlotID(slot), Instructors: instructors,
		}
	}
	tests := []struct {
		name   string
		reason string
		change func(w *world)
		pins   []matching.Pin
		lost   []string // requests of the pins that are named
		broken []string // beginnings of the violations
	}{
		{"one room for two", "the first one has it", nil,
			[]matching.Pin{pin("q3", "drone1", "2026-09-08.pm"), pin("q4", "drone2", "2026-09-08.pm")},
			[]string{"q4"}, []string{`R5 room: offering "drone2", slot "2026-09-08.pm"`}},
		{"closed", "no session there", func(w *world) {
			w.capacity.Closures = []capacity.Closure{{ID: "x", Kind: capacity.Weather, Centers: []capacity.CenterID{"hub"}, Times: on(8)}}
		}, []matching.Pin{pin("q1", "paper1", "2026-09-08.am")}, []string{"q1"}, []string{`R4 open: offering "paper1", slot "2026-09-08.am", closure "x"`}},
		{"not what was asked", "a pin is a choice", nil, []matching.Pin{pin("q1", "code1", "2026-09-08.am")},
			[]string{"q1"}, []string{`R3 choice: request "q1"`}},
		{"not for the cohort", "grade 2 is too young", func(w *world) { w.lift(); w.request("q7").Choices[0].Course = "robot" },
			[]matching.Pin{pin("q7", "robot1", "2026-09-09.am")}, []string{"q7"}, []string{`R1 tier: request "q7"`, `R2 course: request "q7"`, `R2 course: request "q7"`, `R2 course: request "q7"`}},
		{"a day twice", "a cohort has one visit a day", nil,
			[]matching.Pin{pin("q1", "paper1", "2026-09-09.am"), pin("q5", "code1", "2026-09-09.pm")},
			[]string{"q5"}, []string{`R10 clash: request "q5"`}},
		{"no seats", "40 pupils, 30 seats", func(w *world) { w.room("r1").Seats = 30 },
			[]matching.Pin{pin("q1", "paper1", "2026-09-09.am")}, []string{"q1"}, []string{`R6 seats: offering "paper1"`}},
		{"no seats for the second choice", "the slot is one of that choice, so the choice is no reason", func(w *world) {
			w.room("r3").Seats = 9
			w.request("q4").Choices = []matching.Choice{{Course: "drone", Times: on(8)}, {Course: "drone", Times: on(9)}}
		}, []matching.Pin{pin("q4", "drone1", "2026-09-09.am")}, []string{"q4"}, []string{`R6 seats: offering "drone1"`}},
		{"too few, and nobody may join", "12 pupils of 20", func(w *world) { w.course("drone").Minimum = 20; w.request("q3").Share = 0 },
			[]matching.Pin{pin("q3", "drone1", "2026-09-08.pm")}, []string{"q3"}, []string{`R7 minimum: offering "drone1"`}},
		{"too few, and nobody joins", "others would be allowed to", func(w *world) { w.course("drone").Minimum = 23 },
			[]matching.Pin{pin("q3", "drone1", "2026-09-08.pm")}, []string{"q3"}, nil},
		{"unqualified", "t5 knows crops", nil, []matching.Pin{pin("q1", "paper1", "2026-09-09.am", "t5")},
			[]string{"q1"}, []string{`R9 staff: offering "paper1", slot "2026-09-09.am", instructor "t5": want somebody of center`, `R9 staff: offering "paper1", slot "2026-09-09.am", instructor "t5": want somebody qualified`}},
		{"busy", "t3 is pinned to the other session", nil, []matching.Pin{pin("q3", "drone1", "2026-09-07.am", "t3")},
			[]string{"q3"}, []string{`R9 staff: offering "robot1", slot "2026-09-07.am", instructor "t3": want one session at a time`}},
		{"seats for one part alone", "the larger part is where they are", rich(func(w *world) { w.room("l2").Seats, w.room("l3").Seats = 10, 10 }),
			[]matching.Pin{pin("q9", "spin1", "2026-09-08.am"), pin("q9", "dye1", "2026-09-08.am"), pin("q9", "knit1", "2026-09-08.am"), pin("q1", "code1", "2026-09-08.am")},
			[]string{"q1"}, []string{`R3 choice: request "q1"`}},
		{"no seats for the larger part", "31 pupils in three parts are 11, 10 and 10", rich(func(w *world) {
			w.room("l2").Seats, w.room("l3").Seats, w.room("l4").Seats = 10, 10, 10
		}), []matching.Pin{pin("q9", "spin1", "2026-09-08.am"), pin("q9", "dye1", "2026-09-08.am"), pin("q9", "knit1", "2026-09-08.am")},
			[]string{"q9", "q9", "q9"}, []string{`R6 seats: offering`}},
		{"parts at two centers", "a visit is at one", rich(func(w *world) {
			w.widen()
			w.request("q9").Choices = append(w.request("q9").Choices, matching.Choice{Course: "paper"})
		}), []matching.Pin{pin("q9", "spin1", "2026-09-08.am"), pin("q9", "paper1", "2026-09-08.am")},
			[]string{"q9", "q9"}, []string{`R19 split: request "q9"`}},
		{"one visit whole, one in parts", "all are split alike", rich(func(w *world) { w.widen() }),
			[]matching.Pin{pin("q9", "spin1", "2026-09-08.am"), pin("q9", "dye1", "2026-09-10.pm"), pin("q9", "knit1", "2026-09-10.pm")},
			[]string{"q9", "q9"}, []string{`R19 split: request "q9"`}},
		{"too few instructors", "40 pupils need two, and who they would be is open", func(w *world) {
			w.instructor("t2").Courses[0], w.instructor("t3").Courses[1] = "code", "code"
		}, []matching.Pin{pin("q1", "paper1", "2026-09-09.am")}, []string{"q1"}, nil},
		{"far", "the trip takes 13 minutes", func(w *world) { w.request("q1").MaxTravel = 5 },
			[]matching.Pin{pin("q1", "paper1", "2026-09-09.am")}, []string{"q1"}, []string{`R15 transport: request "q1"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.demand.AsOf = 0
			if tt.change != nil {
				tt.change(w)
			}
			w.demand.Pins = append(w.demand.Pins, tt.pins...)
			p := w.problem(t)
			plan, err := matching.Solve(t.Context(), p, matching.WithEffort(1000))
			var refused *matching.PinError
			if plan != nil || !errors.As(err, &refused) {
				t.Fatalf("plan %v and error %v: %s", plan, err, tt.reason)
			}
			var lost []string
			for _, pin := range refused.Pins {
				lost = append(lost, string(pin.Request))
				if !strings.Contains(err.Error(), string(pin.Offering)) || !strings.Contains(err.Error(), string(pin.Slot)) {
					t.Errorf("the error does not name %+v: %v", pin, err)
				}
			}
			if diff := cmp.Diff(tt.lost, lost); diff != "" {
				t.Errorf("requests (-want +got):\n%s%s", diff, tt.reason)
			}
			ok := len(refused.Violations) == len(tt.broken)
			for i := 0; ok && i < len(tt.broken); i++ {
				ok = strings.HasPrefix(refused.Violations[i].String(), tt.broken[i])
			}
			if !ok {
				t.Errorf("violations %v, want %q: %s", refused.Violations, tt.broken, tt.reason)
			}
			if _, err := matching.FirstCome(t.Context(), p); !errors.As(err, &refused) {
				t.Errorf("first come: error %v", err)
			}
		})
	}
}

// TestPinWithinNotice: the notice time does not apply to pins, and a pin counts
// as the choice that its slot fulfills.
func TestPinWithinNotice(t *testing.T) {
	w := newWorld()
	w.demand.AsOf = capacity.At(day(9), 0)
	w.request("q4").Choices = []matching.Choice{
		{Course: "drone", Times: on(8)}, {Course: "drone", Times: on(9)}, {Course: "drone"},
	}
	w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q4", Offering: "drone1", Slot: "2026-09-09.am"})
	plan := solve(t, w.problem(t), matching.WithEffort(1000))
	i := slices.IndexFunc(plan.Visits, func(v matching.Visit) bool { return v.Request == "q4" })
	want := matching.Visit{Request: "q4", Choice: 1, Offering: "drone1", Slot: "2026-09-09.am", Pupils: 10}
	if i < 0 || plan.Visits[i] != want {
		t.Errorf("visits %+v, want %+v among them", plan.Visits, want)
	}
}

// TestPinInParts: a split visit is pinned by a pin for each part, also within the
// notice time, with its instructors, whichever part is where.
func TestPinInParts(t *testing.T) {
	w := newWorld()
	w.enrich()
	w.rotateOnce()
	w.demand.AsOf = capacity.At(day(9), 0)
	w.room("l2").Seats, w.room("l3").Seats, w.room("l4").Seats = 10, 10, 11
	w.demand.Pins = w.pins("q9", "2026-09-08.am")
	w.demand.Pins[1].Instructors = w.sessionAt(w.demand.Pins[1]).Instructors
	p := w.problem(t)
	for name, plan := range map[string]*matching.Plan{"solve": solve(t, p, matching.WithEffort(1000)), "first come": firstCome(t, p)} {
		visit := visitsIn(plan, "q9", "2026-09-08.am")
		var sizes []int
		for _, v := range visit {
			sizes = append(sizes, v.Pupils)
		}
		if !slices.Equal(sizes, []int{11, 10, 10}) || visit[0].Offering != "knit1" {
			t.Errorf("%s: %+v, want 11 pupils at knit1 and 10 at the others", name, visit)
		}
		for _, pin := range w.demand.Pins {
			i := slices.IndexFunc(plan.Sessions, func(s matching.Session) bool { return s.Offering == pin.Offering && s.Slot == pin.Slot })
			if i < 0 || !slices.Equal(pin.Instructors, plan.Sessions[i].Instructors) && len(pin.Instructors) > 0 {
				t.Errorf("%s: %+v is not in %+v", name, pin, plan.Sessions)
			}
		}
	}
}

func firstCome(t *testing.T, p *matching.Problem) *matching.Plan {
	t.Helper()
	plan, err := matching.FirstCome(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestPinErrorLong: a message names ten pins and counts the others.
func TestPinErrorLong(t *testing.T) {
	err := &matching.PinError{Pins: make([]matching.Pin, 12)}
	if text := err.Error(); strings.Count(text, "\n") != 11 || !strings.HasSuffix(text, "and 2 more") {
		t.Error(text)
	}
}

// TestDefectError: a defect says where it is.
func TestDefectError(t *testing.T) {
	plan := &matching.Plan{Points: 3}
	miscounted := &matching.DefectError{Plan: plan, Searched: 5}
	if text := miscounted.Error(); !strings.Contains(text, "5") || !strings.Contains(text, "3") {
		t.Error(text)
	}
	p := newWorld().problem(t)
	broken := &matching.DefectError{Plan: plan, Searched: 3, Violations: matching.Verify(p, plan)}
	if text := broken.Error(); !strings.Contains(text, broken.Violations[0].String()) {
		t.Error(text)
	}
}

// TestFirstCome follows the order of the request ids by hand: each request gets
// its best choice that is free, at the earliest time. Solve serves the last one,
// which has the most weight.
func TestFirstCome(t *testing.T) {
	w := newWorld()
	w.lift()
	w.demand.Pins = nil
	w.demand.VisitsPerDay = 1
	w.capacity.Calendars[0].Terms[0].To = day(7)
	w.capacity.Quotas = nil
	w.room("r3").Seats = 14
	course := func(ids ...curriculum.CourseID) (list []matching.Choice) {
		for _, id := range ids {
			list = append(list, matching.Choice{Course: id})
		}
		return list
	}
	w.course("code").Tier = curriculum.Exploration
	w.demand.Cohorts, w.demand.Requests = nil, nil
	for _, r := range []matching.Request{
		{ID: "q5", Choices: course("drone"), Weight: 5},
		{ID: "q4", Choices: course("drone", "old", "code"), Share: capacity.ShareAnyone},
		{ID: "q2", Choices: course("drone", "code")},
		{ID: "q1", Choices: course("drone", "code")},
		{ID: "q3", Choices: course("drone", "code"), Times: hours(clock(8, 0), clock(12, 0))},
	} {
		r.Cohort = curriculum.CohortID("p" + r.ID)
		w.demand.Requests = append(w.demand.Requests, r)
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{
			ID: r.Cohort, School: "s2", Grade: 11, Size: 12, Intents: []curriculum.Intent{{Kind: curriculum.DevelopMajor}},
		})
	}
	w.instructor("t7").Majors[0] = "soft" // t3, t4 and t6 are left for drone1 and drone2, which share a room
	p := w.problem(t)
	first, err := matching.FirstCome(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	want := []matching.Visit{
		{Request: "q1", Offering: "drone1", Slot: "2026-09-07.am", Pupils: 12},
		{Request: "q2", Offering: "drone1", Slot: "2026-09-07.pm", Pupils: 12},
		{Request: "q3", Choice: 1, Offering: "code1", Slot: "2026-09-07.am", Pupils: 12},
		{Request: "q4", Choice: 2, Offering: "code1", Slot: "2026-09-07.pm", Pupils: 12}, // q3 shares the morning with nobody
	}
	if diff := cmp.Diff(want, first.Visits); diff != "" {
		t.Errorf("visits (-want +got):\n%s", diff)
	}
	if len(first.Unplaced) != 1 || first.Unplaced[0].Request != "q5" || first.Unplaced[0].Reason != matching.NotFound {
		t.Errorf("unplaced %+v, want q5, which came last", first.Unplaced)
	}
	for _, v := range matching.Verify(p, first) {
		t.Error(v)
	}
	best := solve(t, p, matching.WithEffort(20_000))
	if !slices.ContainsFunc(best.Visits, func(v matching.Visit) bool { return v.Request == "q5" }) || best.Points <= first.Points {
		t.Errorf("%d points after %d, visits %+v; want one of q5 among them", best.Points, first.Points, best.Visits)
	}
}
