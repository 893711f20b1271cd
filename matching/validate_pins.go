package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

func (d *demandCheck) checkPins() {
	first := make(map[visitKey]int, len(d.spec.Pins))
	pinned := map[RequestID]int{}
	for i, pin := range d.spec.Pins {
		path := place("/pins", i)
		d.requests.CheckRef(d.found, path+"/request", pin.Request)
		if d.offerings.CheckRef(d.found, path+"/offering", pin.Offering) {
			d.checkPinnedSlot(path+"/slot", pin)
		}
		for j, id := range pin.Instructors {
			d.instructors.CheckRef(d.found, place(path+"/instructors", j), id)
		}
		finding.CheckRepeats(d.found, path+"/instructors", pin.Instructors)
		pinKinds.Check(d.found, path+"/kind", pin.Kind)
		key := visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}}
		if j, again := first[key]; again {
			d.found.Add(path, pin.Request, "is the same visit as "+place("/pins", j), "keep one of the two")
			continue
		}
		first[key] = i
		pinned[pin.Request]++
		if r, known := d.requests.At(pin.Request); known {
			d.checkPinned(path+"/request", &d.spec.Requests[r], int64(pinned[pin.Request]))
		}
	}
}

// checkPinned notes a request with more pins than the visits it can have.
func (d *demandCheck) checkPinned(path string, r *Request, pins int64) {
	if _, known := d.programs.At(r.Program); r.Program != "" && !known {
		return
	}
	if most := d.mostWanted(r); pins > max(1, most) {
		d.found.Add(path, r.ID, fmt.Sprintf("has more pins than the number of visits that it wants, %d", most),
			"remove a pin, or let the request want more visits")
	}
}

// checkPinnedSlot notes a slot that the offering's center does not have.
func (d *demandCheck) checkPinnedSlot(path string, pin Pin) {
	offering, _ := d.network.Offering(pin.Offering)
	if _, known := d.network.Slot(offering.Center, pin.Slot); known {
		return
	}
	center, _ := d.network.Center(offering.Center)
	slots := slices.Collect(d.network.Slots(center.Calendar))
	index := finding.NewIndex("/calendars", fmt.Sprintf("slot of calendar %q", center.Calendar), slots, func(s capacity.Slot) capacity.SlotID { return s.ID })
	index.CheckRef(d.found, path, pin.Slot)
}
