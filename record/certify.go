package record

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Draft is what a certificate is to say of a book.
type Draft struct {
	Serial    Serial              `json:"serial"`
	Learner   curriculum.CohortID `json:"learner"`
	Issuer    string              `json:"issuer"`
	Issued    capacity.Date       `json:"issued"`
	Entries   []EntryID           `json:"entries"` // that count for the learner; at least one
	Standards []StandardID        `json:"standards,omitzero"`
	Credits   []SubjectCredits    `json:"credits,omitzero"` // such as those of [Account.Credits]
}

// Certify makes a certificate of entries that count for a learner. It refuses
// others, those that the book has voided among them, and what was done after the
// day of issue. The error is a [*finding.Error] with every finding, at paths such
// as "/entries/2".
func (b *Book) Certify(d Draft) (*Certificate, error) {
	var found finding.List
	c := Completion{Serial: d.Serial, Learner: d.Learner, Issuer: d.Issuer, Issued: d.Issued, Standards: d.Standards, Credits: d.Credits}
	finding.CheckRepeats(&found, "/entries", d.Entries)
	if _, ok := b.Learner(d.Learner); !ok {
		finding.Dangling(&found, "/learner", d.Learner, b.learnerIDs(), "learner")
	}
	if len(d.Entries) == 0 {
		found.Add("/entries", nil, "is empty", "name what was completed")
	}
	counting := b.Of(d.Learner)
	for i, id := range d.Entries {
		path := "/entries/" + strconv.Itoa(i)
		k := slices.IndexFunc(counting, func(e Entry) bool { return e.ID == id })
		if k < 0 {
			found.Add(path, id, "does not count for "+string(d.Learner), "certify entries that do")
			continue
		}
		e := counting[k]
		if e.Date > d.Issued {
			found.Add(path, id, "was done on "+e.Date.String()+", after the day of issue", "certify it later")
		}
		course, _ := b.catalog.Course(e.Course)
		c.Completed = append(c.Completed, Completed{Entry: e.ID, Date: e.Date, Course: e.Course, Name: course.Name, Center: e.Center, Hours: e.Hours})
		c.Hours += e.Hours
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return NewCertificate(c)
}
