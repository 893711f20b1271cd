package matching_test

import (
	"slices"

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
	{name: "a senior class at Experience", damage: func(w *world) { w.cohort("a1").Grade = 10 }},
	{name: "a vocational class at Experience", damage: func(w *world) { w.cohort("a1").Grade = curriculum.Vocational1 }},
	{name: "Exploration without an intent", damage: func(w *world) { w.cohort("b1").Intents = nil }},
	{name: "Exploration without the competition", damage: func(w *world) { w.cohort("b2").Intents = nil }},
	{name: "a lower-primary class at Practice", damage: func(w *world) {
		w.lift()
		w.course("robot").Grades = 0
		w.cohort("a2").Grade = 4
	}},
	{name: "upper primary from grade 6", damage: func(w *world) {
		w.curriculum.Framework.UpperPrimary = 6
		w.course("crops").Tier, w.course("crops").Products = curriculum.Practice, []string{"seedling"}
	}},
	{name: "Experience from grade 6", damage: func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Experience, Grades: curriculum.Grades(6, 9)})
	}},
	{name: "Practice from grade 9", damage: func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Practice, Grades: curriculum.Grades(9, 12)})
	}},
	{name: "Practice that asks for an intent", damage: func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Practice, Grades: curriculum.AllGrades, Intent: curriculum.Intents(curriculum.DevelopMajor)})
	}},
	{name: "Exploration from grade 11", damage: func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Exploration, Grades: curriculum.Grades(11, 12)})
	}},
	{name: "Exploration for competitions alone", damage: func(w *world) {
		w.curriculum.Framework.Tiers = tiers(curriculum.TierRule{Tier: curriculum.Exploration, Grades: curriculum.AllGrades, Intent: curriculum.Intents(curriculum.EnterCompetition)})
	}},
	{name: "a course raised to Exploration", damage: func(w *world) { w.course("paper").Tier = curriculum.Exploration }},
	{name: "an online course raised to Exploration", damage: func(w *world) { w.course("code").Tier = curriculum.Exploration }},
}

var breakCourse = []mutation{
	{name: "grades above the cohort's", damage: func(w *world) { w.course("robot").Grades = curriculum.Grades(9, 12) }},
	{name: "grades below the cohort's", damage: func(w *world) { w.course("robot").Grades = curriculum.Grades(5, 7) }},
	{name: "a group too small", damage: func(w *world) { w.course("robot").MinGroup = 31 }},
	{name: "a group too large", damage: func(w *world) { w.course("robot").MaxGroup = 29 }},
	{name: "a group too large online", damage: func(w *world) { w.course("code").MaxGroup = 29 }},
	{name: "one more prerequisite", damage: func(w *world) { w.course("robot").Prerequisites = []curriculum.CourseID{"paper", "old"} }},
	{name: "the prerequisite not completed", damage: func(w *world) { w.cohort("a2").Completed = nil }},
	{name: "another course completed", damage: func(w *world) { w.cohort("a2").Completed = []curriculum.CourseID{"old"} }},
	{name: "the orientation not done", damage: func(w *world) { w.cohort("a2").Oriented = nil }},
	{name: "an orientation that nobody did", damage: func(w *world) { w.course("drone").Orientation = []curriculum.OrientationID{"flight"} }},
	{name: "the course completed before", damage: func(w *world) { w.cohort("a1").Completed = []curriculum.CourseID{"paper"} }},
	{name: "the course completed before by one of two", damage: func(w *world) { w.cohort("b2").Completed = []curriculum.CourseID{"old", "drone"} }},
	{name: "a part smaller than the smallest group", damage: rich(func(w *world) { w.course("spin").MinGroup = 11 })},
	{name: "a part larger than the largest group", damage: rich(func(w *world) { w.course("spin").MaxGroup = 10 })},
	{name: "a cohort that fits only in parts", damage: rich(func(w *world) {
		w.rotateOnce()
		w.widen()
		w.request("q9").Parts = 0
		w.close("knit1", "2026-09-08.am")
		w.close("dye1", "2026-09-08.am")
		w.course("spin").MaxGroup = 30
	})},
	{name: "a part twice in a workshop", damage: rich(func(w *world) {
		w.at("spin1", "2026-09-10.pm").Part, w.at("dye1", "2026-09-10.pm").Part = 0, 2
	})},
	{name: "the course twice for a program", damage: rich(func(w *world) {
		p := w.sampler()
		p.Components[0].Hours, p.Distinct = 8, 0
		w.course("weave").Hours = 4
		w.close("pot1", "2026-09-09.am")
		w.add(matching.Visit{Request: "q8", Offering: "weave1", Slot: "2026-09-09.am"}, "u1")
	})},
	{name: "the course for two requests, in parts", damage: rich(func(w *world) {
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q91", Cohort: "d1", Parts: 3, Choices: w.request("q9").Choices})
		for part, id := range []capacity.OfferingID{"spin1", "dye1", "knit1"} {
			w.add(matching.Visit{Request: "q91", Part: part, Choice: part, Offering: id, Slot: "2026-09-16.am"}, []capacity.InstructorID{"v1", "v2", "v3"}[part])
		}
	})},
	{name: "the course twice in the plan", damage: func(w *world) {
		w.lift()
		w.plan.Visits = withoutRequest(w.plan.Visits, "q5")
		w.plan.Sessions = w.plan.Sessions[:4]
		w.add(matching.Visit{Request: "q5", Choice: 1, Offering: "paper1", Slot: "2026-09-09.am"}, "t1", "t2")
	}},
}

