// Quickstart builds a problem in code, solves it and prints the plan.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

func main() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "drone", Name: "无人机操控", Tier: curriculum.Experience},
	}})
	check(err)
	day := capacity.DateOf(2026, time.September, 7)
	network, err := capacity.NewNetwork(capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "term", Terms: []capacity.Term{{
			From: day, To: day + 4, Periods: []capacity.Period{{ID: "am", Start: 8*60 + 30, End: 11*60 + 30, Hours: 4}},
		}}}},
		Centers:     []capacity.Center{{ID: "panyu", Name: "番禺职业体验中心", Calendar: "term"}},
		Rooms:       []capacity.Room{{ID: "r1", Center: "panyu", Seats: 45}},
		Instructors: []capacity.Instructor{{ID: "t1", Centers: []capacity.CenterID{"panyu"}, Courses: []curriculum.CourseID{"drone"}, PerWeek: 1}},
		Offerings:   []capacity.Offering{{ID: "drone-r1", Center: "panyu", Course: "drone", Rooms: []capacity.RoomID{"r1"}}},
	}, catalog)
	check(err)
	problem, err := matching.NewProblem(catalog, network, matching.Spec{
		Schools: []matching.School{{ID: "s1", Name: "番禺中学"}},
		Cohorts: []curriculum.Cohort{{ID: "7-1", School: "s1", Grade: 7, Size: 42}, {ID: "7-2", School: "s1", Grade: 7, Size: 40}},
		Requests: []matching.Request{
			{ID: "q1", Cohort: "7-1", Choices: []matching.Choice{{Course: "drone"}}},
			{ID: "q2", Cohort: "7-2", Choices: []matching.Choice{{Tier: curriculum.Experience}}},
		},
	})
	check(err)
	plan, err := matching.Solve(context.Background(), problem, matching.WithEffort(10_000))
	check(err)
	for _, v := range plan.Visits {
		fmt.Printf("%s: %s in %s, %d pupils\n", v.Request, v.Offering, v.Slot, v.Pupils)
	}
	for _, u := range plan.Unplaced {
		fmt.Printf("%s: unplaced, %s\n", u.Request, u.Reason)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
