package matching

import (
	"maps"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Utilization says how rooms are used. A room is open in a slot of its center's
// calendar when the license is valid at the date and neither a lesson of the host's
// own in it nor a closure for everyone touches the slot.
type Utilization struct {
	Rooms   []RoomUse   `json:"rooms"`   // all, by id
	Centers []CenterUse `json:"centers"` // all, by id
	Weeks   []WeekUse   `json:"weeks"`   // of all centers, in order
	Total   Use         `json:"total"`
}

// Use is what is used of what is open.
type Use struct {
	Open      int64   `json:"open"`      // a room in a slot each
	Used      int64   `json:"used"`      // of these, with a session
	Share     float64 `json:"share"`     // Used / Open
	Seats     int64   `json:"seats"`     // of the rooms in the open slots
	Taken     int64   `json:"taken"`     // of these, by pupils; at most all
	SeatShare float64 `json:"seatShare"` // Taken / Seats
}

// RoomUse is the use of one room.
type RoomUse struct {
	Room   capacity.RoomID   `json:"room"`
	Center capacity.CenterID `json:"center"`
	Use
	Weeks []WeekUse `json:"weeks"` // in which the calendar has a slot
}

// CenterUse is the use of a center's rooms together.
type CenterUse struct {
	Center capacity.CenterID `json:"center"`
	Use
	Roomless int64     `json:"roomless"` // sessions without a room, carried to schools or online: they are no use of one
	Weeks    []WeekUse `json:"weeks"`    // in which the calendar has a slot
}

// WeekUse is the use in one week.
type WeekUse struct {
	Week capacity.Date `json:"week"` // its Monday
	Use
}

// MeasureUse counts what a plan uses of the rooms, as [Measure] counts. The pupils
// of a session with several rooms sit in them in proportion to their seats. Who is
// in a room that is not open, or has no seat left there, is not counted.
func MeasureUse(p *Problem, plan *Plan) Utilization {
	if plan == nil {
		plan = &Plan{}
	}
	c := newChecker(p, plan)
	taken, roomless := c.occupancy()
	var u Utilization
	at := map[capacity.CenterID]int{}
	calendars := map[capacity.CalendarID][]capacity.Slot{}
	weeks := map[capacity.CalendarID][]WeekUse{}
	all := map[capacity.Date]bool{}
	for _, calendar := range c.network.Calendars {
		calendars[calendar.ID] = slices.Collect(p.network.Slots(calendar.ID))
		weeks[calendar.ID] = weeksOf(calendars[calendar.ID])
	}
	for i, center := range c.network.Centers {
		at[center.ID] = i
		own := weeks[center.Calendar]
		u.Centers = append(u.Centers, CenterUse{Center: center.ID, Roomless: roomless[center.ID], Weeks: slices.Clone(own)})
		for _, w := range own {
			all[w.Week] = true
		}
	}
	for _, week := range slices.Sorted(maps.Keys(all)) {
		u.Weeks = append(u.Weeks, WeekUse{Week: week})
	}
	for i := range c.network.Rooms {
		room := &c.network.Rooms[i]
		center := &u.Centers[at[room.Center]]
		calendar := c.centers[room.Center].Calendar
		own := RoomUse{Room: room.ID, Center: room.Center, Weeks: slices.Clone(weeks[calendar])}
		for _, slot := range c.openSlots(room, calendars[calendar]) {
			use := Use{Open: 1, Seats: int64(room.Seats)}
			if pupils, ok := taken[occupied{room.ID, slot.ID}]; ok {
				use.Used, use.Taken = 1, min(pupils, use.Seats)
			}
			week := monday(slot.Date)
			for _, sum := range []*Use{
				&own.Use, inWeek(own.Weeks, week), &center.Use, inWeek(center.Weeks, week), inWeek(u.Weeks, week), &u.Total,
			} {
				sum.add(use)
			}
		}
		u.Rooms = append(u.Rooms, own)
	}
	u.divide()
	return u
}

// occupied is a room in a slot of its center.
type occupied struct {
	room capacity.RoomID
	slot capacity.SlotID
}

// occupancy returns the pupils in every room with a session, and the sessions of
// every center that have none.
func (c *checker) occupancy() (map[occupied]int64, map[capacity.CenterID]int64) {
	taken, roomless := map[occupied]int64{}, map[capacity.CenterID]int64{}
	for _, s := range c.sessions {
		if !s.dated {
			continue
		}
		if len(s.rooms) == 0 {
			roomless[s.center.ID]++
		}
		seats := make([]int64, len(s.rooms))
		for i, room := range s.rooms {
			seats[i] = int64(room.Seats)
		}
		for i, n := range apportion(s.pupils, seats) {
			key := occupied{s.rooms[i].ID, s.slotID}
			taken[key] = cappedSum(taken[key], n)
		}
	}
	return taken, roomless
}

// apportion divides n in proportion to the weights, rounded so that the parts add
// up to n.
func apportion(n int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	left := int64(0)
	for _, w := range weights {
		left += w
	}
	for i, w := range weights {
		if left > 0 {
			parts[i] = cappedProduct(n, w) / left
		}
		n, left = n-parts[i], left-w
	}
	return parts
}

// openSlots returns the slots in which a room is open.
func (c *checker) openSlots(room *capacity.Room, slots []capacity.Slot) []capacity.Slot {
	center := c.centers[room.Center]
	alone := &checkedOffering{center: center, rooms: []*capacity.Room{room}}
	closed := []capacity.Times{room.Teaching}
	for i := range c.network.Closures {
		x := &c.network.Closures[i]
		if everyone := x.Grades == 0 || x.Grades == curriculum.AllGrades; everyone && c.closesHere(x, alone) {
			closed = append(closed, x.Times)
		}
	}
	var open []capacity.Slot
	for _, slot := range slots {
		if inSpan(center.License, slot.Date) &&
			!slices.ContainsFunc(closed, func(t capacity.Times) bool { return touched(slot, t) }) {
			open = append(open, slot)
		}
	}
	return open
}

// weeksOf returns an empty entry for each week of slots that are sorted by start.
func weeksOf(slots []capacity.Slot) []WeekUse {
	weeks := []WeekUse{}
	for _, s := range slots {
		if n := len(weeks); n == 0 || weeks[n-1].Week != monday(s.Date) {
			weeks = append(weeks, WeekUse{Week: monday(s.Date)})
		}
	}
	return weeks
}

// inWeek returns the use of a week that is in the list.
func inWeek(weeks []WeekUse, week capacity.Date) *Use {
	i, _ := slices.BinarySearchFunc(weeks, week, func(w WeekUse, d capacity.Date) int { return int(w.Week) - int(d) })
	return &weeks[i].Use
}

func (u *Use) add(o Use) {
	u.Open += o.Open
	u.Used += o.Used
	u.Seats = cappedSum(u.Seats, o.Seats)
	u.Taken = cappedSum(u.Taken, o.Taken)
}

func (u *Use) divide() { u.Share, u.SeatShare = ratio(u.Used, u.Open), ratio(u.Taken, u.Seats) }

func (u *Utilization) divide() {
	each := func(weeks []WeekUse) {
		for i := range weeks {
			weeks[i].divide()
		}
	}
	for i := range u.Rooms {
		u.Rooms[i].divide()
		each(u.Rooms[i].Weeks)
	}
	for i := range u.Centers {
		u.Centers[i].divide()
		each(u.Centers[i].Weeks)
	}
	each(u.Weeks)
	u.Total.divide()
}
