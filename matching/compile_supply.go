package matching

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
)

func (c *compiler) addSlots() {
	c.slotAt = map[slotName]int32{}
	days, weeks, ids := map[capacity.Date]bool{}, map[int]bool{}, map[capacity.SlotID]bool{}
	for _, x := range c.supply.Calendars {
		base := int32(len(c.slots))
		for t := range c.p.network.Slots(x.ID) {
			c.slotAt[slotName{base, t.ID}] = int32(len(c.slots))
			c.slots = append(c.slots, t)
			days[t.Date], weeks[t.Date.Week()], ids[t.ID] = true, true, true
		}
		slots := span{base, int32(len(c.slots)) - base}
		c.calendars = append(c.calendars, slots)
		c.all = append(c.all, c.slotsWhere(slots, func(capacity.Slot) bool { return true }))
		c.timed = append(c.timed, c.slotsWhere(slots, func(t capacity.Slot) bool { return t.Hours > 0 }))
	}
	calendar := indexOf(c.supply.Calendars, func(x capacity.Calendar) capacity.CalendarID { return x.ID })
	for _, x := range c.supply.Centers {
		c.calendar = append(c.calendar, calendar[x.Calendar])
	}
	day, week, rank := ranks(days), ranks(weeks), ranks(ids)
	byDay := make([][]int32, len(day))
	for i, t := range c.slots {
		d := day[t.Date]
		byDay[d] = append(byDay[d], int32(i))
		c.ranks = append(c.ranks, rank[t.ID])
		c.model.Slots = append(c.model.Slots, search.Slot{
			Day: d, Week: week[t.Date.Week()], Date: int32(t.Date), Start: int32(t.Start), End: int32(t.End),
			Amount: clamp(int(t.Hours)),
		})
	}
	c.model.Covers = make([][]int32, len(c.slots))
	for i, t := range c.slots {
		covers := []int32{int32(i)}
		for _, j := range byDay[day[t.Date]] {
			if u := c.slots[j]; int(j) != i && t.Start <= u.Start && u.Start < t.End {
				covers = append(covers, j)
			}
		}
		c.model.Covers[i] = covers
	}
}

// ranks numbers keys in ascending order.
func ranks[K cmp.Ordered](keys map[K]bool) map[K]int32 {
	sorted := make([]K, 0, len(keys))
	for k := range keys {
		sorted = append(sorted, k)
	}
	slices.Sort(sorted)
	rank := make(map[K]int32, len(sorted))
	for i, k := range sorted {
		rank[k] = int32(i)
	}
	return rank
}

func (c *compiler) addOffers() {
	room := map[capacity.RoomID]int32{}
	for i, r := range c.supply.Rooms {
		room[r.ID] = int32(i)
	}
	m := c.model
	team := c.addTeams()
	marks := newMarks()
	m.Rooms, m.Cost, m.PerDay = len(c.supply.Rooms), c.demand.Weights.Session, max(1, c.demand.VisitsPerDay)
	m.Between = func(a, b int32) int32 {
		return int32(c.p.network.Between(c.supply.Centers[a].ID, c.supply.Centers[b].ID))
	}
	for i := range c.supply.Offerings {
		o := &c.supply.Offerings[i]
		k := c.center[o.Center]
		center, course := &c.supply.Centers[k], &c.courses[c.course[o.Course]]
		slots := c.calendars[c.calendar[k]]
		x := search.Offer{
			Center: k, Course: c.course[o.Course], Base: slots.base, Len: slots.len,
			Seats:    clamp(o.Seats),
			Minimum:  clamp(max(1, cmp.Or(o.Minimum, course.Minimum))),
			Fewest:   clamp(cmp.Or(o.Instructors, course.Instructors)),
			Per:      clamp(cmp.Or(o.PupilsPerInstructor, course.PupilsPerInstructor)),
			Share:    uint8(cmp.Or(o.Sharing, capacity.ShareAnyone)),
			Attended: attended(center, course),
			Team:     -1,
		}
		if o.Team != "" {
			x.Team = team[o.Team]
		}
		x.Marks = marks.of(course, k)
		if x.Fewest == 0 && course.Delivery != curriculum.Online {
			x.Fewest = 1
		}
		together := 0
		for _, id := range o.Rooms {
			x.Rooms = append(x.Rooms, room[id])
			together += c.supply.Rooms[room[id]].Seats
		}
		if o.Seats == 0 {
			x.Seats = clamp(together)
		}
		if o.Seats == 0 && len(o.Rooms) == 0 { // online or blended
			x.Seats = clamp(math.MaxInt)
		}
		m.Offers = append(m.Offers, x)
		c.open = append(c.open, newSet(slots))
	}
	for x := range c.p.network.Sessions() {
		i := c.offering[x.Offering]
		c.open[i].Add(c.slotOf(i, x.Slot.ID))
	}
}

// addTeams adds the outreach teams and returns their indexes.
func (c *compiler) addTeams() map[capacity.TeamID]int32 {
	c.reach = map[capacity.TeamID]int{}
	for _, t := range c.supply.Teams {
		c.reach[t.ID] = t.Reach
		slots := c.calendars[c.calendar[c.center[t.Center]]]
		c.model.Teams = append(c.model.Teams, search.Team{Base: slots.base, Len: slots.len, Sessions: clamp(t.Sessions)})
	}
	return indexOf(c.supply.Teams, func(t capacity.Team) capacity.TeamID { return t.ID })
}

