package matching_test

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// permuted returns a problem with its lists reversed and other ids, in another order.
func permuted(p *matching.Problem) *matching.Problem {
	s := &specs{courses: p.Catalog().Spec(), supply: p.Network().Spec(), demand: p.Spec()}
	reverse(s)
	rename(s)
	return smallgen.Build(s.courses, s.supply, s.demand)
}

// renamedPrices returns the prices of the same limits by their other ids.
func renamedPrices(x matching.Prices) matching.Prices {
	list := make([]matching.Price, 0, len(x.List))
	for _, p := range x.List {
		p.Cohort, p.Course, p.Request, p.Instructor = renamed(p.Cohort), renamed(p.Course), renamed(p.Request), renamed(p.Instructor)
		p.Center, p.Room, p.Offering, p.Team = renamed(p.Center), renamed(p.Room), renamed(p.Offering), renamed(p.Team)
		p.Budget, p.Fleet, p.Quota, p.School = renamed(p.Budget), renamed(p.Fleet), renamed(p.Quota), renamed(p.School)
		p.Calendar = renamed(p.Calendar)
		if p.Slot != "" {
			p.Slot = renamedSlot(p.Slot)
		}
		list = append(list, p)
	}
	return matching.Prices{Scale: x.Scale, List: list}
}

// cores returns small instances of the core family.
func cores(t *testing.T, groups, seeds int) []*matching.Problem {
	t.Helper()
	var all []*matching.Problem
	for seed := range uint64(seeds) {
		f, err := scenario.GenerateCore(scenario.Core{Groups: groups, Tight: 150}, seed)
		if err != nil {
			t.Fatal(err)
		}
		p, err := f.Problem()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// TestBoundPermuted: a certificate proves the same of a problem by other ids.
func TestBoundPermuted(t *testing.T) {
	problems := cores(t, 40, 3)
	for seed := range uint64(150) {
		problems = append(problems, smallgen.Problem(smallgen.Seeded(seed)))
	}
	problems = append(problems, generated(t, scenario.S, scenario.Staff, 4), generated(t, scenario.S, scenario.Supply, 4))
	priced := 0
	for i, p := range problems {
		c, _, err := matching.CertificateForTest(p, 12)
		if err != nil {
			t.Fatal(err)
		}
		priced += len(c.Points.List)
		other := &matching.Certificate{Points: renamedPrices(c.Points), Pupils: renamedPrices(c.Pupils)}
		if want, got := bounds(t, p, c), bounds(t, permuted(p), other); got != want {
			t.Errorf("problem %d: bounds %+v, and %+v by other ids", i, want, got)
		}
	}
	if priced < 1000 {
		t.Errorf("only %d prices", priced)
	}
}

// TestProofPermuted: what is proven of a problem holds by other ids. Where both
// plans are optimal the bounds are equal, and no plan exceeds the other's bound.
func TestProofPermuted(t *testing.T) {
	problems := cores(t, 60, 12)
	for seed := range uint64(150) {
		problems = append(problems, smallgen.Problem(smallgen.Seeded(1000+seed)))
	}
	both, byPrices := 0, 0
	for i, p := range problems {
		q := permuted(p)
		a, b := solve(t, p, matching.WithEffort(1_500_000)), solve(t, q, matching.WithEffort(1_500_000))
		if a.Points > b.Bound || b.Points > a.Bound {
			t.Errorf("problem %d: %d points of at most %d, and %d of %d by other ids", i, a.Points, a.Bound, b.Points, b.Bound)
		}
		if a.Status != matching.Optimal || b.Status != matching.Optimal {
			continue
		}
		both++
		if !a.Stats.Exhausted && !b.Stats.Exhausted {
			byPrices++
		}
		if a.Bound != b.Bound {
			t.Errorf("problem %d: proven at %d, and at %d by other ids", i, a.Bound, b.Bound)
		}
	}
	t.Logf("%d of %d proven twice, %d by prices", both, len(problems), byPrices)
	if both < len(problems)*8/10 || byPrices < 5 {
		t.Errorf("%d of %d proven twice, %d by prices: too few", both, len(problems), byPrices)
	}
}

// TestGapFalls: with more effort there are never fewer points, nor a larger
// bound, and so never a larger gap.
func TestGapFalls(t *testing.T) {
	problems := append(cores(t, 40, 4), cores(t, 250, 2)...)
	for seed := range uint64(40) {
		problems = append(problems, smallgen.Problem(smallgen.Seeded(2000+seed)))
	}
	for seed := range uint64(2) {
		problems = append(problems, generated(t, scenario.S, scenario.Staff, seed), generated(t, scenario.S, scenario.Supply, seed))
	}
	falls := 0
	for i, p := range problems {
		points, bound, gap := int64(math.MinInt64), int64(math.MaxInt64), math.Inf(1)
		for _, effort := range []int64{1, 3_000, 10_000, 40_000, 150_000, 400_000} {
			plan := solve(t, p, matching.WithEffort(effort))
			if plan.Points < points || plan.Bound > bound || plan.Gap() > gap {
				t.Errorf("problem %d, effort %d: from %d points of at most %d to %d of %d", i, effort, points, bound, plan.Points, plan.Bound)
			}
			if plan.Bound < bound && bound < math.MaxInt64 {
				falls++
			}
			points, bound, gap = plan.Points, plan.Bound, plan.Gap()
			if plan.Status == matching.Optimal {
				break
			}
		}
	}
	if falls < 20 {
		t.Errorf("the bound fell %d times", falls)
	}
}
