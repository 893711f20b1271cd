package main

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/record"
)

// interest is what is asked, on a scale from 1 to 5.
const interest = evaluation.DimensionID("interest")

// answers are the marks of the same six pupils on each visit, and of two teachers.
var answers = map[curriculum.CourseID]struct{ pupils, teachers string }{
	"rail":    {"443433", "43"},
	"pastry":  {"444435", "54"},
	"museum":  {"434433", "43"},
	"line":    {"544545", "55"},
	"repair":  {"444345", "44"},
	"parcels": {"545445", "54"},
	"drone":   {"555444", "55"},
	"shop":    {"555555", "54"},
}

func form() evaluation.Spec {
	return evaluation.Spec{Forms: []evaluation.Form{{
		ID: "visit", Name: "职业体验评价表", Lowest: 1, Highest: 5,
		Roles:      []evaluation.FormRole{{Role: evaluation.Self, Weight: 1}, {Role: evaluation.Teacher, Weight: 1}},
		Dimensions: []evaluation.Dimension{{ID: interest, Name: "职业兴趣", Weight: 1}},
	}}}
}

// rate has the form filled in for the visits of the class.
func (w *world) rate(visits []record.Entry) {
	for _, e := range visits {
		if e.Learner != class {
			continue
		}
		give := func(role evaluation.Role, marks string) {
			for i, m := range marks {
				w.survey.Ratings = append(w.survey.Ratings, evaluation.Rating{
					Form: "visit", Date: e.Date, Rater: evaluation.RaterID(fmt.Sprintf("%v%d", role, i+1)), Role: role,
					Center: e.Center, Course: e.Course, Cohort: class,
					Answers: []evaluation.Answer{{Dimension: interest, Mark: int(m - '0')}},
				})
			}
		}
		give(evaluation.Self, answers[e.Course].pupils)
		give(evaluation.Teacher, answers[e.Course].teachers)
	}
}

// marks are the figures of the courses that were rated in a term, in thousandths.
func (w *world) marks(in capacity.DateSpan) (map[curriculum.CourseID]int, error) {
	r, err := w.found(in, evaluation.ByCourse)
	if err != nil {
		return nil, err
	}
	marks := map[curriculum.CourseID]int{}
	for _, c := range r.Cells {
		if c.Depth == 1 && c.Overall.Shown {
			marks[c.Course] = int(c.Overall.Mean)
		}
	}
	return marks, nil
}

// trend sets the class's three years side by side.
func (w *world) trend() (*evaluation.Satisfaction, error) {
	survey, err := evaluation.NewSurvey(w.survey)
	if err != nil {
		return nil, err
	}
	c := evaluation.Comparison{Form: "visit"}
	for _, y := range w.records.Learners[0].Years {
		c.Terms = append(c.Terms, evaluation.Term{Name: "grade " + y.Grade.String(), Span: capacity.DateSpan{From: y.From, To: y.To}})
	}
	return survey.Satisfaction(c)
}

// found is what was found of visits.
func (w *world) found(in capacity.DateSpan, by ...evaluation.Axis) (*evaluation.Report, error) {
	survey, err := evaluation.NewSurvey(w.survey)
	if err != nil {
		return nil, err
	}
	return survey.Aggregate(evaluation.Question{Form: "visit", Span: in, By: by})
}
