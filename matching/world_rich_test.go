package matching_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// rich makes a damage one of the enriched world.
func rich(damage func(*world)) func(*world) {
	return func(w *world) {
		w.enrich()
		damage(w)
	}
}

// enrich adds to the world a class with a program (q8), a grade that rotates
// in three parts through three workshops (q9), and two schools that a team
// visits (r1, r2 and r3). None of them touches what the others need.
func (w *world) enrich() {
	w.enrichCurriculum()
	w.enrichCapacity()
	w.enrichDemand()
	lead := func(id capacity.OfferingID, slot capacity.SlotID, by ...capacity.InstructorID) {
		w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: id, Slot: slot, Instructors: by})
	}
	lead("weave1", "2026-09-07.am", "u1")
	lead("pot1", "2026-09-09.am", "u1")
	lead("wire1", "2026-09-11.am", "u1")
	lead("weld1", "2026-09-14.pm", "u2")
	w.plan.Visits = append(w.plan.Visits,
		matching.Visit{Request: "q8", Component: 0, Offering: "weave1", Slot: "2026-09-07.am"},
		matching.Visit{Request: "q8", Component: 0, Offering: "pot1", Slot: "2026-09-09.am"},
		matching.Visit{Request: "q8", Component: 1, Offering: "wire1", Slot: "2026-09-11.am"},
		matching.Visit{Request: "q8", Component: 2, Offering: "weld1", Slot: "2026-09-14.pm"},
	)
	workshops := []capacity.OfferingID{"spin1", "dye1", "knit1"}
	for turn, slot := range []capacity.SlotID{"2026-09-08.am", "2026-09-10.pm", "2026-09-15.am"} {
		for part := range 3 {
			choice := (part + turn) % 3
			lead(workshops[choice], slot, capacity.InstructorID("v"+string(rune('1'+choice))))
			w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q9", Part: part, Choice: choice, Offering: workshops[choice], Slot: slot})
		}
	}
	lead("kite1", "2026-09-15.am", "u3")
	lead("kite2", "2026-09-15.am", "u4")
	lead("kite1", "2026-09-16.am", "u3")
	w.plan.Visits = append(w.plan.Visits,
		matching.Visit{Request: "r1", Offering: "kite1", Slot: "2026-09-15.am"},
		matching.Visit{Request: "r2", Offering: "kite2", Slot: "2026-09-15.am"},
		matching.Visit{Request: "r3", Offering: "kite1", Slot: "2026-09-16.am"},
	)
}

func (w *world) enrichCurriculum() {
	c := &w.curriculum
	c.Majors = append(c.Majors, curriculum.Major{ID: "elec"}, curriculum.Major{ID: "textile"})
	c.Occupations = append(c.Occupations, curriculum.Occupation{ID: "weaver"}, curriculum.Occupation{ID: "potter"}, curriculum.Occupation{ID: "welder"})
	c.Courses = append(c.Courses,
		curriculum.Course{ID: "weave", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"weaver"}, Tags: []string{"craft", "old"}},
		curriculum.Course{ID: "pot", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"potter"}, Tags: []string{"craft"}, Hours: 3},
		curriculum.Course{ID: "wire", Tier: curriculum.Experience, Major: "elec"},
		curriculum.Course{ID: "weld", Tier: curriculum.Practice, Products: []string{"gate"}, Occupations: []curriculum.OccupationID{"welder"}},
		curriculum.Course{ID: "spin", Tier: curriculum.Experience, Major: "textile", MinGroup: 10, MaxGroup: 11},
		curriculum.Course{ID: "dye", Tier: curriculum.Experience, Major: "textile"},
		curriculum.Course{ID: "knit", Tier: curriculum.Experience, Major: "textile"},
		curriculum.Course{ID: "kite", Tier: curriculum.Experience, Delivery: curriculum.Outreach},
		curriculum.Course{ID: "twin", Tier: curriculum.Experience, Delivery: curriculum.Blended},
	)
}

func (w *world) enrichCapacity() {
	c := &w.capacity
	c.Centers = append(c.Centers,
		capacity.Center{ID: "lab", Area: "north", Calendar: "halfdays"},
		capacity.Center{ID: "mill", Area: "north", At: capacity.Point{Y: 6000}, Calendar: "halfdays"})
	c.Rooms = append(c.Rooms,
		capacity.Room{ID: "l1", Center: "lab", Seats: 31}, capacity.Room{ID: "l2", Center: "lab", Seats: 11},
		capacity.Room{ID: "l3", Center: "lab", Seats: 11}, capacity.Room{ID: "l4", Center: "lab", Seats: 11},
		capacity.Room{ID: "m1", Center: "mill", Seats: 31})
	teacher := func(id capacity.InstructorID, center capacity.CenterID, courses ...curriculum.CourseID) {
		c.Instructors = append(c.Instructors, capacity.Instructor{ID: id, Centers: []capacity.CenterID{center}, Courses: courses})
	}
	teacher("u1", "lab", "weave", "pot", "wire")
	teacher("u2", "mill", "weld", "knit")
	teacher("u3", "mill", "kite")
	teacher("u4", "mill", "kite")
	teacher("v1", "lab", "spin", "dye")
	teacher("v2", "lab", "dye", "spin")
	teacher("v3", "lab", "knit")
	offer := func(id capacity.OfferingID, center capacity.CenterID, course curriculum.CourseID, room capacity.RoomID) {
		c.Offerings = append(c.Offerings, capacity.Offering{ID: id, Center: center, Course: course, Rooms: []capacity.RoomID{room}})
	}
	offer("weave1", "lab", "weave", "l1")
	offer("pot1", "lab", "pot", "l1")
	offer("wire1", "lab", "wire", "l1")
	offer("weld1", "mill", "weld", "m1")
	offer("spin1", "lab", "spin", "l2")
	offer("dye1", "lab", "dye", "l3")
	offer("knit1", "lab", "knit", "l4")
	offer("knit2", "mill", "knit", "m1")
	c.Offerings = append(c.Offerings,
		capacity.Offering{ID: "kite1", Center: "mill", Course: "kite", Team: "van", Seats: 60},
		capacity.Offering{ID: "kite2", Center: "mill", Course: "kite", Team: "van", Seats: 60},
		capacity.Offering{ID: "twin1", Center: "lab", Course: "twin"})
	c.Teams = []capacity.Team{{ID: "van", Center: "mill", Reach: 5000, Sessions: 2}}
}

