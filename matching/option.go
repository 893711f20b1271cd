package matching

import "fmt"

// Option changes how [Solve] and [Replan] work.
type Option func(*options) error

type options struct {
	seed     uint64
	effort   int64
	progress func(Progress)
	plan     *Plan
	change   int64
}

// WithSeed sets the seed of the search; the default is 1. The same problem,
// seed and effort give the same plan.
func WithSeed(seed uint64) Option {
	return func(o *options) error {
		o.seed = seed
		return nil
	}
}

// WithEffort ends the search after some work, counted in tests of options;
// some tens of millions are a second. The default is [DefaultEffort] without a
// deadline on the context, and no limit with one.
func WithEffort(effort int64) Option {
	return func(o *options) error {
		if effort < 1 {
			return fmt.Errorf("matching: effort %d; want at least 1", effort)
		}
		o.effort = effort
		return nil
	}
}

// DefaultEffort is the work after which Solve ends when neither an effort nor
// a deadline is set.
const DefaultEffort = 200_000_000

// WithPlan begins the search with a plan of the problem, which must pass
// [Verify]: Solve returns none with fewer points. The plan is not changed.
func WithPlan(plan *Plan) Option {
	return func(o *options) error {
		if plan == nil {
			return fmt.Errorf("matching: WithPlan(nil); leave the option out")
		}
		o.plan = plan
		return nil
	}
}

// WithChangeCost sets the points that it costs [Replan] to move or drop a
// published visit that is far from its date. It is of no use to Solve.
func WithChangeCost(points int64) Option {
	return func(o *options) error {
		if points < 1 {
			return fmt.Errorf("matching: a change costs %d points; want at least 1", points)
		}
		o.change = points
		return nil
	}
}

// WithProgress calls report after each improvement, from the goroutine that
// called Solve.
func WithProgress(report func(Progress)) Option {
	return func(o *options) error {
		if report == nil {
			return fmt.Errorf("matching: WithProgress(nil); leave the option out")
		}
		o.progress = report
		return nil
	}
}

// Progress is what a search tells while it goes on. It holds no time, as this
// library does not look at the clock.
type Progress struct {
	Work   int64 // effort used so far
	Points int64 // of the best plan so far
	Bound  int64 // no plan has more points, as the search counts; Plan.Bound is checked, and may be larger when ctx ends
	Visits int   // placed by the best plan so far
	Pupils int   // placed by the best plan so far
}
