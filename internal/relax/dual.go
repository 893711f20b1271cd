package relax

import "github.com/sanjie-edu/sanjie/internal/search"

// usage counts what the best sessions at the present prices use of each row.
func (e *Evaluator) usage(used []int64) {
	clear(used)
	add := func(b *choice) {
		c := e.column(b)
		e.r.charge(&c, e.price, func(row int32, n int64) { used[row] += n })
	}
	for i := range e.blocks {
		if b := &e.blocks[i]; b.value > 0 {
			add(b)
		}
	}
	for i := range e.gained {
		add(&e.gained[i])
	}
}

// column returns a choice as a column.
func (e *Evaluator) column(b *choice) Column {
	c := Column{Offer: b.offer, Slot: b.slot, Items: b.group, Slots: b.slots, Bundle: b.offer == none && b.slots == nil}
	if b.group == nil {
		c.Items = []Item{b.item}
	}
	e.lead(&c)
	return c
}

// lead gives a column the cheapest people.
func (e *Evaluator) lead(c *Column) {
	c.Classes = nil
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
		stay := r.asks[c.Items[0].Ask].arcs[c.Items[0].Arc].stay
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
	m := r.m
	q, x := &m.Asks[i.Ask], &r.asks[i.Ask]
	arc := &q.Arcs[i.Arc]
	n := int64(i.Pupils)
	f(x.need+arc.Goal, n)
	if row := x.arcs[i.Arc].once; row != none {
		f(row, n)
	}
	if x.daily != none {
		f(x.daily+m.Slots[slot].Day, n)
	}
	for k := range r.uses[arc.Uses] {
		u := &r.uses[arc.Uses][k]
		r.chargeUse(u, slot, amount(q, &u.Use, i.Pupils), f)
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
func (r *Relaxation) chargeUse(u *use, slot int32, n int64, f func(row int32, n int64)) {
	switch u.Kind {
	case search.Always:
		f(u.row, n)
	case search.InSet:
		if r.m.Sets[u.Set].Has(slot) {
			f(u.row, n)
		}
	case search.AtSlot:
		f(u.row+slot, n)
	case search.Overlap:
		for _, s := range r.m.Covers[slot] {
			f(u.row+s, n)
		}
	}
}

// Descend lowers the bound by subgradient steps (Polyak 1969) toward a target,
// which should be the points of a good solution, and returns the best prices
// and their bound in 1/Scale points.
func (e *Evaluator) Descend(start []int64, target int64, steps int, stop func() bool) ([]int64, int64) {
	r := e.r
	y := make([]float64, len(r.Rows))
	price, best := make([]int64, len(r.Rows)), make([]int64, len(r.Rows))
	if start != nil {
		for i, p := range start {
			y[i] = float64(p)
		}
		copy(best, start)
	}
	used := make([]int64, len(r.Rows))
	least := int64(-1)
	rate, since := 1.0, 0
	for range steps {
		for i := range y {
			price[i] = r.Price(i, y[i])
		}
		bound := e.Bound(price)
		if least < 0 || bound < least {
			least = bound
			copy(best, price)
			since = 0
		} else if since++; since >= 8 {
			since = 0
			rate /= 2
			for i := range y {
				y[i] = float64(best[i])
			}
			if rate < 1e-4 {
				break
			}
			continue
		}
		if bound <= target*r.Scale || stop() {
			break
		}
		e.usage(used)
		norm := 0.0
		slope := func(i int) float64 {
			x := &r.Rows[i]
			most := x.Cap
			if x.Kind == Need && r.asks[x.A].whole && e.worthOf(x.A) <= 0 {
				most = 0
			}
			g := float64(used[i] - most)
			if y[i] <= 0 && g < 0 && !x.Free {
				return 0
			}
			return g / x.Unit
		}
		for i := range y {
			g := slope(i)
			norm += float64(g * g)
		}
		if norm == 0 {
			break
		}
		length := rate * float64(bound-target*r.Scale) / norm
		for i := range y {
			x := &r.Rows[i]
			g := slope(i)
			if g == 0 {
				continue
			}
			y[i] += float64(length*g) / x.Unit
			if !x.Free {
				y[i] = max(0, y[i])
			}
		}
	}
	return best, least
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
