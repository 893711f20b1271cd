package search

import "slices"

// crew gives a session the people that it needs: by those who are free, or
// else by new people for all sessions. It fails only where nothing helps, or
// when the work is used up.
func (x *closer) crew(i int32) bool {
	mark := len(x.journal)
	for x.short(i) {
		p := x.pick(&x.m.Offers[x.sessions[i].offer], x.sessions[i].slot)
		if p == none {
			x.undo(mark)
			return x.recrew()
		}
		x.lead(p, i)
	}
	return true
}

// recrew gives all sessions new people besides the fixed ones.
func (x *closer) recrew() bool {
	var open []int32
	for _, j := range x.journal {
		if j.kind == sat {
			open = append(open, x.unitSession(j.who))
		}
	}
	slices.Sort(open)
	open = slices.Compact(open)
	mark := len(x.journal)
	for _, i := range open {
		for _, p := range slices.Clone(x.sessions[i].people) {
			if !slices.Contains(x.held[i], p) {
				x.leave(p, i)
			}
		}
	}
	if x.assign(open) {
		return true
	}
	x.undo(mark)
	return false
}

// assign gives every open session the people that it needs, or changes
// nothing. The session with the fewest people to spare comes first.
func (x *closer) assign(open []int32) bool {
	next, fewest := int32(none), 0
	for _, i := range open {
		if !x.short(i) {
			continue
		}
		if n := x.margin(i); next == none || n < fewest {
			next, fewest = i, n
		}
	}
	if next == none || fewest < 0 || x.spent() {
		return next == none
	}
	return x.complement(next, 0, open)
}

// margin counts the people who could lead a session beyond those that it still
// needs; below zero it cannot have enough.
func (x *closer) margin(i int32) int {
	s := &x.sessions[i]
	o := &x.m.Offers[s.offer]
	n := len(s.people) - int(o.Need(s.pupils))
	for _, p := range o.Leaders {
		if x.available(p, s) {
			n++
		}
	}
	return n
}

// available reports whether a leader could lead a session beside the present ones.
func (x *closer) available(p int32, s *session) bool {
	x.work++
	return x.free(p, x.m.Offers[s.offer].Center, s.slot) && x.leading(p, s.slot) == none
}

// complement gives a session the rest of its people, out of its leaders from
// one on, and then all others theirs; or changes nothing.
func (x *closer) complement(i int32, from int, open []int32) bool {
	if !x.short(i) {
		return x.assign(open)
	}
	s := &x.sessions[i]
	leaders := x.m.Offers[s.offer].Leaders
	for k := from; k < len(leaders); k++ {
		if !x.available(leaders[k], s) {
			continue
		}
		mark := len(x.journal)
		x.lead(leaders[k], i)
		if x.complement(i, k+1, open) {
			return true
		}
		x.undo(mark)
	}
	return false
}
