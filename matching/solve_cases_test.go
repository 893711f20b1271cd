package matching_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestSolveByCases: districts short of supply are proven by cases, which CheckBound
// confirms, and of which none can be left out; prices alone prove less.
func TestSolveByCases(t *testing.T) {
	for _, seed := range []uint64{3, 4} {
		p := generated(t, scenario.S, scenario.Supply, seed)
		plan := solve(t, p, matching.WithEffort(60_000_000))
		if plan.Status != matching.Optimal || plan.Stats.Exhausted || plan.Certificate.Cases == nil {
			t.Fatalf("seed %d: %v with %d of %d points", seed, plan.Status, plan.Points, plan.Bound)
		}
		if got := bounds(t, p, plan.Certificate).Points; got != plan.Points {
			t.Errorf("seed %d: the certificate proves %d, the plan has %d", seed, got, plan.Points)
		}
		alone := *plan.Certificate
		alone.Cases = nil
		weak := bounds(t, p, &alone).Points
		if weak <= plan.Points {
			t.Errorf("seed %d: prices alone prove %d", seed, weak)
		}
		without := *plan.Certificate
		cases := *without.Cases
		cases.Holds, without.Cases = &matching.Case{}, &cases
		if got := bounds(t, p, &without).Points; got <= plan.Points {
			t.Errorf("seed %d: without prices where the first fact holds, %d are proven", seed, got)
		}
	}
}
