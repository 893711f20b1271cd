package matching_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// largest makes a world of two requests whose points together can be as many
// as a total may be, a quarter of the largest int64, plus twice the extra:
// 10^6 pupils × 10^6 × 2305843 + 3995 × 2305843 + 2 × 925583 = 2^61 − 1.
func largest(extra int64) *world {
	w := newWorld()
	w.demand.Pins = nil
	w.demand.Weights = matching.Weights{Base: 2_305_843, Session: 925_583 + extra}
	w.cohort("a1").Size = 1_000_000
	w.cohort("b3").Size = 1
	w.demand.Requests = []matching.Request{
		{ID: "q1", Cohort: "a1", Choices: []matching.Choice{{Course: "paper"}}, Weight: 1_000_000},
		{ID: "q2", Cohort: "b3", Choices: []matching.Choice{{Course: "paper"}}, Weight: 3995},
	}
	return w
}

func TestTotals(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		world  func() *world
		path   string // empty when the world is accepted
		says   string
	}{
		{"the most points", "a total may reach a quarter of the largest int64", func() *world { return largest(0) }, "", ""},
		{"two points more", "a total may not exceed it", func() *world { return largest(1) }, "/requests/1", "points"},
		{
			"everything at its largest", "products beyond an int64 are noticed as well", func() *world {
				w := largest(0)
				w.demand.Weights = matching.Weights{Base: 1e9, First: 1e9, Rank: []int64{1e9 - 1}}
				w.demand.Requests[0].Visits = 1000
				return w
			}, "/requests/0", "lower the weights",
		},
		{
			"a product beyond an int64 that fits 64 bits", "10^19 is noticed", func() *world {
				w := largest(0)
				w.demand.Weights = matching.Weights{Base: 10_000_000}
				return w
			}, "/requests/0", "points",
		},
		{
			"a product beyond 64 bits", "3.7 × 10^19 is noticed, though its low bits are small", func() *world {
				w := largest(0)
				w.demand.Weights = matching.Weights{Base: 37_000_000}
				return w
			}, "/requests/0", "points",
		},
		{
			"first visits", "they count as well", func() *world {
				w := largest(0)
				w.demand.Weights.First = 1
				return w
			}, "/requests/0", "points",
		},
		{
			"ranks", "they count as well", func() *world {
				w := largest(0)
				w.demand.Weights.Rank = []int64{1}
				return w
			}, "/requests/0", "points",
		},
		{
			"travel", "it counts as well, though it is subtracted", func() *world {
				w := largest(0)
				w.demand.Weights.Travel, w.demand.Weights.TravelMost = 1, 1
				return w
			}, "/requests/1", "points",
		},
		{
			"visits", "every visit counts", func() *world {
				w := largest(0)
				w.demand.Requests[0].Visits = 2
				return w
			}, "/requests/0", "points",
		},
		{
			"visits of a program", "every visit of its components counts", func() *world {
				w := largest(0)
				w.demand.Programs = []matching.Program{{ID: "two", Components: []matching.Component{{Visits: 1}, {Visits: 1}}}}
				w.demand.Requests[0].Program = "two"
				return w
			}, "/requests/0", "points",
		},
		{
			"one visit of a program", "it is worth no more than one without", func() *world {
				w := largest(0)
				w.demand.Programs = []matching.Program{{ID: "one", Components: []matching.Component{{Hours: 1}}}}
				w.demand.Requests[0].Program = "one"
				return w
			}, "", "",
		},
		{
			"hours of a program", "each hour may be a visit", func() *world {
				w := largest(0)
				w.demand.Programs = []matching.Program{{ID: "two", Components: []matching.Component{{Hours: 2}}}}
				w.demand.Requests[1].Program = "two"
				return w
			}, "/requests/1", "points",
		},
		{
			"parts", "each part may have a session alone", func() *world {
				w := largest(0)
				w.demand.Requests[1].Parts = 2
				return w
			}, "/requests/1", "points",
		},
		{
			"fees", "a thousand visits of a million pupils at the highest fee, three times", func() *world {
				w := thousandVisits(3)
				w.course("robot").Fees[0].PerPupil = 1_000_000_000
				return w
			}, "/requests/2", "fen",
		},
		{
			"fees below", "two of them fit", func() *world {
				w := thousandVisits(2)
				w.course("robot").Fees[0].PerPupil = 1_000_000_000
				return w
			}, "", "",
		},
		{
			"units", "a course's units of an item count", func() *world {
				w := thousandVisits(2306)
				w.course("robot").Consumables[0].PerPupil = 1_000_000
				return w
			}, "/requests/2305", "units",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := test.world().refused(t)
			if test.path == "" {
				if found != nil {
					t.Errorf("%s, but it is refused: %v", test.reason, found)
				}
				return
			}
			if diff := cmp.Diff([]string{test.path}, pathsOf(found)); diff != "" {
				t.Fatalf("%s; paths (-want +got):\n%s", test.reason, diff)
			}
			if !strings.Contains(found[0].String(), test.says) {
				t.Errorf("%v does not say %q", found[0], test.says)
			}
		})
	}
}

