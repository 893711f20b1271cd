package record

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// AgreementID and RowID are opaque, nonempty and at most 128 bytes; a row's is
// its own within the agreement.
type (
	AgreementID string
	RowID       string
)

// Agreement is a table by which class hours of a school's pupils at another
// party's centers become credits (课程互选、学分互认). What pupils go the other way
// for is an agreement of its own.
type Agreement struct {
	ID      AgreementID         `json:"id"`
	School  curriculum.SchoolID `json:"school"`  // whose pupils they are, and who gives the credits
	Centers []capacity.CenterID `json:"centers"` // of the other party, which may have several
	// SchoolAgreed and CentersAgreed are the dates on which the parties agreed;
	// without both it holds on no date.
	SchoolAgreed  capacity.Date     `json:"schoolAgreed,omitzero"`
	CentersAgreed capacity.Date     `json:"centersAgreed,omitzero"`
	Dates         capacity.DateSpan `json:"dates,omitzero"` // of what is recognized, from the later agreement on; open ends are not limited further
	Most          int               `json:"most,omitzero"`  // of a learner, by all rows; 0 means no limit
	Rows          []Row             `json:"rows"`           // at least one
}

// Row says how many class hours of what make how many credits. What meets every
// condition stated is meant; a row that states none means all courses.
type Row struct {
	ID      RowID                 `json:"id"`
	Course  curriculum.CourseID   `json:"course,omitzero"`
	Tier    curriculum.Tier       `json:"tier,omitzero"`
	Major   curriculum.MajorID    `json:"major,omitzero"`
	Hours   curriculum.ClassHours `json:"hours"`         // that make one lot; hours below a whole lot stay hours
	Credits int                   `json:"credits"`       // of one lot
	Subject string                `json:"subject"`       // that the credits are of
	Most    int                   `json:"most,omitzero"` // of a learner, by this row; 0 means no limit
}

// Held returns the dates of what the agreement recognizes, and false when there
// are none: a party has not agreed, or agreed after the end.
func (a Agreement) Held() (capacity.DateSpan, bool) {
	if a.SchoolAgreed == 0 || a.CentersAgreed == 0 {
		return capacity.DateSpan{}, false
	}
	from := max(a.SchoolAgreed, a.CentersAgreed, a.Dates.From)
	if a.Dates.To != 0 && a.Dates.To < from {
		return capacity.DateSpan{}, false
	}
	return capacity.DateSpan{From: from, To: a.Dates.To}, true
}

// Row returns the row, and false when there is none.
func (a Agreement) Row(id RowID) (Row, bool) {
	i := slices.IndexFunc(a.Rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return Row{}, false
	}
	return a.Rows[i], true
}

// recognizes reports whether a row makes credits of what a pupil of a school
// did in a course.
func (a *Agreement) recognizes(r *Row, school curriculum.SchoolID, d *Deposit, c *curriculum.Course) bool {
	held, ok := a.Held()
	return ok && held.Has(d.Date) && school == a.School && slices.Contains(a.Centers, d.Center) &&
		(r.Course == "" || r.Course == c.ID) && (r.Tier == 0 || r.Tier == c.Tier) && (r.Major == "" || r.Major == c.Major)
}

// Agreements is a validated list of agreements. It is immutable and safe for
// concurrent use. The nil list has none.
type Agreements struct {
	list []Agreement // by id
}

// NewAgreements validates agreements against the catalog and the register of
// providers. The error is a [*finding.Error] with every finding, at paths such
// as "/agreements/0/rows/1/course". The list is copied.
func NewAgreements(catalog *curriculum.Catalog, providers *capacity.Providers, list []Agreement) (*Agreements, error) {
	var found finding.List
	checkAgreements(catalog, providers, list, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	t := &Agreements{list: slices.Clone(list)}
	for i := range t.list {
		t.list[i] = t.list[i].clone()
	}
	slices.SortFunc(t.list, func(x, y Agreement) int { return cmp.Compare(x.ID, y.ID) })
	return t, nil
}

// Agreement returns a copy of the agreement, and false when there is none.
func (t *Agreements) Agreement(id AgreementID) (Agreement, bool) {
	if a := t.find(id); a != nil {
		return a.clone(), true
	}
	return Agreement{}, false
}

// All yields copies of all agreements by ascending id.
func (t *Agreements) All() iter.Seq[Agreement] {
	return func(yield func(Agreement) bool) {
		if t == nil {
			return
		}
		for _, a := range t.list {
			if !yield(a.clone()) {
				return
			}
		}
	}
}

// find returns the list's own agreement, nil when there is none.
func (t *Agreements) find(id AgreementID) *Agreement {
	if t == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(t.list, id, func(a Agreement, id AgreementID) int { return cmp.Compare(a.ID, id) })
	if !ok {
		return nil
	}
	return &t.list[i]
}

func (a Agreement) clone() Agreement {
	a.Centers = slices.Clone(a.Centers)
	a.Rows = slices.Clone(a.Rows)
	return a
}