var breakChoice = []mutation{
	{name: "a choice beyond the last", damage: func(w *world) { w.visit("q3").Choice = 2 }},
	{name: "a negative choice", damage: func(w *world) { w.visit("q3").Choice = -1 }},
	{name: "another course's choice", damage: func(w *world) { w.visit("q6").Choice = 0 }},
	{name: "another course", damage: func(w *world) { w.request("q1").Choices[0].Course = "old" }},
	{name: "another theme", damage: func(w *world) {
		w.course("paper").Theme, w.course("drone").Theme, w.request("q4").Choices[0].Theme = "print", "machines", "print"
	}},
	{name: "a course without a theme", damage: func(w *world) { w.course("drone").Theme, w.request("q2").Choices[0].Theme = "machines", "machines" }},
	{name: "another tier", damage: func(w *world) { w.request("q4").Choices[0].Tier = curriculum.Practice }},
	{name: "another major", damage: func(w *world) { w.request("q3").Choices[1].Major = "soft" }},
	{name: "a course without a major", damage: func(w *world) { w.request("q1").Choices[0].Major = "mech" }},
	{name: "another occupation", damage: func(w *world) { w.request("q2").Choices[0].Occupation = "printer" }},
	{name: "another center", damage: func(w *world) { w.request("q2").Choices[0].Center = "farm" }},
	{name: "times of the request on other days", damage: func(w *world) { w.request("q1").Times = on(8, 9) }},
	{name: "times of the request that start a minute late", damage: func(w *world) { w.request("q1").Times = hours(clock(8, 31), clock(12, 0)) }},
	{name: "times of the request that end a minute early", damage: func(w *world) { w.request("q1").Times = hours(clock(8, 0), clock(11, 29)) }},
	{name: "times of the request in two parts", damage: func(w *world) {
		w.request("q1").Times = append(hours(clock(8, 0), clock(10, 0)), hours(clock(10, 0), clock(12, 0))...)
	}},
	{name: "times of the request but for the date", damage: func(w *world) {
		w.request("q1").Times = capacity.Times{{Except: []capacity.DateSpan{{From: day(5), To: day(7)}}}}
	}},
	{name: "times of the choice on other weekdays", damage: func(w *world) { w.request("q2").Choices[0].Times = capacity.Times{{Days: 0b0111100}} }},
	{name: "times of the choice that end before", damage: func(w *world) {
		w.request("q2").Choices[0].Times = capacity.Times{{End: capacity.At(day(7), clock(11, 0))}}
	}},
	{name: "times of the choice that start after", damage: func(w *world) {
		w.request("q2").Choices[0].Times = capacity.Times{{Start: capacity.At(day(7), clock(9, 0))}}
	}},
	{name: "a choice of a request without any", damage: rich(func(w *world) { w.at("weld1", "2026-09-14.pm").Choice = 1 })},
	{name: "a negative choice of a request without any", damage: rich(func(w *world) { w.at("weld1", "2026-09-14.pm").Choice = -1 })},
	{name: "a choice of a request with a program", damage: rich(func(w *world) {
		w.request("q8").Choices = []matching.Choice{{Tier: curriculum.Experience}, {Tier: curriculum.Practice}}
	})},
	{name: "a choice of one part", damage: rich(func(w *world) { w.at("dye1", "2026-09-08.am").Choice = 0 })},
	{name: "a split visit more than wanted", damage: rich(func(w *world) { w.request("q9").Visits = 2 })},
	{name: "hours that start a minute late after an early start", damage: func(w *world) {
		w.request("q1").Times = hours(clock(8, 31), clock(12, 0))
		w.request("q1").Times[0].Start = capacity.At(day(1), 0)
	}},
	{name: "hours that end a minute early before a late end", damage: func(w *world) {
		w.request("q1").Times = hours(clock(8, 0), clock(11, 29))
		w.request("q1").Times[0].End = capacity.At(day(30), 0)
	}},
	{name: "a visit more than wanted", damage: func(w *world) {
		w.add(matching.Visit{Request: "q5", Choice: 2, Offering: "code1", Slot: "2026-09-10.am"})
	}},
}

