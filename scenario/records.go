package scenario

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// RecordsFormat is the value of a records file's "format".
const RecordsFormat = "sanjie.records/v1"

// Records is a records file: what learners have done, and what is required of
// them. Its courses are those of a scenario.
type Records struct {
	Format    string              `json:"format"` // "sanjie.records/v1"
	Name      string              `json:"name,omitzero"`
	Notes     []string            `json:"notes,omitzero"` // remarks for readers
	Terms     []capacity.DateSpan `json:"terms,omitzero"` // of school, with holidays between them
	Standards []record.Standard   `json:"standards,omitzero"`
	Providers []capacity.Provider `json:"providers,omitzero"`
	record.Spec
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

// LoadRecords reads a records file and makes what it describes, and locates the
// findings of [Records.Book] in the file as well.
func LoadRecords(r io.Reader, catalog *curriculum.Catalog) (*Records, *record.Book, *record.Requirements, error) {
	d := decoder(r)
	d.Retain()
	f := new(Records)
	doc, err := d.DecodeOnly(f, RecordsFormat)
	if err != nil {
		return nil, nil, nil, err
	}
	book, required, err := f.Book(catalog)
	var refused *refusal
	if errors.As(err, &refused) {
		refused.found.Findings = doc.Locate(refused.found.Findings)
	}
	if err != nil {
		return nil, nil, nil, err
	}
	return f, book, required, nil
}

// Book makes the book of records, and the requirements, that f describes. The
// error unwraps to a [*finding.Error]. Records need a sound register of providers,
// so findings in it keep them from being checked; the error says so.
func (f *Records) Book(catalog *curriculum.Catalog) (*record.Book, *record.Requirements, error) {
	var found finding.List
	if f.Format != "" && f.Format != RecordsFormat {
		found.Add("/format", f.Format, "is not the format wanted here", "want \""+RecordsFormat+"\"")
	}
	finding.CheckText(&found, "/name", f.Name)
	for i, note := range f.Notes {
		finding.CheckText(&found, "/notes/"+strconv.Itoa(i), note)
	}
	required, err := record.NewRequirements(f.Standards, f.Terms)
	var refused *finding.Error
	if errors.As(err, &refused) {
		for _, x := range refused.Findings {
			found.AddFinding(x)
		}
	}
	providers, err := capacity.NewProviders(catalog, f.Providers)
	if err != nil {
		return nil, nil, refuse(&found, err, "the records were not checked yet: they need a sound register of providers")
	}
	book, err := record.NewBook(catalog, providers, f.Spec)
	if err = refuse(&found, err, ""); err != nil {
		return nil, nil, err
	}
	return book, required, nil
}

// WriteRecords writes f in the canonical form: terms by date, standards, providers
// and learners by id, entries in the order in which they were made. f itself is
// not changed; an empty Format stands for the one there is.
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
	sortBy(&c.Learners, func(x record.Learner) string { return string(x.ID) })
	return writeValue(w, c)
}
