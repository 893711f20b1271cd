package search

import (
	"context"
)

// Stop says why a run ended.
type Stop uint8

// The ways in which a run ends.
const (
	Done   Stop = iota // the bound was reached, or nothing was left to try
	Effort             // the work was used up
	Ended              // the context ended
)

// Progress is what a run tells while it goes on.
type Progress struct {
	Work, Points int64
	Units        int // that sit
	Pupils       int64
}

// Limits end a run. Work counts tests of options; a run looks at it and at the
// context between small steps.
type Limits struct {
	Work  int64 // 0 means no limit
	Bound int64 // points that no solution exceeds
	Seed  uint64
	Start *Solution // a solution to begin with, or nil
}

// Unfit is the error of fixed units that cannot all sit.
type Unfit struct {
	Fixed []int // indexes of those that found no place
}

func (e *Unfit) Error() string { return "search: fixed units do not fit" }

// back undoes all steps, in pieces until stop says so, and reports whether it did.
func (s *searcher) back(stop func() bool) bool {
	for !stop() {
		if len(s.journal) == 0 {
			return true
		}
		s.undo(max(0, len(s.journal)-1024))
	}
	return false
}

// First places every stay once, ask by ask in the model's order, each on its
// best arc with a free slot, the earliest: first come, first served.
func First(ctx context.Context, m *Model) (Solution, int64, Stop, error) {
	s := newSearcher(m, 0)
	s.guide(func() bool { return ctx.Err() != nil })
	if unfit := s.fix(); len(unfit) > 0 {
		return Solution{}, s.work, Done, &Unfit{unfit}
	}
	stopped := Done
	s.deep = 1
	for a := range m.Asks {
		if ctx.Err() != nil {
			stopped = Ended
			break
		}
		for u := s.idle(int32(a)); u != none && s.stand(func() { s.take(u) }) && s.arc[u] != none; u = s.idle(int32(a)) {
		}
	}
	s.best.keep(s.state)
	return s.best.solution(s.state), s.work, stopped, nil
}

// take puts a stay on the first of its arcs, in the first slot, that is free,
// or else wherever it fits in parts.
func (s *searcher) take(u int32) bool {
	a := s.askOf[u]
	for k := range s.m.Asks[a].Arcs {
		if s.split(a) > 1 {
			break
		}
		sits := false
		set := s.m.Sets[s.m.Asks[a].Arcs[k].Set]
		set.Each(func(slot int32) { sits = sits || s.try(u, int32(k), slot, 1) })
		if sits {
			return true
		}
	}
	return s.m.Asks[a].Parts > 1 && s.split(a) != 1 && s.settleParts(u, 0)
}
