package capacity

import (
	"iter"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Session is an offering in one slot of its center.
type Session struct {
	Offering OfferingID
	Slot     Slot
}

// Sessions yields every session that can exist, by offering id, then slot
// start: license and offering valid at the date, the slot within the
// offering's times, rooms free of own teaching, no closure for everyone (R4).
// Closures for some grades alone, and of the area that a school lies in, depend
// on the visitor and do not remove a session here.
//
// Every use of the iterator looks at each room and center once a slot, then at
// each offering once a slot.
func (n *Network) Sessions() iter.Seq[Session] {
	return func(yield func(Session) bool) {
		w := n.walk()
		for _, o := range n.spec.Offerings {
			center := n.spec.Centers[n.centers[o.Center]]
			closed := w.closed(center, o.Rooms)
			for i, slot := range n.slots[center.Calendar] {
				open := center.License.Has(slot.Date) && o.Valid.Has(slot.Date) &&
					(len(o.Times) == 0 || o.Times.Cover(slot))
				for _, c := range closed {
					open = open && !c[i]
				}
				if open && !yield(Session{Offering: o.ID, Slot: slot}) {
					return
				}
			}
		}
	}
}

// walk is one pass over the sessions. It knows the closures for everyone by
// what they name, and remembers for each center and room which slots are closed.
type walk struct {
	network  *Network
	all      []Times
	byArea   map[AreaID][]Times
	byCenter map[CenterID][]Times
	byRoom   map[RoomID][]Times
	centers  map[CenterID][]bool // by index of the slot
	rooms    map[RoomID][]bool
}

func (n *Network) walk() *walk {
	w := &walk{
		network: n,
		byArea:  map[AreaID][]Times{}, byCenter: map[CenterID][]Times{}, byRoom: map[RoomID][]Times{},
		centers: map[CenterID][]bool{}, rooms: map[RoomID][]bool{},
	}
	for _, c := range n.spec.Closures {
		if c.Grades != 0 && c.Grades != curriculum.AllGrades {
			continue
		}
		if len(c.Areas)+len(c.Centers)+len(c.Rooms) == 0 {
			w.all = append(w.all, c.Times)
		}
		for _, id := range c.Areas {
			w.byArea[id] = append(w.byArea[id], c.Times)
		}
		for _, id := range c.Centers {
			w.byCenter[id] = append(w.byCenter[id], c.Times)
		}
		for _, id := range c.Rooms {
			w.byRoom[id] = append(w.byRoom[id], c.Times)
		}
	}
	return w
}

// closed returns the closed slots of a center and of some of its rooms.
func (w *walk) closed(c Center, rooms []RoomID) [][]bool {
	slots := w.network.slots[c.Calendar]
	if w.centers[c.ID] == nil {
		closed := make([]bool, len(slots))
		mark(closed, slots, w.all)
		mark(closed, slots, w.byCenter[c.ID])
		for area := c.Area; area != ""; area = w.network.spec.Areas[w.network.areas[area]].Parent {
			mark(closed, slots, w.byArea[area])
		}
		w.centers[c.ID] = closed
	}
	all := [][]bool{w.centers[c.ID]}
	for _, id := range rooms {
		if w.rooms[id] == nil {
			closed := make([]bool, len(slots))
			mark(closed, slots, w.byRoom[id])
			mark(closed, slots, []Times{w.network.spec.Rooms[w.network.rooms[id]].Teaching})
			w.rooms[id] = closed
		}
		all = append(all, w.rooms[id])
	}
	return all
}

// mark sets closed for every slot that one of the times touches.
func mark(closed []bool, slots []Slot, times []Times) {
	for i, s := range slots {
		for _, t := range times {
			closed[i] = closed[i] || t.Touch(s)
		}
	}
}
