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
	{name: "a slot on a Saturday", damage: func(w *world) { w.move("code1", "2026-09-12.am") }},
	{name: "a slot of another calendar", damage: func(w *world) { w.move("crops1", "2026-09-09.am") }},
	{name: "a slot that is no slot at all", damage: func(w *world) { w.move("code1", "soon") }},
	{name: "a holiday", damage: func(w *world) {
		w.capacity.Calendars[0].Terms[0].Except = []capacity.DateSpan{{From: day(8), To: day(8)}}
	}},
	{name: "a license that ended", damage: func(w *world) { w.center("hub").License.To = day(7) }},
	{name: "a license to come", damage: func(w *world) { w.center("farm").License.From = day(10) }},
	{name: "an offering that ended", damage: func(w *world) { w.offering("drone1").Valid.To = day(7) }},
	{name: "an offering to come", damage: func(w *world) { w.offering("paper1").Valid.From = day(8) }},
	{name: "an offering on other days", damage: func(w *world) { w.offering("crops1").Times = on(8, 10) }},
	{name: "an offering for a part of the slot", damage: func(w *world) { w.offering("drone1").Times = hours(clock(14, 0), clock(16, 0)) }},
	{name: "a lesson in the room", damage: func(w *world) { w.room("r1").Teaching = on(7) }},
	{name: "a lesson in the second room", damage: func(w *world) { w.room("r4").Teaching = on(7) }},
	{name: "a lesson in the slot's last minute", damage: func(w *world) { w.room("r3").Teaching = hours(clock(16, 29), clock(18, 0)) }},
	{name: "everything closed", damage: closed(capacity.Closure{})},
	{name: "the room closed", damage: closed(capacity.Closure{Rooms: []capacity.RoomID{"r1", "r3"}})},
	{name: "the center closed", damage: closed(capacity.Closure{Centers: []capacity.CenterID{"hub"}})},
	{name: "the center's area closed", damage: closed(capacity.Closure{Areas: []capacity.AreaID{"east"}})},
	{name: "the area above the center's closed", damage: closed(capacity.Closure{Areas: []capacity.AreaID{"north", "city"}})},
	{name: "the school's area closed", damage: closed(capacity.Closure{Areas: []capacity.AreaID{"west"}, Kind: capacity.Weather})},
	{name: "closed for the cohort's grade", damage: closed(capacity.Closure{Grades: curriculum.Grades(10, 10), Kind: capacity.Exams})},
	{name: "the school's area closed for its grade", damage: closed(capacity.Closure{Areas: []capacity.AreaID{"west"}, Grades: curriculum.Grades(11, 12)})},
	{name: "closed in the slot's first minute", damage: closed(capacity.Closure{Times: capacity.Times{{End: capacity.At(day(7), clock(8, 31))}}})},
}

