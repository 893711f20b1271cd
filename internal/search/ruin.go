package search

// ruin takes a neighborhood out into s.out.
func (s *searcher) ruin() {
	s.out = s.out[:0]
	switch kind := s.rng.IntN(8); {
	case s.rng.IntN(64) == 0:
		s.shake()
	case kind < 4 && s.lack > 0:
		switch u := s.wanting(); {
		case u == none:
		case !s.leaning:
			s.pushIn(u)
		case s.m.Asks[s.askOf[u]].Whole:
			s.pushAll(s.askOf[u])
		default:
			s.pushWish(u)
		}
	case kind < 6 && s.leaning:
		s.pushWish(s.astray())
	case kind < 6:
		s.pushIn(s.unhappy())
	default:
		s.clear()
	}
}

// shake takes out up to a few dozen stays anywhere, and has a few that did not
// sit settled with them: moves that need several far apart to change at once.
func (s *searcher) shake() {
	for range 1 + s.rng.IntN(40) {
		s.out = s.remove(s.anyUnit(), s.out)
	}
	for range s.rng.IntN(8) {
		if u := s.wanting(); u != none {
			s.out = append(s.out, s.askOf[u])
		}
	}
}

// wanting returns a stay that does not sit, the one that would earn most of a few.
func (s *searcher) wanting() int32 {
	best, gain := int32(none), int64(-1)
	for range 8 {
		a := s.anyAsk()
		ask := &s.m.Asks[a]
		if len(ask.Arcs) == 0 {
			continue
		}
		worth := ask.Arcs[0].Value*ask.Pupils + ask.Bonus
		if s.guided != nil {
			worth = s.ideal[a]
		}
		if u := s.idle(a); u != none && worth > gain {
			best, gain = u, worth
		}
	}
	return best
}

// unhappy returns a stay, a part of which sits on an arc worse than its best.
func (s *searcher) unhappy() int32 {
	for range 8 {
		u := s.anyUnit()
		if s.arc[u] != none && !s.locked[u] && s.unitArc(u).Value < s.m.Asks[s.askOf[u]].Arcs[0].Value {
			stay, _ := s.stayOf(u)
			return stay
		}
	}
	return none
}

// pushIn takes out whatever keeps a stay from a random arc and slot, and puts
// it there, whole or in parts.
func (s *searcher) pushIn(u int32) {
	if u == none {
		return
	}
	a := s.askOf[u]
	arcs := s.m.Asks[a].Arcs
	most := len(arcs)
	if s.arc[u] != none {
		for most > 0 && arcs[most-1].Value <= s.unitArc(u).Value {
			most--
		}
	}
	if most == 0 {
		return
	}
	k := int32(min(s.rng.IntN(most), s.rng.IntN(most)))
	slot := s.randomSlot(&arcs[k])
	if slot == none {
		return
	}
	s.push(u, k, slot)
}

// push takes out whatever keeps a stay from an arc in a slot, and puts it there.
func (s *searcher) push(u, k, slot int32) {
	a := s.askOf[u]
	s.out = s.remove(u, s.out)
	s.eject(u, k, slot)
	if s.arc[u] == none && s.split(a) <= 1 && s.try(u, k, slot, 1) {
		return
	}
	if s.arc[u] == none && s.m.Asks[a].Parts > 1 && s.split(a) != 1 && s.seatAt(u, k, slot) {
		return
	}
	s.out = append(s.out, a)
}

// randomSlot returns a slot of an arc.
func (s *searcher) randomSlot(arc *Arc) int32 {
	found, n := int32(none), 0
	s.m.Sets[arc.Set].Each(func(slot int32) {
		if n++; s.rng.IntN(n) == 0 {
			found = slot
		}
	})
	return found
}

