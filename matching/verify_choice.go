package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkChoice checks R3: the choice exists, the session fulfils every
// condition that it states, the request's and the choice's times cover the
// slot, and a request has no more visits than it wants.
func (c *checker) checkChoice() {
	placed := map[RequestID]int{}
	for _, v := range c.visits {
		placed[v.request.ID]++
		if wanted := c.wanted(v.request); placed[v.request.ID] > wanted {
			c.breach(rule.Choice, v, "", fmt.Sprintf("at most the %d visits wanted", wanted), fmt.Sprint(placed[v.request.ID]))
		}
		if v.session.dated && !coveredOrFree(v.session.slot, v.request.Times) {
			c.breach(rule.Choice, v, "", "a slot within the request's times", slotText(v.session.slot))
		}
		if v.choice < 0 || v.choice >= len(v.request.Choices) {
			c.breach(rule.Choice, v, "", fmt.Sprintf("a choice from 0 to %d", len(v.request.Choices)-1), fmt.Sprint(v.choice))
			continue
		}
		c.checkConditions(v, v.request.Choices[v.choice])
	}
}

func (c *checker) checkConditions(v *checkedVisit, choice Choice) {
	where := fmt.Sprintf("choice %d", v.choice)
	course := v.session.course
	if choice.Course != "" && choice.Course != course.ID {
		c.breach(rule.Choice, v, where, fmt.Sprintf("course %q", choice.Course), fmt.Sprintf("%q", course.ID))
	}
	if choice.Tier != 0 && choice.Tier != course.Tier {
		c.breach(rule.Choice, v, where, "tier "+choice.Tier.String(), course.Tier.String())
	}
	if choice.Major != "" && choice.Major != course.Major {
		c.breach(rule.Choice, v, where, fmt.Sprintf("major %q", choice.Major), fmt.Sprintf("%q", course.Major))
	}
	if choice.Occupation != "" && !slices.Contains(course.Occupations, choice.Occupation) {
		c.breach(rule.Choice, v, where, fmt.Sprintf("occupation %q", choice.Occupation), fmt.Sprintf("%q", course.Occupations))
	}
	if choice.Center != "" && choice.Center != v.session.center.ID {
		c.breach(rule.Choice, v, where, fmt.Sprintf("center %q", choice.Center), fmt.Sprintf("%q", v.session.center.ID))
	}
	if v.session.dated && !coveredOrFree(v.session.slot, choice.Times) {
		c.breach(rule.Choice, v, where, "a slot within the choice's times", slotText(v.session.slot))
	}
}
