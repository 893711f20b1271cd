package relax

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// wisher lists the best options of a goal.
type wisher struct {
	list  []search.Wish
	most  int
	least int64 // what an option must be worth to be listed
}

func (w *wisher) add(x search.Wish, ask int32) {
	if x.Net <= w.least {
		return
	}
	if w.list = append(w.list, x); len(w.list) >= 4*w.most {
		w.cut(ask)
		w.least = w.list[len(w.list)-1].Net
	}
}

// cut leaves the best. Ties are broken so that not all asks wish for the same.
func (w *wisher) cut(ask int32) {
	slices.SortFunc(w.list, func(a, b search.Wish) int {
		return cmp.Or(cmp.Compare(b.Net, a.Net), cmp.Compare(scatter(ask, a.Slot, a.Arc), scatter(ask, b.Slot, b.Arc)))
	})
	w.list = w.list[:min(len(w.list), w.most)]
}

// Guide returns what sessions cost at some prices, and which options of each ask
// are worth most then, needs aside: so many of each goal at the most. It returns
// nil when it was halted.
func (e *Evaluator) Guide(price []int64, most int) *search.Guide {
	r := e.r
	e.Work += int64(len(price))
	e.setPrices(price)
	g := &search.Guide{Scale: r.Scale, At: make([]int32, 0, len(r.asks)+1)}
	for i := range r.m.Offers {
		g.Run = append(g.Run, e.open[e.openAt[i]:][:r.m.Offers[i].Len]...)
	}
	wish := func(h *Evaluator, a int32) { h.wish(a, most) }
	if !e.share(len(r.asks), some, wish, func(h *Evaluator) { h.part.pour(g) }) {
		return nil
	}
	g.At = append(g.At, int32(len(g.Wishes)))
	return g
}

// wish lists the best options of an ask.
func (e *Evaluator) wish(a int32, most int) {
	p, q := &e.part, &e.r.m.Asks[a]
	p.at = append(p.at, int32(len(p.wishes)))
	p.goals = grow(p.goals, len(q.Goals))
	for i := range p.goals {
		p.goals[i] = wisher{list: p.goals[i].list[:0], most: most, least: -never}
	}
	for k := range q.Arcs {
		p.pay = append(p.pay, e.wishes(a, int32(k), nil, &p.goals[q.Arcs[k].Goal]))
	}
	for i := range p.goals {
		p.goals[i].cut(a)
		p.wishes = append(p.wishes, p.goals[i].list...)
	}
}

// part is what a hand has listed of a guide.
type part struct {
	goals  []wisher // of the present ask
	at     []int32  // by ask: its first wish
	wishes []search.Wish
	pay    []int64
}

// pour adds the part to a guide, and empties it.
func (p *part) pour(g *search.Guide) {
	for _, i := range p.at {
		g.At = append(g.At, int32(len(g.Wishes))+i)
	}
	g.Wishes, g.Pay = append(g.Wishes, p.wishes...), append(g.Pay, p.pay...)
	p.at, p.wishes, p.pay = p.at[:0], p.wishes[:0], p.pay[:0]
}

// wishes adds the slots of an arc in which there are people, of some slots or, if that
// is nil, of all, and returns what a stay pays there in any slot, besides what its
// session costs. A stay in parts needs several people.
func (e *Evaluator) wishes(a, k int32, in []bool, w *wisher) int64 {
	r := e.r
	q, x := &r.m.Asks[a], &r.asks[a]
	arc := &q.Arcs[k]
	o := &r.m.Offers[arc.Offer]
	n := int32(q.Pupils)
	parts := int32(1)
	if !x.arcs[k].full {
		parts = max(2, (n+o.Seats-1)/o.Seats)
	}
	net := e.base(a, k, n) + q.Pupils*e.price[x.need+arc.Goal]
	pay := r.Scale*(q.Pupils*r.value(arc)+q.Pupils*r.bonus(q)) - net
	need := min(max(0, o.Need((n+parts-1)/parts)-e.fewest[arc.Offer]), e.levels[arc.Offer]-1)
	open := e.open[e.openAt[arc.Offer]+need*o.Len:][:o.Len]
	bears := min(q.Share, o.Share) > 1 && n < o.Seats
	set := r.m.Sets[arc.Set]
	for i, word := range set.Words {
		e.Work += int64(4 + 2*bits.OnesCount64(word))
		for ; word != 0; word &= word - 1 {
			t := set.Base + int32(i<<6+bits.TrailingZeros64(word))
			run := open[t-o.Base]
			if run >= never || in != nil && !in[t] {
				continue
			}
			run *= int64(parts)
			if bears {
				run = run / int64(o.Seats) * q.Pupils
			}
			v := net - run
			if x.daily != none {
				v -= q.Pupils * e.price[x.daily+r.m.Slots[t].Day]
			}
			if len(e.slotted) > 0 {
				v -= e.slotUses(e.slotted, q, n, t)
			}
			w.add(search.Wish{Arc: k, Slot: t, Net: v}, a)
		}
	}
	return pay
}

// Ask sets the prices of needs to what the best option of each goal is worth by a
// guide at the other prices: then hardly any session gains anything.
func (r *Relaxation) Ask(price []int64, g *search.Guide) {
	for a := range r.asks {
		q, x := &r.m.Asks[a], &r.asks[a]
		if x.whole {
			continue
		}
		for i := range q.Goals {
			price[x.need+int32(i)] = 0
		}
		for _, w := range g.Wishes[g.At[a]:g.At[a+1]] {
			row := x.need + q.Arcs[w.Arc].Goal
			price[row] = max(price[row], min((w.Net+q.Pupils-1)/q.Pupils, r.Rows[row].most))
		}
	}
}
