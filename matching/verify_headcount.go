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
		s := x.session
		if s.dated && s.attended && s.center.Headcount != 0 {
			people[s.center.ID] = append(people[s.center.ID], load{s.slot.Begin(), s.slot.Finish(), x.pupils + x.adults})
		}
	}
	for _, center := range c.network.Centers {
		for _, o := range overloads(people[center.ID], int64(center.Headcount)) {
			c.add(Violation{Rule: rule.Headcount, Where: fmt.Sprintf("center %q from %s", center.ID, o.from),
				Want: fmt.Sprintf("at most %d people", center.Headcount), Have: fmt.Sprint(o.most)})
		}
	}
}
