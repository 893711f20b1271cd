package record

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// EntryID is opaque, nonempty and at most 128 bytes.
type EntryID string

// Entry is one line of a book: a course that a learner has done, or that an
// earlier entry was a mistake.
type Entry struct {
	ID      EntryID               `json:"id"`
	Learner curriculum.CohortID   `json:"learner"`
	Date    capacity.Date         `json:"date"`
	Course  curriculum.CourseID   `json:"course,omitzero"`
	Center  capacity.CenterID     `json:"center,omitzero"` // the provider
	Hours   curriculum.ClassHours `json:"hours,omitzero"`  // of each pupil; at least 1
	Absent  []curriculum.CohortID `json:"absent,omitzero"` // pupils of the class who were not there
	Product string                `json:"product,omitzero"`
	Marks   []Mark                `json:"marks,omitzero"` // how it was evaluated
	Voids   EntryID               `json:"voids,omitzero"` // an earlier entry of the same learner and date that does not count; nothing else is stated then, but Why
	Why     string                `json:"why,omitzero"`   // of an entry that voids another
}

// Mark is how well something was done in one dimension, such as a core
// competence, in thousandths of the best.
type Mark struct {
	Dimension string `json:"dimension"`
	Score     int    `json:"score"` // 0 to 1000
}

func (e Entry) clone() Entry {
	e.Absent = slices.Clone(e.Absent)
	e.Marks = slices.Clone(e.Marks)
	return e
}

// equal reports whether two entries say the same.
func (e Entry) equal(f Entry) bool {
	return slices.Equal(e.Absent, f.Absent) && slices.Equal(e.Marks, f.Marks) &&
		e.ID == f.ID && e.Learner == f.Learner && e.Date == f.Date && e.Course == f.Course && e.Center == f.Center &&
		e.Hours == f.Hours && e.Product == f.Product && e.Voids == f.Voids && e.Why == f.Why
}
