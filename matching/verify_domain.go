package matching

import (
	"math/bits"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// domain is a problem's data, indexed and read as docs/rules.md says, in code
// of its own: a second reading beside the one that plans are made with.
type domain struct {
	problem     *Problem // its lists are read in place and never changed
	network     capacity.Spec
	framework   curriculum.Framework
	adultRules  []curriculum.AdultRule
	courses     map[curriculum.CourseID]*curriculum.Course
	parents     map[capacity.AreaID]capacity.AreaID
	centers     map[capacity.CenterID]*capacity.Center
	instructors map[capacity.InstructorID]*checkedInstructor
	offerings   map[capacity.OfferingID]*checkedOffering
	teams       map[capacity.TeamID]*capacity.Team
	slots       map[capacity.CalendarID]map[capacity.SlotID]capacity.Slot
	schoolTrips map[schoolTrip]int
	centerTrips map[[2]capacity.CenterID]int // both directions
}

type schoolTrip struct {
	school curriculum.SchoolID
	center capacity.CenterID
}

// checkedInstructor is an instructor and its index.
type checkedInstructor struct {
	*capacity.Instructor
	at int
}

// checkedOffering is an offering with its inherited values resolved.
type checkedOffering struct {
	*capacity.Offering
	at                  int // its index
	course              *curriculum.Course
	center              *capacity.Center
	slots               map[capacity.SlotID]capacity.Slot // of the center's calendar
	rooms               []*capacity.Room
	attended            bool  // pupils travel to it and are counted there
	seats               int64 // 0 means no limit
	minimum             int64
	fewestInstructors   int64
	pupilsPerInstructor int64 // 0 means no limit
}

func newDomain(p *Problem) *domain {
	catalog := p.catalog.Spec()
	d := &domain{
		problem:     p,
		network:     p.network.Spec(),
		framework:   catalog.Framework,
		adultRules:  catalog.Framework.Adults,
		courses:     make(map[curriculum.CourseID]*curriculum.Course, len(catalog.Courses)),
		parents:     map[capacity.AreaID]capacity.AreaID{},
		centers:     map[capacity.CenterID]*capacity.Center{},
		instructors: map[capacity.InstructorID]*checkedInstructor{},
		offerings:   map[capacity.OfferingID]*checkedOffering{},
		teams:       map[capacity.TeamID]*capacity.Team{},
		slots:       map[capacity.CalendarID]map[capacity.SlotID]capacity.Slot{},
		schoolTrips: map[schoolTrip]int{},
		centerTrips: map[[2]capacity.CenterID]int{},
	}
	if len(d.adultRules) == 0 {
		d.adultRules = curriculum.DefaultAdults()
	}
	for i := range catalog.Courses {
		d.courses[catalog.Courses[i].ID] = &catalog.Courses[i]
	}
	for _, a := range d.network.Areas {
		d.parents[a.ID] = a.Parent
	}
	for i := range d.network.Centers {
		d.centers[d.network.Centers[i].ID] = &d.network.Centers[i]
	}
	for i := range d.network.Instructors {
		d.instructors[d.network.Instructors[i].ID] = &checkedInstructor{&d.network.Instructors[i], i}
	}
	for i := range d.network.Teams {
		d.teams[d.network.Teams[i].ID] = &d.network.Teams[i]
	}
	for _, c := range d.network.Calendars {
		d.slots[c.ID] = readSlots(c)
	}
	for _, w := range d.network.Travel.Ways {
		if w.School != "" {
			d.schoolTrips[schoolTrip{w.School, w.Center}] = w.Minutes
			continue
		}
		d.centerTrips[[2]capacity.CenterID{w.From, w.Center}] = w.Minutes
		d.centerTrips[[2]capacity.CenterID{w.Center, w.From}] = w.Minutes
	}
	d.readOfferings()
	return d
}

func (d *domain) readOfferings() {
	rooms := make(map[capacity.RoomID]*capacity.Room, len(d.network.Rooms))
	for i := range d.network.Rooms {
		rooms[d.network.Rooms[i].ID] = &d.network.Rooms[i]
	}
	for i := range d.network.Offerings {
		o := &d.network.Offerings[i]
		r := &checkedOffering{Offering: o, at: i, course: d.courses[o.Course], center: d.centers[o.Center]}
		r.slots = d.slots[r.center.Calendar]
		roomSeats := int64(0)
		for _, id := range o.Rooms {
			if room := rooms[id]; room != nil {
				r.rooms = append(r.rooms, room)
				roomSeats += int64(room.Seats)
			}
		}
		atHome := 1
		if r.course.Delivery == curriculum.Online {
			atHome = 0
		}
		r.attended = r.center.Kind != capacity.OnlineSite &&
			(r.course.Delivery == curriculum.OnSite || r.course.Delivery == curriculum.OffCampus)
		r.seats = firstStated(int64(o.Seats), roomSeats)
		r.minimum = firstStated(int64(o.Minimum), int64(r.course.Minimum), 1)
		r.fewestInstructors = firstStated(int64(o.Instructors), int64(r.course.Instructors), int64(atHome))
		r.pupilsPerInstructor = firstStated(int64(o.PupilsPerInstructor), int64(r.course.PupilsPerInstructor))
		d.offerings[o.ID] = r
	}
}

// firstStated returns the first value that is not 0, or 0.
func firstStated(values ...int64) int64 {
	for _, v := range values {
		if v != 0 {
			return v
		}
	}
	return 0
}

// longestSlot returns the class hours of the calendar's longest slot.
func (d *domain) longestSlot(id capacity.CalendarID) int64 {
	longest := int64(0)
	for _, slot := range d.slots[id] {
		longest = max(longest, int64(slot.Hours))
	}
	return longest
}

// request returns the request in place, or nil.
func (d *domain) request(id RequestID) *Request {
	i, ok := d.problem.requests[id]
	if !ok {
		return nil
	}
	return &d.problem.spec.Requests[i]
}

// finder finds requests by id. It looks at the next ones first, for plans list
// them in order.
type finder struct {
	problem *Problem
	next    int
}

// find returns the index of a request, and false when there is none.
func (f *finder) find(id RequestID) (int, bool) {
	requests := f.problem.spec.Requests
	for f.next < len(requests) && requests[f.next].ID < id {
		f.next++
	}
	if f.next < len(requests) && requests[f.next].ID == id {
		return f.next, true
	}
	at, known := f.problem.requests[id]
	return at, known
}

// visitor returns the request's cohort and its school in place.
func (d *domain) visitor(r *Request) (*curriculum.Cohort, *School) {
	cohort := &d.problem.spec.Cohorts[d.problem.cohorts[r.Cohort]]
	return cohort, &d.problem.spec.Schools[d.problem.schools[cohort.School]]
}

// program returns the request's program in place, or nil without one.
func (d *domain) program(r *Request) *Program {
	if r.Program == "" {
		return nil
	}
	return &d.problem.spec.Programs[d.problem.programs[r.Program]]
}

// wanted returns the number of visits that a request without a program asks for.
func wanted(r *Request) int { return int(firstStated(int64(r.Visits), 1)) }

// adults returns how many adults come along with a visit of the request.
func (d *domain) adults(r *Request, cohort *curriculum.Cohort) int64 {
	if r.Adults != 0 {
		return int64(r.Adults)
	}
	return d.adultsAsked(cohort)
}

// adultsAsked returns how many adults the framework's rule asks of the cohort.
func (d *domain) adultsAsked(cohort *curriculum.Cohort) int64 {
	for _, r := range d.adultRules {
		if !r.Grades.Has(cohort.Grade) {
			continue
		}
		size, each := int64(cohort.Size), int64(r.PupilsPerAdult)
		asked := (size + each - 1) / each
		if size >= int64(r.From) {
			asked = max(asked, int64(r.Minimum))
		}
		return asked
	}
	return 0
}

// inArea reports whether area is of or lies below it.
func (d *domain) inArea(area, of capacity.AreaID) bool {
	for area != "" && area != of {
		area = d.parents[area]
	}
	return area == of
}

// trip returns the minutes from the school to the center of an offering.
func (d *domain) trip(school *School, o *checkedOffering) int64 {
	if !o.attended {
		return 0
	}
	if minutes, known := d.schoolTrips[schoolTrip{school.ID, o.center.ID}]; known {
		return int64(minutes)
	}
	return d.minutes(school.At, o.center.At)
}

// way returns the minutes between the centers of two offerings.
func (d *domain) way(a, b *checkedOffering) int64 {
	if a.center == b.center || !a.attended || !b.attended {
		return 0
	}
	if minutes, known := d.centerTrips[[2]capacity.CenterID{a.center.ID, b.center.ID}]; known {
		return int64(minutes)
	}
	return d.minutes(a.center.At, b.center.At)
}

// minutes returns the computed time between two points.
func (d *domain) minutes(a, b capacity.Point) int64 {
	meters := distance(a, b)
	speed := firstStated(int64(d.network.Travel.Speed), 400)
	minutes := meters / speed
	if meters%speed != 0 {
		minutes++
	}
	return int64(d.network.Travel.Fixed) + minutes
}

// distance returns the meters between two points, rounded down.
func distance(a, b capacity.Point) int64 {
	dx, dy := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	square, meters := dx*dx+dy*dy, int64(0)
	for bit := int64(1) << (bits.Len64(uint64(square)) / 2); bit > 0; bit >>= 1 {
		if longer := meters + bit; longer*longer <= square {
			meters = longer
		}
	}
	return meters
}
