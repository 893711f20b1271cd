package search

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawGuide draws what constraints could cost, right or wrong.
func drawGuide(t *rapid.T, m *Model) *Guide {
	g := &Guide{Scale: 1 << rapid.IntRange(0, 10).Draw(t, "scale")}
	toll := rapid.Int64Range(0, 5000*g.Scale)
	for i := range m.Offers {
		for range m.Offers[i].Len {
			g.Run = append(g.Run, toll.Draw(t, "run"))
		}
	}
	for a := range m.Asks {
		g.At = append(g.At, int32(len(g.Wishes)))
		from := len(g.Wishes)
		for k := range m.Asks[a].Arcs {
			g.Pay = append(g.Pay, toll.Draw(t, "pay"))
			m.Sets[m.Asks[a].Arcs[k].Set].Each(func(slot int32) {
				if rapid.Bool().Draw(t, "wished") {
					g.Wishes = append(g.Wishes, Wish{int32(k), slot, toll.Draw(t, "net")})
				}
			})
		}
		slices.SortStableFunc(g.Wishes[from:], func(x, y Wish) int { return cmp.Compare(y.Net, x.Net) })
	}
	g.At = append(g.At, int32(len(g.Wishes)))
	return g
}

// TestLean: whatever a guide says, solutions obey the model and never get worse,
// also after a worse one was to be polished; and the same guide gives the same.
func TestLean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		seed := rapid.Uint64().Draw(t, "seed")
		g := drawGuide(t, m)
		run := func() Solution {
			b, err := NewBoard(t.Context(), m, seed, nil)
			if err != nil {
				t.Fatal(err)
			}
			work := func(n int64) {
				before, end := b.Points(), b.Work()+n
				if !anyArc(m) {
					return
				}
				b.Improve(func() bool { return b.Work() >= end }, letGo, func() {})
				found := b.Best()
				if text := wrong(m, found); text != "" {
					t.Fatal(text)
				}
				if found.Points < before {
					t.Fatalf("%d points, fewer than the %d before", found.Points, before)
				}
			}
			b.Construct(func() bool { return false }, func() {})
			worse, _, _, err := First(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			b.Lean(g, func() bool { return false })
			work(500)
			b.Polish(&worse, letGo)
			work(500)
			return b.Best()
		}
		if diff := gocmp.Diff(run(), run()); diff != "" {
			t.Fatalf("the same guide (-first +second):\n%s", diff)
		}
	})
}

// TestRemoveWorst: of the sessions that keep a leader from a slot, that goes which
// is worth least by the guide.
func TestRemoveWorst(t *testing.T) {
	m := bare(3, 3)
	m.People = []Person{{Free: []uint64{7}, PerTerm: 2}}
	for i := range m.Offers {
		m.Offers[i].Fewest, m.Offers[i].Leaders = 1, []int32{0}
		m.want(Ask{Goals: []Goal{{Target: 1}}}, int32(i))
	}
	for _, worst := range []int32{0, 1} {
		s := guided(m, 1)
		g := &Guide{Scale: 1, Run: make([]int64, 9), Pay: make([]int64, 3), At: make([]int32, 4)}
		g.Pay[worst] = 500
		s.lean(g, func() bool { return false })
		seat := func(a int32) {
			if !s.place(s.unitOf[a], 0, a, 1) {
				t.Fatalf("no place for ask %d", a)
			}
		}
		seat(0)
		seat(1)
		if s.removeWorst(&m.Offers[2], 1); s.arc[s.unitOf[0]] == none || s.arc[s.unitOf[1]] != none {
			t.Error("the session in the slot itself was not in the way")
		}
		seat(1)
		if s.removeWorst(&m.Offers[2], 2); s.arc[s.unitOf[worst]] != none || s.arc[s.unitOf[1-worst]] == none {
			t.Errorf("the session of ask %d did not go", worst)
		}
	}
}
