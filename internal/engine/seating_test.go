package engine

import (
	"math"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestSeatSessions: what is seated of the tightened program obeys the model, is
// worth about as much as what is constructed without it, even on models as small as
// these, and leaves the program as it was.
func TestSeatSessions(t *testing.T) {
	for _, k := range kinds {
		points, constructed := int64(0), int64(0)
		for seed := range uint64(4) {
			m := draw(k, seed)
			d := newDual(t.Context(), m, seed, Watch{})
			d.quota = math.MaxInt64
			d.relaxed = relax.New(m)
			d.e = d.evaluator(d.relaxed)
			d.best = d.relaxed.Alone()
			d.least = d.e.Bound(d.best)
			var err error
			if d.board, err = search.NewBoard(d.ctx, m, seed, nil); err != nil {
				t.Fatal(err)
			}
			x := d.newSieve(d.e, d.best)
			x.plain.Tighten(x.s)
			d.e.Near(d.best, d.within(), x.join)
			x.s.Grow(d.stop)
			for range 20 {
				x.generate()
			}
			plain, err := search.NewBoard(d.ctx, m, seed, nil)
			if err != nil {
				t.Fatal(err)
			}
			plain.Construct(d.stop, func() {})
			constructed += plain.Points()
			held := [][]float64{slices.Clone(x.s.X), slices.Clone(x.s.Y), slices.Clone(x.s.Upper), slices.Clone(x.s.RHS)}
			if !d.seatSessions(x) {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			for i, now := range [][]float64{x.s.X, x.s.Y, x.s.Upper, x.s.RHS} {
				rows := min(len(now), len(x.s.RHS)) // of Y; what follows are groups, priced anew
				if i != 1 {
					rows = len(now)
				}
				if !slices.Equal(held[i][:rows], now[:rows]) {
					t.Errorf("%s, seed %d: the program is not as it was: list %d", k.name, seed, i)
				}
			}
			found := d.board.Best()
			if text := wrong(m, &found); text != "" {
				t.Fatalf("%s, seed %d: the solution breaks: %s", k.name, seed, text)
			}
			points += found.Points
		}
		if t.Logf("%s: %d points, %d constructed", k.name, points, constructed); 10*points < 9*constructed {
			t.Errorf("%s: %d points, less than nine tenths of %d", k.name, points, constructed)
		}
	}
}
