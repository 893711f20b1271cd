package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkSharing checks R8: every request in a session of two or more, and the
// offering, allow the company.
func (c *checker) checkSharing() {
	for _, s := range c.sessions {
		if len(s.parts) < 2 {
			continue
		}
		requests := s.requests()
		if len(requests) < 2 {
			continue
		}
		oneSchool, oneStage := true, true
		first := requests[0].visit.cohort
		for _, x := range requests[1:] {
			oneSchool = oneSchool && x.visit.cohort.School == first.School
			oneStage = oneStage && x.visit.cohort.Grade.Stage() == first.Grade.Stage()
		}
		allowed := func(share capacity.Sharing) bool {
			return share == capacity.ShareAnyone ||
				share == capacity.ShareSchool && oneSchool ||
				share == capacity.ShareStage && oneStage
		}
		have := fmt.Sprintf("%d requests of %s and %s", len(requests), oneOrMore(oneSchool, "school"), oneOrMore(oneStage, "stage"))
		offers := s.Sharing
		if offers == 0 {
			offers = capacity.ShareAnyone
		}
		if !allowed(offers) {
			c.fault(rule.Sharing, s, "", "an offering shared with "+offers.String(), have)
		}
		for _, x := range requests {
			share := x.visit.request.Share
			if share == 0 {
				share = capacity.ShareNobody
			}
			if !allowed(share) {
				c.breach(rule.Sharing, x, "", "a session shared with "+share.String(), have)
			}
		}
	}
}

// requests returns one part of each request in the session, by request.
func (s *checkedSession) requests() []*checkedPart {
	return slices.CompactFunc(slices.Clone(s.parts), func(a, b *checkedPart) bool { return a.visit.request == b.visit.request })
}

func oneOrMore(one bool, what string) string {
	if one {
		return "one " + what
	}
	return "several " + what + "s"
}
