package record_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

var autumn = capacity.DateOf(2026, time.September, 1)

// class7 is a class with two pupils; the second joins it in spring.
func class7() []record.Learner {
	year := func(grade curriculum.Grade, from, to capacity.Date, class curriculum.CohortID) record.Year {
		return record.Year{Grade: grade, From: from, To: to, Class: class}
	}
	return []record.Learner{
		{ID: "7-1", School: "s", Years: []record.Year{year(7, autumn, autumn+364, "")}},
		{ID: "p1", School: "s", Years: []record.Year{year(7, autumn, autumn+364, "7-1")}},
		{ID: "p2", School: "s", Years: []record.Year{year(7, autumn, autumn+179, ""), year(7, autumn+180, autumn+364, "7-1")}},
	}
}

func newBook(t *testing.T, entries ...record.Entry) *record.Book {
	t.Helper()
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "drone", Tier: curriculum.Experience}, {ID: "bake", Tier: curriculum.Experience},
	}})
	if err != nil {
		t.Fatal(err)
	}
	providers, err := capacity.NewProviders(catalog, []capacity.Provider{
		{Center: "c", Standings: []capacity.Standing{{From: autumn, Status: capacity.Licensed}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := record.NewBook(catalog, providers, record.Spec{Learners: class7(), Entries: entries})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func done(id record.EntryID, learner curriculum.CohortID, day capacity.Date, course curriculum.CourseID) record.Entry {
	return record.Entry{ID: id, Learner: learner, Date: autumn + day, Course: course, Center: "c", Hours: 4}
}

func TestBookOf(t *testing.T) {
	absent := done("2", "7-1", 20, "bake")
	absent.Absent = []curriculum.CohortID{"p1"}
	b := newBook(t,
		done("3", "7-1", 200, "drone"), done("1", "7-1", 10, "drone"), absent, done("4", "p1", 20, "bake"), done("5", "p2", 10, "drone"),
		done("6", "7-1", 30, "drone"), record.Entry{ID: "7", Learner: "7-1", Date: autumn + 30, Voids: "6", Why: "typing error"})
	want := map[curriculum.CohortID][]record.EntryID{
		"7-1": {"1", "2", "3"},
		"p1":  {"1", "4", "3"}, // not there when the class baked, but later alone
		"p2":  {"5", "3"},      // with the class since day 180
		"p9":  nil,
	}
	for id, ids := range want {
		var got []record.EntryID
		for _, e := range b.Of(id) {
			got = append(got, e.ID)
		}
		if diff := cmp.Diff(ids, got); diff != "" {
			t.Errorf("entries of %s (-want +got)\n%s", id, diff)
		}
	}
}

func TestBookAppend(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		give   []record.Entry
		path   string // of the only finding
	}{
		{"again", "a caller that tries again after a lost answer changes nothing", []record.Entry{done("1", "7-1", 10, "drone")}, ""},
		{"sameID", "another entry under a known id would change what is written", []record.Entry{done("1", "7-1", 11, "drone")}, "/0/id"},
		{"twice", "the class has the course on that day", []record.Entry{done("2", "7-1", 10, "drone")}, "/0"},
		{"withClass", "the pupil was there with the class", []record.Entry{done("2", "p1", 10, "drone")}, "/0"},
		{"beforePupil", "a class's entry counts for a pupil who has it in an own entry", []record.Entry{done("2", "p1", 40, "bake"), done("3", "7-1", 40, "bake")}, "/1"},
		{"notYet", "the pupil was in no class then", []record.Entry{done("2", "p2", 10, "drone")}, ""},
		{"voidFirst", "what is void no longer stands in the way", []record.Entry{
			{ID: "2", Learner: "7-1", Date: autumn + 10, Voids: "1"}, done("3", "7-1", 10, "drone"),
		}, ""},
		{"voidNone", "there is nothing to void", []record.Entry{{ID: "2", Learner: "7-1", Date: autumn, Voids: "9"}}, "/0/voids"},
		{"voidVoid", "an entry is void once", []record.Entry{
			{ID: "2", Learner: "7-1", Date: autumn + 10, Voids: "1"}, {ID: "3", Learner: "7-1", Date: autumn + 10, Voids: "1"},
		}, "/1/voids"},
		{"voidMore", "an entry that voids says nothing else", []record.Entry{{ID: "2", Learner: "7-1", Date: autumn + 10, Voids: "1", Hours: 4}}, "/0"},
		{"course", "no such course", []record.Entry{done("2", "7-1", 12, "drones")}, "/0/course"},
		{"learner", "no such learner", []record.Entry{done("2", "7-2", 12, "drone")}, "/0/learner"},
		{"date", "the learner's years end before", []record.Entry{done("2", "7-1", 365, "drone")}, "/0/date"},
		{"absent", "p2 is not in the class yet", []record.Entry{{
			ID: "2", Learner: "7-1", Date: autumn + 12, Course: "bake", Center: "c", Hours: 4, Absent: []curriculum.CohortID{"p2"}}}, "/0/absent/0"},
		{"hours", "a visit takes time", []record.Entry{{ID: "2", Learner: "7-1", Date: autumn + 12, Course: "bake", Center: "c"}}, "/0/hours"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBook(t, done("1", "7-1", 10, "drone"))
			before := b.Spec()
			err := b.Append(test.give...)
			var refused *finding.Error
			switch {
			case test.path == "" && err != nil:
				t.Fatalf("%s: refused: %v", test.reason, err)
			case test.path == "":
			case !errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Path != test.path:
				t.Fatalf("%s: got %v, want one finding at %s", test.reason, err, test.path)
			default:
				if diff := cmp.Diff(before, b.Spec()); diff != "" {
					t.Errorf("a refused append changed the book (-want +got)\n%s", diff)
				}
				// What was undone is as if it had never been.
				if err := b.Append(done("2", "7-1", 50, "bake")); err != nil {
					t.Errorf("after a refusal: %v", err)
				}
			}
		})
	}
}

// TestBookAppendTakenBack: what a refused append voided stands again, and what it
// stated stands in nobody's way.
func TestBookAppendTakenBack(t *testing.T) {
	b := newBook(t, done("1", "7-1", 10, "drone"))
	void := record.Entry{ID: "2", Learner: "7-1", Date: autumn + 10, Voids: "1"}
	wrong := record.Entry{ID: "9"}
	for _, refused := range [][]record.Entry{{void, wrong}, {void, done("3", "7-1", 10, "drone"), wrong}, {done("4", "7-1", 11, "drone"), wrong}} {
		if b.Append(refused...) == nil {
			t.Fatal("an entry that says nothing was taken")
		}
		if diff := cmp.Diff([]string{"/0"}, places(b.Append(done("5", "7-1", 10, "drone")))); diff != "" {
			t.Errorf("again what counts (-want +got):\n%s", diff)
		}
	}
	if err := b.Append(done("6", "7-1", 11, "drone"), void, done("7", "7-1", 10, "drone")); err != nil {
		t.Error(err)
	}
	if got := len(b.Of("7-1")); got != 2 {
		t.Errorf("%d entries count, want 2", got)
	}
}

// TestWithoutCatalog: what needs a catalog says so.
func TestWithoutCatalog(t *testing.T) {
	_, err := record.NewBook(nil, nil, record.Spec{Learners: class7(), Entries: []record.Entry{done("1", "7-1", 10, "drone")}})
	if diff := cmp.Diff([]string{""}, places(err)); diff != "" {
		t.Errorf("book (-want +got):\n%s", diff)
	}
	_, err = record.NewAgreements(nil, nil, []record.Agreement{table()})
	if diff := cmp.Diff([]string{""}, places(err)); diff != "" {
		t.Errorf("agreements (-want +got):\n%s", diff)
	}
	b := newBook(t)
	_, err = record.NewBook(b.Catalog(), nil, record.Spec{Learners: class7(), Entries: []record.Entry{done("1", "7-1", 10, "drone")}})
	if diff := cmp.Diff([]string{"/entries/0/center"}, places(err)); diff != "" {
		t.Errorf("the nil register has no provider (-want +got):\n%s", diff)
	}
}
