package record_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
)

// visiting is a problem in which three classes can come: 5-1 to a course of three
// class hours, 5-2 in two parts that have different courses, 5-3 as it likes.
func visiting(t *testing.T) *matching.Problem {
	t.Helper()
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Majors: []curriculum.Major{{ID: "food"}}, Courses: []curriculum.Course{
		{ID: "bake", Tier: curriculum.Experience, Major: "food"}, {ID: "carve", Tier: curriculum.Experience, Major: "food"},
		{ID: "drone", Tier: curriculum.Experience, Hours: 3},
	}})
	if err != nil {
		t.Fatal(err)
	}
	monday := capacity.DateOf(2026, time.September, 7)
	courses := []curriculum.CourseID{"bake", "carve", "drone"}
	network, err := capacity.NewNetwork(capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "term", Terms: []capacity.Term{{From: monday, To: monday + 4, Periods: []capacity.Period{{ID: "am", Start: 8 * 60, End: 11 * 60, Hours: 4}}}}}},
		Centers:   []capacity.Center{{ID: "c", Calendar: "term"}},
		Rooms:     []capacity.Room{{ID: "r1", Center: "c", Seats: 20}, {ID: "r2", Center: "c", Seats: 20}, {ID: "r3", Center: "c", Seats: 45}},
		Instructors: []capacity.Instructor{{ID: "t1", Centers: []capacity.CenterID{"c"}, Courses: courses}, {ID: "t2", Centers: []capacity.CenterID{"c"}, Courses: courses},
			{ID: "t3", Centers: []capacity.CenterID{"c"}, Courses: courses}},
		Offerings: []capacity.Offering{{ID: "o1", Center: "c", Course: "bake", Rooms: []capacity.RoomID{"r1"}}, {ID: "o2", Center: "c", Course: "carve", Rooms: []capacity.RoomID{"r2"}},
			{ID: "o3", Center: "c", Course: "drone", Rooms: []capacity.RoomID{"r3"}}},
	}, catalog)
	if err != nil {
		t.Fatal(err)
	}
	p, err := matching.NewProblem(catalog, network, matching.Spec{
		Schools: []matching.School{{ID: "s"}},
		Cohorts: []curriculum.Cohort{{ID: "5-1", School: "s", Grade: 5, Size: 40}, {ID: "5-2", School: "s", Grade: 5, Size: 40}, {ID: "5-3", School: "s", Grade: 5, Size: 40}},
		Requests: []matching.Request{
			{ID: "q1", Cohort: "5-1", Choices: []matching.Choice{{Course: "drone"}}, Times: capacity.Times{{Days: capacity.Days(time.Monday)}}},
			{ID: "q2", Cohort: "5-2", Parts: 2, Choices: []matching.Choice{{Major: "food"}}, Times: capacity.Times{{Days: capacity.Days(time.Tuesday)}}},
			{ID: "q3", Cohort: "5-3", Choices: []matching.Choice{{Course: "drone"}}, Times: capacity.Times{{Days: capacity.Days(time.Wednesday)}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// held returns a register in which the visits of q1 and q2 were completed, and
// that of q3 was not.
func held(t *testing.T, p *matching.Problem, plan *matching.Plan) *matching.Register {
	t.Helper()
	noon := func(day int) capacity.Moment { return capacity.At(capacity.DateOf(2026, time.September, day), 12*60) }
	r := new(matching.Register)
	for request := range p.Requests() {
		for _, e := range []matching.Event{matching.EventDraft, matching.EventSubmit} {
			if err := r.Apply(matching.Step{At: noon(1), Event: e, Request: request.ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := r.Publish(noon(2), p, plan, noon(5)); err != nil {
		t.Fatal(err)
	}
	for _, e := range []matching.Event{matching.EventAccept, matching.EventConfirm, matching.EventComplete} {
		for id := range matching.BookingID(3) {
			b, _ := r.Booking(id + 1)
			at := noon(3)
			if e == matching.EventComplete {
				at = noon(12)
				if b.Request == "q3" {
					continue
				}
			}
			if err := r.Apply(matching.Step{At: at, Event: e, Booking: b.ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return r
}

func TestAttend(t *testing.T) {
	p := visiting(t)
	plan, err := matching.Solve(t.Context(), p)
	if err != nil || len(plan.Visits) != 4 {
		t.Fatalf("%d visits and parts, want 4: %v", len(plan.Visits), err)
	}
	// Part 0 of q2 carves.
	for i, v := range plan.Visits {
		if v.Request == "q2" {
			plan.Visits[i].Part = 1
			if v.Offering == "o2" {
				plan.Visits[i].Part = 0
			}
		}
	}
	slices.SortStableFunc(plan.Visits, func(a, b matching.Visit) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Part, b.Part))
	})
	r := held(t, p, plan)
	monday := capacity.DateOf(2026, time.September, 7)
	want := []record.Entry{
		{ID: "2026-09-07.am@q1", Learner: "5-1", Date: monday, Course: "drone", Center: "c", Hours: 3}, // the course's hours
		{ID: "2026-09-08.am@q2", Learner: "5-2", Date: monday + 1, Course: "carve", Center: "c", Hours: 4},
	}
	got := record.Attend(r, p, plan)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	want[1].Course = "bake" // the first of those that its school agreed to
	for name, other := range map[string]*matching.Plan{"no plan": nil, "a later plan": {}} {
		if diff := gocmp.Diff(want, record.Attend(r, p, other)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if entries := record.Attend(new(matching.Register), p, plan); len(entries) > 0 {
		t.Errorf("entries of an empty register: %v", entries)
	}
	other := nextTerm(t, ledger(t).Catalog())
	if entries := record.Attend(r, other, plan); len(entries) > 0 {
		t.Errorf("entries of another problem: %v", entries)
	}
	providers, err := capacity.NewProviders(p.Catalog(), capacity.ProvidersOf(p.Network()))
	if err != nil {
		t.Fatal(err)
	}
	year := []record.Year{{Grade: 5, From: monday, To: monday + 300}}
	book, err := record.NewBook(p.Catalog(), providers, record.Spec{Learners: []record.Learner{{ID: "5-1", School: "s", Years: year}, {ID: "5-2", School: "s", Years: year}}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := book.Append(got...); err != nil {
			t.Fatal(err)
		}
	}
	if diff := gocmp.Diff(got, slices.Collect(book.Entries())); diff != "" {
		t.Errorf("entries of the book, appended twice (-want +got):\n%s", diff)
	}
}

// TestAttendLongIDs: slot and request together may be longer than an id.
func TestAttendLongIDs(t *testing.T) {
	p := visiting(t)
	demand := p.Spec()
	demand.Requests[0].ID = matching.RequestID(strings.Repeat("q", 128))
	p, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	entries := record.Attend(held(t, p, plan), p, plan)
	i := slices.IndexFunc(entries, func(e record.Entry) bool { return e.Learner == "5-1" })
	if i < 0 || len(entries[i].ID) != 64 {
		t.Errorf("entries %v, want one of 5-1 with a digest for an id", entries)
	}
}
