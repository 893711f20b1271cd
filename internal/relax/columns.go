package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// columnsOf returns what runs in a solution as columns, led by who leads it there:
// each session by itself, but for those of a whole program and those of a stay in
// parts, which are together where nobody else is in them.
func (r *Relaxation) columnsOf(sol *search.Solution) (list []Column) {
	classOf := map[int32]int32{}
	for k := range r.Staff {
		for _, p := range r.Staff[k].People {
			classOf[p] = int32(k)
		}
	}
	type session struct{ offer, slot int32 }
	at := func(x *search.Place) session { return session{r.m.Asks[x.Ask].Arcs[x.Arc].Offer, x.Slot} }
	item := func(x *search.Place) Item {
		return Item{x.Ask, x.Arc, int32(search.Share(r.m.Asks[x.Ask].Pupils, x.Part, x.Of))}
	}
	with := map[session][]Item{}
	for i := range sol.Places {
		x := &sol.Places[i]
		with[at(x)] = append(with[at(x)], item(x))
	}
	done := map[session]bool{}
	for from := 0; from < len(sol.Places); {
		first := &sol.Places[from]
		to, alone := from+1, len(with[at(first)]) == 1
		program := r.asks[first.Ask].program
		for ; to < len(sol.Places) && sol.Places[to].Ask == first.Ask && (program || sol.Places[to].Slot == first.Slot); to++ {
			alone = alone && len(with[at(&sol.Places[to])]) == 1
		}
		places := sol.Places[from:to]
		from = to
		if len(places) > 1 && alone {
			c := Column{Offer: none, Slot: first.Slot, Bundle: !program}
			if program { // in the order of its goals
				places = slices.Clone(places)
				slices.SortStableFunc(places, func(a, b search.Place) int {
					return int(r.m.Asks[a.Ask].Arcs[a.Arc].Goal - r.m.Asks[b.Ask].Arcs[b.Arc].Goal)
				})
			}
			for k := range places {
				x := &places[k]
				c.Items = append(c.Items, item(x))
				if program {
					c.Slots = append(c.Slots, x.Slot)
				}
				for _, p := range sol.Staff[[2]int32{at(x).offer, x.Slot}] {
					c.Classes = append(c.Classes, classOf[p])
				}
			}
			list = append(list, c)
			continue
		}
		for k := range places {
			s := at(&places[k])
			if done[s] {
				continue
			}
			done[s] = true
			c := Column{Offer: s.offer, Slot: s.slot, Items: with[s]}
			for _, p := range sol.Staff[[2]int32{s.offer, s.slot}] {
				c.Classes = append(c.Classes, classOf[p])
			}
			list = append(list, c)
		}
	}
	return list
}