func (w *world) enrichDemand() {
	d := &w.demand
	d.Programs = []matching.Program{{
		ID: "sampler",
		Components: []matching.Component{
			{Name: "craft", Hours: 7, Tags: []string{"craft"}},
			{Name: "trade", Visits: 1, Majors: []curriculum.MajorID{"elec"}, Centers: []capacity.CenterID{"lab", "mill"}},
			{Name: "work", Visits: 1, Tier: curriculum.Practice, Courses: []curriculum.CourseID{"weld", "robot"}, Occupations: []curriculum.OccupationID{"welder"}},
		},
		Distinct: matching.Traits(matching.TraitMajor, matching.TraitOccupation), MostAtCenter: 3, DaysApart: 2, Ordered: true, Whole: true,
	}}
	d.Schools = append(d.Schools,
		matching.School{ID: "s3", Area: "north", At: capacity.Point{X: 1000}},
		matching.School{ID: "s4", At: capacity.Point{X: 3000, Y: 10_000}},
		matching.School{ID: "s5", At: capacity.Point{Y: 11_000}})
	class := func(id curriculum.CohortID, school curriculum.SchoolID, grade curriculum.Grade, size int) {
		d.Cohorts = append(d.Cohorts, curriculum.Cohort{ID: id, School: school, Grade: grade, Size: size})
	}
	class("d1", "s3", 8, 31)
	class("d2", "s3", 8, 20)
	class("e1", "s4", 4, 25)
	class("e2", "s4", 4, 26)
	class("e3", "s5", 4, 27)
	kite := []matching.Choice{{Course: "kite"}}
	d.Requests = append(d.Requests,
		matching.Request{ID: "q8", Cohort: "d2", Program: "sampler"},
		matching.Request{ID: "q9", Cohort: "d1", Visits: 3, Parts: 3, Choices: []matching.Choice{{Course: "spin"}, {Course: "dye"}, {Course: "knit"}}},
		matching.Request{ID: "r1", Cohort: "e1", Choices: kite},
		matching.Request{ID: "r2", Cohort: "e2", Choices: kite},
		matching.Request{ID: "r3", Cohort: "e3", Choices: kite})
}

func (w *world) sampler() *matching.Program { return &w.demand.Programs[0] }

// at returns the row of an offering in a slot.
func (w *world) at(id capacity.OfferingID, slot capacity.SlotID) *matching.Visit {
	return find(w.plan.Visits, func(v matching.Visit) bool { return v.Offering == id && v.Slot == slot })
}

// pins are those of the visit of a request in a slot, in the order of its parts.
func (w *world) pins(id matching.RequestID, slot capacity.SlotID) (pins []matching.Pin) {
	for _, v := range w.plan.Visits {
		if v.Request == id && v.Slot == slot {
			pins = append(pins, matching.Pin{Request: id, Offering: v.Offering, Slot: slot})
		}
	}
	return pins
}

// sessionAt returns the session of a pin.
func (w *world) sessionAt(pin matching.Pin) *matching.Session {
	return find(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == pin.Offering && s.Slot == pin.Slot })
}

// close takes a session and the rows in it out of the plan.
func (w *world) close(id capacity.OfferingID, slot capacity.SlotID) {
	var visits []matching.Visit
	for _, v := range w.plan.Visits {
		if v.Offering != id || v.Slot != slot {
			visits = append(visits, v)
		}
	}
	var sessions []matching.Session
	for _, s := range w.plan.Sessions {
		if s.Offering != id || s.Slot != slot {
			sessions = append(sessions, s)
		}
	}
	w.plan.Visits, w.plan.Sessions = visits, sessions
}

// rotateOnce leaves the rotation its first turn.
func (w *world) rotateOnce() {
	w.request("q9").Visits = 1
	for _, id := range []capacity.OfferingID{"spin1", "dye1", "knit1"} {
		w.close(id, "2026-09-10.pm")
		w.close(id, "2026-09-15.am")
	}
}

// widen gives every workshop room for the whole grade.
func (w *world) widen() {
	w.course("spin").MaxGroup = 0
	for _, id := range []capacity.RoomID{"l2", "l3", "l4"} {
		w.room(id).Seats = 31
	}
}
