package scenario

import (
	"errors"
	"io"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// Archive is what a records file describes. The account is of the book and of the
// file's agreements.
type Archive struct {
	Book         *record.Book
	Requirements *record.Requirements
	Account      *record.Account
}

// LoadRecords reads a records file and makes what it describes, and locates the
// findings of [Records.Archive] in the file as well.
func LoadRecords(r io.Reader, catalog *curriculum.Catalog) (*Records, *Archive, error) {
	d := decoder(r)
	d.Retain()
	f := new(Records)
	doc, err := d.DecodeOnly(f, RecordsFormat)
	if err != nil {
		return nil, nil, err
	}
	a, err := f.Archive(catalog)
	var refused *refusal
	if errors.As(err, &refused) {
		refused.found.Findings = doc.Locate(refused.found.Findings)
	}
	if err != nil {
		return nil, nil, err
	}
	return f, a, nil
}

// Archive makes what f describes. The error unwraps to a [*finding.Error]. Records
// and agreements need a sound register of providers, and the steps of an account
// need all of these, so findings in one part keep the parts after it from being
// checked; the error says which. Of the steps, which rest on each other, it names
// the first that no account takes.
func (f *Records) Archive(catalog *curriculum.Catalog) (*Archive, error) {
	var found finding.List
	f.checkHead(&found)
	required, err := record.NewRequirements(f.Standards, f.Terms)
	addFindings(&found, err)
	providers, err := capacity.NewProviders(catalog, f.Providers)
	if err != nil {
		return nil, refuse(&found, err, "the records were not checked yet, nor agreements and steps: they need a sound register of providers")
	}
	agreements, refused := record.NewAgreements(catalog, providers, f.Agreements)
	addFindings(&found, refused)
	book, err := record.NewBook(catalog, providers, f.Spec)
	if err != nil || refused != nil {
		note := ""
		if len(f.Steps) > 0 {
			note = "the steps were not checked yet: they need sound records and agreements"
		}
		return nil, refuse(&found, err, note)
	}
	account, err := record.ReplayAccount(book, agreements, f.Steps)
	var replayed *record.ReplayError
	if errors.As(err, &replayed) {
		found.Add("/steps/"+strconv.Itoa(replayed.Index), replayed.Err.Step.ID, replayed.Err.Why, "")
	}
	if err := refuse(&found, nil, ""); err != nil {
		return nil, err
	}
	return &Archive{Book: book, Requirements: required, Account: account}, nil
}

// checkHead notes what is wrong with the members that belong to no part.
func (f *Records) checkHead(found *finding.List) {
	if f.Format != "" && f.Format != RecordsFormat {
		found.Add("/format", f.Format, "is not the format wanted here", "want \""+RecordsFormat+"\"")
	}
	finding.CheckText(found, "/name", f.Name)
	for i, note := range f.Notes {
		finding.CheckText(found, "/notes/"+strconv.Itoa(i), note)
	}
}

// addFindings notes those of an error.
func addFindings(found *finding.List, err error) {
	var refused *finding.Error
	if errors.As(err, &refused) {
		for _, x := range refused.Findings {
			found.AddFinding(x)
		}
	}
}
