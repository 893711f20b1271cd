package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkTransport checks R15: the trip is at most what the request accepts, and
// at every moment a fleet has at most its buses on the road. The parts of a
// visit share the buses.
func (c *checker) checkTransport() {
	seats := map[capacity.FleetID]int64{}
	for _, f := range c.network.Fleets {
		seats[f.ID] = int64(f.Seats)
	}
	buses := map[capacity.FleetID][]load{}
	for x := range c.parts() {
		most := int64(x.visit.request.MaxTravel)
		if most == 0 {
			continue
		}
		if trip := c.trip(x.visit.school, x.offering); trip > most {
			c.breach(rule.Transport, x, "", fmt.Sprintf("a trip of at most %d minutes", most), fmt.Sprint(trip))
		}
	}
	for _, v := range c.visits {
		if fleet := v.school.Fleet; fleet != "" && v.dated && v.first().session.attended {
			people := int64(v.cohort.Size) + v.adults
			need := people / seats[fleet]
			if people%seats[fleet] > 0 {
				need++
			}
			buses[fleet] = append(buses[fleet], load{v.slot.Begin(), v.slot.Finish(), need})
		}
	}
	for _, fleet := range c.network.Fleets {
		for _, o := range overloads(buses[fleet.ID], int64(fleet.Buses)) {
			c.add(Violation{Rule: rule.Transport, Where: fmt.Sprintf("fleet %q from %s", fleet.ID, o.from),
				Want: fmt.Sprintf("at most %d buses", fleet.Buses), Have: fmt.Sprint(o.most)})
		}
	}
}
