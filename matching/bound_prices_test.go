package matching_test

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// limitsOf returns a price of 0 for everything in a problem that can have one,
// in the order of their ids.
func limitsOf(p *matching.Problem) []matching.Price {
	var all []matching.Price
	add := func(x matching.Price) { all = append(all, x) }
	network, demand := p.Network().Spec(), p.Spec()
	slots := map[capacity.CalendarID][]capacity.Slot{}
	dates, weeks := map[capacity.Date]bool{}, map[capacity.Date]bool{}
	for _, c := range network.Calendars {
		for slot := range p.Network().Slots(c.ID) {
			slots[c.ID] = append(slots[c.ID], slot)
			dates[slot.Date] = true
			weeks[slot.Date-capacity.Date((int(slot.Date.Weekday())+6)%7)] = true
		}
	}
	calendar := map[capacity.CenterID]capacity.CalendarID{}
	for _, c := range network.Centers {
		calendar[c.ID] = c.Calendar
		for _, slot := range slots[c.Calendar] {
			if c.Headcount > 0 {
				add(matching.Price{Rule: rule.Headcount, Center: c.ID, Slot: slot.ID})
			}
		}
	}
	for _, r := range network.Rooms {
		for _, slot := range slots[calendar[r.Center]] {
			add(matching.Price{Rule: rule.Room, Room: r.ID, Slot: slot.ID})
		}
	}
	for _, o := range network.Offerings {
		for _, slot := range slots[calendar[o.Center]] {
			if len(o.Rooms) == 0 {
				add(matching.Price{Rule: rule.Room, Offering: o.ID, Slot: slot.ID})
			}
		}
	}
	for _, t := range network.Teams {
		for _, slot := range slots[calendar[t.Center]] {
			add(matching.Price{Rule: rule.Outreach, Team: t.ID, Slot: slot.ID})
		}
	}
	for _, i := range network.Instructors {
		add(matching.Price{Rule: rule.Staff, Instructor: i.ID})
		for date := range dates {
			add(matching.Price{Rule: rule.Staff, Instructor: i.ID, Date: date})
		}
		for week := range weeks {
			add(matching.Price{Rule: rule.Staff, Instructor: i.ID, Week: week})
		}
		for _, c := range network.Calendars {
			for _, slot := range slots[c.ID] {
				add(matching.Price{Rule: rule.Staff, Instructor: i.ID, Calendar: c.ID, Slot: slot.ID})
			}
		}
	}
	for _, f := range network.Fleets {
		for _, c := range network.Calendars {
			for _, slot := range slots[c.ID] {
				add(matching.Price{Rule: rule.Transport, Fleet: f.ID, Calendar: c.ID, Slot: slot.ID})
			}
		}
	}
	for _, s := range network.Stocks {
		add(matching.Price{Rule: rule.Stock, Center: s.Center, Item: s.Item})
	}
	for _, b := range network.Budgets {
		add(matching.Price{Rule: rule.Budget, Budget: b.ID})
	}
	for _, q := range network.Quotas {
		if q.Scope != capacity.Each {
			add(matching.Price{Rule: rule.Quota, Quota: q.ID})
			continue
		}
		for _, s := range demand.Schools {
			add(matching.Price{Rule: rule.Quota, Quota: q.ID, School: s.ID})
		}
	}
	for _, c := range demand.Cohorts {
		add(matching.Price{Rule: rule.Books, Cohort: c.ID})
		for course := range p.Catalog().Courses() {
			add(matching.Price{Rule: rule.Course, Cohort: c.ID, Course: course.ID})
		}
		for date := range dates {
			add(matching.Price{Rule: rule.Clash, Cohort: c.ID, Date: date})
		}
	}
	for _, r := range demand.Requests {
		program, ok := p.Program(r.Program)
		if !ok {
			add(matching.Price{Rule: rule.Choice, Request: r.ID})
		}
		for i := range program.Components {
			add(matching.Price{Rule: rule.Program, Request: r.ID, Component: i})
		}
	}
	slices.SortFunc(all, matching.Price.Compare)
	return all
}

// drawPrices draws prices for some of the limits of a problem: of all kinds or
// of few, about as large as what they limit is worth or absurd.
func drawPrices(src smallgen.Source, p *matching.Problem, worth int) matching.Prices {
	pick := func(n ...int) int { return n[src.IntN(len(n))] }
	prices := matching.Prices{Scale: int64(pick(1, 1, 7, 1000))}
	var wanted [rule.Outreach + 1]bool
	for r := range wanted {
		wanted[r] = src.IntN(3) > 0
	}
	each := pick(1, 1, 2, 5)
	for _, x := range limitsOf(p) {
		if !wanted[x.Rule] || src.IntN(each) > 0 {
			continue
		}
		switch src.IntN(8) {
		case 0:
			x.Price = int64(1+src.IntN(1000)) << (10 + src.IntN(40))
		case 1: // of a session or a visit
			x.Price = int64(src.IntN(30*worth)) * prices.Scale
		default: // of a pupil
			x.Price = int64(src.IntN(worth)) * prices.Scale
		}
		request, _ := p.Request(x.Request)
		if program, _ := p.Program(request.Program); program.Whole && src.IntN(2) > 0 {
			x.Price = -x.Price % (1 << 40)
		}
		prices.List = append(prices.List, x)
	}
	return prices
}
