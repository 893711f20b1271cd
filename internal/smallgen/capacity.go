package smallgen

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

func (d draw) capacity(courses curriculum.Spec) capacity.Spec {
	spec := capacity.Spec{
		Areas:     []capacity.Area{{ID: "city"}, {ID: "north", Parent: "city"}, {ID: "south", Parent: "city"}},
		Calendars: d.calendars(),
	}
	centers, least := d.between(1, 3), 1
	if d.tight[rule.Split] { // parts need several offerings at one center at once
		centers, least = d.between(1, 2), 3
	}
	for i := range centers {
		d.center(&spec, i+1)
	}
	if d.tight[rule.Outreach] {
		spec.Teams = d.teams(spec)
	}
	for i := range d.most(least, 5) {
		spec.Offerings = append(spec.Offerings, d.offering(spec, courses, i+1))
	}
	for i := range d.most(least, 4) {
		spec.Instructors = append(spec.Instructors, d.instructor(spec, courses, i+1))
	}
	for i := range d.between(0, 2) {
		if !d.tight[rule.Open] {
			break
		}
		spec.Closures = append(spec.Closures, d.closure(spec, i+1))
	}
	d.limits(&spec)
	spec.Travel.Speed = pick(d, 0, 250)
	spec.Travel.Fixed = pick(d, 0, 10)
	if len(spec.Centers) > 1 && d.once(3) {
		way := capacity.Way{From: spec.Centers[0].ID, Center: spec.Centers[1].ID, Minutes: pick(d, 0, 30, 60)}
		spec.Travel.Ways = append(spec.Travel.Ways, way)
	}
	return spec
}

// center adds a center with one or two rooms, or up to three small ones where
// requests split.
func (d draw) center(spec *capacity.Spec, i int) {
	c := capacity.Center{
		ID:       capacity.CenterID(fmt.Sprintf("z%d", i)),
		Kind:     pick(d, capacity.SchoolCenter, capacity.SchoolCenter, capacity.SchoolCenter, capacity.Base, capacity.Firm, capacity.OnlineSite),
		Area:     pick(d, capacity.AreaID("north"), "south", ""),
		At:       d.point(),
		Calendar: spec.Calendars[d.IntN(len(spec.Calendars))].ID,
	}
	if d.may(rule.Open, 5) {
		c.License = pick(d, capacity.DateSpan{To: friday}, capacity.DateSpan{From: friday + 1})
	}
	if d.tight[rule.Headcount] {
		c.Headcount = pick(d, 30, 20, 14)
	}
	spec.Centers = append(spec.Centers, c)
	rooms, seats := d.between(1, 2), pick(d, 20, 30, 40, 12)
	if d.tight[rule.Split] {
		rooms, seats = d.between(2, 3), pick(d, 12, 16, 20, 14)
	}
	for j := range rooms {
		r := capacity.Room{ID: capacity.RoomID(fmt.Sprintf("r%d%d", i, j+1)), Center: c.ID, Seats: seats}
		if d.may(rule.Open, 4) {
			r.Teaching = d.times()
		}
		spec.Rooms = append(spec.Rooms, r)
	}
}

func (d draw) point() capacity.Point {
	return capacity.Point{X: 3000 * d.between(0, 4), Y: 2500 * d.between(0, 2)}
}

// teams are one or two, with a reach that some schools may be beyond.
func (d draw) teams(spec capacity.Spec) []capacity.Team {
	var teams []capacity.Team
	for i := range d.between(1, 2) {
		teams = append(teams, capacity.Team{
			ID: capacity.TeamID(fmt.Sprintf("u%d", i+1)), Center: spec.Centers[d.IntN(len(spec.Centers))].ID,
			Reach: pick(d, 20_000, 6000, 3000, 0), Sessions: d.between(1, 2),
		})
	}
	return teams
}

// offering lets a center run a course, or a team carry it.
func (d draw) offering(spec capacity.Spec, courses curriculum.Spec, i int) capacity.Offering {
	course := courses.Courses[d.IntN(len(courses.Courses))]
	o := capacity.Offering{
		ID:     capacity.OfferingID(fmt.Sprintf("o%d", i)),
		Center: spec.Centers[d.IntN(len(spec.Centers))].ID,
		Course: course.ID,
	}
	switch course.Delivery {
	case curriculum.Online:
		o.Seats = pick(d, 30, 60, 0)
	case curriculum.Blended:
		if o.Seats = pick(d, 20, 0); d.once(2) {
			o.Seats = 0
			d.seat(spec, &o)
		}
	case curriculum.Outreach:
		team := spec.Teams[d.IntN(len(spec.Teams))]
		o.Team, o.Center, o.Seats = team.ID, team.Center, pick(d, 30, 12)
	default:
		d.seat(spec, &o)
	}
	if d.may(rule.Minimum, 2) {
		o.Minimum = pick(d, 8, 12, 1)
	}
	if d.may(rule.Staff, 4) {
		o.Instructors = pick(d, 1, 2)
	}
	if d.may(rule.Staff, 4) {
		o.PupilsPerInstructor = pick(d, 15, 10)
	}
	if d.tight[rule.Sharing] {
		o.Sharing = pick(d, 0, 0, 0, capacity.ShareAnyone, capacity.ShareStage, capacity.ShareSchool, capacity.ShareNobody)
	}
	if d.may(rule.Open, 5) {
		o.Valid = pick(d, capacity.DateSpan{From: friday + 1}, capacity.DateSpan{To: friday + 3})
	}
	if d.may(rule.Open, 4) {
		o.Times = d.times()
	}
	return o
}

