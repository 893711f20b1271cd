package curriculum

import (
	"iter"
	"strconv"

	"github.com/sanjie-edu/sanjie/finding"
)

// CheckCohort notes everything that is wrong with a cohort, at paths below
// path. Whether its school exists, and whether its id is its own, is for the
// caller to check.
func (c *Catalog) CheckCohort(cohort Cohort, path string, found *finding.List) {
	finding.CheckID(found, path+"/id", cohort.ID)
	finding.CheckID(found, path+"/school", cohort.School)
	finding.CheckText(found, path+"/name", cohort.Name)
	switch {
	case cohort.Grade == 0:
		found.Add(path+"/grade", nil, "is not set", "use 1 to 12 or v1 to v3")
	case !cohort.Grade.Valid():
		found.Add(path+"/grade", cohort.Grade, "is no grade", "use 1 to 12 or v1 to v3")
	}
	finding.CheckRange(found, path+"/size", cohort.Size, 1, mostPeople)
	for i, intent := range cohort.Intents {
		c.checkIntent(intent, path+"/intents/"+strconv.Itoa(i), found)
	}
	finding.CheckRepeats(found, path+"/intents", cohort.Intents)
	for i, id := range cohort.Completed {
		if _, ok := c.courses[id]; !ok {
			finding.Dangling(found, path+"/completed/"+strconv.Itoa(i), id, c.courseIDs(), "course")
		}
	}
	finding.CheckRepeats(found, path+"/completed", cohort.Completed)
	checkIDs(found, path+"/oriented", cohort.Oriented)
}

func (c *Catalog) checkIntent(intent Intent, path string, found *finding.List) {
	intentKinds.Check(found, path+"/kind", intent.Kind)
	if _, ok := c.majors[intent.Major]; !ok && intent.Major != "" {
		finding.Dangling(found, path+"/major", intent.Major, c.majorIDs(), "major")
	}
	finding.CheckText(found, path+"/competition", intent.Competition)
}

func (c *Catalog) courseIDs() iter.Seq[CourseID] {
	return func(yield func(CourseID) bool) {
		for _, course := range c.spec.Courses {
			if !yield(course.ID) {
				return
			}
		}
	}
}

func (c *Catalog) majorIDs() iter.Seq[MajorID] {
	return func(yield func(MajorID) bool) {
		for _, major := range c.spec.Majors {
			if !yield(major.ID) {
				return
			}
		}
	}
}
