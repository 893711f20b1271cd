package matching_test

import (
	"flag"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

var full = flag.Bool("full", false, "compare 3,000 problems with the oracle and count the rules that decide each")

// TestSolveAgainstOracle compares Solve with the best plan there is. Both plans
// verify, Solve's never has more points, and its bound never fewer; nor has what
// its certificate proves. Solve proves nearly all to be optimal.
func TestSolveAgainstOracle(t *testing.T) {
	// To count what decides a problem takes the oracle once for each rule.
	problems, counted, least := 500, 100, 1
	if *full {
		problems, counted, least = 3000, 2000, 20
	}
	var gaps gaps
	var decides [rule.Outreach + 1]int
	skipped := 0
	for seed := uint64(0); gaps.compared < problems && !t.Failed(); seed++ {
		p := smallgen.Problem(smallgen.Seeded(seed))
		best, exact, ok := oracle.Best(p)
		if !ok { // too large for the oracle
			if skipped++; skipped > problems/50 {
				t.Fatalf("%d problems are too large for the oracle, %d are not", skipped, gaps.compared)
			}
			continue
		}
		if exact == nil {
			t.Errorf("seed %d: no plan, but the pins have one", seed)
			continue
		}
		for _, v := range matching.Verify(p, exact) {
			t.Errorf("seed %d: the oracle's plan: %v", seed, v)
		}
		if plan := solveBelow(t, p, seed, best); plan != nil {
			gaps.add(seed, best, plan)
		}
		if gaps.compared <= counted {
			for _, r := range smallgen.Uses(p) {
				decides[r]++
			}
		}
	}
	t.Logf("%d compared, %d too large: %d optimal (%.1f %%), %d proven, gap mean %.3f %%, worst %.1f %% (seed %d)", gaps.compared, skipped, gaps.optimal,
		100*float64(gaps.optimal)/float64(gaps.compared), gaps.proven, 100*gaps.sum/float64(gaps.compared), 100*gaps.worst, gaps.worstSeed)
	if 100*gaps.proven < 95*gaps.compared {
		t.Errorf("%d of %d proven optimal, want 95 %%", gaps.proven, gaps.compared)
	}
	for r := range rule.All() {
		t.Logf("%v %s decides %d of %d", r, r.Name(), decides[r], counted)
		if decides[r] < least {
			t.Errorf("%v %s decides %d of %d, want at least %d", r, r.Name(), decides[r], counted, least)
		}
	}
}

// solveBelow solves and checks the plan against the points of the best plan.
func solveBelow(t *testing.T, p *matching.Problem, seed uint64, best int64) *matching.Plan {
	t.Helper()
	const effort = 250_000
	plan, err := matching.Solve(t.Context(), p, matching.WithSeed(seed), matching.WithEffort(effort))
	if err != nil {
		t.Errorf("seed %d: %v", seed, err)
		return nil
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
	if plan.Status == matching.Optimal && plan.Points != best {
		t.Errorf("seed %d: optimal with %d points, but a plan has %d", seed, plan.Points, best)
	}
	bound, err := matching.CheckBound(p, plan.Certificate)
	if err != nil || bound.Points < best {
		t.Errorf("seed %d: the certificate proves %d points, but a plan has %d: %v", seed, bound.Points, best, err)
	}
	return plan
}

// gaps are what plans lack of the best, as shares of its points.
type gaps struct {
	compared, optimal, proven int
	sum, worst                float64
	worstSeed                 uint64
}

func (g *gaps) add(seed uint64, best int64, plan *matching.Plan) {
	g.compared++
	if plan.Status == matching.Optimal {
		g.proven++
	}
	points := plan.Points
	if points == best {
		g.optimal++
		return
	}
	gap := float64(best-points) / float64(best)
	g.sum += gap
	if gap > g.worst {
		g.worst, g.worstSeed = gap, seed
	}
}
