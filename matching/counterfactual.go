package matching

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Counterfactual is a change of the problem with which a request has one more
// visit. It has been verified: Plan is a plan of Problem.
type Counterfactual struct {
	Changes []Remedy   `json:"changes"` // none: moves are enough
	Place   Suggestion `json:"place"`   // its moves are at most those allowed

	Problem *Problem `json:"-"` // with the changes
}

// Remedy is one change of a problem.
type Remedy struct {
	Kind RemedyKind `json:"kind"`
	Of   string     `json:"of"`            // the id of what changes: a request, an offering, a limit, a pin's request
	By   int64      `json:"by,omitzero"`   // how much more of it, in its unit; fen for budgets
	Seen string     `json:"seen,omitzero"` // what is new: a slot, a center, a way of sharing, a course
}

// RemedyKind says what a remedy changes. They are in the order of their cost:
// what the school can do by itself, then what the coordinator can, then what
// costs money.
type RemedyKind uint8

// The kinds of remedy. The zero kind is unset.
const (
	WidenTimes      RemedyKind = 1 + iota // the school comes in one more slot
	ShareMore                             // it shares its session with others
	SplitMore                             // it splits into one part more, or a few
	AnotherCenter                         // it takes one of its choices at another center
	RaiseQuota                            // a quota allows more
	DropPins                              // a visit that a person pinned may move
	RaiseHeadcount                        // a center lets in more people
	MoreStock                             // a center has more of an item
	MoreBuses                             // a fleet has more buses
	MoreSeats                             // a session of an offering has more seats
	MoreBudget                            // a budget has more fen
	MoreInstructors                       // one more who leads a course at a center
)

var remedyKinds = closed.Set[RemedyKind]{What: "kind of remedy", Names: []string{
	"", "times", "share", "split", "center", "quota", "pin", "headcount", "stock", "buses", "seats", "budget", "instructor",
}}

func (k RemedyKind) String() string                   { return remedyKinds.String(k) }
func (k RemedyKind) MarshalText() ([]byte, error)     { return remedyKinds.Marshal(k) }
func (k *RemedyKind) UnmarshalText(text []byte) error { return remedyKinds.Unmarshal(text, k) }

// Leeway says what may be changed for a request. The zero Leeway lets nobody
// move, and everything else be changed.
type Leeway struct {
	Moves  int          // most visits of others that move
	Not    []RemedyKind // kinds of change that are out of the question
	Spared []string     // ids of what is not to be changed: offerings, centers, limits, requests with pins
	Work   int64        // tests of options after which nothing more is tried; 0 means DefaultRemedyWork
}

// DefaultRemedyWork is enough for a few seconds.
const DefaultRemedyWork = 20_000_000

// Counterfactuals finds, of each kind of change, the smallest that it sees with
// which a request would have one more visit, while everything placed stays
// placed: first those with which nobody moves, then those with few moves; of
// equals the kinds in their order, then the smaller change. When no change is
// needed, that comes first. Incomplete lists the kinds that were not tried any
// more, as the work was used up or ctx ended.
//
// Each comes with a plan that has passed [Verify] for the changed problem. A kind
// that is not offered may still help, together with another, or in a way that
// needs more moves. The errors are those of [Explain].
func Counterfactuals(ctx context.Context, p *Problem, plan *Plan, request RequestID, leeway Leeway) (found []Counterfactual, incomplete []RemedyKind, err error) {
	if _, ok := p.requests[request]; !ok {
		return nil, nil, &RequestError{request}
	}
	if leeway.Moves < 0 || leeway.Work < 0 {
		return nil, nil, fmt.Errorf("matching: leeway of %d moves and work %d; neither can be negative", leeway.Moves, leeway.Work)
	}
	for _, kind := range leeway.Not {
		if !remedyKinds.Has(kind) {
			return nil, nil, fmt.Errorf("matching: leeway without %s; want %s", kind, remedyKinds.Want())
		}
	}
	t := &tryer{ctx: ctx, plan: plan, request: request, leeway: leeway, left: cmp.Or(leeway.Work, DefaultRemedyWork)}
	q, err := inquire(ctx, p, plan)
	if err != nil {
		return nil, nil, err
	}
	if x, _, err := t.place(q); err != nil || x != nil {
		if x != nil {
			found = append(found, Counterfactual{Changes: []Remedy{}, Place: *x, Problem: p})
		}
		return found, nil, err
	}
	t.plan = unproven(plan)
	for kind := WidenTimes; int(kind) < len(remedyKinds.Names); kind++ {
		if slices.Contains(leeway.Not, kind) {
			continue
		}
		if t.left <= 0 || ctx.Err() != nil {
			incomplete = append(incomplete, kind)
			continue
		}
		x, err := t.try(p, kind)
		if err != nil {
			return nil, nil, err
		}
		if x != nil {
			found = append(found, *x)
		}
	}
	slices.SortStableFunc(found, func(a, b Counterfactual) int { return cmp.Compare(len(a.Place.Moves), len(b.Place.Moves)) })
	return found, incomplete, nil
}

