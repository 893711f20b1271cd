package matching

import (
	"context"
	"time"

	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// KeepForTest is how a search ends that offers one solution on the way and ends with
// another one: what is few, whether the first breaks a rule, and by what it ends, in a
// context that has ended or not.
type KeepForTest struct {
	Few    int
	Defect bool
	Stop   Stop
	Ended  bool
}

// KeptPlansForTest is the plan that comes back, and those of both solutions.
type KeptPlansForTest struct{ Plan, First, Last *Plan }

// Run ends the search.
func (x KeepForTest) Run(p *Problem) (KeptPlansForTest, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c, err := compile(ctx, p)
	if err != nil {
		return KeptPlansForTest{}, err
	}
	first, _, _, err := search.First(ctx, c.model)
	if err != nil {
		return KeptPlansForTest{}, err
	}
	better, err := engine.Run(ctx, c.model, search.Limits{Work: 20_000, Bound: c.bound}, engine.Watch{})
	if err != nil {
		return KeptPlansForTest{}, err
	}
	if x.Defect {
		first.Places = first.Places[1:]
	}
	k := c.newKeeper(ctx)
	k.few = x.Few
	early := ctx
	if x.Stop == Deadline {
		early, cancel = context.WithTimeout(ctx, 0)
		defer cancel()
	}
	last, err := k.run(early, 1, func() (search.Solution, int64, search.Stop, error) {
		k.offer(search.Progress{Work: 1, Points: first.Points, Units: len(first.Places)}, func() search.Solution { return first })
		k.wait()
		if x.Defect { // is not forgotten
			k.offer(search.Progress{Work: 2, Points: better.Solution.Points, Units: len(better.Solution.Places)}, func() search.Solution { return better.Solution })
			k.wait()
		}
		stop := search.Ended
		if x.Ended {
			cancel()
		}
		if x.Stop == Effort {
			stop = search.Effort
		}
		return better.Solution, 2, stop, nil
	})
	if err != nil {
		return KeptPlansForTest{}, err
	}
	return KeptPlansForTest{last.plan, c.plan(first), c.plan(better.Solution)}, nil
}

// OfferForTest is a solution that a search offers.
type OfferForTest struct {
	Work   int64
	Visits int
	Points int64
}

// TakenForTest returns the points of the solutions that are kept, of those offered one
// after another.
func TakenForTest(p *Problem, few int, offers []OfferForTest) (taken []int64, err error) {
	c, err := compile(context.Background(), p)
	if err != nil {
		return nil, err
	}
	k := c.newKeeper(context.Background())
	k.few = few
	for _, x := range offers {
		k.offer(search.Progress{Work: x.Work, Points: x.Points, Units: x.Visits}, func() search.Solution {
			taken = append(taken, x.Points)
			return search.Solution{Points: x.Points}
		})
		if k.wait(); k.last != nil {
			k.last.err = nil // that the empty solution is not worth that
		}
	}
	return taken, nil
}

// KeptForTest solves as [Solve] with a plan to start from does, and keeps however few
// visits. It reports whether the plan is another one than the last that was kept.
func KeptForTest(ctx context.Context, p *Problem, start *Plan) (plan *Plan, fresh bool, err error) {
	c, err := compile(ctx, p)
	if err != nil {
		return nil, false, err
	}
	limits := search.Limits{Work: DefaultEffort, Bound: c.bound, Seed: 1}
	if len(c.unseen) > 0 {
		plan, err = Solve(ctx, p, WithPlan(start))
		return plan, true, err
	}
	if limits.Start, err = c.start(start); err != nil {
		return nil, false, err
	}
	k := c.newKeeper(ctx)
	k.few = 0
	k.begin(*limits.Start, start)
	plan, err = k.solve(ctx, &options{seed: 1}, limits)
	return plan, k.last == nil || plan != k.last.plan, err
}

// AheadForTest returns after which time a search ends, and the visits that there can be.
func AheadForTest(ctx context.Context, p *Problem) (after time.Duration, visits int, err error) {
	c, err := compile(ctx, p)
	if err != nil {
		return 0, 0, err
	}
	for a := range c.model.Asks {
		visits += int(c.model.Asks[a].Stays)
	}
	early, cancel := c.ahead(ctx)
	defer cancel()
	deadline, _ := early.Deadline()
	return time.Until(deadline), visits, nil
}
