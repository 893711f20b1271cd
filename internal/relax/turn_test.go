package relax

import (
	"math"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// least generates columns for a relaxation until none gains, by a program that is turned to
// it, and returns the least bound in points.
func least(t *testing.T, master *Master, r *Relaxation) float64 {
	t.Helper()
	master.Turn(r)
	return float64(settle(t, r, master, make([]int64, len(r.Rows)))) / float64(r.Scale)
}

// simple reports whether no ask has parts or must be whole. Those may have columns from
// before, with others' options that are closed, which a new program would be without.
func simple(m *search.Model) bool {
	return !slices.ContainsFunc(m.Asks, func(a search.Ask) bool { return a.Whole || a.Parts > 1 })
}

// TestTurn: a program that comes from other relaxations proves no less of one than a new
// program, whatever is closed and forced in them, and no more where asks are simple, nor
// of all solutions than before.
func TestTurn(t *testing.T) {
	forcing, lower, alike := 0, 0, 0
	for seed := range uint64(150) {
		m := drawModel(seed, 1+int(seed%5))
		d := roll(seed)
		r := New(m, letGo)
		old := r.NewMaster()
		first := least(t, old, r)
		near := func(a, b float64) bool { return math.Abs(a-b) <= 0.01*float64(1+len(m.Asks)) }
		for range 4 {
			often := d.from(2, 20)
			left := m.Narrow(func(int32, *search.Arc, int32) bool { return d.once(often) })
			var f Forced
			for a := range m.Asks {
				if m.Asks[a].Whole && d.once(3) {
					f.Asks = append(f.Asks, int32(a))
				}
			}
			if o := int32(d.IntN(max(1, len(m.Offers)))); len(m.Offers) > 0 && m.Offers[o].Len > 0 && d.once(2) {
				f.Sessions = append(f.Sessions, Session{o, none, m.Offers[o].Base + int32(d.IntN(int(m.Offers[o].Len)))})
			}
			if len(f.Asks)+len(f.Sessions) > 0 {
				forcing++
			}
			x := NewForced(left, m, f, letGo)
			turned, fresh := least(t, old, x), least(t, x.NewMaster(), x)
			impossible := turned < 0 && fresh < 0 // both say so, and how much below 0 says nothing
			if !impossible && (simple(m) && !near(turned, fresh) || turned < fresh-1) {
				t.Fatalf("model %d, %+v: the turned program proves %g, a new one %g", seed, f, turned, fresh)
			}
			if simple(m) {
				alike++
			}
			if fresh < first-1 {
				lower++
			}
		}
		if again := least(t, old, r); !near(again, first) {
			t.Fatalf("model %d: at first %g, and then %g", seed, first, again)
		}
	}
	if forcing < 100 || lower < 100 || alike < 20 {
		t.Errorf("%d relaxations with something forced, %d with a lower bound, %d of simple asks: too few", forcing, lower, alike)
	}
}
