package curriculum

import "github.com/sanjie-edu/sanjie/finding"

// validate notes everything that is wrong with the spec.
func (s Spec) validate(found *finding.List) {}

// CheckCohort notes everything that is wrong with a cohort, at paths below path.
func (c *Catalog) CheckCohort(cohort Cohort, path string, found *finding.List) {}

// CycleError is the evidence of prerequisites that end where they start.
type CycleError struct {
	Cycle []CourseID // each requires the next, the last requires the first
}

func (e *CycleError) Error() string { return "" }
