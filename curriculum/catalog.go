package curriculum

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/finding"
)

// Spec is everything that [NewCatalog] validates into a [Catalog].
type Spec struct {
	Framework   Framework    `json:"framework,omitzero"`
	Clusters    []Cluster    `json:"clusters,omitzero"`
	Chains      []Chain      `json:"chains,omitzero"`
	Majors      []Major      `json:"majors,omitzero"`
	Occupations []Occupation `json:"occupations,omitzero"`
	Items       []Item       `json:"items,omitzero"`
	Lines       []Line       `json:"lines,omitzero"`
	Courses     []Course     `json:"courses,omitzero"`
}

// Catalog is a validated framework with its courses and taxonomy. It is
// immutable and safe for concurrent use.
type Catalog struct {
	spec    Spec // every list sorted by id
	courses map[CourseID]int
	majors  map[MajorID]int
}

// NewCatalog validates a spec. The error is a [*finding.Error] with every
// finding, at paths such as "/courses/3/tier"; cycles of prerequisites also
// unwrap to a [*CycleError]. The spec is copied.
func NewCatalog(spec Spec) (*Catalog, error) {
	var found finding.List
	spec.validate(&found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	c := &Catalog{spec: spec.clone(), courses: map[CourseID]int{}, majors: map[MajorID]int{}}
	c.spec.sort()
	for i, course := range c.spec.Courses {
		c.courses[course.ID] = i
	}
	for i, major := range c.spec.Majors {
		c.majors[major.ID] = i
	}
	return c, nil
}

// Spec returns a copy of what the catalog was made from, each list sorted by id.
func (c *Catalog) Spec() Spec { return c.spec.clone() }

// Framework returns the framework in force.
func (c *Catalog) Framework() Framework { return c.spec.Framework.clone() }

// Course returns a copy of the course, and false when there is none.
func (c *Catalog) Course(id CourseID) (Course, bool) {
	i, ok := c.courses[id]
	if !ok {
		return Course{}, false
	}
	return c.spec.Courses[i].clone(), true
}

// Courses yields copies of all courses by ascending id.
func (c *Catalog) Courses() iter.Seq[Course] {
	return func(yield func(Course) bool) {
		for _, course := range c.spec.Courses {
			if !yield(course.clone()) {
				return
			}
		}
	}
}

// Major returns the major, and false when there is none.
func (c *Catalog) Major(id MajorID) (Major, bool) {
	i, ok := c.majors[id]
	if !ok {
		return Major{}, false
	}
	return c.spec.Majors[i], true
}

func (s *Spec) sort() {
	slices.SortFunc(s.Clusters, func(a, b Cluster) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Chains, func(a, b Chain) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Majors, func(a, b Major) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Occupations, func(a, b Occupation) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Items, func(a, b Item) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Lines, func(a, b Line) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Courses, func(a, b Course) int { return cmp.Compare(a.ID, b.ID) })
}

func (s Spec) clone() Spec {
	s.Framework = s.Framework.clone()
	s.Clusters = slices.Clone(s.Clusters)
	s.Chains = slices.Clone(s.Chains)
	s.Majors = slices.Clone(s.Majors)
	s.Occupations = slices.Clone(s.Occupations)
	s.Items = slices.Clone(s.Items)
	s.Lines = slices.Clone(s.Lines)
	s.Courses = slices.Clone(s.Courses)
	for i := range s.Courses {
		s.Courses[i] = s.Courses[i].clone()
	}
	return s
}

func (f Framework) clone() Framework {
	f.Tiers = slices.Clone(f.Tiers)
	f.Adults = slices.Clone(f.Adults)
	return f
}
