package curriculum

import "github.com/sanjie-edu/sanjie/rule"

// Verdict says whether a cohort may take a course. It may when there is no reason against it.
type Verdict struct {
	Reasons []Reason // every reason against, by rule
}

// Eligible reports whether there is no reason against.
func (v Verdict) Eligible() bool { return len(v.Reasons) == 0 }

// Reason is one reason against taking a course.
type Reason struct {
	Rule  rule.Rule // [rule.Tier] or [rule.Course]
	Field string    // what does not fit: "grades", "intent", "size", …
	Want  string    // what the rule asks
	Have  string    // what the cohort has
}

// Eligible decides R1 and R2 for a cohort and a course, as far as they concern
// the cohort's record alone, and gives every reason against.
func (c *Catalog) Eligible(cohort Cohort, id CourseID) Verdict { return Verdict{} }
