package relax

import (
	"cmp"
	"slices"
)

// Sessions are composed down to so much of one.
const leastComposed = 0.01

// composed is a column of the program, and how much of it is to run.
type composed struct {
	at    int32
	share float64
}

// share is how much the program has of an item in some session.
type share struct {
	item Item
	has  float64
}

// compose takes the shared sessions of a solution of the plain program apart into
// sessions with all who sit there, which join it: those first who have most of it, as
// far as there are seats, for as long as all of them have some and no other one needs
// what is left (as McNaughton 1959 shares machines among jobs that may be interrupted).
func (p *Plain) compose(x []float64, stop func() bool) (list []composed) {
	r := p.r
	who := make([][]share, len(p.session))
	for j, o := range p.Options {
		if o.Ask == none || x[j] <= leastComposed || !r.mingles(o.Item) {
			continue
		}
		offer := r.offerOf(o.Item)
		s := r.offers[offer].session + o.Slot - r.m.Offers[offer].Base
		who[s] = append(who[s], share{o.Item, x[j]})
	}
	for i := range r.offers {
		for k := range r.m.Offers[i].Len {
			if s := r.offers[i].session + k; len(who[s]) > 0 && !stop() {
				list = p.takeApart(int32(i), r.m.Offers[i].Base+k, who[s], x[p.session[s]], list)
			}
		}
	}
	return list
}

// mingles reports whether an item is a whole stay that shares its session and nothing
// else.
func (r *Relaxation) mingles(i Item) bool {
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	offer := r.offerOf(i)
	return !x.program && int64(i.Pupils) == q.Pupils && sharing(q, &r.m.Offers[offer]) > 1 && !r.toured(offer)
}

// takeApart composes the sessions of an offer in a slot, of which so much runs.
func (p *Plain) takeApart(offer, slot int32, who []share, runs float64, list []composed) []composed {
	o := &p.r.m.Offers[offer]
	for runs > leastComposed && len(who) > 0 {
		slices.SortFunc(who, func(i, j share) int {
			return cmp.Or(cmp.Compare(j.has, i.has), cmp.Compare(i.item.Ask, j.item.Ask), cmp.Compare(i.item.Arc, j.item.Arc))
		})
		c := Column{Offer: offer, Slot: slot}
		left, part, others := o.Seats, runs, 0.0
		var taken []int
		for k := range who {
			i := who[k].item
			if i.Pupils > left || slices.ContainsFunc(c.Items, func(j Item) bool { return !p.r.mix(i, j) }) {
				others = max(others, who[k].has)
				continue
			}
			c.Items, taken = append(c.Items, i), append(taken, k)
			left, part = left-i.Pupils, min(part, who[k].has)
		}
		if rest := runs - others; rest > leastComposed {
			part = min(part, rest) // so long that all others still have time
		}
		slices.SortFunc(c.Items, func(i, j Item) int { return cmp.Or(cmp.Compare(i.Pupils, j.Pupils), cmp.Compare(i.Ask, j.Ask)) })
		switch {
		case o.Seats-left < o.Minimum:
			taken, part = taken[:1], who[0].has // has not enough company
		case p.Join(c):
			list = append(list, composed{int32(len(p.Options) - 1), part})
			runs -= part
		default:
			runs -= part
		}
		for _, k := range taken {
			who[k].has -= part
		}
		who = slices.DeleteFunc(who, func(s share) bool { return s.has <= leastComposed })
	}
	return list
}
