package search

import (
	"cmp"
	"slices"
)

// option is a way in which a stay of an ask may sit: in a slot, with an arc
// for each of its parts.
type option struct {
	ask, slot int32
	arcs      []int32
	worth     int64
}

// Far more options than can be tried in all ways, and tries to list them.
const (
	mostOptions = 1 << 14
	mostTries   = 1 << 18
)

// wholeOptions counts the options that are not split.
func (m *Model) wholeOptions() int {
	n := 0
	for a := range m.Asks {
		for k := range m.Asks[a].Arcs {
			n += m.Sets[m.Asks[a].Arcs[k].Set].Len()
		}
	}
	return n
}

// list lists all options, or stops the search.
func (x *closer) list() {
	for a := range int32(len(x.m.Asks)) {
		ask := &x.m.Asks[a]
		from := len(x.options)
		for parts := int32(1); parts <= ask.Parts; parts++ {
			for k := range ask.Arcs {
				x.m.Sets[ask.Arcs[k].Set].Each(func(slot int32) {
					x.extend(option{ask: a, slot: slot}, int32(k), parts)
				})
			}
		}
		slices.SortStableFunc(x.options[from:], func(a, b option) int { return cmp.Compare(b.worth, a.worth) })
	}
	x.bound.gains = make([]int64, len(x.options))
}

// extend lists the options in some parts that go on from o with an arc.
func (x *closer) extend(o option, k, parts int32) {
	x.work++
	x.tries++
	x.stopped = x.stopped || len(x.options) == mostOptions || x.tries == mostTries
	if x.spent() {
		return
	}
	ask := &x.m.Asks[o.ask]
	arc := &ask.Arcs[k]
	size := int32(Share(ask.Pupils, int32(len(o.arcs)), parts))
	if size > x.m.Offers[arc.Offer].Seats || size < arc.Least || arc.Most > 0 && size > arc.Most {
		return
	}
	o.arcs = append(slices.Clip(o.arcs), k)
	o.worth += arc.Value * int64(size)
	if int32(len(o.arcs)) == parts {
		x.options = append(x.options, o)
		return
	}
	for next := range ask.Arcs {
		if x.joins(&o, &ask.Arcs[next]) {
			x.extend(o, int32(next), parts)
		}
	}
}

// joins reports whether one more part of an option may sit on an arc.
func (x *closer) joins(o *option, arc *Arc) bool {
	arcs := x.m.Asks[o.ask].Arcs
	at, first := &x.m.Offers[arc.Offer], &arcs[o.arcs[0]]
	with := &x.m.Offers[first.Offer]
	return x.m.Sets[arc.Set].Has(o.slot) && arc.Goal == first.Goal && at.Center == with.Center && at.Attended == with.Attended &&
		!slices.ContainsFunc(o.arcs, func(k int32) bool { return arcs[k].Offer == arc.Offer })
}
