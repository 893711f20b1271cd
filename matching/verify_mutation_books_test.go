package matching_test

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

var breakBooks = []mutation{
	{"one point more", func(w *world) { w.plan.Points++ }},
	{"points beyond all", func(w *world) { w.plan.Points, w.plan.Bound = math.MaxInt64, math.MaxInt64 }},
	{"base for rank", func(w *world) { w.plan.Score.Base, w.plan.Score.Rank = w.plan.Score.Base+1, w.plan.Score.Rank-1 }},
	{"first visits for travel", func(w *world) { w.plan.Score.First, w.plan.Score.Travel = w.plan.Score.First+1, w.plan.Score.Travel-1 }},
	{"cheaper sessions", func(w *world) { w.plan.Score.Session++ }},
	{"cheaper travel", func(w *world) { w.plan.Score.Travel++ }},
	{"a bound below the points", func(w *world) { w.plan.Bound = w.plan.Points - 1 }},
	{"optimal with a gap", func(w *world) { w.plan.Status = matching.Optimal }},
	{"an unknown status", func(w *world) { w.plan.Status = 9 }},
	{"an unknown way to stop", func(w *world) { w.plan.Stats.Stopped = 9 }},
	{"one pupil missing", func(w *world) { w.visit("q1").Pupils-- }},
	{"negative pupils", func(w *world) { w.visit("q3").Pupils = math.MinInt }},
	{"an unknown request", func(w *world) {
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "nobody", Offering: "code1", Slot: "2026-09-08.am", Pupils: 1})
	}},
	{"a visit of an unknown offering", func(w *world) {
		w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q7", Offering: "nothing", Slot: "2026-09-08.am", Pupils: 25})
	}},
	{"a session of an unknown offering", func(w *world) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: "nothing", Slot: "2026-09-08.am"})
	}},
	{"a visit twice", func(w *world) { w.plan.Visits = append(w.plan.Visits, w.plan.Visits[0]) }},
	{"a visit twice as another choice", func(w *world) {
		v := w.plan.Visits[2]
		v.Choice = 0
		w.plan.Visits = append(w.plan.Visits, v)
	}},
	{"a session twice", func(w *world) { w.plan.Sessions = append(w.plan.Sessions, w.plan.Sessions[3]) }},
	{"a session not listed", func(w *world) { w.plan.Sessions = slices.Delete(w.plan.Sessions, 0, 1) }},
	{"instructors out of order", func(w *world) { slices.Reverse(w.session("drone1").Instructors) }},
	{"an instructor twice", func(w *world) {
		w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t6", "t6"}
	}},
	{"an unknown instructor", func(w *world) {
		w.session("drone1").Instructors = append(w.session("drone1").Instructors, "t8")
	}},
	{"an unknown instructor before the others", func(w *world) {
		w.session("drone1").Instructors = []capacity.InstructorID{"t0", "t3", "t6"}
	}},
	{"a missing visit without an entry", func(w *world) { w.plan.Unplaced = w.plan.Unplaced[1:] }},
	{"an entry with nothing missing", func(w *world) {
		w.plan.Unplaced = append(w.plan.Unplaced, matching.Unplaced{Request: "q1", Visits: 1, Reason: matching.NotFound})
	}},
	{"too many missing", func(w *world) { w.plan.Unplaced[0].Visits++ }},
	{"none missing in an entry", func(w *world) { w.plan.Unplaced[0].Visits = 0 }},
	{"an entry twice", func(w *world) { w.plan.Unplaced = append(w.plan.Unplaced, w.plan.Unplaced[0]) }},
	{"an entry of an unknown request", func(w *world) {
		w.plan.Unplaced = append(w.plan.Unplaced, matching.Unplaced{Request: "nobody", Visits: 1, Reason: matching.NotFound})
	}},
	{"an entry without a reason", func(w *world) { w.plan.Unplaced[0].Reason = 0 }},
	{"an entry with an unknown reason", func(w *world) { w.plan.Unplaced[0].Reason = 9 }},
	{"more cuts than options", func(w *world) {
		w.plan.Unplaced[0].Options = 3
		w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: 2}, {Rule: rule.Course, Options: 2}}
	}},
	{"negative cuts", func(w *world) {
		w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: -1}}
	}},
}
