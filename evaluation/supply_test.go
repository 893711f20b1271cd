package evaluation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// courseReport has a course that is liked, one that is not, one that is hidden,
// one of which few say anything, and ratings that name no course.
func courseReport() *evaluation.Report {
	cell := func(c curriculum.CourseID, mean evaluation.Permille, raters int) evaluation.Cell {
		return evaluation.Cell{Depth: 1, Key: evaluation.Key{Course: c}, Overall: evaluation.Figure{Shown: raters > 0, Mean: mean, Raters: raters}}
	}
	return &evaluation.Report{By: []evaluation.Axis{evaluation.ByCourse}, Cells: []evaluation.Cell{
		{Overall: evaluation.Figure{Shown: true, Mean: 990, Raters: 90}},
		cell("", 990, 9), cell("few", 100, 9), cell("good", 800, 10), cell("hidden", 0, 0), cell("bad", 399, 10),
	}}
}

func quota(course string, most int) capacity.Quota {
	return capacity.Quota{ID: "q", Courses: []curriculum.CourseID{curriculum.CourseID(course)}, Most: most}
}

func TestSupplyRule(t *testing.T) {
	steps := []evaluation.SupplyStep{{From: 800, Percent: 125}, {From: 400, Percent: 100}, {From: 0, Percent: 50}}
	tests := []struct {
		name   string
		reason string
		rule   evaluation.SupplyRule
		quota  capacity.Quota
		want   string // what the quota allows then, and the record
	}{
		{"raised", "800 is at least 800: 10 × 125 % = 12.5, halves up", evaluation.SupplyRule{Steps: steps}, quota("good", 10), "13; 80.0% of 10, 125%: 10 to 13"},
		{"lowered", "399 is below 400", evaluation.SupplyRule{Steps: steps}, quota("bad", 10), "5; 39.9% of 10, 50%: 10 to 5"},
		{"to the least", "half of 10 would be 5", evaluation.SupplyRule{Steps: steps, Least: 8}, quota("bad", 10), "8; 39.9% of 10, 50%: 10 to 8"},
		{"below the least before", "a rule that lowers does not raise", evaluation.SupplyRule{Steps: steps, Least: 8}, quota("bad", 6), "6; 39.9% of 10, 50%: 6 to 6"},
		{"to the most", "13 would be more", evaluation.SupplyRule{Steps: steps, Most: 12}, quota("good", 10), "12; 80.0% of 10, 125%: 10 to 12"},
		{"above the most before", "a rule that raises does not lower", evaluation.SupplyRule{Steps: steps, Most: 12}, quota("good", 20), "20; 80.0% of 10, 125%: 20 to 20"},
		{"at the limit", "what a network accepts at the most", evaluation.SupplyRule{Steps: steps}, quota("good", 1e9), "1000000000; 80.0% of 10, 125%: 1000000000 to 1000000000"},
		{"stays", "a step of 100 % is recorded as well", evaluation.SupplyRule{Steps: []evaluation.SupplyStep{{From: 0, Percent: 100}}}, quota("good", 10), "10; 80.0% of 10, 100%: 10 to 10"},
		{"below all steps", "nothing is said of it", evaluation.SupplyRule{Steps: steps[:1]}, quota("bad", 10), "10"},
		{"hidden", "what is not shown has no effect", evaluation.SupplyRule{Steps: steps}, quota("hidden", 10), "10"},
		{"unknown course", "nobody rated it", evaluation.SupplyRule{Steps: steps}, quota("new", 10), "10"},
		{"too few raters", "nine, of ten", evaluation.SupplyRule{Steps: steps, Raters: 10}, quota("few", 10), "10"},
		{"enough raters", "ten, of ten", evaluation.SupplyRule{Steps: steps, Raters: 10}, quota("bad", 10), "5; 39.9% of 10, 50%: 10 to 5"},
		{"of no course", "it limits other things", evaluation.SupplyRule{Steps: steps}, capacity.Quota{Most: 10}, "10"},
		{"of a center", "the report is not cut by center", evaluation.SupplyRule{Steps: steps},
			capacity.Quota{Courses: []curriculum.CourseID{"bad"}, Centers: []capacity.CenterID{"c1"}, Most: 10}, "10"},
		{"of two courses", "which figure would count", evaluation.SupplyRule{Steps: steps},
			capacity.Quota{Courses: []curriculum.CourseID{"bad", "good"}, Most: 10}, "10"},
		{"of a school", "a contract is not touched", evaluation.SupplyRule{Steps: steps},
			capacity.Quota{Courses: []curriculum.CourseID{"bad"}, Schools: []curriculum.SchoolID{"s1"}, Most: 10}, "10"},
		{"of an area", "support is not touched", evaluation.SupplyRule{Steps: steps},
			capacity.Quota{Courses: []curriculum.CourseID{"bad"}, Areas: []capacity.AreaID{"a1"}, Most: 10}, "10"},
		{"of each school", "it is about schools", evaluation.SupplyRule{Steps: steps},
			capacity.Quota{Courses: []curriculum.CourseID{"bad"}, Scope: capacity.Each, Most: 10}, "10"},
		{"no steps", "a rule that says nothing does nothing", evaluation.SupplyRule{}, quota("good", 10), "10"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			next, changes, err := tt.rule.Apply([]capacity.Quota{tt.quota}, courseReport())
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(next[0].Most)
			for _, c := range changes {
				got += fmt.Sprintf("; %v of %d, %d%%: %d to %d", c.Figure.Mean, c.Figure.Raters, c.Percent, c.Before, c.After)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			next[0].Most = tt.quota.Most
			if diff := cmp.Diff(tt.quota, next[0]); diff != "" {
				t.Errorf("something else changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestSupplyByCenter: a report that is cut by both has figures for courses at
// centers, and the first axis says whether for one of them alone as well. What a
// rating leaves open is nobody's.
func TestSupplyByCenter(t *testing.T) {
	spec := evaluation.Spec{Forms: []evaluation.Form{oneForm()}}
	add := func(center capacity.CenterID, course curriculum.CourseID, mark int) {
		for i := range 5 {
			spec.Ratings = append(spec.Ratings, evaluation.Rating{
				Form: "one", Date: day(1), Role: evaluation.Self, Rater: evaluation.RaterID(fmt.Sprint(i)),
				Center: center, Course: course, Answers: []evaluation.Answer{{Dimension: "d", Mark: mark}},
			})
		}
	}
	add("c1", "k1", 9)
	add("c2", "k1", 2)
	add("", "k1", 4) // all of k1: 5
	add("c1", "", 7)
	quotas := []capacity.Quota{
		{ID: "k1", Courses: []curriculum.CourseID{"k1"}, Most: 1000},
		{ID: "k1 at c1", Courses: []curriculum.CourseID{"k1"}, Centers: []capacity.CenterID{"c1"}, Most: 1000},
		{ID: "k1 at c2", Courses: []curriculum.CourseID{"k1"}, Centers: []capacity.CenterID{"c2"}, Most: 1000},
		{ID: "c1", Centers: []capacity.CenterID{"c1"}, Most: 1000},
	}
	rule := evaluation.SupplyRule{}
	for i := range 10 { // so that the percentage says what the figure is
		rule.Steps = append(rule.Steps, evaluation.SupplyStep{From: evaluation.Permille(900 - 100*i), Percent: 90 - 10*i})
	}
	for by, want := range map[string]string{
		"course":        "500 1000 1000 1000",
		"course,center": "500 900 200 1000",
		"center,course": "1000 900 200 1000",
		"center":        "1000 1000 1000 1000",
		"course,group":  "500 1000 1000 1000",
		"group,course":  "1000 1000 1000 1000",
	} {
		q := evaluation.Question{Form: "one"}
		for name := range strings.SplitSeq(by, ",") {
			var a evaluation.Axis
			if err := a.UnmarshalText([]byte(name)); err != nil {
				t.Fatal(err)
			}
			q.By = append(q.By, a)
		}
		next, _, err := rule.Apply(quotas, aggregate(t, spec, q))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, q := range next {
			got = append(got, fmt.Sprint(q.Most))
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", by, diff)
		}
	}
}

// TestSupplyIsValid: whatever the rule, a network takes the quotas that come of
// it, and what was passed in is as it was.
func TestSupplyIsValid(t *testing.T) {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "good", Tier: curriculum.Experience}, {ID: "bad", Tier: curriculum.Experience}, {ID: "few", Tier: curriculum.Experience},
	}})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, 1_000_000_000))
		var quotas []capacity.Quota
		for i, course := range []string{"good", "bad", "few"} {
			q := quota(course, most.Draw(t, "quota"))
			q.ID = capacity.QuotaID(fmt.Sprint(i))
			quotas = append(quotas, q)
		}
		rule := evaluation.SupplyRule{
			Steps: []evaluation.SupplyStep{
				{From: 700, Percent: rapid.IntRange(0, 1000).Draw(t, "percent")}, {Percent: rapid.IntRange(0, 1000).Draw(t, "percent")},
			},
			Least: rapid.IntRange(0, 100).Draw(t, "least"),
		}
		before := fmt.Sprintf("%+v", quotas)
		next, changes, err := rule.Apply(quotas, courseReport())
		if err != nil {
			t.Fatal(err)
		}
		if len(changes) != len(quotas) {
			t.Errorf("%d changes of %d quotas", len(changes), len(quotas))
		}
		if _, err := capacity.NewNetwork(capacity.Spec{Quotas: next}, catalog); err != nil {
			t.Errorf("the network refuses them: %v", err)
		}
		next[0].Courses[0] = "other"
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", quotas)); diff != "" {
			t.Errorf("what was passed in (-before +after):\n%s", diff)
		}
	})
}

