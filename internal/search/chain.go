package search

import (
	"cmp"
	"math"
	"slices"
)

// Chain is a way to seat a stay: it sits, and all that had to make room sit
// elsewhere. Moves has them all, by ask.
type Chain struct {
	Ask, Arc, Slot int32 // what it is for
	Moves          []Move
	Others         int   // moves of other stays that sat before
	Gain           int64 // points more

	most int // others that it was looked for with
}

// How widely chains look for room: options of a stay that has to go elsewhere,
// and holders of one place.
const (
	chainOptions = 32
	chainHolders = 6
)

// Chains looks for ways to have one more stay of an ask, each at a place of its
// own, that move at most so many other stays and take none out: an ejection
// chain, after Glover (1996). Those that move fewest come first, then those that
// gain most. It ends early when it has found so many, has done so much work, or
// ended says so.
func (d *Desk) Chains(ask int32, most, limit int, work int64, ended func() bool) []Chain {
	s := d.s
	d.until = s.work + work
	var found []Chain
	options := s.optionsOf(ask)
	for others := 0; others <= most && len(found) < limit; others++ {
		for _, o := range options {
			if s.work >= d.until || ended() || others > 0 && len(found) >= limit {
				break
			}
			if slices.ContainsFunc(found, func(c Chain) bool { return c.Slot == o.slot && c.Arc == o.arc }) {
				continue
			}
			before := s.points
			c := Chain{Ask: ask, Arc: o.arc, Slot: o.slot, most: others}
			if d.make(&c) {
				c.Gain = s.points - before
				found = append(found, c)
			}
			s.undo(0)
		}
	}
	slices.SortStableFunc(found, func(a, b Chain) int { return cmp.Or(cmp.Compare(a.Others, b.Others), cmp.Compare(b.Gain, a.Gain)) })
	return found[:min(len(found), limit)]
}

// make puts a chain down, or what became of it.
func (d *Desk) make(c *Chain) bool {
	s := d.s
	d.ask()
	u := s.idle(c.Ask)
	if u == none || !d.makeRoom(u, c.Arc, c.Slot, c.most, []int32{c.Ask}) || !s.mend(0) || !s.sound(0) {
		return false
	}
	c.Moves, c.Others = s.moves(0), 0
	return s.keeps(c) && c.Others <= c.most
}

// Solution returns the solution with a chain of this desk.
func (d *Desk) Solution(c Chain) Solution {
	defer d.s.undo(0)
	d.until = math.MaxInt64
	d.make(&c)
	return d.s.solution()
}

// seatOption is an arc in a slot.
type seatOption struct{ arc, slot int32 }

// optionsOf lists all options of an ask, best value first, then by slot.
func (s *searcher) optionsOf(ask int32) (list []seatOption) {
	for k := range s.m.Asks[ask].Arcs {
		s.m.Sets[s.m.Asks[ask].Arcs[k].Set].Each(func(slot int32) { list = append(list, seatOption{int32(k), slot}) })
	}
	arcs := s.m.Asks[ask].Arcs
	slices.SortStableFunc(list, func(a, b seatOption) int {
		return cmp.Or(cmp.Compare(arcs[b.arc].Value, arcs[a.arc].Value), cmp.Compare(a.slot, b.slot))
	})
	return list
}

// keeps counts the other stays that moved, and reports whether none was taken
// out and one more of the ask sits, or all of one that must be whole.
func (s *searcher) keeps(c *Chain) bool {
	more := 0
	for _, m := range c.Moves {
		switch {
		case m.To.Slot == none:
			return false
		case m.From.Slot == none && m.Ask == c.Ask:
			more++
		case m.From.Slot != none:
			c.Others++
		}
	}
	return more == 1 || more > 1 && s.m.Asks[c.Ask].Whole
}

// makeRoom puts a unit's stay at the place of an arc in a slot, and up to some
// stays in its way elsewhere. Those of the asks in chain stay where they are.
// What it changes on the way it leaves to the caller to undo when it fails.
func (d *Desk) makeRoom(u, k, slot int32, others int, chain []int32) bool {
	s := d.s
	if s.settled(u, k, slot) {
		return true
	}
	if others == 0 || s.work >= d.until {
		return false
	}
	mark := len(s.journal)
	against := d.standing(u, k, slot, false)
	holders := s.byLoss(against[0].Holders, chain)
	for _, h := range holders {
		gone := s.remove(s.unit(h), nil)
		chain := append(chain[:len(chain):len(chain)], gone...)
		if len(gone) <= others && d.makeRoom(u, k, slot, others-len(gone), chain) && d.reseat(gone, others-len(gone), chain) {
			return true
		}
		s.undo(mark)
	}
	return false
}

// byLoss returns the holders that may go, those first whose going costs least.
func (s *searcher) byLoss(holders []Stay, chain []int32) []Stay {
	type held struct {
		Stay
		loss int64
	}
	var list []held
	for n, h := range holders {
		if n == mostCompared {
			break
		}
		if u := s.unit(h); !s.locked[u] && !slices.Contains(chain, h.Ask) {
			list = append(list, held{h, s.lossOf(u)})
		}
	}
	slices.SortStableFunc(list, func(a, b held) int { return cmp.Compare(a.loss, b.loss) })
	var out []Stay
	for _, h := range list[:min(len(list), chainHolders)] {
		out = append(out, h.Stay)
	}
	return out
}

// reseat puts stays of some asks down again.
func (d *Desk) reseat(asks []int32, others int, chain []int32) bool {
	s := d.s
	for _, a := range asks {
		u := s.idle(a)
		if u == none {
			return false
		}
		if s.stand(func() { s.settle(u, 0) }) && s.arc[u] != none {
			continue
		}
		if others == 0 {
			return false
		}
		seated := false
		for n, o := range s.optionsOf(a) {
			if n == chainOptions {
				break
			}
			mark := len(s.journal)
			if seated = d.makeRoom(u, o.arc, o.slot, others, chain); seated {
				break
			}
			s.undo(mark)
		}
		if !seated {
			return false
		}
		others = 0 // what was left may be used up
	}
	return true
}
