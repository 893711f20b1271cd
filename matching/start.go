package matching

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// PlanError reports that a plan handed in, to start from, to ask about or to
// publish, is not a valid plan of the problem.
type PlanError struct {
	Violations []Violation
}

func (e *PlanError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "matching: the plan has %d violations; mend it or do without it", len(e.Violations))
	for i, v := range e.Violations {
		if i == 10 {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Violations)-i)
			break
		}
		b.WriteString("\n  ")
		b.WriteString(v.String())
	}
	return b.String()
}

// start puts a plan that passes [Verify] into the model's words.
func (c *compiler) start(plan *Plan) (*search.Solution, error) {
	start := &search.Solution{Points: plan.Points, Staff: make(map[[2]int32][]int32, len(plan.Sessions))}
	for i := range plan.Visits {
		x, ok := c.placeOf(&plan.Visits[i])
		if !ok {
			v := &plan.Visits[i]
			return nil, &DefectError{Plan: plan, Violations: []Violation{{
				Rule: rule.Choice, Request: v.Request, Offering: v.Offering, Slot: v.Slot, Want: "an option of the model", Have: "none",
			}}}
		}
		start.Places = append(start.Places, x)
	}
	slices.SortFunc(start.Places, func(a, b search.Place) int {
		return cmp.Or(cmp.Compare(a.Ask, b.Ask), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	for from, to := 0, 0; from < len(start.Places); from = to {
		for to < len(start.Places) && start.Places[to].Ask == start.Places[from].Ask && start.Places[to].Slot == start.Places[from].Slot {
			to++
		}
		for i := from; i < to; i++ {
			start.Places[i].Of = int32(to - from)
		}
	}
	for _, s := range plan.Sessions {
		offer := c.offering[s.Offering]
		var people []int32
		for _, id := range s.Instructors {
			people = append(people, c.person[id])
		}
		start.Staff[[2]int32{offer, c.slotOf(offer, s.Slot)}] = people
	}
	return start, nil
}

// placeOf returns the place of a visit or part, of how many parts aside, and
// false where its request has no arc for it.
func (c *compiler) placeOf(v *Visit) (search.Place, bool) {
	offer := c.offering[v.Offering]
	x := search.Place{Ask: c.request[v.Request], Slot: c.slotOf(offer, v.Slot), Part: int32(v.Part)}
	for k := range c.model.Asks[x.Ask].Arcs {
		arc := &c.model.Asks[x.Ask].Arcs[k]
		if arc.Offer == offer && arc.Goal == int32(v.Component) && c.model.Sets[arc.Set].Has(x.Slot) {
			x.Arc = int32(k)
			return x, true
		}
	}
	return x, false
}

// unchanged returns a copy of a plan that passes [Verify]: the best there is
// when ctx ends before a search begins.
func (c *compiler) unchanged(plan *Plan) *Plan {
	kept := &Plan{
		Problem: c.fingerprint,
		Points:  plan.Points, Score: plan.Score, Bound: c.bound,
		Sessions: append([]Session{}, plan.Sessions...),
		Visits:   append([]Visit{}, plan.Visits...),
		Unplaced: append([]Unplaced{}, plan.Unplaced...),
	}
	kept.judge()
	for i := range kept.Sessions {
		kept.Sessions[i].Instructors = slices.Clone(kept.Sessions[i].Instructors)
	}
	for i := range kept.Unplaced {
		kept.Unplaced[i].Cuts = slices.Clone(kept.Unplaced[i].Cuts)
	}
	slices.SortFunc(kept.Sessions, func(a, b Session) int {
		return cmp.Or(cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Offering, b.Offering))
	})
	slices.SortFunc(kept.Visits, func(a, b Visit) int {
		return cmp.Or(
			cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part),
			cmp.Compare(a.Offering, b.Offering))
	})
	slices.SortFunc(kept.Unplaced, func(a, b Unplaced) int { return cmp.Compare(a.Request, b.Request) })
	return kept
}
