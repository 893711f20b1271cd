package record_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

func TestAgreementHeld(t *testing.T) {
	tests := []struct {
		name    string
		reason  string
		school  capacity.Date
		centers capacity.Date
		dates   capacity.DateSpan
		want    string // empty: on no date
	}{
		{"later of the two", "the one who agrees last decides", civil(2025, 9, 10), civil(2025, 9, 20), capacity.DateSpan{}, "2025-09-20/"},
		{"school last", "whoever that is", civil(2025, 9, 20), civil(2025, 9, 10), capacity.DateSpan{}, "2025-09-20/"},
		{"from later", "agreed ahead of the school year", civil(2025, 5, 1), civil(2025, 6, 1), capacity.DateSpan{From: civil(2025, 9, 1), To: civil(2026, 8, 31)}, "2025-09-01/2026-08-31"},
		{"agreed within", "what was done before both agreed is not recognized", civil(2025, 9, 10), civil(2025, 10, 1), capacity.DateSpan{From: civil(2025, 9, 1), To: civil(2026, 8, 31)}, "2025-10-01/2026-08-31"},
		{"agreed on the last day", "that day is left", civil(2025, 9, 10), civil(2026, 8, 31), capacity.DateSpan{To: civil(2026, 8, 31)}, "2026-08-31"},
		{"agreed after the end", "nothing is left", civil(2025, 9, 10), civil(2026, 9, 1), capacity.DateSpan{To: civil(2026, 8, 31)}, ""},
		{"school has not", "one party alone binds nobody", 0, civil(2025, 9, 10), capacity.DateSpan{}, ""},
		{"centers have not", "one party alone binds nobody", civil(2025, 9, 10), 0, capacity.DateSpan{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := record.Agreement{SchoolAgreed: tt.school, CentersAgreed: tt.centers, Dates: tt.dates}.Held()
			text := ""
			if ok {
				text = got.String()
			}
			if text != tt.want {
				t.Errorf("holds on %q, want %q: %s", text, tt.want, tt.reason)
			}
		})
	}
}

func TestNewAgreements(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(*record.Agreement)
		path   string // of the only finding; empty: accepted
	}{
		{"sound", "the table of the other tests", func(a *record.Agreement) {}, ""},
		{"to be agreed", "a proposal can be written down", func(a *record.Agreement) { a.SchoolAgreed, a.CentersAgreed = 0, 0 }, ""},
		{"no id", "nothing could refer to it", func(a *record.Agreement) { a.ID = "" }, "/agreements/0/id"},
		{"no school", "credits are somebody's to give", func(a *record.Agreement) { a.School = "" }, "/agreements/0/school"},
		{"no centers", "there is another party", func(a *record.Agreement) { a.Centers = nil }, "/agreements/0/centers"},
		{"unknown center", "it is not in the register", func(a *record.Agreement) { a.Centers[1] = "v3" }, "/agreements/0/centers/1"},
		{"center twice", "once is enough", func(a *record.Agreement) { a.Centers[1] = "v1" }, "/agreements/0/centers/1"},
		{"date too early", "it has no text form", func(a *record.Agreement) { a.SchoolAgreed = 1 }, "/agreements/0/schoolAgreed"},
		{"other date too early", "it has no text form", func(a *record.Agreement) { a.CentersAgreed = 1 }, "/agreements/0/centersAgreed"},
		{"ends first", "it would hold on no date", func(a *record.Agreement) { a.Dates.From = a.Dates.To + 1 }, "/agreements/0/dates"},
		{"negative limit", "nobody has fewer than none", func(a *record.Agreement) { a.Most = -1 }, "/agreements/0/most"},
		{"no rows", "it recognizes nothing", func(a *record.Agreement) { a.Rows = nil }, "/agreements/0/rows"},
		{"row twice", "steps name rows by id", func(a *record.Agreement) { a.Rows[1].ID = "practice" }, "/agreements/0/rows/1/id"},
		{"unknown course", "misspelled", func(a *record.Agreement) { a.Rows[2].Course = "cnn" }, "/agreements/0/rows/2/course"},
		{"unknown tier", "there are three", func(a *record.Agreement) { a.Rows[0].Tier = 4 }, "/agreements/0/rows/0/tier"},
		{"unknown major", "misspelled", func(a *record.Agreement) { a.Rows[0].Major = "cars" }, "/agreements/0/rows/0/major"},
		{"row that nothing meets", "cnc is of tier 2", func(a *record.Agreement) { a.Rows[2].Tier = curriculum.Experience }, "/agreements/0/rows/2/course"},
		{"row of another major", "cnc is of auto", func(a *record.Agreement) { a.Rows[2].Major = "food" }, "/agreements/0/rows/2/course"},
		{"no hours", "credits are for something", func(a *record.Agreement) { a.Rows[0].Hours = 0 }, "/agreements/0/rows/0/hours"},
		{"no credits", "then there is no row", func(a *record.Agreement) { a.Rows[0].Credits = 0 }, "/agreements/0/rows/0/credits"},
		{"far too many credits", "sums must fit", func(a *record.Agreement) { a.Rows[1].Credits = 1_001 }, "/agreements/0/rows/1/credits"},
		{"no subject", "credits are of one", func(a *record.Agreement) { a.Rows[0].Subject = "" }, "/agreements/0/rows/0/subject"},
		{"limit below a lot", "it would make no credits", func(a *record.Agreement) { a.Rows[0].Most = 1 }, "/agreements/0/rows/0/most"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := table()
			tt.change(&a)
			catalog := seniorCatalog(t)
			_, err := record.NewAgreements(catalog, seniorProviders(t, catalog), []record.Agreement{a})
			var refused *finding.Error
			switch {
			case tt.path == "" && err != nil:
				t.Errorf("refused, though %s: %v", tt.reason, err)
			case tt.path != "" && (!errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Path != tt.path):
				t.Errorf("got %v, want one finding at %s: %s", err, tt.path, tt.reason)
			}
		})
	}
}

// TestAgreementsAreCopies: neither what came in nor what went out is shared.
func TestAgreementsAreCopies(t *testing.T) {
	given := []record.Agreement{table(), table()}
	given[0].ID = "b"
	list := agreementsOf(t, given...)
	given[1].Rows[0].Hours, given[1].Centers[0] = 1, "w"
	got, _ := list.Agreement("a")
	got.Rows[1].Hours, got.Centers[0] = 1, "w"
	again, ok := list.Agreement("a")
	if diff := cmp.Diff(table(), again); !ok || diff != "" {
		t.Errorf("agreement (-want +got)\n%s", diff)
	}
	var order []record.AgreementID
	for a := range list.All() {
		order = append(order, a.ID)
	}
	if diff := cmp.Diff([]record.AgreementID{"a", "b"}, order); diff != "" {
		t.Errorf("order (-want +got)\n%s", diff)
	}
	var none *record.Agreements
	if _, ok := none.Agreement("a"); ok {
		t.Error("the nil list has an agreement")
	}
}
