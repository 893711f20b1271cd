package matching

import (
	"fmt"

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
	model   *search.Model

	slots    []capacity.Slot // all calendars, one after another
	calendar map[capacity.CalendarID]span
	center   map[capacity.CenterID]int32
	course   map[curriculum.CourseID]int32
	person   map[capacity.InstructorID]int32
	school   map[curriculum.SchoolID]int32
	cohort   map[curriculum.CohortID]int32
	request  map[RequestID]int32
	offering map[capacity.OfferingID]int32

	sets      map[string]int32    // interned slot sets
	openSets  map[openKey]int32   // of offerings, by visitor and staff
	useLists  map[useKey]int32    // interned lists of uses
	ways      map[[2]int32]int    // trips by school and center
	themes    map[theme][]int32   // courses by what choices state of them
	offered   map[offered]int64   // offerings of a theme at a center
	byCourse  [][]int32           // offerings of each course
	graded    map[int32][]closing // closures for some grades, by offering
	base      []search.Set        // by offering: slots in which it can run for anyone
	staffed   []int32             // by offering and slot, from first: people who could lead
	first     []int32             // by offering: its first entry in staffed
	classes   []schoolClass       // by school
	rows      supplyRows
	reach     map[capacity.TeamID]int                           // meters
	barred    map[placeGrade]map[capacity.CalendarID]search.Set // slots closed for a school's area
	notice    map[capacity.CalendarID]search.Set                // slots too soon
	pins      map[RequestID][]*Pin
	mostHours map[componentKey]int
	fixedPins []Pin    // of the fixed units
	funnels   []funnel // by request
}

// span is a range of slots.
type span struct{ base, len int32 }

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

func compile(p *Problem) (*compiler, error) {
	c := &compiler{
		p: p, demand: p.spec, supply: p.network.Spec(), model: &search.Model{},
		sets: map[string]int32{}, openSets: map[openKey]int32{}, useLists: map[useKey]int32{},
		ways: map[[2]int32]int{}, themes: map[theme][]int32{}, offered: map[offered]int64{}, mostHours: map[componentKey]int{},
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
		c.addAsk(int32(r))
	}
	return c, nil
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
		visits += c.unitsOf(r)
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
		{"pairs of a quota and a school", int64(len(c.supply.Quotas)) * int64(len(c.demand.Schools))},
	} {
		if x.have > mostSessions {
			return &SizeError{x.what, x.have, mostSessions}
		}
	}
	return nil
}

// unitsOf is at least the number of parts of visits that a request can have.
func (c *compiler) unitsOf(r *Request) int64 {
	stays := int64(max(1, r.Visits))
	if r.Program != "" {
		program, _ := c.p.Program(r.Program)
		stays = 0
		for _, x := range program.Components {
			stays += int64(x.Visits) + int64(x.Hours)
		}
	}
	return stays * int64(max(1, r.Parts))
}

// intern returns the index of a slot set in the model, adding it when it is new.
func (c *compiler) intern(s search.Set) int32 {
	key := make([]byte, 0, 8*len(s.Words)+4)
	key = append(key, byte(s.Base), byte(s.Base>>8), byte(s.Base>>16), byte(s.Base>>24))
	for _, w := range s.Words {
		for k := 0; k < 64; k += 8 {
			key = append(key, byte(w>>k))
		}
	}
	if i, ok := c.sets[string(key)]; ok {
		return i
	}
	i := int32(len(c.model.Sets))
	c.model.Sets = append(c.model.Sets, search.Set{Base: s.Base, Words: append([]uint64(nil), s.Words...)})
	c.sets[string(key)] = i
	return i
}

// newSet returns an empty set over a calendar's slots.
func newSet(of span) search.Set {
	return search.Set{Base: of.base, Words: make([]uint64, (of.len+63)/64)}
}

// slotsWhere returns the slots of a calendar for which f holds.
func (c *compiler) slotsWhere(of span, f func(capacity.Slot) bool) search.Set {
	s := newSet(of)
	for i := of.base; i < of.base+of.len; i++ {
		if f(c.slots[i]) {
			s.Add(i)
		}
	}
	return s
}
