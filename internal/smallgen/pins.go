package smallgen

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
)

// pins takes a plan for some of the requests without any notice time, and pins
// all its visits, so some plan has them. Being the best for others than the
// whole demand, they may well be in the way of the best plan. Pinned visits are
// whole.
func (d draw) pins(courses curriculum.Spec, network capacity.Spec, demand matching.Spec) []matching.Pin {
	if !d.once(4) {
		return nil
	}
	part := demand
	part.AsOf, part.NoticeDays, part.Requests = 0, 0, nil
	from, n := d.IntN(len(demand.Requests)), d.between(1, 2)
	for _, r := range demand.Requests[from:min(from+n, len(demand.Requests))] {
		if r.Parts = 0; r.Program == "" {
			r.Visits = 1
		}
		part.Requests = append(part.Requests, r)
	}
	_, plan, _ := oracle.Best(Build(courses, network, part))
	if plan == nil {
		return nil
	}
	var pins []matching.Pin
	for _, v := range plan.Visits {
		pin := matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot, Kind: pick(d, matching.Pinned, matching.Frozen)}
		for _, s := range plan.Sessions {
			if s.Offering == v.Offering && s.Slot == v.Slot {
				pin.Instructors = append([]capacity.InstructorID(nil), s.Instructors[:d.between(0, len(s.Instructors))]...)
			}
		}
		pins = append(pins, pin)
	}
	return pins
}
