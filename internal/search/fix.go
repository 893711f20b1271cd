package search

import "slices"

// fix puts the fixed stays down and returns the indexes of those that cannot
// sit, alone or together; where only staff is missing, of all that need it.
func (s *searcher) fix() (unfit []int) {
	for n, f := range s.m.Fixed {
		u := s.idle(f.Ask)
		if u == none || !s.fits(u, f.Arc, f.Slot, 1) {
			unfit = append(unfit, n)
			continue
		}
		s.locked[u] = true
		s.sit(u, f.Arc, f.Slot, 1)
		if !s.appoint(s.fixedSession(f), f.People) {
			unfit = append(unfit, n)
		}
	}
	if len(unfit) > 0 {
		return unfit
	}
	nodes := fixNodes
	if !s.staffFixed(0, &nodes) {
		for n := range s.m.Fixed {
			unfit = append(unfit, n)
		}
		return unfit
	}
	for n, f := range s.m.Fixed {
		i := s.fixedSession(f)
		x := &s.sessions[i]
		least := s.m.Offers[x.offer].Minimum
		if x.pupils < least && !s.fill(i, least) || s.m.Asks[f.Ask].Whole && !s.settleAll(f.Ask, 0) {
			unfit = append(unfit, n)
		}
	}
	if len(unfit) == 0 && (!s.mend(0) || !s.sound(0)) {
		for n := range s.m.Fixed {
			unfit = append(unfit, n)
		}
	}
	s.journal = s.journal[:0]
	return unfit
}

func (s *searcher) fixedSession(f Fixed) int32 {
	return s.sessionAt(s.m.Asks[f.Ask].Arcs[f.Arc].Offer, f.Slot)
}

// appoint lets fixed people lead a session, unless one of them cannot.
func (s *searcher) appoint(i int32, people []int32) bool {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	for _, p := range people {
		if slices.Contains(x.people, p) {
			continue
		}
		if !slices.Contains(o.Leaders, p) || !s.free(p, o.Center, x.slot) || s.leading(p, x.slot) != none {
			return false
		}
		s.lead(p, i)
	}
	return true
}

// fixNodes bounds the search for the staff of fixed stays.
const fixNodes = 200_000

// staffFixed gives the sessions of the fixed stays from one on what instructors
// they lack, by depth-first search: who leads one of them may be missed at another.
func (s *searcher) staffFixed(n int, nodes *int) bool {
	if n == len(s.m.Fixed) {
		return true
	}
	i := s.fixedSession(s.m.Fixed[n])
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	if int32(len(x.people)) >= o.Need(x.pupils) {
		return s.staffFixed(n+1, nodes)
	}
	for _, p := range o.Leaders {
		if *nodes--; *nodes < 0 {
			return false
		}
		if !s.free(p, o.Center, x.slot) || s.leading(p, x.slot) != none {
			continue
		}
		s.lead(p, i)
		if s.staffFixed(n, nodes) {
			return true
		}
		s.undo(len(s.journal) - 1)
	}
	return false
}
