package scenario_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// courses are those of the full scenario.
func courses(t testing.TB) *curriculum.Catalog {
	t.Helper()
	f, err := scenario.Read(strings.NewReader(contents(t, full)))
	if err != nil {
		t.Fatal(err)
	}
	f.Framework.UpperPrimary = 0 // as its tiers replace it
	catalog, err := curriculum.NewCatalog(f.Curriculum)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

func loadRecords(t testing.TB, text string) error {
	t.Helper()
	_, _, err := scenario.LoadRecords(strings.NewReader(text), courses(t))
	return err
}

func TestRecordsFixture(t *testing.T) {
	text := contents(t, fullRecords)
	f, kept, err := scenario.LoadRecords(strings.NewReader(text), courses(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenRecords(t, f)); diff != "" {
		t.Errorf("read and written (-want +got):\n%s", diff)
	}
	// The class was there on March 4 without p1, whose own entry was a mistake.
	period := capacity.DateSpan{From: capacity.DateOf(2026, 2, 23), To: capacity.DateOf(2026, 7, 3)}
	for learner, want := range map[curriculum.CohortID]int{"k1": 1, "p1": 0} {
		a, err := record.Assess(kept.Book, kept.Requirements, learner, period)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Parts) != 2 || len(a.Parts[0].Entries) != want {
			t.Errorf("%s: %+v, want %d entries", learner, a, want)
		}
	}
}

func TestWriteReadRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := new(scenario.Records)
		fill(t, reflect.ValueOf(f).Elem())
		f.Format = rapid.SampledFrom([]string{"", scenario.RecordsFormat}).Draw(t, "format")
		before := fmt.Sprintf("%+v", f)
		first := writtenRecords(t, f)
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", f)); diff != "" {
			t.Fatalf("writing changed the records (-before +after):\n%s", diff)
		}
		again, err := scenario.ReadRecords(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenRecords(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		f.Format = scenario.RecordsFormat
		if diff := cmp.Diff(f, again, anyOrder); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
	})
}

