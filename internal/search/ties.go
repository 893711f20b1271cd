package search

import "slices"

// ties says which things can tie asks together, as there may not be enough of them.
type ties struct {
	tight []bool // by first row of a use: whether all asks together could exceed it
	led   []bool // by offer: whether its sessions have people
}

func (m *Model) ties() ties {
	t := ties{m.tight(), make([]bool, len(m.Offers))}
	for i := range m.Offers {
		t.led[i] = m.Offers[i].Need(1) > 0
	}
	for n := range m.Fixed {
		f := &m.Fixed[n]
		for k, offer := range f.Offers {
			t.led[offer] = t.led[offer] || len(f.led(k)) > 0
		}
	}
	return t
}

// span returns the first row that a use by an offer may count on, and how many
// follow it.
func (m *Model) span(use Use, offer int32) (first, n int32) {
	switch use.Kind {
	case AtSlot:
		o := &m.Offers[offer]
		return use.Row + o.Base, o.Len
	case Overlap:
		return use.Row, int32(len(m.Slots))
	}
	return use.Row, 1
}

// tight tests each span of rows, by its first row, against what every ask
// could use of one of them.
func (m *Model) tight() []bool {
	tight := make([]bool, len(m.Rows))
	left := make([]int64, len(m.Rows)) // of the least capacity of the span
	last := make([]int32, len(m.Rows)) // one more than the last ask that uses the span
	most := make([]int64, len(m.Rows)) // what that ask could use
	for a := range m.Asks {
		ask := &m.Asks[a]
		for k := range ask.Arcs {
			for _, use := range m.Uses[ask.Arcs[k].Uses] {
				first, n := m.span(use, ask.Arcs[k].Offer)
				if last[first] == 0 {
					left[first] = slices.Min(m.Rows[first : first+n])
				}
				if last[first] != int32(a)+1 {
					last[first], most[first] = int32(a)+1, 0
				}
				more := m.mostUsed(ask, &ask.Arcs[k], first) - most[first]
				tight[first] = tight[first] || more > left[first]
				if more > 0 && !tight[first] {
					left[first] -= more
					most[first] += more
				}
			}
		}
	}
	return tight
}

// mostUsed is the most that an ask could use of a row of a span, were all its
// stays on one arc. Of stays in different slots, one counts at a slot.
func (m *Model) mostUsed(ask *Ask, arc *Arc, first int32) int64 {
	sum := int64(0)
	for _, use := range m.Uses[arc.Uses] {
		if row, _ := m.span(use, arc.Offer); row != first {
			continue
		}
		amount := ask.Amount(use.Of, 0, 1) * use.Factor
		if use.Kind == Always || use.Kind == InSet {
			amount *= int64(ask.Stays)
		}
		sum += amount
	}
	return sum
}
