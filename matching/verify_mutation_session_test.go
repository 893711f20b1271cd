package matching_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// closed adds a closure on Tuesday the 8th, when cohorts of two kinds visit.
func closed(c capacity.Closure) func(*world) {
	return func(w *world) {
		c.ID = "shut"
		if c.Times == nil {
			c.Times = on(8)
		}
		w.capacity.Closures = []capacity.Closure{c}
	}
}

var breakOpen = []mutation{
	{"a slot on a Saturday", func(w *world) { w.move("code1", "2026-09-12.am") }},
	{"a slot of another calendar", func(w *world) { w.move("crops1", "2026-09-09.am") }},
	{"a slot that is no slot at all", func(w *world) { w.move("code1", "soon") }},
	{"a holiday", func(w *world) {
		w.capacity.Calendars[0].Terms[0].Except = []capacity.DateSpan{{From: day(8), To: day(8)}}
	}},
	{"a license that ended", func(w *world) { w.center("hub").License.To = day(7) }},
	{"a license to come", func(w *world) { w.center("farm").License.From = day(10) }},
	{"an offering that ended", func(w *world) { w.offering("drone1").Valid.To = day(7) }},
	{"an offering to come", func(w *world) { w.offering("paper1").Valid.From = day(8) }},
	{"an offering on other days", func(w *world) { w.offering("crops1").Times = on(8, 10) }},
	{"an offering for a part of the slot", func(w *world) { w.offering("drone1").Times = hours(clock(14, 0), clock(16, 0)) }},
	{"a lesson in the room", func(w *world) { w.room("r1").Teaching = on(7) }},
	{"a lesson in the second room", func(w *world) { w.room("r4").Teaching = on(7) }},
	{"a lesson in the slot's last minute", func(w *world) { w.room("r3").Teaching = hours(clock(16, 29), clock(18, 0)) }},
	{"everything closed", closed(capacity.Closure{})},
	{"the room closed", closed(capacity.Closure{Rooms: []capacity.RoomID{"r1", "r3"}})},
	{"the center closed", closed(capacity.Closure{Centers: []capacity.CenterID{"hub"}})},
	{"the center's area closed", closed(capacity.Closure{Areas: []capacity.AreaID{"east"}})},
	{"the area above the center's closed", closed(capacity.Closure{Areas: []capacity.AreaID{"north", "city"}})},
	{"the school's area closed", closed(capacity.Closure{Areas: []capacity.AreaID{"west"}, Kind: capacity.Weather})},
	{"closed for the cohort's grade", closed(capacity.Closure{Grades: curriculum.Grades(10, 10), Kind: capacity.Exams})},
	{"the school's area closed for its grade", closed(capacity.Closure{Areas: []capacity.AreaID{"west"}, Grades: curriculum.Grades(11, 12)})},
	{"closed in the slot's first minute", closed(capacity.Closure{Times: capacity.Times{{End: capacity.At(day(7), clock(8, 31))}}})},
}

