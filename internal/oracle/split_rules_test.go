package oracle_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// halves leaves the class of 10 alone in one slot, and two rooms with seats
// for 5 of them each, both for the first course.
func (w *world) halves() {
	w.oneSlot()
	w.twin()
	w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 5, 5
	w.demand.Requests = w.demand.Requests[:1]
	w.demand.Requests[0].Parts = 2
}

// stations has the second of the two rooms for the second course instead.
func (w *world) stations() {
	w.halves()
	w.capacity.Offerings[2].Course = "c2"
	w.capacity.Instructors[2].Majors = []curriculum.MajorID{"m2"}
	w.demand.Requests[0].Choices = []matching.Choice{{Course: "c1", Center: "z1"}, {Course: "c2", Center: "z1"}}
}

// twice has the class come in both slots of the day.
func (w *world) twice() {
	w.capacity.Calendars[0].Terms[0].Periods = []capacity.Period{am, pm}
	w.demand.VisitsPerDay, w.demand.Requests[0].Visits = 2, 2
}

// online has the second course online, out of the first center.
func (w *world) online() {
	w.Courses[1].Delivery = curriculum.Online
	w.capacity.Offerings[2].Rooms, w.capacity.Offerings[2].Seats = nil, 5
	w.capacity.Offerings[1].Rooms, w.capacity.Offerings[1].Seats = nil, 30
}

