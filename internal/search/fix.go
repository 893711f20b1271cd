package search

import "slices"

// The most tries of parts of fixed stays at other offers, and of fixed stays in
// them all: where thousands are fixed, hardly any is tried again.
const (
	fixTurns      = 64
	fixTurnsStays = 10_000
)

// fix puts the fixed stays down and returns the indexes of those that cannot
// sit, alone or together; then nothing sits. Where they lack people or fellows,
// parts of theirs exchange their offers: these need not take as many pupils.
func (s *searcher) fix() (unfit []int) {
	s.turns = make([]int32, len(s.m.Fixed))
	tests := staffTests
	unfit = s.fixOnce(&tests)
	split := func(n int) bool { return len(s.m.Fixed[n].Offers) > 1 }
	asks := map[int32]bool{} // whose parts find no place: no part does a course twice, so all of an ask's stays matter
	for _, n := range unfit {
		if split(n) {
			asks[s.m.Fixed[n].Ask] = true
		}
	}
	var turning []int
	for n, f := range s.m.Fixed {
		if split(n) && (asks[f.Ask] || len(asks) == 0) {
			turning = append(turning, n)
		}
	}
	turns := min(fixTurns, fixTurnsStays/max(1, len(s.m.Fixed)))
	for n, last := 0, unfit; n < turns && len(last) > 0 && s.takeTurn(turning); n++ {
		if last = s.fixOnce(&tests); len(last) == 0 {
			return nil
		}
	}
	return unfit
}

// takeTurn goes on to the next way in which the first parts of some fixed stays begin at
// one of their offers, and reports whether there is one.
func (s *searcher) takeTurn(stays []int) bool {
	for _, n := range stays {
		if s.turns[n]++; s.turns[n] < int32(len(s.m.Fixed[n].Offers)) {
			return true
		}
		s.turns[n] = 0
	}
	return false
}

// fixOnce is fix with each first part at the offer where its turn is, if it can be.
func (s *searcher) fixOnce(tests *int) (unfit []int) {
	byAsk := make([][]int, len(s.m.Asks))
	for n, f := range s.m.Fixed {
		byAsk[f.Ask] = append(byAsk[f.Ask], n)
	}
	for _, list := range byAsk {
		unfit = append(unfit, s.sitFixed(list)...)
	}
	slices.Sort(unfit)
	standing := unfit
	for n := range s.m.Fixed {
		if _, stands := slices.BinarySearch(standing, n); !stands && !s.appoint(&s.m.Fixed[n]) {
			unfit = append(unfit, n)
		}
	}
	slices.Sort(unfit)
	if len(unfit) == 0 {
		unfit = s.staffFixed(tests)
	}
	if len(unfit) == 0 {
		unfit = s.fixedWhere(func(i int32) bool {
			least := s.m.Offers[s.sessions[i].offer].Minimum
			return s.sessions[i].pupils < least && !s.fill(i, least)
		})
	}
	if len(unfit) == 0 {
		for a, list := range byAsk {
			if s.m.Asks[a].Whole && len(list) > 0 && !s.finish(int32(a), list) {
				unfit = append(unfit, list...)
			}
		}
		slices.Sort(unfit)
	}
	if len(unfit) == 0 && (!s.mend(0) || !s.sound(0)) {
		unfit = s.fixedWhere(func(int32) bool { return true })
	}
	if len(unfit) > 0 {
		s.undo(0)
		clear(s.locked)
	}
	s.journal = s.journal[:0]
	return unfit
}

// fixTests bounds the trying of goals for the fixed stays of one ask.
const fixTests = 10_000

// sitFixed puts the fixed stays of one ask down and returns those that cannot sit.
func (s *searcher) sitFixed(list []int) (unfit []int) {
	tests := fixTests
	all := func() bool { return true }
	if s.sitAll(list, &tests, all) {
		return nil
	}
	for k := range list {
		tests = fixTests
		if !s.sitAll(list[k:k+1], &tests, all) {
			unfit = append(unfit, list[k])
		}
	}
	return unfit
}

// sitAll puts fixed stays of one ask down, all in as many parts and each toward
// a goal with which all fit together and then holds, or changes nothing.
func (s *searcher) sitAll(list []int, tests *int, then func() bool) bool {
	if len(list) == 0 {
		return then()
	}
	f := &s.m.Fixed[list[0]]
	u, parts := s.idle(f.Ask), int32(len(f.Offers))
	if n := s.split(f.Ask); u == none || n > 0 && n != parts || parts > s.m.Asks[f.Ask].Parts {
		return false
	}
	return s.sitParts(list[0], u, 0, tests, func() bool { return s.sitAll(list[1:], tests, then) })
}

