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
// or when ctx ends; then the best verified plan is returned without an error and
// Stats.Stopped says so: at the least the plan of [WithPlan], or else one of the
// pins and what they need. Its certificate and bound are then the last that
// [CheckBound] has confirmed before. A search ends 6 microseconds a visit asked for
// before ctx's deadline, so that its plan is verified by then. When ctx is canceled and
// the search is at more than 8,192 visits, the plan is the last that was verified on the
// way, as verifying another one would take too long: it can be a percent behind in the
// first seconds, and half a percent later. Without deadline and [WithEffort] the search
// ends after [DefaultEffort]. Stopped by effort, the same problem and options give the
// same plan on every machine.
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
	k := c.newKeeper(ctx)
	if o.plan != nil {
		if len(c.unseen) > 0 {
			plan := c.unchanged(o.plan)
			plan.Stats = Stats{Stopped: stopOf(ctx, search.Ended), Seed: o.seed}
			return plan, nil
		}
		if limits.Start, err = c.start(o.plan); err != nil {
			return nil, err
		}
		k.begin(*limits.Start, o.plan)
	}
	return k.solve(ctx, &o, limits)
}

// solve searches within limits, and has certificates checked and plans kept meanwhile,
// if ctx can end.
func (k *keeper) solve(ctx context.Context, o *options, limits search.Limits) (*Plan, error) {
	early, cancel := k.ahead(ctx)
	defer cancel()
	k.over = func() bool { return early.Err() != nil }
	prover := k.newProver(early)
	defer prover.wait()
	defer k.wait()
	watch := prover.watch(early, o.progress)
	watch.Best = k.offer
	var found engine.Result
	last, err := k.run(early, o.seed, func() (x search.Solution, work int64, stop search.Stop, err error) {
		found, err = engine.Run(early, k.model, limits, watch)
		return found.Solution, found.Work, found.Stop, err
	})
	if err != nil {
		return nil, err
	}
	found.Solution = last.solution
	if err := prover.prove(early, last.plan, &found); err != nil {
		return nil, err
	}
	return last.plan, nil
}

// FirstCome allocates as most centers do today: request by request in the
// order of their ids, each at its best choice that is still free, at the
// earliest time. It is the baseline that plans are compared with.
func FirstCome(ctx context.Context, p *Problem) (*Plan, error) {
	c, err := compile(ctx, p)
	if err != nil {
		return nil, err
	}
	first, err := c.newKeeper(ctx).run(ctx, 0, func() (search.Solution, int64, search.Stop, error) {
		return search.First(ctx, c.model)
	})
	if err != nil {
		return nil, err
	}
	return first.plan, nil
}

// run turns what a search finds into a verified plan.
func (k *keeper) run(ctx context.Context, seed uint64, find func() (search.Solution, int64, search.Stop, error)) (*kept, error) {
	if against := k.addPins(); len(against) > 0 {
		return nil, k.pinError(against)
	}
	found, work, stop, err := find()
	if len(k.unseen) > 0 && errors.As(err, new(*search.Unfit)) { // the pins may need others
		k.complete()
		found, work, stop, err = find()
	}
	if unfit := (*search.Unfit)(nil); errors.As(err, &unfit) {
		var pins []Pin
		for _, i := range unfit.Fixed {
			pins = append(pins, k.fixedPins[i]...)
		}
		return nil, k.pinError(pins)
	}
	if err != nil {
		return nil, err
	}
	last := k.take(found)
	if last.err != nil {
		return nil, last.err
	}
	if last == k.last { // not what was found
		stop = search.Ended
	}
	last.plan.Stats = Stats{Stopped: stopOf(ctx, stop), Work: work, Seed: seed}
	return last, nil
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
