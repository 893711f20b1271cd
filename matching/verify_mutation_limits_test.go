package matching_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

var breakHeadcount = []mutation{
	{"room for one person less", func(w *world) { w.center("hub").Headcount = 79 }},
	{"room for nearly nobody", func(w *world) { w.center("hub").Headcount = 1 }},
	{"one adult more", func(w *world) { w.request("q1").Adults = 8 }},
	{"one adult more with the other", func(w *world) { w.request("q2").Adults = 4 }},
	{"many adults on another day", func(w *world) { w.request("q3").Adults = 69 }},
	{"a limit off campus", func(w *world) { w.center("farm").Headcount = 46 }},
	{"more adults off campus", func(w *world) {
		w.center("farm").Headcount = 47
		w.request("q5").Adults = 8
	}},
	{"more adults by the framework", func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 6}}
	}},
	{"a least number of adults by the framework", func(w *world) {
		w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 10, Minimum: 7, From: 30}}
	}},
	{"a younger class", func(w *world) { w.cohort("a1").Grade = 2 }},
	{"a larger class", func(w *world) {
		w.capacity.Stocks, w.capacity.Budgets = nil, nil
		w.offering("robot1").PupilsPerInstructor = 16
		w.cohort("a2").Size = 31
	}},
	{"a third group in the slot", func(w *world) {
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
	{"one unit less", func(w *world) { w.capacity.Stocks[0].Units = 29 }},
	{"none left", func(w *world) { w.capacity.Stocks[0].Units = 0 }},
	{"two units a pupil", func(w *world) { w.course("robot").Consumables[0].PerPupil = 2 }},
	{"another course uses it in the same slot", consume("paper", "kit", 1)},
	{"another course uses it on another day", consume("drone", "kit", 1)},
	{"another item", stocked("hub", "glue", 39, consume("paper", "glue", 1))},
	{"an item used by two groups", stocked("hub", "glue", 21, consume("drone", "glue", 1))},
	{"many units a pupil", stocked("hub", "glue", 79999, consume("paper", "glue", 2000))},
	{"an item off campus", stocked("farm", "kit", 39, consume("crops", "kit", 1))},
	{"an item online", stocked("web", "kit", 29, consume("code", "kit", 1))},
	{"a course's second item", stocked("hub", "glue", 59, consume("robot", "glue", 2))},
	{"a larger class", func(w *world) {
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
	{"one fen less", func(w *world) { w.capacity.Budgets[0].Amount-- }},
	{"nothing", func(w *world) { w.capacity.Budgets[0].Amount = 0 }},
	{"a fee one fen higher", func(w *world) { w.course("robot").Fees[0].PerPupil++ }},
	{"a fee one fen higher off campus", func(w *world) { w.course("crops").Fees[0].PerPupil++ }},
	{"another course costs", fee("paper", "materials", 1)},
	{"a shared course costs", fee("drone", "materials", 1)},
	{"an online course costs", fee("code", "materials", 1)},
	{"another line", budgeted("activities", 39, fee("paper", "activities", 1))},
	{"another line at one center", budgeted("activities", 29, fee("code", "activities", 1), "web")},
	{"one of the centers", budgeted("materials", 14999, func(*world) {}, "hub")},
	{"the other center", budgeted("materials", 7999, func(*world) {}, "farm", "web")},
	{"both centers", budgeted("materials", 22999, func(*world) {}, "farm", "hub")},
	{"a larger class", func(w *world) {
		w.center("hub").Headcount, w.capacity.Stocks = 0, nil
		w.offering("robot1").PupilsPerInstructor = 16
		w.cohort("a2").Size = 31
	}},
}

var breakTransport = []mutation{
	{"a minute too far", func(w *world) { w.request("q1").MaxTravel = 9 }},
	{"a minute too far off campus", func(w *world) { w.request("q5").MaxTravel = 19 }},
	{"a minute too far for the other school", func(w *world) { w.request("q4").MaxTravel = 14 }},
	{"a slower bus", func(w *world) { w.capacity.Travel.Speed = 399 }},
	{"one more fixed minute", func(w *world) { w.capacity.Travel.Fixed = 6 }},
	{"a longer known way", func(w *world) {
		w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s1", Center: "hub", Minutes: 11})
	}},
	{"a longer way for the second school", func(w *world) {
		w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s1", Center: "hub", Minutes: 1}, capacity.Way{School: "s2", Center: "hub", Minutes: 20})
		w.request("q3").MaxTravel = 19
	}},
	{"a school that moved", func(w *world) { w.school("s1").At.X = 2001 }},
	{"a center that moved", func(w *world) { w.center("hub").At.Y = 100 }},
	{"one bus less", func(w *world) { w.capacity.Fleets[0].Buses = 2 }},
	{"no bus", func(w *world) { w.capacity.Fleets[0].Buses = 0 }},
	{"smaller buses", func(w *world) { w.capacity.Fleets[0].Seats = 32 }},
	{"more adults", func(w *world) {
		w.center("hub").Headcount = 0
		w.request("q1").Adults = 51
	}},
	{"a second school in the fleet", func(w *world) {
		w.center("hub").Headcount = 0
		w.school("s2").Fleet = "yellow"
		w.session("drone1").Instructors = []capacity.InstructorID{"t6", "t7"}
		w.move("drone1", "2026-09-07.am")
	}},
	{"a slot that overlaps at another center", func(w *world) {
		w.capacity.Budgets = nil
		w.request("q5").Cohort = "b3"
		w.school("s2").Fleet = "yellow"
		w.move("crops1", "2026-09-07.mid")
	}},
}

var breakQuota = []mutation{
	{"one visit less", func(w *world) { w.quota("contract").Most = 1 }},
	{"none allowed", func(w *world) { w.quota("contract").Most = 0 }},
	{"pupils instead of visits", func(w *world) { w.quota("contract").Most, w.quota("contract").Unit = 69, capacity.Pupils }},
	{"one center more", func(w *world) { w.quota("contract").Centers = []capacity.CenterID{"farm", "hub"} }},
	{"all centers", func(w *world) { w.quota("contract").Centers = nil }},
	{"all schools", func(w *world) { w.quota("contract").Schools = nil }},
	{"a school by its area", func(w *world) { w.quota("contract").Areas = []capacity.AreaID{"west"} }},
	{"a reservation one pupil larger", func(w *world) { w.quota("reserved").Most = 21 }},
	{"a reservation for others", func(w *world) { w.quota("reserved").Schools = []curriculum.SchoolID{"s2"} }},
	{"a reservation for an area without schools", func(w *world) {
		w.quota("reserved").Schools, w.quota("reserved").Areas = nil, []capacity.AreaID{"north"}
	}},
	{"one visit less for each", func(w *world) { w.quota("support").Most = 1 }},
	{"pupils of each", func(w *world) { w.quota("support").Unit, w.quota("support").Most = capacity.Pupils, 21 }},
	{"each at all times", func(w *world) { w.quota("support").Times = nil }},
	{"each at more times", func(w *world) { w.quota("support").Times = hours(clock(8, 30), clock(12, 0)) }},
	{"one course", func(w *world) {
		w.quota("contract").Courses, w.quota("contract").Most = []curriculum.CourseID{"robot"}, 0
	}},
	{"one course online", func(w *world) {
		w.quota("contract").Courses, w.quota("contract").Centers, w.quota("contract").Most = []curriculum.CourseID{"old", "code"}, nil, 0
	}},
}
