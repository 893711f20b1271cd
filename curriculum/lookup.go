package curriculum

import (
	"cmp"
	"iter"
	"slices"
)

// Course returns a copy of the course, and false when there is none.
func (c *Catalog) Course(id CourseID) (Course, bool) {
	i, ok := c.courses[id]
	if !ok {
		return Course{}, false
	}
	return c.spec.Courses[i].clone(), true
}

// Courses yields copies of all courses by ascending id.
func (c *Catalog) Courses() iter.Seq[Course] { return c.Find(Query{}) }

// Major returns the major, and false when there is none.
func (c *Catalog) Major(id MajorID) (Major, bool) {
	i, ok := c.majors[id]
	if !ok {
		return Major{}, false
	}
	return c.spec.Majors[i], true
}

// Majors yields all majors by ascending id.
func (c *Catalog) Majors() iter.Seq[Major] { return slices.Values(c.spec.Majors) }

// Cluster returns the cluster, and false when there is none.
func (c *Catalog) Cluster(id ClusterID) (Cluster, bool) {
	return find(c.spec.Clusters, id, func(x Cluster) ClusterID { return x.ID })
}

// Clusters yields all clusters by ascending id.
func (c *Catalog) Clusters() iter.Seq[Cluster] { return slices.Values(c.spec.Clusters) }

// Chain returns the industry chain, and false when there is none.
func (c *Catalog) Chain(id ChainID) (Chain, bool) {
	return find(c.spec.Chains, id, func(x Chain) ChainID { return x.ID })
}

// Chains yields all industry chains by ascending id.
func (c *Catalog) Chains() iter.Seq[Chain] { return slices.Values(c.spec.Chains) }

// Occupation returns the occupation, and false when there is none.
func (c *Catalog) Occupation(id OccupationID) (Occupation, bool) {
	return find(c.spec.Occupations, id, func(x Occupation) OccupationID { return x.ID })
}

// Occupations yields all occupations by ascending id.
func (c *Catalog) Occupations() iter.Seq[Occupation] { return slices.Values(c.spec.Occupations) }

// Item returns the consumable, and false when there is none.
func (c *Catalog) Item(id ItemID) (Item, bool) {
	return find(c.spec.Items, id, func(x Item) ItemID { return x.ID })
}

// Items yields all consumables by ascending id.
func (c *Catalog) Items() iter.Seq[Item] { return slices.Values(c.spec.Items) }

// Line returns the budget line, and false when there is none.
func (c *Catalog) Line(id LineID) (Line, bool) {
	return find(c.spec.Lines, id, func(x Line) LineID { return x.ID })
}

// Lines yields all budget lines by ascending id.
func (c *Catalog) Lines() iter.Seq[Line] { return slices.Values(c.spec.Lines) }

// find searches a list that is sorted by id.
func find[T any, ID ~string](list []T, id ID, of func(T) ID) (T, bool) {
	i, ok := slices.BinarySearchFunc(list, id, func(x T, id ID) int { return cmp.Compare(of(x), id) })
	if !ok {
		var none T
		return none, false
	}
	return list[i], true
}
