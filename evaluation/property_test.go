package evaluation_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/evaluation"
)

// TestPermuted: the order of ratings means nothing, and a survey changes
// nothing that it was made of.
func TestPermuted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ratings := drawRatings(t, "ratings")
		q := drawQuestion(t)
		want := aggregate(t, worldSpec(ratings), q)
		order := rapid.Permutation(ratings).Draw(t, "order")
		given := slices.Clone(order)
		got := aggregate(t, worldSpec(order), q)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("permuted (-sorted +permuted):\n%s", diff)
		}
		if diff := cmp.Diff(given, order); diff != "" {
			t.Errorf("what was passed in (-before +after):\n%s", diff)
		}
	})
}

// TestFiguresFollow computes all figures from their definitions: those of roles
// from the ratings, the others from these.
func TestFiguresFollow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := worldSpec(drawRatings(t, "ratings"))
		q := drawQuestion(t)
		report := aggregate(t, spec, q)
		ratings := latest(spec.Ratings, q)
		form := worldForm()
		for i := range report.Cells {
			c := &report.Cells[i]
			if diff := cmp.Diff(expected(c, ratings, report.By, form), *c); diff != "" {
				t.Errorf("cell %+v at depth %d (-want +got):\n%s", c.Key, c.Depth, diff)
			}
		}
	})
}

// expected computes a cell anew, but for which of its roles are shown.
func expected(c *evaluation.Cell, ratings []evaluation.Rating, by []evaluation.Axis, form evaluation.Form) evaluation.Cell {
	want := evaluation.Cell{Key: c.Key, Depth: c.Depth}
	sum, weight := 0, 0
	for i, d := range form.Dimensions {
		r := evaluation.Result{Dimension: d.ID, Weight: d.Weight}
		roleSum, roleWeight := 0, 0
		for j, role := range c.Dimensions[i].Roles {
			one := evaluation.RoleResult{Role: role.Role, Weight: role.Weight}
			if role.Figure.Shown {
				one.Figure, one.Answers = meanOf(c, ratings, by, d.ID, role.Role)
				roleSum += int(one.Figure.Mean) * one.Weight
				roleWeight += one.Weight
				if one.Weight > 0 {
					r.Figure.Raters += one.Figure.Raters
				}
			}
			if j >= len(form.Roles) || d.ID == "a" && role.Weight != form.Roles[j].Weight {
				one.Weight = -1
			}
			r.Roles = append(r.Roles, one)
		}
		if roleWeight > 0 {
			r.Figure.Shown, r.Figure.Mean = true, rounded(roleSum, roleWeight)
			sum += int(r.Figure.Mean) * d.Weight
			weight += d.Weight
			if d.Weight > 0 && (want.Overall.Raters == 0 || r.Figure.Raters < want.Overall.Raters) {
				want.Overall.Raters = r.Figure.Raters
			}
		}
		want.Dimensions = append(want.Dimensions, r)
	}
	if weight > 0 {
		want.Overall.Shown, want.Overall.Mean = true, rounded(sum, weight)
	}
	return want
}

// meanOf returns the mean of the marks in a cell, which run from -1 to 3, and
// their number.
func meanOf(c *evaluation.Cell, ratings []evaluation.Rating, by []evaluation.Axis, d evaluation.DimensionID, role evaluation.Role) (evaluation.Figure, int) {
	raters := map[evaluation.RaterID]bool{}
	sum, n := 0, 0
	for i := range ratings {
		if r := &ratings[i]; r.Role == role && in(r, c, by) {
			if m, ok := markOf(r, d); ok {
				raters[r.Rater] = true
				sum += m + 1
				n++
			}
		}
	}
	return evaluation.Figure{Shown: true, Mean: rounded(sum*1000, 4*n), Raters: len(raters)}, n
}

// rounded returns a/b, halves rounded up.
func rounded(a, b int) evaluation.Permille {
	q := a / b
	if 2*(a%b) >= b {
		q++
	}
	return evaluation.Permille(q)
}

// TestUnanimous: where all give the same mark, every figure is that mark.
func TestUnanimous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ratings := drawRatings(t, "ratings")
		mark := rapid.IntRange(-1, 3).Draw(t, "mark")
		for i := range ratings {
			for j := range ratings[i].Answers {
				ratings[i].Answers[j].Mark = mark
			}
		}
		want := evaluation.Permille(250 * (mark + 1))
		for _, c := range aggregate(t, worldSpec(ratings), drawQuestion(t)).Cells {
			figures := []evaluation.Figure{c.Overall}
			for _, d := range c.Dimensions {
				figures = append(figures, d.Figure)
				for _, r := range d.Roles {
					figures = append(figures, r.Figure)
				}
			}
			for _, f := range figures {
				if f.Shown && f.Mean != want {
					t.Fatalf("cell %+v: a figure of %v, want %v", c.Key, f.Mean, want)
				}
			}
		}
	})
}

// TestRoleWithoutRaters: a role that nobody rates in changes no figure, whatever
// its weight.
func TestRoleWithoutRaters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := worldSpec(drawRatings(t, "ratings"))
		q := drawQuestion(t)
		want := aggregate(t, spec, q)
		f := worldForm()
		f.Roles = append(f.Roles, evaluation.FormRole{Role: evaluation.Instructor, Weight: rapid.IntRange(0, 9).Draw(t, "weight")})
		spec.Forms = []evaluation.Form{f}
		got := aggregate(t, spec, q)
		for i := range got.Cells {
			d := got.Cells[i].Dimensions
			last := len(d[0].Roles) - 1
			if d[0].Roles[last].Figure.Shown {
				t.Fatalf("instructors are shown, and there are none")
			}
			d[0].Roles = d[0].Roles[:last]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with another role (-without +with):\n%s", diff)
		}
	})
}
