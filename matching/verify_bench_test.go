package matching_test

import (
	"fmt"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// city makes a problem of the size of a large city's term, 41,000 classes of
// 1,537 schools and 4,000 offerings of 90 centers, and a plan with 30,000 visits.
func city() *world {
	w := newWorld()
	w.demand.Pins, w.demand.Cohorts, w.demand.Requests, w.demand.Schools = nil, nil, nil, nil
	w.capacity = capacity.Spec{Areas: w.capacity.Areas, Calendars: w.capacity.Calendars[:1]}
	w.capacity.Calendars[0].Terms[0].To = day(7) + 111 // 16 weeks of ten half days
	w.plan = &matching.Plan{}
	for i := range 90 {
		w.capacity.Centers = append(w.capacity.Centers, capacity.Center{ID: capacity.CenterID(fmt.Sprint("c", i)), Calendar: "halfdays", Area: "east", Headcount: 100_000})
	}
	for i := range 4000 {
		center := w.capacity.Centers[i%90].ID
		id := fmt.Sprintf("%04d", i)
		w.capacity.Rooms = append(w.capacity.Rooms, capacity.Room{ID: capacity.RoomID(id), Center: center, Seats: 150})
		w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: capacity.OfferingID(id), Center: center, Course: "paper", Rooms: []capacity.RoomID{capacity.RoomID(id)}, PupilsPerInstructor: 200})
		w.capacity.Instructors = append(w.capacity.Instructors, capacity.Instructor{ID: capacity.InstructorID(id), Centers: []capacity.CenterID{center}, Courses: []curriculum.CourseID{"paper"}})
	}
	for i := range 100 {
		w.capacity.Closures = append(w.capacity.Closures, capacity.Closure{ID: capacity.ClosureID(fmt.Sprint(i)), Areas: []capacity.AreaID{"north"}, Times: on(8 + i%20)})
	}
	for i := range 1537 {
		id := curriculum.SchoolID(fmt.Sprint("s", i))
		w.demand.Schools = append(w.demand.Schools, matching.School{ID: id, Area: "west", At: capacity.Point{X: i * 10}})
		w.capacity.Quotas = append(w.capacity.Quotas, capacity.Quota{ID: capacity.QuotaID(id), Schools: []curriculum.SchoolID{id}, Most: 1000})
	}
	for i := range 41_000 {
		id := fmt.Sprintf("q%05d", i)
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: curriculum.CohortID(id), School: w.demand.Schools[i%1537].ID, Grade: 5, Size: 40})
		w.demand.Requests = append(w.demand.Requests, matching.Request{
			ID: matching.RequestID(id), Cohort: curriculum.CohortID(id), Share: capacity.ShareAnyone,
			Choices: []matching.Choice{{Course: "paper"}, {Course: "code"}, {Course: "old"}}, Times: capacity.Times{{Days: 0b0111110}},
		})
		if i >= 30_000 {
			continue
		}
		session := i / 3
		v := matching.Visit{Request: matching.RequestID(id), Offering: w.capacity.Offerings[session%4000].ID, Slot: capacity.SlotID(day(7+session/4000).String() + ".am"), Pupils: 40}
		w.plan.Visits = append(w.plan.Visits, v)
		if i%3 == 0 {
			w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: v.Offering, Slot: v.Slot, Instructors: []capacity.InstructorID{capacity.InstructorID(v.Offering)}})
		}
	}
	return w
}

// BenchmarkVerify measures the largest problem that is planned in one piece.
func BenchmarkVerify(b *testing.B) {
	w := city()
	p := w.problem(b)
	w.keepBooks(p)
	if v := matching.Verify(p, w.plan); len(v) > 0 {
		b.Fatalf("%d violations, first %v", len(v), v[0])
	}
	b.Run("city", func(b *testing.B) {
		for b.Loop() {
			matching.Verify(p, w.plan)
		}
	})
}

// BenchmarkNewProblem measures the validation of the same problem.
func BenchmarkNewProblem(b *testing.B) {
	w := city()
	b.Run("city", func(b *testing.B) {
		for b.Loop() {
			w.problem(b)
		}
	})
}

// BenchmarkMeasure measures the figures of the same plan.
func BenchmarkMeasure(b *testing.B) {
	w := city()
	p := w.problem(b)
	b.Run("city", func(b *testing.B) {
		for b.Loop() {
			matching.Measure(p, w.plan)
		}
	})
}
