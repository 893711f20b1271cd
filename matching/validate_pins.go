package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

func (d *demandCheck) checkPins() {
	first := make(map[visitKey]int, len(d.spec.Pins))
	visits := map[RequestID]int64{}  // that are pinned
	parts := map[pinnedVisit]int64{} // of each
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
			d.found.Add(path, pin.Request, "has the same offering and slot as "+place("/pins", j), "keep one of the two")
			continue
		}
		first[key] = i
		visit := pin.visit(d.network)
		if parts[visit]++; parts[visit] == 1 {
			visits[pin.Request]++
		}
		if r, known := d.requests.At(pin.Request); known {
			if parts[visit] == 1 {
				d.checkPinned(path+"/request", &d.spec.Requests[r], visits[pin.Request])
			} else {
				d.checkPinnedParts(path+"/slot", &d.spec.Requests[r], pin.Slot, parts[visit])
			}
		}
	}
}

// checkPinned notes a request with more visits pinned than it can have.
func (d *demandCheck) checkPinned(path string, r *Request, visits int64) {
	if _, known := d.programs.At(r.Program); r.Program != "" && !known {
		return
	}
	if most := d.mostWanted(r); visits > max(1, most) {
		d.found.Add(path, r.ID, fmt.Sprintf("has pins of more visits than it wants, %d", most),
			"remove a pin, or let the request want more visits")
	}
}

// checkPinnedParts notes a visit with pins of more parts than it can have.
func (d *demandCheck) checkPinnedParts(path string, r *Request, slot capacity.SlotID, parts int64) {
	if most := max(1, r.Parts); parts > int64(most) {
		d.found.Add(path, slot, fmt.Sprintf("is that of more pins of %q than the parts that its visits can have, %d", r.ID, most),
			"remove a pin, or let the request have more parts")
		return
	}
	cohort, known := d.cohorts.At(r.Cohort)
	if !known {
		return
	}
	if size := d.spec.Cohorts[cohort].Size; parts > int64(max(1, size)) {
		d.found.Add(path, slot, fmt.Sprintf("is that of more pins of %q than the pupils of its cohort, %d", r.ID, size), "remove a pin")
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
