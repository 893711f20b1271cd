package relax

import (
	"cmp"
	"slices"
)

// Sessions are composed down to so much of one.
const leastComposed = 0.01

// composed is a column that joined the program, and how much of it is to run.
type composed struct {
	joined int
	share  float64
}

// share is how much the program has of an item in some session.
type share struct {
	item Item
	has  float64
	out  bool // it was left out of the last session composed
}

// compose takes the shared sessions of a solution of the plain program apart into
// sessions with all who sit there, which join it: those first who have most of it, as
// far as there are seats, for as long as all of them have some and no other one needs
// what is left (as McNaughton 1959 shares machines among jobs that may be interrupted).
// It returns what work that was, too.
func (p *Plain) compose(x []float64, stop func() bool) (list []composed, work int64) {
	r := p.r
	who := make([][]share, len(p.session))
	for j, o := range p.Options {
		if j&0xffff == 0 && stop() {
			return nil, 0
		}
		if o.Ask == none || x[j] <= leastComposed || !r.mingles(o.Item) {
			continue
		}
		offer := r.offerOf(o.Item)
		s := r.offers[offer].session + o.Slot - r.m.Offers[offer].Base
		who[s] = append(who[s], share{item: o.Item, has: x[j]})
	}
	work = int64(len(p.Options))
	for i := range r.offers {
		for k := range r.m.Offers[i].Len {
			if s := r.offers[i].session + k; len(who[s]) > 0 && !stop() {
				list = p.takeApart(int32(i), r.m.Offers[i].Base+k, who[s], x[p.session[s]], list, &work)
			}
		}
	}
	return list, work
}

// mingles reports whether an item is a whole stay that shares its session and nothing
// else.
func (r *Relaxation) mingles(i Item) bool {
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	offer := r.offerOf(i)
	return !x.program && int64(i.Pupils) == q.Pupils && sharing(q, &r.m.Offers[offer]) > 1 && !r.toured(offer)
}

// takeApart composes the sessions of an offer in a slot, of which so much runs.
func (p *Plain) takeApart(offer, slot int32, who []share, runs float64, list []composed, work *int64) []composed {
	o := &p.r.m.Offers[offer]
	from := len(list)
	for runs > leastComposed && len(who) > 0 {
		for k := range who {
			who[k].has = min(who[k].has, runs)
		}
		slices.SortFunc(who, func(i, j share) int {
			if i.has == j.has && i.out != j.out {
				if i.out {
					return -1
				}
				return 1
			}
			return cmp.Or(cmp.Compare(j.has, i.has), cmp.Compare(i.item.Ask, j.item.Ask), cmp.Compare(i.item.Arc, j.item.Arc))
		})
		c := Column{Offer: offer, Slot: slot}
		left, part, others := o.Seats, runs, 0.0
		for k := range who {
			i := who[k].item
			*work += int64(1 + len(c.Items))
			who[k].out = i.Pupils > left || slices.ContainsFunc(c.Items, func(j Item) bool { return !p.r.mix(i, j) })
			if who[k].out {
				others = max(others, who[k].has)
				continue
			}
			c.Items = append(c.Items, i)
			left, part = left-i.Pupils, min(part, who[k].has)
		}
		if rest := runs - others; rest > leastComposed {
			part = min(part, rest) // so long that all others still have time
		}
		if o.Seats-left < o.Minimum { // the first has not enough company
			who = who[1:]
			continue
		}
		runs -= part
		for k := range who {
			if !who[k].out {
				who[k].has -= part
			}
		}
		who = slices.DeleteFunc(who, func(s share) bool { return s.has <= leastComposed })
		list = p.join(c, part, list, from)
	}
	return list
}

// join lets a composed session join, or run longer if it has joined since from.
func (p *Plain) join(c Column, part float64, list []composed, from int) []composed {
	if p.Join(c) {
		return append(list, composed{len(p.Joined) - 1, part})
	}
	c.sort()
	for k := from; k < len(list); k++ {
		if slices.Equal(p.Joined[list[k].joined].Items, c.Items) {
			list[k].share += part
		}
	}
	return list
}
