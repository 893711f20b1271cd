package matching

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// changeCost is what a change far from its date costs: more than any one visit earns.
func (r *replanner) changeCost() int64 {
	cost := r.change
	if cost == 0 {
		cost = 1
		for a := range r.funnels {
			cost = max(cost, 1+r.funnels[a].most+r.model.Asks[a].Bonus)
		}
	}
	if n := int64(len(r.visits)); n > 0 { // far below an int64, whatever the weights
		cost = min(cost, max(0, math.MaxInt64/8-r.bound)/(4*n))
	}
	return cost
}

// Within so many days of the as-of time a change costs more.
const (
	soon     = 21
	verySoon = 7
)

// nearness is by how much a change costs more for its date.
func (c *compiler) nearness(slot int32) int64 {
	if c.demand.AsOf == 0 {
		return 1
	}
	switch days := int(c.slots[slot].Date) - int(c.demand.AsOf.Date()); {
	case days <= verySoon:
		return 4
	case days <= soon:
		return 2
	}
	return 1
}

// keepArcs gives each published visit that is still an option arcs of its own,
// which earn more by what a change would cost.
func (r *replanner) keepArcs() {
	r.stays, r.stayOf, r.keep = nil, make([]int, len(r.visits)), 0
	r.more = make([][]int64, len(r.model.Asks))
	cost := r.changeCost()
	led := r.ledBy()
	offers := make([][]int32, len(r.visits))
	for i, visit := range r.visits {
		ask, ok := r.request[visit[0].Request]
		if !ok {
			continue
		}
		slot := int32(-1)
		for _, v := range visit {
			if offer, ok := r.offering[v.Offering]; ok {
				offers[i] = append(offers[i], offer)
				slot = r.slotOf(offer, v.Slot)
			}
		}
		if len(offers[i]) < len(visit) || slot < 0 {
			offers[i] = nil
			continue
		}
		earns := cost * r.nearness(slot)
		if r.favor(ask, offers[i], slot, earns/r.model.Asks[ask].Pupils) {
			r.keep += earns
		}
	}
	r.findStays(offers, led)
	r.why = r.whys()
	if each := r.demand.Weights.rank(0); each > 0 {
		type askWeek struct{ ask, week int32 }
		done := map[askWeek]bool{}
		for i, visit := range r.visits {
			ask, ok := r.request[visit[0].Request]
			at, known := r.p.slotOf(visit[0].Offering, visit[0].Slot)
			if key := (askWeek{ask, int32(at.Date.Week())}); ok && known && !done[key] && len(r.why(i)) > 0 {
				done[key] = true
				r.keep += r.preferWeek(ask, at.Date.Week(), each)
			}
		}
		r.findStays(offers, led)
	}
}

// findStays puts the arcs in order, and finds those of the published visits.
func (r *replanner) findStays(offers [][]int32, led map[sessionKey][]int32) {
	for a := range r.more {
		if r.more[a] != nil {
			r.sortArcs(a)
		}
	}
	r.stays = nil
	for i, visit := range r.visits {
		r.stayOf[i] = -1
		if offers[i] == nil {
			continue
		}
		x := search.Kept{Ask: r.request[visit[0].Request], Slot: r.slotOf(offers[i][0], visit[0].Slot)}
		for n, v := range visit {
			k := r.arcAt(x.Ask, offers[i][n], x.Slot, int32(v.Component))
			if k < 0 {
				break
			}
			x.Arcs = append(x.Arcs, k)
			x.People = append(x.People, led[sessionKey{v.Offering, v.Slot}])
		}
		if len(x.Arcs) == len(visit) {
			r.stayOf[i] = len(r.stays)
			r.stays = append(r.stays, x)
		}
	}
}

