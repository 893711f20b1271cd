package relax

import (
	"math"
	"testing"
)

// TestHalt: wherever an evaluator is told to stop, it does no more work, and the
// bound that it returns is valid.
func TestHalt(t *testing.T) {
	halted := 0
	for seed := range uint64(20) {
		m := drawModel(seed, 4)
		r := New(m, letGo)
		for n := 0; ; n++ {
			calls := 0
			after := func() int64 { return 0 }
			e := r.NewEvaluator()
			e.Halt(func() bool {
				if calls++; calls == n+1 {
					before := e.Work
					after = func() int64 { return e.Work - before }
				}
				return calls > n
			})
			bound := e.Bound(r.Alone())
			if calls <= n { // it came to the end
				if want := r.NewEvaluator().Bound(r.Alone()); bound != want {
					t.Errorf("model %d: bound %d, and %d where nothing may stop it", seed, bound, want)
				}
				break
			}
			halted++
			if bound != math.MaxInt64 || after() != 0 {
				t.Fatalf("model %d, stopped after %d calls: bound %d, and %d work after that", seed, n, bound, after())
			}
			master := r.NewMaster()
			e.Near(r.Alone(), r.Scale, func(Column) { t.Errorf("model %d: a column near the best of a search that has ended", seed) })
			if bound, added := master.Generate(e, r.Alone()); bound != math.MaxInt64 || added != 0 {
				t.Errorf("model %d, stopped after %d calls: bound %d and %d columns", seed, n, bound, added)
			}
			if _, bound := e.Descend(nil, 0, 100, func([]int64, int64) {}, func() bool { return true }); bound != math.MaxInt64 || after() != 0 {
				t.Errorf("model %d, stopped after %d calls: bound %d by descent", seed, n, bound)
			}
		}
	}
	if halted < 100 {
		t.Errorf("only %d evaluations stopped", halted)
	}
}
