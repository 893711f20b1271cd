package search

import (
	"context"
	"slices"
)

// Could reports whether an ask could have so many stays beside those that sit,
// by putting them down one by one; false means that this did not come off.
func (d *Desk) Could(ask int32, stays int) bool {
	s := d.s
	d.ask()
	defer s.undo(0)
	for int(s.stays[ask]) < stays {
		u := s.idle(ask)
		if u == none || !s.oneMore(u) {
			return false
		}
	}
	return true
}

// oneMore seats a stay anywhere, or all those of an ask that must be whole, and
// reports whether it could.
func (s *searcher) oneMore(u int32) bool {
	a := s.askOf[u]
	have := s.stays[a]
	if s.m.Asks[a].Whole {
		return s.stand(func() { s.settleAll(a, 0) }) && s.stays[a] > have
	}
	if s.stand(func() { s.settle(u, 0) }) && s.stays[a] > have {
		return true
	}
	return slices.ContainsFunc(s.optionsOf(a), func(o seatOption) bool { return s.settled(u, o.arc, o.slot) })
}

// MostStays finds the most stays of an ask that any solution has, by trying all,
// where that takes no more than some work; start is a solution. It returns what
// it found, and whether there can be no more.
func MostStays(ctx context.Context, m *Model, ask int32, start Solution, work int64) (stays int, proven bool) {
	only := *m
	only.Cost = 0
	only.Asks = make([]Ask, len(m.Asks))
	for a := range m.Asks {
		x := m.Asks[a]
		x.Bonus = 0
		x.Arcs = make([]Arc, len(m.Asks[a].Arcs))
		for k, arc := range m.Asks[a].Arcs {
			arc.Value = 0
			if int32(a) == ask {
				arc.Value = 1
			}
			x.Arcs[k] = arc
		}
		only.Asks[a] = x
	}
	start.Points = 0
	for _, x := range start.Places {
		if x.Ask == ask {
			start.Points += Share(m.Asks[ask].Pupils, x.Part, x.Of)
		}
	}
	best, proven, _ := Close(ctx, &only, start, work)
	return int(best.Points / m.Asks[ask].Pupils), proven
}
