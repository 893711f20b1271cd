package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// best returns the best solution that search finds, and whether no solution has
// more points.
func best(t *testing.T, m *search.Model, seed uint64) (found search.Solution, optimal bool) {
	t.Helper()
	b, err := search.NewBoard(t.Context(), m, seed, nil)
	if err != nil {
		t.Fatal(err)
	}
	stop := func() bool { return b.Work() > 2000 }
	b.Construct(stop, func() {})
	b.Improve(stop, letGo, func() {})
	found, optimal, _ = search.Close(t.Context(), m, b.Best(), 20_000)
	return found, optimal
}

// pupils counts those that a solution seats.
func pupils(m *search.Model, found search.Solution) int64 {
	sum := int64(0)
	for _, p := range found.Places {
		sum += search.Share(m.Asks[p.Ask].Pupils, p.Part, p.Of)
	}
	return sum
}

// TestBound: at any prices, no solution is worth more than the bound, and no
// solution seats more pupils than the bound on them.
func TestBound(t *testing.T) {
	models, optimal, positive, tight := 0, 0, 0, 0
	for seed := range uint64(1500) {
		m := drawModel(seed, 4)
		found, proven := best(t, m, seed)
		points := found.Points
		models++
		if proven {
			optimal++
		}
		if points > 0 {
			positive++
		}
		r := New(m, letGo)
		e := r.NewEvaluator()
		check := func(name string, price []int64) int64 {
			bound := e.Bound(price)
			if bound < points*r.Scale {
				t.Fatalf("model %d: %s: bound %d below %d points at scale %d", seed, name, bound, points, r.Scale)
			}
			return bound
		}
		check("no prices", make([]int64, len(r.Rows)))
		d := roll(seed)
		for range 20 {
			check("random prices", r.drawPrices(d))
		}
		alone := check("what each earns alone", r.Alone())
		told := int64(math.MaxInt64)
		price, least := e.Descend(nil, points, 60, func(price []int64, bound int64) {
			if bound >= told {
				t.Fatalf("model %d: told of bound %d after %d", seed, bound, told)
			}
			told = bound
		}, func() bool { return false })
		if told != least {
			t.Fatalf("model %d: told of bound %d at last, and it is %d", seed, told, least)
		}
		if got := check("descent", price); got != least {
			t.Fatalf("model %d: descent says %d, and its prices give %d", seed, least, got)
		}
		master := r.NewMaster()
		low := min(alone, least)
		for range 30 {
			if !solved(master, nil) {
				t.Fatalf("model %d: the program is not solved", seed)
			}
			master.Prices(price)
			check("duals", price)
			bound, added := master.Generate(e, price)
			if low = min(low, bound); added == 0 {
				break
			}
		}
		if points > 0 && low/r.Scale == points {
			tight++
		}
		h := r.Heads()
		heads := h.NewEvaluator()
		for range 10 {
			if bound, n := heads.Bound(h.drawPrices(d)), pupils(m, found); bound < n*h.Scale {
				t.Fatalf("model %d: bound %d below %d pupils at scale %d", seed, bound, n, h.Scale)
			}
		}
	}
	t.Logf("%d models, %d with known optimum, %d with points, %d of them met by the bound", models, optimal, positive, tight)
	if optimal < models/2 || positive < models/2 || tight < positive/4 {
		t.Error("too few")
	}
}
