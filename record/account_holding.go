package record

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// mostDeposited is far above what a learner can do, and small enough that sums
// fit.
const mostDeposited = curriculum.ClassHours(1_000_000)

// Deposit is the hours of an entry in an account.
type Deposit struct {
	Step      StepID                `json:"step"`
	Entry     EntryID               `json:"entry"`
	Date      capacity.Date         `json:"date"` // of the entry
	Course    curriculum.CourseID   `json:"course"`
	Center    capacity.CenterID     `json:"center"`
	Hours     curriculum.ClassHours `json:"hours"`
	Converted curriculum.ClassHours `json:"converted,omitzero"` // of these, in lots that stand
	Void      StepID                `json:"void,omitzero"`      // the step that took the hours out
}

// Free returns the hours that are neither converted nor void.
func (d Deposit) Free() curriculum.ClassHours {
	if d.Void != "" {
		return 0
	}
	return d.Hours - d.Converted
}

// Lot is hours that became credits together.
type Lot struct {
	Step      StepID      `json:"step"`
	Agreement AgreementID `json:"agreement"`
	Row       RowID       `json:"row"`
	Subject   string      `json:"subject"`
	Credits   int         `json:"credits"`
	Parts     []Portion   `json:"parts"`           // the hours that it is of, those done first before others
	Undone    StepID      `json:"undone,omitzero"` // the step since which it does not stand
}

// Portion is how many of an entry's hours a lot holds.
type Portion struct {
	Entry EntryID               `json:"entry"`
	Hours curriculum.ClassHours `json:"hours"`
}

// Use is credits that were used for a requirement.
type Use struct {
	Step    StepID `json:"step"`
	Subject string `json:"subject"`
	Credits int    `json:"credits"`
	For     string `json:"for"`
	Undone  StepID `json:"undone,omitzero"` // the step that took it back
}

// Balance is what a learner has in a subject: the credits of the lots that
// stand, and those in use. One of Free and Owed is 0.
type Balance struct {
	Subject string `json:"subject"`
	Earned  int    `json:"earned"`
	Used    int    `json:"used,omitzero"`
	Free    int    `json:"free,omitzero"` // earned and not used
	Owed    int    `json:"owed,omitzero"` // used, and not earned any more
}

// Statement is what a learner has in an account and how it came to be. The hours
// deposited are those free, converted and void together.
type Statement struct {
	Learner   curriculum.CohortID   `json:"learner"`
	Deposited curriculum.ClassHours `json:"deposited"`
	Free      curriculum.ClassHours `json:"free,omitzero"`
	Converted curriculum.ClassHours `json:"converted,omitzero"`
	Void      curriculum.ClassHours `json:"void,omitzero"`
	Balances  []Balance             `json:"balances,omitzero"` // by subject
	Deposits  []Deposit             `json:"deposits,omitzero"` // these and the rest in the order in which they were made
	Lots      []Lot                 `json:"lots,omitzero"`
	Uses      []Use                 `json:"uses,omitzero"`
}

// Statement returns what a learner has; a learner without a step has nothing.
func (a *Account) Statement(learner curriculum.CohortID) Statement {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := Statement{Learner: learner}
	h := a.holders[learner]
	if h == nil {
		return s
	}
	s.Deposits, s.Lots, s.Uses = slices.Clone(h.deposits), slices.Clone(h.lots), slices.Clone(h.uses)
	for i := range s.Lots {
		s.Lots[i].Parts = slices.Clone(s.Lots[i].Parts)
	}
	for _, d := range h.deposits {
		s.Deposited += d.Hours
		s.Free += d.Free()
		s.Converted += d.Converted
		if d.Void != "" {
			s.Void += d.Hours
		}
	}
	s.Balances = h.balances()
	return s
}

// Credits returns the credits that a learner has earned by lots that stand, used
// or not, by subject: what [Assess] sets against a standard of credits.
func (a *Account) Credits(learner curriculum.CohortID) []SubjectCredits {
	a.mu.Lock()
	defer a.mu.Unlock()
	var list []SubjectCredits
	for _, b := range a.holders[learner].balances() {
		if b.Earned > 0 {
			list = append(list, SubjectCredits{Subject: b.Subject, Credits: b.Earned})
		}
	}
	return list
}