// unproven returns a plan as one of a changed problem, for which its bound says nothing.
func unproven(plan *Plan) *Plan {
	x := *plan
	x.Status, x.Bound, x.Certificate = Feasible, math.MaxInt64, nil
	return &x
}

// tryer tries changes for a request.
type tryer struct {
	ctx     context.Context
	plan    *Plan
	request RequestID
	leeway  Leeway
	left    int64 // work
}

// place finds the best place for the request in an opened plan, nil where there
// is none, and what is used of each row then.
func (t *tryer) place(q *inquiry) (*Suggestion, []int64, error) {
	begun := q.desk.Work()
	chains := q.desk.Chains(q.request[t.request], t.leeway.Moves, 1, t.left, func() bool { return t.ctx.Err() != nil })
	t.left -= q.desk.Work() - begun
	if len(chains) == 0 {
		return nil, nil, nil
	}
	x := q.suggestion(t.request, chains[0])
	solution := q.desk.Solution(chains[0])
	var err error
	x.Plan, err = q.result(solution)
	return &x, search.Used(q.model, solution), err
}

// try loosens all that a kind of remedy could change, and where that gives the
// request a place, changes no more than this place needs.
func (t *tryer) try(p *Problem, kind RemedyKind) (*Counterfactual, error) {
	for _, loosen := range loosenings[kind] {
		s := specs{p.network.Spec(), p.Spec(), p, t}
		if !loosen.all(&s) {
			continue
		}
		loose, err := s.problem()
		if err != nil {
			continue // the data allow no more, such as seats of a room
		}
		q, err := inquire(t.ctx, loose, t.plan)
		if err != nil {
			return nil, err
		}
		x, used, err := t.place(q)
		if err != nil {
			return nil, err
		}
		if x == nil {
			continue
		}
		s = specs{p.network.Spec(), p.Spec(), p, t}
		changes := loosen.least(&s, &settlement{q, x, used})
		if len(changes) == 0 || slices.ContainsFunc(changes, func(r Remedy) bool { return s.spared(r.Of) }) {
			continue
		}
		changed, err := s.problem()
		if err != nil {
			continue
		}
		if q, err = inquire(t.ctx, changed, t.plan); err != nil {
			return nil, err
		}
		x, _, err = t.place(q)
		if err != nil {
			return nil, err
		}
		if x != nil {
			return &Counterfactual{Changes: changes, Place: *x, Problem: changed}, nil
		}
	}
	return nil, nil
}

// specs are the data of a problem under change.
type specs struct {
	supply capacity.Spec
	demand Spec
	base   *Problem
	*tryer
}

// problem builds the changed problem.
func (s *specs) problem() (*Problem, error) {
	catalog := s.base.catalog
	network, err := capacity.NewNetwork(s.supply, catalog)
	if err != nil {
		return nil, err
	}
	return NewProblem(catalog, network, s.demand)
}

// spared reports whether something is not to be changed.
func (t *tryer) spared(id string) bool { return slices.Contains(t.leeway.Spared, id) }

// own returns the request in the data.
func (s *specs) own() *Request {
	i, _ := slices.BinarySearchFunc(s.demand.Requests, s.request, func(r Request, id RequestID) int { return cmp.Compare(r.ID, id) })
	return &s.demand.Requests[i]
}

// courses returns the courses that the request's choices name.
func (s *specs) courses() map[curriculum.CourseID]bool {
	all := map[curriculum.CourseID]bool{}
	r := s.own()
	for c := range s.base.catalog.Courses() {
		if len(r.Choices) == 0 || slices.ContainsFunc(r.Choices, func(x Choice) bool { return x.takes(&c) }) {
			all[c.ID] = true
		}
	}
	return all
}

// takes reports whether a course fulfils what a choice states of it.
func (x *Choice) takes(c *curriculum.Course) bool {
	return (x.Course == "" || x.Course == c.ID) && (x.Theme == "" || x.Theme == c.Theme) && (x.Tier == 0 || x.Tier == c.Tier) && (x.Major == "" || x.Major == c.Major) &&
		(x.Occupation == "" || slices.Contains(c.Occupations, x.Occupation))
}

// settlement is a place that a request has in a loosened problem.
type settlement struct {
	*inquiry
	place *Suggestion
	used  []int64 // of each row
}