// favor gives a visit with parts at some offerings in a slot arcs of its own, which
// earn more a pupil, and reports whether there are any.
func (r *replanner) favor(ask int32, offers []int32, slot int32, more int64) bool {
	a := &r.model.Asks[ask]
	if r.more[ask] == nil {
		r.more[ask] = make([]int64, len(a.Arcs))
	}
	favored := false
	for k := len(a.Arcs) - 1; k >= 0; k-- {
		arc := a.Arcs[k]
		set := r.model.Sets[arc.Set]
		if !slices.Contains(offers, arc.Offer) || !set.Has(slot) {
			continue
		}
		parts, size := int32(len(offers)), clamp(int(a.Pupils))
		if arc.Least > size/parts || arc.Most > 0 && arc.Most < (size+parts-1)/parts {
			continue
		}
		favored = true
		only := search.Set{Base: set.Base, Words: make([]uint64, len(set.Words))}
		only.Add(slot)
		rest := cloneSet(set)
		subtract(rest, only)
		arc.Set = r.intern(only)
		arc.Value += more
		if a.Parts > 1 { // in as many parts as published; in others it earns what it did
			arc.Least, arc.Most = size/parts, (size+parts-1)/parts
			a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], more)
			continue
		}
		if rest.Len() == 0 {
			a.Arcs[k] = arc
			r.more[ask][k] += more
			continue
		}
		a.Arcs[k].Set = r.intern(rest)
		a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], more)
	}
	return favored
}

// preferWeek lets the slots of a week earn more a pupil, and returns how much more
// the visits of an ask then earn at most.
func (r *replanner) preferWeek(ask int32, of int, more int64) int64 {
	a := &r.model.Asks[ask]
	if r.more[ask] == nil {
		r.more[ask] = make([]int64, len(a.Arcs))
	}
	for k, arc := range slices.Clone(a.Arcs) {
		set := r.model.Sets[arc.Set]
		week, n := search.Set{Base: set.Base, Words: make([]uint64, len(set.Words))}, 0
		set.Each(func(slot int32) {
			if r.slots[slot].Date.Week() == of {
				week.Add(slot)
				n++
			}
		})
		earned := r.more[ask][k]
		arc.Value += more
		switch {
		case n == set.Len():
			a.Arcs[k], r.more[ask][k] = arc, earned+more
		case n > 0:
			rest := cloneSet(set)
			subtract(rest, week)
			a.Arcs[k].Set, arc.Set = r.intern(rest), r.intern(week)
			a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], earned+more)
		}
	}
	return more * a.Pupils * int64(a.Stays)
}

// sortArcs puts the arcs of an ask in the order of their values again.
func (r *replanner) sortArcs(ask int) {
	arcs, more := r.model.Asks[ask].Arcs, r.more[ask]
	order := make([]int, len(arcs))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(j, k int) int { return cmp.Compare(arcs[k].Value, arcs[j].Value) })
	sorted, sums := make([]search.Arc, len(arcs)), make([]int64, len(arcs))
	for n, k := range order {
		sorted[n], sums[n] = arcs[k], more[k]
	}
	r.model.Asks[ask].Arcs, r.more[ask] = sorted, sums
}

// forget takes what keeping earns out of the arcs, and returns how much of it a
// solution has earned.
func (r *replanner) forget(x search.Solution) int64 {
	earned := int64(0)
	for _, at := range x.Places {
		if more := r.more[at.Ask]; more != nil {
			earned += more[at.Arc] * search.Share(r.model.Asks[at.Ask].Pupils, at.Part, at.Of)
		}
	}
	for a, more := range r.more {
		for k := range more {
			r.model.Asks[a].Arcs[k].Value -= more[k]
		}
	}
	return earned
}

// arcAt returns the arc of an offering in a slot that earns most, toward a goal if
// there is one, or -1.
func (r *replanner) arcAt(ask, offer, slot, goal int32) int32 {
	at, arcs := int32(-1), r.model.Asks[ask].Arcs
	for k := range arcs {
		if arc := &arcs[k]; arc.Offer == offer && r.model.Sets[arc.Set].Has(slot) && (at < 0 || arc.Goal == goal && arcs[at].Goal != goal) {
			at = int32(k)
		}
	}
	return at
}
