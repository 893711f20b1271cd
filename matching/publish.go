package matching

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Publish puts a plan into force, all of it or, with an error, nothing.
//
// A visit that the register has already keeps its state: one of the same
// request with the same center, courses, slot and beginning that was not given
// up; a proposal that was not answered in time lapses. Any other is proposed, to
// be answered before until and before it begins. What is to take place later
// than now and is in the plan no more is called off, so a visit that moves is
// called off and proposed anew. Requests become planned, or waitlisted when the
// plan lacks visits. Requests that the problem does not have stay as they are,
// with their visits.
//
// The error is a [*StaleError] when the plan is not for this problem, a
// [*PlanError] when it is not valid, or an [*OrderError] when a request of the
// problem is not submitted, planned or waitlisted, or a new visit cannot be
// answered in time.
func (r *Register) Publish(now capacity.Moment, p *Problem, plan *Plan, until capacity.Moment) error {
	if print := p.Fingerprint(); plan != nil && plan.Problem != print {
		return &StaleError{Plan: plan.Problem, Problem: print}
	}
	if violations := Verify(p, plan); len(violations) > 0 {
		return &PlanError{violations}
	}
	visits := proposals(p, plan, until)
	r.mu.Lock()
	defer r.mu.Unlock()
	now = max(now, r.now)
	kept := map[BookingID]bool{}
	var proposed []Step
	for i := range visits {
		if b := r.same(now, &visits[i]); b != nil {
			kept[b.ID] = true
			continue
		}
		id := BookingID(len(r.bookings) + len(proposed) + 1)
		proposed = append(proposed, Step{At: now, Event: EventPropose, Booking: id, Proposal: &visits[i]})
	}
	steps := append(r.without(now, p, kept), r.placed(now, p, plan)...)
	steps = append(steps, proposed...)
	to := make([]State, len(steps))
	for i := range steps { // none is against another
		var err error
		if to[i], err = r.check(&steps[i]); err != nil {
			return err
		}
	}
	for i, s := range steps {
		r.take(s, to[i])
	}
	return nil
}

// without returns the steps that end what a problem's requests have booked and
// do not keep: proposals that were not answered in time, and what begins later
// than now.
func (r *Register) without(now capacity.Moment, p *Problem, kept map[BookingID]bool) []Step {
	var steps []Step
	for i := range p.spec.Requests {
		for _, id := range r.visits[p.spec.Requests[i].ID] {
			switch b := r.booking(id); {
			case b.overdue(now):
				steps = append(steps, Step{At: now, Event: EventLapse, Booking: id})
			case b.State.live() && b.Begin > now && !kept[id]:
				steps = append(steps, Step{At: now, Event: EventCallOff, Booking: id})
			}
		}
	}
	return steps
}

// placed returns the steps that make requests planned or waitlisted.
func (r *Register) placed(now capacity.Moment, p *Problem, plan *Plan) []Step {
	lacking := make(map[RequestID]bool, len(plan.Unplaced))
	for _, u := range plan.Unplaced {
		lacking[u.Request] = true
	}
	var steps []Step
	for i := range p.spec.Requests {
		s, to := Step{At: now, Event: EventPlan, Request: p.spec.Requests[i].ID}, StatePlanned
		if lacking[s.Request] {
			s.Event, to = EventWaitlist, StateWaitlisted
		}
		if r.requests[s.Request] != to {
			steps = append(steps, s)
		}
	}
	return steps
}

// same returns the booking of a visit that was not given up, nil when there is
// none.
func (r *Register) same(now capacity.Moment, p *Proposal) *Booking {
	for _, id := range r.visits[p.Request] {
		b := r.booking(id)
		if !b.State.GivenUp() && !b.overdue(now) && b.Center == p.Center && b.Slot == p.Slot && b.Begin == p.Begin && slices.Equal(b.Courses, p.Courses) {
			return b
		}
	}
	return nil
}

// proposals returns the visits of a valid plan by request, beginning and center.
func proposals(p *Problem, plan *Plan, until capacity.Moment) []Proposal {
	type key struct {
		request RequestID
		center  capacity.CenterID
		slot    capacity.SlotID
	}
	courses := map[key][]curriculum.CourseID{}
	for i := range plan.Visits {
		v := &plan.Visits[i]
		offering, _ := p.network.Offering(v.Offering)
		k := key{v.Request, offering.Center, v.Slot}
		courses[k] = append(courses[k], offering.Course)
	}
	all := make([]Proposal, 0, len(courses))
	for k, list := range courses {
		slices.Sort(list)
		request := &p.spec.Requests[p.requests[k.request]]
		slot, _ := p.network.Slot(k.center, k.slot)
		all = append(all, Proposal{
			Request: k.request, School: p.spec.Cohorts[p.cohorts[request.Cohort]].School, Center: k.center,
			Courses: list, Slot: k.slot, Begin: slot.Begin(), Until: min(until, slot.Begin()),
		})
	}
	slices.SortFunc(all, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.Center, b.Center))
	})
	return all
}

// StaleError reports a plan for another problem than the one at hand: something
// has changed since it was made.
type StaleError struct {
	Plan    string // the fingerprint that the plan has; may be empty
	Problem string // the problem's
}

func (e *StaleError) Error() string {
	const remedy = "make a plan for it, if need be from this one"
	if e.Plan == "" {
		return fmt.Sprintf("matching: the plan does not say which problem it is for, and the problem is %.12s…; %s", e.Problem, remedy)
	}
	return fmt.Sprintf("matching: the plan is for problem %.12s…, and the problem is %.12s… now; %s", e.Plan, e.Problem, remedy)
}

// Standing returns a plan of a problem without the visits that were given up since
// it was published. That is what [Replan] is to keep: a visit that is given up
// would be frozen when its day comes, and could not be published again.
func (r *Register) Standing(p *Problem, plan *Plan) *Plan {
	r.mu.Lock()
	defer r.mu.Unlock()
	standing := *plan
	standing.Visits = slices.DeleteFunc(slices.Clone(plan.Visits), func(v Visit) bool {
		offering, _ := p.network.Offering(v.Offering)
		given := false
		for _, id := range r.visits[v.Request] { // the last one of that slot counts
			if b := r.booking(id); b.Slot == v.Slot && b.Center == offering.Center {
				given = b.State.GivenUp()
			}
		}
		return given
	})
	return &standing
}
