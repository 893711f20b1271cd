package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkCourse checks R2: the course's own grades, group size, prerequisites
// and orientation, and that a cohort does a course once and never again.
func (c *checker) checkCourse() {
	type attendance struct {
		cohort curriculum.CohortID
		course curriculum.CourseID
	}
	visits := map[attendance]int{}
	for _, v := range c.visits {
		course, cohort := v.session.course, v.cohort
		if course.Grades != 0 && !course.Grades.Has(cohort.Grade) {
			c.breach(rule.Course, v, "", "grades "+course.Grades.String(), "grade "+cohort.Grade.String())
		}
		if cohort.Size < course.MinGroup {
			c.breach(rule.Course, v, "", fmt.Sprintf("a group of at least %d", course.MinGroup), fmt.Sprint(cohort.Size))
		}
		if course.MaxGroup != 0 && cohort.Size > course.MaxGroup {
			c.breach(rule.Course, v, "", fmt.Sprintf("a group of at most %d", course.MaxGroup), fmt.Sprint(cohort.Size))
		}
		for _, id := range course.Prerequisites {
			if !slices.Contains(cohort.Completed, id) {
				c.breach(rule.Course, v, "", fmt.Sprintf("prerequisite %q completed", id), "not completed")
			}
		}
		for _, id := range course.Orientation {
			if !slices.Contains(cohort.Oriented, id) {
				c.breach(rule.Course, v, "", fmt.Sprintf("orientation %q done", id), "not done")
			}
		}
		if slices.Contains(cohort.Completed, course.ID) {
			c.breach(rule.Course, v, "", "a course not done before", fmt.Sprintf("%q completed", course.ID))
		}
		key := attendance{cohort.ID, course.ID}
		visits[key]++
		if visits[key] > 1 {
			c.breach(rule.Course, v, "", "a course once in the plan", fmt.Sprintf("%q again for cohort %q", course.ID, cohort.ID))
		}
	}
}
