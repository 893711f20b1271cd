package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// improve repeats ruin and recreate until stop says so. It accepts a result
// that is worse by less than a threshold, which falls to zero over a cycle;
// each cycle starts from the best and is twice as long as the one before. kept
// is called after each accepted step. When it is called again, it goes on where
// it was stopped. Once ended says so, the step under way is undone.
func (s *searcher) improve(stop, ended func() bool, kept func()) {
	scale := s.scale()
	if scale == 0 {
		return
	}
	defer func() { s.deep = deepest }()
	for {
		for ; s.at < s.cycle; s.at++ {
			if stop() {
				return
			}
			threshold := share(scale>>s.cool, s.cycle-s.at, s.cycle)
			if s.step(threshold, ended) {
				kept()
			}
		}
		if !s.best.restore(s.state, ended) {
			return
		}
		if s.at = 0; s.cool > 0 {
			s.cool--
		} else {
			s.cycle *= 2
		}
	}
}

// step ruins and recreates once, and reports whether the result is accepted. It is not
// when ended says so meanwhile.
func (s *searcher) step(threshold int64, ended func() bool) bool {
	before := s.points
	s.journal = s.journal[:0]
	s.turn = max(0, s.rng.IntN(64)-48)
	s.leaning = s.guided != nil && s.rng.IntN(s.blind) > 0
	if s.deep = 0; s.rng.IntN(seldomDeep) == 0 {
		s.deep = deepest
	}
	s.ruin()
	s.recreate(ended)
	s.work++
	if ended() || !s.mend(0) || !s.sound(0) || s.points < before-s.rng.Int64N(threshold+1) {
		s.undo(0)
		return false
	}
	return true
}

// seldomDeep is of how many steps one looks further for leaders: most often they
// are few because all lead something, and then it takes long to find none.
const seldomDeep = 64

// coolest is by how many halves the first threshold is lower for a solution that
// is to be polished. Each of its cycles allows twice as much as the one before.
const coolest = 3

// share returns the part of a total, rounded down; their product may exceed an int64.
func share(total, part, of int64) int64 {
	high, low := bits.Mul64(uint64(total), uint64(part))
	n, _ := bits.Div64(high, low, uint64(of))
	return int64(n)
}

// scale is the first threshold: a part of what an ask earns on average, or 0
// when no ask has an arc.
func (s *searcher) scale() int64 {
	sum, n := int64(0), int64(0)
	for a := range s.m.Asks {
		if ask := &s.m.Asks[a]; len(ask.Arcs) > 0 {
			sum += max(0, ask.Arcs[0].Value) * ask.Pupils / 4
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return 1 + sum/n
}

// recreate offers the places that ruin freed to their best candidates, then
// settles what was taken out, unless ended says so meanwhile.
func (s *searcher) recreate(ended func() bool) {
	freed := s.freed[:0]
	for _, j := range s.journal {
		if j.kind == rose {
			freed = append(freed, place{s.m.Asks[s.askOf[j.who]].Arcs[j.arc].Offer, j.slot})
		}
	}
	s.freed = freed
	s.rng.Shuffle(len(freed), func(i, j int) { freed[i], freed[j] = freed[j], freed[i] })
	for _, f := range freed {
		if ended() {
			return
		}
		s.refill(f)
	}
	out := s.out
	s.rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	if s.rng.IntN(2) == 0 {
		slices.SortStableFunc(out, func(a, b int32) int {
			return cmp.Compare(s.options[a], s.options[b])
		})
	}
	for _, a := range out {
		if ended() {
			return
		}
		if u := s.idle(a); u != none {
			s.settle(u, 32)
		}
	}
}

// place is an offer in a slot.
type place struct{ offer, slot int32 }

// refill opens the best session that a freed place allows: of the offers that
// share its rooms, the one whose first candidate gains most; then fills it up.
func (s *searcher) refill(f place) {
	offers := []int32{f.offer}
	if rooms := s.m.Offers[f.offer].Rooms; len(rooms) > 0 {
		offers = s.byRoom[rooms[0]]
		if s.busy[s.roomBase[rooms[0]]+f.slot] != none {
			return
		}
	}
	bestOffer, bestAt, gain := int32(none), 0, int64(0)
	for _, o := range offers {
		at, c := s.firstCandidate(o, f.slot)
		if at < 0 {
			continue
		}
		worth := c.gain
		if s.guided != nil {
			worth -= s.bears(c.ask, s.sessionAt(o, f.slot))
		}
		if bestOffer == none || worth > gain {
			bestOffer, bestAt, gain = o, at, worth
		}
	}
	if bestOffer == none {
		return
	}
	list := s.byOffer[bestOffer]
	x := &s.sessions[s.sessionAt(bestOffer, f.slot)]
	seats := s.m.Offers[bestOffer].Seats
	for n, seen := bestAt, 0; n < len(list) && seen < 24 && x.pupils < seats; n++ {
		c := &list[n]
		if s.stays[c.ask] == c.stays {
			continue
		}
		u := s.idle(c.ask)
		if u == none || s.split(c.ask) > 1 || !s.allowed(c, f.slot) {
			continue
		}
		seen++
		if s.try(u, c.arc, f.slot, 1) && s.m.Asks[c.ask].Share == 1 {
			return
		}
	}
}

// firstCandidate returns the best idle candidate that fits an offer in a slot,
// and its index, or -1.
func (s *searcher) firstCandidate(o, slot int32) (int, candidate) {
	list := s.byOffer[o]
	if len(list) == 0 {
		return -1, candidate{}
	}
	for n, seen := 0, 0; n < len(list) && seen < 16; n++ {
		c := &list[n]
		if s.stays[c.ask] == c.stays || !s.allowed(c, slot) {
			continue
		}
		seen++
		u := s.idle(c.ask)
		if u != none && s.split(c.ask) <= 1 && s.rng.IntN(8) != 0 && s.fits(u, c.arc, slot, 1) {
			return n, *c
		}
	}
	return -1, candidate{}
}

// allowed reports whether a candidate's arc has a slot.
func (s *searcher) allowed(c *candidate, slot int32) bool {
	return s.m.Sets[c.set].Has(slot)
}
