package record_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// teller gives the same steps, many of them illegal, to an account and to the
// model.
type teller struct {
	*bank
	book       *record.Book
	agreements *record.Agreements
	account    *record.Account
	at         capacity.Date
	given      []record.Step
	taken      map[string]int // over all runs, so that they are known to have tried something
}

var everyone = []curriculum.CohortID{"10-1", "p1", "p2", "p3"}

func newTeller(t fatal, taken map[string]int) *teller {
	unsigned := table()
	unsigned.ID, unsigned.CentersAgreed = "c", 0
	food := record.Agreement{
		ID: "b", School: "t", Centers: []capacity.CenterID{"w"}, SchoolAgreed: civil(2026, 1, 1), CentersAgreed: civil(2025, 1, 1),
		Rows: []record.Row{{ID: "food", Major: "food", Hours: 2, Credits: 3, Subject: "综合实践"}},
	}
	g := &teller{bank: newBank(), book: seniorBook(t), agreements: agreementsOf(t, table(), food, unsigned), at: civil(2026, 3, 1), taken: taken}
	g.account = record.NewAccount(g.book, g.agreements)
	return g
}

// Record appends entries to the book; what counts twice is refused there.
func (g *teller) Record(t *rapid.T) {
	for range rapid.IntRange(1, 3).Draw(t, "entries") {
		e := record.Entry{
			ID: record.EntryID(fmt.Sprint("e", len(g.entries))), Learner: rapid.SampledFrom(everyone).Draw(t, "learner"),
			Date:   rapid.SampledFrom([]capacity.Date{civil(2025, 9, 19), civil(2025, 9, 20), civil(2026, 1, 9), civil(2026, 5, 1)}).Draw(t, "date"),
			Course: rapid.SampledFrom([]curriculum.CourseID{"drone", "cnc", "bake", "flightsim"}).Draw(t, "course"),
			Center: rapid.SampledFrom([]capacity.CenterID{"v1", "v2", "w"}).Draw(t, "center"),
			Hours:  curriculum.ClassHours(rapid.IntRange(1, 9).Draw(t, "hours")),
		}
		if e.Learner == "10-1" && rapid.Bool().Draw(t, "absent") {
			e.Absent = []curriculum.CohortID{"p1"}
		}
		if g.book.Append(e) == nil {
			g.entries[e.ID] = e
		}
	}
}

// Mistake has the book void an entry, sometimes one whose credits are in use, and
// the account too, sooner or later.
func (g *teller) Mistake(t *rapid.T) {
	id := g.entry(t)
	var step record.Step
	if rapid.Bool().Draw(t, "used") {
		for _, u := range g.uses {
			for _, h := range g.hours {
				if h.learner == u.learner && h.lot != nil && h.lot.row.subject == u.step.Subject {
					id = h.entry
					step = record.Step{ID: record.StepID(fmt.Sprint("s", len(g.given))), Date: max(g.at, g.last[u.learner]), Learner: u.learner, Kind: record.StepVoid, Entry: id}
				}
			}
		}
	}
	e, ok := g.entries[id]
	if !ok || g.void[id] || step.ID == "" && rapid.IntRange(0, 3).Draw(t, "mistake") > 0 {
		return
	}
	if err := g.book.Append(void("v"+e.ID, e)); err != nil {
		t.Fatal(err)
	}
	g.void[e.ID] = true
	if step.ID != "" {
		g.order(t, step)
	}
}

func (g *teller) entry(t *rapid.T) record.EntryID {
	return record.EntryID(fmt.Sprint("e", rapid.IntRange(0, len(g.entries)).Draw(t, "entry")))
}

// order gives a step to both.
func (g *teller) order(t *rapid.T, s record.Step) {
	t.Helper()
	_, known := g.steps[s.ID]
	before := len(g.account.Log(0))
	want, err := g.apply(s), g.account.Apply(s)
	if want != (err == nil) {
		t.Fatalf("%+v: error %v, the model takes it: %v", s, err, want)
	}
	if err != nil && !errors.As(err, new(*record.StepError)) {
		t.Fatalf("error %v, want a StepError", err)
	}
	more := 0
	if err == nil && !known {
		more = 1
		g.taken[s.Kind.String()]++
	}
	if n := len(g.account.Log(0)) - before; n != more {
		t.Fatalf("%+v added %d steps, want %d", s, n, more)
	}
	g.given = append(g.given, s)
}

