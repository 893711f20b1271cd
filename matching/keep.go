package matching

import (
	"context"
	"math"
	"time"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// keeper writes down and verifies the best solution while a search goes on. When ctx
// ends, that plan is at hand: for tens of thousands of visits, writing down what the
// search has by then would take longer than who ended it should wait.
type keeper struct {
	*compiler
	domain *domain
	ended  func() bool // ctx has
	over   func() bool // the time of the search is, which may end before
	few    int         // visits up to which none is kept
	due    int64       // work from which on another one is
	last   *kept       // nil before there is one
	done   chan bool   // closed when what goes on beside the search is over; nil before
}

// kept is a solution with its plan, or what is wrong with it.
type kept struct {
	solution search.Solution
	plan     *Plan
	err      error
}

func (c *compiler) newKeeper(ctx context.Context) *keeper {
	ended := func() bool { return ctx.Err() != nil }
	k := &keeper{compiler: c, domain: newDomain(c.p), few: keepFew, ended: ended, over: ended}
	if ctx.Done() == nil {
		k.few = math.MaxInt
	}
	return k
}

// begin keeps the plan that a search starts with.
func (k *keeper) begin(start search.Solution, plan *Plan) {
	if len(plan.Visits) > k.few {
		k.last = &kept{solution: start, plan: k.unchanged(plan)}
	}
}

// Up to so many visits nothing is kept. Else a solution is that has one in so many points
// more than the last, or is better after so much work a visit: keeping then takes a small
// part of the time.
const (
	keepFew    = 8192
	keepPoints = 256
	keepWork   = 2048
)

// offer has a solution kept that is much better than the last, or better and due, unless
// another one still is.
func (k *keeper) offer(x search.Progress, solution func() search.Solution) {
	if x.Units <= k.few || k.over() {
		return
	}
	if k.done != nil {
		select {
		case <-k.done:
		default:
			return
		}
	}
	if k.last != nil {
		last := k.last.solution.Points
		if k.last.err != nil || x.Points <= last || x.Points <= last+last/keepPoints && x.Work < k.due {
			return
		}
	}
	k.due = x.Work + keepWork*int64(x.Units)
	best, done := solution(), make(chan bool)
	k.done = done
	go func() {
		defer close(done)
		if x, whole := k.write(best, k.over); whole {
			k.last = x
		}
	}()
}

// write turns a solution into a verified plan. It reports whether it came to the end:
// not when ended says so and there is another one.
func (k *keeper) write(x search.Solution, ended func() bool) (*kept, bool) {
	stop := func() bool { return k.last != nil && ended() }
	if stop() {
		return nil, false
	}
	plan := k.plan(x)
	violations, whole := verify(k.domain, plan, stop)
	if !whole {
		return nil, false
	}
	out := &kept{solution: x, plan: plan}
	if len(violations) > 0 || plan.Points != x.Points {
		out.err = &DefectError{Plan: plan, Searched: x.Points, Violations: violations}
	}
	return out, true
}

// wait waits for what goes on beside the search, which ends soon when its time does.
func (k *keeper) wait() {
	if k.done != nil {
		<-k.done
	}
}

// take returns the solution that a search ended with, or the last that was kept when
// ctx has ended or ends meanwhile.
func (k *keeper) take(found search.Solution) *kept {
	k.wait()
	if k.last != nil && k.last.err != nil {
		return k.last
	}
	if x, whole := k.write(found, k.ended); whole {
		return x
	}
	return k.last
}

// aVisitTakes is the time kept back for writing down and verifying a visit that is asked
// for: about three times of what it mostly is.
const aVisitTakes = 6 * time.Microsecond

// ahead returns a context that ends before ctx's deadline, so that what was found by
// then is written down and verified when it comes.
func (c *compiler) ahead(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, timed := ctx.Deadline()
	if !timed {
		return ctx, func() {}
	}
	visits := time.Duration(0)
	for a := range c.model.Asks {
		visits += time.Duration(c.model.Asks[a].Stays)
	}
	return context.WithDeadline(ctx, deadline.Add(-visits*aVisitTakes))
}
