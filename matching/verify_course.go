package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkCourse checks R2: the course's own grades, group size, prerequisites
// and orientation, and that nobody does a course twice.
func (c *checker) checkCourse() {
	for x := range c.parts() {
		course, cohort := x.offering.course, x.visit.cohort
		if course.Grades != 0 && !course.Grades.Has(cohort.Grade) {
			c.breach(rule.Course, x, "", "grades "+course.Grades.String(), "grade "+cohort.Grade.String())
		}
		if x.pupils < int64(course.MinGroup) {
			c.breach(rule.Course, x, "", fmt.Sprintf("a group of at least %d", course.MinGroup), fmt.Sprint(x.pupils))
		}
		if course.MaxGroup != 0 && x.pupils > int64(course.MaxGroup) {
			c.breach(rule.Course, x, "", fmt.Sprintf("a group of at most %d", course.MaxGroup), fmt.Sprint(x.pupils))
		}
		for _, id := range course.Prerequisites {
			if !slices.Contains(cohort.Completed, id) {
				c.breach(rule.Course, x, "", fmt.Sprintf("prerequisite %q completed", id), "not completed")
			}
		}
		for _, id := range course.Orientation {
			if !slices.Contains(cohort.Oriented, id) {
				c.breach(rule.Course, x, "", fmt.Sprintf("orientation %q done", id), "not done")
			}
		}
		if slices.Contains(cohort.Completed, course.ID) {
			c.breach(rule.Course, x, "", "a course not done before", fmt.Sprintf("%q completed", course.ID))
		}
	}
	c.checkRepeats()
}

// checkRepeats reports courses done twice: by a part in two visits of its
// request, or by a cohort for two requests. The parts of one visit may do one
// course side by side, and those of several visits take turns.
func (c *checker) checkRepeats() {
	type attendance struct {
		cohort *curriculum.Cohort
		course *curriculum.Course
	}
	type turn struct {
		request *Request
		part    int
		course  *curriculum.Course
	}
	by := map[attendance]*Request{}
	turns := map[turn]bool{}
	for x := range c.parts() {
		if c.visitsOf[x.visit.cohortAt] < 2 {
			continue // nothing is done twice in one visit
		}
		request, cohort, course := x.visit.request, x.visit.cohort, x.offering.course
		first, again := by[attendance{cohort, course}]
		if !again {
			by[attendance{cohort, course}] = request
		}
		if key := (turn{request, x.at, course}); again && first != request || turns[key] {
			c.breach(rule.Course, x, "", "a course once in the plan", fmt.Sprintf("%q again for cohort %q", course.ID, cohort.ID))
		} else {
			turns[key] = true
		}
	}
}
