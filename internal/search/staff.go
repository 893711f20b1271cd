package search

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

// pick returns the first leader who is free, of the order turned by some.
func (s *state) pick(o *Offer, slot int32) int32 {
	n := len(o.Leaders)
	for k := range n {
		p := o.Leaders[(k+s.turn)%n]
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