// marks numbers the majors and occupations that offerings have in common.
type marks struct {
	majors      map[curriculum.MajorID]int32
	occupations map[curriculum.OccupationID]int32
}

func newMarks() marks {
	return marks{map[curriculum.MajorID]int32{}, map[curriculum.OccupationID]int32{}}
}

// of returns the marks of an offering of a course at a center, by trait less 1.
func (m marks) of(course *curriculum.Course, center int32) [search.Traits][]int32 {
	var list [search.Traits][]int32
	if course.Major != "" {
		list[TraitMajor-1] = []int32{number(m.majors, course.Major)}
	}
	for _, id := range course.Occupations {
		list[TraitOccupation-1] = append(list[TraitOccupation-1], number(m.occupations, id))
	}
	list[TraitCenter-1] = []int32{center}
	return list
}

// number returns the number of a key, a new one for a new key.
func number[K comparable](numbers map[K]int32, key K) int32 {
	n, ok := numbers[key]
	if !ok {
		n = int32(len(numbers))
		numbers[key] = n
	}
	return n
}

// clamp keeps a count within 32 bits; larger ones limit nothing.
func clamp(n int) int32 { return int32(min(n, math.MaxInt32/2)) }

// attended reports whether pupils travel to the center for a course.
func attended(center *capacity.Center, course *curriculum.Course) bool {
	return center.Kind != capacity.OnlineSite && (course.Delivery == curriculum.OnSite || course.Delivery == curriculum.OffCampus)
}

// addPeople adds the instructors, and to each offering its leaders, those who
// can lead the fewest offerings first.
func (c *compiler) addPeople() {
	m := c.model
	offersAt := make([][]int32, len(c.supply.Centers))
	for i := range m.Offers {
		k := m.Offers[i].Center
		offersAt[k] = append(offersAt[k], int32(i))
	}
	breadth := make([]int, len(c.supply.Instructors))
	for p := range c.supply.Instructors {
		who := &c.supply.Instructors[p]
		free := make([]uint64, (len(c.slots)+63)/64)
		for i, t := range c.slots {
			if (len(who.Available) == 0 || who.Available.Cover(t)) && !who.Teaching.Touch(t) {
				free[i>>6] |= 1 << (i & 63)
			}
		}
		m.People = append(m.People, search.Person{
			Free: free, PerDay: clamp(who.PerDay), PerWeek: clamp(who.PerWeek), PerTerm: clamp(who.PerTerm),
		})
		for _, center := range who.Centers {
			for _, i := range offersAt[c.center[center]] {
				course := &c.courses[m.Offers[i].Course]
				if slices.Contains(who.Courses, course.ID) || course.Major != "" && slices.Contains(who.Majors, course.Major) {
					m.Offers[i].Leaders = append(m.Offers[i].Leaders, int32(p))
					breadth[p]++
				}
			}
		}
	}
	for i := range m.Offers {
		o := &m.Offers[i]
		slices.SortStableFunc(o.Leaders, func(a, b int32) int { return cmp.Compare(breadth[a], breadth[b]) })
		free := make([]int32, o.Len)
		for _, p := range o.Leaders {
			for k := range free {
				slot := o.Base + int32(k)
				free[k] += int32(m.People[p].Free[slot>>6] >> (slot & 63) & 1)
			}
		}
		c.free = append(c.free, free)
	}
	c.led = make([][]search.Set, len(m.Offers))
}

// ledBy returns the slots in which some people could lead an offering.
func (c *compiler) ledBy(offer, people int32) search.Set {
	o := &c.model.Offers[offer]
	people = min(people, int32(len(o.Leaders))+1)
	for n := int32(len(c.led[offer])); n <= people; n++ {
		s := newSet(span{o.Base, o.Len})
		for k, free := range c.free[offer] {
			if free >= n {
				s.Add(o.Base + int32(k))
			}
		}
		c.led[offer] = append(c.led[offer], s)
	}
	return c.led[offer][people]
}

// closing is a closure for some grades, as the slots that it closes for one offering.
type closing struct {
	grades curriculum.GradeSet
	slots  search.Set
}

// closeForGrades collects the closures that hold for some grades alone.
func (c *compiler) closeForGrades() {
	c.graded = make([][]closing, len(c.supply.Offerings))
	for k := range c.supply.Closures {
		x := &c.supply.Closures[k]
		if x.Grades == 0 {
			continue
		}
		for i := range c.supply.Offerings {
			o := &c.supply.Offerings[i]
			if !c.closes(x, o) {
				continue
			}
			slots := c.calendars[c.calendar[c.model.Offers[i].Center]]
			c.graded[i] = append(c.graded[i], closing{x.Grades, c.slotsWhere(slots, x.Times.Touch)})
		}
	}
}

// closes reports whether a closure is of an offering's place.
func (c *compiler) closes(x *capacity.Closure, o *capacity.Offering) bool {
	if len(x.Areas)+len(x.Centers)+len(x.Rooms) == 0 || slices.Contains(x.Centers, o.Center) {
		return true
	}
	for _, r := range o.Rooms {
		if slices.Contains(x.Rooms, r) {
			return true
		}
	}
	return c.inAreas(c.supply.Centers[c.center[o.Center]].Area, x.Areas)
}

// inAreas reports whether an area is one of some areas or below one.
func (c *compiler) inAreas(area capacity.AreaID, areas []capacity.AreaID) bool {
	return slices.ContainsFunc(areas, func(of capacity.AreaID) bool { return c.p.network.Within(area, of) })
}
