package record_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

var settled = civil(2026, 12, 1)

// steps numbers steps of p1, all on one day.
func steps(list ...record.Step) []record.Step {
	for i := range list {
		list[i].ID, list[i].Learner, list[i].Date = record.StepID(fmt.Sprint("s", i+1)), "p1", settled
	}
	return list
}

func deposit(e record.EntryID) record.Step { return record.Step{Kind: record.StepDeposit, Entry: e} }

func convert(row record.RowID, lots int) record.Step {
	return record.Step{Kind: record.StepConvert, Agreement: "a", Row: row, Lots: lots}
}

func use(credits int, subject string) record.Step {
	return record.Step{Kind: record.StepUse, Credits: credits, Subject: subject, For: "毕业"}
}

func undo(id record.StepID) record.Step { return record.Step{Kind: record.StepUndo, Undoes: id} }

func out(e record.EntryID) record.Step { return record.Step{Kind: record.StepVoid, Entry: e} }

// deposits are steps s1 to s5.
func deposits() []record.Step {
	return []record.Step{deposit("e1"), deposit("e2"), deposit("e3"), deposit("e4"), deposit("e5")}
}

func accountOf(t fatal, b *record.Book, list ...record.Step) *record.Account {
	t.Helper()
	a := record.NewAccount(b, agreementsOf(t, table()))
	for _, s := range steps(list...) {
		if err := a.Apply(s); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// TestAccount follows p1's hours by hand. Deposited are 4 + 4 + 2 + 6 + 4 = 20.
// Two lots of 5 practice hours take e2's 4 and 1 of e4, then 5 of e4. Two lots of
// 3 hours of any kind take 3 of e1, then e1's last and 2 of e5; e3's center has
// agreed to nothing.
func TestAccount(t *testing.T) {
	b := seniorBook(t, threeTerms()...)
	a := accountOf(t, b, append(deposits(), convert("practice", 2), convert("any", 2), use(3, "劳动"))...)
	want := record.Statement{
		Learner: "p1", Deposited: 20, Free: 4, Converted: 16,
		Balances: []record.Balance{{Subject: "劳动", Earned: 4, Used: 3, Free: 1}, {Subject: "综合实践", Earned: 2, Free: 2}},
		Deposits: []record.Deposit{
			{Step: "s1", Entry: "e1", Date: civil(2025, 10, 10), Course: "drone", Center: "v1", Hours: 4, Converted: 4},
			{Step: "s2", Entry: "e2", Date: civil(2026, 3, 13), Course: "cnc", Center: "v2", Hours: 4, Converted: 4},
			{Step: "s3", Entry: "e3", Date: civil(2026, 5, 15), Course: "flightsim", Center: "w", Hours: 2},
			{Step: "s4", Entry: "e4", Date: civil(2026, 10, 9), Course: "cnc", Center: "v1", Hours: 6, Converted: 6},
			{Step: "s5", Entry: "e5", Date: civil(2026, 11, 20), Course: "bake", Center: "v1", Hours: 4, Converted: 2},
		},
		Lots: []record.Lot{
			{Step: "s6", Agreement: "a", Row: "practice", Subject: "劳动", Credits: 2, Parts: []record.Portion{{Entry: "e2", Hours: 4}, {Entry: "e4", Hours: 1}}},
			{Step: "s6", Agreement: "a", Row: "practice", Subject: "劳动", Credits: 2, Parts: []record.Portion{{Entry: "e4", Hours: 5}}},
			{Step: "s7", Agreement: "a", Row: "any", Subject: "综合实践", Credits: 1, Parts: []record.Portion{{Entry: "e1", Hours: 3}}},
			{Step: "s7", Agreement: "a", Row: "any", Subject: "综合实践", Credits: 1, Parts: []record.Portion{{Entry: "e1", Hours: 1}, {Entry: "e5", Hours: 2}}},
		},
		Uses: []record.Use{{Step: "s8", Subject: "劳动", Credits: 3, For: "毕业"}},
	}
	if diff := cmp.Diff(want, a.Statement("p1")); diff != "" {
		t.Errorf("statement (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]record.SubjectCredits{{Subject: "劳动", Credits: 4}, {Subject: "综合实践", Credits: 2}}, a.Credits("p1")); diff != "" {
		t.Errorf("credits (-want +got)\n%s", diff)
	}

	// e4 turns out to be a mistake. Both lots of practice held hours of it: 4
	// credits go, of which 3 are in use; e2's 4 hours are free again.
	if err := b.Append(void("v4", threeTerms()[3])); err != nil {
		t.Fatal(err)
	}
	open, gone := a.Pending("p1")
	if diff := cmp.Diff([]record.EntryID{"e4"}, gone); diff != "" || len(open) != 0 {
		t.Errorf("pending are %v and (-want +got)\n%s", open, diff)
	}
	if err := a.Apply(record.Step{ID: "s9", Date: settled, Learner: "p1", Kind: record.StepVoid, Entry: "e4"}); err != nil {
		t.Fatal(err)
	}
	want.Free, want.Converted, want.Void = 4+4, 16-10, 6
	want.Balances[0] = record.Balance{Subject: "劳动", Used: 3, Owed: 3}
	want.Deposits[1].Converted, want.Deposits[3].Converted, want.Deposits[3].Void = 0, 0, "s9"
	want.Lots[0].Undone, want.Lots[1].Undone = "s9", "s9"
	if diff := cmp.Diff(want, a.Statement("p1")); diff != "" {
		t.Errorf("after the void (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]record.SubjectCredits{{Subject: "综合实践", Credits: 2}}, a.Credits("p1")); diff != "" {
		t.Errorf("credits after the void (-want +got)\n%s", diff)
	}
	// The 4 hours of e2 and the 2 left of e5 make one lot again, which pays 2 of 3.
	if n := a.Convertible("p1", "a", "practice"); n != 1 {
		t.Errorf("%d lots can be made, want 1", n)
	}
	again, err := record.ReplayAccount(b, agreementsOf(t, table()), a.Log(0))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a.Statement("p1"), again.Statement("p1")); diff != "" {
		t.Errorf("replayed (-want +got)\n%s", diff)
	}
}

func TestAccountRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		before []record.Step
		give   record.Step
		says   string // empty: taken
	}{
		{"deposit", "the first of all", nil, deposit("e1"), ""},
		{"deposit twice", "an entry's hours come in once", []record.Step{deposit("e1")}, deposit("e1"), "deposited already"},
		{"entry of nobody", "the book does not have it", nil, deposit("e9"), `"e9" does not count`},
		{"entry that was voided", "e6 does not count", nil, deposit("e6"), `"e6" does not count`},
		{"entry that voids", "nothing was done", nil, deposit("v6"), `"v6" does not count`},
		{"another's entry", "e7 is p2's", nil, deposit("e7"), `"e7" does not count`},
		{"absent", "the class did e8 without p1", nil, deposit("e8"), `"e8" does not count`},
		{"before it was done", "nobody banks what is to come", nil, deposit("e10"), "on 2026-12-02"},
		{"no such row", "the schools agreed to no such thing", deposits(), convert("none", 1), `no row "none"`},
		{"nothing free", "a lot is whole", []record.Step{deposit("e2")}, convert("practice", 1), "4 free hours are recognized, and 5 make a lot"},
		{"nothing yet", "an account begins empty", nil, convert("practice", 1), "0 free hours"},
		{"not of the row", "e1 is no practice", []record.Step{deposit("e1")}, convert("practice", 1), "0 free hours"},
		{"center of no party", "w has agreed to nothing", []record.Step{deposit("e3")}, convert("any", 1), "0 free hours"},
		{"done before both agreed", "e11 is of 2025-09-19", []record.Step{deposit("e11")}, convert("any", 1), "0 free hours"},
		{"done on the day", "e12 is of 2025-09-20", []record.Step{deposit("e12")}, convert("any", 1), ""},
		{"above the row's most", "practice makes at most 4 credits", append(deposits(), deposit("e12"), convert("practice", 2)), convert("practice", 1), "4 free hours"},
		{"at the row's most", "e13 has the hours for a third lot", append(deposits(), deposit("e13"), convert("practice", 2)), convert("practice", 1), "0 more credits are allowed"},
		{"above the agreement's most", "4 of its 6 are made", append(deposits(), deposit("e13"), convert("practice", 2)), convert("any", 3), "2 more credits are allowed"},
		{"another row's credits", "a row's most is its own", append(deposits(), convert("cnc", 1)), convert("practice", 2), ""},
		{"up to the agreement's most", "6 of its 6", append(deposits(), convert("practice", 2)), convert("any", 2), ""},
		{"more than is free", "one lot makes 2", append(deposits(), convert("practice", 1)), use(3, "劳动"), "of 2 credits"},
		{"used twice", "each credit is used once", append(deposits(), convert("practice", 1), use(2, "劳动")), use(1, "劳动"), "2 are in use and 0 free"},
		{"of another subject", "labor is no integrated practice", append(deposits(), convert("practice", 1)), use(1, "综合实践"), "of 0 credits"},
		{"undo a use", "the requirement was dropped", append(deposits(), convert("practice", 1), use(2, "劳动")), undo("s7"), ""},
		{"undo an undone use", "once is enough", append(deposits(), convert("practice", 1), use(2, "劳动"), undo("s7")), undo("s7"), "no step"},
		{"undo what is in use", "that would make a debt", append(deposits(), convert("practice", 2), use(3, "劳动")), undo("s6"), "3 of its 4 credits"},
		{"undo a conversion", "the other row was meant", append(deposits(), convert("practice", 2)), undo("s6"), ""},
		{"undo a deposit", "what was done was done", deposits(), undo("s1"), "no step"},
		{"undo nothing", "misspelled", deposits(), undo("s77"), "no step"},
		{"void what counts", "the book says that it was done", deposits(), out("e1"), "the book has to void it first"},
		{"void what is not there", "it has no hours here", nil, out("e6"), "is not deposited"},
		{"no kind", "nothing would happen", nil, record.Step{}, "no such kind"},
		{"too much said", "a deposit states no subject", nil, record.Step{Kind: record.StepDeposit, Entry: "e1", Subject: "劳动"}, "does not"},
		{"no lots", "nothing would happen", deposits(), convert("practice", 0), "one lot at least"},
		{"no credits", "nothing would happen", deposits(), use(0, "劳动"), "one credit at least"},
		{"for nothing", "a credit is used for a requirement", append(deposits(), convert("practice", 1)), record.Step{Kind: record.StepUse, Subject: "劳动", Credits: 1}, "what the credits are for"},
	}
	entries := append(threeTerms(),
		record.Entry{ID: "e6", Learner: "p1", Date: civil(2026, 10, 16), Course: "bake", Center: "v1", Hours: 4},
		record.Entry{ID: "e7", Learner: "p2", Date: civil(2026, 10, 16), Course: "bake", Center: "v1", Hours: 4},
		record.Entry{ID: "e8", Learner: "10-1", Date: civil(2026, 6, 5), Course: "bake", Center: "v1", Hours: 4, Absent: []curriculum.CohortID{"p1"}},
		record.Entry{ID: "e10", Learner: "p1", Date: settled + 1, Course: "bake", Center: "v1", Hours: 4},
		record.Entry{ID: "e11", Learner: "p1", Date: civil(2025, 9, 19), Course: "bake", Center: "v1", Hours: 4},
		record.Entry{ID: "e12", Learner: "p1", Date: civil(2025, 9, 20), Course: "drone", Center: "v1", Hours: 4},
		record.Entry{ID: "e13", Learner: "p1", Date: civil(2026, 11, 27), Course: "bake", Center: "v1", Hours: 8})
	entries = append(entries, void("v6", entries[5]))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := accountOf(t, seniorBook(t, entries...), tt.before...)
			before, log := a.Statement("p1"), a.Log(0)
			s := tt.give
			s.ID, s.Learner, s.Date = "next", "p1", settled
			err := a.Apply(s)
			if tt.says == "" {
				if err != nil {
					t.Errorf("refused, though %s: %v", tt.reason, err)
				}
				return
			}
			var refused *record.StepError
			if !errors.As(err, &refused) || refused.Step != s || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want one that says %q: %s", err, tt.says, tt.reason)
			}
			if diff := cmp.Diff(before, a.Statement("p1")) + cmp.Diff(log, a.Log(0)); diff != "" {
				t.Errorf("what was refused changed the account (-before +after)\n%s", diff)
			}
		})
	}
}

