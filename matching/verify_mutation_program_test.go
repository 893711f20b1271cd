package matching_test

import (
	"math"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// lacking is rich, with what the class of the program then lacks.
func lacking(visits int, damage func(*world)) func(*world) {
	return rich(func(w *world) {
		w.missing = map[matching.RequestID]int{"q8": visits}
		damage(w)
	})
}

var breakProgram = []mutation{
	{name: "a course without the tag", damage: rich(func(w *world) { w.course("weave").Tags = []string{"old"} })},
	{name: "a course of another major", damage: rich(func(w *world) { w.sampler().Components[1].Majors = []curriculum.MajorID{"mech", "soft"} })},
	{name: "a course without a major", damage: rich(func(w *world) { w.course("wire").Major = "" })},
	{name: "another center", damage: rich(func(w *world) { w.sampler().Components[1].Centers = []capacity.CenterID{"mill"} })},
	{name: "another tier", damage: rich(func(w *world) { w.sampler().Components[2].Tier = curriculum.Exploration })},
	{name: "another course", damage: rich(func(w *world) { w.sampler().Components[2].Courses = []curriculum.CourseID{"robot"} })},
	{name: "another occupation", damage: rich(func(w *world) { w.course("weld").Occupations = []curriculum.OccupationID{"fitter"} })},
	{name: "a component beyond the last", damage: lacking(1, func(w *world) { w.at("weld1", "2026-09-14.pm").Component = 3 })},
	{name: "a component beyond all", damage: lacking(1, func(w *world) { w.at("weld1", "2026-09-14.pm").Component = math.MaxInt })},
	{name: "a negative component", damage: lacking(1, func(w *world) { w.at("wire1", "2026-09-11.am").Component = math.MinInt })},
	{name: "a component that takes other things", damage: lacking(1, func(w *world) { w.at("wire1", "2026-09-11.am").Component = 2 })},
	{name: "more hours than needed", damage: rich(func(w *world) { w.sampler().Components[0].Hours = 4 })},
	{name: "more hours than needed, and one visit would do", damage: rich(func(w *world) { w.sampler().Components[0].Hours = 1 })},
	{name: "more visits than needed", damage: rich(func(w *world) {
		w.sampler().Components[0].Hours, w.sampler().Components[0].Visits = 0, 1
	})},
	{name: "a slot without hours", damage: lacking(1, func(w *world) { w.capacity.Calendars[0].Terms[0].Periods[0].Hours = 0 })},
	{name: "an hour less than the whole", damage: lacking(1, func(w *world) { w.sampler().Components[0].Hours = 8 })},
	{name: "a visit less than the whole", damage: lacking(1, func(w *world) { w.close("weld1", "2026-09-14.pm") })},
	{name: "a component with nothing", damage: lacking(2, func(w *world) {
		w.close("weave1", "2026-09-07.am")
		w.close("pot1", "2026-09-09.am")
	})},
	{name: "an occupation twice", damage: rich(func(w *world) { w.course("pot").Occupations = []curriculum.OccupationID{"printer", "weaver"} })},
	{name: "a major twice", damage: rich(func(w *world) {
		w.course("weave").Major = "elec"
		w.course("pot").Occupations = nil
	})},
	{name: "a center twice", damage: rich(func(w *world) { w.sampler().Distinct = matching.Traits(matching.TraitCenter) })},
	{name: "too many at one center", damage: rich(func(w *world) { w.sampler().MostAtCenter = 2 })},
	{name: "more days wanted between", damage: rich(func(w *world) { w.sampler().DaysApart = 3 })},
	{name: "a day too near", damage: rich(func(w *world) { w.move("weave1", "2026-09-08.pm") })},
	{name: "two on one day", damage: rich(func(w *world) {
		w.demand.VisitsPerDay = 2
		w.move("pot1", "2026-09-07.pm")
	})},
	{name: "out of order", damage: rich(func(w *world) { w.move("wire1", "2026-09-16.am") })},
	{name: "the last component first", damage: rich(func(w *world) {
		w.sampler().DaysApart = 0
		w.move("weave1", "2026-09-15.pm")
		w.move("weld1", "2026-09-08.pm")
	})},
	{name: "parts for two components", damage: rich(func(w *world) {
		w.programInParts()
		w.plan.Visits[len(w.plan.Visits)-1].Component = 0
	})},
	{name: "a part that the component does not take", damage: rich(func(w *world) {
		w.programInParts()
		w.course("dye").Tags = nil
	})},
	{name: "a part with a major of another visit", damage: rich(func(w *world) {
		w.programInParts()
		w.demand.Programs[1].Distinct = matching.Traits(matching.TraitMajor)
	})},
}

// programInParts lets the grade rotate for a program of two components.
func (w *world) programInParts() {
	w.demand.Programs = append(w.demand.Programs, matching.Program{ID: "turns", Components: []matching.Component{
		{Visits: 2, Tags: []string{"thread"}}, {Visits: 1, Tags: []string{"thread"}},
	}})
	for _, id := range []curriculum.CourseID{"spin", "dye", "knit"} {
		w.course(id).Tags = []string{"thread"}
	}
	w.request("q9").Program, w.request("q9").Visits = "turns", 0
	var others, mine []matching.Visit
	for _, v := range w.plan.Visits {
		if v.Request != "q9" {
			others = append(others, v)
			continue
		}
		if v.Slot == "2026-09-15.am" {
			v.Component = 1
		}
		mine = append(mine, v)
	}
	w.plan.Visits = append(others, mine...)
}
