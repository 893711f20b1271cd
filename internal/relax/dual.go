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
		if b := &e.blocks[i]; b.value > 0 && !e.halted() {
			add(b)
		}
	}
	for i := range e.gained {
		add(&e.gained[i])
	}
}

// column returns a choice as a column.
func (e *Evaluator) column(b *choice) Column {
	c := Column{Offer: b.offer, Slot: b.slot, Items: b.group, Bundle: b.offer == none}
	if b.group == nil {
		c.Items = []Item{b.item}
	}
	e.lead(&c)
	return c
}

// lead gives a column the cheapest people.
func (e *Evaluator) lead(c *Column) {
	c.Classes = nil
	if c.Bundle {
		for _, i := range c.Items {
			e.leadOffer(c, e.r.m.Asks[i.Ask].Arcs[i.Arc].Offer, i.Pupils)
		}
		return
	}
	pupils := int32(0)
	for _, i := range c.Items {
		pupils += i.Pupils
	}
	e.leadOffer(c, c.Offer, pupils)
}

func (e *Evaluator) leadOffer(c *Column, offer, pupils int32) {
	e.cheapest(&e.r.offers[offer], c.Slot)
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
	t := &m.Slots[c.Slot]
	for k, i := range c.Items {
		r.chargeItem(i, c.Slot, prices, f)
		if k > 0 && !c.Bundle {
			continue
		}
		o := &m.Offers[m.Asks[i.Ask].Arcs[i.Arc].Offer]
		if o.Team >= 0 {
			f(r.teamOf[o.Team]+c.Slot, 1)
		}
		for _, room := range r.offers[m.Asks[i.Ask].Arcs[i.Arc].Offer].rooms {
			f(r.roomOf[room]+c.Slot, 1)
		}
	}
	for _, k := range c.Classes {
		s := &r.Staff[k]
		f(s.slot+c.Slot, 1)
		for _, row := range []int32{s.day[t.Day], s.week[t.Week], s.term} {
			if row != none {
				f(row, 1)
			}
		}
	}
}

// chargeItem is charge for an item by itself.
func (r *Relaxation) chargeItem(i Item, slot int32, prices []int64, f func(row int32, n int64)) {
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
	if x.debut != none && prices != nil && r.Scale*r.bonus(q) > prices[x.debut] {
		f(x.debut, n)
	}
	for k := range r.uses[arc.Uses] {
		u := &r.uses[arc.Uses][k]
		n, share := amount(q, &u.Use, i.Pupils)
		if share {
			n = n * int64(i.Pupils) / q.Pupils
		}
		switch u.Kind {
		case search.Always:
			f(u.row, n)
		case search.InSet:
			if m.Sets[u.Set].Has(slot) {
				f(u.row, n)
			}
		case search.AtSlot:
			f(u.row+slot, n)
		case search.Overlap:
			for _, s := range m.Covers[slot] {
				f(u.row+s, n)
			}
		}
	}
}

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
			lower(best, least)
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
		if e.cut {
			break
		}
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
