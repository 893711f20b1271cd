package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkOpen checks R4: the slot is in the center's calendar, license and
// offering are valid at its date, the offering's times cover it, and neither
// a lesson in one of the rooms nor a closure touches it.
func (c *checker) checkOpen() {
	var slot capacity.Slot
	var closures []*capacity.Closure // those that touch the slot
	for _, s := range c.sessions {
		if !s.dated {
			c.fault(rule.Open, s, "", fmt.Sprintf("a slot of calendar %q", s.center.Calendar), "none of this id")
			continue
		}
		if !inSpan(s.center.License, s.slot.Date) {
			c.fault(rule.Open, s, fmt.Sprintf("center %q", s.center.ID), "a license for "+s.slot.Date.String(), s.center.License.String())
		}
		if !inSpan(s.Valid, s.slot.Date) {
			c.fault(rule.Open, s, "", "an offering valid at "+s.slot.Date.String(), s.Valid.String())
		}
		if !coveredOrFree(s.slot, s.Times) {
			c.fault(rule.Open, s, "", "a slot within the offering's times", slotText(s.slot))
		}
		for _, room := range s.rooms {
			if touched(s.slot, room.Teaching) {
				c.fault(rule.Open, s, fmt.Sprintf("room %q", room.ID), "no lesson of its own at "+slotText(s.slot), "one")
			}
		}
		if s.slot != slot { // many sessions have the same, one after another
			slot, closures = s.slot, c.closuresAt(s.slot)
		}
		c.checkClosures(s, closures)
	}
}

// closuresAt returns the closures that touch a slot.
func (d *domain) closuresAt(slot capacity.Slot) []*capacity.Closure {
	var all []*capacity.Closure
	for i := range d.network.Closures {
		if closure := &d.network.Closures[i]; touched(slot, closure.Times) {
			all = append(all, closure)
		}
	}
	return all
}

// checkClosures reports a closure for everyone once for the session, and one
// that depends on the visitor for each part that it keeps away.
func (c *checker) checkClosures(s *checkedSession, closures []*capacity.Closure) {
	for _, closure := range closures {
		here := c.closesHere(closure, s.checkedOffering)
		if here && closure.Grades == 0 {
			c.fault(rule.Open, s, fmt.Sprintf("closure %q", closure.ID), "open", closedBy(closure))
			continue
		}
		for _, x := range s.parts {
			if closure.Grades != 0 && !closure.Grades.Has(x.visit.cohort.Grade) {
				continue
			}
			if here || c.inAreas(x.visit.school.Area, closure.Areas) {
				c.breach(rule.Open, x, fmt.Sprintf("closure %q", closure.ID), "open", closedBy(closure))
			}
		}
	}
}

func closedBy(closure *capacity.Closure) string { return "closed by " + closure.Kind.String() }

// closesHere reports whether the closure closes everything or something that
// a session of the offering needs, apart from the visitors' areas.
func (d *domain) closesHere(closure *capacity.Closure, o *checkedOffering) bool {
	if len(closure.Areas) == 0 && len(closure.Centers) == 0 && len(closure.Rooms) == 0 {
		return true
	}
	return slices.Contains(closure.Centers, o.center.ID) ||
		d.inAreas(o.center.Area, closure.Areas) ||
		slices.ContainsFunc(o.rooms, func(r *capacity.Room) bool { return slices.Contains(closure.Rooms, r.ID) })
}

// inAreas reports whether area is one of the listed or below one.
func (d *domain) inAreas(area capacity.AreaID, list []capacity.AreaID) bool {
	return slices.ContainsFunc(list, func(of capacity.AreaID) bool { return d.inArea(area, of) })
}
