package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkOutreach checks R20: the sessions of a team in one slot serve one
// school, within its reach, and are no more than it can hold at once.
func (c *checker) checkOutreach() {
	type tour struct {
		team capacity.TeamID
		slot capacity.SlotID
	}
	sessions := map[tour]int{}
	school := map[tour]*School{}
	for _, s := range c.sessions {
		team := c.teams[s.Team]
		if team == nil {
			continue
		}
		where, key := fmt.Sprintf("team %q", team.ID), tour{team.ID, s.slotID}
		if sessions[key]++; sessions[key] > team.Sessions {
			c.fault(rule.Outreach, s, where, fmt.Sprintf("at most %d sessions at once", team.Sessions), fmt.Sprint(sessions[key]))
		}
		for _, x := range s.parts {
			if school[key] == nil {
				school[key] = x.visit.school
			}
			if first := school[key]; x.visit.school != first {
				c.breach(rule.Outreach, x, where, fmt.Sprintf("one school at a time, as %q", first.ID), fmt.Sprintf("%q too", x.visit.school.ID))
			}
			if meters := distance(c.centers[team.Center].At, x.visit.school.At); meters > int64(team.Reach) {
				c.breach(rule.Outreach, x, where, fmt.Sprintf("a school at most %d meters away", team.Reach), fmt.Sprint(meters))
			}
		}
	}
}
