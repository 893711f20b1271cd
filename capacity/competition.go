package capacity

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Competition is a science and technology competition (科技类竞赛) of the
// district's calendar. Pupils who mean to enter one declare an intent, which
// opens Exploration; a competition says which of its courses prepare them, and
// until when.
type Competition struct {
	ID      CompetitionID         `json:"id"`
	Name    string                `json:"name,omitzero"`
	Majors  []curriculum.MajorID  `json:"majors,omitzero"`  // every Exploration course of these prepares for it
	Courses []curriculum.CourseID `json:"courses,omitzero"` // and these, which are Exploration courses
	Grades  curriculum.GradeSet   `json:"grades,omitzero"`  // grades that may enter; empty means all
	EnrolBy Date                  `json:"enrolBy,omitzero"` // last date to enrol; 0 means its first date
	Dates   DateSpan              `json:"dates"`            // from its first to its last date, both stated
}

// Enrolment returns the last date to enrol.
func (c Competition) Enrolment() Date { return cmp.Or(c.EnrolBy, c.Dates.From) }

// Admits reports whether pupils of a grade may enter.
func (c Competition) Admits(g curriculum.Grade) bool { return c.Grades == 0 || c.Grades.Has(g) }

func (c Competition) clone() Competition {
	c.Majors = slices.Clone(c.Majors)
	c.Courses = slices.Clone(c.Courses)
	return c
}

// Competition returns a copy of the competition, and false when there is none.
func (n *Network) Competition(id CompetitionID) (Competition, bool) {
	i, ok := n.competitions[id]
	if !ok {
		return Competition{}, false
	}
	return n.spec.Competitions[i].clone(), true
}

// Competitions yields copies of all competitions as a calendar has them: by the
// last date to enrol, then by the first date, then by id.
func (n *Network) Competitions() iter.Seq[Competition] {
	all := cloneEach(n.spec.Competitions, Competition.clone)
	slices.SortStableFunc(all, func(a, b Competition) int {
		return cmp.Or(cmp.Compare(a.Enrolment(), b.Enrolment()), cmp.Compare(a.Dates.From, b.Dates.From))
	})
	return slices.Values(all)
}

// Preparing returns the Exploration courses that prepare for a competition, by
// ascending id: those that it names, and those of its majors.
func (n *Network) Preparing(id CompetitionID) []curriculum.CourseID {
	return slices.Clone(n.preparing[id])
}

// PreparesFor returns the competitions that a course prepares for, by ascending id.
func (n *Network) PreparesFor(id curriculum.CourseID) []CompetitionID {
	var list []CompetitionID
	for _, c := range n.spec.Competitions {
		if _, ok := slices.BinarySearch(n.preparing[c.ID], id); ok {
			list = append(list, c.ID)
		}
	}
	return list
}

// prepare finds the courses that prepare for each competition.
func (n *Network) prepare(catalog *curriculum.Catalog) map[CompetitionID][]curriculum.CourseID {
	all := make(map[CompetitionID][]curriculum.CourseID, len(n.spec.Competitions))
	for _, c := range n.spec.Competitions {
		list := slices.Clone(c.Courses)
		for _, major := range c.Majors {
			list = slices.AppendSeq(list, catalog.IDs(curriculum.Query{Tier: curriculum.Exploration, Major: major}))
		}
		slices.Sort(list)
		all[c.ID] = slices.Compact(list)
	}
	return all
}
