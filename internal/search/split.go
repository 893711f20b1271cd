package search

import "slices"

// The most tries to seat the parts of one stay anywhere, and at one place.
const (
	splitNodes = 2000
	placeNodes = 64
)

// settleParts seats a stay in as few parts as fit, or in as many as the ask's
// other stays have: all in one slot at one center, each in a session of its own.
func (s *searcher) settleParts(stay int32, noise int) bool {
	a := s.askOf[stay]
	ask := &s.m.Asks[a]
	least, most := int32(2), ask.Parts
	if n := s.split(a); n > 0 {
		least, most = max(n, 2), n
	}
	for parts := least; parts <= most; parts++ {
		seen := map[group]bool{}
		for k := range ask.Arcs {
			g := s.groupOf(&ask.Arcs[k])
			if seen[g] {
				continue
			}
			seen[g] = true
			for _, slot := range s.slotsAt(ask, g) {
				if noise > 0 && s.rng.IntN(noise) == 0 {
					continue
				}
				nodes := splitNodes
				if s.seat(stay, 0, parts, slot, g, noise > 0, &nodes) {
					return true
				}
			}
		}
	}
	return false
}

// seatAt seats a stay in parts in one slot, at the place of one of its arcs.
func (s *searcher) seatAt(stay, k, slot int32) bool {
	a := s.askOf[stay]
	ask := &s.m.Asks[a]
	least, most := int32(2), ask.Parts
	if n := s.split(a); n > 0 {
		least, most = n, n
	}
	for parts := least; parts <= most; parts++ {
		nodes := placeNodes
		if s.seat(stay, 0, parts, slot, s.groupOf(&ask.Arcs[k]), true, &nodes) {
			return true
		}
	}
	return false
}

// group is what the arcs of one stay's parts have in common. All travel or
// none, as buses and ways are tested for part 0 alone.
type group struct {
	center, goal int32
	attended     bool
}

func (s *searcher) groupOf(arc *Arc) group {
	o := &s.m.Offers[arc.Offer]
	return group{o.Center, arc.Goal, o.Attended}
}

// slotsAt returns the slots of an ask's arcs of a group, from a random one on.
func (s *searcher) slotsAt(ask *Ask, g group) []int32 {
	var slots []int32
	for k := range ask.Arcs {
		if arc := &ask.Arcs[k]; s.groupOf(arc) == g {
			s.m.Sets[arc.Set].Each(func(slot int32) { slots = append(slots, slot) })
		}
	}
	slices.Sort(slots)
	slots = slices.Compact(slots)
	if len(slots) > 0 {
		at := s.rng.IntN(len(slots))
		slots = append(slots[at:len(slots):len(slots)], slots[:at]...)
	}
	return slots
}

// seat puts the parts of a stay from one on into a slot, each on the best arc
// that leaves room for the rest. Where it varies, one in four arcs is passed
// over: the best for one stay may be all that would be left to another.
func (s *searcher) seat(stay, part, parts, slot int32, g group, vary bool, nodes *int) bool {
	if part == parts {
		return true
	}
	ask := &s.m.Asks[s.askOf[stay]]
	for k := range ask.Arcs {
		arc := &ask.Arcs[k]
		if s.groupOf(arc) != g || !s.m.Sets[arc.Set].Has(slot) || vary && s.rng.IntN(4) == 0 {
			continue
		}
		if *nodes--; *nodes < 0 {
			return false
		}
		mark := len(s.journal)
		if s.try(stay+part, int32(k), slot, parts) && s.seat(stay, part+1, parts, slot, g, vary, nodes) {
			return true
		}
		s.undo(mark)
	}
	return false
}
