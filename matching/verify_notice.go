package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkNotice checks R18: a visit that is not pinned starts at least the
// notice time after the as-of time, and every pin is a whole visit of the plan
// with its instructors.
func (c *checker) checkNotice() {
	spec := &c.problem.spec
	parts := make(map[visitKey]*checkedPart, len(spec.Pins))
	pinned := make(map[visitKey]bool, len(spec.Pins))
	for _, pin := range spec.Pins {
		pinned[visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}}] = true
	}
	earliest := spec.AsOf + capacity.Moment(spec.NoticeDays)*capacity.Moment(capacity.Midnight)
	for _, v := range c.visits {
		kept := false
		for _, x := range v.parts {
			if key := x.key(); pinned[key] {
				parts[key] = x
				kept = kept || v.whole()
			}
		}
		if !kept && spec.AsOf != 0 && v.dated && v.slot.Begin() < earliest {
			c.breach(rule.Notice, v.first(), "", startAt+earliest.String()+" or later", v.slot.Begin().String())
		}
	}
	for i := range spec.Pins {
		pin := &spec.Pins[i]
		c.checkPin(pin, parts[visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}}])
	}
}

// startAt begins what R18 wants of a visit that is not pinned.
const startAt = "a start at "

// checkPin checks a pin against the part that it names, nil when there is none.
func (c *checker) checkPin(pin *Pin, x *checkedPart) {
	if x == nil {
		c.add(Violation{Rule: rule.Notice, Request: pin.Request, Offering: pin.Offering, Slot: pin.Slot,
			Want: "the visit that is " + pin.Kind.String(), Have: "no such visit"})
		return
	}
	if !x.visit.whole() {
		c.breach(rule.Notice, x, "", "the whole visit that is "+pin.Kind.String(), fmt.Sprintf("one of %d parts", len(x.visit.parts)))
	}
	for _, id := range pin.Instructors {
		leads := func(i *capacity.Instructor) bool { return i.ID == id }
		if !slices.ContainsFunc(x.session.instructors, leads) {
			c.breach(rule.Notice, x, "", fmt.Sprintf("instructor %q, who is %s", id, pin.Kind), "a session without")
		}
	}
}

func (x *checkedPart) key() visitKey {
	return visitKey{x.visit.request.ID, sessionKey{x.session.ID, x.visit.slotID}}
}
