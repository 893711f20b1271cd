package matching

import (
	"iter"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/rule"
)

// prices puts the prices of a relaxation into words of the domain, or some of them when
// stop says so meanwhile.
func (c *compiler) prices(x engine.Prices, stop func() bool) Prices {
	return c.newPricer(x.Relaxed).list(x.Prices, stop)
}

// pricer names the rows of a relaxation.
type pricer struct {
	*compiler
	relaxed *relax.Relaxation
	out     Prices
	limits  []Price // by row of the model, without price
	byDay   []int32 // a slot of each day
	byWeek  []int32
}

func (c *compiler) newPricer(r *relax.Relaxation) *pricer {
	w := &pricer{compiler: c, relaxed: r}
	w.name()
	return w
}

// list returns the prices of all rows that have one, or of some when stop says so.
func (w *pricer) list(price []int64, stop func() bool) Prices {
	total := 0
	for i, p := range price {
		if p != 0 {
			total += w.count(&w.relaxed.Rows[i])
		}
	}
	return w.collect(total, func(yield func(int32, int64) bool) {
		for i, p := range price {
			if i&0xfff == 0 && stop() || p != 0 && !yield(int32(i), p) {
				return
			}
		}
	})
}

// collect returns the prices of some rows, so many as far as is known.
func (w *pricer) collect(total int, prices iter.Seq2[int32, int64]) Prices {
	w.out = Prices{Scale: w.relaxed.Scale, List: make([]Price, 0, total)}
	for row, p := range prices {
		w.add(&w.relaxed.Rows[row], p)
	}
	return w.out
}

// count is how many prices add lists of a row.
func (w *pricer) count(x *relax.Row) (n int) {
	switch x.Kind {
	case relax.Slot:
		for _, who := range w.relaxed.Staff[x.A].People {
			if w.free(who, x.B) {
				n++
			}
		}
		return n
	case relax.Day, relax.Week, relax.Term:
		return len(w.relaxed.Staff[x.A].People)
	}
	return 1
}

// free reports whether a person is in a slot.
func (w *pricer) free(who, slot int32) bool {
	return w.model.People[who].Free[slot>>6]>>(slot&63)&1 == 1
}

// add lists the price of a row. A class of instructors has one price, which
// each of its people gets.
func (w *pricer) add(x *relax.Row, price int64) {
	p := Price{Price: price}
	switch x.Kind {
	case relax.Need:
		request := &w.demand.Requests[x.A]
		p.Request = request.ID
		p.Rule = rule.Choice
		if request.Program != "" {
			p.Rule, p.Component = rule.Program, int(x.B)
		}
	case relax.Once:
		p.Rule, p.Cohort, p.Course = rule.Course, w.demand.Cohorts[x.A].ID, w.courses[x.B].ID
	case relax.Daily:
		p.Rule, p.Cohort, p.Date = rule.Clash, w.demand.Cohorts[x.A].ID, w.slots[w.byDay[x.B]].Date
	case relax.Debut:
		p.Rule, p.Cohort = rule.Books, w.demand.Cohorts[x.A].ID
	case relax.Limit:
		at := w.limits[x.A]
		p, p.Price = at, price
	case relax.Trips:
		p.Rule, p.Team, p.Slot = rule.Outreach, w.supply.Teams[x.A].ID, w.slots[x.B].ID
	case relax.Room:
		if int(x.A) >= len(w.supply.Rooms) {
			p.Rule, p.Offering, p.Slot = rule.Room, w.supply.Offerings[w.relaxed.Roomless(x.A)].ID, w.slots[x.B].ID
			break
		}
		p.Rule, p.Room, p.Slot = rule.Room, w.supply.Rooms[x.A].ID, w.slots[x.B].ID
	default:
		p.Rule = rule.Staff
		switch x.Kind {
		case relax.Slot:
			p.Calendar, p.Slot = w.calendarAt(x.B), w.slots[x.B].ID
		case relax.Day:
			p.Date = w.slots[w.byDay[x.B]].Date
		case relax.Week:
			p.Week = monday(w.slots[w.byWeek[x.B]].Date)
		}
		for _, who := range w.relaxed.Staff[x.A].People {
			if x.Kind == relax.Slot && !w.free(who, x.B) {
				continue
			}
			p.Instructor = w.supply.Instructors[who].ID
			w.out.List = append(w.out.List, p)
		}
		return
	}
	w.out.List = append(w.out.List, p)
}

// monday returns the first day of a date's week.
func monday(d capacity.Date) capacity.Date {
	week := d.Week()
	for (d - 1).Week() == week {
		d--
	}
	return d
}

func (w *pricer) calendarAt(slot int32) capacity.CalendarID {
	k := 0
	for slot >= w.calendars[k].base+w.calendars[k].len {
		k++
	}
	return w.supply.Calendars[k].ID
}

// name says what each row of the model limits.
func (w *pricer) name() {
	m := w.model
	for i, t := range m.Slots {
		for int(t.Day) >= len(w.byDay) {
			w.byDay = append(w.byDay, 0)
		}
		for int(t.Week) >= len(w.byWeek) {
			w.byWeek = append(w.byWeek, 0)
		}
		w.byDay[t.Day], w.byWeek[t.Week] = int32(i), int32(i)
	}
	w.limits = make([]Price, len(m.Rows))
	for i, x := range w.supply.Centers {
		if row, ok := w.rows.headcount[int32(i)]; ok {
			slots := w.calendars[w.calendar[i]]
			for t := slots.base; t < slots.base+slots.len; t++ {
				w.limits[row+t] = Price{Rule: rule.Headcount, Center: x.ID, Slot: w.slots[t].ID}
			}
		}
		for _, s := range w.rows.stock[int32(i)] {
			w.limits[s.row] = Price{Rule: rule.Stock, Center: x.ID, Item: s.item}
		}
	}
	for i, row := range w.rows.budgets {
		w.limits[row] = Price{Rule: rule.Budget, Budget: w.supply.Budgets[i].ID}
	}
	for _, x := range w.supply.Fleets {
		for t := range w.slots {
			w.limits[w.rows.fleet[x.ID]+int32(t)] = Price{Rule: rule.Transport, Fleet: x.ID, Calendar: w.calendarAt(int32(t)), Slot: w.slots[t].ID}
		}
	}
	for i, q := range w.rows.quotas {
		id := w.supply.Quotas[i].ID
		if q.row >= 0 {
			w.limits[q.row] = Price{Rule: rule.Quota, Quota: id}
		}
		for school, row := range q.each {
			w.limits[row] = Price{Rule: rule.Quota, Quota: id, School: school}
		}
	}
}
