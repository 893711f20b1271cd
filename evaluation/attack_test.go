package evaluation_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// TestAttack computes from a report all that follows from it: every sum of
// marks that is a linear combination of those shown. None may be about fewer
// raters than the minimum.
//
// The attacker knows who gave which rating, and of every shown mean the exact
// sum. That all figures but those of roles follow from these is checked by
// TestFiguresFollow.
func TestAttack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := worldSpec(drawRatings(t, "ratings"))
		q := drawQuestion(t)
		report := aggregate(t, spec, q)
		ratings := latest(spec.Ratings, q)
		for i, d := range worldForm().Dimensions {
			for j, role := range report.Cells[0].Dimensions[i].Roles {
				if role.Role != evaluation.External {
					attack(t, report, ratings, i, j, d.ID, role.Role)
				}
			}
		}
	})
}

// latest returns the ratings that count, from the definition.
func latest(all []evaluation.Rating, q evaluation.Question) []evaluation.Rating {
	var list []evaluation.Rating
	for _, r := range all {
		later := false
		for _, o := range all {
			same := r
			same.Date = o.Date
			later = later || same.Compare(o) == 0 && o.Date > r.Date && q.Span.Has(o.Date)
		}
		if q.Span.Has(r.Date) && !later {
			list = append(list, r)
		}
	}
	return list
}

// in reports whether a rating is in a cell.
func in(r *evaluation.Rating, c *evaluation.Cell, by []evaluation.Axis) bool {
	for _, a := range by[:c.Depth] {
		same := map[evaluation.Axis]bool{
			evaluation.ByCenter: r.Center == c.Center, evaluation.ByCourse: r.Course == c.Course, evaluation.ByGroup: r.Group == c.Group,
		}
		if !same[a] {
			return false
		}
	}
	return true
}

// attack attacks one dimension as one role sees it, the i-th and j-th.
func attack(t *rapid.T, report *evaluation.Report, ratings []evaluation.Rating, i, j int, d evaluation.DimensionID, role evaluation.Role) {
	var raters []evaluation.RaterID // of each mark
	place := map[evaluation.RaterID]int{}
	var sums [][]int64 // for each cell shown, the marks that its sum is of
	for k := range report.Cells {
		if report.Cells[k].Dimensions[i].Roles[j].Figure.Shown {
			sums = append(sums, nil)
		}
	}
	for k := range ratings {
		r := &ratings[k]
		if _, ok := markOf(r, d); r.Role != role || !ok {
			continue
		}
		raters = append(raters, r.Rater)
		if _, ok := place[r.Rater]; !ok {
			place[r.Rater] = len(place)
		}
		row := 0
		for l := range report.Cells {
			if c := &report.Cells[l]; c.Dimensions[i].Roles[j].Figure.Shown {
				of := int64(0)
				if in(r, c, report.By) {
					of = 1
				}
				sums[row] = append(sums[row], of)
				row++
			}
		}
	}
	known := rank(sums, func(int) bool { return true })
	if known == 0 {
		return
	}
	// A combination is about raters in a set alone if it vanishes outside. There is
	// one if what is known outside has a lower rank.
	for set := range 1 << len(place) {
		if bits(set) != min(report.Minimum-1, len(place)) {
			continue
		}
		outside := rank(sums, func(mark int) bool { return set>>place[raters[mark]]&1 == 0 })
		if outside < known {
			t.Fatalf("dimension %s of %v: a sum is known of some of the raters %b of %v", d, role, set, place)
		}
	}
}

func markOf(r *evaluation.Rating, d evaluation.DimensionID) (int, bool) {
	for _, s := range r.Answers {
		if s.Dimension == d {
			return s.Mark, true
		}
	}
	return 0, false
}

func bits(set int) int {
	n := 0
	for ; set > 0; set &= set - 1 {
		n++
	}
	return n
}

// rank returns the rank of some columns of a matrix, by elimination modulo a prime.
func rank(rows [][]int64, use func(column int) bool) int {
	const prime = 1_000_003
	m := make([][]int64, len(rows))
	for i, row := range rows {
		for j, x := range row {
			if use(j) {
				m[i] = append(m[i], x)
			}
		}
	}
	n := 0
	for j := 0; len(m) > 0 && j < len(m[0]) && n < len(m); j++ {
		p := n
		for p < len(m) && m[p][j] == 0 {
			p++
		}
		if p == len(m) {
			continue
		}
		m[n], m[p] = m[p], m[n]
		for i := n + 1; i < len(m); i++ {
			if m[i][j] == 0 {
				continue
			}
			a, b := m[n][j], m[i][j]
			for k := j; k < len(m[i]); k++ {
				m[i][k] = ((m[i][k]*a-m[n][k]*b)%prime + prime) % prime
			}
		}
		n++
	}
	return n
}

// TestRank tests the attacker.
func TestRank(t *testing.T) {
	rows := [][]int64{{1, 1, 1, 1}, {1, 1, 0, 0}, {0, 0, 1, 1}}
	all := func(int) bool { return true }
	if got := rank(rows, all); got != 2 {
		t.Errorf("rank %d, want 2: the first is the sum of the others", got)
	}
	if got := rank(rows, func(j int) bool { return j > 1 }); got != 1 {
		t.Errorf("rank %d without the first two columns, want 1: the second row vanishes", got)
	}
}

// TestAggregateOneWhoRatesMuch: one rater gave all marks of a part that is hidden, so
// that most of the other parts are hidden with it; finding them takes a moment, where
// counting all that is hidden anew for each takes half a minute.
func TestAggregateOneWhoRatesMuch(t *testing.T) {
	const much = 20_000
	spec := evaluation.Spec{Forms: []evaluation.Form{{ID: "f", Highest: 5,
		Roles: []evaluation.FormRole{{Role: evaluation.Instructor, Weight: 1}}, Dimensions: []evaluation.Dimension{{ID: "d", Weight: 1}}}}}
	rate := func(rater, cohort, course string) {
		spec.Ratings = append(spec.Ratings, evaluation.Rating{Form: "f", Date: capacity.DateOf(2026, 9, 7), Rater: evaluation.RaterID(rater),
			Role: evaluation.Instructor, Course: curriculum.CourseID(course), Cohort: curriculum.CohortID(cohort), Answers: []evaluation.Answer{{Dimension: "d", Mark: 3}}})
	}
	for i := range much {
		rate("one", "hidden", fmt.Sprint(i))
	}
	for i := range much/5 + 10 {
		for j := range 5 {
			rate(fmt.Sprint(i, ".", j), fmt.Sprintf("%05d", i), "x")
		}
	}
	s, err := evaluation.NewSurvey(spec)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Aggregate(evaluation.Question{Form: "f", By: []evaluation.Axis{evaluation.ByCohort}})
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, c := range r.Cells[1:] {
		if c.Overall.Shown {
			shown++
		}
	}
	if shown != 10 {
		t.Errorf("%d parts are shown, want the 10 that are not needed to hide half of the marks", shown)
	}
}
