package record

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Account is a credit account (学分银行) of learners: class hours are deposited
// from a book, become credits by the rows of agreements, and credits are used
// for requirements. No hour and no credit is lost or counts twice: each hour of
// a deposit is free, in a lot of credits, or void, and each credit is of a lot
// that stands.
//
// An entry that the book voids after it was deposited takes the lots that hold
// hours of it along: a credit stands on whole lots of hours that were done, as
// both schools agreed, and never on less. The lots' other hours are free again.
// Where such credits were used, the account owes them, and uses no more of their
// subject until later lots have made up for it; what was recognized for them is
// not the account's to take back.
//
// The state is explicit: a log of steps, from which [ReplayAccount] makes the
// same account. What is refused, with a [*StepError], changes nothing. The order
// of the log holds; dates are what callers say, and never run backward for a
// learner.
//
// An Account is safe for concurrent use and must not be copied.
type Account struct {
	book       *Book
	agreements *Agreements

	mu      sync.Mutex
	holders map[curriculum.CohortID]*holding
	known   map[StepID]int // the place in the log
	log     []Step
}

// holding is what a learner has.
type holding struct {
	last     capacity.Date         // of the last step
	hours    curriculum.ClassHours // of all deposits
	deposits []Deposit             // in the order in which they were made
	at       map[EntryID]int
	lots     []Lot
	uses     []Use
}

// NewAccount returns an empty account of the learners of a book.
func NewAccount(book *Book, agreements *Agreements) *Account {
	return &Account{book: book, agreements: agreements, holders: map[curriculum.CohortID]*holding{}, known: map[StepID]int{}}
}

// Apply takes a step, or refuses it with a [*StepError]. A step that the account
// has already, word for word, is passed over, so that a caller may try again.
// While a deposited entry of a learner is void in the book, the learner converts
// and uses nothing: the entry's hours go first.
func (a *Account) Apply(s Step) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if k, ok := a.known[s.ID]; ok {
		if a.log[k] != s {
			return &StepError{s, "its id is that of another step; give each step an id of its own"}
		}
		return nil
	}
	if why := a.apply(s, true); why != "" {
		return &StepError{s, why}
	}
	return nil
}

// ReplayAccount makes the account whose log has these steps, over the same book
// and agreements. A log does not say when the book voided an entry: what was done
// with the entry's hours until a step voids them is taken. The error is a
// [*ReplayError], of the first step that no account takes.
func ReplayAccount(book *Book, agreements *Agreements, log []Step) (*Account, error) {
	a := NewAccount(book, agreements)
	for i, s := range log {
		why := "its id is that of an earlier step"
		if _, ok := a.known[s.ID]; !ok {
			why = a.apply(s, false)
		}
		if why != "" {
			return nil, &ReplayError{Index: i, Err: &StepError{s, why}}
		}
	}
	return a, nil
}

// Log returns a copy of the steps so far, in their order, from the one with this
// index on: a caller that keeps them elsewhere asks for those that it lacks.
func (a *Account) Log(from int) []Step {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.log[min(max(from, 0), len(a.log)):])
}

// Pending returns what the book says of a learner and the account does not have
// yet: the entries that count and are not deposited, by date, and the deposits
// that the book has voided since and the account has not, in their order.
func (a *Account) Pending(learner curriculum.CohortID) (deposits, voids []EntryID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	h := a.holders[learner]
	for _, e := range a.book.Of(learner) {
		if h.deposit(e.ID) == nil {
			deposits = append(deposits, e.ID)
		}
	}
	return deposits, a.stale(learner, h)
}

// Convertible returns how many lots a learner's free hours make by a row of an
// agreement, as far as its limits allow; 0 when there is no such row.
func (a *Account) Convertible(learner curriculum.CohortID, agreement AgreementID, row RowID) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	r, ok := a.row(agreement, row)
	if !ok {
		return 0
	}
	lots, _ := a.holders[learner].room(a.agreements.find(agreement), &r)
	return min(lots, int(total(a.source(learner, agreement, &r))/r.Hours))
}

// apply takes a step whose id is new, or says why not and changes nothing. Where
// now is set, the book is as it was at the step.
func (a *Account) apply(s Step, now bool) string {
	if why := s.malformed(); why != "" {
		return why
	}
	h := a.holders[s.Learner]
	if h != nil && s.Date < h.last {
		return "the learner's step before it was on " + h.last.String()
	}
	if now && (s.Kind == StepConvert || s.Kind == StepUse) {
		if void := a.stale(s.Learner, h); len(void) > 0 {
			return fmt.Sprintf("the book has voided the deposited entry %q; void its hours first", void[0])
		}
	}
	if h == nil {
		h = &holding{at: map[EntryID]int{}}
	}
	if why := a.take(h, s, now); why != "" {
		return why
	}
	h.last = s.Date
	a.holders[s.Learner] = h
	a.known[s.ID] = len(a.log)
	a.log = append(a.log, s)
	return ""
}

