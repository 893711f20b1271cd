package smallgen

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// pins takes a plan for some of the requests without any notice time, and pins
// all its visits, so some plan has them. Being the best for others than the
// whole demand, they may well be in the way of the best plan. In a third
// of the problems with splits they are whole, in the others they may be in parts,
// and some have to be; half of these are planned so late that little else is left.
func (d draw) pins(courses curriculum.Spec, network capacity.Spec, demand *matching.Spec) []matching.Pin {
	if !d.once(4) && !d.may(rule.Split, 3) {
		return nil
	}
	part := *demand
	part.AsOf, part.NoticeDays, part.Requests = 0, 0, nil
	from, n := d.IntN(len(demand.Requests)), d.between(1, 2)
	split := d.tight[rule.Split] && !d.once(3)
	for _, r := range demand.Requests[from:min(from+n, len(demand.Requests))] {
		if !split {
			r.Parts = 0
		}
		if r.Program == "" {
			r.Visits = 1
		}
		part.Requests = append(part.Requests, r)
	}
	if split {
		network = cramped(courses, network, cohortOf(*demand, demand.Requests[from]).Size)
	}
	_, plan, _ := oracle.Best(Build(courses, network, part))
	if plan == nil {
		return nil
	}
	if split && d.once(2) {
		demand.AsOf, demand.NoticeDays = capacity.At(friday+2, clock(9, 30)), 1
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

// cramped leaves no offering seats for so many pupils, but where it needs them
// for its minimum.
func cramped(courses curriculum.Spec, network capacity.Spec, pupils int) capacity.Spec {
	network.Offerings = slices.Clone(network.Offerings)
	for i := range network.Offerings {
		o := &network.Offerings[i]
		seats := 0
		for _, r := range network.Rooms {
			if slices.Contains(o.Rooms, r.ID) {
				seats += r.Seats
			}
		}
		least := max(1, cmp.Or(o.Minimum, courseOf(courses, *o).Minimum), pupils-1)
		if have := cmp.Or(o.Seats, seats); have == 0 || have > least {
			o.Seats = least
		}
	}
	return network
}

func cohortOf(demand matching.Spec, r matching.Request) curriculum.Cohort {
	i := slices.IndexFunc(demand.Cohorts, func(c curriculum.Cohort) bool { return c.ID == r.Cohort })
	return demand.Cohorts[i]
}
