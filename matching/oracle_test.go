package matching_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestSolveAgainstOracle compares Solve with the best plan there is. Its plan
// verifies and never has more points, and its bound never fewer.
func TestSolveAgainstOracle(t *testing.T) {
	const seeds, effort = 500, 50_000
	compared, optimal := 0, 0
	var sum, worst int64 // gaps in millionths of the best plan's points
	var worstSeed uint64
	for seed := range uint64(seeds) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		best, exact, ok := oracle.Best(p)
		if !ok || exact == nil {
			continue // too large for the oracle
		}
		plan, err := matching.Solve(t.Context(), p, matching.WithSeed(seed), matching.WithEffort(effort))
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		for _, v := range matching.Verify(p, plan) {
			t.Errorf("seed %d: %v", seed, v)
		}
		if plan.Points > best {
			t.Errorf("seed %d: %d points, but no plan has more than %d", seed, plan.Points, best)
		}
		if plan.Bound < best {
			t.Errorf("seed %d: bound %d, but a plan has %d points", seed, plan.Bound, best)
		}
		compared++
		if plan.Points == best {
			optimal++
			continue
		}
		gap := (best - plan.Points) * 1_000_000 / best
		sum += gap
		if gap > worst {
			worst, worstSeed = gap, seed
		}
	}
	if compared < seeds*99/100 {
		t.Fatalf("compared %d of %d", compared, seeds)
	}
	t.Logf("%d compared: %d optimal, gap mean %.3f %%, worst %.3f %% (seed %d)",
		compared, optimal, float64(sum)/float64(compared)/10_000, float64(worst)/10_000, worstSeed)
}
