package matching

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Solve searches for a plan with the most points. The plan is feasible,
// possibly partial, and has passed [Verify]; every request is placed in full
// or listed as unplaced with the reason.
//
// The search ends when the plan is proven optimal, when its effort is used up,
// or when ctx ends; then the best plan so far is returned without an error and
// Stats.Stopped says so: at the least the plan of [WithPlan], or else one of the
// pins and what they need. Its certificate and bound are then the last that
// [CheckBound] has confirmed before. Without deadline and [WithEffort] it ends
// after [DefaultEffort]. Stopped by effort, the same problem and options give
// the same plan on every machine.
//
// The error is a [*PinError] when pins cannot be kept, a [*PlanError] when the
// plan to start from is not valid, a [*SizeError] when the problem is too
// large, or a [*DefectError].
func Solve(ctx context.Context, p *Problem, opts ...Option) (*Plan, error) {
	o := options{seed: 1}
	for _, opt := range opts {
		if err := opt(&o); err != nil {
			return nil, err
		}
	}
	if _, timed := ctx.Deadline(); o.effort == 0 && !timed {
		o.effort = DefaultEffort
	}
	if o.change > 0 {
		return nil, errors.New("matching: WithChangeCost is for Replan; Solve has no published plan to change")
	}
	if o.plan != nil {
		if violations := Verify(p, o.plan); len(violations) > 0 {
			return nil, &PlanError{violations}
		}
	}
	c, err := compile(ctx, p)
	if err != nil {
		return nil, err
	}
	limits := search.Limits{Work: o.effort, Bound: c.bound, Seed: o.seed}
	if o.plan != nil {
		if len(c.unseen) > 0 {
			plan := c.unchanged(o.plan)
			plan.Stats = Stats{Stopped: stopOf(ctx, search.Ended), Seed: o.seed}
			return plan, nil
		}
		if limits.Start, err = c.start(o.plan); err != nil {
			return nil, err
		}
	}
	prover := c.newProver(ctx)
	defer prover.wait()
	watch := prover.watch(ctx, o.progress)
	var found engine.Result
	plan, err := c.run(ctx, o.seed, func() (search.Solution, int64, search.Stop, error) {
		found, err = engine.Run(ctx, c.model, limits, watch)
		return found.Solution, found.Work, found.Stop, err
	})
	if err != nil {
		return nil, err
	}
	if err := prover.prove(ctx, plan, &found); err != nil {
		return nil, err
	}
	return plan, nil
}

// FirstCome allocates as most centers do today: request by request in the
// order of their ids, each at its best choice that is still free, at the
// earliest time. It is the baseline that plans are compared with.
func FirstCome(ctx context.Context, p *Problem) (*Plan, error) {
	c, err := compile(ctx, p)
	if err != nil {
		return nil, err
	}
	return c.run(ctx, 0, func() (search.Solution, int64, search.Stop, error) {
		return search.First(ctx, c.model)
	})
}

// run turns what a search finds into a verified plan.
func (c *compiler) run(ctx context.Context, seed uint64, find func() (search.Solution, int64, search.Stop, error)) (*Plan, error) {
	if against := c.addPins(); len(against) > 0 {
		return nil, c.pinError(against)
	}
	d := newDomain(c.p) // before the search, as nobody is to wait for it when ctx ends
	found, work, stop, err := find()
	if len(c.unseen) > 0 && errors.As(err, new(*search.Unfit)) { // the pins may need others
		c.complete()
		found, work, stop, err = find()
	}
	if unfit := (*search.Unfit)(nil); errors.As(err, &unfit) {
		var pins []Pin
		for _, i := range unfit.Fixed {
			pins = append(pins, c.fixedPins[i]...)
		}
		return nil, c.pinError(pins)
	}
	if err != nil {
		return nil, err
	}
	plan := c.plan(found)
	plan.Stats = Stats{Stopped: stopOf(ctx, stop), Work: work, Seed: seed}
	if violations := verify(d, plan); len(violations) > 0 || plan.Points != found.Points {
		return nil, &DefectError{Plan: plan, Searched: found.Points, Violations: violations}
	}
	return plan, nil
}

func stopOf(ctx context.Context, stop search.Stop) Stop {
	switch {
	case stop == search.Effort:
		return Effort
	case stop == search.Done:
		return Done
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return Deadline
	}
	return Canceled
}

// PinError reports that the pins cannot all be kept.
type PinError struct {
	Pins       []Pin       // those of visits that found no place, or none beside the pins before them
	Violations []Violation // what all pins break, whatever else is planned; none when they only lack instructors or fellows
}

func (e *PinError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "matching: %d pins cannot be kept; remove or change them", len(e.Pins))
	for i, pin := range e.Pins {
		if i == 10 {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Pins)-i)
			break
		}
		fmt.Fprintf(&b, "\n  request %q at offering %q in slot %q", pin.Request, pin.Offering, pin.Slot)
	}
	for _, v := range e.Violations {
		b.WriteString("\n  ")
		b.WriteString(v.String())
	}
	return b.String()
}

// DefectError reports that a search returned a plan which does not pass
// [Verify]: a defect of this library. The plan is the evidence and must not be used.
type DefectError struct {
	Plan       *Plan
	Searched   int64 // points that the search counted
	Violations []Violation
	Proof      error // what is wrong with the certificate, nil when nothing is
}

func (e *DefectError) Error() string {
	if e.Proof != nil {
		return fmt.Sprintf("matching: defect: the certificate does not hold: %v; please report it with the scenario", e.Proof)
	}
	if len(e.Violations) == 0 {
		return fmt.Sprintf("matching: defect: the search counted %d points, the plan has %d; please report it with the scenario",
			e.Searched, e.Plan.Points)
	}
	return fmt.Sprintf("matching: defect: the search broke %d rules, first %s; please report it with the scenario",
		len(e.Violations), e.Violations[0])
}
