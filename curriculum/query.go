package curriculum

import (
	"iter"
	"slices"
)

// Query says which courses are meant: those that meet every condition stated.
// The zero Query states none and means all courses.
type Query struct {
	Tier       Tier
	Major      MajorID
	Cluster    ClusterID // of the course's major
	Chain      ChainID   // of the course's major
	Occupation OccupationID
	Theme      string
}

// Find yields copies of the courses that a query means, by ascending id. A
// query for an id that the catalog does not have yields none.
func (c *Catalog) Find(q Query) iter.Seq[Course] {
	return func(yield func(Course) bool) {
		for i := range c.spec.Courses {
			if c.meets(&c.spec.Courses[i], q) && !yield(c.spec.Courses[i].clone()) {
				return
			}
		}
	}
}

func (c *Catalog) meets(course *Course, q Query) bool {
	if q.Cluster != "" || q.Chain != "" {
		major, _ := c.Major(course.Major)
		if q.Cluster != "" && q.Cluster != major.Cluster || q.Chain != "" && q.Chain != major.Chain {
			return false
		}
	}
	return (q.Tier == 0 || q.Tier == course.Tier) &&
		(q.Major == "" || q.Major == course.Major) &&
		(q.Occupation == "" || slices.Contains(course.Occupations, q.Occupation)) &&
		(q.Theme == "" || q.Theme == course.Theme)
}
