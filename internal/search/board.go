package search

import "context"

// Board is a solution under construction together with the best one so far. It
// obeys every constraint after each call; only asks that must be whole may be
// incomplete between Seat and Finish.
type Board struct {
	s         *searcher
	improving bool // the state is one that Improve left
}

// Sitter is some pupils of an ask that should sit on an arc.
type Sitter struct{ Ask, Arc, Pupils int32 }

// NewBoard returns a board with the fixed units of a model, or with a start that
// obeys the model. The error is an [*Unfit] when the fixed units do not fit. When
// ctx ends meanwhile, the board is not to be built on: Construct and Improve must
// be told to stop.
func NewBoard(ctx context.Context, m *Model, seed uint64, start *Solution) (*Board, error) {
	s := newSearcher(m, seed)
	s.guide(func() bool { return ctx.Err() != nil })
	unfit := s.fix()
	if len(unfit) > 0 && start == nil {
		return nil, &Unfit{unfit}
	}
	s.stuck = len(unfit) > 0
	b := &Board{s: s}
	if !s.stuck {
		s.best.keep(s.state)
	}
	if start != nil {
		b.Adopt(start, func() bool { return false })
	}
	return b, nil
}

// asksKept is after how many asks of a construction its solution is kept.
const asksKept = 4096

// Construct builds a solution in two orders, until stop says so. It calls kept
// when one is the best so far, on the way as well.
func (b *Board) Construct(stop func() bool, kept func()) {
	s := b.s
	b.improving = false
	for _, by := range []order{scarcest, dearest} {
		if s.stuck || !s.back(stop) {
			return
		}
		n := 0
		s.construct(by, func() bool {
			if n++; n%asksKept == 0 {
				b.Keep(kept)
			}
			return stop()
		})
		b.Keep(kept)
	}
}

// Improve works on the best solution by ruin and recreate until stop says so,
// and goes on from there when it is called again. It calls kept after each
// improvement. Once ended says so, as stop then does too, nothing is to follow.
func (b *Board) Improve(stop, ended func() bool, kept func()) {
	s := b.s
	if !b.improving {
		if !s.back(stop) {
			return
		}
		if !s.best.restore(s.state, ended) {
			return
		}
		b.improving = true
	}
	s.improve(stop, ended, func() { b.Keep(kept) })
}

// Keep makes the board the best solution if it is worth more, and then calls kept.
func (b *Board) Keep(kept func()) {
	if s := b.s; !s.best.known || s.points > s.best.points {
		s.best.keep(s.state)
		kept()
	}
}

// Adopt puts down a solution that obeys the model, and keeps it if it is the best. It
// reports whether stop let it; else the board is not to be built on.
func (b *Board) Adopt(x *Solution, stop func() bool) bool {
	b.improving = false
	if !b.s.put(x, stop) {
		return false
	}
	b.Keep(func() {})
	b.s.journal = b.s.journal[:0]
	return true
}

// Polish puts down a solution that obeys the model, for Improve to go on from
// there for a cycle even if it is not the best, and changing little at first. It
// reports whether stop let it; else the board is not to be built on.
func (b *Board) Polish(x *Solution, stop func() bool) bool {
	if !b.Adopt(x, stop) {
		return false
	}
	b.improving = true
	b.s.cool, b.s.at = coolest, 0
	return true
}

// Clear takes up everything that is not fixed, and reports whether stop let it.
func (b *Board) Clear(stop func() bool) bool {
	s := b.s
	if s.stuck || stop() {
		return false
	}
	b.improving = false
	for u := range s.arc {
		if u&0x3f == 0x3f && stop() {
			return false
		}
		s.out = s.remove(int32(u), s.out[:0])
	}
	s.journal = s.journal[:0]
	return true
}

// Return puts the best solution down again. It reports whether stop let it; else the
// board is not to be built on.
func (b *Board) Return(stop func() bool) bool {
	b.improving = false
	return b.s.best.restore(b.s.state, stop)
}

// Lift takes up the stay of an ask in a slot, and those who cannot sit without it.
func (b *Board) Lift(ask, slot int32) {
	s := b.s
	if u := s.unit(Stay{ask, slot}); u != none {
		s.out = s.remove(u, s.out[:0])
	}
}

// Seat puts all sitters into one session, or changes nothing. A part of a stay
// brings the other parts along.
func (b *Board) Seat(sitters []Sitter, slot int32) bool {
	return b.SeatStays(sitters, func(int) int32 { return slot })
}

// Fits reports whether a whole stay could sit in a slot, whoever leads.
func (b *Board) Fits(x Sitter, slot int32) bool {
	s := b.s
	u := s.idle(x.Ask)
	return u != none && s.split(x.Ask) <= 1 && s.fits(u, x.Arc, slot, 1)
}

