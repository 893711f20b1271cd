package oracle_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// twin adds a second offering of the first course at the first center, in a
// room and with an instructor of its own.
func (w *world) twin() {
	w.capacity.Rooms = append(w.capacity.Rooms, capacity.Room{ID: "r3", Center: "z1", Seats: 30})
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "o3", Center: "z1", Course: "c1", Rooms: []capacity.RoomID{"r3"}})
	w.capacity.Instructors = append(w.capacity.Instructors,
		capacity.Instructor{ID: "t3", Centers: []capacity.CenterID{"z1"}, Majors: []curriculum.MajorID{"m1"}})
}

var sessionRows = []ruleRow{
	{"one room", "two offerings need the same room", rule.Room, func(w *world) {
		w.oneSlot()
		w.twin()
		w.capacity.Offerings[2].Rooms = []capacity.RoomID{"r1"}
	}, 1000, 1800},
	{"rotation", "one of the offerings uses both rooms", rule.Room, func(w *world) {
		w.oneSlot()
		w.twin()
		w.capacity.Offerings[2].Rooms = []capacity.RoomID{"r3", "r1"}
	}, 1000, 1800},
	{"rooms apart", "two offerings in two rooms do not disturb each other", rule.Room, func(w *world) {
		w.oneSlot()
		w.twin()
	}, 1800, 1800},
	{"room's seats", "18 pupils do not fit 17 seats", rule.Seats, func(w *world) {
		w.oneSlot()
		w.share()
		w.capacity.Rooms[0].Seats = 17
	}, 1000, 1800},
	{"offering's seats", "its own 9 seats replace the room's 30", rule.Seats, func(w *world) {
		w.capacity.Offerings[0].Seats = 9
	}, 800, 1800},
	{"two rooms' seats", "10 and 8 seats together hold both classes", rule.Seats, func(w *world) {
		w.oneSlot()
		w.share()
		w.twin()
		w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 10, 8
		w.capacity.Offerings = w.capacity.Offerings[:1]
		w.capacity.Offerings[0].Rooms = []capacity.RoomID{"r1", "r3"}
	}, 1800, 1800},
	{"offering's minimum", "8 pupils are fewer than 9", rule.Minimum, func(w *world) {
		w.capacity.Offerings[0].Minimum = 9
	}, 1000, 1800},
	{"course's minimum", "neither class alone reaches 11", rule.Minimum, func(w *world) {
		w.Courses[0].Minimum = 11
	}, 0, 1800},
	{"minimum together", "neither class alone reaches 18, together they do", rule.Minimum, func(w *world) {
		w.share()
		w.Courses[0].Minimum = 18
	}, 1800, 1800},
	{"offering before course", "the offering's 1 replaces the course's 11", rule.Minimum, func(w *world) {
		w.Courses[0].Minimum, w.capacity.Offerings[0].Minimum = 11, 1
	}, 1800, 1800},
	{"nobody", "a request that says nothing shares with nobody", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.demand.Requests[0].Share = capacity.ShareAnyone
	}, 1000, 1800},
	{"school", "the classes are of two schools", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.share()
		w.demand.Requests[1].Share = capacity.ShareSchool
	}, 1000, 1800},
	{"same school", "the classes are of one school", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.demand.Requests[0].Share, w.demand.Requests[1].Share = capacity.ShareSchool, capacity.ShareSchool
		w.demand.Cohorts[1].School = "s1"
	}, 1800, 1800},
	{"stage", "grades 6 and 7 are of two stages", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.share()
		w.demand.Cohorts[0].Grade, w.demand.Cohorts[1].Grade = 6, 7
		w.demand.Requests[0].Share = capacity.ShareStage
	}, 1000, 1800},
	{"later stages", "grades 9 and 10 are of two stages, and so are 12 and v1", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.share()
		w.Courses[0].Tier, w.Courses[0].Products = curriculum.Practice, []string{"chair"}
		w.Courses[0].Activities = []curriculum.Activity{curriculum.WorkTask}
		w.capacity.Offerings[0].Sharing = capacity.ShareStage
		w.demand.Cohorts = append(w.demand.Cohorts, w.demand.Cohorts[0], w.demand.Cohorts[0])
		for i, grade := range []curriculum.Grade{9, 10, 12, curriculum.Vocational1} {
			w.demand.Cohorts[i].ID = []curriculum.CohortID{"p1", "p2", "p3", "p4"}[i]
			w.demand.Cohorts[i].Grade, w.demand.Cohorts[i].Size = grade, 4+i
		}
		more := w.demand.Requests[0]
		more.ID, more.Cohort = "q3", "p3"
		w.demand.Requests = append(w.demand.Requests, more)
		more.ID, more.Cohort = "q4", "p4"
		w.demand.Requests = append(w.demand.Requests, more)
	}, 1100, 2200},
	{"offering", "the offering lets nobody share", rule.Sharing, func(w *world) {
		w.oneSlot()
		w.share()
		w.capacity.Offerings[0].Sharing = capacity.ShareNobody
	}, 1000, 1800},
}

