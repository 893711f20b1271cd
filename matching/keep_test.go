package matching_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestKeep: which of two solutions comes back, the one that was kept on the way or the
// one that the search ended with.
func TestKeep(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		keep   matching.KeepForTest
		want   string // first is the one on the way
		stop   matching.Stop
	}{
		{"ended", "writing another one down may take long", matching.KeepForTest{Ended: true, Stop: matching.Canceled}, "first", matching.Canceled},
		{"ended after the effort", "the same, and the plan is no longer that of the effort alone",
			matching.KeepForTest{Ended: true, Stop: matching.Effort}, "first", matching.Canceled},
		{"ended with few visits", "none is kept, as it does not take long", matching.KeepForTest{Few: 1 << 20, Ended: true, Stop: matching.Canceled}, "last", matching.Canceled},
		{"not ended", "the last has the most points", matching.KeepForTest{Stop: matching.Effort}, "last", matching.Effort},
		{"a deadline that is near", "the search has ended before it, so that there is time",
			matching.KeepForTest{Stop: matching.Deadline}, "last", matching.Deadline},
		{"a defect on the way", "a search that breaks rules is reported, whatever it ends with", matching.KeepForTest{Defect: true, Stop: matching.Effort}, "defect", 0},
	}
	p := generated(t, scenario.S, scenario.Staff, 2)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.keep.Run(p)
			if err != nil && !errors.As(err, new(*matching.DefectError)) {
				t.Fatal(err)
			}
			which := "last"
			switch {
			case err != nil:
				which = "defect"
			case cmp.Equal(got.Plan.Visits, got.First.Visits):
				which = "first"
			case !cmp.Equal(got.Plan.Visits, got.Last.Visits):
				which = "neither"
			}
			if which != tt.want {
				t.Fatalf("the plan is: %s, want %s: %s", which, tt.want, tt.reason)
			}
			if err == nil && got.Plan.Stats.Stopped != tt.stop {
				t.Errorf("stopped: %s, want %s", got.Plan.Stats.Stopped, tt.stop)
			}
		})
	}
}

// TestKeepOffers: a solution is kept that has more visits than few, and is much better
// than the last, or better and due.
func TestKeepOffers(t *testing.T) {
	type offer = matching.OfferForTest
	tests := []struct {
		name   string
		offers []offer
		want   []int64 // points of those taken
	}{
		{"few visits", []offer{{10, 1, 100}, {20, 9, 200}, {30, 10, 300}}, nil},
		{"the first", []offer{{10, 11, 100}}, []int64{100}},
		{"not better, though due", []offer{{10, 11, 100}, {1 << 30, 11, 100}}, []int64{100}},
		{"much better", []offer{{10, 11, 256_000}, {11, 11, 257_001}}, []int64{256_000, 257_001}},
		{"better, and not due", []offer{{10, 11, 256_000}, {11, 11, 257_000}, {10 + 2048*11 - 1, 11, 257_000}}, []int64{256_000}},
		{"better and due", []offer{{10, 11, 256_000}, {10 + 2048*11, 12, 256_001}, {10 + 2048*22, 12, 256_002}, {10 + 2048*23, 12, 256_003}},
			[]int64{256_000, 256_001, 256_003}},
	}
	p := generated(t, scenario.S, scenario.Staff, 2)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := matching.TakenForTest(p, 10, tt.offers)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("taken (-want +got):\n%s", diff)
			}
		})
	}
}

// TestKeptEnds cancels at random moments while every better solution is kept. The plan
// that comes back is valid and not worse than the one handed in, and no goroutine stays.
func TestKeptEnds(t *testing.T) {
	p := generated(t, scenario.S, scenario.Staff, 2)
	start, err := matching.FirstCome(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2, 9))
	kept := 0
	for range 40 {
		n := 1 + rng.Int64N(1<<(10+rng.IntN(10)))
		synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
			plan, fresh, err := matching.KeptForTest(polls(t.Context(), n), p, start)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range matching.Verify(p, plan) {
				t.Errorf("canceled after %d: %v", n, v)
			}
			if plan.Points < start.Points || plan.Points > plan.Bound || plan.Stats.Stopped != matching.Canceled {
				t.Errorf("canceled after %d: %d points, bound %d, stopped: %s; started from %d", n, plan.Points, plan.Bound, plan.Stats.Stopped, start.Points)
			}
			if !fresh {
				kept++
			}
			if plan.Stats.Work == 0 && !cmp.Equal(plan.Visits, start.Visits) {
				t.Errorf("canceled after %d, before the search: not the plan handed in", n)
			}
		})
	}
	if t.Logf("%d plans were at hand", kept); kept < 20 {
		t.Error("too few")
	}
}

// TestEndsAhead: a search ends as long before a deadline as its visits take, and one
// that has no time left comes back with the plan handed in.
func TestEndsAhead(t *testing.T) {
	p := generated(t, scenario.S, scenario.Staff, 2)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		early, visits, err := matching.AheadForTest(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		if want := time.Minute - time.Duration(visits)*6*time.Microsecond; early != want || visits == 0 {
			t.Errorf("the search ends after %v, want %v for %d visits", early, want, visits)
		}
	})
	plan, err := matching.Solve(t.Context(), p, matching.WithEffort(1000))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	late, err := matching.Solve(ctx, p, matching.WithPlan(plan))
	if err != nil {
		t.Fatal(err)
	}
	if late.Stats.Stopped != matching.Deadline || late.Points < plan.Points {
		t.Errorf("stopped: %s, %d points of %d", late.Stats.Stopped, late.Points, plan.Points)
	}
}
