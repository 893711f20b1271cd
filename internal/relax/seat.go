package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// seating is the scratch space of the sessions that several may share.
type seating struct {
	offer  []sharer // options of the present offer, what depends on the slot aside
	later  []int32  // by option: the end of its uses among the slotted
	list   []sharer // who could gain in the present session
	open   []int64  // what it costs to run, by number of people
	few    bool     // too few of those who gain want to come
	mode   []sharer
	groups []group // of the choices
	items  []Item  // of these groups
	at     int     // offers of the present site that are done
	next   int32   // the session of the next one that is to be packed
	late   bool    // something of what its options gain depends on the slot
	tree   tree
	dp     knapsack
}

// sharer is an option at the present prices.
type sharer struct {
	profit              int64
	option, ask, pupils int32
}

// seat packs the sessions that several may share, and reports whether it came to
// the end.
func (e *Evaluator) seat() bool {
	return e.share(len(e.r.roster.sites), 1, (*Evaluator).seatSite, e.gather)
}

// seatSite packs the sessions of the offers of a site, from where the last turn left it.
func (e *Evaluator) seatSite(i int32) {
	s, offers := &e.seating, e.r.roster.sites[i]
	end := e.Work + e.turn
	for s.at < len(offers) && !e.rest {
		if e.halted() {
			return
		}
		if e.rest = !e.seatOffer(offers[s.at], end); !e.rest {
			s.at, s.next = s.at+1, 0
		}
	}
	if !e.rest {
		s.at = 0
	}
}

// seatOffer packs the sessions of an offer, from where the last turn left it, and
// reports whether it came to the end before the work that ends a turn.
func (e *Evaluator) seatOffer(o int32, end int64) bool {
	s, x := &e.seating, &e.r.roster
	if s.next == 0 {
		s.late = e.appraise(o)
	}
	for ; s.next < e.r.m.Offers[o].Len; s.next++ {
		k := s.next
		if k%16 == 15 && e.halted() {
			return true
		}
		if e.turn > 0 && e.Work >= end && k > 0 {
			return false
		}
		at := e.r.offers[o].session + k
		sitters := x.sitters[x.sitterAt[at]:x.sitterAt[at+1]]
		if s.late {
			e.appearLate(o, k, sitters)
		} else {
			e.appear(sitters)
		}
		if len(s.list) > 0 || e.open[e.openAt[o]+k] < 0 {
			e.pack(o, k)
		}
	}
	return true
}

// appraise computes what the options of an offer gain, and reports whether any
// of that depends on the slot.
func (e *Evaluator) appraise(o int32) (varies bool) {
	r, s := e.r, &e.seating
	options := r.roster.options[r.roster.optionAt[o]:r.roster.optionAt[o+1]]
	s.offer, s.later, e.slotted = grow(s.offer, len(options)), grow(s.later, len(options)), e.slotted[:0]
	for i := range options {
		x := &options[i]
		v := int64(0)
		if x.plain {
			worth := x.worth
			if r.heads {
				worth = 1
			}
			v = int64(x.item.Pupils) * (r.Scale*worth - e.price[x.row])
		} else {
			v = e.basis(x.item.Ask, x.item.Arc, x.item.Pupils)
			varies = varies || r.asks[x.item.Ask].daily != none || len(e.slotted) > 0
		}
		s.offer[i] = sharer{v, r.roster.optionAt[o] + int32(i), x.item.Ask, x.item.Pupils}
		s.later[i] = int32(len(e.slotted))
	}
	e.Work += int64(len(options))
	return varies
}

// appear lists who gains among the sitters of a session.
func (e *Evaluator) appear(sitters []int32) {
	s := &e.seating
	list := grow(s.list, len(sitters))
	n := 0
	for _, i := range sitters {
		list[n] = s.offer[i]
		if list[n].profit > e.slack {
			n++
		}
	}
	s.list = list[:n]
	e.Work += int64(len(sitters))
}

// appearLate is appear where what an option gains depends on the slot.
func (e *Evaluator) appearLate(o, k int32, sitters []int32) {
	r, s := e.r, &e.seating
	t := r.m.Offers[o].Base + k
	day := r.m.Slots[t].Day
	s.list = s.list[:0]
	for _, i := range sitters {
		x := s.offer[i]
		if x.profit <= e.slack {
			continue
		}
		if daily := r.asks[x.ask].daily; daily != none {
			x.profit -= int64(x.pupils) * e.price[daily+day]
		}
		from := int32(0)
		if i > 0 {
			from = s.later[i-1]
		}
		if slotted := e.slotted[from:s.later[i]]; len(slotted) > 0 {
			x.profit -= e.slotUses(slotted, &r.m.Asks[x.ask], x.pupils, t)
		}
		if x.profit > e.slack {
			s.list = append(s.list, x)
		}
	}
	e.Work += int64(4 * len(sitters))
}

