package matching

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/closed"
	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Replanned is what became of a published plan in a changed problem.
type Replanned struct {
	Plan    *Plan     `json:"plan"`    // of Problem
	Problem *Problem  `json:"-"`       // the new one, in which visits that are too near to move are frozen
	Touched []Touched `json:"touched"` // published visits that break a rule in it, by request, then slot
	Kept    int       `json:"kept"`    // published visits that stay
	Changes []Replace `json:"changes"` // by request, then slot; new visits after those that there were
	Staff   []Restaff `json:"staff"`   // sessions of kept visits that others lead now, by slot, then offering
}

// Count returns how many published visits move and drop, and how many visits are new.
func (r *Replanned) Count() (moved, dropped, added int) {
	for _, c := range r.Changes {
		switch {
		case len(c.From) == 0:
			added++
		case len(c.To) == 0:
			dropped++
		default:
			moved++
		}
	}
	return moved, dropped, added
}

// Touched is a published visit that breaks rules in the new problem, by itself or
// together with the others, of which one may have to go and the rest can stay.
type Touched struct {
	Request RequestID       `json:"request"`
	Slot    capacity.SlotID `json:"slot"`
	Why     []Violation     `json:"why"`
}

// Replace is a change of a published plan.
type Replace struct {
	Change
	Cause Cause       `json:"cause"`
	Why   []Violation `json:"why,omitzero"` // forced: what the old visit breaks now
	For   []RequestID `json:"for,omitzero"` // chosen: whose visits are now where it was
}

// Restaff is a session with other instructors than before.
type Restaff struct {
	Offering capacity.OfferingID     `json:"offering"`
	Slot     capacity.SlotID         `json:"slot"`
	From     []capacity.InstructorID `json:"from"`
	To       []capacity.InstructorID `json:"to"`
}

// Cause tells apart why a published plan changes. The zero Cause is unset.
type Cause uint8

// The causes.
const (
	Forced Cause = 1 + iota // what was published breaks a rule now
	Chosen                  // it would still be possible, but costs more than the change
	Added                   // nothing was published
)

var causes = closed.Set[Cause]{What: "cause", Names: []string{"", "forced", "chosen", "added"}}

func (c Cause) String() string { return causes.String(c) }

func (c Cause) MarshalText() ([]byte, error) { return causes.Marshal(c) }

func (c *Cause) UnmarshalText(text []byte) error { return causes.Unmarshal(text, c) }

// Replan makes a plan of a problem from one published for an older state of it.
// It takes the new problem whole, not what happened: whatever is different is
// found by comparing. Published visits stay where they can; those that start
// before the problem's as-of time and notice are frozen, as if they were pinned,
// and like those that an earlier Replan has frozen, go when they break a rule; every
// other one that moves or drops costs points, twice as many within three
// weeks of the as-of time and four times within one, so that the fewest move.
// Without a time as of which, all cost the same. [WithChangeCost] sets the
// points; by default a change costs more than any one visit earns, so that what is
// not touched stays. A visit that cannot stay earns as much more in the same week as
// a first choice does.
//
// The search then works as [Solve]'s, with the same options but [WithPlan], on
// points less the cost of changes. The plan's points are without that cost, its
// bound is that of the new problem as far as the certificates prove it, and it
// has passed [Verify] for Replanned.Problem, whose frozen visits name their
// instructors; the next Replan finds others where it must.
//
// The plan may name requests, offerings and slots that are no more. Of the
// changes, those are forced whose visits break a rule now: their own, or one
// together with the other published visits; the rest are chosen.
//
// The errors are those of Solve, and that of ctx when it ends before the search has
// begun: where thousands of frozen visits break rules, finding those that can stay
// takes a while on large problems.
func Replan(ctx context.Context, p *Problem, published *Plan, opts ...Option) (*Replanned, error) {
	o := options{seed: 1}
	for _, opt := range opts {
		if err := opt(&o); err != nil {
			return nil, err
		}
	}
	if published == nil || o.plan != nil {
		return nil, errors.New("matching: Replan takes the published plan, and no WithPlan; Solve plans without one")
	}
	if _, timed := ctx.Deadline(); o.effort == 0 && !timed {
		o.effort = DefaultEffort
	}
	r := &replanner{options: o, published: published}
	if err := r.open(ctx, p); err != nil {
		return nil, err
	}
	plan, err := r.search(ctx)
	if err != nil {
		return nil, err
	}
	out := r.compare(plan)
	out.Problem, err = r.staffed(plan)
	return out, err
}

