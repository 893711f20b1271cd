package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkTransport checks R15: the trip is at most what the request accepts, and
// at every moment a fleet has at most its buses on the road.
func (c *checker) checkTransport() {
	seats := map[capacity.FleetID]int64{}
	for _, f := range c.network.Fleets {
		seats[f.ID] = int64(f.Seats)
	}
	buses := map[capacity.FleetID][]load{}
	for _, v := range c.visits {
		s := v.session
		if most, trip := int64(v.request.MaxTravel), c.trip(v.school, s.checkedOffering); most != 0 && trip > most {
			c.breach(rule.Transport, v, "", fmt.Sprintf("a trip of at most %d minutes", most), fmt.Sprint(trip))
		}
		if fleet := v.school.Fleet; fleet != "" && s.dated && s.attended {
			people := v.pupils + v.adults
			need := people / seats[fleet]
			if people%seats[fleet] > 0 {
				need++
			}
			buses[fleet] = append(buses[fleet], load{s.slot.Begin(), s.slot.Finish(), need})
		}
	}
	for _, fleet := range c.network.Fleets {
		for _, o := range overloads(buses[fleet.ID], int64(fleet.Buses)) {
			c.add(Violation{Rule: rule.Transport, Where: fmt.Sprintf("fleet %q from %s", fleet.ID, o.from),
				Want: fmt.Sprintf("at most %d buses", fleet.Buses), Have: fmt.Sprint(o.most)})
		}
	}
}
