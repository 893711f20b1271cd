package matching_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

var (
	anyRequest    = rapid.SampledFrom([]matching.RequestID{"", "q1", "q2", "q3", "q5", "q6", "q7", "q8", "q9", "q9", "r1", "r3", "nobody"})
	anyOffering   = rapid.SampledFrom([]capacity.OfferingID{"", "paper1", "robot1", "drone1", "crops1", "code1", "weave1", "pot1", "spin1", "dye1", "knit2", "kite1", "kite2", "nothing"})
	anySlot       = rapid.SampledFrom([]capacity.SlotID{"", "2026-09-07.am", "2026-09-07.pm", "2026-09-07.mid", "2026-09-08.am", "2026-09-14.am", "never"})
	anyInstructor = rapid.SampledFrom([]capacity.InstructorID{"", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "ghost"})
	anyInt        = rapid.OneOf(rapid.IntRange(-2, 50), rapid.SampledFrom([]int{math.MaxInt, math.MinInt}))
	anySmall      = rapid.OneOf(rapid.IntRange(-1, 3), rapid.SampledFrom([]int{math.MaxInt, math.MinInt}))
	anyPoints     = rapid.OneOf(rapid.Int64Range(-2, 400000), rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64}))
)

// anyPlan draws a plan in which hardly anything is right.
func anyPlan(t *rapid.T) *matching.Plan {
	visit := rapid.Custom(func(t *rapid.T) matching.Visit {
		return matching.Visit{
			Request: anyRequest.Draw(t, "request"), Part: anySmall.Draw(t, "part"), Component: anySmall.Draw(t, "component"),
			Choice: anyInt.Draw(t, "choice"), Offering: anyOffering.Draw(t, "offering"),
			Slot: anySlot.Draw(t, "slot"), Pupils: anyInt.Draw(t, "pupils"),
		}
	})
	session := rapid.Custom(func(t *rapid.T) matching.Session {
		return matching.Session{
			Offering: anyOffering.Draw(t, "offering"), Slot: anySlot.Draw(t, "slot"),
			Instructors: rapid.SliceOfN(anyInstructor, 0, 4).Draw(t, "instructors"),
		}
	})
	unplaced := rapid.Custom(func(t *rapid.T) matching.Unplaced {
		return matching.Unplaced{
			Request: anyRequest.Draw(t, "request"), Visits: anyInt.Draw(t, "visits"),
			Reason: matching.Reason(rapid.Byte().Draw(t, "reason")), Options: anyInt.Draw(t, "options"),
			Cuts: []matching.Cut{{Options: anyInt.Draw(t, "cut")}, {Options: anyInt.Draw(t, "cut")}},
		}
	})
	return &matching.Plan{
		Status: matching.Status(rapid.Byte().Draw(t, "status")),
		Points: anyPoints.Draw(t, "points"), Bound: anyPoints.Draw(t, "bound"),
		Score:    matching.Score{Base: anyPoints.Draw(t, "base"), Travel: anyPoints.Draw(t, "travel")},
		Sessions: rapid.SliceOfN(session, 0, 12).Draw(t, "sessions"),
		Visits:   rapid.SliceOfN(visit, 0, 20).Draw(t, "visits"),
		Unplaced: rapid.SliceOfN(unplaced, 0, 8).Draw(t, "unplaced"),
		Stats:    matching.Stats{Stopped: matching.Stop(rapid.Byte().Draw(t, "stopped"))},
	}
}

func clonePlan(plan *matching.Plan) *matching.Plan {
	c := *plan
	c.Sessions = slices.Clone(plan.Sessions)
	for i := range c.Sessions {
		c.Sessions[i].Instructors = slices.Clone(c.Sessions[i].Instructors)
	}
	c.Visits = slices.Clone(plan.Visits)
	c.Unplaced = slices.Clone(plan.Unplaced)
	for i := range c.Unplaced {
		c.Unplaced[i].Cuts = slices.Clone(c.Unplaced[i].Cuts)
	}
	return &c
}

// TestVerifyAnyPlan holds what Verify and Measure promise for every plan, right
// or wrong: an answer, the same each time, and nothing changed. None drawn is
// valid, for its points alone would have to be right by chance.
func TestVerifyAnyPlan(t *testing.T) {
	w := newWorld()
	w.enrich()
	p := w.problem(t)
	before := p.Spec()
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		kept := clonePlan(plan)
		violations := matching.Verify(p, plan)
		metrics := matching.Measure(p, plan)
		if len(violations) == 0 {
			t.Fatalf("no violation")
		}
		if diff := cmp.Diff(kept, plan); diff != "" {
			t.Fatalf("the plan was changed (-before +after):\n%s", diff)
		}
		if diff := cmp.Diff(violations, matching.Verify(p, plan)); diff != "" {
			t.Fatalf("two answers (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(metrics, matching.Measure(p, plan)); diff != "" {
			t.Fatalf("two measures (-first +second):\n%s", diff)
		}
	})
	if diff := cmp.Diff(before, p.Spec()); diff != "" {
		t.Errorf("the problem was changed (-before +after):\n%s", diff)
	}
}

// TestVerifyPermuted says that the order of a plan's lists does not matter.
func TestVerifyPermuted(t *testing.T) {
	w := newWorld()
	w.enrich()
	p := w.problem(t)
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		plan.Visits = distinctBy(plan.Visits, func(v matching.Visit) any {
			return [4]any{v.Request, v.Part, v.Offering, v.Slot}
		})
		plan.Sessions = distinctBy(plan.Sessions, func(s matching.Session) any {
			return [2]string{string(s.Offering), string(s.Slot)}
		})
		plan.Unplaced = distinctBy(plan.Unplaced, func(u matching.Unplaced) any { return u.Request })
		permuted := clonePlan(plan)
		permuted.Visits = rapid.Permutation(plan.Visits).Draw(t, "visits")
		permuted.Sessions = rapid.Permutation(plan.Sessions).Draw(t, "sessions")
		permuted.Unplaced = rapid.Permutation(plan.Unplaced).Draw(t, "unplaced")
		if diff := cmp.Diff(matching.Verify(p, plan), matching.Verify(p, permuted)); diff != "" {
			t.Fatalf("violations (-plan +permuted):\n%s", diff)
		}
	})
}

// distinctBy keeps the first element of each key.
func distinctBy[T any](list []T, key func(T) any) []T {
	seen := map[any]bool{}
	var kept []T
	for _, x := range list {
		if k := key(x); !seen[k] {
			seen[k] = true
			kept = append(kept, x)
		}
	}
	return kept
}
