package scenario

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/finding"
)

// EvaluationFormat is the value of an evaluation file's "format".
const EvaluationFormat = "sanjie.evaluation/v1"

// evaluationFile is an evaluation as it is written down.
type evaluationFile struct {
	Format string `json:"format"`
	evaluation.Spec
}

// ReadEvaluation reads an evaluation file as it is written;
// [evaluation.NewSurvey] judges what it says. The error is a [*finding.Error]
// with every finding, or r's own.
func ReadEvaluation(r io.Reader) (*evaluation.Spec, error) {
	f := new(evaluationFile)
	if _, err := decoder(r).DecodeOnly(f, EvaluationFormat); err != nil {
		return nil, err
	}
	return &f.Spec, nil
}

// LoadEvaluation reads an evaluation file and makes a survey of it, and locates
// the findings of [evaluation.NewSurvey] in the file as well.
func LoadEvaluation(r io.Reader) (*evaluation.Survey, error) {
	d := decoder(r)
	d.Retain()
	f := new(evaluationFile)
	doc, err := d.DecodeOnly(f, EvaluationFormat)
	if err != nil {
		return nil, err
	}
	s, err := evaluation.NewSurvey(f.Spec)
	var refused *finding.Error
	if errors.As(err, &refused) {
		refused.Findings = doc.Locate(refused.Findings)
	}
	return s, err
}

// WriteEvaluation writes s in the canonical form, an element of each list a
// line: ratings sorted as [evaluation.Rating.Compare] says, schemes by date, all
// other lists of the document by id. s itself is not changed.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteEvaluation(w io.Writer, s *evaluation.Spec) error {
	f := evaluationFile{Format: EvaluationFormat, Spec: *s}
	sortBy(&f.Forms, func(x evaluation.Form) string { return string(x.ID) })
	sortBy(&f.Groups, func(x evaluation.Group) string { return string(x.ID) })
	f.Ratings = slices.Clone(s.Ratings)
	slices.SortStableFunc(f.Ratings, evaluation.Rating.Compare)
	sortBy(&f.Indicators, func(x evaluation.Indicator) string { return string(x.ID) })
	f.Schemes = slices.Clone(s.Schemes)
	slices.SortStableFunc(f.Schemes, func(a, b evaluation.Scheme) int { return cmp.Compare(a.From, b.From) })
	return writeValue(w, f)
}