var splitRows = []ruleRow{
	{"halves", "two rooms of 5 hold two parts of 5", rule.Split, func(w *world) {
		w.halves()
	}, 1000, 1000},
	{"whole unless stated", "a request that says nothing stays whole", rule.Split, func(w *world) {
		w.halves()
		w.demand.Requests[0].Parts = 0
	}, 0, 1000},
	{"odd one", "11 are 6 and 5, and the first room is the small one", rule.Split, func(w *world) {
		w.halves()
		w.demand.Cohorts[0].Size = 11
		w.capacity.Rooms[2].Seats = 6
	}, 1100, 1100},
	{"uneven rooms", "10 are 5 and 5, not 6 and 4", rule.Split, func(w *world) {
		w.halves()
		w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 6, 4
	}, 0, 0},
	{"three parts", "rooms of 4, 3 and 3, and two parts at most", rule.Split, func(w *world) {
		w.thirds()
	}, 0, 1000},
	{"three allowed", "10 are 4, 3 and 3", rule.Split, func(w *world) {
		w.thirds()
		w.demand.Requests[0].Parts = 3
	}, 1000, 1000},
	{"more parts than pupils", "a part has a pupil", rule.Split, func(w *world) {
		w.halves()
		w.demand.Cohorts[0].Size, w.demand.Requests[0].Parts = 2, 9
		w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 1, 1
	}, 200, 200},
	{"one center", "the second room is at another center", rule.Split, func(w *world) {
		w.halves()
		w.capacity.Offerings = w.capacity.Offerings[:2]
		w.capacity.Rooms[1].Seats = 5
		w.capacity.Offerings[1].Course, w.capacity.Instructors[1].Majors = "c1", []curriculum.MajorID{"m1"}
	}, 0, 0},
	{"own session", "one offering has one session a slot", rule.Split, func(w *world) {
		w.halves()
		w.Courses[0].MaxGroup = 5
		w.capacity.Offerings = w.capacity.Offerings[:2]
		w.capacity.Rooms[0].Seats = 10
	}, 0, 0},
	{"one way to split", "the second center has one room, for the whole class", rule.Split, func(w *world) {
		w.halves()
		w.twice()
		w.demand.Requests[0].Choices = []matching.Choice{{Course: "c1"}, {Course: "c2"}}
	}, 1000, 2000},
	{"half online", "all parts are attended or none is", rule.Split, func(w *world) {
		w.stations()
		w.online()
	}, 0, 1000},
	{"both online", "none is attended", rule.Split, func(w *world) {
		w.stations()
		w.online()
		w.Courses[0].Delivery = curriculum.Blended
	}, 1000, 1000},

	{"largest part", "parts of 5 are what the course takes", rule.Course, func(w *world) {
		w.halves()
		w.Courses[0].MaxGroup = 5
	}, 1000, 1000},
	{"too large a part", "parts of 5 are more than 4", rule.Course, func(w *world) {
		w.halves()
		w.Courses[0].MaxGroup = 4
	}, 0, 1000},
	{"too small a part", "parts of 5 are fewer than 6", rule.Course, func(w *world) {
		w.halves()
		w.Courses[0].MinGroup = 6
	}, 0, 1000},
	{"rotation", "each half takes each course once", rule.Course, func(w *world) {
		w.stations()
		w.twice()
	}, 2000, 2000},
	{"no rotation", "both rooms have the same course", rule.Course, func(w *world) {
		w.halves()
		w.twice()
	}, 1000, 2000},
	{"half has had it", "another request of the class cannot take what either part takes", rule.Course, func(w *world) {
		w.stations()
		w.twice()
		w.demand.Requests[0].Visits = 1
		w.demand.Requests = append(w.demand.Requests, matching.Request{
			ID: "q2", Cohort: "p1", Choices: []matching.Choice{{Course: "c2", Center: "z2"}},
		})
	}, 1000, 2000},
	{"each part's choice", "no choice names the second room's course", rule.Choice, func(w *world) {
		w.stations()
		w.demand.Requests[0].Choices = w.demand.Requests[0].Choices[:1]
	}, 0, 1000},
	{"part's minimum", "neither part reaches 6", rule.Minimum, func(w *world) {
		w.halves()
		w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 9, 9
		w.Courses[0].Minimum = 6
	}, 0, 1000},
	{"part and class", "a half and the class of 8 share a room of 13", rule.Sharing, func(w *world) {
		w.beside()
		w.share()
	}, 1800, 1800},
	{"part alone", "the class of 8 shares with nobody", rule.Sharing, func(w *world) {
		w.beside()
		w.demand.Requests[0].Share = capacity.ShareAnyone
	}, 1000, 1800},
	{"instructor for each", "two sessions need two instructors", rule.Staff, func(w *world) {
		w.halves()
		w.capacity.Instructors = w.capacity.Instructors[:2]
	}, 0, 1000},
	{"by the part", "one instructor is enough for each 5 pupils", rule.Staff, func(w *world) {
		w.halves()
		w.Courses[0].PupilsPerInstructor = 5
	}, 1000, 1000},
	{"one visit", "the parts are one visit of the day", rule.Clash, func(w *world) {
		w.halves()
	}, 1000, 1000},
	{"adults of both", "twice 5 pupils and one adult", rule.Headcount, func(w *world) {
		w.halves()
		w.capacity.Centers[0].Headcount = 12
	}, 1000, 1000},
	{"adult too many", "they are 12", rule.Headcount, func(w *world) {
		w.halves()
		w.capacity.Centers[0].Headcount = 11
	}, 0, 1000},
	{"half of the units", "5 pupils of each course use 5", rule.Stock, func(w *world) {
		w.stations()
		w.Courses[0].Consumables = []curriculum.Consumption{{Item: "wood", PerPupil: 1}}
		w.capacity.Stocks = []capacity.Stock{{Center: "z1", Item: "wood", Units: 5}}
	}, 1000, 1000},
	{"half of the fees", "5 pupils cost 5 yuan, more than 4", rule.Budget, func(w *world) {
		w.stations()
		w.Courses[0].Fees = []curriculum.Fee{{Line: "fees", PerPupil: curriculum.Yuan}}
		w.capacity.Budgets = []capacity.Budget{{ID: "b", Line: "fees", Amount: 4 * curriculum.Yuan}}
	}, 0, 1000},
	{"one bus", "12 people come together in a bus of 12", rule.Transport, func(w *world) {
		w.halves()
		w.fleet(1, 12)
	}, 1000, 1000},
	{"not a bus a part", "6 people a part, but 12 need two buses of 11", rule.Transport, func(w *world) {
		w.halves()
		w.fleet(1, 11)
	}, 0, 1000},
	{"counted once", "a split visit is one visit", rule.Quota, func(w *world) {
		w.halves()
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Most: 1}}
	}, 1000, 1000},
	{"counted at part 0", "part 0 takes the first course", rule.Quota, func(w *world) {
		w.stations()
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Courses: []curriculum.CourseID{"c2"}}}
	}, 1000, 1000},
	{"counted somewhere", "part 0 takes one of the courses", rule.Quota, func(w *world) {
		w.stations()
		w.capacity.Quotas = []capacity.Quota{
			{ID: "a", Courses: []curriculum.CourseID{"c1"}}, {ID: "b", Courses: []curriculum.CourseID{"c2"}},
		}
	}, 0, 1000},
	{"pupils where they are", "five at each course", rule.Quota, func(w *world) {
		w.stations()
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Courses: []curriculum.CourseID{"c2"}, Unit: capacity.Pupils, Most: 5}}
	}, 1000, 1000},
	{"a pupil too many", "five at each course are more than 4", rule.Quota, func(w *world) {
		w.stations()
		w.capacity.Quotas = []capacity.Quota{{ID: "a", Courses: []curriculum.CourseID{"c2"}, Unit: capacity.Pupils, Most: 4}}
	}, 0, 1000},
	{"component of all parts", "the second room's course is not of the component", rule.Program, func(w *world) {
		w.stations()
		w.program(matching.Program{}, matching.Component{Visits: 1, Courses: []curriculum.CourseID{"c1"}})
	}, 0, 1000},
	{"parts among themselves", "the parts of one visit may have the major in common", rule.Program, func(w *world) {
		w.halves()
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor, matching.TraitCenter)}, visits(1))
	}, 1000, 1000},
	{"distinct in any part", "what one half did in the morning the other would do later", rule.Program, func(w *world) {
		w.stations()
		w.twice()
		w.demand.Requests[0].Visits = 0
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor)}, visits(2))
	}, 1000, 2000},
	{"at the center once", "the parts are one visit there", rule.Program, func(w *world) {
		w.halves()
		w.program(matching.Program{MostAtCenter: 1}, visits(1))
	}, 1000, 1000},
	{"hours of part 0", "part 0, of 6, must take the course of 4 hours, which is enough", rule.Program, func(w *world) {
		w.stations()
		w.sixAndFive()
		w.Courses[0].Hours = 4
		w.program(matching.Program{Whole: true}, hours(4))
	}, 1100, 1100},
	{"hours of part 1", "the course of 4 hours is that of part 1, and the slot's 2 are not enough", rule.Program, func(w *world) {
		w.stations()
		w.sixAndFive()
		w.Courses[1].Hours = 4
		w.program(matching.Program{Whole: true}, hours(4))
	}, 0, 1100},
	{"pin of the whole class", "the pin leaves no parts to the other visit either", rule.Notice, func(w *world) {
		w.halves()
		w.twice()
		w.demand.Requests[0].Choices = []matching.Choice{{Course: "c1"}, {Course: "c2"}}
		w.capacity.Offerings[1].Times = morning
		w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o2", Slot: "2026-09-11.am"}}
	}, 1000, 1000},
	{"pins of both parts", "notice does not apply to them, only to the visit in the other slot", rule.Notice, func(w *world) {
		w.stations()
		w.twice()
		w.demand.AsOf = capacity.At(friday+1, 0)
		w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: "2026-09-11.am"}, {Request: "q1", Offering: "o3", Slot: "2026-09-11.am"}}
	}, 1000, 2000},
	{"pins in any order", "the larger part is where it fits", rule.Notice, func(w *world) {
		w.halves()
		w.demand.Cohorts[0].Size = 11
		w.capacity.Rooms[2].Seats = 6
		w.demand.AsOf = capacity.At(friday+1, 0)
		w.demand.Pins = []matching.Pin{{Request: "q1", Offering: "o1", Slot: "2026-09-11.am"}, {Request: "q1", Offering: "o3", Slot: "2026-09-11.am"}}
	}, 1100, 1100},
}

// sixAndFive has a class of 11 and a room for 6 of them.
func (w *world) sixAndFive() {
	w.demand.Cohorts[0].Size, w.capacity.Rooms[0].Seats, w.capacity.Rooms[1].Seats = 11, 6, 10
}

// thirds has rooms of 4, 3 and 3 for the class of 10.
func (w *world) thirds() {
	w.halves()
	w.capacity.Rooms[0].Seats, w.capacity.Rooms[2].Seats = 4, 3
	w.capacity.Rooms = append(w.capacity.Rooms, capacity.Room{ID: "r4", Center: "z1", Seats: 3})
	more := w.capacity.Offerings[2]
	more.ID, more.Rooms = "o4", []capacity.RoomID{"r4"}
	w.capacity.Offerings = append(w.capacity.Offerings, more)
	who := w.capacity.Instructors[2]
	who.ID = "t4"
	w.capacity.Instructors = append(w.capacity.Instructors, who)
}

// beside leaves both classes, and rooms for a half, and for a half and the
// class of 8.
func (w *world) beside() {
	other := w.demand.Requests[1]
	w.halves()
	w.demand.Requests = append(w.demand.Requests, other)
	w.capacity.Rooms[2].Seats = 13
}