// eject takes out the stays that stand against one on an arc in a slot.
func (s *searcher) eject(u, k, slot int32) {
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	arc := &ask.Arcs[k]
	o := &s.m.Offers[arc.Offer]
	size := int32(Share(ask.Pupils, 0, max(1, s.split(a))))
	for _, r := range o.Rooms {
		if i := s.busy[s.roomBase[r]+slot]; i != none && s.sessions[i].offer != arc.Offer {
			s.empty(i)
		}
	}
	i := s.sessionAt(arc.Offer, slot)
	x := &s.sessions[i]
	if len(x.units) > 0 && !s.mixes(x, o.Share, a) {
		s.empty(i)
	}
	for tries := 0; x.pupils+size > o.Seats && len(x.units) > 0 && tries < 4; tries++ {
		s.out = s.remove(x.units[s.rng.IntN(len(x.units))], s.out)
	}
	if o.Team != none && !s.travels(o, slot, ask.School, true) {
		s.removeTrip(o.Team, slot)
	}
	for tries := 0; !s.comes(u, k, slot) && tries < 4; tries++ {
		s.removeOfCohort(ask.Cohort)
	}
	for tries := 0; (size > o.Seats || !s.afford(ask, arc, slot, 0, 1)) && tries < 4; tries++ {
		s.removeNear(o.Center, slot)
	}
	for tries := 0; o.Fewest > 0 && s.pick(o, slot) == none && tries < 2; tries++ {
		if s.leaning && len(o.Leaders) > 0 {
			s.removeWorst(o, slot)
		} else {
			s.removeLed(o, slot)
		}
	}
}

// empty takes out every stay of a session that is not fixed.
func (s *searcher) empty(i int32) {
	x := &s.sessions[i]
	for n := len(x.units); n > 0; n = min(n-1, len(x.units)) {
		s.out = s.remove(x.units[n-1], s.out)
	}
}

// removeOfCohort takes out one stay of a cohort.
func (s *searcher) removeOfCohort(cohort int32) {
	asks := s.m.Cohorts[cohort]
	for n, at := 0, s.rng.IntN(len(asks)); n < len(asks); n++ {
		a := asks[(at+n)%len(asks)]
		if s.sitting[a] == 0 {
			continue
		}
		units := int(s.unitOf[a+1] - s.unitOf[a])
		for k, from := 0, s.rng.IntN(units); k < units; k++ {
			u := s.unitOf[a] + int32((from+k)%units)
			if s.arc[u] != none && !s.locked[u] {
				s.out = s.remove(u, s.out)
				return
			}
		}
	}
}

// removeNear takes out a session of a center in a slot.
func (s *searcher) removeNear(center, slot int32) {
	var running []int32
	for _, i := range s.near[center] {
		o := &s.m.Offers[i]
		if slot < o.Base || slot >= o.Base+o.Len {
			continue
		}
		if j := s.sessionAt(i, slot); len(s.sessions[j].units) > 0 {
			running = append(running, j)
		}
	}
	if len(running) > 0 {
		s.empty(running[s.rng.IntN(len(running))])
	}
}

// removeTrip takes out what a team does in a slot.
func (s *searcher) removeTrip(team, slot int32) {
	for _, i := range s.byTeam[team] {
		s.empty(s.sessionAt(i, slot))
	}
}

// removeLed takes out a session that keeps a leader of an offer from a slot:
// in the slot itself, else one of the same day, week, or any.
func (s *searcher) removeLed(o *Offer, slot int32) {
	if len(o.Leaders) == 0 {
		return
	}
	for range 4 {
		p := o.Leaders[s.rng.IntN(len(o.Leaders))]
		if !s.m.People[p].at(slot) || len(s.leads[p]) == 0 {
			continue
		}
		if i := s.leading(p, slot); i != none {
			s.empty(i)
			return
		}
		t := s.m.Slots[slot]
		pick := s.leads[p][s.rng.IntN(len(s.leads[p]))]
		for _, i := range s.leads[p] {
			v := s.m.Slots[s.sessions[i].slot]
			if v.Day == t.Day {
				pick = i
				break
			}
			if v.Week == t.Week {
				pick = i
			}
		}
		s.empty(pick)
		return
	}
}

// clear takes out the sessions of a few rooms of one center in one slot, or of
// one room in a few slots.
func (s *searcher) clear() {
	u := s.anyUnit()
	for tries := 0; s.arc[u] == none && tries < 16; tries++ {
		u = s.anyUnit()
	}
	if s.arc[u] == none {
		return
	}
	o := &s.m.Offers[s.unitArc(u).Offer]
	slot := s.slot[u]
	most := 2 + s.rng.IntN(10)
	if s.rng.IntN(2) == 0 || len(o.Rooms) == 0 {
		for range most {
			if len(s.out) < most {
				s.removeNear(o.Center, slot)
			}
		}
		return
	}
	r := o.Rooms[s.rng.IntN(len(o.Rooms))]
	for k, from := int32(0), int32(s.rng.IntN(int(o.Len))); k < o.Len && len(s.out) < most; k++ {
		t := o.Base + (from+k)%o.Len
		if i := s.busy[s.roomBase[r]+t]; i != none {
			s.empty(i)
		}
	}
}
