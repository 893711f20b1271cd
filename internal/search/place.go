package search

// Tests of the constraints, from cheap to dear, and the placing of one unit.

// fits reports whether a unit may sit on an arc of its ask in a slot, as one of
// some parts; staff, the session's minimum and the whole of a stay aside.
func (s *state) fits(u, k, slot, parts int32) bool {
	s.work++
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	arc := &ask.Arcs[k]
	o := &s.m.Offers[arc.Offer]
	x := &s.sessions[s.sessionAt(arc.Offer, slot)]
	_, part := s.stayOf(u)
	size := int32(Share(ask.Pupils, part, parts))
	if x.pupils+size > o.Seats || size < arc.Least || arc.Most > 0 && size > arc.Most {
		return false
	}
	if len(x.units) == 0 {
		for _, r := range o.Rooms {
			if s.busy[s.roomBase[r]+slot] != none {
				return false
			}
		}
	} else if !s.mixes(x, o.Share, a) {
		return false
	}
	return (o.Team == none || s.travels(o, slot, ask.School, len(x.units) == 0)) &&
		s.afford(ask, arc, slot, part, parts) && s.comes(u, k, slot)
}

// mixes reports whether an ask may share a session that has units: what each
// of them and the offer demands must hold for all, and no two are of one ask.
func (s *state) mixes(x *session, share uint8, a int32) bool {
	ask := &s.m.Asks[a]
	demands := uint8(1)<<share | 1<<ask.Share
	sameSchool, sameStage := true, true
	for _, u := range x.units {
		if s.askOf[u] == a {
			return false
		}
		other := &s.m.Asks[s.askOf[u]]
		demands |= 1 << other.Share
		sameSchool = sameSchool && other.School == ask.School
		sameStage = sameStage && other.Stage == ask.Stage
	}
	return demands>>1&1 == 0 && (demands>>2&1 == 0 || sameSchool) && (demands>>3&1 == 0 || sameStage)
}

// travels reports whether an offer's team can serve a school in a slot, with
// one session more where it is new.
func (s *state) travels(o *Offer, slot, school int32, new bool) bool {
	t := s.trips[s.teamBase[o.Team]+slot]
	return (t.sessions == 0 || t.school == school) && (!new || t.sessions < s.m.Teams[o.Team].Sessions)
}

// comes reports whether the other stays of a unit's cohort leave room for it.
func (s *state) comes(u, k, slot int32) bool {
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	arc := &ask.Arcs[k]
	o := &s.m.Offers[arc.Offer]
	stay, part := s.stayOf(u)
	t := s.m.Slots[slot]
	today := 0
	for _, b := range s.m.Cohorts[ask.Cohort] {
		if s.sitting[b] == 0 {
			continue
		}
		for v := s.unitOf[b]; v < s.unitOf[b+1]; v++ {
			if s.arc[v] == none {
				continue
			}
			first, other := s.stayOf(v)
			if first == stay {
				continue
			}
			place := &s.m.Offers[s.unitArc(v).Offer]
			if place.Course == o.Course && (a != b || other == part) {
				return false
			}
			if other != 0 {
				continue
			}
			w := s.m.Slots[s.slot[v]]
			if w.Day != t.Day {
				continue
			}
			if today++; today >= s.m.PerDay {
				return false
			}
			way := int32(0)
			if o.Attended && place.Attended && o.Center != place.Center {
				way = s.m.Between(place.Center, o.Center)
			}
			if w.Start < t.End+way && t.Start < w.End+way {
				return false
			}
		}
	}
	return s.stays[a] == 0 || s.obeys(u, k, slot)
}

// place puts a unit on an arc in a slot with its instructors, or changes
// nothing. The session may be below its minimum afterwards.
func (s *state) place(u, arc, slot, parts int32) bool {
	if !s.fits(u, arc, slot, parts) {
		return false
	}
	mark := len(s.journal)
	s.sit(u, arc, slot, parts)
	if !s.staff(s.unitSession(u)) {
		s.undo(mark)
		return false
	}
	return true
}

// remove takes up the stay of a unit, lets go the instructors no longer
// needed, and takes up what is left of sessions that fall below their minimum.
// It appends the asks of the stays taken up to out.
func (s *state) remove(u int32, out []int32) []int32 {
	if s.arc[u] == none || s.locked[u] {
		return out
	}
	a := s.askOf[u]
	out = append(out, a)
	stay, _ := s.stayOf(u)
	for v := stay; v < stay+s.m.Asks[a].Parts; v++ {
		if s.arc[v] == none {
			continue
		}
		i := s.unitSession(v)
		s.rise(v)
		x := &s.sessions[i]
		for tries := len(x.units); tries > 0 && len(x.units) > 0 && x.pupils < s.m.Offers[x.offer].Minimum; tries-- {
			out = s.remove(x.units[len(x.units)-1], out)
		}
		s.release(i)
	}
	return out
}

// sound reports whether every session that the steps since a mark touched is
// empty or at its minimum, and every stay has all its parts.
func (s *state) sound(mark int) bool {
	for _, j := range s.journal[mark:] {
		if j.kind != sat && j.kind != rose {
			continue
		}
		a := s.askOf[j.who]
		x := &s.sessions[s.sessionAt(s.m.Asks[a].Arcs[j.arc].Offer, j.slot)]
		if len(x.units) > 0 && x.pupils < s.m.Offers[x.offer].Minimum {
			return false
		}
		if s.m.Asks[a].Parts > 1 && !s.united(j.who) {
			return false
		}
	}
	return true
}

// united reports whether the stay of a unit has all or none of its parts.
func (s *state) united(u int32) bool {
	stay, _ := s.stayOf(u)
	if s.arc[stay] == none {
		return s.arc[u] == none
	}
	for v := stay; v < stay+s.parts[stay]; v++ {
		if s.arc[v] == none {
			return false
		}
	}
	return true
}
