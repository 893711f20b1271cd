package matching_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// A class asks, is planned, accepts, comes, and the school has kept its word.
func ExampleRegister() {
	p := oneVisit()
	noon := func(day int) capacity.Moment {
		return capacity.At(capacity.DateOf(2026, time.September, day), 12*60)
	}
	var r matching.Register
	order := func(day int, e matching.Event, booking matching.BookingID) {
		s := matching.Step{At: noon(day), Event: e, Booking: booking}
		if booking == 0 {
			s.Request = "class 5-1"
		}
		if err := r.Apply(s); err != nil {
			fmt.Println(err)
		}
	}

	order(1, matching.EventDraft, 0)
	order(1, matching.EventSubmit, 0)
	plan, err := matching.Solve(context.Background(), p)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := r.Publish(noon(2), p, plan, noon(2+14)); err != nil {
		fmt.Println(err)
		return
	}
	order(3, matching.EventAccept, 1)
	order(20, matching.EventComplete, 1) // not before the headcount is known, and it has begun
	order(20, matching.EventConfirm, 1)
	order(28, matching.EventComplete, 1)

	fmt.Println(r.Request("class 5-1"))
	for b := range r.Bookings() {
		fmt.Println(b.ID, b.Slot, b.State, "since", b.Since)
	}
	for _, school := range r.Reliability(7) {
		fmt.Println(school.School, school.Completed, "of", school.Confirmed)
	}
	again, err := matching.Replay(r.Log(0))
	fmt.Println(again.Request("class 5-1"), err)

	var stale *matching.StaleError
	fmt.Println(errors.As(r.Publish(noon(28), changed(p), plan, noon(30)), &stale))
	// Output:
	// matching: complete of booking 1 at 2026-09-20T12:00: it is accepted; legal is confirm, cancel, calloff
	// planned
	// 1 2026-09-28.am completed since 2026-09-28T12:00
	// s1 1 of 1
	// planned <nil>
	// true
}

// oneVisit is a class that asks for the one session that there is.
func oneVisit() *matching.Problem {
	monday := capacity.DateOf(2026, time.September, 28)
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{{ID: "drones", Tier: curriculum.Experience}}})
	if err != nil {
		panic(err)
	}
	network, err := capacity.NewNetwork(capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "term", Terms: []capacity.Term{{
			From: monday, To: monday,
			Periods: []capacity.Period{{ID: "am", Start: 8*60 + 30, End: 11*60 + 30, Hours: 4}},
		}}}},
		Centers:     []capacity.Center{{ID: "panyu", Calendar: "term"}},
		Rooms:       []capacity.Room{{ID: "hangar", Center: "panyu", Seats: 40}},
		Instructors: []capacity.Instructor{{ID: "t1", Centers: []capacity.CenterID{"panyu"}, Courses: []curriculum.CourseID{"drones"}}},
		Offerings:   []capacity.Offering{{ID: "fly", Center: "panyu", Course: "drones", Rooms: []capacity.RoomID{"hangar"}}},
	}, catalog)
	if err != nil {
		panic(err)
	}
	p, err := matching.NewProblem(catalog, network, matching.Spec{
		Schools:  []matching.School{{ID: "s1"}},
		Cohorts:  []curriculum.Cohort{{ID: "5-1", School: "s1", Grade: 5, Size: 36}},
		Requests: []matching.Request{{ID: "class 5-1", Cohort: "5-1", Choices: []matching.Choice{{Course: "drones"}}}},
	})
	if err != nil {
		panic(err)
	}
	return p
}

// changed is the problem with four pupils more.
func changed(p *matching.Problem) *matching.Problem {
	demand := p.Spec()
	demand.Cohorts[0].Size += 4
	q, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		panic(err)
	}
	return q
}