// thousandVisits makes a world of requests of a million pupils for a thousand
// visits each, worth little.
func thousandVisits(requests int) *world {
	w := newWorld()
	w.demand.Pins = nil
	w.demand.Weights = matching.Weights{Base: 1}
	w.cohort("a1").Size = 1_000_000
	w.demand.Requests = nil
	for i := range requests {
		id := matching.RequestID([]byte{'q', byte('0' + i/1000), byte('0' + i/100%10), byte('0' + i/10%10), byte('0' + i%10)})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: id, Cohort: "a1", Visits: 1000, Choices: []matching.Choice{{Course: "paper"}}})
	}
	return w
}

// TestVerifyLargest verifies a plan whose points are the most that a problem
// may have, and one that repeats a visit until sums would exceed an int64.
func TestVerifyLargest(t *testing.T) {
	w := largest(0)
	w.course("paper").PupilsPerInstructor = 0
	w.room("r1").Seats = 1_000_000
	w.center("hub").Headcount = 0
	w.school("s1").Fleet = ""
	p := w.problem(t)
	w.plan = &matching.Plan{
		Sessions: []matching.Session{
			{Offering: "paper1", Slot: "2026-09-07.am", Instructors: []capacity.InstructorID{"t1"}},
			{Offering: "paper1", Slot: "2026-09-08.am", Instructors: []capacity.InstructorID{"t1"}},
		},
		Visits: []matching.Visit{
			{Request: "q1", Offering: "paper1", Slot: "2026-09-07.am", Pupils: 1_000_000},
			{Request: "q2", Offering: "paper1", Slot: "2026-09-08.am", Pupils: 1},
		},
	}
	const points = math.MaxInt64/4 - 4*925_583 // the sessions' points are subtracted, not added
	w.plan.Points, w.plan.Bound = points, math.MaxInt64
	w.plan.Score = matching.Score{Base: points + 2*925_583, Session: -2 * 925_583}
	if v := matching.Verify(p, w.plan); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	for d := range 5 {
		slot := capacity.SlotID(day(7+d).String() + ".pm")
		w.add(matching.Visit{Request: "q1", Offering: "paper1", Slot: slot, Pupils: 1_000_000}, "t1")
	}
	w.plan.Points, w.plan.Score.Base = math.MinInt64, math.MaxInt64
	for _, v := range matching.Verify(p, w.plan) {
		if v.Where == "points for base" {
			t.Errorf("a sum beyond an int64 does not stay at the largest: %v", v)
		}
	}
}

// TestVerifyCountsBeyondInt32 keeps sums of people right where an int has 32 bits.
func TestVerifyCountsBeyondInt32(t *testing.T) {
	w := newWorld()
	w.lift()
	w.demand.Pins = nil
	w.capacity.Quotas = []capacity.Quota{{ID: "all", Unit: capacity.Pupils, Most: 1_000_000_000}}
	w.demand.Weights = matching.Weights{Base: 1}
	w.demand.Cohorts, w.demand.Requests = nil, nil
	w.plan = &matching.Plan{Sessions: []matching.Session{{Offering: "code1", Slot: "2026-09-07.am"}}}
	for i := range 2200 {
		id := string([]byte{'x', byte('0' + i/1000), byte('0' + i/100%10), byte('0' + i/10%10), byte('0' + i%10)})
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: curriculum.CohortID(id), School: "s1", Grade: 5, Size: 1_000_000})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: matching.RequestID(id), Cohort: curriculum.CohortID(id), Choices: []matching.Choice{{Course: "code"}}, Share: capacity.ShareAnyone})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: matching.RequestID(id), Offering: "code1", Slot: "2026-09-07.am"})
	}
	p := w.problem(t)
	w.keepBooks(p)
	w.plan.Score.Base, w.plan.Score.First = 2_200_000_000, 0
	w.plan.Points, w.plan.Bound = w.plan.Score.Total(), w.plan.Score.Total()
	want := []string{
		`R16 quota: quota "all": want at most 1000000000 pupils, have 2200000000`,
		`R6 seats: offering "code1", slot "2026-09-07.am": want at most 100 pupils, have 2200000000`,
	}
	if diff := cmp.Diff(want, texts(matching.Verify(p, w.plan))); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}
