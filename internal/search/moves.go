package search

import "slices"

// Seating is where a stay sits: an arc for each part. No arcs mean nowhere.
type Seating struct {
	Slot int32
	Arcs []int32
}

// Move is a stay that sits elsewhere than before, anew, or no more.
type Move struct {
	Ask      int32
	From, To Seating
}

// moves lists what the steps since a mark have changed, by ask. What went and
// what came of one ask are put together in the order of its units.
func (s *state) moves(mark int) []Move {
	before := map[int32]step{} // by unit: its first step
	stays := map[int32][]int32{}
	var asks []int32
	for _, j := range s.journal[mark:] {
		if j.kind != sat && j.kind != rose {
			continue
		}
		if _, ok := before[j.who]; ok {
			continue
		}
		before[j.who] = j
		stay, _ := s.stayOf(j.who)
		a := s.askOf[stay]
		if stays[a] == nil {
			asks = append(asks, a)
		}
		if !slices.Contains(stays[a], stay) {
			stays[a] = append(stays[a], stay)
		}
	}
	slices.Sort(asks)
	var list []Move
	for _, a := range asks {
		slices.Sort(stays[a])
		var from, to []Seating
		for _, stay := range stays[a] {
			x, y := s.seatingBefore(stay, before), s.seating(stay)
			if x.equal(y) {
				continue
			}
			from, to = addSeating(from, x), addSeating(to, y)
		}
		from, to = without(from, to), without(to, from)
		for n := range max(len(from), len(to)) {
			m := Move{Ask: a, From: nowhere, To: nowhere}
			if n < len(from) {
				m.From = from[n]
			}
			if n < len(to) {
				m.To = to[n]
			}
			list = append(list, m)
		}
	}
	return list
}

var nowhere = Seating{Slot: none}

func (x Seating) equal(y Seating) bool { return x.Slot == y.Slot && slices.Equal(x.Arcs, y.Arcs) }

// addSeating adds a seating that is somewhere.
func addSeating(list []Seating, x Seating) []Seating {
	if x.Slot == none {
		return list
	}
	return append(list, x)
}

// without returns the seatings of a list that are not in another.
func without(list, other []Seating) (left []Seating) {
	for _, x := range list {
		if !slices.ContainsFunc(other, x.equal) {
			left = append(left, x)
		}
	}
	return left
}

// seating is where a stay sits.
func (s *state) seating(stay int32) Seating {
	x := nowhere
	for u := stay; u < stay+s.m.Asks[s.askOf[stay]].Parts; u++ {
		if s.arc[u] != none {
			x.Slot, x.Arcs = s.slot[u], append(x.Arcs, s.arc[u])
		}
	}
	return x
}

// seatingBefore is where a stay sat before the first steps of some units.
func (s *state) seatingBefore(stay int32, first map[int32]step) Seating {
	x := nowhere
	for u := stay; u < stay+s.m.Asks[s.askOf[stay]].Parts; u++ {
		j, touched := first[u]
		switch {
		case touched && j.kind == rose:
			x.Slot, x.Arcs = j.slot, append(x.Arcs, j.arc)
		case !touched && s.arc[u] != none:
			x.Slot, x.Arcs = s.slot[u], append(x.Arcs, s.arc[u])
		}
	}
	return x
}
