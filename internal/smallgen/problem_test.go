package smallgen_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

func TestEverySeedIsValidAndSmall(t *testing.T) {
	for seed := range uint64(1000) {
		p := smallgen.Problem(smallgen.Seeded(seed)) // panics when refused
		network, demand := p.Network().Spec(), p.Spec()
		sizes := []struct {
			what        string
			n, from, to int
		}{
			{"requests", len(demand.Requests), 1, 6},
			{"cohorts", len(demand.Cohorts), 1, 5},
			{"schools", len(demand.Schools), 1, 3},
			{"centers", len(network.Centers), 1, 3},
			{"calendars", len(network.Calendars), 1, 2},
			{"offerings", len(network.Offerings), 1, 5},
			{"instructors", len(network.Instructors), 1, 4},
			{"teams", len(network.Teams), 0, 2},
			{"programs", len(demand.Programs), 0, 2},
		}
		for _, c := range network.Calendars {
			n := 0
			for range p.Network().Slots(c.ID) {
				n++
			}
			sizes = append(sizes, struct {
				what        string
				n, from, to int
			}{"slots", n, 1, 4})
		}
		for _, r := range demand.Requests {
			sizes = append(sizes, struct {
				what        string
				n, from, to int
			}{"parts", r.Parts, 0, 3})
		}
		for _, s := range sizes {
			if s.n < s.from || s.n > s.to {
				t.Errorf("seed %d: %d %s, want %d to %d", seed, s.n, s.what, s.from, s.to)
			}
		}
	}
}

func TestDrawnProblemsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { smallgen.Problem(smallgen.FromRapid(t)) })
}

func TestSameSeedSameProblem(t *testing.T) {
	type specs struct {
		Courses curriculum.Spec
		Network capacity.Spec
		Demand  matching.Spec
	}
	of := func(seed uint64) specs {
		a, b, c := smallgen.Spec(smallgen.Seeded(seed))
		return specs{a, b, c}
	}
	seen := map[string]bool{}
	for seed := range uint64(100) {
		first := of(seed)
		if diff := cmp.Diff(first, of(seed)); diff != "" {
			t.Fatalf("seed %d twice (-first +second):\n%s", seed, diff)
		}
		seen[fmt.Sprint(first)] = true
	}
	if len(seen) != 100 {
		t.Errorf("100 seeds gave %d problems", len(seen))
	}
}

// TestEveryRuleDecides counts the problems whose optimum each rule lowers.
func TestEveryRuleDecides(t *testing.T) {
	const seeds, least = 100, 1
	var decides [rule.Outreach + 1]int
	for seed := range uint64(seeds) {
		for _, r := range smallgen.Uses(smallgen.Problem(smallgen.Seeded(seed))) {
			decides[r]++
		}
	}
	for r := range rule.All() {
		t.Logf("%v %s decides %d of %d", r, r.Name(), decides[r], seeds)
		if decides[r] < least {
			t.Errorf("%v %s decides %d problems of %d, want at least %d", r, r.Name(), decides[r], seeds, least)
		}
	}
}
