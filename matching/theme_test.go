package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestThemeChoice has two classes ask for one theme: each gets the variant of
// its stage, and one that asks for a theme which no center offers gets nothing.
func TestThemeChoice(t *testing.T) {
	w := bare()
	w.course("a").Theme, w.course("a").Grades = "cars", curriculum.Grades(1, 4)
	w.course("b").Theme, w.course("b").Grades = "cars", curriculum.Grades(5, 9)
	w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "c", Theme: "tea", Tier: curriculum.Experience})
	w.cohort("k1").Grade, w.cohort("k2").Grade = 3, 7
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 7, Size: 5})
	for i, cohort := range []curriculum.CohortID{"k1", "k2", "k3"} {
		w.demand.Requests = append(w.demand.Requests, matching.Request{
			ID: matching.RequestID(cohort), Cohort: cohort, Choices: []matching.Choice{{Theme: []string{"cars", "cars", "tea"}[i]}},
		})
	}
	p := w.problem(t)
	plan := solve(t, p)
	got := map[matching.RequestID]curriculum.CourseID{}
	for _, v := range plan.Visits {
		o, _ := p.Network().Offering(v.Offering)
		got[v.Request] = o.Course
	}
	if diff := cmp.Diff(map[matching.RequestID]curriculum.CourseID{"k1": "a", "k2": "b"}, got); diff != "" {
		t.Errorf("courses by request (-want +got):\n%s", diff)
	}
	want := []matching.Unplaced{{Request: "k3", Visits: 1, Reason: matching.Impossible}}
	if diff := cmp.Diff(want, plan.Unplaced); diff != "" {
		t.Errorf("unplaced (-want +got):\n%s", diff)
	}
	// Who pays all that it earns leaves nothing for others; who has no option pays nothing.
	prices := matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Choice, Request: "k1", Price: 1000}, {Rule: rule.Choice, Request: "k2", Price: 1000}}}
	if bound, err := matching.CheckBound(p, &matching.Certificate{Points: prices}); err != nil || bound.Points != 20_000 || plan.Points != 20_000 {
		t.Errorf("the certificate proves %d points (%v), the plan has %d; want 2 classes of 10 at 1,000 each", bound.Points, err, plan.Points)
	}
	// R3 is what keeps the first class from the other course.
	r, _ := p.Request("k1")
	r.Choices[0].Theme = "tea"
	w.demand.Requests[0] = r
	violations := matching.Verify(w.problem(t), plan)
	if len(violations) != 1 || violations[0].Rule != rule.Choice {
		t.Errorf("a plan for another theme has the violations %v, want one of R3", violations)
	}
}

// TestThemesAreDrawn: the comparisons with the oracle have problems that themes decide.
func TestThemesAreDrawn(t *testing.T) {
	asked := 0
	for seed := range uint64(100) {
		_, _, demand := smallgen.Spec(smallgen.Seeded(seed))
		for _, r := range demand.Requests {
			for _, c := range r.Choices {
				if c.Theme != "" {
					asked++
				}
			}
		}
	}
	if asked < 20 {
		t.Errorf("%d choices by theme in 100 small problems, want at least 20", asked)
	}
}
