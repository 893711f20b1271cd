package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkNotice checks R18: a visit that is not pinned starts at least the
// notice time after the as-of time, and every pin is a visit of the plan with
// its instructors.
func (c *checker) checkNotice() {
	spec := &c.problem.spec
	visits := make(map[visitKey]*checkedVisit, len(c.visits))
	for _, v := range c.visits {
		visits[visitKey{v.request.ID, sessionKey{v.session.ID, v.session.slotID}}] = v
	}
	pinned := make(map[visitKey]bool, len(spec.Pins))
	for _, pin := range spec.Pins {
		key := visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}}
		pinned[key] = true
		v := visits[key]
		if v == nil {
			c.add(Violation{Rule: rule.Notice, Request: pin.Request, Offering: pin.Offering, Slot: pin.Slot,
				Want: "the visit that is " + pin.Kind.String(), Have: "no such visit"})
			continue
		}
		for _, id := range pin.Instructors {
			leads := func(i *capacity.Instructor) bool { return i.ID == id }
			if !slices.ContainsFunc(v.session.instructors, leads) {
				c.breach(rule.Notice, v, "", fmt.Sprintf("instructor %q, who is %s", id, pin.Kind), "a session without")
			}
		}
	}
	if spec.AsOf == 0 {
		return
	}
	earliest := spec.AsOf + capacity.Moment(spec.NoticeDays)*capacity.Moment(capacity.Midnight)
	for _, v := range c.visits {
		key := visitKey{v.request.ID, sessionKey{v.session.ID, v.session.slotID}}
		if v.session.dated && !pinned[key] && v.session.slot.Begin() < earliest {
			c.breach(rule.Notice, v, "", "a start at "+earliest.String()+" or later", v.session.slot.Begin().String())
		}
	}
}
