package search

// deepest is the most sessions that change their leaders so that one more has enough.
const deepest = 3

// staff adds instructors until the session has what its pupils need. Where
// nobody is free, somebody leaves another session for it, and that one is given
// somebody else in turn: an augmenting path (Berge 1957) of s.deep sessions at the
// most. It leaves to the caller to undo what it did when it fails.
func (s *state) staff(i int32) bool {
	x := &s.sessions[i]
	for need := s.m.Offers[x.offer].Need(x.pupils); int32(len(x.people)) < need; {
		s.search++
		if !s.recruit(i, s.deep) {
			return false
		}
	}
	return true
}

// recruit gives a session one more leader: one who is free, or one who leaves
// another session, which then recruits in turn. Nobody is tried twice in a search.
func (s *state) recruit(i int32, deep int) bool {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	if p := s.pick(o, x.slot); p != none {
		s.lead(p, i)
		return true
	}
	if deep == 0 {
		return false
	}
	for _, p := range o.Leaders {
		if s.searched[p] == s.search || !s.m.People[p].at(x.slot) {
			continue
		}
		s.searched[p] = s.search
		for n := len(s.leads[p]) - 1; n >= 0; n-- { // undo may put what was tried at the end
			j := s.leads[p][n]
			s.work++
			if j == i || s.sessions[j].fixed > 0 || !s.freeWithout(p, j, o.Center, x.slot) {
				continue
			}
			mark := len(s.journal)
			s.leave(p, j)
			s.lead(p, i)
			if s.recruit(j, deep-1) {
				return true
			}
			s.undo(mark)
		}
	}
	return false
}

// at reports whether a person is there in a slot.
func (p *Person) at(slot int32) bool { return p.Free[slot>>6]>>(slot&63)&1 == 1 }

// freeWithout reports whether a person who is there in a slot could lead one more
// session at a center then, but for one that the person leads now.
func (s *state) freeWithout(p, j, center, slot int32) bool {
	person := &s.m.People[p]
	t, w := s.m.Slots[slot], s.m.Slots[s.sessions[j].slot]
	d := s.day[p*s.days+t.Day]
	week, term := s.week[p*s.weeks+t.Week], int32(len(s.leads[p]))-1
	if w.Day == t.Day {
		d.count--
	}
	if w.Week == t.Week {
		week--
	}
	if !person.takes(d, week, term, center) {
		return false
	}
	i := s.leading(p, slot)
	return i == none || i == j
}

// takes reports whether a person's limits allow one more session at a center,
// beside those of its day, its week and in all.
func (p *Person) takes(d dayLoad, week, term, center int32) bool {
	return (d.count == 0 || d.center == center) &&
		(p.PerDay == 0 || d.count < p.PerDay) &&
		(p.PerWeek == 0 || week < p.PerWeek) &&
		(p.PerTerm == 0 || term < p.PerTerm)
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
	if !person.at(slot) {
		return false
	}
	t := s.m.Slots[slot]
	return person.takes(s.day[p*s.days+t.Day], s.week[p*s.weeks+t.Week], int32(len(s.leads[p])), center)
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
