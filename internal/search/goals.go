package search

import "slices"

// What the stays of one ask must be together.

// obeys reports whether a unit may join the other stays of its ask. What part 0
// has settled for its stay is not asked again of the other parts.
func (s *state) obeys(u, k, slot int32) bool {
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	arc := &ask.Arcs[k]
	o := &s.m.Offers[arc.Offer]
	stay, of := s.stayOf(u)
	t := s.m.Slots[slot]
	amount := s.amount(arc, slot)
	sum, least, atCenter := amount, amount, int32(1)
	for v := s.unitOf[a]; v < s.unitOf[a+1]; v++ {
		first, part := s.stayOf(v)
		if s.arc[v] == none || first == stay {
			continue
		}
		other := s.unitArc(v)
		place := &s.m.Offers[other.Offer]
		if ask.Distinct != 0 && common(ask.Distinct, o, place) {
			return false
		}
		if of != 0 || part != 0 {
			continue
		}
		w := s.m.Slots[s.slot[v]]
		if ask.Apart > 0 && max(t.Date-w.Date, w.Date-t.Date) < ask.Apart {
			return false
		}
		if ask.Ordered && other.Goal != arc.Goal && (other.Goal < arc.Goal) != before(w, t) {
			return false
		}
		if place.Center == o.Center {
			atCenter++
		}
		if other.Goal == arc.Goal {
			n := s.amount(other, s.slot[v])
			sum, least = sum+n, min(least, n)
		}
	}
	return (ask.AtCenter == 0 || atCenter <= ask.AtCenter) && sum-least < ask.Goals[arc.Goal].Target
}

// before reports whether a slot starts before another.
func before(w, t Slot) bool { return w.Date < t.Date || w.Date == t.Date && w.Start < t.Start }

// common reports whether two offers have a mark of one of the traits in common.
func common(traits uint8, o, p *Offer) bool {
	for t := range Traits {
		if traits>>t&1 == 0 {
			continue
		}
		for _, mark := range o.Marks[t] {
			if slices.Contains(p.Marks[t], mark) {
				return true
			}
		}
	}
	return false
}

// amount is what a stay on an arc in a slot counts toward its goal.
func (s *state) amount(arc *Arc, slot int32) int32 {
	if arc.Amount > 0 {
		return arc.Amount
	}
	return s.m.Slots[slot].Amount
}

// complete reports whether every goal of an ask is reached.
func (s *state) complete(a int32) bool {
	ask := &s.m.Asks[a]
	for g := range ask.Goals {
		sum := int32(0)
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u += ask.Parts {
			if s.arc[u] != none && s.unitArc(u).Goal == int32(g) {
				sum += s.amount(s.unitArc(u), s.slot[u])
			}
		}
		if sum < ask.Goals[g].Target {
			return false
		}
	}
	return true
}

// idle returns the first unit of a stay of an ask that does not sit, or none
// when the ask is complete.
func (s *state) idle(a int32) int32 {
	ask := &s.m.Asks[a]
	if s.stays[a] == ask.Stays || s.stays[a] > 0 && s.complete(a) {
		return none
	}
	for u := s.unitOf[a]; u < s.unitOf[a+1]; u += ask.Parts {
		if s.arc[u] == none {
			return u
		}
	}
	return none
}

// split returns of how many parts the stays of an ask are, 0 when none sits.
func (s *state) split(a int32) int32 {
	if s.sitting[a] == 0 {
		return 0
	}
	if s.m.Asks[a].Parts == 1 {
		return 1
	}
	for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
		if s.arc[u] != none {
			return s.parts[u]
		}
	}
	return 0
}

// mend makes every ask that must be whole, and that the steps since a mark
// touched, complete or takes it up, and reports whether it could. It completes
// an ask once: asks that keep each other from staying complete are taken up.
func (s *searcher) mend(mark int) bool {
	s.mended = s.mended[:0]
	for n := mark; n < len(s.journal); n++ {
		if j := s.journal[n]; j.kind != sat && j.kind != rose {
			continue
		}
		a := s.askOf[s.journal[n].who]
		if !s.m.Asks[a].Whole || s.sitting[a] == 0 || s.complete(a) {
			continue
		}
		if !slices.Contains(s.mended, a) {
			s.mended = append(s.mended, a)
			if s.settleAll(a, 0) {
				continue
			}
		}
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			s.out = s.remove(u, s.out)
		}
		if s.sitting[a] > 0 {
			return false
		}
	}
	return true
}

// settleAll settles stays of an ask until it is complete, or changes nothing.
func (s *searcher) settleAll(a int32, noise int) bool {
	mark := len(s.journal)
	for u := s.idle(a); u != none; u = s.idle(a) {
		if !s.settle(u, noise) {
			break
		}
	}
	if !s.complete(a) {
		s.undo(mark)
		return false
	}
	return true
}
