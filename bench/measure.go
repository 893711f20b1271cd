package main

import (
	"context"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
)

// run is what a method did with one problem. A plan with bound 0 comes from a
// method that knows none; peak is 0 when it ran in this process.
type run struct {
	plan  *matching.Plan
	took  time.Duration
	trace trace
	peak  int64
}

// method finds a plan within a time limit.
type method func(p *matching.Problem, limit time.Duration) (run, error)

// measure applies a method to an instance, and fills in what r does not say yet.
// Only the method's own time counts, not that of making the instance. The
// districts of one that has several share the limit evenly; what one leaves
// goes to those after it.
func measure(r result, x instance, apply method) (result, error) {
	districts := x.districts(r.Seed)
	left := time.Duration(districts)
	limit := time.Duration(r.Limit * float64(time.Second))
	r.Optimal = true
	for file, err := range x.files(r.Seed) {
		if err != nil {
			return r, err
		}
		p, err := file.Problem()
		if err != nil {
			return r, err
		}
		done, err := apply(p, limit/left)
		if err != nil {
			return r, err
		}
		limit -= min(limit, done.took)
		left--
		pupils := matching.Measure(p, done.plan).Pupils
		r.Seconds += done.took.Seconds()
		r.Points += done.plan.Points
		r.Bound += done.plan.Bound
		r.Pupils += pupils.Placed
		r.Asked += pupils.Asked
		r.Optimal = r.Optimal && done.plan.Bound > 0 && done.plan.Points == done.plan.Bound
		r.Peak = done.peak
		r.Trace = done.trace
	}
	if districts > 1 {
		r.Trace = nil
	}
	if r.Peak == 0 {
		r.Peak = ownPeak()
	}
	r.On = machine()
	return r, nil
}

// engine is the project's own search.
func engine(p *matching.Problem, limit time.Duration) (run, error) {
	var r run
	start := time.Now()
	ctx, cancel := context.WithDeadline(context.Background(), start.Add(limit))
	defer cancel()
	plan, err := matching.Solve(ctx, p, matching.WithProgress(func(x matching.Progress) {
		r.trace.add(time.Since(start), x.Points, x.Bound)
	}))
	if err != nil {
		return r, err
	}
	r.plan, r.took = plan, time.Since(start)
	r.trace.add(r.took, plan.Points, plan.Bound)
	return r, nil
}

// firstCome is what most centers do today. It takes no heed of the limit.
func firstCome(p *matching.Problem, _ time.Duration) (run, error) {
	start := time.Now()
	plan, err := matching.FirstCome(context.Background(), p)
	if err != nil {
		return run{}, err
	}
	plan.Bound = 0
	r := run{plan: plan, took: time.Since(start)}
	r.trace.add(r.took, plan.Points, 0)
	return r, nil
}
