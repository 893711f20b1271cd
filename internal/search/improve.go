package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// improve repeats ruin and recreate until stop says so. It accepts a result
// that is worse by less than a threshold, which falls to zero over a cycle;
// each cycle starts from the best and is longer than the one before. kept is
// called after each accepted step.
func (s *searcher) improve(stop func() bool, kept func()) {
	scale := s.scale()
	if scale == 0 {
		return
	}
	for length := int64(2048); ; length += length / 2 {
		for at := int64(0); at < length; at++ {
			if stop() {
				return
			}
			threshold := share(scale, length-at, length)
			before := s.points
			s.journal = s.journal[:0]
			s.turn = max(0, s.rng.IntN(64)-48)
			s.ruin()
			s.recreate()
			s.work++
			if !s.mend(0) || !s.sound(0) || s.points < before-s.rng.Int64N(threshold+1) {
				s.undo(0)
				continue
			}
			kept()
		}
		s.best.restore(s.state)
	}
}

// share returns the part of a total, rounded down; their product may exceed an int64.
func share(total, part, of int64) int64 {
	high, low := bits.Mul64(uint64(total), uint64(part))
	n, _ := bits.Div64(high, low, uint64(of))
	return int64(n)
}

// scale is the first threshold: a part of what an ask earns on average, or 0
// when no ask has an arc.
func (s *searcher) scale() int64 {
	sum, n := int64(0), int64(0)
	for a := range s.m.Asks {
		if ask := &s.m.Asks[a]; len(ask.Arcs) > 0 {
			sum += max(0, ask.Arcs[0].Value) * ask.Pupils / 8
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return 1 + sum/n
}

// ruin takes a neighborhood out into s.out.
func (s *searcher) ruin() {
	s.out = s.out[:0]
	switch kind := s.rng.IntN(8); {
	case s.rng.IntN(64) == 0:
		s.shake()
	case kind < 4 && s.lack > 0:
		s.pushIn(s.wanting())
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
		s.out = s.remove(int32(s.rng.IntN(len(s.arc))), s.out)
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
		a := int32(s.rng.IntN(len(s.m.Asks)))
		ask := &s.m.Asks[a]
		if len(ask.Arcs) == 0 {
			continue
		}
		if u := s.idle(a); u != none && ask.Arcs[0].Value*ask.Pupils+ask.Bonus > gain {
			best, gain = u, ask.Arcs[0].Value*ask.Pupils+ask.Bonus
		}
	}
	return best
}

// unhappy returns a stay, a part of which sits on an arc worse than its best.
func (s *searcher) unhappy() int32 {
	for range 8 {
		u := int32(s.rng.IntN(len(s.arc)))
		if s.arc[u] != none && !s.locked[u] && s.unitArc(u).Value < s.m.Asks[s.askOf[u]].Arcs[0].Value {
			stay, _ := s.stayOf(u)
			return stay
		}
	}
	return none
}

// pushIn takes out whatever keeps a stay from a random arc and slot, and puts
// it there if it may be whole.
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
	s.out = s.remove(u, s.out)
	s.eject(u, k, slot)
	if s.arc[u] == none && s.split(a) <= 1 && s.try(u, k, slot, 1) {
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
	if o.Fewest > 0 && s.pick(o, slot) == none {
		s.removeLed(o, slot)
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
	for i := range s.m.Offers {
		o := &s.m.Offers[i]
		if o.Center != center || slot < o.Base || slot >= o.Base+o.Len {
			continue
		}
		if j := s.sessionAt(int32(i), slot); len(s.sessions[j].units) > 0 {
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
		if s.m.People[p].Free[slot>>6]>>(slot&63)&1 == 0 || len(s.leads[p]) == 0 {
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
	u := int32(s.rng.IntN(len(s.arc)))
	for tries := 0; s.arc[u] == none && tries < 16; tries++ {
		u = int32(s.rng.IntN(len(s.arc)))
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

// recreate offers the places that ruin freed to their best candidates, then
// settles what was taken out.
func (s *searcher) recreate() {
	freed := s.freed[:0]
	for _, j := range s.journal {
		if j.kind == rose {
			freed = append(freed, place{s.m.Asks[s.askOf[j.who]].Arcs[j.arc].Offer, j.slot})
		}
	}
	s.freed = freed
	s.rng.Shuffle(len(freed), func(i, j int) { freed[i], freed[j] = freed[j], freed[i] })
	for _, f := range freed {
		s.refill(f)
	}
	out := s.out
	s.rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	if s.rng.IntN(2) == 0 {
		slices.SortStableFunc(out, func(a, b int32) int {
			return cmp.Compare(s.options[a], s.options[b])
		})
	}
	for _, a := range out {
		if u := s.idle(a); u != none {
			s.settle(u, 32)
		}
	}
}

// place is an offer in a slot.
type place struct{ offer, slot int32 }

// refill opens the best session that a freed place allows: of the offers that
// share its rooms, the one whose first candidate gains most; then fills it up.
func (s *searcher) refill(f place) {
	offers := []int32{f.offer}
	if rooms := s.m.Offers[f.offer].Rooms; len(rooms) > 0 {
		offers = s.byRoom[rooms[0]]
		if s.busy[s.roomBase[rooms[0]]+f.slot] != none {
			return
		}
	}
	bestOffer, bestAt, gain := int32(none), 0, int64(0)
	for _, o := range offers {
		if at, c := s.firstCandidate(o, f.slot); at >= 0 && c.gain > gain {
			bestOffer, bestAt, gain = o, at, c.gain
		}
	}
	if bestOffer == none {
		return
	}
	list := s.byOffer[bestOffer]
	x := &s.sessions[s.sessionAt(bestOffer, f.slot)]
	seats := s.m.Offers[bestOffer].Seats
	for n, seen := bestAt, 0; n < len(list) && seen < 24 && x.pupils < seats; n++ {
		c := list[n]
		u := s.idle(c.ask)
		if u == none || s.split(c.ask) > 1 || !s.allowed(c, f.slot) {
			continue
		}
		seen++
		if s.try(u, c.arc, f.slot, 1) && s.m.Asks[c.ask].Share == 1 {
			return
		}
	}
}

// firstCandidate returns the best idle candidate that fits an offer in a slot,
// and its index, or -1.
func (s *searcher) firstCandidate(o, slot int32) (int, candidate) {
	list := s.byOffer[o]
	if len(list) == 0 {
		return -1, candidate{}
	}
	for n, seen := 0, 0; n < len(list) && seen < 16; n++ {
		c := list[n]
		if s.stays[c.ask] == s.m.Asks[c.ask].Stays || !s.allowed(c, slot) {
			continue
		}
		seen++
		u := s.idle(c.ask)
		if u != none && s.split(c.ask) <= 1 && s.rng.IntN(8) != 0 && s.fits(u, c.arc, slot, 1) {
			return n, c
		}
	}
	return -1, candidate{}
}

// allowed reports whether a candidate's arc has a slot.
func (s *searcher) allowed(c candidate, slot int32) bool {
	return s.m.Sets[s.m.Asks[c.ask].Arcs[c.arc].Set].Has(slot)
}
