package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
)

// TestPlain: where nobody shares or splits, no team travels, no program is whole
// and a session needs one person at the most, the plain program is the program over sessions: its optimum and the bound
// at its duals are the limit of column generation.
func TestPlain(t *testing.T) {
	never := func() bool { return false }
	compared := 0
	for seed := range uint64(150) {
		m := drawModel(seed, 6)
		for i := range m.Asks {
			m.Asks[i].Parts, m.Asks[i].Share, m.Asks[i].Whole = 1, 1, false
		}
		for i := range m.Offers {
			m.Offers[i].Fewest, m.Offers[i].Per, m.Offers[i].Team = min(1, m.Offers[i].Fewest), 0, none
		}
		r := New(m)
		e := r.NewEvaluator()
		master, price := r.NewMaster(), make([]int64, len(r.Rows))
		limit := int64(math.MaxInt64)
		for added := 1; added > 0; {
			var bound int64
			bound, added = e.Generate(master, price)
			limit = min(limit, bound)
			if !master.Solve(never) {
				t.Fatalf("model %d: the program over sessions was not solved", seed)
			}
			master.Prices(price)
		}
		plain := r.NewPlain(never)
		g := e.Guide(r.Alone(), 1000)
		if plain.Add(g, never); plain.Add(g, never) > 0 {
			t.Fatalf("model %d: options were added twice", seed)
		}
		s := pdhg.NewSolver(plain.LP, never)
		for k := 0; k < 200; k++ {
			for range 40 {
				s.Iterate(never)
			}
			if s.Check(never); s.Checked.Over < 1e-4 && math.Abs(s.Checked.Dual-s.Checked.Primal) < 1e-4*s.Checked.Dual {
				break
			}
		}
		if s.Checked.Over >= 1e-3 {
			continue
		}
		compared++
		s.Settle()
		plain.Prices(s.Y, price)
		want := float64(limit) / float64(r.Scale)
		bound := float64(e.Bound(price)) / float64(r.Scale)
		if slack := 0.01*want + 1; bound > want+slack || s.Checked.Dual < want-slack || s.Checked.Primal > want+slack {
			t.Errorf("model %d: the plain program has %.1f to %.1f, the bound is %.1f, that of column generation %.1f",
				seed, s.Checked.Primal, s.Checked.Dual, bound, want)
		}
	}
	t.Logf("%d compared", compared)
	if compared < 100 {
		t.Error("too few")
	}
}
