package matching_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// tiers returns the framework's default tier rules, with one changed.
func tiers(changed curriculum.TierRule) []curriculum.TierRule {
	var list []curriculum.TierRule
	for t := curriculum.Experience; t <= curriculum.Exploration; t++ {
		r, _ := curriculum.Framework{}.Rule(t)
		if t == changed.Tier {
			r = changed
		}
		list = append(list, r)
	}
	return list
}

var breakTier = []mutation{
	{"a senior class at Experience", func(w *world) { w.cohort("a1").Grade = 10 }},
	{"a vocational class at Experience", func(w *world) { w.cohort("a1").Grade = curriculum.Vocational1 }},
	{"Exploration without an intent", func(w *world) { w.cohort("b1").Intents = nil }},
	{"Exploration without the competition", func(w *world) { w.cohort("b2").Intents = nil }},
	{"a lower-primary class at Practice", func(w *world) {
		w.lift()
		w.course("robot").Grades = 0
		w.cohort("a2").Grade = 4
	}},
	{"upper primary from grade 6", func(w *world) {
		w.curriculum.Framework.UpperPrimary = 6
		w.course("crops").Tier, w.course("crops").Products = curriculum.Practice, []string{"seedling"}
	}},
	{"Experience from grade 6", func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Experience, Grades: curriculum.Grades(6, 9)})
	}},
	{"Practice from grade 9", func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Practice, Grades: curriculum.Grades(9, 12)})
	}},
	{"Practice that asks for an intent", func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Practice, Grades: curriculum.AllGrades, Intent: curriculum.Intents(curriculum.DevelopMajor)})
	}},
	{"Exploration from grade 11", func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Exploration, Grades: curriculum.Grades(11, 12)})
	}},
	{"Exploration for competitions alone", func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Exploration, Grades: curriculum.AllGrades, Intent: curriculum.Intents(curriculum.EnterCompetition)})
	}},
	{"a course raised to Exploration", func(w *world) { w.course("paper").Tier = curriculum.Exploration }},
	{"an online course raised to Exploration", func(w *world) { w.course("code").Tier = curriculum.Exploration }},
}

var breakCourse = []mutation{
	{"grades above the cohort's", func(w *world) { w.course("robot").Grades = curriculum.Grades(9, 12) }},
	{"grades below the cohort's", func(w *world) { w.course("robot").Grades = curriculum.Grades(5, 7) }},
	{"a group too small", func(w *world) { w.course("robot").MinGroup = 31 }},
	{"a group too large", func(w *world) { w.course("robot").MaxGroup = 29 }},
	{"a group too large online", func(w *world) { w.course("code").MaxGroup = 29 }},
	{"one more prerequisite", func(w *world) { w.course("robot").Prerequisites = []curriculum.CourseID{"paper", "old"} }},
	{"the prerequisite not completed", func(w *world) { w.cohort("a2").Completed = nil }},
	{"another course completed", func(w *world) { w.cohort("a2").Completed = []curriculum.CourseID{"old"} }},
	{"the orientation not done", func(w *world) { w.cohort("a2").Oriented = nil }},
	{"an orientation that nobody did", func(w *world) { w.course("drone").Orientation = []curriculum.OrientationID{"flight"} }},
	{"the course completed before", func(w *world) { w.cohort("a1").Completed = []curriculum.CourseID{"paper"} }},
	{"the course completed before by one of two", func(w *world) { w.cohort("b2").Completed = []curriculum.CourseID{"old", "drone"} }},
	{"the course twice in the plan", func(w *world) {
		w.lift()
		w.plan.Visits = withoutRequest(w.plan.Visits, "q5")
		w.plan.Sessions = w.plan.Sessions[:4]
		w.add(matching.Visit{Request: "q5", Choice: 1, Offering: "paper1", Slot: "2026-09-09.am"}, "t1", "t2")
	}},
}

