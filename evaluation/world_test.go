package evaluation_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// fatal is what tests and properties have in common.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

func survey(t fatal, spec evaluation.Spec) *evaluation.Survey {
	t.Helper()
	s, err := evaluation.NewSurvey(spec)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func aggregate(t fatal, spec evaluation.Spec, q evaluation.Question) *evaluation.Report {
	t.Helper()
	r, err := survey(t, spec).Aggregate(q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func day(n int) capacity.Date { return capacity.DateOf(2026, time.October, n) }

// worldForm has a role that does not count, one in the open, a dimension that
// not everybody rates, and one that does not count.
func worldForm() evaluation.Form {
	return evaluation.Form{
		ID: "f", Lowest: -1, Highest: 3,
		Roles: []evaluation.FormRole{
			{Role: evaluation.Self, Weight: 3}, {Role: evaluation.Teacher, Weight: 2},
			{Role: evaluation.Parent}, {Role: evaluation.External, Weight: 1, Open: true},
		},
		Dimensions: []evaluation.Dimension{
			{ID: "a", Weight: 2}, {ID: "b", Weight: 1, Roles: []evaluation.Role{evaluation.Self, evaluation.External}},
			{ID: "c", Roles: []evaluation.Role{evaluation.Self}},
		},
	}
}

// drawRatings draws ratings of a few raters, most of them pupils, of which no
// two compare equal.
func drawRatings(t *rapid.T, label string) []evaluation.Rating {
	roles := []evaluation.Role{
		evaluation.Self, evaluation.Self, evaluation.Self, evaluation.Self, evaluation.Self, evaluation.Teacher, evaluation.Parent, evaluation.External,
	}
	raters := []evaluation.RaterID{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}
	rating := rapid.Custom(func(t *rapid.T) evaluation.Rating {
		r := evaluation.Rating{
			Form: "f", Date: day(rapid.IntRange(1, 2).Draw(t, "day")),
			Rater:   rapid.SampledFrom(raters).Draw(t, "rater"),
			Role:    rapid.SampledFrom(roles).Draw(t, "role"),
			Center:  rapid.SampledFrom([]capacity.CenterID{"c1", "c1", "c2", ""}).Draw(t, "center"),
			Course:  rapid.SampledFrom([]curriculum.CourseID{"k1", "k1", "k2"}).Draw(t, "course"),
			Group:   rapid.SampledFrom([]evaluation.GroupID{"g1", "g1", "g2", ""}).Draw(t, "group"),
			Answers: []evaluation.Answer{{Dimension: "a", Mark: rapid.IntRange(-1, 3).Draw(t, "a")}},
		}
		if (r.Role == evaluation.Self || r.Role == evaluation.External) && rapid.Bool().Draw(t, "both") {
			r.Answers = append(r.Answers, evaluation.Answer{Dimension: "b", Mark: rapid.IntRange(-1, 3).Draw(t, "b")})
		}
		if r.Role == evaluation.Self && rapid.Bool().Draw(t, "all") {
			r.Answers = append(r.Answers, evaluation.Answer{Dimension: "c", Mark: rapid.IntRange(-1, 3).Draw(t, "c")})
		}
		return r
	})
	n := rapid.SampledFrom([]int{0, 10, 20, 40, 60}).Draw(t, "ratings")
	all := rapid.SliceOfN(rating, n, n).Draw(t, label)
	slices.SortStableFunc(all, evaluation.Rating.Compare)
	return slices.CompactFunc(all, func(a, b evaluation.Rating) bool { return a.Compare(b) == 0 })
}

func worldSpec(ratings []evaluation.Rating) evaluation.Spec {
	return evaluation.Spec{
		Forms: []evaluation.Form{worldForm()}, Groups: []evaluation.Group{{ID: "g1"}, {ID: "g2"}}, Ratings: ratings,
	}
}

func drawQuestion(t *rapid.T) evaluation.Question {
	axes := rapid.Permutation([]evaluation.Axis{evaluation.ByCenter, evaluation.ByCourse, evaluation.ByGroup}).Draw(t, "axes")
	return evaluation.Question{
		Form: "f", By: axes[:rapid.IntRange(0, 3).Draw(t, "depth")],
		Span:    capacity.DateSpan{From: day(rapid.IntRange(1, 2).Draw(t, "from"))},
		Minimum: rapid.SampledFrom([]int{0, 0, 5, 6}).Draw(t, "minimum"),
	}
}

// TestWorldIsRich: what is drawn is often shown, and often hidden.
func TestWorldIsRich(t *testing.T) {
	shown, hidden := 0, 0
	for seed := range 60 {
		spec := worldSpec(rapid.Custom(func(t *rapid.T) []evaluation.Rating { return drawRatings(t, "ratings") }).Example(seed))
		for _, c := range aggregate(t, spec, evaluation.Question{Form: "f", By: []evaluation.Axis{evaluation.ByCourse, evaluation.ByCenter}}).Cells {
			if c.Depth > 0 && c.Dimensions[0].Roles[0].Figure.Shown {
				shown++
			} else if c.Depth > 0 {
				hidden++
			}
		}
	}
	if shown < 60 || hidden < 60 {
		t.Errorf("%d parts shown and %d hidden: too few to find anything", shown, hidden)
	}
}
