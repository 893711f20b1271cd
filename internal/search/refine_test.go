package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestRefine: what is refined after some stays were lifted is sound, is told of just when
// it is the best, and comes out the same again.
func TestRefine(t *testing.T) {
	better := 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		seed := rapid.Uint64().Draw(t, "seed")
		lifts := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 6).Draw(t, "lifts")
		var asks []int32
		for a := range m.Asks {
			if rapid.Bool().Draw(t, "begins here") {
				asks = append(asks, int32(a))
			}
		}
		steps := rapid.Int64Range(0, 60).Draw(t, "steps")
		refine := func() (before, told int64, b *Board) {
			b, err := NewBoard(t.Context(), m, seed, nil)
			if err != nil {
				t.Fatal(err)
			}
			b.Construct(func() bool { return b.Work() >= 30 }, func() {})
			b.Return(letGo)
			sol := b.Best()
			for _, x := range lifts {
				if n := len(sol.Places); n > 0 {
					p := sol.Places[min(n-1, int(x*float64(n)))]
					b.Lift(p.Ask, p.Slot)
				}
			}
			if !b.Finish(func() bool { return false }) {
				t.Skip("what must be whole is not")
			}
			before, told = b.Points(), b.Points()
			b.Refine(asks, steps, func() bool { return false }, func() {
				if b.Points() <= told {
					t.Fatalf("told of %d points after %d", b.Points(), told)
				}
				told = b.Points()
			})
			if s := b.s; s.among != nil || s.leaning || s.turn != 0 || s.deep != deepest {
				t.Fatal("what steps set is not what it was")
			}
			return before, told, b
		}
		before, told, b := refine()
		found := b.Best()
		if text := wrong(m, found); text != "" {
			t.Fatal(text)
		}
		if found.Points < before || found.Points != told {
			t.Fatalf("%d points of %d, told of %d", found.Points, before, told)
		}
		if found.Points > before {
			better++
		}
		if _, _, again := refine(); again.Work() != b.Work() {
			t.Fatalf("again: work %d instead of %d", again.Work(), b.Work())
		} else if diff := cmp.Diff(found, again.Best()); diff != "" {
			t.Fatalf("again (-first +second):\n%s", diff)
		}
		end := b.Work() + 50
		b.Improve(func() bool { return b.Work() >= end }, letGo, func() {})
		if text := wrong(m, b.Best()); text != "" {
			t.Fatalf("afterwards: %s", text)
		}
	})
	if better == 0 {
		t.Error("nothing was ever better")
	}
}

// TestRefineAmong: steps begin at the asks that were named, and nowhere else.
func TestRefineAmong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		s := newSearcher(m, rapid.Uint64().Draw(t, "seed"))
		for a := range m.Asks {
			if s.unitOf[a] < s.unitOf[a+1] && rapid.Bool().Draw(t, "named") {
				s.among = append(s.among, int32(a))
			}
		}
		if s.among == nil {
			return
		}
		for range 20 {
			if a := s.anyAsk(); !slices.Contains(s.among, a) {
				t.Fatalf("ask %d", a)
			}
			if u := s.anyUnit(); !slices.Contains(s.among, s.askOf[u]) {
				t.Fatalf("unit %d", u)
			}
		}
	})
}

// TestRefineNobody: without an ask that could sit there is nothing to refine.
func TestRefineNobody(t *testing.T) {
	b, err := NewBoard(t.Context(), &Model{Asks: []Ask{{Pupils: 30, Parts: 1}}, Cohorts: [][]int32{{0}}, Cost: 1}, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Refine([]int32{0}, 10, func() bool { t.Fatal("asked"); return true }, func() { t.Fatal("kept") })
}
