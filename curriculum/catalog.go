package curriculum

import (
	"cmp"
	"slices"
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
	spec    Spec                      // every list sorted by id
	tiers   [Exploration + 1]TierRule // the rules in force
	courses map[CourseID]int          // places in spec.Courses
	majors  map[MajorID]int           // places in spec.Majors
	shelves shelves
}

// NewCatalog validates a spec, which it copies. The error unwraps to a
// [*finding.Error] with every finding, at paths such as "/courses/3/tier", and
// to a [*CycleError] when prerequisites form a cycle.
func NewCatalog(spec Spec) (*Catalog, error) {
	if err := spec.validate(); err != nil {
		return nil, err
	}
	c := &Catalog{
		spec:    spec.clone(),
		courses: make(map[CourseID]int, len(spec.Courses)),
		majors:  make(map[MajorID]int, len(spec.Majors)),
	}
	c.spec.sort()
	for _, r := range c.spec.Framework.rules() {
		c.tiers[r.Tier] = r
	}
	for i, course := range c.spec.Courses {
		c.courses[course.ID] = i
	}
	for i, major := range c.spec.Majors {
		c.majors[major.ID] = i
	}
	c.shelves = c.shelve()
	return c, nil
}

// Spec returns a copy of what the catalog was made from, each list sorted by id.
func (c *Catalog) Spec() Spec { return c.spec.clone() }

// Framework returns a copy of the framework in force.
func (c *Catalog) Framework() Framework { return c.spec.Framework.clone() }

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