var breakRoom = []mutation{
	{"the first offering's room in the second", func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r1"} }},
	{"the first offering's room beside the second's", func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r2", "r4", "r1"} }},
	{"the second offering's first room", func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r1", "r2"} }},
	{"the second offering's last room", func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r1"} }},
	{"both rooms of the second offering", func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r2", "r1"} }},
	{"two offerings of a course at once", func(w *world) { splitDrones(w, "2026-09-08.pm") }},
	{"two offerings of a course at once, one with another room too", func(w *world) {
		splitDrones(w, "2026-09-08.pm")
		w.offering("drone2").Rooms = []capacity.RoomID{"r1", "r3"}
	}},
	{"a session moved into another's slot", func(w *world) {
		w.lift()
		w.offering("robot1").Rooms = []capacity.RoomID{"r2", "r4", "r3"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{"the other session moved", func(w *world) {
		w.lift()
		w.offering("paper1").Rooms = []capacity.RoomID{"r1", "r3"}
		w.move("paper1", "2026-09-08.pm")
	}},
	{"three sessions in a room", func(w *world) {
		w.lift()
		w.offering("robot1").Rooms = []capacity.RoomID{"r1"}
		w.offering("drone1").Rooms = []capacity.RoomID{"r1"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{"a shared room off campus", func(w *world) {
		w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "crops2", Center: "farm", Course: "crops", Rooms: []capacity.RoomID{"yard"}})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q8", Cohort: "b3", Choices: []matching.Choice{{Course: "crops"}}})
		w.capacity.Budgets = nil
		w.add(matching.Visit{Request: "q8", Offering: "crops2", Slot: "2026-09-09.mid"}, "t3")
	}},
}

// splitDrones puts the second group of the shared session into one of its own.
func splitDrones(w *world, slot capacity.SlotID) {
	w.session("drone1").Instructors = []capacity.InstructorID{"t3"}
	v := *w.visit("q4")
	w.plan.Visits = withoutRequest(w.plan.Visits, "q4")
	v.Offering, v.Slot = "drone2", slot
	w.add(v, "t6")
}

var breakSeats = []mutation{
	{"one seat short by the offering", func(w *world) { w.offering("paper1").Seats = 39 }},
	{"one seat short by the room", func(w *world) { w.room("r1").Seats = 39 }},
	{"one seat short by two rooms", func(w *world) { w.room("r4").Seats = 9 }},
	{"one room less", func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r2"} }},
	{"one seat short for two groups", func(w *world) { w.offering("drone1").Seats = 21 }},
	{"one seat short in the room for two groups", func(w *world) { w.room("r3").Seats = 21 }},
	{"one seat short off campus", func(w *world) { w.offering("crops1").Seats = 39 }},
	{"a small yard", func(w *world) { w.room("yard").Seats = 1 }},
	{"one seat short online", func(w *world) { w.offering("code1").Seats = 29 }},
	{"a larger class", func(w *world) {
		w.lift()
		w.cohort("a2").Size = 36
		w.offering("robot1").PupilsPerInstructor = 18
	}},
	{"a larger group of two", func(w *world) {
		w.lift()
		w.cohort("b1").Size = 15
		w.offering("drone1").PupilsPerInstructor = 13
	}},
	{"a larger group online", func(w *world) {
		w.lift()
		w.course("robot").MaxGroup = 101
		w.cohort("a2").Size = 101
		w.offering("robot1").PupilsPerInstructor, w.room("r2").Seats = 51, 90
	}},
}

var breakMinimum = []mutation{
	{"one pupil short by the offering", func(w *world) { w.offering("paper1").Minimum = 41 }},
	{"one pupil short by the course", func(w *world) { w.course("robot").Minimum = 31 }},
	{"one pupil short for two groups", func(w *world) { w.offering("drone1").Minimum = 23 }},
	{"one pupil short for two groups by the course", func(w *world) { w.course("drone").Minimum = 23 }},
	{"one pupil short off campus", func(w *world) { w.course("crops").Minimum = 41 }},
	{"one pupil short online", func(w *world) { w.offering("code1").Minimum = 31 }},
	{"far too few online", func(w *world) { w.course("code").Minimum = 100 }},
	{"a session with nobody", func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "code1", Slot: "2026-09-10.am"})
	}},
	{"a session with nobody but an instructor", func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "drone2", Slot: "2026-09-10.am", Instructors: []capacity.InstructorID{"t6"}})
	}},
	{"a session whose only visit was dropped", func(w *world) { w.plan.Visits = withoutRequest(w.plan.Visits, "q1") }},
	{"a session that lost one of two groups", func(w *world) {
		w.offering("drone1").Minimum = 13
		w.plan.Visits = withoutRequest(w.plan.Visits, "q4")
	}},
	{"a smaller class", func(w *world) {
		w.course("robot").MinGroup = 1
		w.cohort("a2").Size = 14
	}},
	{"two groups that were split", func(w *world) {
		w.course("drone").Minimum = 12
		splitDrones(w, "2026-09-09.pm")
	}},
}

var breakStaff = []mutation{
	{"one instructor short", func(w *world) { w.session("paper1").Instructors = []capacity.InstructorID{"t1"} }},
	{"no instructor", func(w *world) { w.session("paper1").Instructors = nil }},
	{"fewer pupils per instructor", func(w *world) { w.course("drone").PupilsPerInstructor = 10 }},
	{"fewer pupils per instructor by the offering", func(w *world) { w.offering("drone1").PupilsPerInstructor = 10 }},
	{"more instructors by the offering", func(w *world) { w.offering("crops1").Instructors = 2 }},
	{"more instructors by the course", func(w *world) { w.course("crops").Instructors = 2 }},
	{"an instructor for an online course", func(w *world) { w.course("code").Instructors = 1 }},
	{"pupils per instructor online", func(w *world) { w.course("code").PupilsPerInstructor = 30 }},
	{"somebody of another center", func(w *world) { w.instructor("t1").Centers = []capacity.CenterID{"farm", "web"} }},
	{"somebody of another course", func(w *world) { w.instructor("t2").Courses = []curriculum.CourseID{"code"} }},
	{"somebody of another major", func(w *world) { w.instructor("t4").Majors = []curriculum.MajorID{"soft"} }},
	{"a major for a course without one", func(w *world) {
		w.instructor("t5").Courses, w.instructor("t5").Majors = nil, []curriculum.MajorID{"mech", "soft"}
	}},
	{"not available that day", func(w *world) { w.instructor("t6").Available = on(7, 9) }},
	{"available for a part of the slot", func(w *world) { w.instructor("t6").Available = hours(clock(14, 1), clock(18, 0)) }},
	{"a lesson of their own", func(w *world) { w.instructor("t1").Teaching = on(7) }},
	{"a lesson in the slot's first minute", func(w *world) { w.instructor("t1").Teaching = hours(clock(8, 0), clock(8, 31)) }},
	{"two sessions in a slot", func(w *world) { w.session("paper1").Instructors = []capacity.InstructorID{"t1", "t3"} }},
	{"two sessions that overlap", func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.instructor("t5").Centers = []capacity.CenterID{"farm", "hub"}
		w.instructor("t5").Majors = []curriculum.MajorID{"mech"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t5"}
		w.move("drone1", "2026-09-09.am")
	}},
	{"two centers on a day", func(w *world) {
		w.session("crops1").Instructors = []capacity.InstructorID{"t3"}
		w.move("crops1", "2026-09-08.mid")
	}},
	{"too many sessions a day", func(w *world) {
		w.instructor("t3").PerDay = 1
		w.move("drone1", "2026-09-07.pm")
	}},
	{"too many sessions a week", func(w *world) { w.instructor("t3").PerWeek = 1 }},
	{"too many sessions over the calendar", func(w *world) {
		w.instructor("t3").PerTerm = 1
		w.move("drone1", "2026-09-16.pm")
	}},
	{"too many sessions from Monday to Friday", func(w *world) {
		w.instructor("t3").PerWeek = 1
		w.move("drone1", "2026-09-11.pm")
	}},
}

var breakClash = []mutation{
	{"two visits a day", func(w *world) { w.move("code1", "2026-09-07.pm") }},
	{"two visits a day after a cohort with one", func(w *world) {
		w.plan.Visits = withoutRequest(w.plan.Visits, "q5")
		w.plan.Sessions = w.plan.Sessions[:4]
		w.move("code1", "2026-09-07.pm")
	}},
	{"three visits where two are allowed", func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.move("crops1", "2026-09-10.mid")
		w.capacity.Travel.Ways[0].Minutes = 0
		w.capacity.Calendars[1].Terms[0].Periods[0].Start = clock(11, 30)
		w.request("q5").Visits = 2
		w.add(matching.Visit{Request: "q5", Choice: 2, Offering: "code1", Slot: "2026-09-10.am"})
		w.move("paper1", "2026-09-10.pm")
	}},
	{"two visits in one slot", func(w *world) {
		w.demand.VisitsPerDay = 5
		w.move("code1", "2026-09-07.am")
	}},
	{"two visits that overlap", func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.move("crops1", "2026-09-07.mid")
	}},
	{"no time for the way there", func(w *world) { crossOver(w, clock(11, 59), clock(13, 0)) }},
	{"no time for the way back", func(w *world) {
		crossOver(w, clock(11, 30), clock(13, 31))
		w.move("paper1", "2026-09-07.pm")
	}},
	{"no time for a way known in the other direction", func(w *world) {
		crossOver(w, clock(11, 59), clock(13, 0))
		w.capacity.Travel.Ways[0] = capacity.Way{From: "farm", Center: "hub", Minutes: 30}
	}},
	{"no time for the computed way", func(w *world) {
		crossOver(w, clock(11, 54), clock(13, 0))
		w.capacity.Travel.Ways = nil
	}},
	{"a slower bus", func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.capacity.Travel.Speed = nil, 399
		w.request("q1").MaxTravel = 0
	}},
	{"more fixed minutes", func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.capacity.Travel.Fixed = nil, 6
		w.request("q1").MaxTravel = 0
	}},
	{"a center farther away", func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.center("farm").At.Y = nil, 150
	}},
	{"a longer known way", func(w *world) {
		crossOver(w, clock(12, 0), clock(13, 0))
		w.capacity.Travel.Ways[0].Minutes = 31
	}},
}

// crossOver puts the visits of cohort a1 at the hub and at the farm on one
// morning, the one at the farm between two clocks.
func crossOver(w *world, start, end capacity.Clock) {
	w.lift()
	w.demand.VisitsPerDay = 2
	period := &w.capacity.Calendars[1].Terms[0].Periods[0]
	period.Start, period.End = start, end
	w.move("crops1", "2026-09-07.mid")
}
