package search

import (
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// randomStep does one random thing to the state, as a round of improve would.
func (s *searcher) randomStep(t *rapid.T) {
	a := int32(rapid.IntRange(0, len(s.m.Asks)-1).Draw(t, "ask"))
	u := s.unitOf[a] + int32(rapid.IntRange(0, int(s.m.Asks[a].Visits)-1).Draw(t, "unit"))
	s.out = s.out[:0]
	switch kind := rapid.SampledFrom([]string{"place", "remove", "settle", "pushIn", "clear", "round"}).Draw(t, "step"); kind {
	case "place", "settle":
		if s.arc[u] != none || len(s.m.Asks[a].Arcs) == 0 {
			return
		}
		if kind == "settle" {
			s.settle(u, rapid.IntRange(0, 8).Draw(t, "noise"))
			return
		}
		arc := int32(rapid.IntRange(0, len(s.m.Asks[a].Arcs)-1).Draw(t, "arc"))
		s.try(u, arc, s.randomSlot(&s.m.Asks[a].Arcs[arc]))
	case "remove":
		s.out = s.remove(u, s.out)
	case "pushIn":
		s.pushIn(u)
	case "clear":
		s.clear()
	case "round":
		s.ruin()
		s.recreate()
	}
}

func anyArc(m *Model) bool {
	return slices.ContainsFunc(m.Asks, func(a Ask) bool { return len(a.Arcs) > 0 })
}

// TestUndo takes back random steps and compares all that can be seen of the
// state; after every step it must agree with a recount, and obey the model.
func TestUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		type mark struct {
			journal int
			view    view
		}
		var marks []mark
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			if len(marks) > 0 && rapid.IntRange(0, 3).Draw(t, "undo") == 0 {
				k := rapid.IntRange(0, len(marks)-1).Draw(t, "mark")
				s.undo(marks[k].journal)
				if diff := cmp.Diff(marks[k].view, s.view(), cmp.AllowUnexported(dayLoad{})); diff != "" {
					t.Fatalf("not undone (-before +after):\n%s", diff)
				}
				marks = marks[:k]
			}
			marks = append(marks, mark{len(s.journal), s.view()})
			s.randomStep(t)
			if diff := s.consistent(); diff != "" {
				t.Fatalf("the state and a recount differ (-recount +state):\n%s", diff)
			}
			if text := s.broken(true); text != "" {
				t.Fatal(text)
			}
		}
		s.undo(0)
		if diff := cmp.Diff(newState(s.m).view(), s.view(), cmp.AllowUnexported(dayLoad{})); diff != "" {
			t.Fatalf("not undone to the start (-start +after):\n%s", diff)
		}
	})
}

// TestPlaceOrNothing: a unit that is not placed leaves no trace.
func TestPlaceOrNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		for a := range s.m.Asks {
			for k := range s.m.Asks[a].Arcs {
				u, slot := s.idle(int32(a)), s.randomSlot(&s.m.Asks[a].Arcs[k])
				if u == none {
					break
				}
				before := s.view()
				ok := s.place(u, int32(k), slot)
				if ok != (s.arc[u] != none) {
					t.Fatalf("place says %t", ok)
				}
				if diff := cmp.Diff(before, s.view(), cmp.AllowUnexported(dayLoad{})); !ok && diff != "" {
					t.Fatalf("not placed (-before +after):\n%s", diff)
				}
				if diff := s.consistent(); diff != "" {
					t.Fatalf("the state and a recount differ (-recount +state):\n%s", diff)
				}
				if text := s.broken(false); text != "" {
					t.Fatal(text)
				}
			}
		}
	})
}

// TestImprove recounts the state before each round of improve, whether the
// round before was kept or undone. A round gives up few points at most.
func TestImprove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		s.best.keep(s.state)
		rounds, last, most := 0, s.points, s.scale()
		stop := func() bool {
			if s.points < last-most {
				t.Fatalf("round %d: from %d points to %d, and at most %d may be given up", rounds, last, s.points, most)
			}
			last = s.points
			if diff := s.consistent(); diff != "" {
				t.Fatalf("round %d: the state and a recount differ (-recount +state):\n%s", rounds, diff)
			}
			if text := s.broken(true); text != "" {
				t.Fatalf("round %d: %s", rounds, text)
			}
			rounds++
			return rounds > 40
		}
		kept := func() {
			if s.points > s.best.points {
				s.best.keep(s.state)
			}
		}
		s.improve(stop, kept)
		if rounds == 0 && anyArc(s.m) {
			t.Fatal("no round")
		}
		s.best.restore(s.state)
		if s.points != s.best.points {
			t.Fatalf("the best has %d points, restored %d", s.best.points, s.points)
		}
	})
}

// TestBest keeps a state, changes it, and wants it back.
func TestBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		var kept view
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			if rapid.Bool().Draw(t, "keep") || !s.best.known {
				s.best.keep(s.state)
				kept = s.view()
			}
			for range rapid.IntRange(0, 5).Draw(t, "steps") {
				s.randomStep(t)
			}
			if rapid.Bool().Draw(t, "restore") {
				s.best.restore(s.state)
				if diff := cmp.Diff(kept, s.view(), cmp.AllowUnexported(dayLoad{})); diff != "" {
					t.Fatalf("not restored (-kept +restored):\n%s", diff)
				}
			}
		}
		before := s.view()
		found := s.best.solution(s.state)
		if found.Points != kept.Points {
			t.Fatalf("the solution has %d points, kept were %d", found.Points, kept.Points)
		}
		var places []Place
		for u, arc := range kept.Arc {
			if arc != none {
				places = append(places, Place{s.askOf[u], arc, kept.Slot[u]})
			}
		}
		slices.SortFunc(places, comparePlaces)
		if diff := cmp.Diff(places, found.Places); diff != "" {
			t.Fatalf("places (-kept +solution):\n%s", diff)
		}
		for i := range s.sessions {
			x := &s.sessions[i]
			if diff := cmp.Diff(kept.Sessions[i].People, found.Staff[[2]int32{x.offer, x.slot}]); diff != "" {
				t.Fatalf("people of session %d (-kept +solution):\n%s", i, diff)
			}
		}
		if diff := cmp.Diff(before, s.view(), cmp.AllowUnexported(dayLoad{})); diff != "" {
			t.Fatalf("the state was changed (-before +after):\n%s", diff)
		}
	})
}

func comparePlaces(a, b Place) int {
	if a.Ask != b.Ask {
		return int(a.Ask - b.Ask)
	}
	return int(a.Slot - b.Slot)
}

// TestConstruct: what is constructed is sound, in particular no session is
// below its minimum, also when it is stopped on the way.
func TestConstruct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		left := rapid.IntRange(0, 20).Draw(t, "asks until it is stopped")
		by := scarcest
		if rapid.Bool().Draw(t, "dearest first") {
			by = dearest
		}
		s.construct(by, func() bool { left--; return left < 0 })
		if diff := s.consistent(); diff != "" {
			t.Fatalf("the state and a recount differ (-recount +state):\n%s", diff)
		}
		if text := s.broken(true); text != "" {
			t.Fatal(text)
		}
	})
}

// TestShare compares with integers of any size.
func TestShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Min(0).Draw(t, "total")
		of := rapid.Int64Min(1).Draw(t, "of")
		part := rapid.Int64Range(0, of).Draw(t, "part")
		want := new(big.Int).Mul(big.NewInt(total), big.NewInt(part))
		want.Div(want, big.NewInt(of))
		if got := share(total, part, of); got != want.Int64() {
			t.Fatalf("share(%d, %d, %d) = %d, want %d", total, part, of, got, want)
		}
	})
}
