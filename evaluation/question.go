package evaluation

import (
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// LeastRaters is the fewest raters that may stand behind a figure.
const LeastRaters = 5

// Question says which ratings to aggregate, and how to cut them.
type Question struct {
	Form    FormID
	Span    capacity.DateSpan // of the dates on which ratings were given; open ends have no limit
	By      []Axis            // the whole is cut by the first, its parts by the second, and so on; empty means that the whole is not cut
	Minimum int               // raters behind each figure; 0 means LeastRaters, fewer are refused
}

// Axis is something by which ratings are cut into parts. The zero Axis is unset.
type Axis uint8

// The axes.
const (
	ByCenter Axis = 1 + iota
	ByCourse
	ByCohort
	ByGroup
)

var axes = closed.Set[Axis]{What: "axis", Names: []string{"", "center", "course", "cohort", "group"}}

func (a Axis) String() string                   { return axes.String(a) }
func (a Axis) MarshalText() ([]byte, error)     { return axes.Marshal(a) }
func (a *Axis) UnmarshalText(text []byte) error { return axes.Unmarshal(text, a) }

// Key names a part. What it is not cut by is empty, and so is what its ratings
// leave open.
type Key struct {
	Center capacity.CenterID   `json:"center,omitzero"`
	Course curriculum.CourseID `json:"course,omitzero"`
	Cohort curriculum.CohortID `json:"cohort,omitzero"`
	Group  GroupID             `json:"group,omitzero"`
}

// at returns the key of the part of k in which a rating is.
func (k Key) at(a Axis, r *Rating) Key {
	switch a {
	case ByCenter:
		k.Center = r.Center
	case ByCourse:
		k.Course = r.Course
	case ByCohort:
		k.Cohort = r.Cohort
	case ByGroup:
		k.Group = r.Group
	}
	return k
}

// along returns what the key says on an axis.
func (k Key) along(a Axis) string {
	switch a {
	case ByCenter:
		return string(k.Center)
	case ByCourse:
		return string(k.Course)
	case ByCohort:
		return string(k.Cohort)
	default:
		return string(k.Group)
	}
}

// check notes what is wrong with the question.
func (q Question) check(s *Survey, found *finding.List) {
	if s.form(q.Form) == nil {
		finding.Dangling(found, "/form", q.Form, idsOf(s.spec.Forms, func(f Form) FormID { return f.ID }), "form")
	}
	checkSpan(found, "/span", q.Span)
	for i, a := range q.By {
		axes.Check(found, "/by/"+strconv.Itoa(i), a)
	}
	finding.CheckRepeats(found, "/by", q.By)
	if q.Minimum != 0 && q.Minimum < LeastRaters {
		found.Add("/minimum", q.Minimum, "is fewer than "+strconv.Itoa(LeastRaters)+" raters", "raise it, or leave it out")
	}
}

func checkSpan(found *finding.List, path string, s capacity.DateSpan) bool {
	if s.From != 0 && s.To != 0 && s.To < s.From {
		found.Add(path, s, "ends before it starts", "write the earlier date first")
		return false
	}
	return true
}