// TestAccountSteps: what is wrong with a step besides what it does.
func TestAccountSteps(t *testing.T) {
	s := func(id record.StepID, date capacity.Date, learner curriculum.CohortID, e record.EntryID) record.Step {
		return record.Step{ID: id, Date: date, Learner: learner, Kind: record.StepDeposit, Entry: e}
	}
	tests := []struct {
		name   string
		reason string
		give   record.Step
		says   string // empty: taken
		steps  int    // then in the log
	}{
		{"again", "a caller that tries again after a lost answer changes nothing", s("s1", settled, "p1", "e1"), "", 1},
		{"same id", "another step under a known id would change what is written", s("s1", settled, "p1", "e2"), "that of another step", 1},
		{"earlier", "time does not run backward", s("s2", settled-1, "p1", "e2"), "step before it was on 2026-12-01", 1},
		{"earlier, of another", "the accounts of learners are apart", s("s2", settled-1, "p2", "e1"), "", 2},
		{"no date", "when is not said", s("s2", 0, "p1", "e2"), "needs a date", 1},
		{"no id", "it could not be tried again", s("", settled, "p1", "e2"), "no valid id", 1},
		{"nobody", "the book has no such learner", s("s2", settled, "p9", "e2"), "does not count", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := accountOf(t, seniorBook(t, threeTerms()...), deposit("e1"))
			err := a.Apply(tt.give)
			if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want %q: %s", err, tt.says, tt.reason)
			}
			if n := len(a.Log(0)); n != tt.steps {
				t.Errorf("%d steps, want %d: %s", n, tt.steps, tt.reason)
			}
		})
	}
}

