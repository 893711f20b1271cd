package matching_test

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

var breakBooks = []mutation{
	{name: "one point more", damage: func(w *world) { w.plan.Points++ }},
	{name: "points beyond all", damage: func(w *world) { w.plan.Points, w.plan.Bound = math.MaxInt64, math.MaxInt64 }},
	{name: "base for rank", damage: func(w *world) { w.plan.Score.Base, w.plan.Score.Rank = w.plan.Score.Base+1, w.plan.Score.Rank-1 }},
	{name: "first visits for travel", damage: func(w *world) { w.plan.Score.First, w.plan.Score.Travel = w.plan.Score.First+1, w.plan.Score.Travel-1 }},
	{name: "cheaper sessions", damage: func(w *world) { w.plan.Score.Session++ }},
	{name: "cheaper travel", damage: func(w *world) { w.plan.Score.Travel++ }},
	{name: "a bound below the points", damage: func(w *world) { w.plan.Bound = w.plan.Points - 1 }},
	{name: "optimal with a gap", damage: func(w *world) { w.plan.Status = matching.Optimal }},
	{name: "an unknown status", damage: func(w *world) { w.plan.Status = 9 }},
	{name: "an unknown way to stop", damage: func(w *world) { w.plan.Stats.Stopped = 9 }},
	{name: "a component without a program", damage: func(w *world) { w.visit("q1").Component = 1 }},
	{name: "a negative component without a program", damage: func(w *world) { w.visit("q1").Component = math.MinInt }},
	{name: "one pupil missing", damage: func(w *world) { w.visit("q1").Pupils-- }},
	{name: "negative pupils", damage: func(w *world) { w.visit("q3").Pupils = math.MinInt }},
	{name: "an unknown request", damage: func(w *world) {
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "nobody", Offering: "code1", Slot: "2026-09-08.am", Pupils: 1})
	}},
	{name: "a visit of an unknown offering", damage: func(w *world) {
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q7", Offering: "nothing", Slot: "2026-09-08.am", Pupils: 25})
	}},
	{name: "a session of an unknown offering", damage: func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "nothing", Slot: "2026-09-08.am"})
	}},
	{name: "a visit twice", damage: func(w *world) { w.plan.Visits = append(w.plan.Visits, w.plan.Visits[0]) }},
	{name: "a visit twice as another choice", damage: func(w *world) {
		v := w.plan.Visits[2]
		v.Choice = 0
		w.plan.Visits = append(w.plan.Visits, v)
	}},
	{name: "a session twice", damage: func(w *world) { w.plan.Sessions = append(w.plan.Sessions, w.plan.Sessions[3]) }},
	{name: "a session not listed", damage: func(w *world) { w.plan.Sessions = slices.Delete(w.plan.Sessions, 0, 1) }},
	{name: "instructors out of order", damage: func(w *world) { slices.Reverse(w.session("drone1").Instructors) }},
	{name: "an instructor twice", damage: func(w *world) {
		w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t6", "t6"}
	}},
	{name: "an unknown instructor", damage: func(w *world) {
		w.session("drone1").Instructors = append(w.session("drone1").Instructors, "t8")
	}},
	{name: "an unknown instructor before the others", damage: func(w *world) {
		w.session("drone1").Instructors = []capacity.InstructorID{"t0", "t3", "t6"}
	}},
	{name: "a missing visit without an entry", damage: func(w *world) { w.plan.Unplaced = w.plan.Unplaced[1:] }},
	{name: "an entry with nothing missing", damage: func(w *world) {
		w.plan.Unplaced = append(w.plan.Unplaced, matching.Unplaced{Request: "q1", Visits: 1, Reason: matching.NotFound})
	}},
	{name: "too many missing", damage: func(w *world) { w.plan.Unplaced[0].Visits++ }},
	{name: "none missing in an entry", damage: func(w *world) { w.plan.Unplaced[0].Visits = 0 }},
	{name: "an entry twice", damage: func(w *world) { w.plan.Unplaced = append(w.plan.Unplaced, w.plan.Unplaced[0]) }},
	{name: "an entry of an unknown request", damage: func(w *world) {
		w.plan.Unplaced = append(w.plan.Unplaced, matching.Unplaced{Request: "nobody", Visits: 1, Reason: matching.NotFound})
	}},
	{name: "an entry without a reason", damage: func(w *world) { w.plan.Unplaced[0].Reason = 0 }},
	{name: "an entry with an unknown reason", damage: func(w *world) { w.plan.Unplaced[0].Reason = 9 }},
	{name: "more cuts than options", damage: func(w *world) {
		w.plan.Unplaced[0].Options = 3
		w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: 2}, {Rule: rule.Course, Options: 2}}
	}},
	{name: "negative cuts", damage: func(w *world) {
		w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: math.MinInt}}
	}},
}
