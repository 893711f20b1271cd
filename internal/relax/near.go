package relax

import (
	"cmp"
	"slices"
)

// near collects the sessions that are worth nearly as much as the best of their
// block: at good prices the sessions of a good solution are among them.
type near struct {
	within int64
	values []int64 // by block: of the best session at the present prices
	found  func(Column)
	items  []sharer
	taken  []Item
	left   int // sets of the present session that may yet be found
	tries  int // sets of it that may yet be tried
}

// The most sets of one session that are found, and that are tried.
const (
	nearSets  = 64
	nearTries = 4096
)

// Near prices out all sessions and calls found with those that several may
// share and that are within some 1/Scale points of their block's best, and with
// the best item alone of each ask unless it loses more.
func (e *Evaluator) Near(price []int64, within int64, found func(Column)) {
	e.Bound(price)
	values := make([]int64, len(e.blocks))
	for i := range e.blocks {
		values[i] = e.blocks[i].value
	}
	e.near, e.slack = &near{within: within, values: values, found: found}, -within
	e.alone = grow(e.alone, len(e.r.asks))
	clear(e.alone)
	e.gains = e.alone
	for a := range e.gains {
		e.gains[a].value = -within
	}
	e.Bound(price)
	for a := range e.gains {
		if x := &e.gains[a]; x.item.Pupils > 0 && !e.halted() {
			found(e.column(x))
		}
	}
	e.near, e.slack, e.gains = nil, 0, nil
}

// session goes through the sets of a session, best items first.
func (n *near) session(e *Evaluator, o, k int32, list []sharer, open []int64) {
	n.items = append(n.items[:0], list...)
	slices.SortFunc(n.items, func(a, b sharer) int {
		return cmp.Or(cmp.Compare(b.profit, a.profit), cmp.Compare(a.ask, b.ask), cmp.Compare(a.option, b.option))
	})
	n.left, n.tries = nearSets, nearTries
	least := n.values[e.r.offers[o].block+k] - n.within
	offer := &e.r.m.Offers[o]
	var grow func(from int, pupils int32, sum int64)
	grow = func(from int, pupils int32, sum int64) {
		for i := from; i < len(n.items) && n.left > 0 && n.tries > 0; i++ {
			x := &n.items[i]
			w := pupils + x.pupils
			if w > offer.Seats || slices.ContainsFunc(n.taken, func(t Item) bool { return t.Ask == x.ask }) {
				continue
			}
			n.tries--
			e.Work += 4
			rest := int64((offer.Seats - pupils) / max(1, x.pupils))
			if len(n.taken) > 0 && sum+x.profit+max(0, x.profit)*rest-open[0] < least {
				return
			}
			n.taken = append(n.taken, e.r.roster.options[x.option].item)
			if w >= offer.Minimum && sum+x.profit-price(offer, open, e.fewest[o], w) >= least {
				c := Column{Offer: o, Slot: offer.Base + k, Items: slices.Clone(n.taken)}
				e.lead(&c)
				n.found(c)
				n.left--
			}
			grow(i+1, w, sum+x.profit)
			n.taken = n.taken[:len(n.taken)-1]
		}
	}
	grow(0, 0, 0)
}
