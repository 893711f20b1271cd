package relax

import (
	"math"
	"slices"
)

// seat packs the sessions that several may share.
func (e *Evaluator) seat() {
	clear(e.count)
	for i := range e.shared {
		e.count[e.shared[i].session+1]++
	}
	for i := 1; i < len(e.count); i++ {
		e.count[i] += e.count[i-1]
	}
	e.sorted = slices.Grow(e.sorted[:0], len(e.shared))[:len(e.shared)]
	for i := range e.shared {
		s := e.shared[i].session
		e.sorted[e.count[s]] = e.shared[i]
		e.count[s]++
	}
	// count[s] is now the end of session s.
	from := int32(0)
	for i := range e.r.m.Offers {
		o, x := &e.r.m.Offers[i], &e.r.offers[i]
		for k := range o.Len {
			to := e.count[x.session+k]
			if to > from {
				e.pack(int32(i), k, e.sorted[from:to])
			}
			from = to
		}
	}
}

// pack offers the best of the sets that may share a session to its block.
func (e *Evaluator) pack(o, k int32, items []sharer) {
	b := &e.blocks[e.r.offers[o].block+k]
	open := e.opening[:0]
	for n := range e.levels[o] {
		open = append(open, e.open[e.openAt[o]+n*e.r.m.Offers[o].Len+k])
	}
	e.opening = open
	offer := &e.r.m.Offers[o]
	few := false
	try := func(list []sharer) {
		most, largest, smallest := int64(0), int64(0), int32(math.MaxInt32)
		for i := range list {
			most += list[i].profit
			largest, smallest = max(largest, list[i].profit), min(smallest, list[i].item.Pupils)
		}
		if e.near != nil {
			e.near.session(e, o, k, list, open)
		}
		if e.r.toured(o) && e.single(o, k, list, open) {
			return
		}
		if n := int(offer.Seats / smallest); n < len(list) && largest < most/int64(n) {
			most = largest * int64(n)
		}
		if most <= b.value+slices.Min(open) {
			return
		}
		v := e.dp.solve(offer, open, e.fewest[o], list, 1)
		e.Work += int64(len(list))
		if v <= b.value {
			return
		}
		if items := e.dp.items(list); pupilsOf(items) >= offer.Minimum {
			e.offer(e.r.offers[o].block+k, choice{value: v, offer: o, slot: offer.Base + k, group: items})
		} else {
			few = true
		}
	}
	e.modes(items, try)
	if few {
		e.modes(e.fill(o, offer.Base+k), func(list []sharer) {
			e.Work += int64(len(list))
			if e.near != nil {
				e.near.session(e, o, k, list, open)
			}
			if v := e.dp.solve(offer, open, e.fewest[o], list, offer.Minimum); v > b.value {
				e.offer(e.r.offers[o].block+k, choice{value: v, offer: o, slot: offer.Base + k, group: e.dp.items(list)})
			}
		})
	}
}

// fill lists all who may share a session, whatever they gain: there may be too
// few who gain for it to run.
func (e *Evaluator) fill(o, t int32) []sharer {
	m := e.r.m
	list := e.filling[:0]
	for _, i := range e.r.offers[o].guests {
		q := &m.Asks[i.Ask]
		x := sharer{item: i, level: sharing(q, &m.Offers[o])}
		if m.Sets[q.Arcs[i.Arc].Set].Has(t) {
			x.profit = e.base(i.Ask, i.Arc, i.Pupils) - e.timed(i, t)
			list = append(list, x)
		}
	}
	e.Work += int64(len(list))
	e.filling = list
	return list
}

// pupilsOf counts the pupils of some items.
func pupilsOf(items []Item) int32 {
	sum := int32(0)
	for _, i := range items {
		sum += i.Pupils
	}
	return sum
}

// modes calls try for each set of items within which all may share.
func (e *Evaluator) modes(items []sharer, try func([]sharer)) {
	lowest := uint8(4)
	for i := range items {
		lowest = min(lowest, items[i].level)
	}
	if lowest == 4 {
		try(items)
		return
	}
	asks := e.r.m.Asks
	var list []sharer
	pick := func(f func(s *sharer) bool) {
		list = list[:0]
		for i := range items {
			if f(&items[i]) {
				list = append(list, items[i])
			}
		}
		if len(list) > 0 {
			try(list)
		}
	}
	pick(func(s *sharer) bool { return s.level == 4 })
	var stages, schools []int32
	for i := range items {
		a := &asks[items[i].item.Ask]
		if items[i].level == 3 && !slices.Contains(stages, a.Stage) {
			stages = append(stages, a.Stage)
		}
		if items[i].level == 2 && !slices.Contains(schools, a.School) {
			schools = append(schools, a.School)
		}
	}
	for _, stage := range stages {
		pick(func(s *sharer) bool { return s.level >= 3 && asks[s.item.Ask].Stage == stage })
	}
	for _, school := range schools {
		pick(func(s *sharer) bool { return asks[s.item.Ask].School == school })
	}
}
