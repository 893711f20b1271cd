package engine

import (
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// tightened returns a lane with the program over sessions of a model, some rounds on.
func tightened(t *testing.T, k kind, seed uint64) (*dual, *sieve) {
	t.Helper()
	d := begun(t, k, seed)
	var err error
	if d.board, err = search.NewBoard(d.ctx, d.m, seed, nil); err != nil {
		t.Fatal(err)
	}
	x := d.newSieve(d.e, d.best)
	for range 5 {
		d.iterate(x.s, checkEvery)
	}
	x.plain.Tighten(x.s, d.stop)
	x.s.Resume(nil, d.stop)
	for range 20 {
		x.generate()
	}
	return d, x
}

// TestFavor: a guide keeps its options, gets those that run besides, and lists those
// of each goal first that run most, the others as before.
func TestFavor(t *testing.T) {
	added := 0
	for _, k := range kinds {
		for seed := range uint64(4) {
			d, x := tightened(t, k, seed)
			g := d.e.Guide(d.best, 2)
			f := x.favor(g)
			runs := x.runs()
			for a := range d.m.Asks {
				before, after := g.Wishes[g.At[a]:g.At[a+1]], f.Wishes[f.At[a]:f.At[a+1]]
				share := func(w search.Wish) float64 {
					for _, r := range runs[a] {
						if r.arc == w.Arc && r.slot == w.Slot {
							return r.share
						}
					}
					return 0
				}
				goal := func(w search.Wish) int32 { return d.m.Asks[a].Arcs[w.Arc].Goal }
				for i := 1; i < len(after); i++ {
					if v, w := after[i-1], after[i]; goal(v) > goal(w) || goal(v) == goal(w) && share(v) < share(w) {
						t.Fatalf("%s, seed %d, ask %d: %v, of which %.2f runs, before %v with %.2f", k.name, seed, a, v, share(v), w, share(w))
					}
				}
				rest := slices.DeleteFunc(slices.Clone(after), func(w search.Wish) bool { return share(w) > 0 })
				if want := slices.DeleteFunc(slices.Clone(before), func(w search.Wish) bool { return share(w) > 0 }); !slices.Equal(rest, want) {
					t.Fatalf("%s, seed %d, ask %d: of those that do not run %v became %v", k.name, seed, a, want, rest)
				}
				for _, r := range runs[a] {
					n := 0
					for _, w := range after {
						if r.arc == w.Arc && r.slot == w.Slot {
							n++
						}
					}
					if n != 1 {
						t.Fatalf("%s, seed %d, ask %d: %+v runs and is there %d times", k.name, seed, a, r, n)
					}
				}
				added += len(after) - len(before)
			}
		}
	}
	d, x := tightened(t, kinds[0], 1)
	g := d.e.Guide(d.best, 2)
	for n := range 2 { // it asks twice of so few
		ctx := &polls{Context: t.Context()}
		ctx.left.Store(int64(n))
		if d.ctx, d.ended = ctx, false; x.favor(g) != nil {
			t.Errorf("a guide although the lane was to end after %d questions", n)
		}
	}
	if t.Logf("%d options were added", added); added < 10 {
		t.Error("too few")
	}
}
