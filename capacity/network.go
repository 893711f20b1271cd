package capacity

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Spec is everything that [NewNetwork] validates into a [Network].
type Spec struct {
	Zone         string        `json:"zone,omitzero"` // IANA name of the one time zone; empty means Asia/Shanghai
	Areas        []Area        `json:"areas,omitzero"`
	Calendars    []Calendar    `json:"calendars,omitzero"`
	Competitions []Competition `json:"competitions,omitzero"`
	Centers      []Center      `json:"centers,omitzero"`
	Rooms        []Room        `json:"rooms,omitzero"`
	Instructors  []Instructor  `json:"instructors,omitzero"`
	Offerings    []Offering    `json:"offerings,omitzero"`
	Closures     []Closure     `json:"closures,omitzero"`
	Stocks       []Stock       `json:"stocks,omitzero"`
	Budgets      []Budget      `json:"budgets,omitzero"`
	Fleets       []Fleet       `json:"fleets,omitzero"`
	Teams        []Team        `json:"teams,omitzero"`
	Quotas       []Quota       `json:"quotas,omitzero"`
	Travel       Travel        `json:"travel,omitzero"`
}

// Network is a validated set of centers with all they can offer. It is
// immutable and safe for concurrent use.
type Network struct {
	spec         Spec // every list sorted by id
	areas        map[AreaID]int
	centers      map[CenterID]int
	rooms        map[RoomID]int
	instructors  map[InstructorID]int
	offerings    map[OfferingID]int
	bounds       []Bounds                      // by index of the offering
	slots        map[CalendarID][]Slot         // sorted by start
	slotAt       map[CalendarID]map[SlotID]int // index into slots
	competitions map[CompetitionID]int
	preparing    map[CompetitionID][]curriculum.CourseID // by ascending id
	schoolWays   map[schoolWay]int
	centerWays   map[[2]CenterID]int
}

type schoolWay struct {
	school curriculum.SchoolID
	center CenterID
}

// NewNetwork validates a spec against a catalog. The error is a
// [*finding.Error] with every finding, at paths such as "/offerings/3/course".
// The spec is copied. Ids of schools in quotas and ways are checked by the
// problem that brings the schools.
func NewNetwork(spec Spec, catalog *curriculum.Catalog) (*Network, error) {
	var found finding.List
	spec.validate(catalog, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	n := &Network{spec: spec.clone()}
	n.spec.sort()
	n.areas = index(n.spec.Areas, func(a Area) AreaID { return a.ID })
	n.centers = index(n.spec.Centers, func(c Center) CenterID { return c.ID })
	n.rooms = index(n.spec.Rooms, func(r Room) RoomID { return r.ID })
	n.instructors = index(n.spec.Instructors, func(i Instructor) InstructorID { return i.ID })
	n.offerings = index(n.spec.Offerings, func(o Offering) OfferingID { return o.ID })
	n.bounds = n.resolve(catalog)
	n.competitions = index(n.spec.Competitions, func(c Competition) CompetitionID { return c.ID })
	n.preparing = n.prepare(catalog)
	n.slots = map[CalendarID][]Slot{}
	n.slotAt = map[CalendarID]map[SlotID]int{}
	for _, c := range n.spec.Calendars {
		slots := c.slots()
		slices.SortFunc(slots, func(a, b Slot) int { return cmp.Compare(a.Begin(), b.Begin()) })
		n.slots[c.ID] = slots
		n.slotAt[c.ID] = index(slots, func(s Slot) SlotID { return s.ID })
	}
	n.schoolWays, n.centerWays = map[schoolWay]int{}, map[[2]CenterID]int{}
	for _, w := range n.spec.Travel.Ways {
		if w.School != "" {
			n.schoolWays[schoolWay{w.School, w.Center}] = w.Minutes
		} else {
			n.centerWays[pair(w.From, w.Center)] = w.Minutes
		}
	}
	return n, nil
}

func index[T any, ID comparable](list []T, id func(T) ID) map[ID]int {
	m := make(map[ID]int, len(list))
	for i, x := range list {
		m[id(x)] = i
	}
	return m
}

func pair(a, b CenterID) [2]CenterID {
	if b < a {
		a, b = b, a
	}
	return [2]CenterID{a, b}
}

// Spec returns a copy of what the network was made from, each list sorted by id.
func (n *Network) Spec() Spec { return n.spec.clone() }

// Zone returns the IANA name of the network's time zone.
func (n *Network) Zone() string { return cmp.Or(n.spec.Zone, "Asia/Shanghai") }

// Center returns the center, and false when there is none.
func (n *Network) Center(id CenterID) (Center, bool) {
	i, ok := n.centers[id]
	if !ok {
		return Center{}, false
	}
	return n.spec.Centers[i], true
}

// Room returns a copy of the room, and false when there is none.
func (n *Network) Room(id RoomID) (Room, bool) {
	i, ok := n.rooms[id]
	if !ok {
		return Room{}, false
	}
	return n.spec.Rooms[i].clone(), true
}

// Instructor returns a copy of the instructor, and false when there is none.
func (n *Network) Instructor(id InstructorID) (Instructor, bool) {
	i, ok := n.instructors[id]
	if !ok {
		return Instructor{}, false
	}
	return n.spec.Instructors[i].clone(), true
}

// Offering returns a copy of the offering, and false when there is none.
func (n *Network) Offering(id OfferingID) (Offering, bool) {
	i, ok := n.offerings[id]
	if !ok {
		return Offering{}, false
	}
	return n.spec.Offerings[i].clone(), true
}

// Slots yields the slots of a calendar by start.
func (n *Network) Slots(id CalendarID) iter.Seq[Slot] { return slices.Values(n.slots[id]) }

// Slot returns a slot of the center's calendar, and false when there is none.
func (n *Network) Slot(center CenterID, id SlotID) (Slot, bool) {
	c, ok := n.Center(center)
	if !ok {
		return Slot{}, false
	}
	i, ok := n.slotAt[c.Calendar][id]
	if !ok {
		return Slot{}, false
	}
	return n.slots[c.Calendar][i], true
}

// Within reports whether area is of or one of the areas below it.
func (n *Network) Within(area, of AreaID) bool {
	for area != "" {
		if area == of {
			return true
		}
		i, ok := n.areas[area]
		if !ok {
			return false
		}
		area = n.spec.Areas[i].Parent
	}
	return false
}

// Trip returns the minutes from a school at a point to a center: the known
// way if there is one, else computed; 0 to an online site.
func (n *Network) Trip(school curriculum.SchoolID, at Point, center CenterID) int {
	c, _ := n.Center(center)
	if c.Kind == OnlineSite {
		return 0
	}
	if m, ok := n.schoolWays[schoolWay{school, center}]; ok {
		return m
	}
	return n.spec.Travel.Minutes(at, c.At)
}

// Between returns the minutes from one center to another: 0 to itself and to
// an online site, else the known way or the computed one.
func (n *Network) Between(a, b CenterID) int {
	if a == b {
		return 0
	}
	ca, _ := n.Center(a)
	cb, _ := n.Center(b)
	if ca.Kind == OnlineSite || cb.Kind == OnlineSite {
		return 0
	}
	if m, ok := n.centerWays[pair(a, b)]; ok {
		return m
	}
	return n.spec.Travel.Minutes(ca.At, cb.At)
}
