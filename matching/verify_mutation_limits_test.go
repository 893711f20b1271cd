package matching_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

var breakHeadcount = []mutation{
	{name: "all parts of a visit and one person more", damage: rich(func(w *world) { w.center("lab").Headcount = 34 })},
	{name: "an adult more with the parts", damage: rich(func(w *world) {
		w.center("lab").Headcount = 35
		w.request("q9").Adults = 5
	})},
	{name: "room for one person less", damage: func(w *world) { w.center("hub").Headcount = 79 }},
	{name: "room for nearly nobody", damage: func(w *world) { w.center("hub").Headcount = 1 }},
	{name: "one adult more", damage: func(w *world) { w.request("q1").Adults = 8 }},
	{name: "one adult more with the other", damage: func(w *world) { w.request("q2").Adults = 4 }},
	{name: "many adults on another day", damage: func(w *world) { w.request("q3").Adults = 69 }},
	{name: "a limit off campus", damage: func(w *world) { w.center("farm").Headcount = 46 }},
	{name: "more adults off campus", damage: func(w *world) {
		w.center("farm").Headcount = 47
		w.request("q5").Adults = 8
	}},
	{name: "more adults by the framework", damage: func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 6}}
	}},
	{name: "a least number of adults by the framework", damage: func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 10, Minimum: 7, From: 30}}
	}},
	{name: "a younger class", damage: func(w *world) { w.cohort("a1").Grade = 2 }},
	{name: "a larger class", damage: func(w *world) {
		w.capacity.Stocks, w.capacity.Budgets = nil, nil
		w.offering("robot1").PupilsPerInstructor = 16
		w.cohort("a2").Size = 31
	}},
	{name: "a third group in the slot", damage: func(w *world) {
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
}

// consume makes a course use an item.
func consume(course curriculum.CourseID, item curriculum.ItemID, perPupil int) func(*world) {
	return func(w *world) {
		c := w.course(course)
		c.Consumables = append(c.Consumables, curriculum.Consumption{Item: item, PerPupil: perPupil})
	}
}

// stocked sets what a center has of an item, beside other damage.
func stocked(center capacity.CenterID, item curriculum.ItemID, units int, before func(*world)) func(*world) {
	return func(w *world) {
		before(w)
		w.capacity.Stocks = []capacity.Stock{{Center: center, Item: item, Units: units}}
	}
}

var breakStock = []mutation{
	{name: "an item used by the parts", damage: rich(stocked("lab", "glue", 61, func(w *world) {
		consume("spin", "glue", 1)(w)
		consume("dye", "glue", 1)(w)
	}))},
	{name: "an item used at schools", damage: rich(stocked("mill", "kit", 77, consume("kite", "kit", 1)))},
	{name: "one unit less", damage: func(w *world) { w.capacity.Stocks[0].Units = 29 }},
	{name: "none left", damage: func(w *world) { w.capacity.Stocks[0].Units = 0 }},
	{name: "two units a pupil", damage: func(w *world) { w.course("robot").Consumables[0].PerPupil = 2 }},
	{name: "another course uses it in the same slot", damage: consume("paper", "kit", 1)},
	{name: "another course uses it on another day", damage: consume("drone", "kit", 1)},
	{name: "another item", damage: stocked("hub", "glue", 39, consume("paper", "glue", 1))},
	{name: "an item used by two groups", damage: stocked("hub", "glue", 21, consume("drone", "glue", 1))},
	{name: "many units a pupil", damage: stocked("hub", "glue", 79999, consume("paper", "glue", 2000))},
	{name: "an item off campus", damage: stocked("farm", "kit", 39, consume("crops", "kit", 1))},
	{name: "an item online", damage: stocked("web", "kit", 29, consume("code", "kit", 1))},
	{name: "a course's second item", damage: stocked("hub", "glue", 59, consume("robot", "glue", 2))},
	{name: "a larger class", damage: func(w *world) {
		w.center("hub").Headcount, w.capacity.Budgets = 0, nil
		w.offering("robot1").PupilsPerInstructor = 16
		w.cohort("a2").Size = 31
	}},
}

// fee makes a course cost something on a line.
func fee(course curriculum.CourseID, line curriculum.LineID, perPupil curriculum.Fen) func(*world) {
	return func(w *world) {
		c := w.course(course)
		c.Fees = append(c.Fees, curriculum.Fee{Line: line, PerPupil: perPupil})
	}
}

// budgeted limits a line beside other damage.
func budgeted(line curriculum.LineID, amount curriculum.Fen, before func(*world), centers ...capacity.CenterID) func(*world) {
	return func(w *world) {
		before(w)
		w.capacity.Budgets = append(w.capacity.Budgets, capacity.Budget{ID: "other", Line: line, Amount: amount, Centers: centers})
	}
}

var breakBudget = []mutation{
	{name: "a fee for the parts", damage: rich(budgeted("activities", 92, func(w *world) {
		for _, id := range []curriculum.CourseID{"spin", "dye", "knit"} {
			fee(id, "activities", 1)(w)
		}
	}))},
	{name: "a fee at schools", damage: rich(budgeted("activities", 77, fee("kite", "activities", 1), "mill"))},
	{name: "one fen less", damage: func(w *world) { w.capacity.Budgets[0].Amount-- }},
	{name: "nothing", damage: func(w *world) { w.capacity.Budgets[0].Amount = 0 }},
	{name: "a fee one fen higher", damage: func(w *world) { w.course("robot").Fees[0].PerPupil++ }},
	{name: "a fee one fen higher off campus", damage: func(w *world) { w.course("crops").Fees[0].PerPupil++ }},
	{name: "another course costs", damage: fee("paper", "materials", 1)},
	{name: "a shared course costs", damage: fee("drone", "materials", 1)},
	{name: "an online course costs", damage: fee("code", "materials", 1)},
	{name: "another line", damage: budgeted("activities", 39, fee("paper", "activities", 1))},
	{name: "another line at one center", damage: budgeted("activities", 29, fee("code", "activities", 1), "web")},
	{name: "one of the centers", damage: budgeted("materials", 14999, func(*world) {}, "hub")},
	{name: "the other center", damage: budgeted("materials", 7999, func(*world) {}, "farm", "web")},
	{name: "both centers", damage: budgeted("materials", 22999, func(*world) {}, "farm", "hub")},
	{name: "a larger class", damage: func(w *world) {
		w.center("hub").Headcount, w.capacity.Stocks = 0, nil
		w.offering("robot1").PupilsPerInstructor = 16
		w.cohort("a2").Size = 31
	}},
}

var breakTransport = []mutation{
	{name: "a minute too far for the parts", damage: rich(func(w *world) { w.request("q9").MaxTravel = 7 })},
	{name: "one bus less for all parts together", damage: rich(func(w *world) {
		w.capacity.Fleets = append(w.capacity.Fleets, capacity.Fleet{ID: "green", Buses: 2, Seats: 17})
		w.school("s3").Fleet = "green"
	})},
	{name: "a minute too far", damage: func(w *world) { w.request("q1").MaxTravel = 9 }},
	{name: "a minute too far off campus", damage: func(w *world) { w.request("q5").MaxTravel = 19 }},
	{name: "a minute too far for the other school", damage: func(w *world) { w.request("q4").MaxTravel = 14 }},
	{name: "a slower bus", damage: func(w *world) { w.capacity.Travel.Speed = 399 }},
	{name: "one more fixed minute", damage: func(w *world) { w.capacity.Travel.Fixed = 6 }},
	{name: "a longer known way", damage: func(w *world) {
		w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s1", Center: "hub", Minutes: 11})
	}},
	{name: "a longer way for the second school", damage: func(w *world) {
		w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s1", Center: "hub", Minutes: 1}, capacity.Way{School: "s2", Center: "hub", Minutes: 20})
		w.request("q3").MaxTravel = 19
	}},
	{name: "a school that moved", damage: func(w *world) { w.school("s1").At.X = 2001 }},
	{name: "a center that moved", damage: func(w *world) { w.center("hub").At.Y = 100 }},
	{name: "one bus less", damage: func(w *world) { w.capacity.Fleets[0].Buses = 2 }},
	{name: "no bus", damage: func(w *world) { w.capacity.Fleets[0].Buses = 0 }},
	{name: "smaller buses", damage: func(w *world) { w.capacity.Fleets[0].Seats = 32 }},
	{name: "more adults", damage: func(w *world) {
		w.center("hub").Headcount = 0
		w.request("q1").Adults = 51
	}},
	{name: "a second school in the fleet", damage: func(w *world) {
		w.center("hub").Headcount = 0
		w.school("s2").Fleet = "yellow"
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{name: "a slot that overlaps at another center", damage: func(w *world) {
		w.capacity.Budgets = nil
		w.request("q5").Cohort = "b3"
		w.school("s2").Fleet = "yellow"
		w.move("crops1", "2026-09-07.mid")
	}},
}

// counted adds a quota.
func counted(q capacity.Quota) func(*world) {
	return func(w *world) {
		q.ID = "more"
		w.capacity.Quotas = append(w.capacity.Quotas, q)
	}
}

var breakQuota = []mutation{
	{name: "a split visit less", damage: rich(counted(capacity.Quota{Most: 2, Schools: []curriculum.SchoolID{"s3"}, Courses: []curriculum.CourseID{"spin", "dye", "knit"}}))},
	{name: "a split visit where its part 0 is", damage: rich(counted(capacity.Quota{Courses: []curriculum.CourseID{"dye"}}))},
	{name: "the pupils of other parts", damage: rich(counted(capacity.Quota{Most: 30, Courses: []curriculum.CourseID{"dye"}, Unit: capacity.Pupils}))},
	{name: "schools that a team visits", damage: rich(counted(capacity.Quota{Most: 1, Schools: []curriculum.SchoolID{"s4", "s5"}, Scope: capacity.Each}))},
	{name: "one visit less", damage: func(w *world) { w.quota("contract").Most = 1 }},
	{name: "none allowed", damage: func(w *world) { w.quota("contract").Most = 0 }},
	{name: "pupils instead of visits", damage: func(w *world) { w.quota("contract").Most, w.quota("contract").Unit = 69, capacity.Pupils }},
	{name: "one center more", damage: func(w *world) { w.quota("contract").Centers = []capacity.CenterID{"farm", "hub"} }},
	{name: "all centers", damage: func(w *world) { w.quota("contract").Centers = nil }},
	{name: "all schools", damage: func(w *world) { w.quota("contract").Schools = nil }},
	{name: "a school by its area", damage: func(w *world) { w.quota("contract").Areas = []capacity.AreaID{"west"} }},
	{name: "a reservation one pupil larger", damage: func(w *world) { w.quota("reserved").Most = 21 }},
	{name: "a reservation for others", damage: func(w *world) { w.quota("reserved").Schools = []curriculum.SchoolID{"s2"} }},
	{name: "a reservation for an area without schools", damage: func(w *world) {
		w.quota("reserved").Schools, w.quota("reserved").Areas = nil, []capacity.AreaID{"north"}
	}},
	{name: "one visit less for each", damage: func(w *world) { w.quota("support").Most = 1 }},
	{name: "pupils of each", damage: func(w *world) { w.quota("support").Unit, w.quota("support").Most = capacity.Pupils, 21 }},
	{name: "each at all times", damage: func(w *world) { w.quota("support").Times = nil }},
	{name: "each at more times", damage: func(w *world) { w.quota("support").Times = hours(clock(8, 30), clock(12, 0)) }},
	{name: "one course", damage: func(w *world) {
		w.quota("contract").Courses, w.quota("contract").Most = []curriculum.CourseID{"robot"}, 0
	}},
	{name: "one course online", damage: func(w *world) {
		w.quota("contract").Courses, w.quota("contract").Centers, w.quota("contract").Most = []curriculum.CourseID{"old", "code"}, nil, 0
	}},
}
