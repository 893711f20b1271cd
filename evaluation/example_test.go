package evaluation_test

import (
	"fmt"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// Three groups of pupils, two teachers and a third party rate a course. Too few
// teachers and too few of grade 7 answered; grade 6 is hidden with grade 7.
func ExampleSurvey_Aggregate() {
	form := evaluation.Form{
		ID: "visit", Lowest: 1, Highest: 5,
		Roles: []evaluation.FormRole{
			{Role: evaluation.Self, Weight: 3},
			{Role: evaluation.Teacher, Weight: 2},
			{Role: evaluation.External, Weight: 1, Open: true},
		},
		Dimensions: []evaluation.Dimension{
			{ID: "interest", Name: "职业兴趣", Weight: 2},
			{ID: "making", Name: "动手实践", Weight: 1, Roles: []evaluation.Role{evaluation.Self}},
		},
	}
	survey, err := evaluation.NewSurvey(evaluation.Spec{
		Forms:   []evaluation.Form{form},
		Groups:  []evaluation.Group{{ID: "g5"}, {ID: "g6"}, {ID: "g7"}},
		Ratings: ratings(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	report, err := survey.Aggregate(evaluation.Question{
		Form: "visit",
		By:   []evaluation.Axis{evaluation.ByGroup},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range report.Cells {
		fmt.Printf("depth %d, group %q: overall %v\n", cell.Depth, cell.Group, shown(cell.Overall))
		for _, d := range cell.Dimensions {
			fmt.Printf("  %s %v:", d.Dimension, shown(d.Figure))
			for _, r := range d.Roles {
				fmt.Printf(" %v %v", r.Role, shown(r.Figure))
			}
			fmt.Println()
		}
	}
	// Output:
	// depth 0, group "": overall 69.6% of 12
	//   interest 71.0% of 15: self 69.6% of 14 teacher – external 75.0% of 1
	//   making 66.7% of 12: self 66.7% of 12
	// depth 1, group "": overall 75.0% of 1
	//   interest 75.0% of 1: self – teacher – external 75.0% of 1
	//   making –: self –
	// depth 1, group "g5": overall 83.3% of 5
	//   interest 87.5% of 6: self 87.5% of 6 teacher – external –
	//   making 75.0% of 5: self 75.0% of 5
	// depth 1, group "g6": overall –
	//   interest –: self – teacher – external –
	//   making –: self –
	// depth 1, group "g7": overall –
	//   interest –: self – teacher – external –
	//   making –: self –
}

// shown prints a figure, or a dash.
func shown(f evaluation.Figure) string {
	if !f.Shown {
		return "–"
	}
	return fmt.Sprintf("%v of %d", f.Mean, f.Raters)
}

// ratings are those of the tables in docs/evaluation.md; 0 is not answered.
func ratings() []evaluation.Rating {
	var all []evaluation.Rating
	add := func(role evaluation.Role, group evaluation.GroupID, marks ...[2]int) {
		for i, m := range marks {
			r := evaluation.Rating{
				Form: "visit", Date: capacity.DateOf(2026, time.October, 12),
				Rater: evaluation.RaterID(fmt.Sprint(group, "-", i)), Role: role, Group: group,
				Center: "c1", Course: "drones",
				Answers: []evaluation.Answer{{Dimension: "interest", Mark: m[0]}},
			}
			if m[1] > 0 {
				r.Answers = append(r.Answers, evaluation.Answer{Dimension: "making", Mark: m[1]})
			}
			all = append(all, r)
		}
	}
	add(evaluation.Self, "g5", [2]int{5, 3}, [2]int{5, 4}, [2]int{4}, [2]int{4, 5}, [2]int{5, 4}, [2]int{4, 4})
	add(evaluation.Self, "g6", [2]int{4, 4}, [2]int{4, 4}, [2]int{3, 4}, [2]int{5, 4}, [2]int{4, 4})
	add(evaluation.Self, "g7", [2]int{2, 2}, [2]int{3, 2}, [2]int{1})
	add(evaluation.Teacher, "", [2]int{5}, [2]int{1})
	add(evaluation.External, "", [2]int{4})
	return all
}

// Less is better for late cancellations. c3 has too few raters, which is no
// fault of its own; c4 has not said how much it was used.
func ExampleSurvey_Scorecards() {
	survey, err := evaluation.NewSurvey(evaluation.Spec{
		Indicators: []evaluation.Indicator{
			{ID: "satisfaction", Zero: 500, Full: 1000, Optional: true}, // thousandths
			{ID: "utilization", Zero: 0, Full: 800},                     // seats in use, thousandths
			{ID: "late", Zero: 10, Full: 0},                             // visits called off too late
		},
		Schemes: []evaluation.Scheme{{
			From: capacity.DateOf(2025, time.September, 1),
			Weights: []evaluation.IndicatorWeight{
				{Indicator: "utilization", Weight: 1},
			},
		}, {
			From: capacity.DateOf(2026, time.September, 1),
			Weights: []evaluation.IndicatorWeight{
				{Indicator: "satisfaction", Weight: 5},
				{Indicator: "utilization", Weight: 3},
				{Indicator: "late", Weight: 2},
			},
			Classes: []evaluation.Class{{Name: "A", Least: 850}, {Name: "B", Least: 600}, {Name: "C"}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	var values []evaluation.Value
	add := func(center capacity.CenterID, indicator evaluation.IndicatorID, value int64) {
		values = append(values, evaluation.Value{Center: center, Indicator: indicator, Value: value})
	}
	add("c1", "satisfaction", 710)
	add("c1", "utilization", 600)
	add("c1", "late", 4)
	add("c2", "satisfaction", 960)
	add("c2", "utilization", 640)
	add("c2", "late", 1)
	add("c3", "utilization", 900)
	add("c3", "late", 10)
	add("c4", "satisfaction", 980)
	add("c4", "late", 0)

	ranking, err := survey.Scorecards(capacity.DateOf(2027, time.January, 31), values)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range ranking.Scorecards {
		fmt.Println(c.Rank, c.Center, c.Score, c.Class, c.Lacks)
		for _, line := range c.Lines {
			fmt.Printf("  %s %d: %v, costs %v\n", line.Indicator, line.Value, line.Points, line.Cost)
		}
	}
	// Output:
	// 1 c2 88.0% A []
	//   satisfaction 960: 92.0%, costs 4.0%
	//   utilization 640: 80.0%, costs 6.0%
	//   late 1: 90.0%, costs 2.0%
	// 2 c3 60.0% B [satisfaction]
	//   utilization 900: 100.0%, costs 0.0%
	//   late 10: 0.0%, costs 40.0%
	// 3 c1 55.5% C []
	//   satisfaction 710: 42.0%, costs 29.0%
	//   utilization 600: 75.0%, costs 7.5%
	//   late 4: 60.0%, costs 8.0%
	// 0 c4 0.0%  [utilization]
	//   satisfaction 980: 96.0%, costs 0.0%
	//   late 0: 100.0%, costs 0.0%
}

// Next term the district plans with the quotas that come back, or leaves it.
func ExampleSupplyRule() {
	report := &evaluation.Report{
		By: []evaluation.Axis{evaluation.ByCourse},
		Cells: []evaluation.Cell{
			{Overall: evaluation.Figure{Shown: true, Mean: 800, Raters: 70}},
			{Depth: 1, Key: evaluation.Key{Course: "drones"}, Overall: evaluation.Figure{Shown: true, Mean: 912, Raters: 40}},
			{Depth: 1, Key: evaluation.Key{Course: "welding"}, Overall: evaluation.Figure{Shown: true, Mean: 480, Raters: 30}},
		},
	}
	quotas := []capacity.Quota{
		{ID: "drones", Courses: []curriculum.CourseID{"drones"}, Most: 25},
		{ID: "welding", Courses: []curriculum.CourseID{"welding"}, Most: 25},
		{ID: "cooking", Courses: []curriculum.CourseID{"cooking"}, Most: 25},
	}

	rule := evaluation.SupplyRule{
		Steps:  []evaluation.SupplyStep{{From: 850, Percent: 120}, {From: 600, Percent: 100}, {From: 0, Percent: 50}},
		Raters: 20,
		Least:  15,
	}
	next, changes, err := rule.Apply(quotas, report)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range changes {
		fmt.Printf("%s: %v of %d raters, %d%%: %d before, %d now\n", c.Quota, c.Figure.Mean, c.Figure.Raters, c.Percent, c.Before, c.After)
	}
	fmt.Println(next[2].ID, next[2].Most)
	// Output:
	// drones: 91.2% of 40 raters, 120%: 25 before, 30 now
	// welding: 48.0% of 30 raters, 50%: 25 before, 15 now
	// cooking 25
}