// TestAccountWaitsForVoids: while a deposited entry is void in the book, nothing
// is made of the learner's hours.
func TestAccountWaitsForVoids(t *testing.T) {
	b := seniorBook(t, threeTerms()...)
	a := accountOf(t, b, append(deposits(), convert("practice", 1))...)
	if err := b.Append(void("v1", threeTerms()[0])); err != nil {
		t.Fatal(err)
	}
	for i, s := range []record.Step{convert("any", 1), use(1, "劳动")} {
		s.ID, s.Learner, s.Date = record.StepID(fmt.Sprint("t", i)), "p1", settled
		if err := a.Apply(s); err == nil || !strings.Contains(err.Error(), `voided the deposited entry "e1"; void its hours first`) {
			t.Errorf("%v: error %v", s.Kind, err)
		}
	}
	if err := a.Apply(record.Step{ID: "t2", Date: settled, Learner: "p1", Kind: record.StepVoid, Entry: "e1"}); err != nil {
		t.Fatal(err)
	}
	if err := a.Apply(record.Step{ID: "t3", Date: settled, Learner: "p1", Kind: record.StepUse, Subject: "劳动", Credits: 1, For: "毕业"}); err != nil {
		t.Error(err)
	}
}

func TestReplayAccountRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		damage func(log []record.Step) []record.Step
		index  int
		says   string
	}{
		{"left out", "what follows needs it", func(log []record.Step) []record.Step { return log[1:] }, 3, "step 3 of the log: "},
		{"twice", "a log has each step once", func(log []record.Step) []record.Step { return append(log, log[5]) }, 6, `step 6 of the log: record: step "s6"`},
		{"back in time", "an account would have refused it", func(log []record.Step) []record.Step {
			log[1].Date--
			return log
		}, 1, "step 1 of the log: "},
		{"of an entry that voids", "nothing was done", func(log []record.Step) []record.Step {
			log[0].Entry = "v3"
			return log
		}, 0, `"v3" does not count`},
		{"more lots", "there are no hours for them", func(log []record.Step) []record.Step {
			log[5].Lots = 7
			return log
		}, 5, "18 free hours"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := seniorBook(t, threeTerms()...)
			log := accountOf(t, b, append(deposits(), convert("any", 2))...).Log(0)
			if tt.name == "left out" {
				log = accountOf(t, b, deposit("e1"), deposit("e2"), deposit("e3"), deposit("e4"), convert("any", 4)).Log(0)
			}
			if err := b.Append(void("v3", threeTerms()[2])); err != nil {
				t.Fatal(err)
			}
			a, err := record.ReplayAccount(b, agreementsOf(t, table()), tt.damage(log))
			var refused *record.ReplayError
			if a != nil || !errors.As(err, &refused) || refused.Index != tt.index || !errors.As(err, new(*record.StepError)) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want step %d and %s: %s", err, tt.index, tt.says, tt.reason)
			}
		})
	}
}

