package main

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// disruption is something that goes wrong in the middle of a term.
type disruption struct {
	name    string
	happens func(now *scenario.File, plan *matching.Plan)
}

// copied returns a copy of a scenario that may be changed.
func copied(f *scenario.File) *scenario.File {
	now := *f
	now.Closures, now.Instructors = slices.Clone(f.Closures), slices.Clone(f.Instructors)
	now.Requests, now.Cohorts, now.Pins = slices.Clone(f.Requests), slices.Clone(f.Cohorts), slices.Clone(f.Pins)
	now.Fleets, now.Budgets, now.Centers = slices.Clone(f.Fleets), slices.Clone(f.Budgets), slices.Clone(f.Centers)
	return &now
}

// midTerm sets the time to the evening before the date that a third of the visits
// are before, and the notice to two days, and returns that date.
func midTerm(now *scenario.File, plan *matching.Plan) capacity.Date {
	var dates []capacity.Date
	for _, v := range plan.Visits {
		dates = append(dates, dateOf(v.Slot))
	}
	slices.Sort(dates)
	day := dates[len(dates)/3]
	now.AsOf, now.NoticeDays = capacity.At(day-1, 18*60), 2
	return day
}

func dateOf(id capacity.SlotID) (d capacity.Date) {
	if err := d.UnmarshalText([]byte(id[:10])); err != nil {
		panic(err) // slot ids begin with their date
	}
	return d
}

// busiest returns the key that most of the visits have, the least of equals.
func busiest[K cmp.Ordered](plan *matching.Plan, of func(v *matching.Visit) []K) (most K) {
	counts := map[K]int{}
	for i := range plan.Visits {
		for _, k := range of(&plan.Visits[i]) {
			counts[k]++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if counts[k] > counts[most] {
			most = k
		}
	}
	return most
}

func offering(now *scenario.File, id capacity.OfferingID) *capacity.Offering {
	i := slices.IndexFunc(now.Offerings, func(o capacity.Offering) bool { return o.ID == id })
	return &now.Offerings[i]
}

// areas returns up to n areas in which there are centers.
func areas(now *scenario.File, n int) (list []capacity.AreaID) {
	for _, c := range now.Centers {
		if c.Area != "" && !slices.Contains(list, c.Area) && len(list) < n {
			list = append(list, c.Area)
		}
	}
	return list
}

func closeFor(now *scenario.File, c capacity.Closure) {
	c.ID = "disruption"
	now.Closures = append(now.Closures, c)
}

// disruptions are those of a term: weather in the morning and in mid-visit, an
// instructor ill, a room out, late cancellations, headcounts, buses, exams, a
// provider that leaves, a budget that is used up.
var disruptions = []disruption{
	{"typhoon in three areas, 06:30 to noon of the next day", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		closeFor(now, capacity.Closure{Kind: capacity.Weather, Areas: areas(now, 3), Times: capacity.Times{{Start: capacity.At(day, 6*60+30), End: capacity.At(day+1, 12*60)}}})
	}},
	{"a signal in mid-visit, 10:00 to midnight, one area", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		closeFor(now, capacity.Closure{Kind: capacity.Weather, Areas: areas(now, 1), Times: capacity.Times{{Start: capacity.At(day, 10*60), End: capacity.At(day+1, 0)}}})
	}},
	{"the busiest instructor ill for two weeks", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		counts := map[capacity.InstructorID]int{}
		for _, s := range plan.Sessions {
			for _, id := range s.Instructors {
				counts[id]++
			}
		}
		best := 0
		for i, x := range now.Instructors {
			if counts[x.ID] > counts[now.Instructors[best].ID] {
				best = i
			}
		}
		if len(now.Instructors) > 0 {
			x := &now.Instructors[best]
			x.Teaching = append(x.Teaching.Clone(), capacity.When{From: day, To: day + 13})
		}
	}},
	{"the busiest room out for three weeks", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		room := busiest(plan, func(v *matching.Visit) []capacity.RoomID { return offering(now, v.Offering).Rooms })
		closeFor(now, capacity.Closure{Rooms: []capacity.RoomID{room}, Times: capacity.Times{{From: day, To: day + 20}}})
	}},
	{"one placed request in a hundred canceled", func(now *scenario.File, plan *matching.Plan) {
		midTerm(now, plan)
		gone := map[matching.RequestID]bool{}
		for i := range plan.Visits {
			if dateOf(plan.Visits[i].Slot) > now.AsOf.Date() && i%100 == 0 {
				gone[plan.Visits[i].Request] = true
			}
		}
		now.Requests = slices.DeleteFunc(now.Requests, func(r matching.Request) bool { return gone[r.ID] })
		now.Pins = slices.DeleteFunc(now.Pins, func(p matching.Pin) bool { return gone[p.Request] })
	}},
	{"three pupils more in one class in twenty", func(now *scenario.File, plan *matching.Plan) {
		midTerm(now, plan)
		for i := range now.Cohorts {
			if i%20 == 0 {
				now.Cohorts[i].Size += 3
			}
		}
	}},
	{"half of the buses of every fleet", func(now *scenario.File, plan *matching.Plan) {
		midTerm(now, plan)
		for i := range now.Fleets {
			now.Fleets[i].Buses = (now.Fleets[i].Buses + 1) / 2
		}
	}},
	{"exams of grade 9 for a week", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		closeFor(now, capacity.Closure{Kind: capacity.Exams, Grades: curriculum.Grades(9, 9), Times: capacity.Times{{From: day, To: day + 6}}})
	}},
	{"the center with most visits leaves", func(now *scenario.File, plan *matching.Plan) {
		day := midTerm(now, plan)
		center := busiest(plan, func(v *matching.Visit) []capacity.CenterID {
			return []capacity.CenterID{offering(now, v.Offering).Center}
		})
		closeFor(now, capacity.Closure{Centers: []capacity.CenterID{center}, Times: capacity.Times{{From: day}}})
	}},
	{"a tenth less of every budget", func(now *scenario.File, plan *matching.Plan) {
		midTerm(now, plan)
		for i := range now.Budgets {
			now.Budgets[i].Amount -= now.Budgets[i].Amount / 10
		}
	}},
}