// pack offers the best of the sets that may share a session to its block. Where
// too few of those who gain want to come, others may fill it up, and so may they where
// it is worth something that the session runs.
func (e *Evaluator) pack(o, k int32) {
	s := &e.seating
	n := e.r.m.Offers[o].Len
	s.open = s.open[:0]
	for at := range e.levels[o] {
		s.open = append(s.open, e.open[e.openAt[o]+at*n+k])
	}
	if s.few = s.open[0] < 0; !s.few {
		e.modes(o, func(list []sharer) { e.packAll(o, k, list) })
	}
	if s.few {
		if e.appearAll(o, k); len(s.list) == 0 {
			return
		}
		e.modes(o, func(list []sharer) { e.fill(o, k, list) })
	}
}

// packAll is pack for some who may all share.
func (e *Evaluator) packAll(o, k int32, list []sharer) {
	s := &e.seating
	if e.near != nil {
		e.near.session(e, o, k, list, s.open)
	}
	if e.r.toured(o) && e.single(o, k, list, s.open) {
		return
	}
	b := &e.blocks[e.r.offers[o].block+k]
	limits := e.limits[e.leastAt[o]:][:len(s.open)]
	found, value := s.tree.found[:0], b.value
	known := false
	if !e.r.roster.rivals[o] {
		found, value, known = s.tree.solve(limits, s.open, list, b.value)
		e.Work += int64(s.tree.tried)
	}
	if !known && surpass(limits, s.open, list, b.value) {
		found, value = s.dp.solve(limits, s.open, list, 1)
		e.Work += int64(len(list)) * int64(1+s.dp.top/4)
	}
	if value <= b.value {
		return
	}
	pupils := int32(0)
	for _, i := range found {
		pupils += list[i].pupils
	}
	if pupils < e.r.m.Offers[o].Minimum {
		s.few = true
		return
	}
	e.seated(o, k, list, found, value)
}

// fill is packAll where some may lose by it, if only the session has its minimum.
func (e *Evaluator) fill(o, k int32, list []sharer) {
	s := &e.seating
	if e.near != nil {
		e.near.session(e, o, k, list, s.open)
	}
	limits := e.limits[e.leastAt[o]:][:len(s.open)]
	found, value := s.dp.solve(limits, s.open, list, e.r.m.Offers[o].Minimum)
	e.Work += int64(len(list)) * int64(1+s.dp.top/4)
	if value > e.blocks[e.r.offers[o].block+k].value {
		e.seated(o, k, list, found, value)
	}
}

// seated offers a set to its block.
func (e *Evaluator) seated(o, k int32, list []sharer, found []int32, value int64) {
	s := &e.seating
	from := len(s.items)
	for _, i := range found {
		s.items = append(s.items, e.r.roster.options[list[i].option].item)
	}
	s.groups = append(s.groups, group{items: s.items[from:len(s.items):len(s.items)]})
	e.offer(e.r.offers[o].block+k, choice{
		value: value, offer: o, slot: e.r.m.Offers[o].Base + k, group: &s.groups[len(s.groups)-1],
	})
}

// appearAll lists all sitters of a session, whatever they gain.
func (e *Evaluator) appearAll(o, k int32) {
	x := &e.r.roster
	at := e.r.offers[o].session + k
	slack := e.slack
	e.slack = -never
	e.appearLate(o, k, x.sitters[x.sitterAt[at]:x.sitterAt[at+1]])
	e.slack = slack
}

// surpass reports whether a set could be worth more than some points: all items
// together, or the dearest as often as the smallest fits.
func surpass(limits []int32, open []int64, list []sharer, points int64) bool {
	most, largest, smallest := int64(0), int64(0), list[0].pupils
	for i := range list {
		most += list[i].profit
		largest, smallest = max(largest, list[i].profit), min(smallest, list[i].pupils)
	}
	if n := int(limits[len(limits)-1] / smallest); n < len(list) && (n == 0 || largest < most/int64(n)) {
		most = largest * int64(n)
	}
	return most > points+open[0]
}

// modes calls try for each set of the present list within which all may share.
func (e *Evaluator) modes(o int32, try func([]sharer)) {
	s, options := &e.seating, e.r.roster.options
	if e.r.roster.lowest[o] == 4 {
		try(s.list)
		return
	}
	lowest := uint8(4)
	for i := range s.list {
		lowest = min(lowest, options[s.list[i].option].level)
	}
	if lowest == 4 {
		try(s.list)
		return
	}
	asks := e.r.m.Asks
	pick := func(f func(a *search.Ask, level uint8) bool) {
		s.mode = s.mode[:0]
		for _, x := range s.list {
			if f(&asks[x.ask], options[x.option].level) {
				s.mode = append(s.mode, x)
			}
		}
		if len(s.mode) > 0 {
			try(s.mode)
		}
	}
	pick(func(_ *search.Ask, level uint8) bool { return level == 4 })
	var stages, schools []int32
	for _, x := range s.list {
		a := &asks[x.ask]
		switch level := options[x.option].level; {
		case level == 3 && !slices.Contains(stages, a.Stage):
			stages = append(stages, a.Stage)
		case level == 2 && !slices.Contains(schools, a.School):
			schools = append(schools, a.School)
		}
	}
	for _, stage := range stages {
		pick(func(a *search.Ask, level uint8) bool { return level >= 3 && a.Stage == stage })
	}
	for _, school := range schools {
		pick(func(a *search.Ask, _ uint8) bool { return a.School == school })
	}
}
