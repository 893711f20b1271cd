package plain

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// Point returns the columns that a plan sets to 1. The error says what in the
// plan has no column.
func (m *Model) Point(plan *matching.Plan) ([]bool, error) {
	r := m.problem
	requests, offers := map[matching.RequestID]int{}, map[capacity.OfferingID]int{}
	for i := range r.requests {
		requests[r.requests[i].ID] = i
	}
	for i := range r.offers {
		offers[r.offers[i].ID] = i
	}
	at := func(id capacity.OfferingID, slot capacity.SlotID) session {
		offer := offers[id]
		return session{offer, slices.IndexFunc(r.slots[r.offers[offer].center.Calendar], func(s capacity.Slot) bool { return s.ID == slot })}
	}
	type visit struct {
		request matching.RequestID
		center  capacity.CenterID // whose calendar has the slot
		slot    capacity.SlotID
	}
	visitOf := func(v matching.Visit) visit { return visit{v.Request, r.offers[offers[v.Offering]].Center, v.Slot} }
	parts := map[visit]int{}
	for _, v := range plan.Visits {
		parts[visitOf(v)]++
	}
	x := make([]bool, len(m.Value))
	for _, v := range plan.Visits {
		c, ok := m.column[place{requests[v.Request], v.Component, parts[visitOf(v)], v.Part, at(v.Offering, v.Slot)}]
		if !ok {
			return nil, fmt.Errorf("no column for part %d of request %q at %q in %q", v.Part, v.Request, v.Offering, v.Slot)
		}
		x[c] = true
	}
	type duty struct {
		instructor capacity.InstructorID
		session
	}
	leads := make(map[duty]int, len(m.leads))
	for _, l := range m.leads {
		leads[duty{r.supply.Instructors[l.instructor].ID, l.session}] = l.column
	}
	for _, s := range plan.Sessions {
		for _, who := range s.Instructors {
			c, ok := leads[duty{who, at(s.Offering, s.Slot)}]
			if !ok {
				return nil, fmt.Errorf("no column for instructor %q at %q in %q", who, s.Offering, s.Slot)
			}
			x[c] = true
		}
	}
	for _, h := range m.helpers {
		is := func(c int) bool { return x[c] }
		x[h.column] = slices.ContainsFunc(h.any, is) && !slices.ContainsFunc(h.not, is)
	}
	return x, nil
}

// Plan returns the plan that the columns at 1 make up, for [matching.Verify] to
// judge. It leaves out what is unplaced, and its bound is its points.
func (m *Model) Plan(x []bool) *matching.Plan {
	r, plan := m.problem, new(matching.Plan)
	first := map[curriculum.CohortID]int64{}
	staff := map[session][]capacity.InstructorID{}
	for _, l := range m.leads {
		if x[l.column] {
			staff[l.session] = append(staff[l.session], r.supply.Instructors[l.instructor].ID)
		}
	}
	ran := map[session]bool{}
	for c, p := range m.parts {
		if !x[c] {
			continue
		}
		q, o, slot := m.request(p), m.offer(p.session), m.slot(p.session).ID
		plan.Visits = append(plan.Visits, matching.Visit{
			Request: q.ID, Part: p.number, Component: p.component, Choice: p.choice, Offering: o.ID, Slot: slot, Pupils: int(p.pupils),
		})
		if !ran[p.session] {
			ran[p.session] = true
			plan.Sessions = append(plan.Sessions, matching.Session{Offering: o.ID, Slot: slot, Instructors: staff[p.session]})
		}
		weight := p.pupils * int64(max(1, q.Weight))
		plan.Score.Base += weight * r.weights.Base
		plan.Score.Rank += weight * rankPoints(r.weights, p.choice)
		plan.Score.Travel -= p.pupils * r.weights.Travel * int64(min(r.trip(q, o), r.weights.TravelMost))
		first[q.Cohort] = max(first[q.Cohort], int64(q.cohort.Size)*r.weights.First*int64(max(1, q.Weight)))
	}
	for _, points := range first {
		plan.Score.First += points
	}
	plan.Score.Session = -r.weights.Session * int64(len(plan.Sessions))
	plan.Points = plan.Score.Total()
	plan.Bound = plan.Points
	return plan
}