// SeatLed seats a whole stay that is led by the first of some people who are free, as
// many as it needs, and by others if these are too few; or it changes nothing.
func (b *Board) SeatLed(x Sitter, slot int32, people []int32) bool {
	s := b.s
	if !b.Fits(x, slot) {
		return false
	}
	u, mark := s.idle(x.Ask), len(s.journal)
	s.sit(u, x.Arc, slot, 1)
	i := s.unitSession(u)
	center := s.m.Offers[s.sessions[i].offer].Center
	for _, p := range people {
		if s.short(i) && s.free(p, center, slot) && s.leading(p, slot) == none {
			s.lead(p, i)
		}
	}
	if !s.staff(i) || !s.sound(mark) {
		s.undo(mark)
		return false
	}
	return true
}

// SeatStays seats each sitter in its slot, or changes nothing.
func (b *Board) SeatStays(sitters []Sitter, slot func(i int) int32) bool {
	s := b.s
	mark := len(s.journal)
	for i, x := range sitters {
		if !b.sit(x, slot(i)) {
			s.undo(mark)
			return false
		}
	}
	if !s.sound(mark) {
		s.undo(mark)
		return false
	}
	return true
}

func (b *Board) sit(x Sitter, slot int32) bool {
	s := b.s
	u := s.idle(x.Ask)
	if u == none {
		return false
	}
	if int64(x.Pupils) == s.m.Asks[x.Ask].Pupils {
		return s.split(x.Ask) <= 1 && s.place(u, x.Arc, slot, 1)
	}
	return s.split(x.Ask) != 1 && s.seatAt(u, x.Arc, slot)
}

// SeatParts seats one stay, in a part for each sitter of the first one's ask on
// its arc, largest first, and all other sitters beside; or it changes nothing.
func (b *Board) SeatParts(sitters []Sitter, slot int32) bool {
	s := b.s
	ask := sitters[0].Ask
	parts := int32(0)
	for _, x := range sitters {
		if x.Ask == ask {
			parts++
		}
	}
	u := s.idle(ask)
	if n := s.split(ask); u == none || n != 0 && n != parts {
		return false
	}
	mark := len(s.journal)
	for _, x := range sitters {
		ok := false
		if x.Ask == ask {
			ok = s.place(u, x.Arc, slot, parts)
			u++
		} else {
			ok = b.sit(x, slot)
		}
		if !ok {
			s.undo(mark)
			return false
		}
	}
	if !s.sound(mark) {
		s.undo(mark)
		return false
	}
	return true
}

// At returns the parts of an ask's stay in a slot, as they sit on the board.
func (b *Board) At(ask, slot int32) []Sitter {
	s := b.s
	var parts []Sitter
	for u := s.unitOf[ask]; u < s.unitOf[ask+1]; u++ {
		if s.arc[u] != none && s.slot[u] == slot {
			_, part := s.stayOf(u)
			parts = append(parts, Sitter{ask, s.arc[u], int32(Share(s.m.Asks[ask].Pupils, part, s.parts[u]))})
		}
	}
	return parts
}

// Finish completes asks that must be whole or takes them up, and seats what is
// left where it fits. It reports whether the board then obeys everything.
func (b *Board) Finish(stop func() bool) bool {
	s := b.s
	s.out = s.out[:0]
	if !s.attend() || !s.mend(0) {
		return false
	}
	s.construct(scarcest, stop)
	return s.mend(0) && s.sound(0) && s.attended()
}

// Close is Finish, but that it seats nobody of what is left.
func (b *Board) Close() bool {
	s := b.s
	s.out = s.out[:0]
	return s.attend() && s.mend(0) && s.sound(0) && s.attended()
}

// attend gives the fixed stays what they need of others, as Clear takes those up:
// company up to the minimum of their sessions, and the rest of what must be whole.
func (s *searcher) attend() bool {
	for _, f := range s.m.Fixed {
		if a := f.Ask; s.m.Asks[a].Whole && s.sitting[a] > 0 && !s.complete(a) && !s.settleAll(a, 0) {
			return false
		}
	}
	for _, f := range s.m.Fixed {
		for _, o := range f.Offers {
			i := s.sessionAt(o, f.Slot)
			if least := s.m.Offers[o].Minimum; s.sessions[i].pupils < least && !s.fill(i, least) {
				return false
			}
		}
	}
	return true
}

// attended reports whether the fixed stays have what they need of others.
func (s *searcher) attended() bool {
	for _, f := range s.m.Fixed {
		if a := f.Ask; s.m.Asks[a].Whole && s.sitting[a] > 0 && !s.complete(a) {
			return false
		}
		for _, o := range f.Offers {
			if s.sessions[s.sessionAt(o, f.Slot)].pupils < s.m.Offers[o].Minimum {
				return false
			}
		}
	}
	return true
}

// Best is the best solution so far.
func (b *Board) Best() Solution { return b.s.best.solution(b.s.state) }

// Points is what the best solution is worth.
func (b *Board) Points() int64 { return b.s.best.points }

// Work is the work done so far.
func (b *Board) Work() int64 { return b.s.work }

// Seated counts the stays and pupils that sit in the best solution.
func (b *Board) Seated() (stays int, pupils int64) { return b.s.best.stays, b.s.best.pupils }
