package matching

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// inquiry is a plan opened to be asked about.
type inquiry struct {
	*compiler
	ctx      context.Context
	plan     *Plan
	solution *search.Solution
	desk     *search.Desk
}

// inquire opens a plan, which must pass [Verify]. Requests that it does not name
// at all came later and count as unplaced: then its bound says nothing.
func inquire(ctx context.Context, p *Problem, plan *Plan) (*inquiry, error) {
	c, err := compile(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if against := c.addPins(); len(against) > 0 {
		return nil, c.pinError(against)
	}
	plan = c.knowing(plan)
	if violations := Verify(p, plan); len(violations) > 0 {
		return nil, &PlanError{violations}
	}
	q := &inquiry{compiler: c, ctx: ctx, plan: plan}
	if q.solution, err = c.start(plan); err != nil {
		return nil, err
	}
	q.desk, err = search.NewDesk(c.model, q.solution)
	return q, err
}

// knowing returns a plan with the requests listed as unplaced that it does not
// name at all.
func (c *compiler) knowing(plan *Plan) *Plan {
	if plan == nil {
		return nil
	}
	named := make(map[RequestID]bool, len(c.request))
	for i := range plan.Visits {
		named[plan.Visits[i].Request] = true
	}
	for i := range plan.Unplaced {
		named[plan.Unplaced[i].Request] = true
	}
	more := *plan
	more.Unplaced = slices.Clone(plan.Unplaced)
	for r := range c.demand.Requests {
		if !named[c.demand.Requests[r].ID] {
			missing := c.missing(int32(r), make([]int32, len(c.model.Asks[r].Goals)))
			more.Unplaced = append(more.Unplaced, c.unplaced(lack{r, missing, 0}, c.addCuts(nil, r)))
		}
	}
	if len(more.Unplaced) == len(plan.Unplaced) {
		return plan
	}
	more.Bound, more.Certificate = c.bound, nil
	slices.SortFunc(more.Unplaced, func(a, b Unplaced) int { return cmp.Compare(a.Request, b.Request) })
	more.judge()
	return &more
}

// result makes a plan of a solution that the desk came to. What was proven of the
// plan asked about holds for it too.
func (q *inquiry) result(x search.Solution) (*Plan, error) {
	plan := q.compiler.plan(x)
	plan.Stats = q.plan.Stats
	plan.Bound, plan.Certificate = min(plan.Bound, q.plan.Bound), q.plan.Certificate
	plan.judge()
	if violations := Verify(q.p, plan); len(violations) > 0 || plan.Points != x.Points {
		return nil, &DefectError{Plan: plan, Searched: x.Points, Violations: violations}
	}
	return plan, nil
}

// rules says by which rule each kind of thing stands against a visit.
var rules = [...]rule.Rule{
	search.Repeated: rule.Course, search.InRoom: rule.Room, search.Seats: rule.Seats, search.Minimum: rule.Minimum,
	search.Company: rule.Sharing, search.Staff: rule.Staff, search.Cohort: rule.Clash, search.Program: rule.Program,
	search.Carried: rule.Outreach, search.Parted: rule.Split,
}

// ruleOf is the rule by which something stands against a visit.
func (c *compiler) ruleOf(kind search.Kind, row int32) rule.Rule {
	if kind == search.Limit {
		return c.rows.rule[row]
	}
	return rules[kind]
}

// limited names what a row of the model limits, as violations do.
func (c *compiler) limited(row int32) string {
	switch c.rows.rule[row] {
	case rule.Headcount:
		for center, first := range c.rows.headcount {
			slots := c.calendars[c.calendar[center]]
			if slot := row - first; slots.base <= slot && slot < slots.base+slots.len {
				return fmt.Sprintf("center %q", c.supply.Centers[center].ID)
			}
		}
	case rule.Stock:
		for center, list := range c.rows.stock {
			for _, s := range list {
				if s.row == row {
					return fmt.Sprintf("item %q at center %q", s.item, c.supply.Centers[center].ID)
				}
			}
		}
	case rule.Budget:
		return fmt.Sprintf("budget %q", c.supply.Budgets[slices.Index(c.rows.budgets, row)].ID)
	case rule.Transport:
		for id, first := range c.rows.fleet {
			if first <= row && row < first+int32(len(c.slots)) {
				return fmt.Sprintf("fleet %q", id)
			}
		}
	case rule.Quota:
		for i := range c.rows.quotas {
			q := &c.rows.quotas[i]
			if q.row == row {
				return fmt.Sprintf("quota %q", c.supply.Quotas[i].ID)
			}
			for school, own := range q.each {
				if own == row {
					return fmt.Sprintf("quota %q for school %q", c.supply.Quotas[i].ID, school)
				}
			}
		}
	}
	return ""
}

// Holder is a visit that holds what another would need.
type Holder struct {
	Request  RequestID           `json:"request"`
	Offering capacity.OfferingID `json:"offering"`
	Slot     capacity.SlotID     `json:"slot"`
	Points   int64               `json:"points"` // what the plan would lose without it
	Pinned   bool                `json:"pinned,omitzero"`
}

// holder puts a stay of the plan into words.
func (q *inquiry) holder(x search.Stay) Holder {
	h := Holder{Request: q.demand.Requests[x.Ask].ID, Slot: q.slots[x.Slot].ID, Offering: q.offeringAt(x)}
	loss, ok := q.desk.Loss(x)
	h.Points, h.Pinned = loss, !ok
	return h
}

// offeringAt is where the first part of a stay sits.
func (q *inquiry) offeringAt(x search.Stay) capacity.OfferingID {
	places := q.solution.Places
	i, ok := slices.BinarySearchFunc(places, x, func(p search.Place, x search.Stay) int {
		return cmp.Or(cmp.Compare(p.Ask, x.Ask), cmp.Compare(p.Slot, x.Slot))
	})
	if !ok {
		return ""
	}
	return q.supply.Offerings[q.offer(places[i])].ID
}

// placed returns the places of a request's visits, each visit's parts together.
func (q *inquiry) placed(r int32) (stays [][]search.Place) {
	places := q.solution.Places
	from, _ := slices.BinarySearchFunc(places, r, func(p search.Place, r int32) int { return cmp.Compare(p.Ask, r) })
	for _, x := range places[from:] {
		if x.Ask != r {
			break
		}
		if x.Part == 0 {
			stays = append(stays, nil)
		}
		stays[len(stays)-1] = append(stays[len(stays)-1], x)
	}
	return stays
}

// missingOf counts the visits that a request lacks in the plan.
func (q *inquiry) missingOf(r int32, stays [][]search.Place) int {
	sums := make([]int32, len(q.model.Asks[r].Goals))
	for _, stay := range stays {
		arc := &q.model.Asks[r].Arcs[stay[0].Arc]
		sums[arc.Goal] += cmp.Or(arc.Amount, q.model.Slots[stay[0].Slot].Amount)
	}
	return q.missing(r, sums)
}

// worthOf is what a visit earns, what its session costs and the first bonus aside.
func (q *inquiry) worthOf(stay []search.Place) int64 {
	ask := &q.model.Asks[stay[0].Ask]
	sum := int64(0)
	for _, x := range stay {
		sum += ask.Arcs[x.Arc].Value * search.Share(ask.Pupils, x.Part, x.Of)
	}
	return sum
}
