package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkSharing checks R8: every request in a session of two or more visits,
// and the offering, allow the company.
func (c *checker) checkSharing() {
	for _, s := range c.sessions {
		if len(s.visits) < 2 {
			continue
		}
		oneSchool, oneStage := true, true
		first := s.visits[0].cohort
		for _, v := range s.visits[1:] {
			oneSchool = oneSchool && v.cohort.School == first.School
			oneStage = oneStage && v.cohort.Grade.Stage() == first.Grade.Stage()
		}
		allowed := func(share capacity.Sharing) bool {
			return share == capacity.ShareAnyone ||
				share == capacity.ShareSchool && oneSchool ||
				share == capacity.ShareStage && oneStage
		}
		have := fmt.Sprintf("%d visits of %s and %s", len(s.visits), oneOrMore(oneSchool, "school"), oneOrMore(oneStage, "stage"))
		offers := s.Sharing
		if offers == 0 {
			offers = capacity.ShareAnyone
		}
		if !allowed(offers) {
			c.fault(rule.Sharing, s, "", "an offering shared with "+offers.String(), have)
		}
		for _, v := range s.visits {
			share := v.request.Share
			if share == 0 {
				share = capacity.ShareNobody
			}
			if !allowed(share) {
				c.breach(rule.Sharing, v, "", "a session shared with "+share.String(), have)
			}
		}
	}
}

func oneOrMore(one bool, what string) string {
	if one {
		return "one " + what
	}
	return "several " + what + "s"
}
