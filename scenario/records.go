package scenario

import (
	"cmp"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// RecordsFormat is the value of a records file's "format".
const RecordsFormat = "sanjie.records/v1"

// Records is a records file: what learners have done, what is required of them,
// and their credit account. Its courses are those of a scenario.
type Records struct {
	Format     string              `json:"format"` // "sanjie.records/v1"
	Name       string              `json:"name,omitzero"`
	Notes      []string            `json:"notes,omitzero"` // remarks for readers
	Terms      []capacity.DateSpan `json:"terms,omitzero"` // of school, with holidays between them
	Standards  []record.Standard   `json:"standards,omitzero"`
	Providers  []capacity.Provider `json:"providers,omitzero"`
	Agreements []record.Agreement  `json:"agreements,omitzero"`
	record.Spec
	Steps []record.Step `json:"steps,omitzero"` // of the account, in the order of its log
}

// ReadRecords reads a records file as it is written, without judging what it says.
// The error is a [*finding.Error] with every finding, or r's own.
func ReadRecords(r io.Reader) (*Records, error) {
	f := new(Records)
	if _, err := decoder(r).DecodeOnly(f, RecordsFormat); err != nil {
		return nil, err
	}
	return f, nil
}

// WriteRecords writes f in the canonical form: terms by date, standards, providers,
// agreements and learners by id, entries and steps in the order in which they were
// made. f itself is not changed; an empty Format stands for the one there is.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteRecords(w io.Writer, f *Records) error {
	c := *f
	if c.Format = cmp.Or(c.Format, RecordsFormat); c.Format != RecordsFormat {
		var found finding.List
		found.Add("/format", c.Format, "is not a format that can be written", "want \""+RecordsFormat+"\", or leave it empty")
		return found.Err()
	}
	c.Terms = slices.Clone(f.Terms)
	slices.SortStableFunc(c.Terms, func(a, b capacity.DateSpan) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	sortBy(&c.Standards, func(x record.Standard) string { return string(x.ID) })
	sortBy(&c.Providers, func(x capacity.Provider) string { return string(x.Center) })
	sortBy(&c.Agreements, func(x record.Agreement) string { return string(x.ID) })
	sortBy(&c.Learners, func(x record.Learner) string { return string(x.ID) })
	return writeValue(w, c)
}
