package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// addPins adds the pinned visits as fixed stays and returns the pins of those
// that the arcs of their request do not allow: they are against a rule by
// themselves.
func (c *compiler) addPins() (against []Pin) {
	for _, pins := range c.pinnedVisits() {
		if slices.ContainsFunc(pins, func(pin Pin) bool { return !c.allows(pin) }) {
			against = append(against, pins...)
			continue
		}
		fixed := search.Fixed{Ask: c.request[pins[0].Request], Slot: c.slotOf(c.offering[pins[0].Offering], pins[0].Slot)}
		for _, pin := range pins {
			var people []int32
			for _, id := range pin.Instructors {
				people = append(people, c.person[id])
			}
			fixed.Offers, fixed.People = append(fixed.Offers, c.offering[pin.Offering]), append(fixed.People, people)
		}
		c.model.Fixed = append(c.model.Fixed, fixed)
		c.fixedPins = append(c.fixedPins, pins)
	}
	return against
}

// pinnedVisits returns the pins of each visit, in the order of their first ones.
func (c *compiler) pinnedVisits() (visits [][]Pin) {
	type stay struct{ ask, slot int32 }
	at := map[stay]int{}
	for _, pin := range c.demand.Pins {
		key := stay{c.request[pin.Request], c.slotOf(c.offering[pin.Offering], pin.Slot)}
		n, known := at[key]
		if !known {
			n = len(visits)
			at[key] = n
			visits = append(visits, nil)
		}
		visits[n] = append(visits[n], pin)
	}
	return visits
}

// allows reports whether the request of a pin has an arc there.
func (c *compiler) allows(pin Pin) bool {
	offer := c.offering[pin.Offering]
	slot := c.slotOf(offer, pin.Slot)
	return slot >= 0 && slices.ContainsFunc(c.model.Asks[c.request[pin.Request]].Arcs, func(x search.Arc) bool {
		return x.Offer == offer && c.model.Sets[x.Set].Has(slot)
	})
}

// arrangeTests bounds the trying of parts of pinned visits at other offerings.
const arrangeTests = 100

// pinError reports pins that cannot be kept together with what all the pins
// break, whatever else is planned: with the parts of each visit where they break
// least, as far as exchanging two at a time shows.
func (c *compiler) pinError(pins []Pin) error {
	visits := c.pinnedVisits()
	broken := c.pinsBreak(visits)
	tests := arrangeTests
	exchange := func(visit []Pin) bool { // two that thereby break less
		for i := range visit {
			for j := range i {
				if tests--; tests < 0 {
					return false
				}
				visit[i], visit[j] = visit[j], visit[i]
				if now := c.pinsBreak(visits); len(now) < len(broken) {
					broken = now
					return true
				}
				visit[i], visit[j] = visit[j], visit[i]
			}
		}
		return false
	}
	for better := len(broken) > 0; better; {
		better = slices.ContainsFunc(visits, exchange)
	}
	return &PinError{Pins: pins, Violations: broken}
}

// pinsBreak returns what the pinned visits break, whatever else is planned, with
// their parts in the order of their pins.
func (c *compiler) pinsBreak(visits [][]Pin) (broken []Violation) {
	plan := &Plan{}
	at := map[sessionKey]int{}
	alone := map[sessionKey]bool{} // nobody else may join
	for _, pins := range visits {
		for part, pin := range pins {
			request := &c.demand.Requests[c.request[pin.Request]]
			offering := &c.supply.Offerings[c.offering[pin.Offering]]
			size := c.demand.Cohorts[c.cohort[request.Cohort]].Size
			plan.Visits = append(plan.Visits, Visit{
				Request: pin.Request, Part: part, Choice: c.choiceOf(pin), Offering: pin.Offering, Slot: pin.Slot,
				Pupils: int(search.Share(int64(size), int32(part), int32(len(pins)))),
			})
			key := sessionKey{pin.Offering, pin.Slot}
			if _, ok := at[key]; !ok {
				at[key] = len(plan.Sessions)
				plan.Sessions = append(plan.Sessions, Session{Offering: pin.Offering, Slot: pin.Slot})
			}
			s := &plan.Sessions[at[key]]
			s.Instructors = append(s.Instructors, pin.Instructors...)
			alone[key] = alone[key] || offering.Sharing == capacity.ShareNobody ||
				cmp.Or(request.Share, capacity.ShareNobody) == capacity.ShareNobody
		}
	}
	for i := range plan.Sessions {
		s := &plan.Sessions[i]
		slices.Sort(s.Instructors)
		s.Instructors = slices.Compact(s.Instructors)
	}
	for _, v := range Verify(c.p, plan) {
		switch v.Rule {
		case rule.Books: // this plan keeps none
		case rule.Program: // nobody has said which components the pins count for
		case rule.Minimum:
			if alone[sessionKey{v.Offering, v.Slot}] {
				broken = append(broken, v)
			}
		case rule.Staff:
			if v.Where != "" { // else there are too few instructors, and others may help
				broken = append(broken, v)
			}
		default:
			broken = append(broken, v)
		}
	}
	return broken
}
