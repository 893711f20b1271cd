package capacity_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// A center that opens on two afternoons, less the one on which its training
// room is in use, has one session.
func ExampleNetwork_Sessions() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{
		Courses: []curriculum.Course{{ID: "drones", Tier: curriculum.Experience}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	monday := capacity.DateOf(2026, time.September, 7)
	network, err := capacity.NewNetwork(capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "autumn", Terms: []capacity.Term{{
			From: monday, To: monday + 1,
			Periods: []capacity.Period{{ID: "pm", Start: 14 * 60, End: 16*60 + 30, Hours: 4}},
		}}}},
		Centers: []capacity.Center{{ID: "panyu", Calendar: "autumn"}},
		Rooms: []capacity.Room{{ID: "hangar", Center: "panyu", Seats: 40,
			Teaching: capacity.Times{{Days: capacity.Days(time.Monday)}}}},
		Offerings: []capacity.Offering{{ID: "fly", Center: "panyu", Course: "drones", Rooms: []capacity.RoomID{"hangar"}}},
	}, catalog)
	if err != nil {
		fmt.Println(err)
		return
	}
	for s := range network.Sessions() {
		bounds, _ := network.Bounds(s.Offering)
		fmt.Println(s.Offering, s.Slot.ID, bounds.Seats, "seats")
	}
	// Output: fly 2026-09-08.pm 40 seats
}

// All that is wrong is said at once, each with its place and a remedy.
func ExampleNewNetwork() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = capacity.NewNetwork(capacity.Spec{
		Fleets: []capacity.Fleet{{ID: "school buses", Buses: 2}},
		Areas:  []capacity.Area{{ID: "panyu"}, {ID: "shiqiao", Parent: "pnayu"}},
	}, catalog)
	fmt.Println(err)
	// Output:
	// 2 findings
	//   /areas/1/parent: "pnayu" is no area; did you mean "panyu"?
	//   /fleets/0/seats: "0" is less than 1; write a number from 1 to 1000000
}

func ExampleLedger() {
	now := time.Date(2026, time.September, 7, 12, 0, 0, 0, time.UTC)
	ledger := capacity.NewLedger(40)

	class, err := ledger.Reserve(now, 36, now.Add(15*time.Minute))
	fmt.Println(class, err)

	var full *capacity.FullError
	if _, err := ledger.Reserve(now, 10, now.Add(15*time.Minute)); errors.As(err, &full) {
		fmt.Println("only", full.Free, "free")
	}
	fmt.Println(ledger.Confirm(now.Add(20*time.Minute), class))
	fmt.Printf("%+v\n", ledger.Tally(now.Add(20*time.Minute)))
	// Output:
	// 1 <nil>
	// only 4 free
	// hold 1: capacity: the deadline has passed
	// {Free:40 Reserved:0 Confirmed:0}
}

func ExampleTimes() {
	lessons := capacity.Times{{
		Days:   capacity.Days(time.Monday, time.Wednesday),
		Hours:  []capacity.ClockSpan{{Start: 8 * 60, End: 10 * 60}},
		Except: []capacity.DateSpan{{From: capacity.DateOf(2026, time.October, 1), To: capacity.DateOf(2026, time.October, 7)}},
	}}
	morning := capacity.Slot{Date: capacity.DateOf(2026, time.September, 7), Start: 9 * 60, End: 11 * 60}
	fmt.Println(lessons.Touch(morning), lessons.Cover(morning))
	// Output: true false
}
