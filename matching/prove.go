package matching

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// prover has certificates checked while a search goes on: when ctx ends, one is
// at hand whose bound is known, since on large problems a check takes seconds.
type prover struct {
	*compiler
	stop        func() bool
	relaxed     *relaxation  // nil before the first check
	certificate *Certificate // the last that was checked to the end; nil when none was
	bound       int64        // that CheckBound makes of it
	err         error        // what is wrong with it
	done        chan bool    // closed when the check that goes on beside the search is over; nil before there was one
}

func (c *compiler) newProver(ctx context.Context) *prover {
	return &prover{compiler: c, stop: func() bool { return ctx.Err() != nil }}
}

// watch has certificates checked, if the search may be ended by ctx, and progress
// reported, if somebody wants to know.
func (v *prover) watch(ctx context.Context, progress func(Progress)) (watch engine.Watch) {
	if ctx.Done() != nil {
		watch.Every = v.every()
		watch.Prices = v.begin
	}
	if progress != nil {
		watch.Progress = func(x engine.Progress) {
			progress(Progress{Work: x.Work, Points: x.Points, Bound: x.Bound, Visits: x.Units, Pupils: int(x.Pupils)})
		}
	}
	return watch
}

// every is the work of the dual lane between two checks at first, some ten times
// what a check takes without cases.
func (v *prover) every() int64 {
	arcs := 0
	for a := range v.model.Asks {
		arcs += len(v.model.Asks[a].Arcs)
	}
	return int64(1000 + arcs)
}

// begin has prices checked beside the search, unless others still are, and reports
// whether it has. Who calls it waits for the check before asking for its result.
func (v *prover) begin(points, pupils engine.Prices) bool {
	if v.stop() {
		return false
	}
	if v.done != nil {
		select {
		case <-v.done:
		default:
			return false
		}
	}
	cases := v.cases(points) // the caller goes on with them, and with the prices
	points.Prices, pupils.Prices = slices.Clone(points.Prices), slices.Clone(pupils.Prices)
	done := make(chan bool)
	v.done = done
	go func() {
		defer close(done)
		v.check(v.certificateOf(points, pupils, cases))
	}()
	return true
}

// wait waits for the check under way, which ends soon when ctx does.
func (v *prover) wait() {
	if v.done != nil {
		<-v.done
	}
}

// certificateOf returns prices and cases as a certificate, or a part of it when it is
// stopped, which no check then takes.
func (v *prover) certificateOf(points, pupils engine.Prices, cases *Case) *Certificate {
	c := &Certificate{Points: v.prices(points, v.stop), Cases: cases}
	if pupils.Relaxed != nil {
		c.Pupils = v.prices(pupils, v.stop)
	}
	return c
}

// check computes what [CheckBound] does of the points of a certificate, unless
// it is stopped, and reports whether it came to the end. The bound on pupils is
// none of the plan's.
func (v *prover) check(c *Certificate) bool {
	if v.stop() {
		return false
	}
	if v.certificate.equal(c) {
		return true
	}
	bound, err := v.boundOf(c)
	if err == errEnded {
		return false
	}
	v.certificate, v.bound, v.err = c, bound, err
	return true
}

// boundOf returns the bound on points of a certificate. What does not depend on
// prices is computed once.
func (v *prover) boundOf(c *Certificate) (int64, error) {
	if v.relaxed == nil {
		relaxed, err := newRelaxation(v.p, v.stop)
		if err != nil {
			return 0, err
		}
		v.relaxed = relaxed
	}
	byPoints, _, err := v.relaxed.resolve(c)
	if err != nil {
		return 0, err
	}
	bound := byPoints.bound()
	byCases, err := v.relaxed.boundCases(c.Cases)
	if err != nil {
		return 0, err
	}
	if v.relaxed.ended {
		return 0, errEnded
	}
	return min(bound, byCases), nil
}

// equal reports whether two certificates have the same prices in the same order.
func (c *Certificate) equal(d *Certificate) bool {
	return c != nil && c.Points.equal(d.Points) && c.Pupils.equal(d.Pupils) && sameCases(c.Cases, d.Cases)
}

func (x Prices) equal(y Prices) bool { return x.Scale == y.Scale && slices.Equal(x.List, y.List) }

// prove gives a plan the certificate of what the search proved, and the bound
// that [CheckBound] makes of it: a bound that the search alone believes is none.
// When ctx has ended, it is the last certificate that was checked before.
func (v *prover) prove(ctx context.Context, plan *Plan, found *engine.Result) error {
	v.wait()
	plan.Stats.Exhausted = found.Exhausted
	if found.Exhausted {
		plan.Bound = found.Bound
	}
	if found.Points.Relaxed != nil && found.Stop != search.Ended && !v.check(v.certificateOf(found.Points, found.Pupils, v.cases(found.Points))) {
		plan.Stats.Stopped = stopOf(ctx, search.Ended)
	}
	if v.certificate != nil {
		plan.Certificate = v.certificate
		plan.Bound = min(plan.Bound, v.bound)
		if v.err != nil || plan.Bound < plan.Points {
			return &DefectError{Plan: plan, Searched: plan.Points, Proof: cmp.Or(v.err, errBound)}
		}
	}
	plan.judge()
	v.explainLost(ctx, plan, found.Solution)
	return nil
}

var errBound = errors.New("matching: the bound is below the points")