// TestRecordsAccount: the account of the file stands where its log ends. Of e1, 4
// hours by p1's class are two lots of "made", a credit each; e2 was a mistake.
func TestRecordsAccount(t *testing.T) {
	_, kept, err := scenario.LoadRecords(strings.NewReader(contents(t, fullRecords)), courses(t))
	if err != nil {
		t.Fatal(err)
	}
	got := kept.Account.Statement("k1")
	got.Deposits, got.Lots, got.Uses = nil, nil, nil
	want := record.Statement{Learner: "k1", Deposited: 4, Converted: 4, Balances: []record.Balance{{Subject: "劳动", Earned: 2, Free: 2}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statement (-want +got):\n%s", diff)
	}
	if s := kept.Account.Statement("p1"); s.Deposited != 3 || s.Void != 3 {
		t.Errorf("p1 has %+v, want 3 hours deposited and void", s)
	}
}

// TestWriteRecordsOrder: lists are in the order of their keys, but entries and
// steps, which say what came after what.
func TestWriteRecordsOrder(t *testing.T) {
	in := `{"format": "sanjie.records/v1",
 "terms": ["2027-02-22/2027-07-02", "2026-09-01/2027-01-15"],
 "standards": [{"id": "b", "effective": "/", "grades": "1", "perWeek": 1}, {"id": "a", "effective": "/", "grades": "1", "perWeek": 1}],
 "providers": [{"center": "d", "standings": []}, {"center": "c", "standings": []}],
 "learners": [{"id": "l2", "school": "s", "years": []}, {"id": "l1", "school": "s", "years": []}],
 "agreements": [{"id": "b", "school": "s", "centers": [], "rows": []}, {"id": "a", "school": "s", "centers": ["d", "c"], "rows": []}],
 "steps": [{"id": "2", "date": "2026-09-02", "learner": "l1", "kind": "deposit"}, {"id": "1", "date": "2026-09-02", "learner": "l1", "kind": "undo"}],
 "entries": [{"id": "2", "learner": "l1", "date": "2026-09-02"}, {"id": "1", "learner": "l1", "date": "2026-09-01"}]}`
	want := `{
  "format": "sanjie.records/v1",
  "terms": ["2026-09-01/2027-01-15", "2027-02-22/2027-07-02"],
  "standards": [
    {"id": "a", "effective": "/", "grades": "1", "perWeek": 1},
    {"id": "b", "effective": "/", "grades": "1", "perWeek": 1}
  ],
  "providers": [
    {"center": "c", "standings": []},
    {"center": "d", "standings": []}
  ],
  "agreements": [
    {"id": "a", "school": "s", "centers": ["d", "c"], "rows": []},
    {"id": "b", "school": "s", "centers": [], "rows": []}
  ],
  "learners": [
    {"id": "l1", "school": "s", "years": []},
    {"id": "l2", "school": "s", "years": []}
  ],
  "entries": [
    {"id": "2", "learner": "l1", "date": "2026-09-02"},
    {"id": "1", "learner": "l1", "date": "2026-09-01"}
  ],
  "steps": [
    {"id": "2", "date": "2026-09-02", "learner": "l1", "kind": "deposit"},
    {"id": "1", "date": "2026-09-02", "learner": "l1", "kind": "undo"}
  ]
}
`
	f, err := scenario.ReadRecords(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, writtenRecords(t, f)); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
}

func TestBadRecords(t *testing.T) {
	sound := contents(t, fullRecords)
	tests := []struct {
		name     string
		reason   string
		old, new string
		path     string
		line     int
		says     string
	}{
		{"a plan", "the two are not to be mixed up", "sanjie.records/v1", "sanjie.plan/v1", "/format", 2, `want "sanjie.records/v1"`},
		{"unknown field", "records are read as strictly", `"product"`, `"made"`, "/entries/0/made", 23, "unknown field"},
		{"unknown status", "the values are named", `"withdrawn"`, `"gone"`, "/providers/0/standings/3/status", 12, "want building, licensed, suspended, withdrawn"},
		{"no status", "a standing is one", `, "status": "withdrawn"`, ``, "/providers/0/standings/3/status", 12, "is missing"},
		{"dangling learner", "the nearest is named", `"learner": "k1"`, `"learner": "k11"`, "/entries/0/learner", 23, `did you mean "k1"?`},
		{"dangling course", "the nearest is named", `"course": "make", "center": "c2"`, `"course": "mak", "center": "c2"`, "/entries/1/course", 24, `did you mean "make"?`},
		{"two kinds of standard", "one of three", `"perWeek": 1`, `"perWeek": 1, "hours": 4`, "/standards/2", 9, "states 2 of"},
		{"overlapping terms", "a week would count twice", `2026-09-01/2027`, `2026-07-01/2027`, "/terms/1", 5, "overlaps"},
		{"standings out of order", "the later one holds", `"from": "2027-03-01"`, `"from": "2025-03-01"`, "/providers/0/standings/2/from", 12, "is not after the standing before"},
		{"control character", "text is for people", `"made up"`, `"made\tup"`, "/notes/0", 4, "control character"},
		{"dangling provider of an agreement", "the nearest is named", `"centers": ["c1", "c2"]`, `"centers": ["c1", "c22"]`, "/agreements/0/centers/1", 16, `did you mean "c2"?`},
		{"row of nothing", "no hours would make credits", `"course": "make", "hours": 2`, `"course": "make", "hours": 0`, "/agreements/0/rows/1/hours", 16, "0"},
		{"unknown kind of step", "the values are named", `"undo"`, `"undone"`, "/steps/5/kind", 33, "want deposit, convert, use, undo, void"},
		{"too many lots", "4 hours are two of them", `"lots": 2`, `"lots": 3`, "/steps/1", 29, `"k1-2" 4 free hours are recognized, and 2 make a lot`},
		{"step with the fields of another kind", "it would say what does not happen", `"kind": "deposit", "entry": "e1"`, `"kind": "deposit", "entry": "e1", "lots": 1`, "/steps/0", 28, "states what this kind of step does not"},
		{"step twice", "an account is not filled twice", `"k1-4"`, `"k1-1"`, "/steps/5", 33, "its id is that of an earlier step"},
		{"step in the past", "a log runs forward", `"date": "2026-07-01", "learner"`, `"date": "2026-03-01", "learner"`, "/steps/5", 33, "the learner's step before it was on 2026-06-30"},
		{"trailing data", "one file of records", "}\n  ]\n}\n", "}\n  ]\n}\n{}", "", 36, "follows the end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(sound, tt.old) {
				t.Fatalf("no %s in the records", tt.old)
			}
			got := findings(t, loadRecords(t, strings.Replace(sound, tt.old, tt.new, 1)))[0]
			if got.Path != tt.path || got.Line != tt.line || !strings.Contains(got.String(), tt.says) {
				t.Errorf("finding: %v\nwant one in line %d at %s that says: %s\n%s", got, tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
}

// TestRecordsTogether: what can be checked is; what cannot is named.
func TestRecordsTogether(t *testing.T) {
	spoil := strings.NewReplacer(`"perWeek": 1`, `"perWeek": -1`, `"status": "suspended"`, `"status": "suspended", "until": "2027-04-01"`, `"learner": "k1"`, `"learner": "k9"`)
	err := loadRecords(t, spoil.Replace(contents(t, fullRecords)))
	var places []string
	for _, f := range findings(t, err) {
		places = append(places, f.Path)
	}
	if diff := cmp.Diff([]string{"/standards/2/perWeek", "/providers/0/standings/2"}, places); diff != "" {
		t.Errorf("places of findings, in the order of the file (-want +got):\n%s", diff)
	}
	if !strings.Contains(err.Error(), "\nthe records were not checked yet, nor agreements and steps") {
		t.Errorf("the error does not say what was not checked:\n%v", err)
	}
	// Entries and agreements do not need each other; steps need both.
	spoil = strings.NewReplacer(`"perWeek": 1`, `"perWeek": -1`, `"score": 850`, `"score": 1001`, `"subject": "劳动", "most": 4`, `"subject": "", "most": 4`, `"lots": 2`, `"lots": 3`)
	err = loadRecords(t, spoil.Replace(contents(t, fullRecords)))
	places = nil
	for _, f := range findings(t, err) {
		places = append(places, f.Path)
	}
	if diff := cmp.Diff([]string{"/standards/2/perWeek", "/agreements/0/rows/1/subject", "/entries/0/marks/0/score"}, places); diff != "" {
		t.Errorf("places of findings, in the order of the file (-want +got):\n%s", diff)
	}
	if !strings.Contains(err.Error(), "\nthe steps were not checked yet") {
		t.Errorf("the error does not say what was not checked:\n%v", err)
	}
}

func TestWriteRecordsRefuses(t *testing.T) {
	for want, f := range map[string]*scenario.Records{
		`/format: "sanjie.plan/v1" is not a format that can be written`: {Format: scenario.PlanFormat},
		`/standards/0/counts/tiers/0: "0" has no text form`:             {Standards: []record.Standard{{ID: "a", Counts: record.Content{Tiers: []curriculum.Tier{0}}}}},
		`/steps/0/kind: "0" has no text form`:                           {Steps: []record.Step{{ID: "s", Date: capacity.DateOf(2026, 9, 1)}}},
		`/entries/0/date: "0" has no text form`:                         {Spec: record.Spec{Entries: []record.Entry{{ID: "e"}}}},
	} {
		got := findings(t, scenario.WriteRecords(new(strings.Builder), f))
		if len(got) != 1 || !strings.HasPrefix(got[0].String(), want) {
			t.Errorf("findings %v, want %s", got, want)
		}
	}
}
