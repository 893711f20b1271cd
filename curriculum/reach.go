package curriculum

import "iter"

// Reach is a part of a taxonomy, each list by ascending id.
type Reach struct {
	Occupations []OccupationID
	Majors      []MajorID
	Clusters    []ClusterID
	Chains      []ChainID
}

// Reach returns what courses lead to: the occupations that pupils meet in them,
// their majors, and the clusters and chains of these. Courses that do not exist
// lead nowhere.
//
//	catalog.Reach(catalog.IDs(Query{Cluster: "making"})).Occupations // those of a cluster
//	catalog.Reach(slices.Values(cohort.Completed)).Majors            // those a class has seen
func (c *Catalog) Reach(courses iter.Seq[CourseID]) Reach {
	return c.part(c.met(courses), true)
}

// Beyond returns the rest of the catalog's taxonomy, which courses do not lead
// to, in the sense of [Catalog.Reach].
//
//	catalog.Beyond(catalog.IDs(Query{})).Majors                    // without any course
//	catalog.Beyond(catalog.IDs(Query{Stage: Primary})).Occupations // not for primary pupils
//	catalog.Beyond(catalog.IDs(Query{Tier: Exploration})).Clusters // where nothing goes on to the third tier
//	catalog.Beyond(slices.Values(cohort.Completed)).Occupations    // new to a class
func (c *Catalog) Beyond(courses iter.Seq[CourseID]) Reach {
	return c.part(c.met(courses), false)
}

// met is what courses lead to.
type met struct {
	occupations map[OccupationID]bool
	majors      map[MajorID]bool
	clusters    map[ClusterID]bool
	chains      map[ChainID]bool
}

func (c *Catalog) met(courses iter.Seq[CourseID]) met {
	m := met{map[OccupationID]bool{}, map[MajorID]bool{}, map[ClusterID]bool{}, map[ChainID]bool{}}
	for id := range courses {
		i, ok := c.courses[id]
		if !ok {
			continue
		}
		course := &c.spec.Courses[i]
		for _, id := range course.Occupations {
			m.occupations[id] = true
		}
		if major, ok := c.Major(course.Major); ok {
			m.majors[major.ID], m.clusters[major.Cluster], m.chains[major.Chain] = true, true, true
		}
	}
	return m
}

// part returns what of the catalog's taxonomy is met, or what is not.
func (c *Catalog) part(m met, is bool) Reach {
	return Reach{
		Occupations: among(c.spec.Occupations, func(x Occupation) OccupationID { return x.ID }, m.occupations, is),
		Majors:      among(c.spec.Majors, func(x Major) MajorID { return x.ID }, m.majors, is),
		Clusters:    among(c.spec.Clusters, func(x Cluster) ClusterID { return x.ID }, m.clusters, is),
		Chains:      among(c.spec.Chains, func(x Chain) ChainID { return x.ID }, m.chains, is),
	}
}

// among returns the ids of those things that are met, or of those that are not.
func among[T any, ID ~string](all []T, id func(T) ID, met map[ID]bool, is bool) []ID {
	var list []ID
	for _, x := range all {
		if met[id(x)] == is {
			list = append(list, id(x))
		}
	}
	return list
}