var breakSharing = []mutation{
	{name: "one says nothing", damage: func(w *world) { w.request("q3").Share = 0 }},
	{name: "the other says nothing", damage: func(w *world) { w.request("q4").Share = 0 }},
	{name: "one shares with nobody", damage: func(w *world) { w.request("q3").Share = capacity.ShareNobody }},
	{name: "the other shares with nobody", damage: func(w *world) { w.request("q4").Share = capacity.ShareNobody }},
	{name: "the offering is shared with nobody", damage: func(w *world) { w.offering("drone1").Sharing = capacity.ShareNobody }},
	{name: "one school wanted, two come", damage: func(w *world) {
		w.lift()
		w.cohort("b2").School = "s1"
	}},
	{name: "one school offered, two come", damage: func(w *world) {
		w.lift()
		w.cohort("b2").School = "s1"
		w.request("q3").Share = capacity.ShareAnyone
		w.offering("drone1").Sharing = capacity.ShareSchool
	}},
	{name: "one stage wanted, two come", damage: func(w *world) { w.cohort("b2").Grade = 9 }},
	{name: "one stage wanted, vocational pupils come", damage: func(w *world) { w.cohort("b1").Grade = curriculum.Vocational2 }},
	{name: "one stage offered, two come", damage: func(w *world) {
		w.cohort("b2").Grade = 9
		w.request("q4").Share = capacity.ShareAnyone
		w.offering("drone1").Sharing = capacity.ShareStage
	}},
	{name: "a part beside strangers", damage: rich(func(w *world) {
		w.room("l3").Seats = 35
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q91", Cohort: "b3", Choices: []matching.Choice{{Course: "dye"}}, Share: capacity.ShareAnyone})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q91", Offering: "dye1", Slot: "2026-09-15.am"})
	})},
	{name: "two requests of one school that share with nobody", damage: rich(func(w *world) {
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "e4", School: "s4", Grade: 4, Size: 20})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "r4", Cohort: "e4", Choices: []matching.Choice{{Course: "kite"}}, Share: capacity.ShareSchool})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "r4", Offering: "kite1", Slot: "2026-09-15.am"})
	})},
	{name: "a third of another stage", damage: func(w *world) {
		w.offering("drone1").Seats = 24
		w.quota("reserved").Most = 24
		w.quota("support").Most = 3
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "b4", School: "s2", Grade: 9, Size: 2, Intents: w.cohort("b1").Intents})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q8", Cohort: "b4", Choices: w.request("q4").Choices, Share: capacity.ShareAnyone})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q8", Offering: "drone1", Slot: "2026-09-08.pm"})
	}},
	{name: "a third who shares with nobody", damage: func(w *world) {
		w.quota("reserved").Most = 24
		w.quota("support").Most = 3
		w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "b4", School: "s2", Grade: 12, Size: 2, Intents: w.cohort("b1").Intents})
		w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q8", Cohort: "b4", Choices: w.request("q4").Choices})
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q8", Offering: "drone1", Slot: "2026-09-08.pm"})
	}},
}

var breakAdults = []mutation{
	{name: "one adult short", damage: func(w *world) { w.request("q1").Adults = 6 }},
	{name: "one adult alone", damage: func(w *world) { w.request("q1").Adults = 1 }},
	{name: "one adult short in junior middle", damage: func(w *world) { w.request("q2").Adults = 2 }},
	{name: "one adult short in senior high", damage: func(w *world) { w.request("q3").Adults = 1 }},
	{name: "one adult short off campus", damage: func(w *world) { w.request("q5").Adults = 6 }},
	{name: "one adult short online", damage: func(w *world) { w.request("q6").Adults = 2 }},
	{name: "a younger class", damage: func(w *world) {
		w.cohort("a1").Grade = 2
		w.request("q1").Adults = 7
	}},
	{name: "a larger class", damage: func(w *world) {
		w.lift()
		w.cohort("a2").Size = 32
		w.offering("robot1").PupilsPerInstructor = 16
		w.request("q2").Adults = 3
	}},
	{name: "a stricter rule", damage: func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.Grades(1, 6), PupilsPerAdult: 5}}
		w.request("q1").Adults = 7
	}},
	{name: "a higher least number", damage: func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 10, Minimum: 5, From: 30}}
		w.request("q2").Adults = 4
	}},
	{name: "a least number for groups of any size", damage: func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 20, Minimum: 2}}
		w.request("q4").Adults = 1
	}},
}

