package matching_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestWithPlan starts from plans of several kinds, at several efforts: the
// result is never worse, from the best plan there is it is that plan's equal,
// and the plan handed in stays as it was.
func TestWithPlan(t *testing.T) {
	kept := 0
	for seed := range uint64(250) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		first, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		starts := []*matching.Plan{first, solve(t, p, matching.WithSeed(seed), matching.WithEffort(3000))}
		best, exact, ok := oracle.Best(p)
		if ok && exact != nil {
			starts = append(starts, exact)
		}
		for _, start := range starts {
			before := planFile(t, start)
			for _, effort := range []int64{1, 100, 5000} {
				plan := solve(t, p, matching.WithPlan(start), matching.WithSeed(seed+1), matching.WithEffort(effort))
				if plan.Points < start.Points || ok && plan.Points > best {
					t.Errorf("seed %d: %d points with effort %d, from a plan with %d; the best has %d", seed, plan.Points, effort, start.Points, best)
				}
				if plan.Points == start.Points {
					kept++
				}
			}
			if planFile(t, start) != before {
				t.Errorf("seed %d: the plan to start from was changed", seed)
			}
		}
	}
	if kept < 500 {
		t.Errorf("only %d plans are as good as the start", kept)
	}
}

// TestWithPlanDistrict starts from a plan of a district that took more effort
// than is left, and wants its placements and points.
func TestWithPlanDistrict(t *testing.T) {
	p := generated(t, scenario.M, scenario.Staff, 1)
	start := solve(t, p, matching.WithEffort(1_500_000))
	plan := solve(t, p, matching.WithPlan(start), matching.WithEffort(1))
	if diff := cmp.Diff(start.Visits, plan.Visits); diff != "" {
		t.Errorf("visits (-start +plan):\n%s", diff)
	}
	if diff := cmp.Diff(start.Sessions, plan.Sessions); diff != "" {
		t.Errorf("sessions (-start +plan):\n%s", diff)
	}
	if plan.Score != start.Score || plan.Points != start.Points || plan.Bound != start.Bound {
		t.Errorf("%d points, %+v of %d; want %d, %+v of %d", plan.Points, plan.Score, plan.Bound, start.Points, start.Score, start.Bound)
	}
	if better := solve(t, p, matching.WithPlan(start), matching.WithEffort(6_000_000)); better.Points <= start.Points {
		t.Errorf("%d points with more effort, the start has %d", better.Points, start.Points)
	}
}

// TestWithPlanKept starts from plans by hand and leaves no effort to better them.
func TestWithPlanKept(t *testing.T) {
	nothing := func(*world) {}
	tests := []struct {
		name   string
		reason string
		change func(w *world) // before the books are kept
		redo   func(w *world) // after that
		spared int            // instructors
	}{
		{"as it is", "the world's plan is valid", nothing, nothing, 0},
		{"with programs, parts and teams", "they are mapped as well", (*world).enrich, nothing, 0},
		{"shuffled", "the order of its lists does not matter", (*world).enrich, func(w *world) {
			slices.Reverse(w.plan.Visits)
			slices.Reverse(w.plan.Sessions)
			slices.Reverse(w.plan.Unplaced)
		}, 0},
		{"an instructor too many", "drone1 needs two", func(w *world) {
			s := w.session("drone1")
			s.Instructors = append(s.Instructors, "t7")
		}, nothing, 1},
		{"a bound of its own", "the plan does not decide it", nothing, func(w *world) {
			w.plan.Bound, w.plan.Status = w.plan.Points, matching.Optimal
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			tt.change(w)
			p := w.problem(t)
			w.keepBooks(p)
			tt.redo(w)
			for _, v := range matching.Verify(p, w.plan) {
				t.Fatal(v)
			}
			plan := solve(t, p, matching.WithPlan(w.plan), matching.WithEffort(1))
			unsearched, _ := canceled(t, p, 0, matching.WithPlan(w.plan))
			if diff := cmp.Diff(unsearched.Visits, plan.Visits); diff != "" {
				t.Errorf("visits (-unsearched +searched):\n%s%s", diff, tt.reason)
			}
			if plan.Points != w.plan.Points || unsearched.Points != w.plan.Points || plan.Status != matching.Feasible || unsearched.Status != matching.Feasible {
				t.Errorf("%s with %d points, unsearched %s with %d, the start has %d: %s",
					plan.Status, plan.Points, unsearched.Status, unsearched.Points, w.plan.Points, tt.reason)
			}
			if spared := led(unsearched) - led(plan); spared != tt.spared {
				t.Errorf("%d instructors spared, want %d: %s", spared, tt.spared, tt.reason)
			}
			w.plan.Visits[0].Pupils++ // which no plan that came back may share
			for _, v := range matching.Verify(p, unsearched) {
				t.Error(v)
			}
		})
	}
}

// led counts the instructors of all sessions.
func led(plan *matching.Plan) int {
	n := 0
	for _, s := range plan.Sessions {
		n += len(s.Instructors)
	}
	return n
}

