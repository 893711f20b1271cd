package oracle_test

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// carried has a team carry the first course to both schools, in two sessions
// at once at the most and one slot.
func (w *world) carried() {
	w.oneSlot()
	w.twin()
	w.Courses[0].Delivery = curriculum.Outreach
	w.capacity.Teams = []capacity.Team{{ID: "u1", Center: "z1", Reach: 5000, Sessions: 2}}
	for _, i := range []int{0, 2} {
		o := &w.capacity.Offerings[i]
		o.Rooms, o.Seats, o.Team = nil, 30, "u1"
	}
}

// oneSchool has both classes be of one school.
func (w *world) oneSchool() { w.demand.Cohorts[1].School = "s1" }

var outreachRows = []ruleRow{
	{"one school", "the team can be at one of the two schools", rule.Outreach, func(w *world) {
		w.carried()
	}, 1000, 1800},
	{"two slots", "at one school in the morning, at the other later", rule.Outreach, func(w *world) {
		w.carried()
		w.capacity.Calendars[0].Terms[0].Periods = []capacity.Period{am, pm}
	}, 1800, 1800},
	{"both classes", "two sessions at one school", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
	}, 1800, 1800},
	{"one session", "the team leads one session at once", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
		w.capacity.Teams[0].Sessions = 1
	}, 1000, 1800},
	{"shared session", "both classes in one session", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
		w.share()
		w.capacity.Teams[0].Sessions = 1
	}, 1800, 1800},
	{"session of two schools", "a session is at one school, however it is shared", rule.Outreach, func(w *world) {
		w.carried()
		w.share()
	}, 1000, 1800},
	{"two teams", "a team for each school", rule.Outreach, func(w *world) {
		w.carried()
		w.capacity.Teams = append(w.capacity.Teams, capacity.Team{ID: "u2", Center: "z1", Sessions: 1})
		w.capacity.Offerings[2].Team = "u2"
	}, 1800, 1800},
	{"reach", "5,000 meters are more than 4,999", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
		w.demand.Schools[0].At = capacity.Point{X: 3000, Y: -4000}
		w.capacity.Teams[0].Reach = 4999
	}, 0, 1800},
	{"just the reach", "5,000 meters are 5,000", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
		w.demand.Schools[0].At = capacity.Point{X: 3000, Y: -4000}
	}, 1800, 1800},
	{"whole meters", "1.4 meters are one", rule.Outreach, func(w *world) {
		w.carried()
		w.oneSchool()
		w.demand.Schools[0].At = capacity.Point{X: 1, Y: 1}
		w.capacity.Teams[0].Reach = 1
	}, 1800, 1800},
	{"in parts", "the class of 10 in two sessions", rule.Outreach, func(w *world) {
		w.carried()
		w.inParts()
	}, 1000, 1000},
	{"no second part", "the team leads one session at once", rule.Outreach, func(w *world) {
		w.carried()
		w.inParts()
		w.capacity.Teams[0].Sessions = 1
	}, 0, 1000},

	{"seats of the kit", "9 seats do not hold the class of 10", rule.Seats, func(w *world) {
		w.carried()
		w.oneSchool()
		w.capacity.Offerings[0].Seats, w.capacity.Offerings[2].Seats = 9, 9
	}, 800, 1800},
	{"endless online", "an online course without seats or rooms takes everyone", rule.Seats, func(w *world) {
		w.endless(curriculum.Online)
	}, 1800, 1800},
	{"endless blended", "and so does a blended one", rule.Seats, func(w *world) {
		w.endless(curriculum.Blended)
	}, 1800, 1800},
	{"stated online", "stated seats are a limit", rule.Seats, func(w *world) {
		w.endless(curriculum.Online)
		w.capacity.Offerings[0].Seats = 17
	}, 1000, 1800},
	{"blended in a room", "its seats are the room's", rule.Seats, func(w *world) {
		w.endless(curriculum.Blended)
		w.capacity.Offerings[0].Rooms, w.capacity.Rooms[0].Seats = []capacity.RoomID{"r1"}, 17
	}, 1000, 1800},
	{"blended staff", "a blended course needs an instructor", rule.Staff, func(w *world) {
		w.endless(curriculum.Blended)
		w.capacity.Instructors = w.capacity.Instructors[1:]
	}, 0, 1800},
	{"team's staff", "the second session has nobody to lead it", rule.Staff, func(w *world) {
		w.carried()
		w.oneSchool()
		w.capacity.Instructors = w.capacity.Instructors[:2]
	}, 1000, 1800},
	{"not at the center", "those whom the team visits do not fill its center", rule.Headcount, func(w *world) {
		w.carried()
		w.oneSchool()
		w.capacity.Centers[0].Headcount = 1
	}, 1800, 1800},
	{"no bus", "nor take they buses, however far they are", rule.Transport, func(w *world) {
		w.carried()
		w.oneSchool()
		w.fleet(0, 40)
		w.capacity.Travel.Fixed, w.demand.Requests[0].MaxTravel = 60, 1
	}, 1800, 1800},
	{"blended stays", "a blended course takes no bus", rule.Transport, func(w *world) {
		w.endless(curriculum.Blended)
		w.fleet(0, 40)
	}, 1800, 1800},
}

// inParts leaves the class of 10 alone, with seats for half of it a session.
func (w *world) inParts() {
	w.demand.Requests = w.demand.Requests[:1]
	w.demand.Requests[0].Parts = 2
	w.capacity.Offerings[0].Seats, w.capacity.Offerings[2].Seats = 5, 5
}

// endless has both classes share one session of a course that needs no room.
func (w *world) endless(d curriculum.Delivery) {
	w.oneSlot()
	w.share()
	w.Courses[0].Delivery = d
	w.capacity.Offerings[0].Rooms = nil
}
