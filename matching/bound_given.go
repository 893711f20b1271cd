package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// decision is a fact that was decided: it holds in all plans that are left, or
// in none of them.
type decision struct {
	holds   bool
	request bool // of a request, or of a session in a slot
	guest   int
	room    *capacity.Room // nil: of an offering
	host    int            // -1: any
	slot    int            // -1: any
	day     int            // -1: any
}

// given is what the facts of a case leave to nobody, and what they make sure of.
// Nil stands for all plans.
type given struct {
	hosts []slotSet    // by offering: closed to everybody; nil for none
	facts [][]decision // by guest: of its visit
	must  []bool       // by guest: has all of its visits
	gone  []bool       // by guest: has none
	inUse map[use]bool // of which there is just one session
}

// use is of a room in a slot, or of an offering without rooms.
type use struct {
	room     capacity.RoomID
	offering capacity.OfferingID
	slot     int
}

// given returns what some decisions come to.
func (r *relaxation) given(way []decision) *given {
	c := &given{
		hosts: make([]slotSet, len(r.hosts)), facts: make([][]decision, len(r.guests)),
		must: make([]bool, len(r.guests)), gone: make([]bool, len(r.guests)), inUse: map[use]bool{},
	}
	for _, d := range way {
		switch {
		case d.request:
			c.place(d)
		case d.room != nil:
			c.occupy(r, d)
		case d.holds:
			c.hold(r, r.hosts[d.host], d.slot)
		default:
			c.close(r.hosts[d.host], d.slot)
		}
	}
	return c
}

// place takes in a fact of a request.
func (c *given) place(d decision) {
	c.must[d.guest] = c.must[d.guest] || d.holds
	switch {
	case d.host >= 0 || d.day >= 0:
		c.facts[d.guest] = append(c.facts[d.guest], d)
	case !d.holds:
		c.gone[d.guest] = true
	}
}

// hold takes in that an offering has a session in a slot: no other can have one of
// its rooms.
func (c *given) hold(r *relaxation, h *host, slot int) {
	if len(h.rooms) == 0 {
		c.inUse[use{offering: h.ID, slot: slot}] = true
	}
	for _, room := range h.rooms {
		c.inUse[use{room: room.ID, slot: slot}] = true
	}
	for _, other := range r.hosts {
		if other != h && other.line == h.line && slices.ContainsFunc(other.rooms, func(x *capacity.Room) bool { return slices.Contains(h.rooms, x) }) {
			c.close(other, slot)
		}
	}
}

// occupy takes in that a session uses a room in a slot, or that none does.
func (c *given) occupy(r *relaxation, d decision) {
	if d.holds {
		c.inUse[use{room: d.room.ID, slot: d.slot}] = true
		return
	}
	for _, h := range r.hosts {
		if slices.Contains(h.rooms, d.room) {
			c.close(h, d.slot)
		}
	}
}

// close takes in that an offering has no session in a slot.
func (c *given) close(h *host, slot int) {
	if c.hosts[h.index] == nil {
		c.hosts[h.index] = h.line.none()
	}
	c.hosts[h.index].add(slot)
}

// leave removes the slots in which an offering is closed to a guest.
func (c *given) leave(g *guest, h *host, slots slotSet) {
	if c.gone[g.index] {
		clear(slots)
		return
	}
	slots.remove(c.hosts[h.index])
	for _, d := range c.facts[g.index] {
		for t := range slots.all() {
			if d.is(h, t) != d.holds {
				slots[t>>6] &^= 1 << (t & 63)
			}
		}
	}
}

// is reports whether a visit to an offering in a slot is as the fact says.
func (d decision) is(h *host, slot int) bool {
	return (d.host < 0 || d.host == h.index) && (d.slot < 0 || d.slot == slot) && (d.day < 0 || d.day == h.line.day[slot])
}

// placed reports whether a guest has all of its visits.
func (c *given) placed(g *guest) bool { return c != nil && c.must[g.index] }

// held reports whether there is just one session in a use.
func (c *given) held(x use) bool { return c != nil && c.inUse[x] }

// in returns the relaxation of a case: what is closed in it leaves fewer options,
// and with them some guests can have fewer visits.
func (r *relaxation) in(c *given, hostsOf [][]int32) *relaxation {
	touched := make([]bool, len(r.guests))
	for i, slots := range c.hosts {
		if slots == nil {
			continue
		}
		for _, g := range r.hosts[i].guests {
			touched[g] = true
		}
	}
	x := *r
	x.settled, x.guests = c, slices.Clone(r.guests)
	for i, g := range r.guests {
		if touched[i] || c.gone[i] || len(c.facts[i]) > 0 {
			x.guests[i] = x.recounted(g, hostsOf[i])
		}
	}
	return &x
}

// recounted returns a guest with the visits that it can have in this case.
func (r *relaxation) recounted(g *guest, hosts []int32) *guest {
	program := r.program(g.request)
	own := *g
	own.aims, own.chained = aimsOf(program), false
	for _, k := range hosts {
		r.noteSlots(&own, r.hosts[k])
	}
	if !own.count(program) {
		r.settled.gone[g.index] = true
		if program == nil && r.settled.placed(g) { // no plan is in this case: the visit is owed, and there is none
			own.aims[0].most = 1
		}
	}
	return &own
}

// hostsOf returns, by guest, the offerings at which it has options.
func (r *relaxation) hostsOf() [][]int32 {
	all := make([][]int32, len(r.guests))
	for k, h := range r.hosts {
		for _, i := range h.guests {
			all[i] = append(all[i], int32(k))
		}
	}
	return all
}
