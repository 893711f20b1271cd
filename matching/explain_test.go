package matching_test

import (
	"math"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

func explain(t *testing.T, p *matching.Problem, plan *matching.Plan, requests ...matching.RequestID) []matching.Explanation {
	t.Helper()
	list, err := matching.Explain(t.Context(), p, plan, requests...)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestExplainReasons: the reasons are those that the oracle finds by trying all
// plans, whether or not the plan is the best.
func TestExplainReasons(t *testing.T) {
	problems := uint64(200)
	if *full {
		problems = 1000
	}
	counts := map[matching.Reason]int{}
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		first, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			continue // the pins cannot be kept
		}
		for _, plan := range []*matching.Plan{first, solve(t, p, matching.WithEffort(20_000))} {
			for _, e := range explain(t, p, plan) {
				if e.Placed != placed(plan, e.Request) {
					t.Errorf("seed %d: %d visits placed, the plan has %d: %+v", seed, e.Placed, placed(plan, e.Request), e)
				}
				if e.Missing == 0 {
					if e.Reason != 0 {
						t.Errorf("seed %d: nothing is missing, but the reason is %s", seed, e.Reason)
					}
					continue
				}
				most, ok := mostVisits(p, e.Request)
				if !ok {
					continue
				}
				counts[e.Reason]++
				want := matching.Impossible
				if most > e.Placed {
					want = matching.NotFound
					if plan.Status == matching.Optimal {
						want = matching.Lost
					}
				}
				if e.Reason != want {
					t.Errorf("seed %d: %s of %s, which has %d visits and %d in the plan with most of it; want %s", seed, e.Reason, e.Request, e.Placed, most, want)
				}
			}
		}
	}
	t.Log(counts)
	for _, reason := range []matching.Reason{matching.Impossible, matching.Lost, matching.NotFound} {
		if counts[reason] < 50 {
			t.Errorf("only %d times %s", counts[reason], reason)
		}
	}
}

// TestExplainOptions: an option said to be free can be had with all else as it
// is, by the oracle, and one that is not cannot. Each rule said to stand against
// it is broken when the visit is simply added.
func TestExplainOptions(t *testing.T) {
	problems := uint64(300)
	if *full {
		problems = 1000
	}
	free, taken, rules := 0, 0, map[rule.Rule]int{}
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, ok := planWithout(t, p, int(seed), len(p.Spec().Requests))
		if !ok {
			continue
		}
		for _, e := range explain(t, p, plan) {
			r, _ := p.Request(e.Request)
			sum := e.Free
			for _, c := range e.Taken {
				sum += c.Options
			}
			if sum != e.Looked {
				t.Errorf("seed %d: %d options looked at, but %d free or taken: %+v", seed, e.Looked, sum, e)
			}
			cut := 0
			for _, c := range e.Cuts {
				cut += c.Options
			}
			if e.Missing > 0 && e.Options != cut+e.Looked {
				t.Errorf("seed %d: %d options, %d cut, %d looked at", seed, e.Options, cut, e.Looked)
			}
			if e.Missing == 0 || r.Parts > 1 || r.Program != "" {
				continue
			}
			for _, x := range e.Best {
				if len(x.Against) == 0 {
					free++
				} else {
					taken++
				}
				if can, ok := joins(p, plan, e.Request, x, len(x.Against) > 0); ok && can != (len(x.Against) == 0) {
					t.Errorf("seed %d: %s at %s in %s: %v, but the oracle says %v", seed, e.Request, x.Offering, x.Slot, x.Against, can)
				}
				for _, o := range x.Against {
					rules[o.Rule]++
					if !breaks(p, plan, e.Request, x, o.Rule) {
						t.Errorf("seed %d: %s at %s in %s does not break %s: %+v", seed, e.Request, x.Offering, x.Slot, o.Rule, o)
					}
				}
			}
		}
	}
	t.Log(free, taken, rules)
	if free < 50 || taken < 200 || len(rules) < 8 {
		t.Errorf("only %d free options, %d taken, by %v", free, taken, rules)
	}
}

// planWithout returns a plan of a problem as if every step-th request from one on
// had not been made.
func planWithout(t *testing.T, p *matching.Problem, from, step int) (*matching.Plan, bool) {
	t.Helper()
	demand := p.Spec()
	var kept []matching.Request
	var dropped []matching.Unplaced
	for i, r := range demand.Requests {
		if (i+from)%step > 0 || r.Program != "" || slices.ContainsFunc(demand.Pins, func(pin matching.Pin) bool { return pin.Request == r.ID }) {
			kept = append(kept, r)
			continue
		}
		dropped = append(dropped, matching.Unplaced{Request: r.ID, Visits: max(1, r.Visits), Reason: matching.NotFound})
	}
	demand.Requests = kept
	without, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.FirstCome(t.Context(), without)
	if len(dropped) == 0 || err != nil {
		return nil, false // nothing is dropped, or the pins cannot be kept
	}
	plan.Unplaced = append(plan.Unplaced, dropped...)
	plan.Bound, plan.Status = math.MaxInt64, matching.Feasible
	return plan, true
}

// joins asks the oracle whether a request could have an option beside all visits
// of a plan, and with the same instructors where staffed says so.
func joins(p *matching.Problem, plan *matching.Plan, id matching.RequestID, x matching.Alternative, staffed bool) (can, ok bool) {
	demand := p.Spec()
	demand.Pins = nil
	for _, v := range plan.Visits {
		pin := matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot}
		if i := slices.IndexFunc(plan.Sessions, func(s matching.Session) bool { return s.Offering == v.Offering && s.Slot == v.Slot }); staffed {
			pin.Instructors = plan.Sessions[i].Instructors
		}
		demand.Pins = append(demand.Pins, pin)
	}
	demand.Pins = append(demand.Pins, matching.Pin{Request: id, Offering: x.Offering, Slot: x.Slot})
	pinned, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		return false, true // such as two pins of a cohort in one slot
	}
	_, best, ok := oracle.Best(pinned)
	return best != nil, ok
}

// breaks reports whether a rule is broken when a visit is added to a plan.
func breaks(p *matching.Problem, plan *matching.Plan, id matching.RequestID, x matching.Alternative, by rule.Rule) bool {
	more := *plan
	r, _ := p.Request(id)
	cohort, _ := p.Cohort(r.Cohort)
	more.Visits = append(slices.Clone(plan.Visits), matching.Visit{
		Request: id, Choice: x.Choice, Component: x.Component, Offering: x.Offering, Slot: x.Slot, Pupils: cohort.Size,
	})
	if !slices.ContainsFunc(plan.Sessions, func(s matching.Session) bool { return s.Offering == x.Offering && s.Slot == x.Slot }) {
		more.Sessions = append(slices.Clone(plan.Sessions), matching.Session{Offering: x.Offering, Slot: x.Slot})
	}
	return slices.ContainsFunc(matching.Verify(p, &more), func(v matching.Violation) bool { return v.Rule == by })
}
