package matching

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// staffed returns the problem with frozen visits led by those who lead them in the
// plan: who else could is hard to find again where thousands are frozen.
func (r *replanner) staffed(plan *Plan) (*Problem, error) {
	if len(r.byPeople) == len(r.p.spec.Pins) {
		return r.p, nil
	}
	led := make(map[sessionKey][]capacity.InstructorID, len(plan.Sessions))
	for _, s := range plan.Sessions {
		led[sessionKey{s.Offering, s.Slot}] = s.Instructors
	}
	demand := r.p.Spec()
	for i := range demand.Pins {
		if pin := &demand.Pins[i]; !r.byPeople[pin.key()] {
			pin.Instructors = slices.Clone(led[sessionKey{pin.Offering, pin.Slot}])
		}
	}
	p, err := NewProblem(r.p.catalog, r.p.network, demand)
	if err != nil {
		return nil, err
	}
	plan.Problem = p.Fingerprint()
	return p, nil
}

// open compiles the problem with the visits frozen that are too near to move. Those that
// cannot stay where they are, by themselves or together, are not.
func (r *replanner) open(ctx context.Context, p *Problem) error {
	r.visits, r.byPeople = visitsOfParts(r.published.Visits), r.pinnedByPeople(p)
	var loose []Pin // frozen visits that cannot stay
	for {
		frozen, err := r.freeze(p, loose)
		if err != nil {
			return err
		}
		if r.compiler, err = compile(ctx, frozen); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r.keepArcs()
		against := r.addPins()
		if len(against) == 0 {
			if against, err = r.sitFrozen(p); err != nil || len(against) == 0 {
				return err
			}
		}
		before := len(loose)
		for _, pin := range against {
			if !r.byPeople[pin.key()] {
				loose = append(loose, pin)
			}
		}
		if len(loose) == before {
			return r.pinError(against)
		}
	}
}

// pinnedByPeople returns the pins of the problem that are not of published visits
// which were frozen there before, by an earlier repair.
func (r *replanner) pinnedByPeople(p *Problem) map[visitKey]bool {
	published := make(map[visitKey]bool, len(r.published.Visits))
	for _, v := range r.published.Visits {
		published[visitKey{v.Request, sessionKey{v.Offering, v.Slot}}] = true
	}
	pinned := map[visitKey]bool{}
	for _, pin := range p.spec.Pins {
		if pin.Kind != Frozen || !published[pin.key()] {
			pinned[pin.key()] = true
		}
	}
	return pinned
}

func (pin *Pin) key() visitKey { return visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}} }

// sitFrozen opens a desk with the pins, the frozen visits led by whom they were
// where that can be, and returns the pins that cannot be kept.
func (r *replanner) sitFrozen(p *Problem) (against []Pin, err error) {
	led := r.ledBy()
	part := map[visitKey]int{}
	for _, v := range r.published.Visits {
		part[visitKey{v.Request, sessionKey{v.Offering, v.Slot}}] = v.Part
	}
	for i, pins := range r.fixedPins {
		if r.byPeople[pins[0].key()] {
			continue
		}
		slices.SortFunc(pins, func(a, b Pin) int { // each part where it was, if it can be
			return cmp.Compare(part[visitKey{a.Request, sessionKey{a.Offering, a.Slot}}], part[visitKey{b.Request, sessionKey{b.Offering, b.Slot}}])
		})
		f := &r.model.Fixed[i]
		for k, pin := range pins {
			f.Offers[k], f.People[k] = r.offering[pin.Offering], led[sessionKey{pin.Offering, pin.Slot}]
		}
	}
	for {
		r.desk, err = search.NewDesk(r.model, nil)
		var unfit *search.Unfit
		if !errors.As(err, &unfit) {
			return nil, err
		}
		against, err = nil, nil
		again := false
		for _, i := range unfit.Fixed {
			against = append(against, r.fixedPins[i]...)
			f := &r.model.Fixed[i]
			led := slices.ContainsFunc(f.People, func(people []int32) bool { return len(people) > 0 })
			if led && !r.byPeople[r.fixedPins[i][0].key()] {
				f.People, again = nil, true
			}
		}
		if !again {
			return against, nil
		}
	}
}

