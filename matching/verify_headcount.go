package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkHeadcount checks R12: at every moment the pupils and adults of attended
// visits at a center are at most its headcount.
func (c *checker) checkHeadcount() {
	people := map[capacity.CenterID][]load{}
	for x := range c.parts() {
		v, center := x.visit, x.offering.center
		if v.dated && x.offering.attended && center.Headcount != 0 {
			people[center.ID] = append(people[center.ID], load{v.slot.Begin(), v.slot.Finish(), x.pupils + x.adults})
		}
	}
	for _, center := range c.network.Centers {
		for _, o := range overloads(people[center.ID], int64(center.Headcount)) {
			c.add(Violation{Rule: rule.Headcount, Where: fmt.Sprintf("center %q from %s", center.ID, o.from),
				Want: fmt.Sprintf("at most %d people", center.Headcount), Have: fmt.Sprint(o.most)})
		}
	}
}
