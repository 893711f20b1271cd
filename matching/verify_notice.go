package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkNotice checks R18: a visit that is not pinned starts at least the
// notice time after the as-of time, and every pin is of a visit of the plan
// that has parts where the pins of its request in its slot say, and nowhere
// else, led by the pins' instructors.
func (c *checker) checkNotice() {
	spec := &c.problem.spec
	pinned := make(map[pinnedVisit][]*Pin, len(spec.Pins))
	for i := range spec.Pins {
		key := c.pinnedVisit(&spec.Pins[i])
		pinned[key] = append(pinned[key], &spec.Pins[i])
	}
	parts := make(map[visitKey]*checkedPart, len(spec.Pins))
	earliest := spec.AsOf + capacity.Moment(spec.NoticeDays)*capacity.Moment(capacity.Midnight)
	for _, v := range c.visits {
		pins := pinned[pinnedVisit{v.request.ID, v.first().session.center.Calendar, v.slotID}]
		there := 0
		for _, pin := range pins {
			if k := slices.IndexFunc(v.parts, func(x *checkedPart) bool { return x.session.ID == pin.Offering }); k >= 0 {
				parts[v.parts[k].key()] = v.parts[k]
				there++
			}
		}
		kept := there == len(pins) && there == len(v.parts)
		if !kept && spec.AsOf != 0 && v.dated && v.slot.Begin() < earliest {
			c.breach(rule.Notice, v.first(), "", startAt+earliest.String()+" or later", v.slot.Begin().String())
		}
	}
	for i := range spec.Pins {
		pin := &spec.Pins[i]
		c.checkPin(pin, len(pinned[c.pinnedVisit(pin)]), parts[visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}}])
	}
}

// startAt begins what R18 wants of a visit that is not pinned.
const startAt = "a start at "

func (c *checker) pinnedVisit(pin *Pin) pinnedVisit {
	return pinnedVisit{pin.Request, c.offerings[pin.Offering].center.Calendar, pin.Slot}
}

// checkPin checks a pin, one of several in its slot, against the part that it
// names, nil when there is none.
func (c *checker) checkPin(pin *Pin, of int, x *checkedPart) {
	if x == nil {
		c.add(Violation{Rule: rule.Notice, Request: pin.Request, Offering: pin.Offering, Slot: pin.Slot,
			Want: "the visit that is " + pin.Kind.String(), Have: "no such visit"})
		return
	}
	if n := len(x.visit.parts); n != of {
		c.breach(rule.Notice, x, "", inParts("the whole visit", "the visit in %d parts", of)+" that is "+pin.Kind.String(),
			inParts("a whole one", "one of %d parts", n))
	}
	for _, id := range pin.Instructors {
		leads := func(i *checkedInstructor) bool { return i.ID == id }
		if !slices.ContainsFunc(x.session.instructors, leads) {
			c.breach(rule.Notice, x, "", fmt.Sprintf("instructor %q, who is %s", id, pin.Kind), "a session without")
		}
	}
}

// inParts says of how many parts a visit is.
func inParts(whole, split string, n int) string {
	if n == 1 {
		return whole
	}
	return fmt.Sprintf(split, n)
}

func (x *checkedPart) key() visitKey {
	return visitKey{x.visit.request.ID, sessionKey{x.session.ID, x.visit.slotID}}
}
