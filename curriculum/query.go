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
	Stage      Stage // a grade of it may take the course, as [Catalog.GradesFor] says
	Grade      Grade // it may take the course, as [Catalog.GradesFor] says
}

// Find yields copies of the courses that a query means, by ascending id. A
// query for an id that the catalog does not have yields none. Only courses that
// meet one of the query's conditions on taxonomy or theme, the rarest, are
// looked at.
func (c *Catalog) Find(q Query) iter.Seq[Course] {
	return func(yield func(Course) bool) {
		for i := range c.meaning(q) {
			if !yield(c.spec.Courses[i].clone()) {
				return
			}
		}
	}
}

// IDs yields the ids of the courses that [Catalog.Find] yields, without copying
// the courses.
func (c *Catalog) IDs(q Query) iter.Seq[CourseID] {
	return func(yield func(CourseID) bool) {
		for i := range c.meaning(q) {
			if !yield(c.spec.Courses[i].ID) {
				return
			}
		}
	}
}

// meaning yields the places of the courses that a query means.
func (c *Catalog) meaning(q Query) iter.Seq[int] {
	return func(yield func(int) bool) {
		if list, narrow := c.shelves.rarest(q); narrow {
			for _, i := range list {
				if c.meets(&c.spec.Courses[i], q) && !yield(i) {
					return
				}
			}
			return
		}
		for i := range c.spec.Courses {
			if c.meets(&c.spec.Courses[i], q) && !yield(i) {
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
		(q.Theme == "" || q.Theme == course.Theme) &&
		(q.Stage == 0 || c.grades(course)&q.Stage.Grades() != 0) &&
		(q.Grade == 0 || c.grades(course).Has(q.Grade))
}

// shelves are the places of the courses, ascending, by what a query can ask for.
type shelves struct {
	majors      map[MajorID][]int
	clusters    map[ClusterID][]int
	chains      map[ChainID][]int
	occupations map[OccupationID][]int
	themes      map[string][]int
}

// shelve sorts the courses by what a query can ask for.
func (c *Catalog) shelve() shelves {
	s := shelves{map[MajorID][]int{}, map[ClusterID][]int{}, map[ChainID][]int{}, map[OccupationID][]int{}, map[string][]int{}}
	for i := range c.spec.Courses {
		course := &c.spec.Courses[i]
		major, _ := c.Major(course.Major)
		put(s.majors, course.Major, i)
		put(s.clusters, major.Cluster, i)
		put(s.chains, major.Chain, i)
		put(s.themes, course.Theme, i)
		for _, id := range course.Occupations {
			put(s.occupations, id, i)
		}
	}
	return s
}

func put[K ~string](shelf map[K][]int, key K, i int) {
	if key != "" {
		shelf[key] = append(shelf[key], i)
	}
}

// rarest returns the shortest of the shelves that a query names, and false when
// it names none.
func (s *shelves) rarest(q Query) (list []int, named bool) {
	try := func(stated bool, shelf []int) {
		if stated && (!named || len(shelf) < len(list)) {
			list, named = shelf, true
		}
	}
	try(q.Major != "", s.majors[q.Major])
	try(q.Cluster != "", s.clusters[q.Cluster])
	try(q.Chain != "", s.chains[q.Chain])
	try(q.Occupation != "", s.occupations[q.Occupation])
	try(q.Theme != "", s.themes[q.Theme])
	return list, named
}
