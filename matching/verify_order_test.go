package matching_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestVerifyAnyOrder: the same violations, whatever the order of a plan's lists.
func TestVerifyAnyOrder(t *testing.T) {
	for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply} {
		p := generated(t, scenario.S, regime, 5)
		plan := solve(t, p, matching.WithEffort(100_000))
		r := rand.New(rand.NewPCG(1, 2))
		for range 40 {
			damaged := clonePlan(plan)
			damage(r, damaged)
			want := matching.Verify(p, damaged)
			if len(want) == 0 {
				t.Fatal("no violation")
			}
			shuffle(r, damaged)
			if diff := cmp.Diff(want, matching.Verify(p, damaged)); diff != "" {
				t.Fatalf("%s: shuffled (-ordered +shuffled):\n%s", regime, diff)
			}
		}
	}
}

// damage changes some rows of a plan and leaves others out. No row is there twice.
func damage(r *rand.Rand, plan *matching.Plan) {
	for range 3 {
		plan.Visits[r.IntN(len(plan.Visits))].Choice++
		plan.Visits[r.IntN(len(plan.Visits))].Pupils--
		plan.Visits[r.IntN(len(plan.Visits))].Slot = plan.Visits[0].Slot
		plan.Visits[r.IntN(len(plan.Visits))].Part += 7
		plan.Sessions = append(plan.Sessions[:1], plan.Sessions[2:]...)
		plan.Visits = append(plan.Visits[:2], plan.Visits[3:]...)
		plan.Unplaced[r.IntN(len(plan.Unplaced))].Visits++
	}
}

func shuffle(r *rand.Rand, plan *matching.Plan) {
	v, s, u := plan.Visits, plan.Sessions, plan.Unplaced
	r.Shuffle(len(v), func(i, j int) { v[i], v[j] = v[j], v[i] })
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	r.Shuffle(len(u), func(i, j int) { u[i], u[j] = u[j], u[i] })
}
