package search

// charge adds the uses of a unit that sits, times sign, to the rows.
func (s *state) charge(u int32, sign int64) {
	ask, arc, slot := &s.m.Asks[s.askOf[u]], s.unitArc(u), s.slot[u]
	_, part := s.stayOf(u)
	for _, use := range s.m.Uses[arc.Uses] {
		amount := sign * ask.Amount(use.Of, part, s.parts[u]) * use.Factor
		switch use.Kind {
		case Always:
			s.rows[use.Row] += amount
		case InSet:
			if s.m.Sets[use.Set].Has(slot) {
				s.rows[use.Row] += amount
			}
		case AtSlot:
			s.rows[use.Row+slot] += amount
		case Overlap:
			for _, t := range s.m.Covers[slot] {
				s.rows[use.Row+t] += amount
			}
		}
	}
}

// afford reports whether the rows have room for one part of a stay.
func (s *state) afford(ask *Ask, arc *Arc, slot, part, parts int32) bool {
	for _, use := range s.m.Uses[arc.Uses] {
		amount := ask.Amount(use.Of, part, parts) * use.Factor
		if amount == 0 {
			continue
		}
		switch use.Kind {
		case Always:
			if s.rows[use.Row]+amount > s.m.Rows[use.Row] {
				return false
			}
		case InSet:
			if s.m.Sets[use.Set].Has(slot) && s.rows[use.Row]+amount > s.m.Rows[use.Row] {
				return false
			}
		case AtSlot:
			if s.rows[use.Row+slot]+amount > s.m.Rows[use.Row+slot] {
				return false
			}
		case Overlap:
			for _, t := range s.m.Covers[slot] {
				if s.rows[use.Row+t]+amount > s.m.Rows[use.Row+t] {
					return false
				}
			}
		}
	}
	return true
}
