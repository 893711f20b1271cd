package oracle_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// way sets the minutes between the two centers and allows two visits a day.
func (w *world) way(minutes int) {
	w.oneCohort()
	w.demand.VisitsPerDay = 2
	w.capacity.Travel.Ways = []capacity.Way{{From: "z2", Center: "z1", Minutes: minutes}}
}

var cohortRows = []ruleRow{
	{"visits a day", "one a day unless the demand says otherwise", rule.Clash, func(w *world) {
		w.oneCohort()
	}, 1000, 2000},
	{"two a day", "the demand allows two", rule.Clash, func(w *world) {
		w.oneCohort()
		w.demand.VisitsPerDay = 2
	}, 2000, 2000},
	{"overlap", "the second grid's slot begins before the first ends", rule.Clash, func(w *world) {
		w.way(0)
		w.oneSlot()
		second := w.capacity.Calendars[0]
		second.ID = "g2"
		second.Terms = []capacity.Term{{From: friday, To: friday, Periods: []capacity.Period{{ID: "x", Start: clock(9, 59), End: clock(11, 0)}}}}
		w.capacity.Calendars = append(w.capacity.Calendars, second)
		w.capacity.Centers[1].Calendar = "g2"
	}, 1000, 2000},
	{"way too long", "31 minutes do not fit the break of 30", rule.Clash, func(w *world) {
		w.way(31)
	}, 1000, 2000},
	{"way fits", "30 minutes fit the break of 30", rule.Clash, func(w *world) {
		w.way(30)
	}, 2000, 2000},
	{"way back fits", "the first request comes after the second", rule.Clash, func(w *world) {
		w.way(30)
		w.demand.Requests[0].Times = capacity.Times{{Hours: []capacity.ClockSpan{{Start: clock(10, 30), End: clock(12, 0)}}}}
	}, 2000, 2000},
	{"whole meters", "10,001 meters are 26 minutes, and 5 besides", rule.Clash, func(w *world) {
		w.way(0)
		w.capacity.Travel = capacity.Travel{Fixed: 5}
		w.capacity.Centers[1].At = capacity.Point{X: -10_001}
	}, 1000, 2000},
	{"computed way", "5 + 10,001 meters at 400 a minute are 31 minutes", rule.Clash, func(w *world) {
		w.way(0)
		w.capacity.Travel = capacity.Travel{Fixed: 5}
		w.capacity.Centers[1].At = capacity.Point{X: 6001, Y: 8001} // 10,001.4 meters
	}, 1000, 2000},
	{"online", "no way to an online course", rule.Clash, func(w *world) {
		w.way(600)
		w.Courses[1].Delivery = curriculum.Online
		w.capacity.Offerings[1].Rooms, w.capacity.Offerings[1].Seats = nil, 30
	}, 2000, 2000},
}