// TestPlanError: what is no plan of the problem is refused with all that is wrong.
func TestPlanError(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.plan.Visits[0].Choice++
	w.plan.Visits = w.plan.Visits[:len(w.plan.Visits)-1]
	plan, err := matching.Solve(t.Context(), p, matching.WithPlan(w.plan))
	var refused *matching.PlanError
	if plan != nil || !errors.As(err, &refused) {
		t.Fatalf("plan %v and error %v", plan, err)
	}
	if diff := cmp.Diff(matching.Verify(p, w.plan), refused.Violations); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
	if !strings.Contains(err.Error(), refused.Violations[0].String()) {
		t.Errorf("the error does not name %v: %v", refused.Violations[0], err)
	}
	long := &matching.PlanError{Violations: make([]matching.Violation, 12)}
	if text := long.Error(); strings.Count(text, "\n") != 11 || !strings.HasSuffix(text, "and 2 more") {
		t.Error(text)
	}
}

// polled is a context that is canceled once it has been asked some times, by any
// goroutine.
type polled struct {
	context.Context
	left  int64
	asked atomic.Int64
}

// polls returns a context that is canceled when it has been asked n times.
func polls(ctx context.Context, n int64) *polled { return &polled{Context: ctx, left: n} }

func (c *polled) Err() error {
	if c.asked.Add(1) <= c.left {
		return nil
	}
	return context.Canceled
}

// canceled solves in a context that is canceled when it has been asked n times,
// and checks the plan. It returns how often the context was asked.
func canceled(t *testing.T, p *matching.Problem, n int64, opts ...matching.Option) (*matching.Plan, int64) {
	t.Helper()
	ctx := polls(t.Context(), n)
	plan, err := matching.Solve(ctx, p, opts...)
	if err != nil {
		t.Fatalf("canceled after %d: %v", n, err)
	}
	for _, v := range matching.Verify(p, plan) {
		t.Errorf("canceled after %d: %v", n, v)
	}
	if ended := ctx.asked.Load() > n; ended && plan.Stats.Stopped != matching.Canceled && plan.Status != matching.Optimal {
		t.Errorf("canceled after %d: stopped: %s", n, plan.Stats.Stopped)
	}
	return plan, ctx.asked.Load()
}

// TestSolveCanceled cancels at random moments, in compiling and in the search,
// with pins and with a plan to start from. A valid plan comes back every time,
// and no goroutine stays.
func TestSolveCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
		rng := rand.New(rand.NewPCG(1, 1))
		const never = 1 << 30
		partly := 0
		for seed := range uint64(150) {
			p := smallgen.Problem(smallgen.Seeded(seed))
			whole, all := canceled(t, p, never, matching.WithEffort(300))
			start := solve(t, p, matching.WithEffort(3000))
			for range 6 {
				n := rng.Int64N(1 + rng.Int64N(all))
				plan, _ := canceled(t, p, n, matching.WithEffort(300))
				if plan.Points > whole.Points || plan.Bound < start.Points {
					t.Errorf("seed %d: %d points of %d when canceled after %d; in full %d of %d, and a plan has %d",
						seed, plan.Points, plan.Bound, n, whole.Points, whole.Bound, start.Points)
				}
				if plan.Bound > whole.Bound {
					partly++
				}
				if plan, _ := canceled(t, p, n, matching.WithEffort(300), matching.WithPlan(start)); plan.Points < start.Points {
					t.Errorf("seed %d: %d points when canceled after %d, the start has %d", seed, plan.Points, n, start.Points)
				}
			}
		}
		if partly < 50 {
			t.Errorf("only %d of the plans were canceled before all options were looked at", partly)
		}
	})
}

// TestSolveCanceledDistrict cancels the planning of a district.
func TestSolveCanceledDistrict(t *testing.T) {
	p := generated(t, scenario.S, scenario.Supply, 1)
	start := solve(t, p, matching.WithEffort(200_000))
	_, all := canceled(t, p, 1<<30, matching.WithEffort(50_000))
	for n := int64(1); n < all; n *= 3 {
		canceled(t, p, n, matching.WithEffort(50_000))
		if plan, _ := canceled(t, p, n, matching.WithPlan(start), matching.WithEffort(50_000)); plan.Points < start.Points {
			t.Errorf("canceled after %d: %d points, the start has %d", n, plan.Points, start.Points)
		}
	}
	ctx := polls(t.Context(), all/100)
	if plan, err := matching.FirstCome(ctx, p); err != nil || len(matching.Verify(p, plan)) > 0 || plan.Stats.Stopped != matching.Canceled {
		t.Errorf("first come: plan %+v, error %v", plan, err)
	}
}

// TestPinCanceled: a pin that holds with others alone holds in a context that
// has ended, too.
func TestPinCanceled(t *testing.T) {
	w := newWorld()
	w.demand.AsOf = 0
	w.course("drone").Minimum = 22
	w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q3", Offering: "drone1", Slot: "2026-09-08.pm"})
	plan, _ := canceled(t, w.problem(t), 0)
	var at bytes.Buffer
	for _, v := range plan.Visits {
		if v.Offering == "drone1" {
			at.WriteString(string(v.Request) + " ")
		}
	}
	if at.String() != "q3 q4 " {
		t.Errorf("%sat the pinned session, want q3 and q4", at.String())
	}
}
