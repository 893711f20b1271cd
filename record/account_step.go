package record

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// StepID is opaque, nonempty and at most 128 bytes, and of one step of an
// account.
type StepID string

// StepKind is what a step of an account does. The zero StepKind is unset.
type StepKind uint8

// The kinds of steps.
const (
	StepDeposit StepKind = 1 + iota // the hours of an entry come in
	StepConvert                     // free hours become credits, whole lots only
	StepUse                         // credits are used for a requirement, and for no other
	StepUndo                        // an earlier step that converted or used is taken back
	StepVoid                        // the hours of an entry that the book has voided go out
)

var stepKinds = closed.Set[StepKind]{What: "kind of step", Names: []string{"", "deposit", "convert", "use", "undo", "void"}}

func (k StepKind) String() string                   { return stepKinds.String(k) }
func (k StepKind) MarshalText() ([]byte, error)     { return stepKinds.Marshal(k) }
func (k *StepKind) UnmarshalText(text []byte) error { return stepKinds.Unmarshal(text, k) }

// Step is what happens to a learner's account.
type Step struct {
	ID      StepID              `json:"id"`
	Date    capacity.Date       `json:"date"` // not before the learner's step before it
	Learner curriculum.CohortID `json:"learner"`
	Kind    StepKind            `json:"kind"`

	Entry     EntryID     `json:"entry,omitzero"`     // of StepDeposit and StepVoid; deposited once
	Agreement AgreementID `json:"agreement,omitzero"` // of StepConvert
	Row       RowID       `json:"row,omitzero"`       // of StepConvert
	Lots      int         `json:"lots,omitzero"`      // of StepConvert: how many; at least 1
	Subject   string      `json:"subject,omitzero"`   // of StepUse
	Credits   int         `json:"credits,omitzero"`   // of StepUse; at least 1
	For       string      `json:"for,omitzero"`       // of StepUse: the requirement
	Undoes    StepID      `json:"undoes,omitzero"`    // of StepUndo: a StepConvert, all its lots that stand, or a StepUse, of the same learner
}

// malformed says what is wrong with a step whatever the account.
func (s *Step) malformed() string {
	_, err := s.Date.MarshalText()
	bare := Step{ID: s.ID, Date: s.Date, Learner: s.Learner, Kind: s.Kind}
	switch s.Kind {
	case StepDeposit, StepVoid:
		bare.Entry = s.Entry
	case StepConvert:
		bare.Agreement, bare.Row, bare.Lots = s.Agreement, s.Row, s.Lots
	case StepUse:
		bare.Subject, bare.Credits, bare.For = s.Subject, s.Credits, s.For
	case StepUndo:
		bare.Undoes = s.Undoes
	}
	var found finding.List
	switch {
	case !stepKinds.Has(s.Kind):
		return "there is no such kind of step; use " + stepKinds.Want()
	case !finding.CheckID(&found, "", s.ID):
		return "it has no valid id"
	case err != nil:
		return "it needs a date"
	case *s != bare:
		return "it states what this kind of step does not"
	case s.Kind == StepConvert && s.Lots < 1:
		return "it needs one lot at least"
	case s.Kind == StepUse && s.Credits < 1:
		return "it needs one credit at least"
	case s.Kind == StepUse && !(checkLabel(s.Subject, "", &found) && checkLabel(s.For, "", &found)):
		return "it needs a subject and what the credits are for, each a text without control characters"
	}
	return ""
}

// StepError reports a step that an account refuses, and that it has not taken.
type StepError struct {
	Step Step
	Why  string
}

// Error says which step, whose, when, and what is against it.
func (e *StepError) Error() string {
	return fmt.Sprintf("record: step %q, %v of %q on %v: %s", e.Step.ID, e.Step.Kind, e.Step.Learner, e.Step.Date, e.Why)
}

// ReplayError reports the first step of a log that no account takes.
type ReplayError struct {
	Index int // in the log
	Err   *StepError
}

// Error says where in the log the step is, and what is against it.
func (e *ReplayError) Error() string { return fmt.Sprintf("step %d of the log: %v", e.Index, e.Err) }

// Unwrap returns the step's own error.
func (e *ReplayError) Unwrap() error { return e.Err }