var breakNotice = []mutation{
	{name: "a pinned visit in parts", damage: rich(func(w *world) {
		w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q9", Offering: "dye1", Slot: "2026-09-08.am"})
	})},
	{name: "a part that is not pinned", damage: rich(func(w *world) {
		w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")[:2]...)
	})},
	{name: "a part pinned elsewhere", damage: rich(func(w *world) {
		w.rotateOnce()
		w.widen()
		w.request("q9").Parts = 2
		w.close("knit1", "2026-09-08.am")
		w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")...)
		w.demand.Pins[len(w.demand.Pins)-1].Offering = "knit1"
	})},
	{name: "a split visit pinned whole, and too soon", damage: rich(func(w *world) {
		w.demand.AsOf = capacity.At(day(30), 0)
		w.demand.Pins = nil
		for _, v := range w.plan.Visits {
			w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot})
		}
		last := w.pins("q9", "2026-09-15.am")
		w.demand.Pins = slices.DeleteFunc(w.demand.Pins, func(pin matching.Pin) bool {
			return pin.Request == "q9" && pin.Slot == last[0].Slot && pin.Offering != last[0].Offering
		})
	})},
	{name: "an instructor pinned to another part", damage: rich(func(w *world) {
		pins := w.pins("q9", "2026-09-08.am")
		pins[0].Instructors = w.sessionAt(pins[1]).Instructors
		w.demand.Pins = append(w.demand.Pins, pins...)
	})},
	{name: "too soon for a split visit", damage: rich(func(w *world) {
		w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(8), 0), 2
		w.demand.Pins = append(pinAll(w, "q1", "q2", "q3", "q4", "q5", "q6"), matching.Pin{Request: "q8", Offering: "weave1", Slot: "2026-09-07.am"},
			matching.Pin{Request: "q8", Offering: "pot1", Slot: "2026-09-09.am"})
	})},
	{name: "planned the day before", damage: func(w *world) { w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(8), clock(14, 1)), 0 }},
	{name: "planned a minute too late", damage: func(w *world) { w.demand.AsOf = capacity.At(day(4), clock(8, 31)) }},
	{name: "a week's notice", damage: func(w *world) { w.demand.NoticeDays = 7 }},
	{name: "years of notice", damage: func(w *world) { w.demand.NoticeDays = 3650 }},
	{name: "a visit that is no longer pinned", damage: func(w *world) {
		w.demand.Pins = append(pinAll(w, "q1", "q3", "q4", "q5"), w.demand.Pins[0])
		w.demand.AsOf = capacity.At(day(30), 0)
	}},
	{name: "a pin to another slot", damage: func(w *world) { w.demand.Pins[0].Slot = "2026-09-08.am" }},
	{name: "a pin to another offering", damage: func(w *world) {
		w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q3", Offering: "drone2", Slot: "2026-09-08.pm"})
	}},
	{name: "a pin of an unplaced request", damage: func(w *world) {
		w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q7", Offering: "paper1", Slot: "2026-09-10.am", Kind: matching.Frozen})
	}},
	{name: "another instructor pinned", damage: func(w *world) { w.demand.Pins[0].Instructors = []capacity.InstructorID{"t6"} }},
	{name: "one more instructor pinned", damage: func(w *world) { w.demand.Pins[0].Instructors = []capacity.InstructorID{"t3", "t7"} }},
	{name: "the pinned instructor replaced", damage: func(w *world) { w.session("robot1").Instructors = []capacity.InstructorID{"t4", "t6"} }},
	{name: "the pinned visit dropped", damage: func(w *world) {
		w.plan.Visits = withoutRequest(w.plan.Visits, "q2")
		w.plan.Sessions = append(w.plan.Sessions[:1:1], w.plan.Sessions[2:]...)
	}},
	{name: "the pinned visit moved", damage: func(w *world) {
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
