package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkSplit checks R19: a visit has no more parts than its request allows,
// and all visits of the request the same number; they are numbered from 0
// without a gap, are at one center, all attended or none, and each has its share
// of the pupils and a session of its own.
func (c *checker) checkSplit() {
	var before *checkedVisit
	for _, v := range c.visits {
		most := int(firstStated(int64(v.request.Parts), 1))
		if n := len(v.parts); n > most {
			c.breach(rule.Split, v.first(), "", fmt.Sprintf("at most %d parts", most), fmt.Sprint(n))
		}
		if before != nil && before.request == v.request && len(before.parts) != len(v.parts) {
			c.breach(rule.Split, v.first(), "", fmt.Sprintf("%d parts as in slot %q", len(before.parts), before.slotID), fmt.Sprint(len(v.parts)))
		}
		before = v
		if !v.whole() {
			c.checkParts(v)
		}
	}
}

func (c *checker) checkParts(v *checkedVisit) {
	center := v.first().session.center
	seen := make(map[capacity.OfferingID]bool, len(v.parts))
	for _, x := range v.parts {
		if x.number != x.at {
			c.breach(rule.Split, x, "", fmt.Sprintf("part %d of parts from 0 without a gap", x.at), fmt.Sprint(x.number))
		}
		if int64(x.stated) != x.pupils {
			c.breach(rule.Split, x, "", fmt.Sprintf("%d pupils in part %d of %d", x.pupils, x.at, len(v.parts)), fmt.Sprint(x.stated))
		}
		if seen[x.session.ID] {
			c.breach(rule.Split, x, "", "a session for each part", "two parts in one")
		}
		seen[x.session.ID] = true
		if x.offering.center != center {
			c.breach(rule.Split, x, "", fmt.Sprintf("all parts at center %q", center.ID), fmt.Sprintf("one at %q", x.offering.center.ID))
		}
		if x.offering.attended != v.first().session.attended {
			c.breach(rule.Split, x, "", "all parts attended, or none", "one that is and one that is not")
		}
	}
}
