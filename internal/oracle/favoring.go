package oracle

import (
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// Favoring finds the plan with the most points where each visit, given by its
// parts, earns a bonus. It returns points and bonuses together and that plan, and
// whether the search came to its end; a nil plan means that there is none.
func Favoring(p *matching.Problem, bonus func(visit []matching.Visit) int64) (total int64, plan *matching.Plan, ok bool) {
	s := run(p, rule.Books, func(v *visit) int64 {
		var parts []matching.Visit
		for _, x := range v.parts {
			parts = append(parts, matching.Visit{
				Request: v.request.ID, Part: x.number, Component: v.component, Choice: x.choice, Offering: x.offer.ID, Slot: x.slot.id, Pupils: x.pupils,
			})
		}
		return bonus(parts)
	})
	if s.steps > Budget || !s.found {
		return 0, nil, s.steps <= Budget
	}
	plan = s.plan()
	plan.Points = plan.Score.Total()
	plan.Bound, plan.Status = s.points, matching.Feasible
	return s.points, plan, true
}
