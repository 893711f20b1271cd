package record

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Learner is who a record is of: a class, a group, or one pupil under a
// pseudonym.
type Learner struct {
	ID     curriculum.CohortID `json:"id"`
	School curriculum.SchoolID `json:"school"`
	Years  []Year              `json:"years"` // in the order of time, without a day in two of them
}

// Year is a year that a learner spends in a grade.
type Year struct {
	Grade curriculum.Grade    `json:"grade"`
	From  capacity.Date       `json:"from"`
	To    capacity.Date       `json:"to"`
	Class curriculum.CohortID `json:"class,omitzero"` // of a pupil: what this class does then is the pupil's too
}

// Year returns the year that holds a date, and false when none does.
func (l Learner) Year(d capacity.Date) (Year, bool) {
	for _, y := range l.Years {
		if y.From <= d && d <= y.To {
			return y, true
		}
	}
	return Year{}, false
}

// Entered returns the first day that a learner spends in a stage, and false when
// there is none.
func (l Learner) Entered(stage curriculum.Stage) (capacity.Date, bool) {
	for _, y := range l.Years {
		if y.Grade.Stage() == stage {
			return y.From, true
		}
	}
	return 0, false
}

func (l Learner) clone() Learner {
	l.Years = slices.Clone(l.Years)
	return l
}
