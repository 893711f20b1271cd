package oracle_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestVerify has the verifier, another reading of the same rules, look at the
// oracle's plans.
func TestVerify(t *testing.T) {
	const seeds = 500
	solved, visits := 0, 0
	for seed := range uint64(seeds) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		points, plan, ok := oracle.Best(p)
		if !ok {
			continue
		}
		if plan == nil {
			t.Errorf("seed %d: no plan, but the generator's pins have one", seed)
			continue
		}
		solved++
		visits += len(plan.Visits)
		if plan.Points != points {
			t.Errorf("seed %d: %d points, but %d in the plan", seed, points, plan.Points)
		}
		for _, v := range matching.Verify(p, plan) {
			t.Errorf("seed %d: %v", seed, v)
		}
	}
	t.Logf("%d of %d solved, %d visits", solved, seeds, visits)
	if solved < seeds*99/100 {
		t.Errorf("solved %d of %d; the problems are too large for the oracle", solved, seeds)
	}
}

// TestVerifyWithout drops one rule at a time. A plan that is better for it
// must break this rule in the verifier's eyes, and no other.
func TestVerifyWithout(t *testing.T) {
	const seeds, least = 150, 1
	var broken [rule.Outreach + 1]int
	for seed := range uint64(seeds) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		best, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			continue
		}
		for r := range rule.All() {
			points, plan, ok := oracle.Without(p, r)
			if !ok || points == best {
				continue
			}
			broken[r]++
			found := matching.Verify(p, plan)
			if len(found) == 0 {
				t.Errorf("seed %d: %d points instead of %d without %v, and nothing is broken", seed, points, best, r)
			}
			for _, v := range found {
				if v.Rule != r {
					t.Errorf("seed %d without %v: %v", seed, r, v)
				}
			}
		}
	}
	for r := range rule.All() {
		t.Logf("%v %s: %d plans broken", r, r.Name(), broken[r])
		if broken[r] < least {
			t.Errorf("%v: %d plans broken, want at least %d", r, broken[r], least)
		}
	}
}
