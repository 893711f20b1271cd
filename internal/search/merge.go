package search

// Merge takes over what was made of a solution that was the best here before. Where
// this one has become better since, it gets what the other has otherwise: stays that
// are gone there are taken up, those that came whole are put down where they fit, and
// who is left is settled elsewhere. The best of all is kept, and kept is called if it is
// new. Once ended says so, nothing is to follow, and the best of all may not be kept.
func (b *Board) Merge(from, to *Solution, ended func() bool, kept func()) {
	s := b.s
	if s.best.points > from.Points {
		if !b.Return(ended) {
			return
		}
		if s.mix(from, to, ended) && s.mend(0) && s.sound(0) {
			b.Keep(kept)
		}
		if !b.Return(ended) {
			return
		}
	}
	if to.Points > s.best.points && b.Polish(to, ended) {
		kept()
	}
}

// mix puts down what one solution has otherwise than another, and reports whether
// stop let it.
func (s *searcher) mix(from, to *Solution, stop func() bool) bool {
	before, after := places(from), places(to)
	s.out, s.leaning = s.out[:0], false
	for _, x := range from.Places {
		if stop() {
			return false
		}
		if u := s.unit(Stay{x.Ask, x.Slot}); u != none && !after[x] {
			s.out = s.remove(u, s.out)
		}
	}
	for _, x := range to.Places {
		if stop() {
			return false
		}
		if u := s.idle(x.Ask); u != none && x.Of == 1 && !before[x] && s.split(x.Ask) <= 1 {
			s.place(u, x.Arc, x.Slot, 1)
		}
	}
	s.deep = 0 // where all lead something, looking further takes long
	defer func() { s.deep = deepest }()
	for _, a := range s.out {
		if stop() {
			return false
		}
		if u := s.idle(a); u != none {
			s.settle(u, 0)
		}
	}
	return true
}

func places(x *Solution) map[Place]bool {
	all := make(map[Place]bool, len(x.Places))
	for _, p := range x.Places {
		all[p] = true
	}
	return all
}
