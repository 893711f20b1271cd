package matching

import (
	"context"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// prospect looks closer at what is missing: could any plan place more of a
// request than one does?
type prospect struct {
	*compiler
	plan  search.Solution
	stays []int        // of the plan, by request
	alone *search.Desk // the pins and what they need; nil when these alone do not fit
	all   *search.Prospects
}

func (c *compiler) newProspect(plan search.Solution) *prospect {
	x := &prospect{compiler: c, plan: plan, stays: make([]int, len(c.model.Asks))}
	for _, at := range plan.Places {
		if at.Part == 0 {
			x.stays[at.Ask]++
		}
	}
	x.alone, _ = search.NewDesk(c.model, nil)
	return x
}

// closeWork is spent on trying all plans for one request; it takes well below a
// second.
const closeWork = 300_000

// more reports whether a plan of any kind has more visits of a request, as far
// as can be told: first by placing them one by one beside the pins alone, then
// by trying all plans. What is too large to be tried counts as possible.
func (x *prospect) more(ctx context.Context, r int32) bool {
	has := x.stays[r]
	if has >= x.funnels[r].stays {
		return false
	}
	if x.alone != nil && x.alone.Could(r, has+1) {
		return true
	}
	if x.all == nil {
		x.all = search.NewProspects(x.model)
	}
	most, proven := x.all.MostStays(ctx, r, x.plan, closeWork)
	return most > has || !proven
}

// explainLost tells apart, in a plan known to be optimal, what is lost to others
// and what no plan places.
func (c *compiler) explainLost(ctx context.Context, plan *Plan, found search.Solution) {
	if plan.Status != Optimal || len(c.unseen) > 0 {
		return
	}
	var x *prospect
	for i := range plan.Unplaced {
		u := &plan.Unplaced[i]
		if u.Reason != Lost || ctx.Err() != nil {
			continue
		}
		if x == nil {
			x = c.newProspect(found)
		}
		if !x.more(ctx, c.request[u.Request]) {
			u.Reason = Impossible
		}
	}
}
