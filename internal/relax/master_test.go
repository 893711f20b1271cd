package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/lp"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestMaster: the program of all columns that gain is worth as much as the
// bound, up to what columns may gain unadded and what rounding to prices costs.
func TestMaster(t *testing.T) {
	for seed := range uint64(300) {
		m := drawModel(seed, 5)
		r := New(m, letGo)
		bound, objective := converge(t, r)
		if gap := float64(bound)/float64(r.Scale) - objective; gap < -0.01 || gap > 0.01*float64(1+len(m.Asks)) {
			t.Fatalf("model %d: bound %g and objective %g", seed, float64(bound)/float64(r.Scale), objective)
		}
	}
}

// TestAdd: a column by itself earns its worth and the bonuses that it brings.
func TestAdd(t *testing.T) {
	runs := 0
	for seed := range uint64(200) {
		m := drawModel(seed, 5)
		r := New(m, letGo)
		e := r.NewEvaluator()
		master := r.NewMaster()
		master.Generate(e, make([]int64, len(r.Rows)))
		for i := range master.Columns {
			c := &master.Columns[i]
			alone := r.NewMaster()
			if !alone.Add(*c) || alone.Add(*c) {
				t.Fatalf("model %d: a column is to be new once", seed)
			}
			alone.Fix(0)
			if !solved(alone, nil) {
				t.Fatalf("model %d: the program is not solved", seed)
			}
			want := float64(r.Worth(c))
			for _, x := range c.Items {
				if r.asks[x.Ask].debut != none {
					want += float64(int64(x.Pupils) * r.bonus(&m.Asks[x.Ask]))
				}
			}
			whole := m.Asks[c.Items[0].Ask].Whole
			for _, x := range c.Items {
				whole = whole || m.Asks[x.Ask].Whole
			}
			if whole || alone.Value(0) < 1-1e-6 {
				continue
			}
			runs++
			if got := alone.LP.Objective(); math.Abs(got-want*alone.Value(0)) > 1e-6*max(1, want) {
				t.Fatalf("model %d: %+v earns %g, want %g", seed, c, got, want)
			}
			alone.Ban(0)
			if solved(alone, nil); alone.Value(0) != 0 {
				t.Fatalf("model %d: a banned column runs", seed)
			}
			alone.Release()
			if solved(alone, nil); want > 0 && alone.Value(0) < 1-1e-6 {
				t.Fatalf("model %d: a released column does not run", seed)
			}
		}
	}
	if runs < 500 {
		t.Errorf("%d columns run: too few", runs)
	}
}

// TestHuge: no sum overflows, so that the bound is not below what fits.
func TestHuge(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		model  func() *search.Model
		points int64 // of a solution
	}{
		{"a budget exceeded by 1", "its price is steep, and its capacity large", func() *search.Model {
			m := bare(1, 1)
			limit(m, search.Use{Of: search.Pupils, Factor: 1e11}, 2e12-1, 1)
			times(2, func() { want(m, nil, 0) })
			return m
		}, 1000},
		{"the largest budget", "prices of a fen are whole", func() *search.Model {
			m := bare(1, 4)
			limit(m, search.Use{Of: search.Pupils, Factor: 1e14}, 1e15, 1)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 1000},
		{"a budget of nothing", "what exceeds it is large", func() *search.Model {
			m := bare(1, 4)
			limit(m, search.Use{Of: search.Pupils, Factor: 1e14}, 0, 1)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 0},
		{"the most points", "a quarter of all int64", func() *search.Model {
			m := bare(1, 4)
			times(2, func() { want(m, func(a *search.Ask) { a.Arcs[0].Value = math.MaxInt64 / 4 / 20 }, 0) })
			return m
		}, math.MaxInt64 / 4 / 20 * 20},
		{"dear sessions", "the cost is far above the points", func() *search.Model {
			m := bare(1, 4)
			m.Cost = 1e14
			times(2, func() { want(m, nil, 0) })
			return m
		}, 0},
		{"a large session", "a million seats", func() *search.Model {
			m := bare(1, 1)
			m.Offers[0].Seats = 1e6
			times(4, func() { want(m, func(a *search.Ask) { a.Pupils = 3e5 }, 0) })
			return m
		}, 9e7},
		{"more pupils than seats", "they have no place", func() *search.Model {
			m := bare(1, 1)
			want(m, func(a *search.Ask) { a.Pupils = math.MaxInt32 }, 0)
			return m
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.model()
			r := New(m, letGo)
			e := r.NewEvaluator()
			check := func(name string, bound int64) {
				if bound/r.Scale < tt.points {
					t.Errorf("%s: bound %d below %d: %s", name, bound/r.Scale, tt.points, tt.reason)
				}
			}
			check("alone", e.Bound(r.Alone()))
			for _, target := range []int64{0, tt.points} {
				price, bound := e.Descend(nil, target, 100, func([]int64, int64) {}, func() bool { return false })
				check("descent", bound)
				check("its prices", e.Bound(price))
				for i, p := range price {
					if p < 0 || p > r.Rows[i].most {
						t.Errorf("price %d of row %d, above %d", p, i, r.Rows[i].most)
					}
				}
			}
			highest := make([]int64, len(r.Rows))
			for i := range highest {
				highest[i] = r.Price(i, math.MaxFloat64)
				one := make([]int64, len(r.Rows))
				one[i] = highest[i]
				check("one highest price", e.Bound(one))
			}
			check("the highest prices", e.Bound(highest))
			bound, _ := converge(t, r)
			check("columns", bound)
		})
	}
}

func TestPrice(t *testing.T) {
	r := &Relaxation{}
	r.addRow(Row{Cap: 3})
	r.addRow(Row{Cap: 1 << 54, Free: true})
	r.addRow(Row{Cap: 1 << 60})
	tests := []struct {
		row  int
		p    float64
		want int64
	}{
		{0, 1.5, 2}, {0, 1.4, 1}, {0, 0.5, 1}, {0, -3, 0}, {0, 1e300, mostCharge / 3}, {0, math.Inf(1), mostCharge / 3}, {0, math.NaN(), 0},
		{1, 1.4, 1}, {1, 7, 2}, {1, -1.4, -1}, {1, -7, -2}, {1, math.Inf(-1), -2},
		{2, 1, 0}, {2, -1, 0},
	}
	for _, tt := range tests {
		if got := r.Price(tt.row, tt.p); got != tt.want {
			t.Errorf("row %d, %g: %d, want %d", tt.row, tt.p, got, tt.want)
		}
	}
}

// solved solves a program and reports whether that came to an end.
func solved(m *Master, stop func() bool) bool { return m.LP.Solve(1<<40, stop) == lp.Optimal }
