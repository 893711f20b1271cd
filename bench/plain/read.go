package plain

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// reading is a problem with what its parts refer to looked up.
type reading struct {
	problem  *matching.Problem
	network  *capacity.Network
	supply   capacity.Spec
	demand   matching.Spec
	weights  matching.Weights
	offers   []offer
	slots    map[capacity.CalendarID][]capacity.Slot
	closures map[capacity.CalendarID][][]capacity.Closure // by index of the slot that they touch
	requests []request
}

// offer is an offering with what it takes from elsewhere.
type offer struct {
	capacity.Offering
	bounds   capacity.Bounds
	course   curriculum.Course
	center   capacity.Center
	team     *capacity.Team
	attended bool
	open     []bool // by index of the center's slots
}

// request is a request with those who come for it.
type request struct {
	matching.Request
	cohort  curriculum.Cohort
	school  matching.School
	adults  int
	program *matching.Program
	pins    []matching.Pin
}

func read(p *matching.Problem) *reading {
	r := &reading{
		problem: p, network: p.Network(), supply: p.Network().Spec(), demand: p.Spec(), weights: p.Weights(),
		slots: map[capacity.CalendarID][]capacity.Slot{}, closures: map[capacity.CalendarID][][]capacity.Closure{},
	}
	for _, c := range r.supply.Calendars {
		r.slots[c.ID] = slices.Collect(r.network.Slots(c.ID))
		for _, s := range r.slots[c.ID] {
			var touching []capacity.Closure
			for _, closure := range r.supply.Closures {
				if closure.Times.Touch(s) {
					touching = append(touching, closure)
				}
			}
			r.closures[c.ID] = append(r.closures[c.ID], touching)
		}
	}
	at := make(map[capacity.OfferingID]int, len(r.supply.Offerings))
	for i := range r.supply.Offerings {
		at[r.supply.Offerings[i].ID] = i
		r.offers = append(r.offers, r.offer(&r.supply.Offerings[i]))
	}
	for s := range r.network.Sessions() {
		o := &r.offers[at[s.Offering]]
		i := slices.IndexFunc(r.slots[o.center.Calendar], func(t capacity.Slot) bool { return t.ID == s.Slot.ID })
		o.open[i] = true
	}
	for q := range p.Requests() {
		r.requests = append(r.requests, r.request(q))
	}
	return r
}

func (r *reading) offer(raw *capacity.Offering) offer {
	o := offer{Offering: *raw}
	o.bounds, _ = r.network.Bounds(raw.ID)
	o.course, _ = r.problem.Catalog().Course(raw.Course)
	o.center, _ = r.network.Center(raw.Center)
	for i := range r.supply.Teams {
		if r.supply.Teams[i].ID == raw.Team {
			o.team = &r.supply.Teams[i]
		}
	}
	o.attended = o.center.Kind != capacity.OnlineSite &&
		(o.course.Delivery == curriculum.OnSite || o.course.Delivery == curriculum.OffCampus)
	o.open = make([]bool, len(r.slots[o.center.Calendar]))
	return o
}

func (r *reading) request(q matching.Request) request {
	x := request{Request: q}
	x.cohort, _ = r.problem.Cohort(q.Cohort)
	x.school, _ = r.problem.School(x.cohort.School)
	x.adults = cmp.Or(q.Adults, r.asked(x.cohort))
	if g, ok := r.problem.Program(q.Program); ok {
		x.program = &g
	}
	for _, pin := range r.demand.Pins {
		if pin.Request == q.ID {
			x.pins = append(x.pins, pin)
		}
	}
	if len(x.Choices) == 0 {
		x.Choices = []matching.Choice{{}}
	}
	return x
}

// asked is how many adults the framework asks for.
func (r *reading) asked(c curriculum.Cohort) int {
	return r.problem.Catalog().Framework().AdultsFor(c.Grade, c.Size)
}

// trip is how far an offering is for a request, in minutes.
func (r *reading) trip(q *request, o *offer) int {
	if !o.attended {
		return 0
	}
	return r.network.Trip(q.school.ID, q.school.At, o.Center)
}

// slot returns a slot of an offering's center.
func (r *reading) slot(o *offer, i int) capacity.Slot { return r.slots[o.center.Calendar][i] }

// hours is what a visit to an offering counts for.
func (o *offer) hours(s capacity.Slot) int64 { return int64(cmp.Or(o.course.Hours, s.Hours)) }

// has reports whether a list that stands for all when empty has x.
func has[T comparable](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }

// covers reports whether times that stand for all when empty cover a slot.
func covers(times capacity.Times, s capacity.Slot) bool { return len(times) == 0 || times.Cover(s) }

// meet reports whether two lists have an element in common.
func meet[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// within reports whether an area is one of a list or lies in one.
func (r *reading) within(area capacity.AreaID, list []capacity.AreaID) bool {
	return slices.ContainsFunc(list, func(of capacity.AreaID) bool { return r.network.Within(area, of) })
}
