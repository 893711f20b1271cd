package matching_test

import (
	"math"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

var breakSplit = []mutation{
	{name: "a part more than allowed", damage: rich(func(w *world) { w.request("q9").Parts = 2 })},
	{name: "parts where none are allowed", damage: rich(func(w *world) { w.request("q9").Parts = 0 })},
	{name: "a visit with a part less", damage: rich(func(w *world) {
		w.widen()
		w.close("dye1", "2026-09-15.am")
	})},
	{name: "a visit of the others whole", damage: rich(func(w *world) {
		w.widen()
		w.close("spin1", "2026-09-15.am")
		w.close("dye1", "2026-09-15.am")
	})},
	{name: "a gap in the numbers", damage: rich(func(w *world) { w.at("knit1", "2026-09-08.am").Part = 3 })},
	{name: "a number beyond all", damage: rich(func(w *world) { w.at("knit1", "2026-09-08.am").Part = math.MaxInt })},
	{name: "a number below 0", damage: rich(func(w *world) { w.at("spin1", "2026-09-08.am").Part = math.MinInt })},
	{name: "numbers from 1", damage: rich(func(w *world) {
		w.rotateOnce()
		for i := range w.plan.Visits {
			if v := &w.plan.Visits[i]; v.Request == "q9" {
				v.Part++
			}
		}
	})},
	{name: "a number twice", damage: rich(func(w *world) {
		w.rotateOnce()
		w.course("spin").MinGroup = 0
		w.at("knit1", "2026-09-08.am").Part = 1
	})},
	{name: "a whole visit numbered 1", damage: func(w *world) { w.visit("q1").Part = 1 }},
	{name: "two rows for one slot", damage: func(w *world) {
		w.lift()
		w.course("drone").Minimum = 6
		w.room("r4").Seats = 24
		w.offering("drone2").Rooms = []capacity.RoomID{"r4"}
		w.add(matching.Visit{Request: "q3", Choice: 1, Part: 1, Offering: "drone2", Slot: "2026-09-08.pm"}, "t7")
	}},
	{name: "two parts in a session", damage: rich(func(w *world) {
		w.rotateOnce()
		w.widen()
		w.close("knit1", "2026-09-08.am")
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q9", Part: 2, Choice: 1, Offering: "dye1", Slot: "2026-09-08.am"})
	})},
	{name: "a part at another center", damage: rich(func(w *world) {
		w.rotateOnce()
		w.session("knit1").Offering, w.session("knit1").Instructors = "knit2", []capacity.InstructorID{"u2"}
		w.at("knit1", "2026-09-08.am").Offering = "knit2"
	})},
	{name: "a part that stays at home", damage: rich(func(w *world) {
		w.rotateOnce()
		w.course("knit").Delivery = curriculum.Blended
	})},
	{name: "a first part that stays at home", damage: rich(func(w *world) {
		w.rotateOnce()
		w.course("spin").Delivery = curriculum.Blended
	})},
	{name: "a pupil too many in a part", damage: rich(func(*world) {}), late: func(w *world) { w.at("dye1", "2026-09-08.am").Pupils++ }},
	{name: "a pupil moved to another part", damage: rich(func(*world) {}), late: func(w *world) {
		w.at("spin1", "2026-09-08.am").Pupils--
		w.at("dye1", "2026-09-08.am").Pupils++
	}},
	{name: "a negative share", damage: rich(func(*world) {}), late: func(w *world) { w.at("dye1", "2026-09-10.pm").Pupils = math.MinInt }},
	{name: "the whole cohort in each part", damage: rich(func(*world) {}), late: func(w *world) {
		for i := range w.plan.Visits {
			if v := &w.plan.Visits[i]; v.Request == "q9" {
				v.Pupils = 31
			}
		}
	}},
}

var breakOutreach = []mutation{
	{name: "a meter beyond its reach", damage: rich(func(w *world) { w.capacity.Teams[0].Reach = 4999 })},
	{name: "a team that stays at home", damage: rich(func(w *world) { w.capacity.Teams[0].Reach = 0 })},
	{name: "a school that moved away", damage: rich(func(w *world) { w.school("s4").At.Y = 10_002 })},
	{name: "another school that moved away", damage: rich(func(w *world) { w.school("s5").At.X = -101 })},
	{name: "a center that moved away", damage: rich(func(w *world) { w.center("mill").At = capacity.Point{X: -2} })},
	{name: "one session at once", damage: rich(func(w *world) { w.capacity.Teams[0].Sessions = 1 })},
	{name: "a third session at once", damage: rich(func(w *world) { w.thirdKite("kite") })},
	{name: "a third session of another course", damage: rich(func(w *world) {
		w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "drum", Tier: curriculum.Experience, Delivery: curriculum.Outreach})
		w.instructor("u2").Courses = append(w.instructor("u2").Courses, "drum")
		w.thirdKite("drum")
	})},
	{name: "two schools in two sessions", damage: rich(func(w *world) {
		w.close("kite2", "2026-09-15.am")
		w.add(matching.Visit{Request: "r2", Offering: "kite2", Slot: "2026-09-16.am"}, "u4")
	})},
	{name: "two schools in a session", damage: rich(func(w *world) {
		w.request("r1").Share, w.request("r3").Share = capacity.ShareAnyone, capacity.ShareAnyone
		w.close("kite1", "2026-09-16.am")
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "r3", Offering: "kite1", Slot: "2026-09-15.am"})
	})},
	{name: "a class that moved to another school", damage: rich(func(w *world) { w.cohort("e2").School = "s5" })},
	{name: "the other class that moved", damage: rich(func(w *world) { w.cohort("e1").School = "s5" })},
	{name: "another team without the reach", damage: rich(func(w *world) {
		w.capacity.Teams = append(w.capacity.Teams, capacity.Team{ID: "bike", Center: "mill", Reach: 500, Sessions: 1})
		w.offering("kite2").Team = "bike"
	})},
}

// thirdKite adds a third session of the team for its school in one slot.
func (w *world) thirdKite(course curriculum.CourseID) {
	w.instructor("u2").Courses = append(w.instructor("u2").Courses, "kite")
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "kite3", Center: "mill", Course: course, Team: "van", Seats: 60})
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "e4", School: "s4", Grade: 4, Size: 20})
	w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "r4", Cohort: "e4", Choices: []matching.Choice{{Course: course}}})
	w.add(matching.Visit{Request: "r4", Offering: "kite3", Slot: "2026-09-15.am"}, "u2")
}
