package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Rating is a form as one rater filled it in. What is rated is a center, or a
// course, or the course there; with a cohort, its visit. Centers and courses
// of former years stay in ratings, so that none has to exist in a catalog or network.
//
// A rater who rates the same thing in the same role again has thought better of
// it: of those that an aggregate looks at, the latest counts alone.
type Rating struct {
	Form    FormID              `json:"form"`
	Date    capacity.Date       `json:"date"`  // on which it was given
	Rater   RaterID             `json:"rater"` // the same for the same rater, at least within a term
	Role    Role                `json:"role"`
	Center  capacity.CenterID   `json:"center,omitzero"`
	Course  curriculum.CourseID `json:"course,omitzero"`
	Cohort  curriculum.CohortID `json:"cohort,omitzero"` // that visited
	Group   GroupID             `json:"group,omitzero"`  // that the rater belongs to
	Answers []Answer            `json:"answers"`         // what was not answered is left out
}

// Answer is the mark that a rater gave to one dimension.
type Answer struct {
	Dimension DimensionID `json:"dimension"`
	Mark      int         `json:"mark"`
}

// Group is a group of respondents, such as a stage, a grade, or those who come
// for the first time. A rating is of one group at most.
type Group struct {
	ID   GroupID `json:"id"`
	Name string  `json:"name,omitzero"`
}

// Compare orders ratings by form, role, rater, what is rated, and date. A
// survey has no two that compare equal.
func (r Rating) Compare(s Rating) int { return compareRatings(&r, &s) }

func compareRatings(a, b *Rating) int {
	return cmp.Or(compareSubjects(a, b), cmp.Compare(a.Date, b.Date))
}

// compareSubjects is 0 for ratings of which only the latest counts.
func compareSubjects(a, b *Rating) int {
	return cmp.Or(
		cmp.Compare(a.Form, b.Form), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Rater, b.Rater),
		cmp.Compare(a.Center, b.Center), cmp.Compare(a.Course, b.Course), cmp.Compare(a.Cohort, b.Cohort))
}

// mark returns the mark given to a dimension, and whether there is one.
func (r *Rating) mark(id DimensionID) (int, bool) {
	for _, a := range r.Answers {
		if a.Dimension == id {
			return a.Mark, true
		}
	}
	return 0, false
}

func (r Rating) clone() Rating {
	r.Answers = slices.Clone(r.Answers)
	return r
}

// check notes what is wrong with the rating at path, given on a form, which is
// nil when there is none of its id.
func (r *Rating) check(path string, f *Form, groups finding.Index[GroupID], found *finding.List) {
	if _, err := r.Date.MarshalText(); err != nil {
		found.Add(path+"/date", nil, "is not set or not within 1971 to 9999", "write it as 2026-09-07")
	}
	finding.CheckID(found, path+"/rater", r.Rater)
	if roles.Check(found, path+"/role", r.Role) && f != nil && f.role(r.Role) == nil {
		found.Add(path+"/role", r.Role, "does not rate on the form "+string(f.ID), "add it to the form's roles or correct it")
	}
	if r.Center == "" && r.Course == "" {
		found.Add(path, nil, "says not what is rated", "name the center or the course")
	}
	checkOptional(found, path+"/center", r.Center)
	checkOptional(found, path+"/course", r.Course)
	checkOptional(found, path+"/cohort", r.Cohort)
	if r.Group != "" {
		groups.CheckRef(found, path+"/group", r.Group)
	}
	r.checkAnswers(path+"/answers", f, found)
}

func (r *Rating) checkAnswers(path string, f *Form, found *finding.List) {
	if len(r.Answers) == 0 {
		found.Add(path, nil, "are empty", "state at least one, or leave the rating out")
	}
	all := make([]DimensionID, len(r.Answers))
	for i, a := range r.Answers {
		all[i] = a.Dimension
		if f != nil {
			a.check(path+"/"+strconv.Itoa(i), r.Role, f, found)
		}
	}
	finding.CheckRepeats(found, path, all)
}

func (a Answer) check(path string, r Role, f *Form, found *finding.List) {
	i := f.dimension(a.Dimension)
	switch {
	case i < 0:
		finding.Dangling(found, path+"/dimension", a.Dimension, idsOf(f.Dimensions, func(d Dimension) DimensionID { return d.ID }), "dimension")
	case !f.Dimensions[i].rates(r):
		found.Add(path+"/dimension", a.Dimension, "is not rated by "+r.String(), "leave the answer out, or add the role to the dimension")
	}
	finding.CheckRange(found, path+"/mark", a.Mark, f.Lowest, f.Highest)
}

// checkOptional notes an id that is stated and malformed.
func checkOptional[ID ~string](found *finding.List, path string, id ID) {
	if id != "" {
		finding.CheckID(found, path, id)
	}
}
