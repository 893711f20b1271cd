package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// workshop is a term of two half-days: one class wants to saw and three to print, in
// a room each. Only t1 can lead sawing, only t2 printing, and nobody carving.
func workshop() (curriculum.Spec, capacity.Spec, matching.Spec) {
	courses := curriculum.Spec{
		Majors: []curriculum.Major{{ID: "wood"}, {ID: "print"}},
		Courses: []curriculum.Course{
			{ID: "carve", Tier: curriculum.Experience, Major: "wood"},
			{ID: "poster", Tier: curriculum.Experience, Major: "print"},
			{ID: "saw", Tier: curriculum.Experience, Major: "wood"},
		},
	}
	network := capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "term", Terms: []capacity.Term{{From: day(7), To: day(7), Periods: []capacity.Period{
			{ID: "am", Start: clock(8, 30), End: clock(11, 30), Hours: 4}, {ID: "pm", Start: clock(14, 0), End: clock(16, 30), Hours: 4},
		}}}}},
		Centers: []capacity.Center{{ID: "hub", Calendar: "term"}},
		Rooms: []capacity.Room{
			{ID: "r1", Center: "hub", Seats: 40}, {ID: "r2", Center: "hub", Seats: 40}, {ID: "r3", Center: "hub", Seats: 40}, {ID: "r4", Center: "hub", Seats: 40},
		},
		Instructors: []capacity.Instructor{
			{ID: "t1", Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"saw"}},
			{ID: "t2", Centers: []capacity.CenterID{"hub"}, Majors: []curriculum.MajorID{"print"}},
		},
		Offerings: []capacity.Offering{
			{ID: "carve1", Center: "hub", Course: "carve", Rooms: []capacity.RoomID{"r4"}},
			{ID: "poster1", Center: "hub", Course: "poster", Rooms: []capacity.RoomID{"r1"}},
			{ID: "poster2", Center: "hub", Course: "poster", Rooms: []capacity.RoomID{"r2"}},
			{ID: "saw1", Center: "hub", Course: "saw", Rooms: []capacity.RoomID{"r3"}},
		},
	}
	demand := matching.Spec{Schools: []matching.School{{ID: "s"}}}
	for i, course := range []curriculum.CourseID{"poster", "poster", "poster", "saw"} {
		id := string('a' + rune(i))
		demand.Cohorts = append(demand.Cohorts, curriculum.Cohort{ID: curriculum.CohortID(id), School: "s", Grade: 5, Size: 30})
		demand.Requests = append(demand.Requests, matching.Request{
			ID: matching.RequestID(id), Cohort: curriculum.CohortID(id), Choices: []matching.Choice{{Course: course}},
		})
	}
	return courses, network, demand
}

// TestThreeTerms trains over three terms, each the same but for who can lead what.
// The first two place three of four classes, as t2 can print twice a term. After two
// sessions of sawing t1 may print; after four of printing t2 may carve. So the third
// term places all four.
func TestThreeTerms(t *testing.T) {
	courses, network, demand := workshop()
	catalog, err := curriculum.NewCatalog(courses)
	if err != nil {
		t.Fatal(err)
	}
	paths := []capacity.Path{
		{ID: "printers", Course: "saw", Sessions: 2, ToMajor: "print"},
		{ID: "carvers", Major: "print", Sessions: 4, ToCourse: "carve"},
	}
	type outcome struct {
		Placed int
		Led    []capacity.Led
		Gained []capacity.Gained
		Adds   capacity.StaffingGain
	}
	var got []outcome
	var led []capacity.Led
	var old *matching.Plan
	for range 3 {
		net, err := capacity.NewNetwork(network, catalog)
		if err != nil {
			t.Fatal(err)
		}
		p, err := matching.NewProblem(catalog, net, demand)
		if err != nil {
			t.Fatal(err)
		}
		options := []matching.Option{matching.WithEffort(100_000)}
		if old != nil { // who is qualified for more can do what was planned
			options = append(options, matching.WithPlan(old))
		}
		plan, err := matching.Solve(t.Context(), p, options...)
		if err != nil {
			t.Fatal(err)
		}
		if old != nil && plan.Points < old.Points {
			t.Errorf("%d points after training, %d before", plan.Points, old.Points)
		}
		old = plan
		now := outcome{Placed: len(plan.Visits), Led: matching.LedIn(p, plan)}
		led = append(led, now.Led...)
		next, gained, err := capacity.Train(catalog, network.Instructors, paths, led)
		if err != nil {
			t.Fatal(err)
		}
		network.Instructors = next
		trained, err := capacity.NewNetwork(network, catalog)
		if err != nil {
			t.Fatal(err)
		}
		now.Gained, now.Adds = gained, capacity.CompareStaffing(capacity.StaffingOf(net, catalog), capacity.StaffingOf(trained, catalog))
		got = append(got, now)
	}
	none := capacity.StaffingGain{First: []capacity.OfferingID{}, Second: []capacity.OfferingID{}}
	alike := []capacity.Led{{Instructor: "t1", Course: "saw", Sessions: 1}, {Instructor: "t2", Course: "poster", Sessions: 2}}
	want := []outcome{
		{Placed: 3, Led: alike, Gained: []capacity.Gained{}, Adds: none},
		{Placed: 3, Led: alike, Gained: []capacity.Gained{
			{Instructor: "t1", Path: "printers", Sessions: 2, Major: "print"},
			{Instructor: "t2", Path: "carvers", Sessions: 4, Course: "carve"},
		}, Adds: capacity.StaffingGain{
			Pairs: 6, // two half-days each of poster1 and poster2 for t1, and of carve1 for t2
			First: []capacity.OfferingID{"carve1"}, Second: []capacity.OfferingID{"poster1", "poster2"},
		}},
		{Placed: 4, Led: []capacity.Led{
			{Instructor: "t1", Course: "poster", Sessions: 1}, {Instructor: "t1", Course: "saw", Sessions: 1}, {Instructor: "t2", Course: "poster", Sessions: 2},
		}, Gained: []capacity.Gained{}, Adds: none},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}