// sitParts puts the parts of a fixed stay down from one on, in all ways until
// then holds, or changes nothing.
func (s *searcher) sitParts(fixed int, stay, part int32, tests *int, then func() bool) bool {
	f := &s.m.Fixed[fixed]
	parts := int32(len(f.Offers))
	if part == parts {
		return then()
	}
	u := stay + part
	arcs := s.m.Asks[f.Ask].Arcs
	for n := range parts {
		offer := f.Offers[(part+n+s.turns[fixed])%parts]
		for k := range arcs {
			if arcs[k].Offer != offer || !s.m.Sets[arcs[k].Set].Has(f.Slot) ||
				part > 0 && s.groupOf(&arcs[k]) != s.groupOf(s.unitArc(stay)) {
				continue
			}
			if *tests--; *tests < 0 {
				return false
			}
			if !s.fits(u, int32(k), f.Slot, parts) {
				continue
			}
			mark := len(s.journal)
			s.locked[u] = true
			s.sit(u, int32(k), f.Slot, parts)
			if s.sitParts(fixed, stay, part+1, tests, then) {
				return true
			}
			s.undo(mark)
			s.locked[u] = false
		}
	}
	return false
}

// finish makes an ask that must be whole complete around its fixed stays,
// which it moves to other goals where that helps.
func (s *searcher) finish(a int32, list []int) bool {
	settle := func() bool {
		for _, noise := range []int{0, 8, 4, 3, 2, 2, 2, 2} {
			if s.settleAll(a, noise) {
				return true
			}
		}
		return false
	}
	if settle() {
		return true
	}
	for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
		if s.locked[u] {
			s.rise(u)
			s.locked[u] = false
		}
	}
	tests := fixTests
	return s.sitAll(list, &tests, settle)
}

// fixedWhere returns the indexes of the fixed stays with a session that makes f
// true. It calls f for all their sessions.
func (s *searcher) fixedWhere(f func(i int32) bool) (list []int) {
	for n := range s.m.Fixed {
		x := &s.m.Fixed[n]
		is := false
		for _, offer := range x.Offers {
			is = f(s.sessionAt(offer, x.Slot)) || is
		}
		if is {
			list = append(list, n)
		}
	}
	return list
}

// appoint lets the people of a fixed stay lead its sessions, unless one of them
// cannot.
func (s *searcher) appoint(f *Fixed) bool {
	for n, offer := range f.Offers {
		i := s.sessionAt(offer, f.Slot)
		o := &s.m.Offers[offer]
		for _, p := range f.led(n) {
			if slices.Contains(s.sessions[i].people, p) {
				continue
			}
			if !slices.Contains(o.Leaders, p) || !s.free(p, o.Center, f.Slot) || s.leading(p, f.Slot) != none {
				return false
			}
			s.lead(p, i)
		}
	}
	return true
}

// staffTests bounds the trying of all ways to seat and staff the fixed stays:
// it takes well below a second.
const staffTests = 10_000_000

// staffFixed lets people lead the fixed sessions, session by session, and where
// that leaves one without, by trying all ways. It returns the indexes of the
// fixed stays of which the first attempt left a session without.
func (s *searcher) staffFixed(tests *int) (unfit []int) {
	mark := len(s.journal)
	unfit = s.fixedWhere(func(i int32) bool { return !s.staff(i) })
	if len(unfit) == 0 {
		return nil
	}
	s.undo(mark)
	var open []int32
	s.fixedWhere(func(i int32) bool {
		open = append(open, i)
		return true
	})
	slices.Sort(open)
	open = slices.Compact(open)
	if s.staffAll(open, tests) {
		return nil
	}
	return unfit
}

// short reports whether a session has fewer people than its pupils need.
func (s *state) short(i int32) bool {
	x := &s.sessions[i]
	return int32(len(x.people)) < s.m.Offers[x.offer].Need(x.pupils)
}

// staffAll gives every open session the people that it needs, or changes
// nothing. The session with the fewest people to spare comes first.
func (s *searcher) staffAll(open []int32, tests *int) bool {
	if *tests <= 0 {
		return false
	}
	next, fewest := int32(none), 0
	for _, i := range open {
		if !s.short(i) {
			continue
		}
		if n := s.spare(i, tests); next == none || n < fewest {
			next, fewest = i, n
		}
	}
	if next == none || fewest < 0 {
		return next == none
	}
	x := &s.sessions[next]
	o := &s.m.Offers[x.offer]
	mark := len(s.journal)
	for _, p := range o.Leaders {
		if !s.free(p, o.Center, x.slot) || s.leading(p, x.slot) != none {
			continue
		}
		s.lead(p, next)
		if s.staffAll(open, tests) {
			return true
		}
		s.undo(mark)
	}
	return false
}

// spare counts the people who could lead a session beyond those that it still
// needs; below zero it cannot have enough.
func (s *searcher) spare(i int32, tests *int) int {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	n := len(x.people) - int(o.Need(x.pupils))
	for _, p := range o.Leaders {
		*tests--
		if s.free(p, o.Center, x.slot) && s.leading(p, x.slot) == none {
			n++
		}
	}
	return n
}
