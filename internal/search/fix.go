package search

import "slices"

// fix puts the fixed stays down and returns the indexes of those that cannot
// sit, alone or together; then nothing sits.
func (s *searcher) fix() (unfit []int) {
	byAsk := make([][]int, len(s.m.Asks))
	for n, f := range s.m.Fixed {
		byAsk[f.Ask] = append(byAsk[f.Ask], n)
	}
	for _, list := range byAsk {
		unfit = append(unfit, s.sitFixed(list)...)
	}
	slices.Sort(unfit)
	standing := unfit
	for n, f := range s.m.Fixed {
		if _, stands := slices.BinarySearch(standing, n); !stands && !s.appoint(s.sessionAt(s.m.Asks[f.Ask].Arcs[f.Arc].Offer, f.Slot), f.People) {
			unfit = append(unfit, n)
		}
	}
	slices.Sort(unfit)
	if len(unfit) == 0 {
		unfit = s.staffFixed()
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

// sitAll puts fixed stays of one ask down, each toward a goal with which all
// fit together and then holds, or changes nothing. A fixed stay names an arc
// and so a goal, but is bound to the arc's offer alone.
func (s *searcher) sitAll(list []int, tests *int, then func() bool) bool {
	if len(list) == 0 {
		return then()
	}
	f := &s.m.Fixed[list[0]]
	arcs := s.m.Asks[f.Ask].Arcs
	u := s.idle(f.Ask)
	if u == none {
		return false
	}
	for k := range arcs {
		if arcs[k].Offer != arcs[f.Arc].Offer || !s.m.Sets[arcs[k].Set].Has(f.Slot) {
			continue
		}
		if *tests--; *tests < 0 {
			return false
		}
		if !s.fits(u, int32(k), f.Slot, 1) {
			continue
		}
		mark := len(s.journal)
		s.locked[u] = true
		s.sit(u, int32(k), f.Slot, 1)
		if s.sitAll(list[1:], tests, then) {
			return true
		}
		s.undo(mark)
		s.locked[u] = false
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

// fixedWhere returns the indexes of the fixed units whose session makes f true.
func (s *searcher) fixedWhere(f func(i int32) bool) (list []int) {
	for n, x := range s.m.Fixed {
		if f(s.sessionAt(s.m.Asks[x.Ask].Arcs[x.Arc].Offer, x.Slot)) {
			list = append(list, n)
		}
	}
	return list
}

// appoint lets fixed people lead a session, unless one of them cannot.
func (s *searcher) appoint(i int32, people []int32) bool {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	for _, p := range people {
		if slices.Contains(x.people, p) {
			continue
		}
		if !slices.Contains(o.Leaders, p) || !s.free(p, o.Center, x.slot) || s.leading(p, x.slot) != none {
			return false
		}
		s.lead(p, i)
	}
	return true
}

// staffTests bounds the trying of all ways to seat and staff the fixed stays:
// it takes well below a second.
const staffTests = 10_000_000

// staffFixed lets people lead the fixed sessions, session by session, and where
// that leaves one without, by trying all ways. It returns the indexes of the
// fixed units whose session the first attempt left without.
func (s *searcher) staffFixed() (unfit []int) {
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
	tests := staffTests
	if s.staffAll(open, &tests) {
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
