package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// bound is what every request would earn alone in the district: no plan has more.
func (c *compiler) bound() int64 {
	total := int64(0)
	for a := range c.funnels {
		f := &c.funnels[a]
		total += max(0, f.most) * int64(f.stays)
	}
	for _, asks := range c.model.Cohorts {
		bonus := int64(0)
		for _, a := range asks {
			if c.funnels[a].stays > 0 {
				bonus = max(bonus, c.model.Asks[a].Bonus)
			}
		}
		total += bonus
	}
	return total
}

// plan puts a solution into words of the domain.
func (c *compiler) plan(found search.Solution) *Plan {
	plan := &Plan{Problem: c.fingerprint, Sessions: []Session{}, Visits: []Visit{}, Unplaced: []Unplaced{}}
	running := map[[2]int32]bool{}
	sums := make([][]int32, len(c.model.Asks)) // by request and goal
	for r := range sums {
		sums[r] = make([]int32, len(c.model.Asks[r].Goals))
	}
	stays := make([]int, len(c.model.Asks))
	bonus := make([]int64, len(c.model.Cohorts))
	slices.SortFunc(found.Places, func(a, b search.Place) int {
		return cmp.Or(
			cmp.Compare(a.Ask, b.Ask), cmp.Compare(c.slots[a.Slot].ID, c.slots[b.Slot].ID), cmp.Compare(a.Part, b.Part),
			cmp.Compare(c.offer(a), c.offer(b)))
	})
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
	plan.judge()
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

// offer returns the offering of a place.
func (c *compiler) offer(x search.Place) int32 { return c.model.Asks[x.Ask].Arcs[x.Arc].Offer }

// sessions lists the running sessions by slot id, then offering.
func (c *compiler) sessions(running map[[2]int32]bool, staff map[[2]int32][]int32) []Session {
	keys := make([][2]int32, 0, len(running))
	for key := range running {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int32) int {
		return cmp.Or(
			cmp.Compare(c.slots[a[1]].ID, c.slots[b[1]].ID),
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

// choiceOf returns the choice that a pin counts as: the first that its offering
// and slot fulfil, else the first that its offering does.
func (c *compiler) choiceOf(pin Pin) int {
	request := &c.demand.Requests[c.request[pin.Request]]
	offer := c.offering[pin.Offering]
	slot, _ := c.p.network.Slot(c.supply.Offerings[offer].Center, pin.Slot)
	named := -1
	for _, m := range c.matched(request) {
		if m.offer != offer {
			continue
		}
		if len(request.Choices) == 0 {
			return 0
		}
		if times := request.Choices[m.choice].Times; len(times) == 0 || times.Cover(slot) {
			return int(m.choice)
		}
		if named < 0 {
			named = int(m.choice)
		}
	}
	return max(0, named)
}