// balances sums by ascending subject.
func (h *holding) balances() []Balance {
	if h == nil {
		return nil
	}
	var list []Balance
	of := func(subject string) *Balance {
		i, ok := slices.BinarySearchFunc(list, subject, func(b Balance, s string) int { return cmp.Compare(b.Subject, s) })
		if !ok {
			list = slices.Insert(list, i, Balance{Subject: subject})
		}
		return &list[i]
	}
	for i := range h.lots {
		if l := &h.lots[i]; l.Undone == "" {
			of(l.Subject).Earned += l.Credits
		}
	}
	for i := range h.uses {
		if u := &h.uses[i]; u.Undone == "" {
			of(u.Subject).Used += u.Credits
		}
	}
	for i := range list {
		list[i].Free = max(0, list[i].Earned-list[i].Used)
		list[i].Owed = max(0, list[i].Used-list[i].Earned)
	}
	return list
}

// balance sums one subject.
func (h *holding) balance(subject string) Balance {
	for _, b := range h.balances() {
		if b.Subject == subject {
			return b
		}
	}
	return Balance{}
}

// deposit returns the learner's own deposit of an entry, nil when there is none.
func (h *holding) deposit(id EntryID) *Deposit {
	if h == nil {
		return nil
	}
	i, ok := h.at[id]
	if !ok {
		return nil
	}
	return &h.deposits[i]
}

// room returns how many lots the limits of a row and its agreement allow still,
// and what to say when more are asked for.
func (h *holding) room(a *Agreement, r *Row) (int, string) {
	var byRow, byAll int
	if h != nil {
		for i := range h.lots {
			l := &h.lots[i]
			if l.Undone != "" || l.Agreement != a.ID {
				continue
			}
			byAll += l.Credits
			if l.Row == r.ID {
				byRow += l.Credits
			}
		}
	}
	left := mostCredits - h.balance(r.Subject).Earned
	if a.Most > 0 {
		left = min(left, a.Most-byAll)
	}
	if r.Most > 0 {
		left = min(left, r.Most-byRow)
	}
	return max(0, left) / r.Credits, fmt.Sprintf("%d more credits are allowed, and a lot makes %d", max(0, left), r.Credits)
}

func (h *holding) use(s Step) string {
	b := h.balance(s.Subject)
	if s.Credits > b.Free {
		return fmt.Sprintf("of %d credits in %q, %d are in use and %d free", b.Earned, s.Subject, b.Used, b.Free)
	}
	h.uses = append(h.uses, Use{Step: s.ID, Subject: s.Subject, Credits: s.Credits, For: s.For})
	return ""
}

// undo takes back a use, or the lots of a conversion whose credits are free.
func (h *holding) undo(s Step) string {
	for i := range h.uses {
		if u := &h.uses[i]; u.Step == s.Undoes && u.Undone == "" {
			u.Undone = s.ID
			return ""
		}
	}
	var subject string
	credits := 0
	of := func(l *Lot) bool { return l.Step == s.Undoes }
	for i := range h.lots {
		if l := &h.lots[i]; of(l) && l.Undone == "" {
			subject = l.Subject
			credits += l.Credits
		}
	}
	switch free := h.balance(subject).Free; {
	case credits == 0:
		return fmt.Sprintf("the learner has no step %q that converted or used, and of which something stands", s.Undoes)
	case credits > free:
		return fmt.Sprintf("%d of its %d credits in %q are in use; undo that first", credits-free, credits, subject)
	}
	h.release(s.ID, of)
	return ""
}

// release undoes lots that stand: their hours are free again.
func (h *holding) release(by StepID, which func(*Lot) bool) {
	for i := range h.lots {
		l := &h.lots[i]
		if l.Undone != "" || !which(l) {
			continue
		}
		l.Undone = by
		for _, p := range l.Parts {
			h.deposit(p.Entry).Converted -= p.Hours
		}
	}
}
