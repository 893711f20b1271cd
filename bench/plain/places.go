package plain

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// place is where a part can be: in an offering and slot, for a component, as
// the part with a number out of so many.
type place struct {
	request, component int
	of, number         int
	session
}

// session is an offering in a slot of its center, by their indexes.
type session struct{ offer, slot int }

// part is a place with what follows from it.
type part struct {
	place
	pupils, adults int64
	choice         int
	points         int64
}

// addParts adds the columns of a request's parts: every place that the rules
// about one part alone leave.
func (m *Model) addParts(request int) {
	r, q := m.problem, &m.problem.requests[request]
	if q.Adults != 0 && q.Adults < r.asked(q.cohort) { // R17
		return
	}
	free := map[capacity.CalendarID][]bool{}
	for id, slots := range r.slots {
		for _, s := range slots {
			free[id] = append(free[id], covers(q.Times, s))
		}
	}
	for i := range r.offers {
		o := &r.offers[i]
		if q.MaxTravel > 0 && r.trip(q, o) > q.MaxTravel || // R15
			o.team != nil && capacity.Meters(q.school.At, o.center.At) > o.team.Reach { // R20
			continue
		}
		choices := fitting(q, o)
		if len(choices) == 0 {
			continue
		}
		for slot, open := range o.open {
			if s := r.slot(o, slot); open && free[o.center.Calendar][slot] && !r.closedTo(q, o, slot) {
				if c := slices.IndexFunc(choices, func(c int) bool { return covers(q.Choices[c].Times, s) }); c >= 0 {
					m.addPartsAt(request, session{i, slot}, choices[c])
				}
			}
		}
	}
}

// fitting returns the indexes of the choices that an offering fulfils, the best
// first (R3).
func fitting(q *request, o *offer) []int {
	var list []int
	for i, c := range q.Choices {
		if (c.Course == "" || c.Course == o.Course) && (c.Theme == "" || c.Theme == o.course.Theme) &&
			(c.Tier == 0 || c.Tier == o.course.Tier) &&
			(c.Major == "" || c.Major == o.course.Major) && (c.Center == "" || c.Center == o.Center) &&
			(c.Occupation == "" || slices.Contains(o.course.Occupations, c.Occupation)) {
			list = append(list, i)
		}
	}
	return list
}

// closedTo reports whether a closure keeps a request from a session (R4). The
// network knows those for everyone; this looks at all.
func (r *reading) closedTo(q *request, o *offer, slot int) bool {
	return slices.ContainsFunc(r.closures[o.center.Calendar][slot], func(c capacity.Closure) bool {
		if c.Grades != 0 && !c.Grades.Has(q.cohort.Grade) {
			return false
		}
		return len(c.Areas)+len(c.Centers)+len(c.Rooms) == 0 || slices.Contains(c.Centers, o.Center) || meet(c.Rooms, o.Rooms) ||
			r.within(o.center.Area, c.Areas) || r.within(q.school.Area, c.Areas)
	})
}

// addPartsAt adds the columns of a request's parts in one session.
func (m *Model) addPartsAt(request int, at session, choice int) {
	r, q := m.problem, &m.problem.requests[request]
	o, s := &r.offers[at.offer], r.slot(&r.offers[at.offer], at.slot)
	pinned := 0 // parts of the visit that is, or 0
	for _, p := range q.pins {
		if p.Offering == o.ID && p.Slot == s.ID {
			pinned = r.pinsOfVisit(q.pins, p)
		}
	}
	noticed := r.demand.AsOf == 0 || s.Begin() >= r.demand.AsOf+capacity.Moment(r.demand.NoticeDays*24*60) // R18
	for of := 1; of <= max(1, q.Parts) && of <= q.cohort.Size; of++ {
		if !noticed && of != pinned {
			continue
		}
		for number := range of {
			cohort := q.cohort
			cohort.Size = share(q.cohort.Size, number, of)
			if !r.problem.Catalog().Eligible(cohort, o.Course).Eligible() || o.bounds.Seats > 0 && cohort.Size > o.bounds.Seats { // R1, R2, R6
				continue
			}
			for _, component := range components(q, o, s) {
				m.addPart(part{
					place:  place{request, component, of, number, at},
					pupils: int64(cohort.Size), adults: int64(share(q.adults, number, of)), choice: choice,
				})
			}
		}
	}
}

// pinsOfVisit counts those of some pins that are of the same visit as one.
func (r *reading) pinsOfVisit(pins []matching.Pin, pin matching.Pin) (n int) {
	calendar := func(p matching.Pin) capacity.CalendarID {
		i := slices.IndexFunc(r.offers, func(o offer) bool { return o.ID == p.Offering })
		return r.offers[i].center.Calendar
	}
	for _, p := range pins {
		if p.Slot == pin.Slot && calendar(p) == calendar(pin) {
			n++
		}
	}
	return n
}

// share is what the part with a number out of so many has of n.
func share(n, number, of int) int {
	if number < n%of {
		return n/of + 1
	}
	return n / of
}

// components lists what a visit can count for (R11), 0 without a program.
func components(q *request, o *offer, s capacity.Slot) []int {
	if q.program == nil {
		return []int{0}
	}
	var list []int
	for i, c := range q.program.Components {
		if (c.Hours == 0 || o.hours(s) >= 1) && (c.Tier == 0 || c.Tier == o.course.Tier) &&
			has(c.Courses, o.Course) && has(c.Majors, o.course.Major) && has(c.Centers, o.Center) &&
			(len(c.Occupations) == 0 || meet(c.Occupations, o.course.Occupations)) && (len(c.Tags) == 0 || meet(c.Tags, o.course.Tags)) {
			list = append(list, i)
		}
	}
	return list
}

// addPart adds the column of a part.
func (m *Model) addPart(x part) {
	r, q, w := m.problem, &m.problem.requests[x.request], m.problem.weights
	x.points = x.pupils*int64(max(1, q.Weight))*(w.Base+rankPoints(w, x.choice)) -
		x.pupils*w.Travel*int64(min(r.trip(q, &r.offers[x.offer]), w.TravelMost))
	m.column[x.place] = m.addColumn(x.points)
	m.parts = append(m.parts, x)
}

func rankPoints(w matching.Weights, choice int) int64 {
	if choice < len(w.Rank) {
		return w.Rank[choice]
	}
	return 0
}