var breakRoom = []mutation{
	{name: "the first offering's room in the second", damage: func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r1"} }},
	{name: "the first offering's room beside the second's", damage: func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r2", "r4", "r1"} }},
	{name: "the second offering's first room", damage: func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r1", "r2"} }},
	{name: "the second offering's last room", damage: func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r1"} }},
	{name: "both rooms of the second offering", damage: func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r2", "r1"} }},
	{name: "two offerings of a course at once", damage: func(w *world) { splitDrones(w, "2026-09-08.pm") }},
	{name: "two offerings of a course at once, one with another room too", damage: func(w *world) {
		splitDrones(w, "2026-09-08.pm")
		w.offering("drone2").Rooms = []capacity.RoomID{"r1", "r3"}
	}},
	{name: "a session moved into another's slot", damage: func(w *world) {
		w.lift()
		w.offering("robot1").Rooms = []capacity.RoomID{"r2", "r4", "r3"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{name: "the other session moved", damage: func(w *world) {
		w.lift()
		w.offering("paper1").Rooms = []capacity.RoomID{"r1", "r3"}
		w.move("paper1", "2026-09-08.pm")
	}},
	{name: "three sessions in a room", damage: func(w *world) {
		w.lift()
		w.offering("robot1").Rooms = []capacity.RoomID{"r1"}
		w.offering("drone1").Rooms = []capacity.RoomID{"r1"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{name: "a shared room off campus", damage: func(w *world) {
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
	{name: "one seat short by the offering", damage: func(w *world) { w.offering("paper1").Seats = 39 }},
	{name: "one seat short for the larger part", damage: rich(func(w *world) { w.room("l2").Seats = 10 })},
	{name: "one seat short at the school", damage: rich(func(w *world) { w.offering("kite2").Seats = 25 })},
	{name: "one seat short by the room", damage: func(w *world) { w.room("r1").Seats = 39 }},
	{name: "one seat short by two rooms", damage: func(w *world) { w.room("r4").Seats = 9 }},
	{name: "one room less", damage: func(w *world) { w.offering("robot1").Rooms = []capacity.RoomID{"r2"} }},
	{name: "one seat short for two groups", damage: func(w *world) { w.offering("drone1").Seats = 21 }},
	{name: "one seat short in the room for two groups", damage: func(w *world) { w.room("r3").Seats = 21 }},
	{name: "one seat short off campus", damage: func(w *world) { w.offering("crops1").Seats = 39 }},
	{name: "a small yard", damage: func(w *world) { w.room("yard").Seats = 1 }},
	{name: "one seat short online", damage: func(w *world) { w.offering("code1").Seats = 29 }},
	{name: "a larger class", damage: func(w *world) {
		w.lift()
		w.cohort("a2").Size = 36
		w.offering("robot1").PupilsPerInstructor = 18
	}},
	{name: "a larger group of two", damage: func(w *world) {
		w.lift()
		w.cohort("b1").Size = 15
		w.offering("drone1").PupilsPerInstructor = 13
	}},
	{name: "a larger group online", damage: func(w *world) {
		w.lift()
		w.course("robot").MaxGroup = 101
		w.cohort("a2").Size = 101
		w.offering("robot1").PupilsPerInstructor, w.room("r2").Seats = 51, 90
	}},
}

var breakMinimum = []mutation{
	{name: "one pupil short for the smaller parts", damage: rich(func(w *world) { w.course("knit").Minimum = 11 })},
	{name: "one pupil short by the offering", damage: func(w *world) { w.offering("paper1").Minimum = 41 }},
	{name: "one pupil short by the course", damage: func(w *world) { w.course("robot").Minimum = 31 }},
	{name: "one pupil short for two groups", damage: func(w *world) { w.offering("drone1").Minimum = 23 }},
	{name: "one pupil short for two groups by the course", damage: func(w *world) { w.course("drone").Minimum = 23 }},
	{name: "one pupil short off campus", damage: func(w *world) { w.course("crops").Minimum = 41 }},
	{name: "one pupil short online", damage: func(w *world) { w.offering("code1").Minimum = 31 }},
	{name: "far too few online", damage: func(w *world) { w.course("code").Minimum = 100 }},
	{name: "a session with nobody", damage: func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "code1", Slot: "2026-09-10.am"})
	}},
	{name: "a session with nobody but an instructor", damage: func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "drone2", Slot: "2026-09-10.am", Instructors: []capacity.InstructorID{"t6"}})
	}},
	{name: "a session whose only visit was dropped", damage: func(w *world) { w.plan.Visits = withoutRequest(w.plan.Visits, "q1") }},
	{name: "a session that lost one of two groups", damage: func(w *world) {
		w.offering("drone1").Minimum = 13
		w.plan.Visits = withoutRequest(w.plan.Visits, "q4")
	}},
	{name: "a smaller class", damage: func(w *world) {
		w.course("robot").MinGroup = 1
		w.cohort("a2").Size = 14
	}},
	{name: "two groups that were split", damage: func(w *world) {
		w.course("drone").Minimum = 12
		splitDrones(w, "2026-09-09.pm")
	}},
}

var breakStaff = []mutation{
	{name: "one instructor short for the larger part", damage: rich(func(w *world) { w.course("spin").PupilsPerInstructor = 10 })},
	{name: "nobody who carries the course", damage: rich(func(w *world) { w.session("kite2").Instructors = nil })},
	{name: "one instructor short", damage: func(w *world) { w.session("paper1").Instructors = []capacity.InstructorID{"t1"} }},
	{name: "no instructor", damage: func(w *world) { w.session("paper1").Instructors = nil }},
	{name: "fewer pupils per instructor", damage: func(w *world) { w.course("drone").PupilsPerInstructor = 10 }},
	{name: "fewer pupils per instructor by the offering", damage: func(w *world) { w.offering("drone1").PupilsPerInstructor = 10 }},
	{name: "more instructors by the offering", damage: func(w *world) { w.offering("crops1").Instructors = 2 }},
	{name: "more instructors by the course", damage: func(w *world) { w.course("crops").Instructors = 2 }},
	{name: "an instructor for an online course", damage: func(w *world) { w.course("code").Instructors = 1 }},
	{name: "pupils per instructor online", damage: func(w *world) { w.course("code").PupilsPerInstructor = 30 }},
	{name: "somebody of another center", damage: func(w *world) { w.instructor("t1").Centers = []capacity.CenterID{"farm", "web"} }},
	{name: "somebody of another course", damage: func(w *world) { w.instructor("t2").Courses = []curriculum.CourseID{"code"} }},
	{name: "somebody of another major", damage: func(w *world) { w.instructor("t4").Majors = []curriculum.MajorID{"soft"} }},
	{name: "a major for a course without one", damage: func(w *world) {
		w.instructor("t5").Courses, w.instructor("t5").Majors = nil, []curriculum.MajorID{"mech", "soft"}
	}},
	{name: "not available that day", damage: func(w *world) { w.instructor("t6").Available = on(7, 9) }},
	{name: "available for a part of the slot", damage: func(w *world) { w.instructor("t6").Available = hours(clock(14, 1), clock(18, 0)) }},
	{name: "a lesson of their own", damage: func(w *world) { w.instructor("t1").Teaching = on(7) }},
	{name: "a lesson in the slot's first minute", damage: func(w *world) { w.instructor("t1").Teaching = hours(clock(8, 0), clock(8, 31)) }},
	{name: "two sessions in a slot", damage: func(w *world) { w.session("paper1").Instructors = []capacity.InstructorID{"t1", "t3"} }},
	{name: "two sessions that overlap", damage: func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.instructor("t5").Centers = []capacity.CenterID{"farm", "hub"}
		w.instructor("t5").Majors = []curriculum.MajorID{"mech"}
		w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t5"}
		w.move("drone1", "2026-09-09.am")
	}},
	{name: "two centers on a day", damage: func(w *world) {
		w.session("crops1").Instructors = []capacity.InstructorID{"t3"}
		w.move("crops1", "2026-09-08.mid")
	}},
	{name: "too many sessions a day", damage: func(w *world) {
		w.instructor("t3").PerDay = 1
		w.move("drone1", "2026-09-07.pm")
	}},
	{name: "too many sessions a week", damage: func(w *world) { w.instructor("t3").PerWeek = 1 }},
	{name: "too many sessions over the calendar", damage: func(w *world) {
		w.instructor("t3").PerTerm = 1
		w.move("drone1", "2026-09-16.pm")
	}},
	{name: "too many sessions from Monday to Friday", damage: func(w *world) {
		w.instructor("t3").PerWeek = 1
		w.move("drone1", "2026-09-11.pm")
	}},
}

var breakClash = []mutation{
	{name: "two split visits a day", damage: rich(func(w *world) {
		for _, id := range []capacity.OfferingID{"spin1", "dye1", "knit1"} {
			w.move(id, "2026-09-10.am")
		}
	})},
	{name: "a visit beside the program", damage: rich(func(w *world) {
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q91", Cohort: "d2", Choices: []matching.Choice{{Course: "code"}}})
		w.add(matching.Visit{Request: "q91", Offering: "code1", Slot: "2026-09-14.am"})
	})},
	{name: "two visits a day after a cohort with one", damage: func(w *world) {
		w.plan.Visits = withoutRequest(w.plan.Visits, "q5")
		w.plan.Sessions = w.plan.Sessions[:4]
		w.move("code1", "2026-09-07.pm")
	}},
	{name: "two visits a day", damage: func(w *world) { w.move("code1", "2026-09-07.pm") }},
	{name: "three visits where two are allowed", damage: func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.move("crops1", "2026-09-10.mid")
		w.capacity.Travel.Ways[0].Minutes = 0
		w.capacity.Calendars[1].Terms[0].Periods[0].Start = clock(11, 30)
		w.request("q5").Visits = 2
		w.add(matching.Visit{Request: "q5", Choice: 2, Offering: "code1", Slot: "2026-09-10.am"})
		w.move("paper1", "2026-09-10.pm")
	}},
	{name: "two visits in one slot", damage: func(w *world) {
		w.demand.VisitsPerDay = 5
		w.move("code1", "2026-09-07.am")
	}},
	{name: "two visits that overlap", damage: func(w *world) {
		w.lift()
		w.demand.VisitsPerDay = 2
		w.move("crops1", "2026-09-07.mid")
	}},
	{name: "no time for the way there", damage: func(w *world) { crossOver(w, clock(11, 59), clock(13, 0)) }},
	{name: "no time for the way back", damage: func(w *world) {
		crossOver(w, clock(11, 30), clock(13, 31))
		w.move("paper1", "2026-09-07.pm")
	}},
	{name: "no time for a way known in the other direction", damage: func(w *world) {
		crossOver(w, clock(11, 59), clock(13, 0))
		w.capacity.Travel.Ways[0] = capacity.Way{From: "farm", Center: "hub", Minutes: 30}
	}},
	{name: "no time for the computed way", damage: func(w *world) {
		crossOver(w, clock(11, 54), clock(13, 0))
		w.capacity.Travel.Ways = nil
	}},
	{name: "a slower bus", damage: func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.capacity.Travel.Speed = nil, 399
		w.request("q1").MaxTravel = 0
	}},
	{name: "more fixed minutes", damage: func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.capacity.Travel.Fixed = nil, 6
		w.request("q1").MaxTravel = 0
	}},
	{name: "a center farther away", damage: func(w *world) {
		crossOver(w, clock(11, 55), clock(13, 0))
		w.capacity.Travel.Ways, w.center("farm").At.Y = nil, 150
	}},
	{name: "a longer known way", damage: func(w *world) {
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