// ledBy returns who led each published session, as far as they are known.
func (r *replanner) ledBy() map[sessionKey][]int32 {
	led := make(map[sessionKey][]int32, len(r.published.Sessions))
	for _, s := range r.published.Sessions {
		for _, id := range s.Instructors {
			if person, ok := r.person[id]; ok {
				led[sessionKey{s.Offering, s.Slot}] = append(led[sessionKey{s.Offering, s.Slot}], person)
			}
		}
	}
	return led
}

func (pin Pin) same(other Pin) bool {
	return pin.Request == other.Request && pin.Offering == other.Offering && pin.Slot == other.Slot
}

// freeze returns the problem with pins for the published visits that are too near
// to move, but for the loose ones.
func (r *replanner) freeze(p *Problem, loose []Pin) (*Problem, error) {
	if p.spec.AsOf == 0 && len(loose) == 0 && len(r.byPeople) == len(p.spec.Pins) {
		return p, nil
	}
	demand := p.Spec()
	demand.Pins = slices.DeleteFunc(demand.Pins, func(pin Pin) bool { return slices.ContainsFunc(loose, pin.same) })
	for i := range demand.Pins {
		if pin := &demand.Pins[i]; !r.byPeople[pin.key()] {
			pin.Instructors = nil // they lead it again if they can
		}
	}
	parts, visits, split := map[pinnedVisit]int{}, map[RequestID]int{}, map[RequestID]int{}
	for _, pin := range demand.Pins {
		visit := pin.visit(p.network)
		if parts[visit]++; parts[visit] == 1 {
			visits[pin.Request]++
		}
		split[pin.Request] = parts[visit]
	}
	for _, visit := range r.visits {
		for _, pins := range p.tooNear(visit) {
			id := pins[0].Request
			if visits[id] >= p.mostVisits(id) || len(pins) > p.mostParts(id) || split[id] > 0 && split[id] != len(pins) ||
				parts[pins[0].visit(p.network)] > 0 || slices.ContainsFunc(loose, pins[0].same) {
				continue
			}
			demand.Pins = append(demand.Pins, pins...)
			visits[id]++
		}
	}
	return NewProblem(p.catalog, p.network, demand)
}

// tooNear returns the pins of a published visit that is too near to move: none where
// it is not, or names what is no more. In slots of one id in two calendars there
// are two visits.
func (p *Problem) tooNear(visit []Visit) (list [][]Pin) {
	for _, v := range visit {
		slot, ok := p.slotOf(v.Offering, v.Slot)
		if !ok {
			return nil
		}
		if slot.Begin() >= p.spec.earliest() {
			continue
		}
		pin := Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot, Kind: Frozen}
		n := slices.IndexFunc(list, func(pins []Pin) bool { return pins[0].visit(p.network) == pin.visit(p.network) })
		if n < 0 {
			n = len(list)
			list = append(list, nil)
		}
		if !slices.ContainsFunc(list[n], pin.same) { // a plan that is not valid may repeat itself
			list[n] = append(list[n], pin)
		}
	}
	return list
}

// slotOf returns a slot of an offering's center, and false when there is none.
func (p *Problem) slotOf(offering capacity.OfferingID, id capacity.SlotID) (capacity.Slot, bool) {
	o, ok := p.network.Offering(offering)
	if !ok {
		return capacity.Slot{}, false
	}
	return p.network.Slot(o.Center, id)
}

// mostVisits is the most visits that a request can have; 0 when there is none.
func (p *Problem) mostVisits(id RequestID) int {
	i, ok := p.requests[id]
	if !ok {
		return 0
	}
	r := &p.spec.Requests[i]
	if r.Program == "" {
		return cmp.Or(r.Visits, 1)
	}
	most := 0
	for _, x := range p.spec.Programs[p.programs[r.Program]].Components {
		most += x.Visits + int(x.Hours)
	}
	return most
}

// mostParts is the most parts that a visit of a request can have; 0 when there is none.
func (p *Problem) mostParts(id RequestID) int {
	i, ok := p.requests[id]
	if !ok {
		return 0
	}
	cohort, _ := p.Cohort(p.spec.Requests[i].Cohort)
	return min(max(1, p.spec.Requests[i].Parts), cohort.Size)
}