// Steps draws any steps.
func (g *teller) Steps(t *rapid.T) {
	s := record.Step{
		ID: record.StepID(fmt.Sprint("s", len(g.given))), Date: g.at, Learner: rapid.SampledFrom(everyone).Draw(t, "learner"),
		Kind: record.StepKind(rapid.IntRange(0, 5).Draw(t, "kind")),
	}
	switch s.Kind {
	case record.StepDeposit, record.StepVoid:
		s.Entry = g.entry(t)
	case record.StepConvert:
		row := rapid.SampledFrom([]string{"a practice", "a any", "a cnc", "b food", "c any", "a none"}).Draw(t, "row")
		s.Agreement, s.Row, s.Lots = record.AgreementID(row[:1]), record.RowID(row[2:]), rapid.IntRange(0, 3).Draw(t, "lots")
	case record.StepUse:
		s.Subject, s.For = rapid.SampledFrom([]string{"劳动", "综合实践"}).Draw(t, "subject"), "毕业"
		s.Credits = int(rapid.IntRange(0, 4).Draw(t, "credits"))
	case record.StepUndo:
		s.Undoes = record.StepID(fmt.Sprint("s", rapid.IntRange(0, len(g.given)).Draw(t, "undoes")))
	}
	g.order(t, s)
}

// Everything deposits and voids all that is pending of a learner, and converts
// as much as can be.
func (g *teller) Everything(t *rapid.T) {
	learner := rapid.SampledFrom(everyone).Draw(t, "learner")
	deposits, voids := g.account.Pending(learner)
	next := func(kind record.StepKind) record.Step {
		return record.Step{ID: record.StepID(fmt.Sprint("s", len(g.given))), Date: max(g.at, civil(2026, 5, 1), g.last[learner]), Learner: learner, Kind: kind}
	}
	for _, e := range deposits {
		s := next(record.StepDeposit)
		s.Entry = e
		g.order(t, s)
	}
	for _, e := range voids {
		s := next(record.StepVoid)
		s.Entry = e
		g.order(t, s)
	}
	if deposits, voids = g.account.Pending(learner); len(deposits)+len(voids) > 0 {
		t.Fatalf("%v and %v are pending still", deposits, voids)
	}
	r := rapid.SampledFrom(bankRows).Draw(t, "row")
	s := next(record.StepConvert)
	s.Agreement, s.Row, s.Lots = r.agreement, r.row, g.account.Convertible(learner, r.agreement, r.row)
	g.order(t, s) // refused where it is 0
	if n := g.account.Convertible(learner, r.agreement, r.row); n != 0 {
		t.Fatalf("%d lots of %s of %s are convertible still", n, r.row, learner)
	}
}

// Spend uses credits that somebody has, or one more.
func (g *teller) Spend(t *rapid.T) {
	for _, learner := range everyone {
		for _, b := range g.account.Statement(learner).Balances {
			if b.Free > 0 {
				n := int(rapid.IntRange(1, int(b.Free)+1).Draw(t, "credits"))
				g.order(t, record.Step{ID: record.StepID(fmt.Sprint("s", len(g.given))), Date: max(g.at, g.last[learner]),
					Learner: learner, Kind: record.StepUse, Subject: b.Subject, Credits: n, For: "毕业"})
				return
			}
		}
	}
}

// TakeBack undoes a step, most often one that converted or used.
func (g *teller) TakeBack(t *rapid.T) {
	if log := g.account.Log(0); len(log) > 0 {
		last := log[rapid.IntRange(0, len(log)-1).Draw(t, "step")]
		for _, s := range log {
			if s.Kind == record.StepUse || s.Kind == record.StepConvert && last.Kind == record.StepDeposit {
				last = s
			}
		}
		g.order(t, record.Step{ID: record.StepID(fmt.Sprint("s", len(g.given))), Date: max(g.at, g.last[last.Learner]),
			Learner: last.Learner, Kind: record.StepUndo, Undoes: last.ID})
	}
}

// Retry gives an earlier step again, sometimes another one under its id.
func (g *teller) Retry(t *rapid.T) {
	if len(g.given) == 0 {
		return
	}
	s := rapid.SampledFrom(g.given).Draw(t, "step")
	if rapid.Bool().Draw(t, "changed") {
		s.Date++
	}
	g.order(t, s)
}

func (g *teller) Time(t *rapid.T) {
	g.at += capacity.Date(rapid.IntRange(-10, 90).Draw(t, "days"))
}

