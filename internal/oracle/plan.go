package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// plan writes the best visits down as a plan.
func (s *search) plan() *matching.Plan {
	d := s.district
	p := &matching.Plan{
		Status: matching.Optimal, Points: s.points, Bound: s.points, Score: d.points(s.visits),
		Sessions: []matching.Session{}, Visits: []matching.Visit{}, Unplaced: []matching.Unplaced{},
		Stats: matching.Stats{Work: int64(s.steps)},
	}
	type led struct {
		session
		by []int
	}
	var held []led
	for i, of := range sessions(s.visits) {
		held = append(held, led{of, s.staff[i]})
	}
	slices.SortFunc(held, func(a, b led) int {
		return cmp.Or(cmp.Compare(a.session[0].slot.begin, b.session[0].slot.begin), cmp.Compare(a.session[0].offer.ID, b.session[0].offer.ID))
	})
	for _, h := range held {
		var names []capacity.InstructorID
		for _, who := range h.by {
			names = append(names, d.network.Instructors[who].ID)
		}
		slices.Sort(names)
		first := h.session[0]
		p.Sessions = append(p.Sessions, matching.Session{Offering: first.offer.ID, Slot: first.slot.id, Instructors: names})
	}
	visits := slices.Clone(s.visits)
	slices.SortFunc(visits, func(a, b *visit) int {
		return cmp.Or(cmp.Compare(a.request.ID, b.request.ID), cmp.Compare(a.slot.begin, b.slot.begin))
	})
	for _, v := range visits {
		p.Visits = append(p.Visits, matching.Visit{
			Request: v.request.ID, Choice: v.choice, Offering: v.offer.ID, Slot: v.slot.id, Pupils: v.cohort.Size,
		})
	}
	for _, r := range s.requests {
		placed := 0
		for _, v := range s.visits {
			if v.request == r.request {
				placed++
			}
		}
		if placed < r.wanted {
			p.Unplaced = append(p.Unplaced, matching.Unplaced{Request: r.request.ID, Visits: r.wanted - placed, Reason: s.reason(r)})
		}
	}
	slices.SortFunc(p.Unplaced, func(a, b matching.Unplaced) int { return cmp.Compare(a.Request, b.Request) })
	return p
}

// reason tells whether the request could have had a visit if it were alone. A
// minimum does not count against it: others could fill the session.
func (s *search) reason(r demand) matching.Reason {
	for _, v := range r.options {
		if !s.district.bearable([]*visit{v}) {
			continue
		}
		if _, ok := s.assign([]*visit{v}); ok {
			return matching.NotFound
		}
	}
	return matching.Impossible
}
