package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkChoice checks R3: the choice exists, the session fulfils every
// condition that it states, the request's and the choice's times cover the
// slot, and a request without a program has no more visits than it wants.
func (c *checker) checkChoice() {
	placed := map[RequestID]int{}
	for _, v := range c.visits {
		placed[v.request.ID]++
		if wanted := wanted(v.request); v.request.Program == "" && placed[v.request.ID] > wanted {
			c.breach(rule.Choice, v.first(), "", fmt.Sprintf("at most the %d visits wanted", wanted), fmt.Sprint(placed[v.request.ID]))
		}
		if v.dated && !coveredOrFree(v.slot, v.request.Times) {
			c.breach(rule.Choice, v.first(), "", "a slot within the request's times", slotText(v.slot))
		}
	}
	for x := range c.parts() {
		choices := x.visit.request.Choices
		if len(choices) == 0 {
			choices = []Choice{{}} // states nothing
		}
		if x.choice < 0 || x.choice >= len(choices) {
			c.breach(rule.Choice, x, "", fmt.Sprintf("a choice from 0 to %d", len(choices)-1), fmt.Sprint(x.choice))
			continue
		}
		c.checkConditions(x, &choices[x.choice])
	}
}

func (c *checker) checkConditions(x *checkedPart, choice *Choice) {
	where := fmt.Sprintf("choice %d", x.choice)
	course := x.session.course
	if choice.Course != "" && choice.Course != course.ID {
		c.breach(rule.Choice, x, where, fmt.Sprintf("course %q", choice.Course), fmt.Sprintf("%q", course.ID))
	}
	if choice.Tier != 0 && choice.Tier != course.Tier {
		c.breach(rule.Choice, x, where, "tier "+choice.Tier.String(), course.Tier.String())
	}
	if choice.Major != "" && choice.Major != course.Major {
		c.breach(rule.Choice, x, where, fmt.Sprintf("major %q", choice.Major), fmt.Sprintf("%q", course.Major))
	}
	if choice.Occupation != "" && !slices.Contains(course.Occupations, choice.Occupation) {
		c.breach(rule.Choice, x, where, fmt.Sprintf("occupation %q", choice.Occupation), fmt.Sprintf("%q", course.Occupations))
	}
	if choice.Center != "" && choice.Center != x.session.center.ID {
		c.breach(rule.Choice, x, where, fmt.Sprintf("center %q", choice.Center), fmt.Sprintf("%q", x.session.center.ID))
	}
	if x.visit.dated && !coveredOrFree(x.visit.slot, choice.Times) {
		c.breach(rule.Choice, x, where, "a slot within the choice's times", slotText(x.visit.slot))
	}
}
