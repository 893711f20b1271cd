package matching

import (
	"context"
	"fmt"
	"hash/maphash"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// compiler turns a problem into the dense model of package search: rules that
// concern one option alone become slot sets and missing arcs, the others
// sessions, people and rows.
type compiler struct {
	p       *Problem
	demand  Spec
	supply  capacity.Spec
	courses []curriculum.Course

	fingerprint string // for the plan; known before the search, as there is no time for it when ctx has ended
	framework   curriculum.Framework
	model       *search.Model

	slots     []capacity.Slot // all calendars, one after another
	ranks     []int32         // by slot: its place in the order of ids; slots of one id share it
	slotAt    map[slotName]int32
	calendars []span  // slots of each calendar
	calendar  []int32 // by center
	center    map[capacity.CenterID]int32
	course    map[curriculum.CourseID]int32
	person    map[capacity.InstructorID]int32
	school    map[curriculum.SchoolID]int32
	cohort    map[curriculum.CohortID]int32
	request   map[RequestID]int32
	offering  map[capacity.OfferingID]int32

	sets      map[uint64]int32 // interned slot sets, by hash
	lists     map[uint64]int32 // interned lists of uses, by hash
	hashes    maphash.Seed
	key       []byte            // of what is interned
	topics    map[topic][]int32 // courses by what choices state of them
	offered   map[offered]int64 // offerings of a theme at a center
	byCourse  [][]int32         // offerings of each course
	all       []search.Set      // by calendar: every slot
	timed     []search.Set      // by calendar: slots with class hours
	open      []search.Set      // by offering: slots in which it can run for anyone
	graded    [][]closing       // by offering: closures for some grades
	free      [][]int32         // by offering and slot: people who could lead
	led       [][]search.Set    // by offering and number of people: slots in which so many could lead; up to the most asked for
	classes   []schoolClass     // by school
	uses      [][]int32         // by class of schools and offering: 1 + the index of the uses; 0 before they are asked for
	trips     [][]int32         // by school and center: 1 + minutes; 0 before they are asked for
	rows      supplyRows
	reach     map[capacity.TeamID]int     // meters
	barred    map[placeGrade][]search.Set // by calendar: slots closed for a school's area; nil before they are asked for
	notice    []search.Set                // by calendar: slots too soon; none without a time as of which
	pins      map[RequestID][]*Pin
	mostHours map[componentKey]int // found when asked for, also by who writes a plan down: one at a time
	fixedPins [][]Pin              // of the fixed stays, by offer
	funnels   []funnel             // by request
	unseen    []int32              // requests whose options were not looked at
	bound     int64                // no plan has more points
	scratch   scratch
}

// span is a range of slots.
type span struct{ base, len int32 }

// slotName names a slot: its calendar by the first slot, as ids repeat.
type slotName struct {
	base int32
	id   capacity.SlotID
}

// SizeError reports a problem too large for memory.
type SizeError struct {
	What string // what there is too much of
	Have int64
	Most int64
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("matching: %d %s, at most %d can be planned at once; split the problem by district or shorten its calendars",
		e.Have, e.What, e.Most)
}

// mostSessions keeps the search's tables below some 8 GB.
const mostSessions = 64 << 20

// compile makes the model of a problem. Requests that it has not come to when
// ctx ends stay unseen, but for those with pins: no plan does without them.
func compile(ctx context.Context, p *Problem) (*compiler, error) {
	c := &compiler{
		p: p, fingerprint: p.Fingerprint(), demand: p.spec, supply: p.network.Spec(), framework: p.catalog.Framework(), model: &search.Model{},
		sets: map[uint64]int32{}, lists: map[uint64]int32{}, hashes: maphash.MakeSeed(), topics: map[topic][]int32{}, offered: map[offered]int64{}, mostHours: map[componentKey]int{},
	}
	for course := range p.catalog.Courses() {
		c.courses = append(c.courses, course)
	}
	c.index()
	if err := c.checkSize(); err != nil {
		return nil, err
	}
	c.addSlots()
	c.addOffers()
	c.addPeople()
	c.closeForGrades()
	c.addRows()
	c.addCohorts()
	for r := range c.demand.Requests {
		if !c.addAsk(ctx, int32(r)) {
			c.unseen = append(c.unseen, int32(r))
		}
	}
	if len(c.unseen) == 0 {
		c.lists, c.uses, c.trips = nil, nil, nil
	}
	c.bound = c.earnable()
	return c, nil
}

// complete looks at what compile has left unseen.
func (c *compiler) complete() {
	for _, r := range c.unseen {
		c.addAsk(context.Background(), r)
	}
	c.unseen = nil
	c.bound = c.earnable()
}

func (c *compiler) index() {
	c.center = indexOf(c.supply.Centers, func(x capacity.Center) capacity.CenterID { return x.ID })
	c.course = indexOf(c.courses, func(x curriculum.Course) curriculum.CourseID { return x.ID })
	c.person = indexOf(c.supply.Instructors, func(x capacity.Instructor) capacity.InstructorID { return x.ID })
	c.offering = indexOf(c.supply.Offerings, func(x capacity.Offering) capacity.OfferingID { return x.ID })
	c.school = indexOf(c.demand.Schools, func(x School) curriculum.SchoolID { return x.ID })
	c.cohort = indexOf(c.demand.Cohorts, func(x curriculum.Cohort) curriculum.CohortID { return x.ID })
	c.request = indexOf(c.demand.Requests, func(x Request) RequestID { return x.ID })
	c.byCourse = make([][]int32, len(c.courses))
	for i, o := range c.supply.Offerings {
		k := c.course[o.Course]
		c.byCourse[k] = append(c.byCourse[k], int32(i))
	}
}

func indexOf[T any, ID comparable](list []T, id func(T) ID) map[ID]int32 {
	m := make(map[ID]int32, len(list))
	for i, x := range list {
		m[id(x)] = int32(i)
	}
	return m
}

// checkSize estimates what will be allocated before it is.
func (c *compiler) checkSize() error {
	length := map[capacity.CalendarID]int64{}
	total := int64(0)
	for _, x := range c.supply.Calendars {
		for range c.p.network.Slots(x.ID) {
			length[x.ID]++
		}
		total += length[x.ID]
	}
	var sessions, rooms, centers int64
	for _, o := range c.supply.Offerings {
		sessions += length[c.supply.Centers[c.center[o.Center]].Calendar]
	}
	for _, r := range c.supply.Rooms {
		rooms += length[c.supply.Centers[c.center[r.Center]].Calendar]
	}
	for _, x := range c.supply.Centers {
		centers += length[x.Calendar]
	}
	var visits, options int64
	for i := range c.demand.Requests {
		r := &c.demand.Requests[i]
		visits += c.staysOf(r) * int64(max(1, r.Parts))
		for k := range r.Choices {
			options += c.offeringsOf(&r.Choices[k])
		}
		if len(r.Choices) == 0 {
			options += int64(len(c.supply.Offerings))
		}
	}
	for _, x := range []struct {
		what string
		have int64
	}{
		{"possible sessions", sessions},
		{"slots of rooms", rooms},
		{"slots of centers", centers},
		{"visits asked", visits},
		{"offerings that the choices name", options},
		{"slots of instructors", total * int64(len(c.supply.Instructors)) / 16},
		{"slots of fleets", total * int64(len(c.supply.Fleets))},
		{"pairs of a school and an offering or center", int64(len(c.demand.Schools)) * int64(len(c.supply.Offerings)+len(c.supply.Centers)) / 16},
		{"pairs of a quota and a school", int64(len(c.supply.Quotas)) * int64(len(c.demand.Schools))},
	} {
		if x.have > mostSessions {
			return &SizeError{x.what, x.have, mostSessions}
		}
	}
	return nil
}

// staysOf is at least the number of visits that a request can have.
func (c *compiler) staysOf(r *Request) int64 {
	if r.Program == "" {
		return int64(max(1, r.Visits))
	}
	stays := int64(0)
	for _, x := range c.programOf(r).Components {
		stays += int64(x.Visits) + int64(x.Hours)
	}
	return stays
}
