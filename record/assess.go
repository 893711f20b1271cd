package record

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Assessment says what a learner was required to do in a period, has done, and
// still owes, by each standard that governs any of it.
type Assessment struct {
	Learner curriculum.CohortID `json:"learner"`
	Period  capacity.DateSpan   `json:"period"`
	Parts   []Part              `json:"parts"` // by standard
}

// Part is what one standard says, of the days that it governs. Hours are pooled
// over these days, and what is done beyond what is required is carried over to no
// other part.
//
// An average asks for the school weeks of the period: each belongs to the standard
// in force, and to the grade, of its Wednesday; what was done belongs to its own
// day. A total, or credits, reach from the day on which the learner entered the
// stage to the end of the period, and owe what is left to do until the stage ends.
type Part struct {
	Standard   StandardID            `json:"standard"`
	Dates      capacity.DateSpan     `json:"dates"`               // first and last day that it governs
	Weeks      int                   `json:"weeks,omitzero"`      // school weeks, of an average
	Hours      HoursReckoning        `json:"hours,omitzero"`      // of an average or a total
	Recognized HoursReckoning        `json:"recognized,omitzero"` // of these, what is asked for at recognized providers
	Apart      curriculum.ClassHours `json:"apart,omitzero"`      // summed apart
	Credits    CreditReckoning       `json:"credits,omitzero"`
	Entries    []Judged              `json:"entries"` // all of the period, and of its own days before; by date
}

// HoursReckoning sets class hours that were delivered against those required.
type HoursReckoning struct {
	Required  curriculum.ClassHours `json:"required"`
	Delivered curriculum.ClassHours `json:"delivered"`
	Owed      curriculum.ClassHours `json:"owed"`    // never negative
	Surplus   curriculum.ClassHours `json:"surplus"` // never negative
}

// CreditReckoning sets credits that an account holds against those required.
type CreditReckoning struct {
	Required int `json:"required"`
	Held     int `json:"held"`
	Owed     int `json:"owed"` // never negative
}

// Judged is an entry and what a standard makes of it.
type Judged struct {
	Entry   EntryID               `json:"entry"`
	Date    capacity.Date         `json:"date"`
	Hours   curriculum.ClassHours `json:"hours"`
	Verdict Verdict               `json:"verdict"`
}

// SubjectCredits are the credits of a subject that a learner's account holds at
// the end of a period.
type SubjectCredits struct {
	Subject string `json:"subject"`
	Credits int    `json:"credits"`
}

// Owes reports whether anything is owed.
func (a *Assessment) Owes() bool {
	for i := range a.Parts {
		if p := &a.Parts[i]; p.Hours.Owed > 0 || p.Credits.Owed > 0 {
			return true
		}
	}
	return false
}

