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

// Prospects are the components of a model, to try all solutions of one for one ask.
type Prospects struct {
	components []Component
	of, at     []int32 // by ask: its component, or none, and its index there
}

// NewProspects divides a model.
func NewProspects(m *Model) *Prospects {
	p := &Prospects{components: Components(m), of: make([]int32, len(m.Asks)), at: make([]int32, len(m.Asks))}
	for a := range p.of {
		p.of[a] = none
	}
	for c := range p.components {
		for n, a := range p.components[c].Asks {
			p.of[a], p.at[a] = int32(c), int32(n)
		}
	}
	return p
}

// MostStays finds the most stays of an ask that any solution has, by trying all
// of its component, where that takes no more than some work; start is a solution.
// It returns what it found, and whether there can be no more.
func (p *Prospects) MostStays(ctx context.Context, ask int32, start Solution, work int64) (stays int, proven bool) {
	if p.of[ask] == none {
		return 0, true
	}
	c := &p.components[p.of[ask]]
	part := c.Part(start)
	ask = p.at[ask]
	pupils := c.Model.Asks[ask].Pupils
	part.Points = 0
	for _, x := range part.Places {
		if x.Ask == ask {
			part.Points += Share(pupils, x.Part, x.Of)
		}
	}
	if c.Model.wholeOptions() > mostOptions {
		return int(part.Points / pupils), false
	}
	best, proven, _ := Close(ctx, c.Model.only(ask), part, work)
	return int(best.Points / pupils), proven
}

// only returns a model in which the pupils of one ask are all that counts.
func (m *Model) only(ask int32) *Model {
	x := *m
	x.Cost = 0
	x.Asks = slices.Clone(m.Asks)
	for a := range x.Asks {
		x.Asks[a].Bonus = 0
		x.Asks[a].Arcs = slices.Clone(m.Asks[a].Arcs)
		for k := range x.Asks[a].Arcs {
			x.Asks[a].Arcs[k].Value = 0
			if int32(a) == ask {
				x.Asks[a].Arcs[k].Value = 1
			}
		}
	}
	return &x
}
