package search

// Tests of the constraints, from cheap to dear, and the placing of one unit.

// fits reports whether a unit of an ask may sit on an arc in a slot, staff and
// minimum aside.
func (s *state) fits(a int32, arc *Arc, slot int32) bool {
	s.work++
	ask := &s.m.Asks[a]
	o := &s.m.Offers[arc.Offer]
	x := &s.sessions[s.sessionAt(arc.Offer, slot)]
	if x.pupils+ask.Size() > o.Seats {
		return false
	}
	if len(x.units) == 0 {
		for _, r := range o.Rooms {
			if s.busy[s.roomBase[r]+slot] != none {
				return false
			}
		}
	} else if !s.mixes(x, o.Share, ask) {
		return false
	}
	return s.afford(ask, arc, slot) && s.comes(ask.Cohort, o, slot)
}

// mixes reports whether an ask may share a session that has units: what each
// of them and the offer demands must hold for all.
func (s *state) mixes(x *session, share uint8, ask *Ask) bool {
	demands := uint8(1)<<share | 1<<ask.Share
	sameSchool, sameStage := true, true
	for _, u := range x.units {
		other := &s.m.Asks[s.askOf[u]]
		demands |= 1 << other.Share
		sameSchool = sameSchool && other.School == ask.School
		sameStage = sameStage && other.Stage == ask.Stage
	}
	return demands>>1&1 == 0 && (demands>>2&1 == 0 || sameSchool) && (demands>>3&1 == 0 || sameStage)
}

// comes reports whether a cohort's other visits leave room for one more.
func (s *state) comes(cohort int32, o *Offer, slot int32) bool {
	t := s.m.Slots[slot]
	today := 0
	for _, a := range s.m.Cohorts[cohort] {
		if s.placed[a] == 0 {
			continue
		}
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			if s.arc[u] == none {
				continue
			}
			other := &s.m.Offers[s.unitArc(u).Offer]
			if other.Course == o.Course {
				return false
			}
			v := s.m.Slots[s.slot[u]]
			if v.Day != t.Day {
				continue
			}
			if today++; today >= s.m.PerDay {
				return false
			}
			way := int32(0)
			if o.Attended && other.Attended && o.Center != other.Center {
				way = s.m.Between(other.Center, o.Center)
			}
			if v.Start < t.End+way && t.Start < v.End+way {
				return false
			}
		}
	}
	return true
}

// place puts a unit on an arc in a slot with its instructors, or changes
// nothing. The session may be below its minimum afterwards.
func (s *state) place(u, arc, slot int32) bool {
	a := s.askOf[u]
	if !s.fits(a, &s.m.Asks[a].Arcs[arc], slot) {
		return false
	}
	mark := len(s.journal)
	s.sit(u, arc, slot)
	if !s.staff(s.unitSession(u)) {
		s.undo(mark)
		return false
	}
	return true
}

// Need is the number of instructors of a session with some pupils.
func (o *Offer) Need(pupils int32) int32 {
	n := o.Fewest
	if o.Per > 0 {
		n = max(n, (pupils+o.Per-1)/o.Per)
	}
	return n
}

// staff adds instructors until the session has what its pupils need. Where
// nobody is free, somebody busy in the same slot is replaced there.
func (s *state) staff(i int32) bool {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	for need := o.Need(x.pupils); int32(len(x.people)) < need; {
		p := s.pick(o, x.slot)
		if p == none {
			p = s.relieve(o, x.slot, i)
		}
		if p == none {
			return false
		}
		s.lead(p, i)
	}
	return true
}

// pick returns the first leader who is free.
func (s *state) pick(o *Offer, slot int32) int32 {
	for _, p := range o.Leaders {
		s.work++
		if s.free(p, o.Center, slot) && s.leading(p, slot) == none {
			return p
		}
	}
	return none
}

// free reports whether a person could lead one more session at a center on the
// slot's day, whether or not one is led in the slot itself.
func (s *state) free(p, center, slot int32) bool {
	person := &s.m.People[p]
	if person.Free[slot>>6]>>(slot&63)&1 == 0 {
		return false
	}
	t := s.m.Slots[slot]
	d := s.day[p*s.days+t.Day]
	return (d.count == 0 || d.center == center) &&
		(person.PerDay == 0 || d.count < person.PerDay) &&
		(person.PerWeek == 0 || s.week[p*s.weeks+t.Week] < person.PerWeek) &&
		(person.PerTerm == 0 || int32(len(s.leads[p])) < person.PerTerm)
}

// leading returns the session that a person leads in a slot. Slots of other
// centers' calendars do not matter: a person is at one center a day.
func (s *state) leading(p, slot int32) int32 {
	if s.day[p*s.days+s.m.Slots[slot].Day].count == 0 {
		return none
	}
	for _, i := range s.leads[p] {
		if s.sessions[i].slot == slot {
			return i
		}
	}
	return none
}

// relieve frees a leader of an offer who is busy elsewhere in the slot, by
// somebody who can take over there, and returns the one freed.
func (s *state) relieve(o *Offer, slot, not int32) int32 {
	for _, p := range o.Leaders {
		i := s.leading(p, slot)
		if i == none || i == not || s.sessions[i].fixed > 0 {
			continue
		}
		q := s.pick(&s.m.Offers[s.sessions[i].offer], slot)
		if q == none {
			continue
		}
		mark := len(s.journal)
		s.leave(p, i)
		if s.free(p, o.Center, slot) {
			s.lead(q, i)
			return p
		}
		s.undo(mark)
	}
	return none
}

// remove takes a unit up, lets go the instructors no longer needed, and takes
// up the rest of a session that falls below its minimum. What it takes up it
// appends to out. A session with fixed units that would fall below stays.
func (s *state) remove(u int32, out []int32) []int32 {
	if s.arc[u] == none || s.locked[u] {
		return out
	}
	i := s.unitSession(u)
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	left := x.pupils - s.m.Asks[s.askOf[u]].Size()
	below := len(x.units) > 1 && left < o.Minimum
	if below && x.fixed > 0 {
		return out
	}
	s.rise(u)
	out = append(out, u)
	for below && len(x.units) > 0 {
		v := x.units[len(x.units)-1]
		s.rise(v)
		out = append(out, v)
	}
	s.release(i)
	return out
}

// release lets go the instructors that a session does not need.
func (s *state) release(i int32) {
	x := &s.sessions[i]
	if x.fixed > 0 {
		return
	}
	need := int32(0)
	if len(x.units) > 0 {
		need = s.m.Offers[x.offer].Need(x.pupils)
	}
	for int32(len(x.people)) > need {
		s.leave(x.people[len(x.people)-1], i)
	}
}
