package search

import "context"

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
}

// Unfit is the error of fixed units that cannot all sit.
type Unfit struct {
	Fixed []int // indexes of those that found no place
}

func (e *Unfit) Error() string { return "search: fixed units do not fit" }

// Run searches until a limit is reached or ctx ends, and returns the best
// solution, the work done and why it ended. The same model and limits give the
// same solution as long as ctx does not end.
func Run(ctx context.Context, m *Model, limits Limits, progress func(Progress)) (Solution, int64, Stop, error) {
	s := newSearcher(m, limits.Seed)
	if unfit := s.fix(); len(unfit) > 0 {
		return Solution{}, s.work, Done, &Unfit{unfit}
	}
	s.best.keep(s.state)
	stopped := Done
	stop := func() bool {
		switch {
		case s.best.points >= limits.Bound:
			stopped = Done
		case ctx.Err() != nil:
			stopped = Ended
		case limits.Work > 0 && s.work >= limits.Work:
			stopped = Effort
		default:
			return false
		}
		return true
	}
	kept := func() {
		if s.points > s.best.points {
			s.best.keep(s.state)
			if progress != nil {
				progress(Progress{s.work, s.points, len(s.arc) - s.unplace, s.pupils})
			}
		}
	}
	for _, by := range []order{scarcest, dearest} {
		mark := len(s.journal)
		s.construct(by, stop)
		kept()
		s.undo(mark)
	}
	s.best.restore(s.state)
	s.improve(stop, kept)
	return s.best.solution(s.state), s.work, stopped, nil
}

// First places every unit once, ask by ask in the model's order, each on its
// best arc with a free slot, the earliest: first come, first served.
func First(ctx context.Context, m *Model) (Solution, int64, Stop, error) {
	s := newSearcher(m, 0)
	if unfit := s.fix(); len(unfit) > 0 {
		return Solution{}, s.work, Done, &Unfit{unfit}
	}
	stopped := Done
	for a := range m.Asks {
		if ctx.Err() != nil {
			stopped = Ended
			break
		}
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			if s.arc[u] == none {
				s.take(u)
			}
		}
	}
	s.best.keep(s.state)
	return s.best.solution(s.state), s.work, stopped, nil
}

// take puts a unit on the first of its arcs, in the first slot, that is free.
func (s *searcher) take(u int32) {
	a := s.askOf[u]
	for k := range s.m.Asks[a].Arcs {
		sits := false
		s.m.slots(&s.m.Asks[a].Arcs[k], func(slot int32) { sits = sits || s.try(u, int32(k), slot) })
		if sits {
			return
		}
	}
}