var breakChoice = []mutation{
	{"a choice beyond the last", func(w *world) { w.visit("q3").Choice = 2 }},
	{"a negative choice", func(w *world) { w.visit("q3").Choice = -1 }},
	{"another course's choice", func(w *world) { w.visit("q6").Choice = 0 }},
	{"another course", func(w *world) { w.request("q1").Choices[0].Course = "old" }},
	{"another tier", func(w *world) { w.request("q4").Choices[0].Tier = curriculum.Practice }},
	{"another major", func(w *world) { w.request("q3").Choices[1].Major = "soft" }},
	{"a course without a major", func(w *world) { w.request("q1").Choices[0].Major = "mech" }},
	{"another occupation", func(w *world) { w.request("q2").Choices[0].Occupation = "printer" }},
	{"another center", func(w *world) { w.request("q2").Choices[0].Center = "farm" }},
	{"times of the request on other days", func(w *world) { w.request("q1").Times = on(8, 9) }},
	{"times of the request that start a minute late", func(w *world) { w.request("q1").Times = hours(clock(8, 31), clock(12, 0)) }},
	{"times of the request that end a minute early", func(w *world) { w.request("q1").Times = hours(clock(8, 0), clock(11, 29)) }},
	{"times of the request in two parts", func(w *world) {
		w.request("q1").Times = append(hours(clock(8, 0), clock(10, 0)), hours(clock(10, 0), clock(12, 0))...)
	}},
	{"times of the request but for the date", func(w *world) {
		w.request("q1").Times = capacity.Times{{Except: []capacity.DateSpan{{From: day(5), To: day(7)}}}}
	}},
	{"times of the choice on other weekdays", func(w *world) { w.request("q2").Choices[0].Times = capacity.Times{{Days: 0b0111100}} }},
	{"times of the choice that end before", func(w *world) {
		w.request("q2").Choices[0].Times = capacity.Times{{End: capacity.At(day(7), clock(11, 0))}}
	}},
	{"times of the choice that start after", func(w *world) {
		w.request("q2").Choices[0].Times = capacity.Times{{Start: capacity.At(day(7), clock(9, 0))}}
	}},
	{"a visit more than wanted", func(w *world) {
		w.add(matching.Visit{Request: "q5", Choice: 2, Offering: "code1", Slot: "2026-09-10.am"})
	}},
}

var breakSharing = []mutation{
	{"one says nothing", func(w *world) { w.request("q3").Share = 0 }},
	{"the other says nothing", func(w *world) { w.request("q4").Share = 0 }},
	{"one shares with nobody", func(w *world) { w.request("q3").Share = capacity.ShareNobody }},
	{"the other shares with nobody", func(w *world) { w.request("q4").Share = capacity.ShareNobody }},
	{"the offering is shared with nobody", func(w *world) { w.offering("drone1").Sharing = capacity.ShareNobody }},
	{"one school wanted, two come", func(w *world) {
		w.lift()
		w.cohort("b2").School = "s1"
	}},
	{"one school offered, two come", func(w *world) {
		w.lift()
		w.cohort("b2").School = "s1"
		w.request("q3").Share = capacity.ShareAnyone
		w.offering("drone1").Sharing = capacity.ShareSchool
	}},
	{"one stage wanted, two come", func(w *world) { w.cohort("b2").Grade = 9 }},
	{"one stage wanted, vocational pupils come", func(w *world) { w.cohort("b1").Grade = curriculum.Vocational2 }},
	{"one stage offered, two come", func(w *world) {
		w.cohort("b2").Grade = 9
		w.request("q4").Share = capacity.ShareAnyone
		w.offering("drone1").Sharing = capacity.ShareStage
	}},
	{"a third of another stage", func(w *world) {
		w.offering("drone1").Seats = 24
		w.quota("reserved").Most = 24
		w.quota("support").Most = 3
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "b4", School: "s2", Grade: 9, Size: 2, Intents: w.cohort("b1").Intents})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q8", Cohort: "b4", Choices: w.request("q4").Choices, Share: capacity.ShareAnyone})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q8", Offering: "drone1", Slot: "2026-09-08.pm"})
	}},
	{"a third who shares with nobody", func(w *world) {
		w.quota("reserved").Most = 24
		w.quota("support").Most = 3
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "b4", School: "s2", Grade: 12, Size: 2, Intents: w.cohort("b1").Intents})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q8", Cohort: "b4", Choices: w.request("q4").Choices})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q8", Offering: "drone1", Slot: "2026-09-08.pm"})
	}},
}

