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
	_, _, _, err := scenario.LoadRecords(strings.NewReader(text), courses(t))
	return err
}

func TestRecordsFixture(t *testing.T) {
	text := contents(t, fullRecords)
	f, book, required, err := scenario.LoadRecords(strings.NewReader(text), courses(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenRecords(t, f)); diff != "" {
		t.Errorf("read and written (-want +got):\n%s", diff)
	}
	// The class was there on March 4 without p1, whose own entry was a mistake.
	period := capacity.DateSpan{From: capacity.DateOf(2026, 2, 23), To: capacity.DateOf(2026, 7, 3)}
	for learner, want := range map[curriculum.CohortID]int{"k1": 1, "p1": 0} {
		a, err := record.Assess(book, required, learner, period)
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

// TestWriteRecordsOrder: lists are in the order of their keys, but entries, which
// say what came after what.
func TestWriteRecordsOrder(t *testing.T) {
	in := `{"format": "sanjie.records/v1",
 "terms": ["2027-02-22/2027-07-02", "2026-09-01/2027-01-15"],
 "standards": [{"id": "b", "effective": "/", "grades": "1", "perWeek": 1}, {"id": "a", "effective": "/", "grades": "1", "perWeek": 1}],
 "providers": [{"center": "d", "standings": []}, {"center": "c", "standings": []}],
 "learners": [{"id": "l2", "school": "s", "years": []}, {"id": "l1", "school": "s", "years": []}],
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
  "learners": [
    {"id": "l1", "school": "s", "years": []},
    {"id": "l2", "school": "s", "years": []}
  ],
  "entries": [
    {"id": "2", "learner": "l1", "date": "2026-09-02"},
    {"id": "1", "learner": "l1", "date": "2026-09-01"}
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
		{"unknown field", "records are read as strictly", `"product"`, `"made"`, "/entries/0/made", 20, "unknown field"},
		{"unknown status", "the values are named", `"withdrawn"`, `"gone"`, "/providers/0/standings/3/status", 12, "want building, licensed, suspended, withdrawn"},
		{"no status", "a standing is one", `, "status": "withdrawn"`, ``, "/providers/0/standings/3/status", 12, "is missing"},
		{"dangling learner", "the nearest is named", `"learner": "k1"`, `"learner": "k11"`, "/entries/0/learner", 20, `did you mean "k1"?`},
		{"dangling course", "the nearest is named", `"course": "make", "center": "c2"`, `"course": "mak", "center": "c2"`, "/entries/1/course", 21, `did you mean "make"?`},
		{"two kinds of standard", "one of three", `"perWeek": 1`, `"perWeek": 1, "hours": 4`, "/standards/2", 9, "states 2 of"},
		{"overlapping terms", "a week would count twice", `2026-09-01/2027`, `2026-07-01/2027`, "/terms/1", 5, "overlaps"},
		{"standings out of order", "the later one holds", `"from": "2027-03-01"`, `"from": "2025-03-01"`, "/providers/0/standings/2/from", 12, "is not after the standing before"},
		{"control character", "text is for people", `"made up"`, `"made\tup"`, "/notes/0", 4, "control character"},
		{"trailing data", "one file of records", "}\n  ]\n}\n", "}\n  ]\n}\n{}", "", 25, "follows the end"},
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
	if !strings.Contains(err.Error(), "\nthe records were not checked yet") {
		t.Errorf("the error does not say what was not checked:\n%v", err)
	}
}

func TestWriteRecordsRefuses(t *testing.T) {
	for want, f := range map[string]*scenario.Records{
		`/format: "sanjie.plan/v1" is not a format that can be written`: {Format: scenario.PlanFormat},
		`/standards/0/counts/tiers/0: "0" has no text form`:             {Standards: []record.Standard{{ID: "a", Counts: record.Content{Tiers: []curriculum.Tier{0}}}}},
		`/entries/0/date: "0" has no text form`:                         {Spec: record.Spec{Entries: []record.Entry{{ID: "e"}}}},
	} {
		got := findings(t, scenario.WriteRecords(new(strings.Builder), f))
		if len(got) != 1 || !strings.HasPrefix(got[0].String(), want) {
			t.Errorf("findings %v, want %s", got, want)
		}
	}
}
