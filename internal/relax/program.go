package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// isProgram reports whether an ask has all of its stays or none, one for each of
// several goals and each some days after the one before. These are priced out
// together: each takes a session, with those who may share it.
func isProgram(a *search.Ask, exact bool) bool {
	return exact && a.Whole && a.Ordered && a.Parts == 1 && len(a.Goals) > 1 && int(a.Stays) == len(a.Goals)
}

// programmer prices out the stays of whole programs.
type programmer struct {
	best  []step // by goal and date: the best stays up to this goal and date
	dates int32
}

// step is a stay with the date of the one before.
type step struct {
	value  int64
	last   int32 // the best date up to this one, or none where there is no way
	before int32
	net    net
}

// program prices out the stays of a whole program: for each goal the best stay
// of each date, and of those the best in a row that are far enough apart.
func (e *Evaluator) program(a int32) {
	m := e.r.m
	q := &m.Asks[a]
	p := &e.programs
	first, last := m.Slots[0].Date, m.Slots[0].Date
	for i := range m.Slots {
		first, last = min(first, m.Slots[i].Date), max(last, m.Slots[i].Date)
	}
	p.dates = last - first + 1
	p.best = grow(p.best, len(q.Goals)*int(p.dates))
	for i := range p.best {
		p.best[i] = step{value: -never, last: none, before: none}
	}
	e.invite(a)
	for k := range q.Arcs {
		arc := &q.Arcs[k]
		n := int32(q.Pupils)
		if !e.r.asks[a].arcs[k].full || m.Offers[arc.Offer].Need(n)-e.fewest[arc.Offer] >= e.levels[arc.Offer] {
			continue
		}
		base := e.base(a, int32(k), n)
		note := func(x net) {
			if at := &p.best[arc.Goal*p.dates+m.Slots[x.slot].Date-first]; x.value > at.value {
				at.value, at.net = x.value, x
			}
		}
		m.Sets[arc.Set].Each(func(t int32) {
			e.Work++
			i := Item{a, int32(k), n}
			v := base - e.timed(i, t)
			rest, mates, covered := e.beside(a, int32(k), t, n)
			if rest > -never {
				note(net{slot: t, item: i, mates: mates, value: v + rest})
			}
			if covered {
				note(net{slot: t, item: Item{a, int32(k), 0}})
			}
		})
	}
	e.chain(int32(len(q.Goals)), q.Apart, q.Pupils*e.credit(a)*int64(len(q.Goals)-1))
}

// chain finds the best stays in a row, one for each goal and so many days apart.
// It notes them if they gain more than was counted too often, the bonus of all
// stays but one.
func (e *Evaluator) chain(goals, apart int32, often int64) {
	p := &e.programs
	for g := range goals {
		row := p.best[g*p.dates:][:p.dates]
		for d := range p.dates {
			x := &row[d]
			if g > 0 && x.value > -never {
				x.before = none
				if d >= apart {
					x.before = p.best[(g-1)*p.dates+d-apart].last
				}
				if x.before == none {
					x.value = -never
				} else {
					x.value += p.best[(g-1)*p.dates+x.before].value
				}
			}
			if d > 0 {
				x.last = row[d-1].last
			}
			if x.value > -never && (x.last == none || x.value > row[x.last].value) {
				x.last = d
			}
		}
	}
	end := p.best[goals*p.dates-1].last
	if end == none || p.best[(goals-1)*p.dates+end].value <= often {
		return
	}
	c := choice{value: p.best[(goals-1)*p.dates+end].value - often, offer: none, group: &group{}}
	for g := goals - 1; g >= 0; g-- {
		x := &p.best[g*p.dates+end]
		if x.net.item.Pupils > 0 {
			for _, i := range slices.Concat([]Item{x.net.item}, x.net.mates) {
				c.group.items, c.group.slots = append(c.group.items, i), append(c.group.slots, x.net.slot)
			}
		}
		end = x.before
	}
	c.slot = c.group.slots[0]
	e.bundled = plus(e.bundled, c.value)
	e.gained = append(e.gained, c)
}