// replanner is a problem opened with a published plan.
type replanner struct {
	*compiler
	options
	published *Plan
	visits    [][]Visit               // the published ones, parts together, by request and slot
	stays     []search.Kept           // of those that are options of the new problem
	stayOf    []int                   // by published visit: its stay, or -1
	why       func(i int) []Violation // by published visit: what it breaks now
	byPeople  map[visitKey]bool       // pins of the problem that must be kept
	desk      *search.Desk            // after the search: of rules, since what keeping earns is in its points
	keep      int64                   // the most that keeping can earn
	more      [][]int64               // by ask and arc: what keeping earns a pupil there; nil where nothing is published
}

// visitsOfParts puts the parts of visits together, by request and slot.
func visitsOfParts(visits []Visit) (list [][]Visit) {
	visits = slices.Clone(visits)
	slices.SortStableFunc(visits, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	for i, v := range visits {
		if i == 0 || v.Request != visits[i-1].Request || v.Slot != visits[i-1].Slot {
			list = append(list, nil)
		}
		list[len(list)-1] = append(list[len(list)-1], v)
	}
	return list
}

// restaff lets the sessions of a solution be led by those who were published, as
// far as they can: by staffing all anew, published visits first, or where that
// leaves somebody out by exchanging people. It opens a desk.
func (r *replanner) restaff(x search.Solution) (search.Solution, error) {
	published := map[search.Stay]*search.Kept{}
	for n := range r.stays {
		published[search.Stay{Ask: r.stays[n].Ask, Slot: r.stays[n].Slot}] = &r.stays[n]
	}
	var kept, others []search.Kept
	for from, to := 0, 0; from < len(x.Places); from = to {
		at := x.Places[from]
		stay := search.Kept{Ask: at.Ask, Slot: at.Slot}
		for ; to < len(x.Places) && x.Places[to].Ask == at.Ask && x.Places[to].Slot == at.Slot; to++ {
			stay.Arcs = append(stay.Arcs, x.Places[to].Arc)
			stay.People = append(stay.People, x.Staff[[2]int32{r.offer(x.Places[to]), at.Slot}])
		}
		was := published[search.Stay{Ask: at.Ask, Slot: at.Slot}]
		if was != nil && slices.Equal(was.Arcs, stay.Arcs) {
			kept = append(kept, *was)
		} else {
			others = append(others, stay)
		}
	}
	var err error
	if r.desk, err = search.NewDesk(r.model, nil); err == nil {
		if anew := r.desk.Resettle(append(kept, others...)); len(anew.Places) == len(x.Places) {
			return anew, nil
		}
		r.desk.Lay(&x)
	} else if r.desk, err = search.NewDesk(r.model, &x); err != nil {
		return x, err
	}
	return r.desk.Recall(r.stays), nil
}

// search looks for the plan with the most points less the cost of changes, from
// the published visits that can stay.
func (r *replanner) search(ctx context.Context) (*Plan, error) {
	var order, touched []search.Kept
	for i, n := range r.stayOf {
		switch {
		case n < 0:
		case len(r.why(i)) > 0:
			touched = append(touched, r.stays[n])
		default:
			order = append(order, r.stays[n]) // these fit together as they did
		}
	}
	slices.SortStableFunc(touched, func(x, y search.Kept) int {
		return cmp.Or(cmp.Compare(r.nearness(y.Slot), r.nearness(x.Slot)), cmp.Compare(len(x.Arcs), len(y.Arcs)),
			cmp.Compare(r.model.Asks[y.Ask].Pupils, r.model.Asks[x.Ask].Pupils))
	})
	start := r.desk.Resettle(append(order, touched...))
	r.desk = nil // its memory is not needed while the search goes on
	limits := search.Limits{Work: r.effort, Bound: r.bound + r.keep, Seed: r.seed, Start: &start}
	prover := r.newProver(ctx)
	defer prover.wait()
	found, err := engine.Run(ctx, r.model, limits, prover.watch(ctx, r.progress))
	if err != nil {
		return nil, err
	}
	if found.Solution, err = r.restaff(found.Solution); err != nil {
		return nil, err
	}
	found.Solution.Points -= r.forget(found.Solution)
	plan := r.compiler.plan(found.Solution)
	plan.Stats = Stats{Stopped: stopOf(ctx, found.Stop), Work: found.Work, Seed: r.seed}
	if violations := Verify(r.p, plan); len(violations) > 0 || plan.Points != found.Solution.Points {
		return nil, &DefectError{Plan: plan, Searched: found.Solution.Points, Violations: violations}
	}
	found.Exhausted = false // that was of points less the cost of changes
	if err := prover.prove(ctx, plan, &found); err != nil {
		return nil, err
	}
	if r.published.Certificate != nil {
		if bound, err := prover.boundOf(r.published.Certificate); err == nil && bound < plan.Bound { // else it names what is no more
			plan.Bound, plan.Certificate = bound, r.published.Certificate
			plan.judge()
		}
	}
	return plan, nil
}