// take changes what a learner has, or says why not and changes nothing.
func (a *Account) take(h *holding, s Step, now bool) string {
	switch s.Kind {
	case StepDeposit:
		return a.deposit(h, s, now)
	case StepConvert:
		return a.convert(h, s)
	case StepUse:
		return h.use(s)
	case StepUndo:
		return h.undo(s)
	default: // StepVoid: there are no others
		return a.void(h, s)
	}
}

func (a *Account) deposit(h *holding, s Step, now bool) string {
	e, holds, ok := a.book.entryOf(s.Learner, s.Entry)
	switch {
	case !ok || now && !holds:
		return fmt.Sprintf("the entry %q does not count for the learner", s.Entry)
	case h.deposit(s.Entry) != nil:
		return fmt.Sprintf("the entry %q is deposited already", s.Entry)
	case s.Date < e.Date:
		return "what it deposits was done later, on " + e.Date.String()
	case h.hours > mostDeposited-e.Hours:
		return fmt.Sprintf("the learner would have more than %d hours", mostDeposited)
	}
	h.hours += e.Hours
	h.at[e.ID] = len(h.deposits)
	h.deposits = append(h.deposits, Deposit{Step: s.ID, Entry: e.ID, Date: e.Date, Course: e.Course, Center: e.Center, Hours: e.Hours})
	return ""
}

// convert takes the hours that were done first, and of one day those that were
// deposited first.
func (a *Account) convert(h *holding, s Step) string {
	row, ok := a.row(s.Agreement, s.Row)
	if !ok {
		return fmt.Sprintf("there is no row %q of an agreement %q", s.Row, s.Agreement)
	}
	agreement := a.agreements.find(s.Agreement)
	if _, ok := agreement.Held(); !ok {
		return fmt.Sprintf("the agreement %q recognizes nothing; both parties have to agree before it ends", s.Agreement)
	}
	source := a.source(s.Learner, s.Agreement, &row)
	if have := total(source); s.Lots > int(have/row.Hours) {
		return fmt.Sprintf("%d free hours are recognized, and %d make a lot", have, row.Hours)
	}
	if room, why := h.room(agreement, &row); s.Lots > room {
		return why
	}
	for range s.Lots {
		lot := Lot{Step: s.ID, Agreement: s.Agreement, Row: s.Row, Subject: row.Subject, Credits: row.Credits}
		for need := row.Hours; need > 0; {
			d := source[0]
			part := min(need, d.Free())
			if part == 0 {
				source = source[1:]
				continue
			}
			lot.Parts = append(lot.Parts, Portion{Entry: d.Entry, Hours: part})
			d.Converted += part
			need -= part
		}
		h.lots = append(h.lots, lot)
	}
	return ""
}

// void undoes the lots that hold hours of an entry, and takes the entry's out.
func (a *Account) void(h *holding, s Step) string {
	d := h.deposit(s.Entry)
	_, holds, _ := a.book.entryOf(s.Learner, s.Entry)
	switch {
	case d == nil:
		return fmt.Sprintf("the entry %q is not deposited", s.Entry)
	case d.Void != "":
		return fmt.Sprintf("the entry %q is void already", s.Entry)
	case holds:
		return fmt.Sprintf("the entry %q counts; the book has to void it first", s.Entry)
	}
	h.release(s.ID, func(l *Lot) bool {
		return slices.ContainsFunc(l.Parts, func(p Portion) bool { return p.Entry == s.Entry })
	})
	d.Void = s.ID
	return ""
}

// row returns a row of an agreement.
func (a *Account) row(agreement AgreementID, row RowID) (Row, bool) {
	if found := a.agreements.find(agreement); found != nil {
		return found.Row(row)
	}
	return Row{}, false
}

// source returns the deposits with free hours that a row recognizes, those done
// first before others.
func (a *Account) source(learner curriculum.CohortID, agreement AgreementID, r *Row) []*Deposit {
	h := a.holders[learner]
	l, ok := a.book.Learner(learner)
	if h == nil || !ok {
		return nil
	}
	var list []*Deposit
	for i := range h.deposits {
		d := &h.deposits[i]
		course, _ := a.book.catalog.Course(d.Course)
		if d.Free() > 0 && a.agreements.find(agreement).recognizes(r, l.School, d, &course) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(x, y *Deposit) int { return cmp.Compare(x.Date, y.Date) })
	return list
}

// stale returns the deposits that the book has voided and the account has not.
func (a *Account) stale(learner curriculum.CohortID, h *holding) []EntryID {
	if h == nil {
		return nil
	}
	var list []EntryID
	for _, d := range h.deposits {
		if _, holds, _ := a.book.entryOf(learner, d.Entry); !holds && d.Void == "" {
			list = append(list, d.Entry)
		}
	}
	return list
}

func total(list []*Deposit) curriculum.ClassHours {
	sum := curriculum.ClassHours(0)
	for _, d := range list {
		sum += d.Free()
	}
	return sum
}
