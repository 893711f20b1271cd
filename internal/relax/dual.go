package relax

import (
	"math"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// usage counts what the best sessions at the present prices use of each row.
func (e *Evaluator) usage(used []int64) {
	clear(used)
	c := &e.drawn
	charge := func(row int32, n int64) { used[row] += n }
	add := func(b *choice) {
		e.draw(c, b)
		e.r.charge(c, e.price, charge)
	}
	for i := range e.blocks {
		if i&0xffff == 0xffff && e.halted() {
			return
		}
		if b := &e.blocks[i]; b.value > 0 && !e.halted() {
			add(b)
		}
	}
	for i := range e.gained {
		add(&e.gained[i])
	}
}

// column returns a choice as a column of its own.
func (e *Evaluator) column(b *choice) Column {
	var c Column
	e.draw(&c, b)
	return c
}

// draw makes a column, whose slices it uses again, a choice.
func (e *Evaluator) draw(c *Column, b *choice) {
	c.Offer, c.Slot, c.Slots = b.offer, b.slot, nil
	if c.Items = c.Items[:0]; b.group == nil {
		c.Items = append(c.Items, b.item)
	} else {
		c.Items, c.Slots = append(c.Items, b.group.items...), b.group.slots
	}
	c.Bundle = b.offer == none && c.Slots == nil
	e.lead(c)
}

// lead gives a column the cheapest people.
func (e *Evaluator) lead(c *Column) {
	c.Classes = c.Classes[:0]
	for slot, list := range e.r.sessions(c) {
		pupils := int32(0)
		for _, i := range list {
			pupils += i.Pupils
		}
		e.leadOffer(c, e.r.offerOf(list[0]), slot, pupils)
	}
}

func (e *Evaluator) leadOffer(c *Column, offer, slot, pupils int32) {
	e.cheapest(&e.r.offers[offer], slot)
	n := e.r.m.Offers[offer].Need(pupils)
	for _, s := range e.rank {
		for k := int32(0); k < s.free && n > 0; k++ {
			c.Classes = append(c.Classes, s.class)
			n--
		}
	}
}

// charge calls f with what a column uses of each row. Prices say only who
// earns a bonus; without them nobody does.
func (r *Relaxation) charge(c *Column, prices []int64, f func(row int32, n int64)) {
	m := r.m
	if c.Bundle {
		q := &m.Asks[c.Items[0].Ask]
		stay := r.asks[c.Items[0].Ask].parties[c.Items[0].Arc].stay
		for k := range stay {
			r.chargeUse(&stay[k], c.Slot, q.Amount(stay[k].Of, 0, 1)*stay[k].Factor, f)
		}
	}
	if n := r.often(c); n > 0 {
		r.chargeDebut(c.Items[0], -n, prices, f)
	}
	classes := c.Classes
	for slot, list := range r.sessions(c) {
		pupils := int32(0)
		for _, i := range list {
			r.chargeItem(i, slot, f)
			r.chargeDebut(i, 1, prices, f)
			pupils += i.Pupils
		}
		offer := r.offerOf(list[0])
		o := &m.Offers[offer]
		if o.Team >= 0 {
			f(r.teamOf[o.Team]+slot, 1)
		}
		for _, room := range r.offers[offer].rooms {
			f(r.roomOf[room]+slot, 1)
		}
		n := min(len(classes), int(o.Need(pupils)))
		r.chargeStaff(classes[:n], slot, f)
		classes = classes[n:]
	}
}

// chargeStaff is charge for the people of a session.
func (r *Relaxation) chargeStaff(classes []int32, slot int32, f func(row int32, n int64)) {
	t := &r.m.Slots[slot]
	for _, k := range classes {
		s := &r.Staff[k]
		f(s.slot+slot, 1)
		for _, row := range []int32{s.day[t.Day], s.week[t.Week], s.term} {
			if row != none {
				f(row, 1)
			}
		}
	}
}

// chargeItem is charge for an item by itself.
func (r *Relaxation) chargeItem(i Item, slot int32, f func(row int32, n int64)) {
	r.chargeArc(i, f)
	r.chargeSlot(i, slot, f)
}

// chargeArc is the part of chargeItem that is the same in all slots.
func (r *Relaxation) chargeArc(i Item, f func(row int32, n int64)) {
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	arc := &q.Arcs[i.Arc]
	f(x.need+arc.Goal, int64(i.Pupils))
	if row := x.arcs[i.Arc].once; row != none {
		f(row, int64(i.Pupils))
	}
	for k := range r.m.Uses[arc.Uses] {
		if u := &r.m.Uses[arc.Uses][k]; u.Kind == search.Always {
			f(r.rowOf+u.Row, amount(q, u, i.Pupils))
		}
	}
}

// chargeSlot is the part of chargeItem that depends on the slot.
func (r *Relaxation) chargeSlot(i Item, slot int32, f func(row int32, n int64)) {
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	if x.daily != none {
		f(x.daily+r.m.Slots[slot].Day, int64(i.Pupils))
	}
	arc := &q.Arcs[i.Arc]
	for k := range r.m.Uses[arc.Uses] {
		if u := &r.m.Uses[arc.Uses][k]; u.Kind != search.Always {
			r.chargeUse(u, slot, amount(q, u, i.Pupils), f)
		}
	}
}

// chargeDebut is charge for an item's bonus, some times.
func (r *Relaxation) chargeDebut(i Item, times int64, prices []int64, f func(row int32, n int64)) {
	x := &r.asks[i.Ask]
	if x.debut != none && prices != nil && r.Scale*r.bonus(&r.m.Asks[i.Ask]) > prices[x.debut] {
		f(x.debut, times*int64(i.Pupils))
	}
}

// chargeUse is charge for so much of a use.
func (r *Relaxation) chargeUse(u *search.Use, slot int32, n int64, f func(row int32, n int64)) {
	row := r.rowOf + u.Row
	switch u.Kind {
	case search.Always:
		f(row, n)
	case search.InSet:
		if r.m.Sets[u.Set].Has(slot) {
			f(row, n)
		}
	case search.AtSlot:
		f(row+slot, n)
	case search.Overlap:
		for _, s := range r.m.Covers[slot] {
			f(row+s, n)
		}
	}
}

// pace is the number of steps in which the bound must fall by a 400th: else a
// linear program gains more in the same time.
const pace = 50

// Descend lowers the bound by subgradient steps (Polyak 1969) toward a target,
// which should be the points of a good solution, and returns the best prices
// and their bound in 1/Scale points. Whenever there are better ones on the way,
// it calls lower with them.
func (e *Evaluator) Descend(start []int64, target int64, steps int, lower func(price []int64, bound int64), stop func() bool) ([]int64, int64) {
	r := e.r
	y := make([]float64, len(r.Rows))
	price, best := make([]int64, len(r.Rows)), make([]int64, len(r.Rows))
	if start != nil {
		for i, p := range start {
			y[i] = float64(p)
		}
		copy(best, start)
	}
	for i := range y {
		price[i] = r.Price(i, y[i])
	}
	used, slope := make([]int64, len(r.Rows)), make([]float64, len(r.Rows))
	least, before := int64(-1), int64(math.MaxInt64)
	rate, since := 1.0, 0
	for k := range steps {
		bound := e.Bound(price)
		if least < 0 || bound < least {
			least = bound
			copy(best, price)
			lower(best, least)
			since = 0
		} else if since++; since >= 8 {
			since = 0
			rate /= 2
			copy(price, best)
			for i, p := range best {
				y[i] = float64(p)
			}
			if rate < 1e-4 {
				break
			}
			continue
		}
		if bound <= target*r.Scale || stop() {
			break
		}
		if k%pace == pace-1 {
			if before-least < least/400 {
				break
			}
			before = least
		}
		e.usage(used)
		if e.cut {
			break
		}
		norm := e.slope(y, used, slope)
		if norm == 0 || e.halted() {
			break
		}
		length := rate * float64(bound-target*r.Scale) / norm
		for i, g := range slope {
			if g == 0 {
				continue
			}
			x := &r.Rows[i]
			y[i] += float64(length*g) / x.Unit
			if !x.Free {
				y[i] = max(0, y[i])
			}
			price[i] = r.Price(i, y[i])
		}
	}
	return best, least
}

// slope computes in which direction the bound falls, in the units of the rows,
// and returns the square of its length.
func (e *Evaluator) slope(y []float64, used []int64, slope []float64) float64 {
	norm := 0.0
	for i, n := range used {
		x := &e.r.Rows[i]
		most := x.Cap
		if x.Kind == Need && e.r.asks[x.A].whole && !e.r.asks[x.A].must && e.worthOf(x.A) <= 0 {
			most = 0
		}
		g := float64(n-most) / x.Unit
		if y[i] <= 0 && g < 0 && !x.Free {
			g = 0
		}
		slope[i] = g
		norm += float64(g * g)
	}
	return norm
}

// Alone returns the prices at which every ask pays what it would earn alone:
// their bound is what all would earn alone together.
func (r *Relaxation) Alone() []int64 {
	price := make([]int64, len(r.Rows))
	for i := range r.asks {
		a, x := &r.m.Asks[i], &r.asks[i]
		for k := range a.Arcs {
			e := &a.Arcs[k]
			p := &price[x.need+e.Goal]
			*p = max(*p, r.Scale*(r.value(e)+r.bonus(a)))
		}
	}
	return price
}
