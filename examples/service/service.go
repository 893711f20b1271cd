package main

import (
	"errors"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// Service keeps a district's term in memory and answers over HTTP. It reads no
// clock: the time is the scenario's as-of time until somebody moves it.
//
// Readers take the state as it is and hold nobody up. Changes come one after
// another; searches and questions work on a state that they have taken, and what
// a search finds is kept only if nothing has changed meanwhile.
type Service struct {
	name      string
	limits    Limits
	register  matching.Register
	changing  sync.Mutex // held while a state is replaced, and never during a search
	current   atomic.Pointer[state]
	searches  gate // one at a time
	questions gate // as many as there are processors
	mux       *http.ServeMux
}

// state is the term at one moment. It is replaced, not changed.
type state struct {
	now       capacity.Moment
	problem   *matching.Problem
	plan      *made // at hand; nil before the first
	published *made // in force; nil before the first publication
}

// made is a plan with the problem that it was made for.
type made struct {
	problem *matching.Problem
	plan    *matching.Plan
}

// Limits bound what one client may ask for.
type Limits struct {
	Body        int64         // bytes of a body
	Requests    int           // in the district
	Effort      int64         // of a search
	Time        time.Duration // of a search, and of a question
	Moves       int           // of visits of others, for one place
	Suggestions int           // of places
	Work        int64         // of counterfactuals
	Waiting     int           // searches, and questions, that wait for their turn
}

// DefaultLimits returns the limits of the command.
func DefaultLimits() Limits {
	return Limits{
		Body: 64 << 10, Requests: 5_000, Effort: 100_000_000, Time: 30 * time.Second,
		Moves: 2, Suggestions: 20, Work: 5_000_000, Waiting: 64,
	}
}

// New returns a service for a district whose requests are all handed in. The
// scenario must state the time as of which it is.
func New(file *scenario.File, limits Limits) (*Service, error) {
	problem, err := file.Problem()
	if err != nil {
		return nil, err
	}
	if file.AsOf == 0 {
		return nil, errors.New("the scenario states no asOf, and the service needs a time to begin at")
	}
	s := &Service{
		name: file.Name, limits: limits,
		searches: newGate(1, limits.Waiting), questions: newGate(runtime.GOMAXPROCS(0), limits.Waiting),
	}
	for r := range problem.Requests() {
		if err := s.handIn(file.AsOf, r.ID); err != nil {
			return nil, err
		}
	}
	s.current.Store(&state{now: file.AsOf, problem: problem})
	s.mux = s.routes()
	return s, nil
}

// change replaces the state by what f makes of it, unless f returns an error.
func (s *Service) change(f func(now state) (state, error)) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	next, err := f(*s.current.Load())
	if err != nil {
		return err
	}
	s.current.Store(&next)
	return nil
}