func TestSupplyRuleRefuses(t *testing.T) {
	rule := evaluation.SupplyRule{
		Steps: []evaluation.SupplyStep{{From: 500, Percent: -1}, {From: 500, Percent: 1001}, {From: -1}},
		Least: 9, Most: 8, Raters: -1,
	}
	next, changes, err := rule.Apply([]capacity.Quota{quota("good", 1)}, courseReport())
	if err == nil || next != nil || changes != nil {
		t.Fatal("not refused")
	}
	want := `6 findings
  /steps/0/percent: "-1" is out of range; use 0 to 1000
  /steps/1/percent: "1001" is out of range; use 0 to 1000
  /steps/1/from: "500" is not below the step before; put the best step first
  /steps/2/from: "-1" is out of range; use 0 to 1000
  /raters: "-1" is out of range; use 0 to 1000000000
  /most: "8" is below least, 9; raise it or lower least`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestForeignReport: a report may come out of a file, and say of a cell that it is
// cut by more axes than there are.
func TestForeignReport(t *testing.T) {
	shown := evaluation.Figure{Shown: true, Mean: 900, Raters: 9}
	for _, depth := range []int{-1, 1, 9} {
		r := &evaluation.Report{Cells: []evaluation.Cell{{Key: evaluation.Key{Course: "c", Center: "z"}, Depth: depth, Overall: shown}}}
		if got := r.Values("i"); got != nil {
			t.Errorf("depth %d: values %v", depth, got)
		}
		quotas := []capacity.Quota{{ID: "q", Courses: []curriculum.CourseID{"c"}, Centers: []capacity.CenterID{"z"}, Most: 10, Scope: capacity.Together}}
		_, changes, err := evaluation.SupplyRule{Steps: []evaluation.SupplyStep{{Percent: 200}}}.Apply(quotas, r)
		if err != nil || changes != nil {
			t.Errorf("depth %d: changes %v, error %v", depth, changes, err)
		}
	}
}
