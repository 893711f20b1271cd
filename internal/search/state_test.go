package search

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// randomStep does one random thing to the state, as a round of improve would.
func (s *searcher) randomStep(t *rapid.T) {
	if len(s.arc) == 0 {
		return
	}
	u := int32(rapid.IntRange(0, len(s.arc)-1).Draw(t, "unit"))
	stay, _ := s.stayOf(u)
	arcs := s.m.Asks[s.askOf[u]].Arcs
	kinds := []string{"place", "remove", "settle", "settleAll", "pushIn", "clear", "shake", "round"}
	kind := rapid.SampledFrom(kinds).Draw(t, "step")
	s.stand(func() {
		switch kind {
		case "place":
			k := int32(rapid.IntRange(0, len(arcs)-1).Draw(t, "arc"))
			if s.arc[stay] == none && s.split(s.askOf[u]) <= 1 {
				s.try(stay, k, s.randomSlot(&arcs[k]), 1)
			}
		case "settle":
			if s.arc[stay] == none {
				s.settle(stay, rapid.IntRange(0, 8).Draw(t, "noise"))
			}
		case "settleAll":
			s.settleAll(s.askOf[u], rapid.IntRange(0, 8).Draw(t, "noise"))
		case "remove":
			s.out = s.remove(u, s.out)
		case "pushIn":
			s.pushIn(stay)
		case "clear":
			s.clear()
		case "shake":
			s.shake()
		case "round":
			s.ruin()
			s.recreate(letGo)
		}
	})
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
				if diff := differ(marks[k].view, s.view()); diff != "" {
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
		if diff := differ(newState(s.m).view(), s.view()); diff != "" {
			t.Fatalf("not undone to the start (-start +after):\n%s", diff)
		}
	})
}

// TestPlaceOrNothing: a unit that is not placed leaves no trace. The parts of a
// stay follow each other as in settleParts, and may end before the last.
func TestPlaceOrNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		for a := range int32(len(s.m.Asks)) {
			arcs := s.m.Asks[a].Arcs
			parts := int32(rapid.IntRange(1, int(s.m.Asks[a].Parts)).Draw(t, "parts"))
			for k := range arcs {
				stay, slot := s.idle(a), s.randomSlot(&arcs[k])
				if stay == none {
					break
				}
				for part := range parts {
					arc := int32(k)
					if part > 0 {
						arc = s.anotherArc(t, arcs, stay, slot)
					}
					if arc == none || !s.placeOrNothing(t, stay+part, arc, slot, parts) {
						break
					}
				}
			}
		}
	})
}

// anotherArc draws an arc that a part may take beside part 0, or none.
func (s *state) anotherArc(t *rapid.T, arcs []Arc, stay, slot int32) int32 {
	var list []int32
	first := s.unitArc(stay)
	at := &s.m.Offers[first.Offer]
	for k := range arcs {
		o := &s.m.Offers[arcs[k].Offer]
		if o.Center == at.Center && o.Attended == at.Attended && arcs[k].Goal == first.Goal && s.m.Sets[arcs[k].Set].Has(slot) {
			list = append(list, int32(k))
		}
	}
	if len(list) == 0 {
		return none
	}
	return rapid.SampledFrom(list).Draw(t, "arc")
}

func (s *state) placeOrNothing(t *rapid.T, u, arc, slot, parts int32) bool {
	before := s.view()
	ok := s.place(u, arc, slot, parts)
	if ok != (s.arc[u] != none) {
		t.Fatalf("place says %t", ok)
	}
	if diff := differ(before, s.view()); !ok && diff != "" {
		t.Fatalf("not placed (-before +after):\n%s", diff)
	}
	if diff := s.consistent(); diff != "" {
		t.Fatalf("the state and a recount differ (-recount +state):\n%s", diff)
	}
	if text := s.broken(false); text != "" {
		t.Fatal(text)
	}
	return ok
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
		s.improve(stop, letGo, kept)
		if rounds == 0 && anyArc(s.m) {
			t.Fatal("no round")
		}
		s.best.restore(s.state, letGo)
		if s.points != s.best.points {
			t.Fatalf("the best has %d points, restored %d", s.best.points, s.points)
		}
	})
}

// TestStepEnded: a step that is ended in the middle leaves all as it was.
func TestStepEnded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := seeded(t, drawModel(t))
		if !anyArc(s.m) {
			return
		}
		points, arc, slot := s.points, slices.Clone(s.arc), slices.Clone(s.slot)
		left := rapid.IntRange(0, 12).Draw(t, "questions before the end")
		is := s.step(math.MaxInt32, func() bool { left--; return left < 0 })
		if left >= 0 {
			return // it came to the end before
		}
		if diff := s.consistent(); is || s.points != points || diff != "" {
			t.Fatalf("accepted: %t; from %d points to %d; recount and state: %s", is, points, s.points, diff)
		}
		for u := range arc {
			if s.arc[u] != arc[u] || arc[u] != none && s.slot[u] != slot[u] {
				t.Fatalf("unit %d sits otherwise", u)
			}
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
				s.best.restore(s.state, letGo)
				if diff := differ(kept, s.view()); diff != "" {
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
				places = append(places, Place{s.askOf[u], kept.Slot[u], s.partOf(int32(u)), kept.Parts[u], arc})
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
		if diff := differ(before, s.view()); diff != "" {
			t.Fatalf("the state was changed (-before +after):\n%s", diff)
		}
	})
}

// comparePlaces orders places by ask, slot and part.
func comparePlaces(a, b Place) int {
	return slices.Compare([]int32{a.Ask, a.Slot, a.Part}, []int32{b.Ask, b.Slot, b.Part})
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

// TestShareOfParts deals out one by one.
func TestShareOfParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 300).Draw(t, "n")
		of := rapid.Int32Range(1, 20).Draw(t, "of")
		for part := range of {
			if got, want := Share(n, part, of), dealt(n, part, of); got != want {
				t.Fatalf("Share(%d, %d, %d) = %d, want %d", n, part, of, got, want)
			}
		}
	})
}
