package search

import (
	"math"
	"slices"
)

// put puts a solution down in place of all that sits, and reports whether stop let
// it. Its fixed stays take the units that fix gives them, and a session has no more
// people than it needs and the fixed ones.
func (s *searcher) put(start *Solution, stop func() bool) bool {
	if !s.takeUp(stop) {
		return false
	}
	stays := make([]int32, len(s.m.Asks)) // that have their units
	fixed := make(map[[2]int32]int32, len(s.m.Fixed))
	for _, f := range s.m.Fixed {
		u := s.unitOf[f.Ask] + stays[f.Ask]*s.m.Asks[f.Ask].Parts
		stays[f.Ask]++
		fixed[[2]int32{f.Ask, f.Slot}] = u
		for part := range f.Offers {
			s.locked[u+int32(part)] = true
		}
	}
	stay := int32(none)
	for n, x := range start.Places {
		if n&0x3f == 0 && stop() {
			return false
		}
		if x.Part == 0 {
			u, ok := fixed[[2]int32{x.Ask, x.Slot}]
			if !ok {
				u = s.unitOf[x.Ask] + stays[x.Ask]*s.m.Asks[x.Ask].Parts
				stays[x.Ask]++
			}
			stay = u
		}
		s.sit(stay+x.Part, x.Arc, x.Slot, x.Of)
	}
	for n := range s.m.Fixed {
		f := &s.m.Fixed[n]
		for k, offer := range f.Offers {
			s.bring(s.sessionAt(offer, f.Slot), f.led(k), math.MaxInt32)
		}
	}
	for n, x := range start.Places {
		if n&0x3f == 0 && stop() {
			return false
		}
		offer := s.m.Asks[x.Ask].Arcs[x.Arc].Offer
		i := s.sessionAt(offer, x.Slot)
		s.bring(i, start.Staff[[2]int32{offer, x.Slot}], s.m.Offers[offer].Need(s.sessions[i].pupils))
	}
	return true
}

// takeUp takes up all that sits and lets all people go, and reports whether stop let it.
func (s *state) takeUp(stop func() bool) bool {
	for u := range s.arc {
		if u&0x3f == 0 && stop() {
			return false
		}
		if s.arc[u] != none {
			s.rise(int32(u))
		}
	}
	for p := range s.leads {
		for len(s.leads[p]) > 0 {
			s.leave(int32(p), s.leads[p][len(s.leads[p])-1])
		}
	}
	return true
}

// bring lets people lead a session until it has some number of them.
func (s *state) bring(i int32, people []int32, most int32) {
	x := &s.sessions[i]
	for _, p := range people {
		if int32(len(x.people)) >= most {
			return
		}
		if !slices.Contains(x.people, p) {
			s.lead(p, i)
		}
	}
}
