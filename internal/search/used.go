package search

// Used returns what a solution uses of each row.
func Used(m *Model, x Solution) []int64 {
	s := newState(m)
	(&searcher{state: s}).put(&x, func() bool { return false })
	return s.rows
}

// Overused returns the rows of which some stays together would use more than there is,
// with what they would use, as if nothing else were asked.
func Overused(m *Model, stays []Kept) map[int32]int64 {
	s := newState(m)
	for _, x := range stays {
		for part, k := range x.Arcs {
			u := s.unitOf[x.Ask] + int32(part) // one after another on the same units: only what they use counts
			s.arc[u], s.slot[u], s.parts[u] = k, x.Slot, int32(len(x.Arcs))
			s.charge(u, 1)
		}
	}
	over := map[int32]int64{}
	for row, used := range s.rows {
		if used > m.Rows[row] {
			over[int32(row)] = used
		}
	}
	return over
}

// Takes reports whether a stay uses a row.
func (m *Model) Takes(x *Kept, row int32) bool {
	takes := false
	s := state{m: m}
	for _, k := range x.Arcs {
		for _, use := range m.Uses[m.Asks[x.Ask].Arcs[k].Uses] {
			s.eachRow(use, x.Slot, func(r int32) { takes = takes || r == row })
		}
	}
	return takes
}
