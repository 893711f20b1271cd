package search

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Desk holds a solution to be asked about: what a stay elsewhere would come to,
// who stands against it, and which moves would make room. Every question leaves
// the solution as it was.
type Desk struct {
	s     *searcher
	using map[int32][]Stay // by row: who uses it
	dice  *rand.PCG        // the same for every question
	until int64            // work after which no more chains are looked for
}

// Stay names a stay of an ask by its slot.
type Stay struct{ Ask, Slot int32 }

// NewDesk returns a desk with a solution that obeys the model, or with its fixed
// stays alone when x is nil. The error is an [*Unfit] when these do not fit.
func NewDesk(m *Model, x *Solution) (*Desk, error) {
	s := newSearcher(m, 1)
	s.exact = true // the same question has the same answer, whatever was asked before
	s.guide(func() bool { return false })
	if unfit := s.fix(); len(unfit) > 0 && x == nil {
		return nil, &Unfit{unfit}
	}
	dice := rand.NewPCG(0, 0)
	s.rng = rand.New(dice)
	d := &Desk{s: s, using: map[int32][]Stay{}, dice: dice}
	if x != nil {
		d.Lay(x)
	}
	return d, nil
}

// Lay puts a solution that obeys the model down in place of what the desk held.
func (d *Desk) Lay(x *Solution) {
	d.s.put(x, func() bool { return false })
	d.s.journal = d.s.journal[:0]
	clear(d.using)
}

// ask begins a question: the answer depends on nothing asked before.
func (d *Desk) ask() { d.dice.Seed(1, 0x5a17e) }

// Work is the number of tests so far.
func (d *Desk) Work() int64 { return d.s.work }

// unit returns the first unit of a stay, or none.
func (s *state) unit(x Stay) int32 {
	for u := s.unitOf[x.Ask]; u < s.unitOf[x.Ask+1]; u += s.m.Asks[x.Ask].Parts {
		if s.arc[u] != none && s.slot[u] == x.Slot {
			return u
		}
	}
	return none
}

// settled tries to put a stay at the place of an arc in a slot, whole if it fits
// and the ask's other stays are, else in parts there, with whom its session
// needs to run. Nobody else moves. It changes nothing when it cannot.
func (s *searcher) settled(u, k, slot int32) bool {
	mark := len(s.journal)
	s.out = s.out[:0]
	if !s.sits(u, k, slot) || !s.mend(mark) || !s.sound(mark) || s.arc[u] == none {
		s.undo(mark)
		return false
	}
	return true
}

func (s *searcher) sits(u, k, slot int32) bool {
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	if s.split(a) <= 1 && s.try(u, k, slot, 1) {
		return true
	}
	if ask.Parts == 1 || s.split(a) == 1 {
		return false
	}
	least, most := int32(2), ask.Parts
	if n := s.split(a); n > 0 {
		least, most = n, n
	}
	for parts := least; parts <= most; parts++ {
		mark := len(s.journal)
		nodes := splitNodes
		if s.try(u, k, slot, parts) && s.seat(u, 1, parts, slot, s.groupOf(&ask.Arcs[k]), false, &nodes) {
			return true
		}
		s.undo(mark)
	}
	return false
}

// solution lists what sits.
func (s *state) solution() Solution {
	out := Solution{Points: s.points, Staff: map[[2]int32][]int32{}}
	for u, arc := range s.arc {
		if arc != none {
			_, part := s.stayOf(int32(u))
			out.Places = append(out.Places, Place{s.askOf[u], s.slot[u], part, s.parts[u], arc})
			x := &s.sessions[s.unitSession(int32(u))]
			key := [2]int32{x.offer, x.slot}
			if _, ok := out.Staff[key]; !ok && len(x.people) > 0 {
				out.Staff[key] = slices.Sorted(slices.Values(x.people))
			}
		}
	}
	slices.SortFunc(out.Places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Ask, b.Ask), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	return out
}
