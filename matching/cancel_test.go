package matching_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestSolveEndsSoon cancels at random moments while certificates are checked
// beside the search. Little is looked at after that, the plan that comes back is
// valid and not worse than the one handed in, its bound is that of its
// certificate, and no goroutine stays.
func TestSolveEndsSoon(t *testing.T) {
	const never = 1 << 60
	certified := 0
	for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply} {
		p := generated(t, scenario.S, regime, 2)
		requests := int64(len(p.Spec().Requests))
		start, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		whole := polls(t.Context(), never)
		if _, err := matching.Solve(whole, p, matching.WithEffort(800_000)); err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(uint64(len(regime.String())), 7))
		for k := range 12 {
			among := whole.asked.Load()
			if k < 3 {
				among = 2 * requests // in compiling, mostly
			}
			n := 1 + rng.Int64N(among)
			synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
				ctx := polls(t.Context(), n)
				plan, err := matching.Solve(ctx, p, matching.WithPlan(start))
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range matching.Verify(p, plan) {
					t.Errorf("canceled after %d: %v", n, v)
				}
				most := int64(10)
				if plan.Stats.Work == 0 {
					most += requests // each is passed over
				}
				if after := ctx.asked.Load() - n; after > most {
					t.Errorf("canceled after %d: asked %d times after that, want at most %d", n, after, most)
				}
				if plan.Points < start.Points || plan.Stats.Stopped != matching.Canceled {
					t.Errorf("canceled after %d: %d points, stopped: %s; started from %d", n, plan.Points, plan.Stats.Stopped, start.Points)
				}
				if plan.Certificate == nil {
					return
				}
				certified++
				bound, err := matching.CheckBound(p, plan.Certificate)
				if err != nil || plan.Bound > bound.Points {
					t.Errorf("canceled after %d: bound %d, that of the certificate is %d, error %v", n, plan.Bound, bound.Points, err)
				}
			})
		}
	}
	if certified < 8 {
		t.Errorf("only %d plans have a certificate", certified)
	}
}

// TestProve: when ctx has ended nothing more is checked, and the bound is that of
// the last certificate that was.
func TestProve(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		prove  matching.ProveForTest
		want   string // which of the two certificates
		stop   matching.Stop
	}{
		{"ended before any check", "a check may take seconds", matching.ProveForTest{Stop: matching.Canceled, Ended: true}, "none", matching.Canceled},
		{"ended after a check", "one is at hand", matching.ProveForTest{Checked: true, Stop: matching.Canceled, Ended: true}, "first", matching.Canceled},
		{"effort used up", "the last certificate has the least bound", matching.ProveForTest{Checked: true, Stop: matching.Effort}, "last", matching.Effort},
		{"effort used up without a check before", "the same", matching.ProveForTest{Stop: matching.Effort}, "last", matching.Effort},
		{"ended after the effort", "the plan is no longer that of the effort alone",
			matching.ProveForTest{Checked: true, Stop: matching.Effort, Ended: true}, "first", matching.Canceled},
	}
	p := generated(t, scenario.S, scenario.Staff, 2)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.prove.Run(p)
			if err != nil {
				t.Fatal(err)
			}
			which := "none"
			switch {
			case got.Certificate == nil:
			case cmp.Equal(got.Certificate, got.First):
				which = "first"
			case cmp.Equal(got.Certificate, got.Last):
				which = "last"
			}
			if which != tt.want || got.Stats.Stopped != tt.stop || got.Certificate != nil && got.Bound != bounds(t, p, got.Certificate).Points {
				t.Errorf("certificate: %s, bound %d, stopped: %s; want %s and %s: %s", which, got.Bound, got.Stats.Stopped, tt.want, tt.stop, tt.reason)
			}
			if tt.want == "none" && got.Built {
				t.Errorf("a check was begun: %s", tt.reason)
			}
		})
	}
}

// TestCheckEnds: whenever it is told to stop, a check ends without a bound, and
// it asks at least once for each option that it prices.
func TestCheckEnds(t *testing.T) {
	p := generated(t, scenario.S, scenario.Staff, 2)
	certificate, _, err := matching.CertificateForTest(p, 20)
	if err != nil {
		t.Fatal(err)
	}
	check := func(n int) (bound int64, asked, options int, err error) {
		bound, options, err = matching.CheckForTest(p, certificate, func() bool {
			asked++
			return asked > n
		})
		return bound, asked, options, err
	}
	want := bounds(t, p, certificate).Points
	bound, all, options, err := check(1 << 30)
	if err != nil || bound != want {
		t.Errorf("bound %d, error %v; CheckBound says %d", bound, err, want)
	}
	if all < 2*options {
		t.Errorf("asked %d times while %d options were priced twice", all, options)
	}
	for n := 0; n < all; n += 1 + n/8 {
		bound, asked, _, err := check(n)
		if !errors.Is(err, matching.ErrEnded) || bound != 0 || asked != n+1 {
			t.Errorf("stopped after %d of %d: asked %d times, bound %d, error %v", n, all, asked, bound, err)
		}
	}
}
