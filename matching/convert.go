package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// bound is what every request would earn alone in the district: no plan has more.
func (c *compiler) bound() int64 {
	total := int64(0)
	for a := range c.model.Asks {
		ask := &c.model.Asks[a]
		if len(ask.Arcs) == 0 {
			continue
		}
		best := ask.Arcs[0].Value * ask.Pupils
		if ask.Share == uint8(capacity.ShareNobody) {
			best -= c.model.Cost
		}
		total += max(0, best) * int64(c.funnels[a].stays)
	}
	for _, asks := range c.model.Cohorts {
		bonus := int64(0)
		for _, a := range asks {
			if len(c.model.Asks[a].Arcs) > 0 {
				bonus = max(bonus, c.model.Asks[a].Bonus)
			}
		}
		total += bonus
	}
	return total
}

// plan puts a solution into words of the domain.
func (c *compiler) plan(found search.Solution) *Plan {
	plan := &Plan{Sessions: []Session{}, Visits: []Visit{}, Unplaced: []Unplaced{}}
	running := map[[2]int32]bool{}
	sums := make([][]int32, len(c.model.Asks)) // by request and goal
	for r := range sums {
		sums[r] = make([]int32, len(c.model.Asks[r].Goals))
	}
	stays := make([]int, len(c.model.Asks))
	bonus := make([]int64, len(c.model.Cohorts))
	for _, x := range found.Places {
		ask := &c.model.Asks[x.Ask]
		arc := &ask.Arcs[x.Arc]
		pupils := search.Share(ask.Pupils, x.Part, x.Of)
		plan.Visits = append(plan.Visits, Visit{
			Request: c.demand.Requests[x.Ask].ID, Part: int(x.Part), Component: int(arc.Goal), Choice: int(arc.Choice),
			Offering: c.supply.Offerings[arc.Offer].ID, Slot: c.slots[x.Slot].ID, Pupils: int(pupils),
		})
		c.count(&plan.Score, x.Ask, arc, pupils)
		bonus[ask.Cohort] = max(bonus[ask.Cohort], ask.Bonus)
		if x.Part == 0 {
			sums[x.Ask][arc.Goal] += cmp.Or(arc.Amount, c.model.Slots[x.Slot].Amount)
			stays[x.Ask]++
		}
		running[[2]int32{arc.Offer, x.Slot}] = true
	}
	for _, b := range bonus {
		plan.Score.First += b
	}
	plan.Sessions = c.sessions(running, found.Staff)
	plan.Score.Session = -c.model.Cost * int64(len(plan.Sessions))
	for r := range sums {
		if missing := c.missing(int32(r), sums[r]); missing > 0 {
			plan.Unplaced = append(plan.Unplaced, c.unplaced(r, missing, stays[r]))
		}
	}
	plan.Points, plan.Bound = plan.Score.Total(), c.bound()
	if plan.Points == plan.Bound {
		plan.Status = Optimal
	}
	return plan
}

// count adds what some pupils' visit earns to a score, the first bonus aside.
func (c *compiler) count(score *Score, request int32, arc *search.Arc, pupils int64) {
	weight := int64(cmp.Or(c.demand.Requests[request].Weight, 1))
	base := pupils * weight * c.demand.Weights.Base
	rank := pupils * weight * c.demand.Weights.rank(int(arc.Choice))
	score.Base += base
	score.Rank += rank
	score.Travel += pupils*arc.Value - base - rank
}

// sessions lists the running sessions by slot start, then offering.
func (c *compiler) sessions(running map[[2]int32]bool, staff map[[2]int32][]int32) []Session {
	keys := make([][2]int32, 0, len(running))
	for key := range running {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int32) int {
		return cmp.Or(
			cmp.Compare(c.slots[a[1]].Begin(), c.slots[b[1]].Begin()),
			cmp.Compare(a[0], b[0]))
	})
	list := []Session{}
	for _, key := range keys {
		s := Session{Offering: c.supply.Offerings[key[0]].ID, Slot: c.slots[key[1]].ID}
		for _, p := range staff[key] {
			s.Instructors = append(s.Instructors, c.supply.Instructors[p].ID)
		}
		list = append(list, s)
	}
	return list
}

// unplaced says why a request misses visits. It is impossible when it could
// not have more than it has even alone in the district: its courses are used up.
func (c *compiler) unplaced(request, missing, placed int) Unplaced {
	f := &c.funnels[request]
	u := Unplaced{Request: c.demand.Requests[request].ID, Visits: missing, Reason: NotFound, Options: f.options}
	if placed >= f.stays {
		u.Reason = Impossible
	}
	for by, n := range f.cuts {
		if n > 0 {
			u.Cuts = append(u.Cuts, Cut{rule.Rule(by), n})
		}
	}
	return u
}

// pinError reports pins together with what they break by themselves.
func (c *compiler) pinError(pins []Pin) error {
	plan := &Plan{}
	for _, pin := range pins {
		request, _ := c.p.Request(pin.Request)
		cohort, _ := c.p.Cohort(request.Cohort)
		visit := Visit{Request: pin.Request, Offering: pin.Offering, Slot: pin.Slot, Pupils: cohort.Size}
		offering := &c.supply.Offerings[c.offering[pin.Offering]]
		for _, m := range c.matched(&c.demand.Requests[c.request[pin.Request]]) {
			if c.supply.Offerings[m.offer].ID == offering.ID {
				visit.Choice = int(m.choice)
				break
			}
		}
		plan.Visits = append(plan.Visits, visit)
	}
	var broken []Violation
	for _, v := range Verify(c.p, plan) {
		switch v.Rule {
		case rule.Books, rule.Minimum, rule.Staff, rule.Notice:
		default:
			broken = append(broken, v)
		}
	}
	return &PinError{Pins: pins, Violations: broken}
}