// seat puts an offering into one or two rooms of its center; where requests
// split, into one, to leave others to their parts.
func (d draw) seat(spec capacity.Spec, o *capacity.Offering) {
	var own []capacity.Room
	for _, r := range spec.Rooms {
		if r.Center == o.Center {
			own = append(own, r)
		}
	}
	from, to := d.IntN(len(own)), len(own)
	if d.tight[rule.Split] || d.once(2) {
		to = from + 1
	}
	together := 0
	for _, r := range own[from:to] {
		o.Rooms = append(o.Rooms, r.ID)
		together += r.Seats
	}
	if d.once(4) {
		o.Seats = min(together, pick(d, 12, 20))
	}
}

func (d draw) instructor(spec capacity.Spec, courses curriculum.Spec, i int) capacity.Instructor {
	who := capacity.Instructor{
		ID:   capacity.InstructorID(fmt.Sprintf("t%d", i)),
		Kind: pick(d, capacity.FullTime, capacity.PartTime, capacity.Mentor),
	}
	// Everybody fits one offering, so that few of them are without anyone.
	fits := spec.Offerings[(i-1)%len(spec.Offerings)]
	for _, c := range spec.Centers {
		if c.ID == fits.Center || d.once(3) {
			who.Centers = append(who.Centers, c.ID)
		}
	}
	if d.once(3) {
		who.Courses = []curriculum.CourseID{fits.Course}
	} else {
		who.Majors = pick(d, []curriculum.MajorID{"m1", "m2"}, []curriculum.MajorID{courseOf(courses, fits).Major})
	}
	if d.may(rule.Staff, 4) {
		who.Available = d.times()
	}
	if d.may(rule.Staff, 4) {
		who.Teaching = d.times()
	}
	if d.may(rule.Staff, 3) {
		who.PerDay = 1
	}
	if d.may(rule.Staff, 3) {
		who.PerWeek = d.between(1, 2)
	}
	if d.may(rule.Staff, 3) {
		who.PerTerm = d.between(1, 3)
	}
	return who
}

func courseOf(courses curriculum.Spec, o capacity.Offering) curriculum.Course {
	i := slices.IndexFunc(courses.Courses, func(c curriculum.Course) bool { return c.ID == o.Course })
	return courses.Courses[i]
}

func (d draw) closure(spec capacity.Spec, i int) capacity.Closure {
	c := capacity.Closure{
		ID:    capacity.ClosureID(fmt.Sprintf("x%d", i)),
		Kind:  pick(d, capacity.Repair, capacity.Holiday, capacity.Exams, capacity.Weather, capacity.OwnTeaching),
		Times: d.times(),
	}
	switch d.IntN(5) {
	case 0:
		c.Rooms = []capacity.RoomID{spec.Rooms[d.IntN(len(spec.Rooms))].ID}
	case 1:
		c.Centers = []capacity.CenterID{spec.Centers[d.IntN(len(spec.Centers))].ID}
	case 2:
		c.Areas = []capacity.AreaID{pick(d, capacity.AreaID("north"), "south", "city")}
	case 3:
		c.Grades = pick(d, curriculum.Grades(1, 6), curriculum.Grades(7, 9))
	case 4:
		c.Areas = []capacity.AreaID{pick(d, capacity.AreaID("south"), "north")}
		c.Grades = pick(d, curriculum.Grades(5, 6), curriculum.Grades(8, 12))
	}
	return c
}

// limits adds stocks, budgets and buses.
func (d draw) limits(spec *capacity.Spec) {
	for _, c := range spec.Centers {
		if !d.tight[rule.Stock] {
			break
		}
		if d.once(2) {
			spec.Stocks = append(spec.Stocks, capacity.Stock{Center: c.ID, Item: "i1", Units: pick(d, 60, 30, 15)})
		}
		if d.once(3) {
			spec.Stocks = append(spec.Stocks, capacity.Stock{Center: c.ID, Item: "i2", Units: pick(d, 25, 0)})
		}
	}
	if d.tight[rule.Budget] {
		b := capacity.Budget{ID: "b1", Line: "l1", Amount: pick(d, 50*curriculum.Yuan, 30*curriculum.Yuan, 15*curriculum.Yuan)}
		if d.once(2) {
			b.Centers = []capacity.CenterID{spec.Centers[d.IntN(len(spec.Centers))].ID}
		}
		spec.Budgets = append(spec.Budgets, b)
	}
	if d.may(rule.Budget, 3) {
		spec.Budgets = append(spec.Budgets, capacity.Budget{ID: "b2", Line: "l2", Amount: pick(d, 100*curriculum.Yuan, 60*curriculum.Yuan)})
	}
	if d.tight[rule.Transport] {
		spec.Fleets = append(spec.Fleets, capacity.Fleet{ID: "f1", Buses: pick(d, 2, 1, 3, 0), Seats: pick(d, 30, 15)})
	}
}
