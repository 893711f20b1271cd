package matching_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// mutation damages a valid plan, or the data that it was valid for.
type mutation struct {
	name   string
	damage func(*world)
	late   func(*world) // after the books were brought in line, nil for none
}

// mutations lists, for each rule, damages that break it and no other.
func mutations() map[rule.Rule][]mutation {
	return map[rule.Rule][]mutation{
		rule.Books:     breakBooks,
		rule.Tier:      breakTier,
		rule.Course:    breakCourse,
		rule.Choice:    breakChoice,
		rule.Open:      breakOpen,
		rule.Room:      breakRoom,
		rule.Seats:     breakSeats,
		rule.Minimum:   breakMinimum,
		rule.Sharing:   breakSharing,
		rule.Staff:     breakStaff,
		rule.Clash:     breakClash,
		rule.Program:   breakProgram,
		rule.Headcount: breakHeadcount,
		rule.Stock:     breakStock,
		rule.Budget:    breakBudget,
		rule.Transport: breakTransport,
		rule.Quota:     breakQuota,
		rule.Adults:    breakAdults,
		rule.Notice:    breakNotice,
		rule.Split:     breakSplit,
		rule.Outreach:  breakOutreach,
	}
}

// TestVerifyMutations damages the valid plan in at least ten ways for each
// rule. Each damage must be reported under that rule and no other.
func TestVerifyMutations(t *testing.T) {
	all := mutations()
	for r := range rule.All() {
		if len(all[r]) < 10 {
			t.Errorf("%s has %d mutations, want at least 10", r, len(all[r]))
		}
	}
	for r := rule.Books; r <= rule.Outreach; r++ {
		t.Run(r.Name(), func(t *testing.T) {
			t.Logf("%s: %d ways to break it", r, len(all[r]))
			for _, m := range all[r] {
				t.Run(m.name, func(t *testing.T) { checkMutation(t, r, m) })
			}
		})
	}
}

func checkMutation(t *testing.T, want rule.Rule, m mutation) {
	w := newWorld()
	if want == rule.Books {
		w.keepBooks(w.problem(t))
	}
	m.damage(w)
	p := w.problem(t)
	if want != rule.Books {
		w.keepBooks(p)
	}
	if m.late != nil {
		m.late(w)
	}
	violations := matching.Verify(p, w.plan)
	var have []rule.Rule
	for _, v := range violations {
		have = append(have, v.Rule)
	}
	if diff := cmp.Diff([]rule.Rule{want}, slices.Compact(have)); diff != "" {
		t.Errorf("rules reported (-want +got):\n%s%v", diff, violations)
	}
}

func TestVerifyAcceptsTheUndamagedPlan(t *testing.T) {
	for name, change := range map[string]func(*world){"world": func(*world) {}, "rich world": (*world).enrich} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			change(w)
			p := w.problem(t)
			w.keepBooks(p)
			if v := matching.Verify(p, w.plan); len(v) > 0 {
				t.Errorf("violations of a valid plan: %v", v)
			}
		})
	}
}
