package search

import "slices"

// Kept is a stay that should sit as it did: in a slot on an arc for each part,
// led by the same people as far as they can.
type Kept struct {
	Ask, Slot int32
	Arcs      []int32
	People    [][]int32 // by part
}

// Resettle puts stays down in their order, each if it fits beside those before
// it, then takes up those whose sessions stay too small or whose asks stay
// incomplete, and returns what sits: the fixed stays alone where these would not
// be a solution with what is left. Those that are fixed sit already, and get their
// people back first.
func (d *Desk) Resettle(stays []Kept) Solution {
	s := d.s
	d.ask()
	defer s.undo(0)
	d.recallAll(stays)
	for _, x := range stays {
		if s.unit(Stay{x.Ask, x.Slot}) == none {
			s.resettle(&x)
		}
	}
	for s.prune() { // it only ever takes up
	}
	if !s.sound(0) || s.partial() != none {
		s.undo(0)
	}
	return s.solution()
}

// prune takes up what sits in sessions that are too small and the asks that must be
// whole and are not, and reports whether it changed anything.
func (s *searcher) prune() bool {
	mark := len(s.journal)
	for i := range s.sessions {
		x := &s.sessions[i]
		for tries := len(x.units); tries > 0 && len(x.units) > 0 && x.pupils < s.m.Offers[x.offer].Minimum; tries-- {
			s.remove(x.units[len(x.units)-1], nil)
		}
	}
	for a := s.partial(); a != none; a = s.partial() {
		before := s.sitting[a]
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			s.remove(u, nil)
		}
		if s.sitting[a] == before { // all that is left of it is fixed
			return false
		}
	}
	return len(s.journal) > mark
}

// partial returns an ask that must be whole and is not, or none.
func (s *state) partial() int32 {
	for a := range s.m.Asks {
		if s.m.Asks[a].Whole && s.sitting[a] > 0 && !s.complete(int32(a)) {
			return int32(a)
		}
	}
	return none
}

func (s *searcher) resettle(x *Kept) {
	u, parts := s.idle(x.Ask), int32(len(x.Arcs))
	if n := s.split(x.Ask); u == none || n > 0 && n != parts {
		return
	}
	mark := len(s.journal)
	for part, k := range x.Arcs {
		v := u + int32(part)
		if !s.fits(v, k, x.Slot, parts) {
			s.undo(mark)
			return
		}
		s.sit(v, k, x.Slot, parts)
		i := s.unitSession(v)
		o := &s.m.Offers[s.sessions[i].offer]
		for _, p := range x.People[part] {
			if s.short(i) && slices.Contains(o.Leaders, p) && s.free(p, o.Center, x.Slot) && s.leading(p, x.Slot) == none {
				s.lead(p, i)
			}
		}
		if !s.staff(i) {
			s.undo(mark)
			return
		}
	}
}

// Beside lists what stands against one more stay as it was, beside those that sit:
// nothing if it can sit so, with whom its session needs to run, and its ask be
// complete.
func (d *Desk) Beside(x Kept) []Against {
	s := d.s
	d.ask()
	defer s.undo(0)
	u := s.idle(x.Ask)
	if u == none {
		return []Against{{Kind: Program, Row: none}}
	}
	s.resettle(&x)
	if s.arc[u] == none {
		for part, k := range x.Arcs {
			if list := d.against(u+int32(part), k, x.Slot, int32(len(x.Arcs)), true); len(list) > 0 {
				return list
			}
		}
		return []Against{{Kind: Parted, Row: none}}
	}
	for part := range x.Arcs {
		i := s.unitSession(u + int32(part))
		if o := &s.m.Offers[s.sessions[i].offer]; s.sessions[i].pupils < o.Minimum && !s.fill(i, o.Minimum) {
			return []Against{{Kind: Minimum, Row: none, Lack: int64(o.Minimum - s.sessions[i].pupils)}}
		}
	}
	if s.out = s.out[:0]; !s.mend(0) || s.arc[u] == none {
		return []Against{{Kind: Program, Row: none}}
	}
	return nil
}

// Recall gives sessions of some stays their people back where it can, by letting
// others go who came instead, and where the people lead something else now by
// leaving that to those others or to whoever is free. It returns the solution that
// it comes to; who sits where stays.
func (d *Desk) Recall(stays []Kept) Solution {
	defer d.s.undo(0)
	d.recallAll(stays)
	return d.s.solution()
}

// recallAll ends as each recall adds one to the people who lead what they did.
func (d *Desk) recallAll(stays []Kept) {
	s := d.s
	led := map[int32][]int32{} // by session
	for n := range stays {
		x := &stays[n]
		for part, k := range x.Arcs {
			i := s.sessionAt(s.m.Asks[x.Ask].Arcs[k].Offer, x.Slot)
			led[i] = append(led[i], x.People[part]...)
		}
	}
	for again := true; again; {
		again = false
		for n := range stays {
			x := &stays[n]
			for _, k := range x.Arcs {
				i := s.sessionAt(s.m.Asks[x.Ask].Arcs[k].Offer, x.Slot)
				if len(s.sessions[i].units) > 0 {
					again = s.recall(i, led) || again
				}
			}
		}
	}
}

// recall lets somebody who led a session lead it again in place of somebody who
// did not, and reports whether it did.
func (s *searcher) recall(i int32, led map[int32][]int32) bool {
	x := &s.sessions[i]
	for _, p := range led[i] {
		if slices.Contains(x.people, p) || !slices.Contains(s.m.Offers[x.offer].Leaders, p) {
			continue
		}
		for _, q := range slices.Clone(x.people) {
			if slices.Contains(led[i], q) || s.appointed(q, i) {
				continue
			}
			if s.exchange(p, q, i, none) {
				return true
			}
			for _, j := range slices.Clone(s.leads[p]) {
				if !slices.Contains(led[j], p) && !s.appointed(p, j) && s.exchange(p, q, i, j) {
					return true
				}
			}
		}
	}
	return false
}

// exchange lets p lead a session instead of q, and leave another for it, which q or
// else somebody free then leads; or it changes nothing.
func (s *searcher) exchange(p, q, i, other int32) bool {
	mark := len(s.journal)
	if other != none {
		s.leave(p, other)
	}
	s.leave(q, i)
	x := &s.sessions[i]
	if s.leading(p, x.slot) == none && s.free(p, s.m.Offers[x.offer].Center, x.slot) {
		s.lead(p, i)
		if other == none {
			return true
		}
		y := &s.sessions[other]
		o := &s.m.Offers[y.offer]
		if !slices.Contains(o.Leaders, q) || !s.free(q, o.Center, y.slot) || s.leading(q, y.slot) != none {
			q = s.pick(o, y.slot)
		}
		if q != none {
			s.lead(q, other)
			return true
		}
	}
	s.undo(mark)
	return false
}

// appointed reports whether a person is fixed to a session.
func (s *state) appointed(p, i int32) bool {
	if s.sessions[i].fixed == 0 {
		return false
	}
	x := &s.sessions[i]
	for n := range s.m.Fixed {
		f := &s.m.Fixed[n]
		if k := slices.Index(f.Offers, x.offer); f.Slot == x.slot && k >= 0 && slices.Contains(f.led(k), p) {
			return true
		}
	}
	return false
}
