package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// plan writes the best visits down as a plan.
func (s *search) plan() *matching.Plan {
	return &matching.Plan{
		Status: matching.Optimal, Points: s.points, Bound: s.points, Score: s.district.points(s.visits),
		Sessions: s.listSessions(), Visits: s.listVisits(), Unplaced: s.listUnplaced(),
		Stats: matching.Stats{Work: int64(s.steps)},
	}
}

func (s *search) listSessions() []matching.Session {
	type led struct {
		first *part
		by    []int
	}
	var held []led
	for i, of := range sessions(rows(s.visits)) {
		held = append(held, led{of[0], s.staff[i]})
	}
	slices.SortFunc(held, func(a, b led) int {
		return cmp.Or(cmp.Compare(a.first.slot.id, b.first.slot.id), cmp.Compare(a.first.offer.ID, b.first.offer.ID))
	})
	list := []matching.Session{}
	for _, h := range held {
		var names []capacity.InstructorID
		for _, who := range h.by {
			names = append(names, s.district.network.Instructors[who].ID)
		}
		slices.Sort(names)
		list = append(list, matching.Session{Offering: h.first.offer.ID, Slot: h.first.slot.id, Instructors: names})
	}
	return list
}

func (s *search) listVisits() []matching.Visit {
	list := []matching.Visit{}
	for _, v := range s.visits {
		for _, x := range v.parts {
			list = append(list, matching.Visit{
				Request: v.request.ID, Part: x.number, Component: v.component, Choice: x.choice,
				Offering: x.offer.ID, Slot: x.slot.id, Pupils: x.pupils,
			})
		}
	}
	slices.SortFunc(list, func(a, b matching.Visit) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Offering, b.Offering))
	})
	return list
}

func (s *search) listUnplaced() []matching.Unplaced {
	list := []matching.Unplaced{}
	for _, r := range s.requests {
		if missing := s.district.missing(r.visitor, of(s.visits, r.visitor)); missing > 0 {
			list = append(list, matching.Unplaced{Request: r.request.ID, Visits: missing, Reason: s.reason(r)})
		}
	}
	slices.SortFunc(list, func(a, b matching.Unplaced) int { return cmp.Compare(a.Request, b.Request) })
	return list
}

// reason tells whether the request could have had a visit if it were alone. A
// minimum does not count against it: others could fill the session. Nor does a
// program that must be whole. Whoever could is lost to others, as the plan is
// the best.
func (s *search) reason(r demand) matching.Reason {
	for _, v := range slices.Concat(r.ways...) {
		if !s.district.bearable([]*visit{v}) {
			continue
		}
		if _, ok := s.assign([]*visit{v}); ok {
			return matching.Lost
		}
	}
	return matching.Impossible
}
