package oracle_test

import (
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// world is the three specs of a problem, to be changed row by row.
type world struct {
	curriculum.Spec
	capacity capacity.Spec
	demand   matching.Spec
}

var friday = capacity.DateOf(2026, time.September, 11)

func clock(hour, minute int) capacity.Clock { return capacity.Clock(60*hour + minute) }

var (
	am = capacity.Period{ID: "am", Start: clock(8, 30), End: clock(10, 0), Hours: 2}
	pm = capacity.Period{ID: "pm", Start: clock(10, 30), End: clock(12, 0), Hours: 2}
)

// plain is one course in one room with one instructor, on one Friday with two
// slots. Two classes of grade 5 ask for it, of 10 and of 8 pupils; each
// accepts nobody beside it and takes a slot of its own. A pupil's visit earns
// 100 points, so the best plan has 1,800. A second course, center, room,
// offering and instructor wait unused: nobody chooses the course.
func plain() *world {
	w := &world{}
	w.Majors = []curriculum.Major{{ID: "m1"}, {ID: "m2"}}
	w.Items = []curriculum.Item{{ID: "wood"}}
	w.Lines = []curriculum.Line{{ID: "fees"}}
	experience := []curriculum.Activity{curriculum.Observation}
	w.Courses = []curriculum.Course{
		{ID: "c1", Tier: curriculum.Experience, Major: "m1", Activities: experience},
		{ID: "c2", Tier: curriculum.Experience, Major: "m2", Activities: experience},
	}
	n := &w.capacity
	n.Areas = []capacity.Area{{ID: "city"}, {ID: "north", Parent: "city"}, {ID: "south", Parent: "city"}}
	n.Calendars = []capacity.Calendar{{ID: "g1", Terms: []capacity.Term{{From: friday, To: friday, Periods: []capacity.Period{am, pm}}}}}
	n.Centers = []capacity.Center{
		{ID: "z1", Area: "north", Calendar: "g1"},
		{ID: "z2", Area: "north", Calendar: "g1"},
	}
	n.Rooms = []capacity.Room{{ID: "r1", Center: "z1", Seats: 30}, {ID: "r2", Center: "z2", Seats: 30}}
	n.Instructors = []capacity.Instructor{
		{ID: "t1", Centers: []capacity.CenterID{"z1"}, Majors: []curriculum.MajorID{"m1"}},
		{ID: "t2", Centers: []capacity.CenterID{"z2"}, Majors: []curriculum.MajorID{"m2"}},
	}
	n.Offerings = []capacity.Offering{
		{ID: "o1", Center: "z1", Course: "c1", Rooms: []capacity.RoomID{"r1"}},
		{ID: "o2", Center: "z2", Course: "c2", Rooms: []capacity.RoomID{"r2"}},
	}
	d := &w.demand
	d.Weights = matching.Weights{Base: 100}
	d.Schools = []matching.School{{ID: "s1", Area: "north"}, {ID: "s2", Area: "south"}}
	d.Cohorts = []curriculum.Cohort{
		{ID: "p1", School: "s1", Grade: 5, Size: 10},
		{ID: "p2", School: "s2", Grade: 5, Size: 8},
	}
	for i, c := range d.Cohorts {
		d.Requests = append(d.Requests, matching.Request{
			ID: []matching.RequestID{"q1", "q2"}[i], Cohort: c.ID, Choices: []matching.Choice{{Course: "c1"}},
		})
	}
	return w
}

// oneSlot leaves the morning alone.
func (w *world) oneSlot() { w.capacity.Calendars[0].Terms[0].Periods = []capacity.Period{am} }

// share lets both requests share with anyone.
func (w *world) share() {
	w.demand.Requests[0].Share, w.demand.Requests[1].Share = capacity.ShareAnyone, capacity.ShareAnyone
}

// apart has the second request ask for the second course, at the second center.
func (w *world) apart() { w.demand.Requests[1].Choices[0].Course = "c2" }

// oneCohort has one class of 10 ask for both courses.
func (w *world) oneCohort() {
	w.apart()
	w.demand.Requests[1].Cohort = "p1"
}
