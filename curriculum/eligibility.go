package curriculum

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/rule"
)

// Verdict says whether a cohort may take a course. It may when there is no reason against it.
type Verdict struct {
	Reasons []Reason // every reason against: the tier's, then the course's in the order of the fields
}

// Eligible reports whether there is no reason against.
func (v Verdict) Eligible() bool { return len(v.Reasons) == 0 }

// Reason is one reason against taking a course.
type Reason struct {
	Rule  rule.Rule // [rule.Tier] or [rule.Course]
	Field Field     // what does not fit
	Want  string    // what is asked: "1-9", "at most 40", the id of a missing course or orientation
	Have  string    // what there is instead; empty means nothing
}

// String says the reason in one sentence.
func (r Reason) String() string {
	text := "want " + r.Want + ", have " + cmp.Or(r.Have, "nothing")
	switch r.Field {
	case FieldCourse:
		text = fmt.Sprintf("the catalog has no course %q", r.Have)
	case FieldGrades:
		text = fmt.Sprintf("the %s takes grades %s, the cohort is in grade %s", r.Rule.Name(), r.Want, r.Have)
	case FieldIntent:
		text = fmt.Sprintf("the tier asks for a declared intent (%s), the cohort declares %s", r.Want, cmp.Or(r.Have, "none"))
	case FieldSize:
		text = fmt.Sprintf("the course takes groups of %s, the cohort has %s", r.Want, r.Have)
	case FieldPrerequisite:
		text = fmt.Sprintf("course %q must be completed before", r.Want)
	case FieldOrientation:
		text = fmt.Sprintf("orientation %q must be done before", r.Want)
	case FieldCompleted:
		text = fmt.Sprintf("the cohort has completed course %q before", r.Have)
	}
	return r.Rule.String() + ": " + text
}

// Eligible decides R1 and R2 for a cohort and a course, as far as they concern
// the cohort's record alone, and gives every reason against. It takes any
// cohort, also one that [Catalog.CheckCohort] would refuse.
func (c *Catalog) Eligible(cohort Cohort, id CourseID) Verdict {
	i, ok := c.courses[id]
	if !ok {
		return Verdict{Reasons: []Reason{{Rule: rule.Course, Field: FieldCourse, Want: "a course of the catalog", Have: string(id)}}}
	}
	course := &c.spec.Courses[i]
	return Verdict{Reasons: course.against(cohort, c.tiers[course.Tier].against(cohort, nil))}
}

// against appends the reasons of R1.
func (r TierRule) against(cohort Cohort, reasons []Reason) []Reason {
	if !r.Grades.Has(cohort.Grade) {
		reasons = append(reasons, Reason{rule.Tier, FieldGrades, r.Grades.String(), cohort.Grade.String()})
	}
	if r.Intent == 0 {
		return reasons
	}
	var declared IntentSet
	for _, intent := range cohort.Intents {
		declared |= Intents(intent.Kind)
	}
	if r.Intent&declared == 0 {
		reasons = append(reasons, Reason{rule.Tier, FieldIntent, r.Intent.String(), declared.String()})
	}
	return reasons
}

// against appends the reasons of R2.
func (c *Course) against(cohort Cohort, reasons []Reason) []Reason {
	add := func(field Field, want, have string) {
		reasons = append(reasons, Reason{rule.Course, field, want, have})
	}
	if c.Grades != 0 && !c.Grades.Has(cohort.Grade) {
		add(FieldGrades, c.Grades.String(), cohort.Grade.String())
	}
	if least := max(c.MinGroup, 1); cohort.Size < least {
		add(FieldSize, fmt.Sprint("at least ", least), fmt.Sprint(cohort.Size))
	}
	if c.MaxGroup > 0 && cohort.Size > c.MaxGroup {
		add(FieldSize, fmt.Sprint("at most ", c.MaxGroup), fmt.Sprint(cohort.Size))
	}
	for _, id := range c.Prerequisites {
		if !slices.Contains(cohort.Completed, id) {
			add(FieldPrerequisite, string(id), "")
		}
	}
	for _, id := range c.Orientation {
		if !slices.Contains(cohort.Oriented, id) {
			add(FieldOrientation, string(id), "")
		}
	}
	if slices.Contains(cohort.Completed, c.ID) {
		add(FieldCompleted, "a course not completed before", string(c.ID))
	}
	return reasons
}
