package engine

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// begun returns a dual lane of a model that nobody halts, with its first bound.
func begun(t *testing.T, k kind, seed uint64) *dual {
	m := draw(k, seed)
	d := newDual(t.Context(), m, search.Limits{Seed: seed, Bound: math.MaxInt64}, Watch{})
	d.quota = math.MaxInt64
	d.relaxed = relax.New(m, d.stop)
	d.e = d.evaluator(d.relaxed)
	d.best = d.relaxed.Alone()
	d.least = d.e.Bound(d.best)
	return d
}

// TestApproach: roundings of the plain program obey the model, and its prices
// bound them; where everyone sits alone they are near.
func TestApproach(t *testing.T) {
	for _, k := range kinds {
		points, bound := int64(0), int64(0)
		for seed := range uint64(4) {
			d := begun(t, k, seed)
			m := d.m
			d.heads.Relaxed = d.relaxed.Heads()
			d.heads.Prices = d.heads.Relaxed.Alone()
			if !d.approach() {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			found := d.board.Best()
			if text := wrong(m, &found); text != "" {
				t.Fatalf("%s, seed %d: the solution breaks: %s", k.name, seed, text)
			}
			if d.bound() < found.Points {
				t.Fatalf("%s, seed %d: bound %d below %d points", k.name, seed, d.bound(), found.Points)
			}
			if most := d.heads.Relaxed.NewEvaluator().Bound(d.heads.Prices) / d.heads.Relaxed.Scale; most < pupils(m, &found) {
				t.Fatalf("%s, seed %d: at most %d pupils, and %d sit", k.name, seed, most, pupils(m, &found))
			}
			points, bound = points+found.Points, bound+d.bound()
		}
		t.Logf("%s: %d points, bound %d", k.name, points, bound)
		if k.name == "alone" && float64(points) < 0.97*float64(bound) {
			t.Errorf("%d points are far from the bound %d", points, bound)
		}
	}
}

// TestApproachEnded: however early ctx ends while the plain program is solved, rounded,
// tightened and seated, the lane says so, and what it has found by then holds.
func TestApproachEnded(t *testing.T) {
	ended := 0
	for _, k := range kinds {
		for n, on := int64(1), true; on; n += 1 + n/3 {
			d := begun(t, k, 1)
			d.heads.Relaxed = d.relaxed.Heads()
			d.heads.Prices = d.heads.Relaxed.Alone()
			ctx := &polls{Context: t.Context()}
			ctx.left.Store(n)
			d.ctx = ctx
			if on = !d.approach(); on {
				ended++
			}
			if on != (ctx.left.Load() < 0) {
				t.Errorf("%s, ended after %d questions: to the end: %t", k.name, n, !on)
			}
			if bound := d.relaxed.NewEvaluator().Bound(d.best); bound != d.least {
				t.Errorf("%s, ended after %d questions: the bound is %d, not %d", k.name, n, bound, d.least)
			}
			if d.board == nil || d.board.Points() == 0 {
				continue
			}
			found := d.board.Best()
			if text := wrong(d.m, &found); text != "" {
				t.Errorf("%s, ended after %d questions: the solution breaks: %s", k.name, n, text)
			}
		}
	}
	if t.Logf("%d were ended", ended); ended < 60 {
		t.Error("too few")
	}
}

// TestEarly: where the best solution is near the bound, it is reworked beside the plain
// program, and nothing is rounded.
func TestEarly(t *testing.T) {
	better := 0
	for _, k := range kinds {
		for seed := range uint64(6) {
			d := begun(t, k, seed)
			var err error
			if d.board, err = search.NewBoard(t.Context(), d.m, seed, nil); err != nil {
				t.Fatal(err)
			}
			d.board.Construct(d.stop, func() {})
			before := d.board.Best()
			x := d.newSieve(d.e, d.best)
			if x == nil || !d.near(x, paces[0]) {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			d.given, d.target, d.known, d.haste = &before, before.Points, before.Points+1, hasty
			if !d.nearly() || !d.early(x) {
				t.Fatalf("%s, seed %d: not near, or not to the end", k.name, seed)
			}
			found := d.board.Best()
			if text := wrong(d.m, &found); text != "" {
				t.Fatalf("%s, seed %d: the solution breaks: %s", k.name, seed, text)
			}
			if d.haste != 1 || d.given != nil || d.asking || d.merge != (found.Points > before.Points) {
				t.Errorf("%s, seed %d: %d points of %d, haste %d, to merge: %t, given: %t, asking: %t",
					k.name, seed, found.Points, before.Points, d.haste, d.merge, d.given != nil, d.asking)
			}
			if d.merge {
				better++
			}
		}
	}
	if t.Logf("%d of %d are better", better, 6*len(kinds)); better < 3 {
		t.Errorf("only %d of %d are better", better, 6*len(kinds))
	}
}

// TestLarge: the plain program comes first where there are many options, most of
// them of asks that sit alone.
func TestLarge(t *testing.T) {
	m := draw(kinds[1], 1)
	if large(m) {
		t.Error("a small model is large")
	}
	n := 0
	for a := range m.Asks {
		for k := range m.Asks[a].Arcs {
			n += m.Sets[m.Asks[a].Arcs[k].Set].Len()
		}
	}
	for k := len(m.Asks); len(m.Asks) < (fewOptions/n+1)*k; {
		m.Asks = append(m.Asks, m.Asks[len(m.Asks)-k])
	}
	if !large(m) {
		t.Errorf("%d asks that sit alone are not large", len(m.Asks))
	}
	for a := range m.Asks {
		m.Asks[a].Share = 4
	}
	if large(m) {
		t.Error("asks that share are large")
	}
}