var breakAdults = []mutation{
	{"one adult short", func(w *world) { w.request("q1").Adults = 6 }},
	{"one adult alone", func(w *world) { w.request("q1").Adults = 1 }},
	{"one adult short in junior middle", func(w *world) { w.request("q2").Adults = 2 }},
	{"one adult short in senior high", func(w *world) { w.request("q3").Adults = 1 }},
	{"one adult short off campus", func(w *world) { w.request("q5").Adults = 6 }},
	{"one adult short online", func(w *world) { w.request("q6").Adults = 2 }},
	{"a younger class", func(w *world) {
		w.cohort("a1").Grade = 2
		w.request("q1").Adults = 7
	}},
	{"a larger class", func(w *world) {
		w.lift()
		w.cohort("a2").Size = 32
		w.offering("robot1").PupilsPerInstructor = 16
		w.request("q2").Adults = 3
	}},
	{"a stricter rule", func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.Grades(1, 6), PupilsPerAdult: 5}}
		w.request("q1").Adults = 7
	}},
	{"a higher least number", func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 10, Minimum: 5, From: 30}}
		w.request("q2").Adults = 4
	}},
	{"a least number for groups of any size", func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 20, Minimum: 2}}
		w.request("q4").Adults = 1
	}},
}

var breakNotice = []mutation{
	{"planned the day before", func(w *world) { w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(8), clock(14, 1)), 0 }},
	{"planned a minute too late", func(w *world) { w.demand.AsOf = capacity.At(day(4), clock(8, 31)) }},
	{"a week's notice", func(w *world) { w.demand.NoticeDays = 7 }},
	{"years of notice", func(w *world) { w.demand.NoticeDays = 3650 }},
	{"a visit that is no longer pinned", func(w *world) {
		w.demand.Pins = append(pinAll(w, "q1", "q3", "q4", "q5"), w.demand.Pins[0])
		w.demand.AsOf = capacity.At(day(30), 0)
	}},
	{"a pin to another slot", func(w *world) { w.demand.Pins[0].Slot = "2026-09-08.am" }},
	{"a pin to another offering", func(w *world) {
		w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q3", Offering: "drone2", Slot: "2026-09-08.pm"})
	}},
	{"a pin of an unplaced request", func(w *world) {
		w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q7", Offering: "paper1", Slot: "2026-09-10.am", Kind: matching.Frozen})
	}},
	{"another instructor pinned", func(w *world) { w.demand.Pins[0].Instructors = []capacity.InstructorID{"t6"} }},
	{"one more instructor pinned", func(w *world) { w.demand.Pins[0].Instructors = []capacity.InstructorID{"t3", "t7"} }},
	{"the pinned instructor replaced", func(w *world) { w.session("robot1").Instructors = []capacity.InstructorID{"t4", "t6"} }},
	{"the pinned visit dropped", func(w *world) {
		w.plan.Visits = withoutRequest(w.plan.Visits, "q2")
		w.plan.Sessions = append(w.plan.Sessions[:1:1], w.plan.Sessions[2:]...)
	}},
	{"the pinned visit moved", func(w *world) {
		pin := w.demand.Pins[0]
		w.move("robot1", "2026-09-10.am")
		w.demand.Pins[0] = pin
	}},
}

// pinAll pins visits of the plan.
func pinAll(w *world, ids ...matching.RequestID) []matching.Pin {
	var pins []matching.Pin
	for _, id := range ids {
		v := w.visit(id)
		pins = append(pins, matching.Pin{Request: id, Offering: v.Offering, Slot: v.Slot})
	}
	return pins
}

// withoutRequest returns the visits but those of a request.
func withoutRequest(visits []matching.Visit, id matching.RequestID) []matching.Visit {
	var rest []matching.Visit
	for _, v := range visits {
		if v.Request != id {
			rest = append(rest, v)
		}
	}
	return rest
}
