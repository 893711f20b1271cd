package relax

import (
	"math"
	"slices"
)

// seat packs the sessions that several may share, and reports whether it came to
// the end.
func (e *Evaluator) seat() bool {
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
			if e.halted() {
				return false
			}
			to := e.count[x.session+k]
			if to > from {
				e.pack(int32(i), k, e.sorted[from:to])
			}
			from = to
		}
	}
	return true
}

// pack offers the best of the sets that may share a session to its block.
func (e *Evaluator) pack(o, k int32, items []sharer) {
	b := &e.blocks[e.r.offers[o].block+k]
	open := e.opening[:0]
	for n := range e.levels[o] {
		open = append(open, e.open[e.openAt[o]+n*e.r.m.Offers[o].Len+k])
	}
	e.opening = open
	try := func(list []sharer) {
		most, largest, smallest := int64(0), int64(0), int32(math.MaxInt32)
		for i := range list {
			most += list[i].profit
			largest, smallest = max(largest, list[i].profit), min(smallest, list[i].item.Pupils)
		}
		if e.near != nil {
			e.near.session(e, o, k, list, open)
		}
		if n := int(e.r.m.Offers[o].Seats / smallest); n < len(list) && largest < most/int64(n) {
			most = largest * int64(n)
		}
		if most <= b.value+slices.Min(open) {
			return
		}
		if v := e.dp.solve(&e.r.m.Offers[o], open, e.fewest[o], list); v > b.value {
			*b = choice{value: v, offer: o, slot: e.r.m.Offers[o].Base + k, group: e.dp.items(list)}
		}
		e.Work += int64(len(list))
	}
	e.modes(items, try)
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