var limitRows = []ruleRow{
	{"adults count", "10 and 2, 8 and 2 people are more than 21", rule.Headcount, func(w *world) {
		w.oneSlot()
		w.share()
		w.capacity.Centers[0].Headcount = 21
	}, 1000, 1800},
	{"just enough", "they are 22", rule.Headcount, func(w *world) {
		w.oneSlot()
		w.share()
		w.capacity.Centers[0].Headcount = 22
	}, 1800, 1800},
	{"stated adults", "the second class brings seven", rule.Headcount, func(w *world) {
		w.capacity.Centers[0].Headcount = 14
		w.demand.Requests[1].Adults = 7
	}, 1000, 1800},
	{"online is not there", "an online course fills no center", rule.Headcount, func(w *world) {
		w.Courses[0].Delivery = curriculum.Online
		w.capacity.Offerings[0].Rooms, w.capacity.Offerings[0].Seats = nil, 30
		w.capacity.Centers[0].Headcount = 1
	}, 1800, 1800},
	{"units", "18 pupils use 36 units", rule.Stock, func(w *world) {
		w.Courses[0].Consumables = []curriculum.Consumption{{Item: "wood", PerPupil: 2}}
		w.capacity.Stocks = []capacity.Stock{{Center: "z1", Item: "wood", Units: 35}}
	}, 1000, 1800},
	{"another center's stock", "it limits nothing here", rule.Stock, func(w *world) {
		w.Courses[0].Consumables = []curriculum.Consumption{{Item: "wood", PerPupil: 2}}
		w.capacity.Stocks = []capacity.Stock{{Center: "z2", Item: "wood", Units: 0}}
	}, 1800, 1800},
	{"amount", "18 pupils cost 18 yuan", rule.Budget, func(w *world) {
		w.Courses[0].Fees = []curriculum.Fee{{Line: "fees", PerPupil: curriculum.Yuan}}
		w.capacity.Budgets = []capacity.Budget{{ID: "b", Line: "fees", Amount: 18*curriculum.Yuan - 1}}
	}, 1000, 1800},
	{"both centers together", "the line is one for both", rule.Budget, func(w *world) {
		w.apart()
		for i := range w.Courses {
			w.Courses[i].Fees = []curriculum.Fee{{Line: "fees", PerPupil: curriculum.Yuan}}
		}
		w.capacity.Budgets = []capacity.Budget{{ID: "b", Line: "fees", Centers: []capacity.CenterID{"z1", "z2"}, Amount: 10 * curriculum.Yuan}}
	}, 1000, 1800},
	{"longest trip", "50 minutes are more than 49", rule.Transport, func(w *world) {
		w.capacity.Travel.Ways = []capacity.Way{{School: "s2", Center: "z1", Minutes: 50}}
		w.demand.Requests[1].MaxTravel = 49
	}, 1000, 1800},
	{"just the longest", "50 minutes are no more than 50", rule.Transport, func(w *world) {
		w.capacity.Travel.Ways = []capacity.Way{{School: "s2", Center: "z1", Minutes: 50}}
		w.demand.Requests[1].MaxTravel = 50
	}, 1800, 1800},
	{"back to back", "the bus is free when the slot ends", rule.Transport, func(w *world) {
		w.capacity.Calendars[0].Terms[0].Periods[1].Start = am.End
		w.fleet(1, 40)
	}, 1800, 1800},
	{"buses", "each class takes one of the fleet's single bus at once", rule.Transport, func(w *world) {
		w.oneSlot()
		w.share()
		w.fleet(1, 40)
	}, 1000, 1800},
	{"a bus a slot", "in two slots one bus serves both", rule.Transport, func(w *world) {
		w.fleet(1, 40)
	}, 1800, 1800},
	{"two buses", "12 people do not fit one bus of 11", rule.Transport, func(w *world) {
		w.fleet(1, 11)
	}, 800, 1800},
	{"together", "one visit for all", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Most: 1}}
	}, 1000, 1800},
	{"pupils", "nine pupils for all", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Unit: capacity.Pupils, Most: 9}}
	}, 800, 1800},
	{"each", "one visit for each school in the city is enough for both", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Areas: []capacity.AreaID{"city"}, Scope: capacity.Each, Most: 1}}
	}, 1800, 1800},
	{"each school", "both classes are of one school", rule.Quota, func(w *world) {
		w.demand.Cohorts[1].School = "s1"
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Areas: []capacity.AreaID{"city"}, Scope: capacity.Each, Most: 1}}
	}, 1000, 1800},
	{"others", "all is reserved for the second school", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Schools: []curriculum.SchoolID{"s2"}, Scope: capacity.Others}}
	}, 800, 1800},
	{"mornings", "no visits in mornings, so one slot is left", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Times: morning}}
	}, 1000, 1800},
	{"another course", "the quota is not about this course", rule.Quota, func(w *world) {
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Courses: []curriculum.CourseID{"c2"}}}
	}, 1800, 1800},
}

// fleet has both schools travel with the same buses.
func (w *world) fleet(buses, seats int) {
	w.capacity.Fleets = []capacity.Fleet{{ID: "f", Buses: buses, Seats: seats}}
	w.demand.Schools[0].Fleet, w.demand.Schools[1].Fleet = "f", "f"
}

var noticeRows = []ruleRow{
	{"as of", "the morning is over", rule.Notice, func(w *world) {
		w.demand.AsOf = capacity.At(friday, clock(8, 31))
	}, 1000, 1800},
	{"notice days", "a day of 24 hours before the morning slot", rule.Notice, func(w *world) {
		w.demand.AsOf, w.demand.NoticeDays = capacity.At(friday-1, clock(8, 30)), 1
	}, 1800, 1800},
	{"one minute late", "a day less a minute", rule.Notice, func(w *world) {
		w.demand.AsOf, w.demand.NoticeDays = capacity.At(friday-1, clock(8, 31)), 1
	}, 1000, 1800},
	{"no as-of", "notice counts from nothing", rule.Notice, func(w *world) {
		w.demand.NoticeDays = 1000
	}, 1800, 1800},
	{"pin in the way", "the pinned class of 8 holds the only slot", rule.Notice, func(w *world) {
		w.oneSlot()
		w.demand.Pins = []matching.Pin{{Request: "q2", Offering: "o1", Slot: "2026-09-11.am"}}
	}, 800, 1000},
	{"pin before notice", "notice does not apply to the pin, only to the rest", rule.Notice, func(w *world) {
		w.demand.AsOf = capacity.At(friday+1, 0)
		w.demand.Pins = []matching.Pin{{Request: "q2", Offering: "o1", Slot: "2026-09-11.am"}}
	}, 800, 1800},
	{"pinned instructor", "the pin binds the only one who could lead the other course", rule.Notice, func(w *world) {
		w.oneSlot()
		w.apart()
		w.capacity.Instructors = []capacity.Instructor{
			{ID: "t1", Centers: []capacity.CenterID{"z1", "z2"}, Majors: []curriculum.MajorID{"m1", "m2"}},
			{ID: "t2", Centers: []capacity.CenterID{"z1"}, Majors: []curriculum.MajorID{"m1"}},
		}
		w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: "2026-09-11.am", Instructors: []capacity.InstructorID{"t1"}}}
	}, 1000, 1800},
}
