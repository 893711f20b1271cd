package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
)

// order says how long to search: until its effort or its time is used up,
// whichever comes first.
type order struct {
	Effort int64    `json:"effort,omitzero"` // 0 means defaultEffort without a time
	Time   duration `json:"time,omitzero"`   // such as "5s"; 0 means the most
}

// defaultEffort takes about a second.
const defaultEffort = 5_000_000

// duration is a time.Duration with a text form.
type duration time.Duration

func (d *duration) UnmarshalText(text []byte) error {
	x, err := time.ParseDuration(string(text))
	*d = duration(x)
	return err
}

// readOrder reads how long to search.
func (s *Service) readOrder(w http.ResponseWriter, r *http.Request) (order, error) {
	var o order
	if err := s.read(w, r, &o); err != nil {
		return o, err
	}
	if o.Effort < 0 || o.Effort > s.limits.Effort || o.Time < 0 || time.Duration(o.Time) > s.limits.Time {
		return o, &refusal{Status: http.StatusBadRequest,
			Detail: fmt.Sprintf("a search has at most an effort of %d and a time of %v", s.limits.Effort, s.limits.Time)}
	}
	if o.Effort == 0 {
		if o.Effort = s.limits.Effort; o.Time == 0 {
			o.Effort = min(o.Effort, defaultEffort)
		}
	}
	o.Time = cmp.Or(o.Time, duration(s.limits.Time))
	return o, nil
}

// mostRounds is how often a search works on a district that changes meanwhile.
const mostRounds = 3

// search lets find work on the state as it is, alone among searches, and keeps
// what it finds if the district is still the same; else find goes on, with what it
// found last, on the state as it is then.
func (s *Service) search(ctx context.Context, o order, find func(ctx context.Context, at *state, last *made) (made, error)) (*made, error) {
	leave, err := s.searches.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, time.Duration(o.Time))
	defer cancel()
	var last *made
	for range mostRounds {
		at := s.current.Load()
		found, err := find(ctx, at, last)
		if err != nil {
			return nil, err
		}
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil, ctx.Err() // nobody waits for it, or the service ends
		}
		if s.keep(at, found) {
			return &found, nil
		}
		last = &found
	}
	return nil, conflict("the district changed again and again while it was planned; plan anew")
}

// keep makes a plan the one at hand, unless what it was made from has changed
// since.
func (s *Service) keep(from *state, found made) bool {
	kept := false
	s.change(func(now state) (state, error) {
		if kept = now.published == from.published && now.problem.Fingerprint() == from.problem.Fingerprint(); kept {
			now.problem, now.plan = found.problem, &found
		}
		return now, nil
	})
	return kept
}

// makePlan plans the district for its first publication, from the plan at hand if
// that is for the same problem. When the problem changes meanwhile, what was found
// is carried over with as few changes as can be.
func (s *Service) makePlan(w http.ResponseWriter, r *http.Request) error {
	o, err := s.readOrder(w, r)
	if err != nil {
		return err
	}
	found, err := s.search(r.Context(), o, func(ctx context.Context, at *state, last *made) (made, error) {
		if at.published != nil {
			return made{}, conflict("a plan is in force; POST /replan keeps what it has")
		}
		options := []matching.Option{matching.WithEffort(o.Effort)}
		if last != nil && last.problem.Spec().AsOf == at.now { // else it has visits that come too soon
			x, err := matching.Replan(ctx, at.problem, last.plan, options...)
			if err != nil {
				return made{}, err
			}
			return made{x.Problem, x.Plan}, nil
		}
		if at.plan != nil && at.plan.plan.Problem == at.problem.Fingerprint() {
			options = append(options, matching.WithPlan(at.plan.plan))
		}
		plan, err := matching.Solve(ctx, at.problem, options...)
		return made{at.problem, plan}, err
	})
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, s.view(found))
}

// replan plans the district as it is now from the plan in force, and says what
// changes and why.
func (s *Service) replan(w http.ResponseWriter, r *http.Request) error {
	o, err := s.readOrder(w, r)
	if err != nil {
		return err
	}
	var out *matching.Replanned
	_, err = s.search(r.Context(), o, func(ctx context.Context, at *state, _ *made) (made, error) {
		if at.published == nil {
			return made{}, conflict("no plan is in force yet; POST /plan makes one, POST /publication publishes it")
		}
		var err error
		if out, err = matching.Replan(ctx, at.problem, s.register.Standing(at.published.problem, at.published.plan), matching.WithEffort(o.Effort)); err != nil {
			return made{}, err
		}
		return made{out.Problem, out.Plan}, nil
	})
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, out)
}
