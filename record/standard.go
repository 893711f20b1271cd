package record

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// StandardID is opaque, nonempty and at most 128 bytes.
type StandardID string

// Standard is a requirement of a curriculum, as dated data: for whom, since when,
// what counts, and how much. It is exactly one of three: an average of PerWeek
// class hours, a total of Hours over a stage, or Credits over a stage.
//
// An average is governed by the calendar: each day by the standard in force on it.
// A total or credits are governed by the day on which a learner entered the stage,
// and stay what they were then: new rules hold for those who enter under them.
type Standard struct {
	ID        StandardID          `json:"id"`
	Name      string              `json:"name,omitzero"`
	Source    string              `json:"source,omitzero"` // where it is written
	Effective capacity.DateSpan   `json:"effective"`       // days, or days of entering the stage; open ends have no limit
	Grades    curriculum.GradeSet `json:"grades"`          // of one stage, but for an average
	Counts    Content             `json:"counts,omitzero"` // zero counts every course

	PerWeek curriculum.ClassHours `json:"perWeek,omitzero"` // on average over the school weeks of a period

	Hours      curriculum.ClassHours `json:"hours,omitzero"`      // over the stage
	Recognized curriculum.ClassHours `json:"recognized,omitzero"` // of these, at providers of the kinds below that were licensed for the course on the day
	Kinds      []capacity.CenterKind `json:"kinds,omitzero"`      // empty means every kind

	Credits int    `json:"credits,omitzero"` // over the stage
	Subject string `json:"subject,omitzero"` // of the credits
}

// Content says which courses count for a standard: those that fulfil every stated
// condition.
type Content struct {
	Labor      []curriculum.LaborGroup `json:"labor,omitzero"`      // of one of these groups
	NotLabor   []curriculum.LaborGroup `json:"notLabor,omitzero"`   // of none of these groups
	Tiers      []curriculum.Tier       `json:"tiers,omitzero"`      // of one of these tiers
	Tags       []string                `json:"tags,omitzero"`       // with one of these tags
	Deliveries []curriculum.Delivery   `json:"deliveries,omitzero"` // delivered in one of these ways
	Apart      []curriculum.Delivery   `json:"apart,omitzero"`      // delivered so, hours are summed apart and count for nothing
}

// has reports whether a course is what counts, or is summed apart.
func (c *Content) has(x *curriculum.Course) bool {
	return (len(c.Labor) == 0 || slices.Contains(c.Labor, x.Labor)) &&
		!slices.Contains(c.NotLabor, x.Labor) &&
		(len(c.Tiers) == 0 || slices.Contains(c.Tiers, x.Tier)) &&
		(len(c.Tags) == 0 || slices.ContainsFunc(c.Tags, func(tag string) bool { return slices.Contains(x.Tags, tag) })) &&
		(len(c.Deliveries) == 0 || slices.Contains(c.Deliveries, x.Delivery))
}

// everything reports whether there is no condition.
func (c *Content) everything() bool {
	return len(c.Labor)+len(c.NotLabor)+len(c.Tiers)+len(c.Tags)+len(c.Deliveries)+len(c.Apart) == 0
}

// apart reports whether the hours of such a course are summed apart.
func (c *Content) apart(x *curriculum.Course) bool { return slices.Contains(c.Apart, x.Delivery) }

// recognizes reports whether providers of a kind can be recognized.
func (s *Standard) recognizes(k capacity.CenterKind) bool {
	return len(s.Kinds) == 0 || slices.Contains(s.Kinds, k)
}

// stage returns the stage of a standard's grades, the first if they are of
// several.
func (s *Standard) stage() curriculum.Stage {
	for g := range s.Grades.All() {
		return g.Stage()
	}
	return 0
}

func (s Standard) clone() Standard {
	s.Kinds = slices.Clone(s.Kinds)
	c := &s.Counts
	c.Labor, c.NotLabor, c.Tiers = slices.Clone(c.Labor), slices.Clone(c.NotLabor), slices.Clone(c.Tiers)
	c.Tags, c.Deliveries, c.Apart = slices.Clone(c.Tags), slices.Clone(c.Deliveries), slices.Clone(c.Apart)
	return s
}