// TestAccountLimits: two agreements have a limit each, and no sum grows beyond
// all measure.
func TestAccountLimits(t *testing.T) {
	other, huge := table(), table()
	other.ID, huge.ID, huge.Most = "b", "h", 0
	huge.Rows = []record.Row{{ID: "any", Hours: 1, Credits: 600, Subject: "体育"}}
	entries := append(threeTerms(), record.Entry{ID: "e13", Learner: "p1", Date: civil(2026, 11, 27), Course: "bake", Center: "v1", Hours: 8})
	for i := range 101 {
		entries = append(entries, record.Entry{ID: record.EntryID(fmt.Sprint("x", i)), Learner: "p2", Date: civil(2026, 9, 1) + capacity.Date(i/2),
			Course: []curriculum.CourseID{"cnc", "bake"}[i%2], Center: "w", Hours: 10_000})
	}
	a := record.NewAccount(seniorBook(t, entries...), agreementsOf(t, table(), other, huge))
	n := 0
	apply := func(s record.Step, learner curriculum.CohortID) error {
		n++
		s.ID, s.Learner, s.Date = record.StepID(fmt.Sprint(n)), learner, settled
		return a.Apply(s)
	}
	of := func(agreement record.AgreementID, row record.RowID, lots int) record.Step {
		return record.Step{Kind: record.StepConvert, Agreement: agreement, Row: row, Lots: lots}
	}
	for _, s := range append(deposits(), deposit("e13"), of("a", "practice", 2), of("b", "practice", 2), of("h", "any", 1)) {
		if err := apply(s, "p1"); err != nil {
			t.Fatal(err)
		}
	}
	if err := apply(of("h", "any", 1), "p1"); err == nil || !strings.Contains(err.Error(), "400 more credits are allowed") {
		t.Errorf("1,200 credits in a subject: error %v", err)
	}
	for i := range 100 {
		if err := apply(deposit(record.EntryID(fmt.Sprint("x", i))), "p2"); err != nil {
			t.Fatal(err)
		}
	}
	if err := apply(deposit("x100"), "p2"); err == nil || !strings.Contains(err.Error(), "more than 1000000 hours") {
		t.Errorf("1,010,000 hours: error %v", err)
	}
}

// TestStatementIsACopy: what is handed out is not shared.
func TestStatementIsACopy(t *testing.T) {
	a := accountOf(t, seniorBook(t, threeTerms()...), append(deposits(), convert("practice", 1), use(1, "劳动"))...)
	want := accountOf(t, seniorBook(t, threeTerms()...), a.Log(0)...).Statement("p1")
	got := a.Statement("p1")
	got.Deposits[0].Hours, got.Lots[0].Parts[0].Hours, got.Uses[0].Credits, got.Balances[0].Earned = 9, 9, 9, 9
	a.Log(0)[0].Entry = "e9"
	if diff := cmp.Diff(want, a.Statement("p1")); diff != "" {
		t.Errorf("statement (-want +got)\n%s", diff)
	}
	if got := a.Log(0)[0].Entry; got != "e1" {
		t.Errorf("the log begins with %s", got)
	}
}