// Check compares what both have, and what conservation asks of the account
// alone.
func (g *teller) Check(t *rapid.T) {
	for _, learner := range everyone {
		s := g.account.Statement(learner)
		g.conserve(t, s)
		for _, d := range s.Deposits {
			of := func(which func(*hour) bool) curriculum.ClassHours {
				return curriculum.ClassHours(g.count(func(h *hour) bool { return h.learner == learner && h.entry == d.Entry && which(h) }))
			}
			all, free := of(func(*hour) bool { return true }), of(func(h *hour) bool { return h.lot == nil && !h.out })
			if converted := of(func(h *hour) bool { return h.lot != nil }); d.Hours != all || d.Free() != free || d.Converted != converted {
				t.Fatalf("%s has %+v of which %d are free; the model has %d, %d converted, %d free", learner, d, d.Free(), all, converted, free)
			}
		}
		if n := g.count(func(h *hour) bool { return h.learner == learner }); int(s.Deposited) != n {
			t.Fatalf("%s has deposited %d hours, in the model %d", learner, s.Deposited, n)
		}
		seen := map[string]bool{}
		for _, b := range s.Balances {
			seen[b.Subject] = true
			if earned, used := g.credits(learner, b.Subject); b.Earned != earned || b.Used != used || b.Free-b.Owed != earned-used || b.Free*b.Owed != 0 {
				t.Fatalf("%s has %+v; the model has %d earned, %d used", learner, b, earned, used)
			}
			if b.Owed > 0 {
				g.taken["owed"]++
			}
		}
		for _, subject := range []string{"劳动", "综合实践"} {
			if earned, used := g.credits(learner, subject); !seen[subject] && earned+used > 0 {
				t.Fatalf("%s has no %s; the model has %d earned, %d used", learner, subject, earned, used)
			}
		}
	}
}

// conserve checks that each hour deposited is in one place, and that the credits
// are those of the lots that stand.
func (g *teller) conserve(t *rapid.T, s record.Statement) {
	if s.Deposited != s.Free+s.Converted+s.Void {
		t.Fatalf("%d hours were deposited, and %d free, %d converted, %d void", s.Deposited, s.Free, s.Converted, s.Void)
	}
	parts := map[record.EntryID]curriculum.ClassHours{}
	earned := map[string]int{}
	for _, l := range s.Lots {
		a, _ := g.agreements.Agreement(l.Agreement)
		row, _ := a.Row(l.Row)
		sum := curriculum.ClassHours(0)
		for _, p := range l.Parts {
			sum += p.Hours
			if l.Undone == "" {
				parts[p.Entry] += p.Hours
			}
		}
		if sum != row.Hours || l.Credits != row.Credits || l.Subject != row.Subject {
			t.Fatalf("lot %+v is not one of row %+v", l, row)
		}
		if l.Undone == "" {
			earned[l.Subject] += l.Credits
		} else {
			g.taken["undone"]++
		}
	}
	seen := map[record.EntryID]bool{}
	for _, d := range s.Deposits {
		if seen[d.Entry] {
			t.Fatalf("%s is deposited twice", d.Entry)
		}
		seen[d.Entry] = true
		if parts[d.Entry] != d.Converted || d.Hours != g.entries[d.Entry].Hours || d.Converted > d.Hours || d.Void != "" && d.Converted > 0 {
			t.Fatalf("lots hold %d hours of %+v", parts[d.Entry], d)
		}
	}
	for _, c := range g.account.Credits(s.Learner) {
		if c.Credits != earned[c.Subject] {
			t.Fatalf("credits %+v, the lots have %d", c, earned[c.Subject])
		}
		delete(earned, c.Subject)
	}
	if len(earned) > 0 {
		t.Fatalf("credits left out: %v", earned)
	}
}

// TestAccountConserves runs random histories, and replays the log of each.
func TestAccountConserves(t *testing.T) {
	taken := map[string]int{}
	for range 4 {
		rapid.Check(t, func(t *rapid.T) { history(t, taken) })
	}
	for _, what := range []string{"deposit", "convert", "use", "undo", "void", "undone", "owed"} {
		if taken[what] == 0 {
			t.Errorf("%s never happened", what)
		}
	}
}

func history(t *rapid.T, taken map[string]int) {
	g := newTeller(t, taken)
	g.Record(t)
	t.Repeat(rapid.StateMachineActions(g))
	again, err := record.ReplayAccount(g.book, g.agreements, g.account.Log(0))
	if err != nil {
		t.Fatal(err)
	}
	for _, learner := range everyone {
		if diff := cmp.Diff(g.account.Statement(learner), again.Statement(learner)); diff != "" {
			t.Fatalf("replayed (-want +got)\n%s", diff)
		}
	}
	if diff := cmp.Diff(g.account.Log(0), again.Log(0)); diff != "" {
		t.Fatalf("log replayed (-want +got)\n%s", diff)
	}
}
