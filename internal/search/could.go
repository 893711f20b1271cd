package search

import "context"

// Could reports whether an ask could have so many stays beside those that sit,
// by putting them down one by one; false means that this did not come off.
func (d *Desk) Could(ask int32, stays int) bool {
	s := d.s
	defer s.undo(0)
	for int(s.stays[ask]) < stays {
		have := s.stays[ask]
		if u := s.idle(ask); u == none || !s.stand(func() { s.settleMore(u) }) || s.stays[ask] <= have {
			return false
		}
	}
	return true
}

func (s *searcher) settleMore(u int32) {
	if a := s.askOf[u]; s.m.Asks[a].Whole {
		s.settleAll(a, 0)
	} else {
		s.settle(u, 0)
	}
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