// Assess holds a learner's record against what is required over a period, both
// ends of which may be open. Credits are those handed in, none for a subject that
// is not. The error is a [*finding.Error] when the book does not have the learner,
// the period is no span of dates, or credits are negative or stated twice.
func Assess(b *Book, r *Requirements, learner curriculum.CohortID, period capacity.DateSpan, held ...SubjectCredits) (*Assessment, error) {
	var found finding.List
	l, ok := b.Learner(learner)
	if !ok {
		finding.Dangling(&found, "/learner", learner, b.learnerIDs(), "learner")
	}
	checkSpan(period, "/period", &found)
	credits := checkHeld(held, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	x := &assessing{book: b, requirements: r, learner: l, entries: b.Of(learner), period: period, credits: credits}
	a := &Assessment{Learner: learner, Period: period}
	for i := range r.standards {
		if p, ok := x.part(&r.standards[i]); ok {
			a.Parts = append(a.Parts, p)
		}
	}
	return a, nil
}

func checkHeld(held []SubjectCredits, found *finding.List) map[string]int {
	credits := map[string]int{}
	subjects := make([]string, len(held))
	for i, h := range held {
		subjects[i] = h.Subject
		if h.Credits < 0 {
			found.Add("/held", h.Credits, "is negative", "an account holds credits or none")
		}
		credits[h.Subject] = h.Credits
	}
	finding.CheckRepeats(found, "/held", subjects)
	return credits
}

// assessing is an assessment under way.
type assessing struct {
	book         *Book
	requirements *Requirements
	learner      Learner
	entries      []Entry // by date
	period       capacity.DateSpan
	credits      map[string]int
}

// part returns what a standard says, and false when it governs nothing.
func (x *assessing) part(s *Standard) (Part, bool) {
	dates, ok := x.governs(s)
	if !ok {
		return Part{}, false
	}
	p := Part{Standard: s.ID, Dates: dates, Entries: []Judged{}}
	for i := range x.entries {
		e := &x.entries[i]
		if !x.period.Has(e.Date) && (s.PerWeek > 0 || !dates.Has(e.Date)) {
			continue
		}
		v := x.judge(s, e)
		p.Entries = append(p.Entries, Judged{Entry: e.ID, Date: e.Date, Hours: e.Hours, Verdict: v})
		switch {
		case v == VerdictApart:
			p.Apart += e.Hours
		case v.Counts():
			p.Hours.Delivered += e.Hours
		}
		if v == VerdictRecognized {
			p.Recognized.Delivered += e.Hours
		}
	}
	switch {
	case s.PerWeek > 0:
		p.Weeks = x.weeks(s)
		p.Hours.Required = s.PerWeek * curriculum.ClassHours(p.Weeks)
	case s.Hours > 0:
		p.Hours.Required, p.Recognized.Required = s.Hours, s.Recognized
	default:
		p.Credits = CreditReckoning{Required: s.Credits, Held: x.credits[s.Subject], Owed: max(0, s.Credits-x.credits[s.Subject])}
	}
	p.Hours.settle()
	p.Recognized.settle()
	p.Hours.Owed = max(p.Hours.Owed, p.Recognized.Owed) // hours elsewhere make up for none of these
	return p, true
}

func (r *HoursReckoning) settle() {
	r.Owed, r.Surplus = max(0, r.Required-r.Delivered), max(0, r.Delivered-r.Required)
}

// governs returns the first and the last day of the period that a standard is
// about, and false when it is about none. Those of a total or of credits begin
// where the learner entered the stage, be it before the period.
func (x *assessing) governs(s *Standard) (capacity.DateSpan, bool) {
	var days capacity.DateSpan
	for _, y := range x.learner.Years {
		if !s.Grades.Has(y.Grade) {
			continue
		}
		of := capacity.DateSpan{From: max(y.From, x.period.From), To: y.To}
		if x.period.To != 0 {
			of.To = min(of.To, x.period.To)
		}
		if s.PerWeek > 0 {
			if of.From = max(of.From, s.Effective.From); s.Effective.To != 0 {
				of.To = min(of.To, s.Effective.To)
			}
		}
		if of.To < of.From {
			continue
		}
		if days.From == 0 {
			days.From = of.From
		}
		days.To = of.To
	}
	if days.From == 0 || s.PerWeek > 0 {
		return days, days.From != 0
	}
	entered, ok := x.learner.Entered(s.stage())
	days.From = entered
	return days, ok && s.Effective.Has(entered)
}

// weeks counts the school weeks of an average.
func (x *assessing) weeks(s *Standard) int {
	n := 0
	for d := range x.requirements.wednesdays(x.period) {
		if y, ok := x.learner.Year(d); ok && s.Grades.Has(y.Grade) && s.Effective.Has(d) {
			n++
		}
	}
	return n
}

// judge says what a standard makes of an entry.
func (x *assessing) judge(s *Standard, e *Entry) Verdict {
	course, _ := x.book.catalog.Course(e.Course)
	year, _ := x.learner.Year(e.Date)
	switch {
	case s.PerWeek > 0 && !s.Effective.Has(e.Date):
		return VerdictDate
	case !s.Grades.Has(year.Grade):
		return VerdictGrade
	case s.Credits > 0:
		return VerdictCredits
	case !s.Counts.has(&course):
		return VerdictContent
	case s.Counts.apart(&course):
		return VerdictApart
	case s.Recognized == 0:
		return VerdictCounted
	}
	provider, _ := x.book.providers.Provider(e.Center)
	switch {
	case !s.recognizes(provider.Kind):
		return VerdictKind
	case !x.book.providers.Licensed(e.Center, e.Course, e.Date):
		return VerdictLicense
	}
	return VerdictRecognized
}