var staffRows = []ruleRow{
	{"one at a time", "one instructor for two sessions at once", rule.Staff, func(w *world) {
		w.oneSlot()
		w.twin()
		w.capacity.Instructors = w.capacity.Instructors[:2]
	}, 1000, 1800},
	{"qualification", "nobody is qualified for the first course", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].Majors = []curriculum.MajorID{"m2"}
	}, 0, 1800},
	{"by course", "the course itself qualifies too", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].Majors, w.capacity.Instructors[0].Courses = nil, []curriculum.CourseID{"c1"}
	}, 1800, 1800},
	{"elsewhere", "the instructor works at the other center", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].Centers = []capacity.CenterID{"z2"}
	}, 0, 1800},
	{"availability", "it must cover the whole slot", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].Available = capacity.Times{{End: capacity.At(friday, clock(11, 59))}}
	}, 1000, 1800},
	{"two parts", "two parts that meet do not cover a slot across them", rule.Staff, func(w *world) {
		w.oneSlot()
		w.capacity.Instructors[0].Available = capacity.Times{{Hours: []capacity.ClockSpan{
			{Start: clock(8, 0), End: clock(9, 0)}, {Start: clock(9, 0), End: clock(12, 0)}}}}
	}, 0, 1000},
	{"own lesson", "one minute of teaching is in the way", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].Teaching = evening
	}, 1000, 1800},
	{"per day", "at most one session a day", rule.Staff, func(w *world) {
		w.capacity.Instructors[0].PerDay = 1
	}, 1000, 1800},
	{"per week", "Friday and Monday are in two weeks", rule.Staff, func(w *world) {
		w.fridayAndMonday()
		w.capacity.Instructors[0].PerWeek = 1
	}, 1800, 1800},
	{"per term", "Friday and Monday are in one term", rule.Staff, func(w *world) {
		w.fridayAndMonday()
		w.capacity.Instructors[0].PerTerm = 1
	}, 1000, 1800},
	{"one center a day", "one instructor for two centers on one day", rule.Staff, func(w *world) {
		w.floating()
	}, 1000, 1800},
	{"two days", "the two centers are open on different days", rule.Staff, func(w *world) {
		w.floating()
		w.fridayAndMonday()
	}, 1800, 1800},
	{"pupils per instructor", "10 pupils need two instructors, 8 need one", rule.Staff, func(w *world) {
		w.capacity.Offerings[0].PupilsPerInstructor = 9
	}, 800, 1800},
	{"fewest", "the course asks for two", rule.Staff, func(w *world) {
		w.Courses[0].Instructors = 2
	}, 0, 1800},
	{"offering's fewest", "the offering's one replaces the course's two", rule.Staff, func(w *world) {
		w.Courses[0].Instructors, w.capacity.Offerings[0].Instructors = 2, 1
	}, 1800, 1800},
	{"online", "an online course needs nobody", rule.Staff, func(w *world) {
		w.Courses[0].Delivery = curriculum.Online
		w.capacity.Offerings[0].Rooms, w.capacity.Offerings[0].Seats = nil, 30
		w.capacity.Instructors = w.capacity.Instructors[1:]
	}, 1800, 1800},
	{"who goes where", "the one who can do both must leave the first course to the other", rule.Staff, func(w *world) {
		w.oneSlot()
		w.apart()
		w.capacity.Instructors = []capacity.Instructor{
			{ID: "t1", Centers: []capacity.CenterID{"z1", "z2"}, Majors: []curriculum.MajorID{"m1", "m2"}},
			{ID: "t2", Centers: []capacity.CenterID{"z1"}, Majors: []curriculum.MajorID{"m1"}},
		}
	}, 1800, 1800},
}

// floating has the first instructor lead both courses, each at its center.
func (w *world) floating() {
	w.apart()
	w.capacity.Instructors = w.capacity.Instructors[:1]
	w.capacity.Instructors[0].Centers = []capacity.CenterID{"z1", "z2"}
	w.capacity.Instructors[0].Majors = []curriculum.MajorID{"m1", "m2"}
}

// fridayAndMonday has a morning slot on each, which are of two weeks.
func (w *world) fridayAndMonday() {
	t := &w.capacity.Calendars[0].Terms[0]
	t.To, t.Except = friday+3, []capacity.DateSpan{{From: friday + 1, To: friday + 2}}
	w.oneSlot()
}
