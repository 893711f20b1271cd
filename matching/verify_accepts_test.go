package matching_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestVerifyAccepts keeps Verify from finding fault with what is just allowed.
func TestVerifyAccepts(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(*world)
	}{
		{"times that meet the slot", "a slot may fill its times", func(w *world) {
			w.request("q1").Times = hours(clock(8, 30), clock(11, 30))
			w.offering("paper1").Times = capacity.Times{{Start: capacity.At(day(7), clock(8, 30)), End: capacity.At(day(7), clock(11, 30))}}
		}},
		{"the second of two patterns", "times are a union", func(w *world) {
			w.request("q1").Times = append(on(1, 2), hours(clock(8, 0), clock(12, 0))...)
		}},
		{"lessons around the slot", "intervals are half-open", func(w *world) {
			w.room("r1").Teaching = append(hours(clock(7, 0), clock(8, 30)), hours(clock(11, 30), clock(13, 0))...)
			w.instructor("t1").Teaching = w.room("r1").Teaching
		}},
		{"a lesson on another day", "a pattern holds on its days alone", func(w *world) {
			w.room("r1").Teaching = capacity.Times{{Days: 0b1111101}}
			w.instructor("t1").Teaching = on(6, 8)
		}},
		{"a closure for another grade", "it closes for the named grades alone", closed(capacity.Closure{Times: on(7), Grades: curriculum.Grades(1, 4)})},
		{"a closure of another center", "it closes what it names alone", closed(capacity.Closure{Centers: []capacity.CenterID{"farm"}})},
		{"a closure of another room", "it closes what it names alone", closed(capacity.Closure{Rooms: []capacity.RoomID{"r1"}})},
		{"a closure of another area", "it closes what it names alone", closed(capacity.Closure{Areas: []capacity.AreaID{"north"}})},
		{"a closure that ends at the start", "intervals are half-open", closed(capacity.Closure{Times: capacity.Times{{End: capacity.At(day(7), clock(8, 30))}}})},
		{"license and validity of the day", "spans include both ends", func(w *world) {
			w.center("farm").License = capacity.DateSpan{From: day(9), To: day(9)}
			w.offering("crops1").Valid = capacity.DateSpan{From: day(9), To: day(9)}
		}},
		{"more instructors than needed", "R9 asks for at least so many", func(w *world) { w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t6", "t7"} }},
		{"one instructor more online", "an online course needs none, and may have some", func(w *world) {
			w.instructor("t7").Centers, w.instructor("t7").Courses = []capacity.CenterID{"hub", "web"}, []curriculum.CourseID{"code"}
			w.session("code1").Instructors = []capacity.InstructorID{"t7"}
		}},
		{"limits of an instructor met", "each is the most that is allowed", func(w *world) {
			t3 := w.instructor("t3")
			t3.PerDay, t3.PerWeek, t3.PerTerm = 1, 2, 2
		}},
		{"one session in each of two weeks", "weeks run from Monday to Sunday", func(w *world) {
			w.instructor("t3").PerWeek = 1
			w.move("drone1", "2026-09-14.pm")
		}},
		{"another center on another day", "R9 asks for one center a day", func(w *world) { w.session("crops1").Instructors = []capacity.InstructorID{"t3"} }},
		{"an overlap at two centers for two cohorts", "R10 is about one cohort", func(w *world) {
			w.lift()
			w.move("crops1", "2026-09-08.mid")
		}},
		{"two visits a day with time for the way", "the minutes between are those of the known way", func(w *world) { crossOver(w, clock(12, 0), clock(13, 0)) }},
		{"two visits a day with time for the computed way", "8,000 m at 400 m a minute and 5 fixed minutes", func(w *world) {
			crossOver(w, clock(11, 55), clock(13, 0))
			w.capacity.Travel.Ways = nil
		}},
		{"two visits a day, one online", "nobody travels to an online course", func(w *world) {
			w.demand.VisitsPerDay = 2
			w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{From: "web", Center: "hub", Minutes: 500})
			w.move("code1", "2026-09-07.pm")
		}},
		{"a crowd online", "nobody is counted at an online site", func(w *world) { w.center("web").Headcount = 1 }},
		{"a far online site", "nobody travels to an online course", func(w *world) {
			w.request("q6").MaxTravel = 1
			w.center("web").At = capacity.Point{X: 1_000_000}
		}},
		{"an item without a stock", "it is not limited", func(w *world) { w.capacity.Stocks[0].Item = "glue" }},
		{"a line without a budget", "it is not limited", func(w *world) { w.capacity.Budgets[0].Line = "activities" }},
		{"a budget of other centers", "fees at others are not its", func(w *world) {
			w.capacity.Budgets[0] = capacity.Budget{ID: "year", Line: "materials", Centers: []capacity.CenterID{"web"}}
		}},
		{"a school with buses of its own", "no fleet limits it", func(w *world) {
			w.school("s1").Fleet = ""
			w.capacity.Fleets[0].Buses = 0
		}},
		{"a quota of other courses", "it counts its courses alone", func(w *world) {
			w.quota("contract").Courses, w.quota("contract").Most = []curriculum.CourseID{"drone"}, 0
		}},
		{"no schools left to others", "a reservation for all schools limits nobody", func(w *world) {
			w.quota("reserved").Areas, w.quota("reserved").Most = []capacity.AreaID{"city"}, 0
		}},
		{"just enough adults", "R17 asks for at least so many", func(w *world) { w.request("q1").Adults = 7 }},
		{"no adults for the youngest", "a framework may ask for none", func(w *world) {
			w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.Grades(7, 12), PupilsPerAdult: 10}}
			w.request("q1").Adults = 1
		}},
		{"notice to the minute", "a visit may start when the notice ends", func(w *world) { w.demand.AsOf = capacity.At(day(4), clock(8, 30)) }},
		{"no as-of time", "it lies before everything", func(w *world) { w.demand.AsOf, w.demand.NoticeDays = 0, 3650 }},
		{"everything pinned", "the notice does not apply to pins", func(w *world) {
			w.demand.AsOf = capacity.At(day(30), 0)
			w.demand.Pins = pinAll(w, "q1", "q2", "q3", "q4", "q5", "q6")
		}},
		{"everything pinned, also in parts", "each part has a pin", rich(func(w *world) {
			w.demand.AsOf = capacity.At(day(30), 0)
			w.demand.Pins = nil
			for i, v := range w.plan.Visits {
				pin := matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot, Kind: matching.PinKind(i % 2)}
				pin.Instructors = w.sessionAt(pin).Instructors
				w.demand.Pins = append(w.demand.Pins, pin)
			}
		})},
		{"slots of one name in two calendars", "they are two slots, so that their visits are two and not one in parts", func(w *world) {
			w.twoCalendars()
			w.demand.AsOf = capacity.At(day(30), 0)
			w.demand.Pins = append(pinAll(w, "q1", "q2", "q3", "q4", "q6"), w.pins("q5", "2026-09-09.am")...)
		}},
		{"an online course without seats", "it has room for all", func(w *world) { w.offering("code1").Seats = 0 }},
		{"a blended course", "nobody travels or is counted", func(w *world) {
			w.course("code").Delivery, w.offering("code1").Center = curriculum.Blended, "hub"
			w.offering("code1").Seats, w.request("q6").MaxTravel, w.center("hub").Headcount = 0, 1, 80
			w.capacity.Quotas = nil
			w.session("code1").Instructors = []capacity.InstructorID{"t7"}
			w.instructor("t7").Courses = []curriculum.CourseID{"code"}
			w.session("paper1").Slot, w.visit("q1").Slot = "2026-09-08.am", "2026-09-08.am"
		}},
		{"one course in two parts at once", "parts may do it side by side", rich(func(w *world) {
			w.rotateOnce()
			w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "dye2", Center: "lab", Course: "dye", Rooms: []capacity.RoomID{"l4"}})
			w.instructor("v3").Courses = append(w.instructor("v3").Courses, "dye")
			w.session("knit1").Offering = "dye2"
			row := w.at("knit1", "2026-09-08.am")
			row.Offering, row.Choice = "dye2", 1
		})},
		{"a part less than allowed", "a cohort may stay larger", rich(func(w *world) { w.request("q9").Parts = 4 })},
		{"as many as all parts together", "R12 counts each at its center, with its adults", rich(func(w *world) { w.center("lab").Headcount = 35 })},
		{"buses for all parts together", "31 pupils and 4 adults fill two buses of 18 seats", rich(func(w *world) {
			w.capacity.Fleets = append(w.capacity.Fleets, capacity.Fleet{ID: "green", Buses: 2, Seats: 18})
			w.school("s3").Fleet = "green"
		})},
		{"a quota of split visits", "each counts once, where its part 0 is", rich(counted(capacity.Quota{Most: 1, Courses: []curriculum.CourseID{"dye"}}))},
		{"a quota of the pupils of parts", "they count where they are", rich(counted(capacity.Quota{Most: 31, Unit: capacity.Pupils, Courses: []curriculum.CourseID{"dye"}}))},
		{"a program with choices", "the choices narrow what the program takes", rich(func(w *world) {
			w.request("q8").Choices = []matching.Choice{{Tier: curriculum.Practice}, {Tier: curriculum.Experience}}
			for i := range w.plan.Visits {
				if v := &w.plan.Visits[i]; v.Request == "q8" && v.Component < 2 {
					v.Choice = 1
				}
			}
		})},
		{"a program not begun", "whole means all or nothing, and of the craft hours a visit counts for 4 at the most", rich(func(w *world) {
			w.missing = map[matching.RequestID]int{"q8": 4}
			w.close("weave1", "2026-09-07.am")
			w.close("pot1", "2026-09-09.am")
			w.close("wire1", "2026-09-11.am")
			w.close("weld1", "2026-09-14.pm")
		})},
		{"a program that may be partial", "two hours lack, which one visit of four could bring", lacking(1, func(w *world) {
			w.sampler().Whole, w.sampler().Components[0].Hours = false, 9
		})},
		{"a program that lacks two visits", "five hours lack, and no visit counts for more than four", lacking(2, func(w *world) {
			w.sampler().Whole, w.sampler().Components[0].Hours = false, 12
		})},
		{"a program that lacks longer visits", "the longest of the calendar counts, used or not", lacking(1, func(w *world) {
			w.sampler().Whole, w.sampler().Components[0].Hours = false, 12
			w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 5
		})},
		{"a program that nothing fits", "one visit is missing, whatever the hours", rich(func(w *world) {
			w.missing = map[matching.RequestID]int{"q8": 1}
			w.sampler().Whole = false
			w.sampler().Components = append(w.sampler().Components, matching.Component{Hours: 100, Tags: []string{"nowhere"}})
		})},
		{"traits of nothing", "two courses without a major have none in common", rich(func(w *world) { w.course("wire").Occupations = nil })},
		{"traits of parts", "parts of one visit do not count against each other", rich(func(w *world) {
			w.programInParts()
			w.rotateOnce()
			g := &w.demand.Programs[1]
			g.Distinct = matching.Traits(matching.TraitMajor, matching.TraitCenter)
			g.Components = g.Components[1:]
			w.request("q9").Visits = 0
		})},
		{"proven optimal", "points and bound agree", func(w *world) { w.plan.Status = matching.Optimal }},
		{"two visits a day that meet at one center", "there is no way between", func(w *world) {
			w.lift()
			w.demand.VisitsPerDay = 2
			w.capacity.Calendars[0].Terms[0].Periods[1].Start = clock(11, 30)
			w.instructor("t5").Centers[0], w.offering("crops1").Center = "hub", "hub"
			w.offering("crops1").Rooms[0], w.room("r3").Seats = "r3", 40
			w.move("crops1", "2026-09-07.pm")
		}},
		{"an instructor's sessions that meet", "one ends when the other starts", func(w *world) {
			w.capacity.Calendars[0].Terms[0].Periods[1].Start = clock(11, 30)
			w.quota("support").Times = nil
			w.move("drone1", "2026-09-07.pm")
			w.quota("support").Most = 4
		}},
		{"the last date of a term", "a term includes both ends", func(w *world) { w.move("code1", "2026-09-18.am") }},
		{"a group at both limits", "limits of size are allowed sizes", func(w *world) { w.course("robot").MinGroup, w.course("robot").MaxGroup = 30, 30 }},
		{"a canceled search", "it is a way to stop", func(w *world) { w.plan.Stats.Stopped = matching.Canceled }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.change(w)
			p := w.problem(t)
			w.keepBooks(p)
			if w.plan.Status == matching.Optimal {
				w.plan.Bound = w.plan.Points
			}
			w.plan.Unplaced[0].Reason = matching.Impossible
			w.plan.Unplaced[0].Options = 3
			w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: 1}, {Rule: rule.Open, Options: 2}}
			if v := matching.Verify(p, w.plan); len(v) > 0 {
				t.Errorf("%s, but: %v", test.reason, v)
			}
		})
	}
}

// twoCalendars has q5 come twice a day, in slots of one id in two calendars.
func (w *world) twoCalendars() {
	w.lift()
	w.demand.VisitsPerDay = 2
	period := &w.capacity.Calendars[1].Terms[0].Periods[0]
	period.ID, period.Start, period.End = "am", clock(12, 0), clock(13, 0)
	w.request("q5").Visits, w.request("q5").Choices = 2, append(w.request("q5").Choices, matching.Choice{Course: "old"})
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "old1", Center: "hub", Course: "old", Rooms: []capacity.RoomID{"r1"}})
	w.instructor("t1").Courses = append(w.instructor("t1").Courses, "old")
	w.move("crops1", "2026-09-09.am")
	w.add(matching.Visit{Request: "q5", Choice: 3, Offering: "old1", Slot: "2026-09-09.am"}, "t1")
}
