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
	for visits := range c.byRequest() {
		request := visits[0].request
		for i, v := range visits {
			if wanted := wanted(request); request.Program == "" && i >= wanted {
				c.breach(rule.Choice, v.first(), "", fmt.Sprintf("at most the %d visits wanted", wanted), fmt.Sprint(i+1))
			}
			if v.dated && !coveredOrFree(v.slot, request.Times) {
				c.breach(rule.Choice, v.first(), "", "a slot within the request's times", slotText(v.slot))
			}
		}
	}
	none := []Choice{{}} // states nothing
	for x := range c.parts() {
		choices := x.visit.request.Choices
		if len(choices) == 0 {
			choices = none
		}
		if x.choice < 0 || x.choice >= len(choices) {
			c.breach(rule.Choice, x, "", fmt.Sprintf("a choice from 0 to %d", len(choices)-1), fmt.Sprint(x.choice))
			continue
		}
		c.checkConditions(x, &choices[x.choice])
	}
}

func (c *checker) checkConditions(x *checkedPart, choice *Choice) {
	breach := func(want, have string) {
		c.breach(rule.Choice, x, fmt.Sprintf("choice %d", x.choice), want, have)
	}
	course := x.offering.course
	if choice.Course != "" && choice.Course != course.ID {
		breach(fmt.Sprintf("course %q", choice.Course), fmt.Sprintf("%q", course.ID))
	}
	if choice.Theme != "" && choice.Theme != course.Theme {
		breach(fmt.Sprintf("theme %q", choice.Theme), fmt.Sprintf("%q", course.Theme))
	}
	if choice.Tier != 0 && choice.Tier != course.Tier {
		breach("tier "+choice.Tier.String(), course.Tier.String())
	}
	if choice.Major != "" && choice.Major != course.Major {
		breach(fmt.Sprintf("major %q", choice.Major), fmt.Sprintf("%q", course.Major))
	}
	if choice.Occupation != "" && !slices.Contains(course.Occupations, choice.Occupation) {
		breach(fmt.Sprintf("occupation %q", choice.Occupation), fmt.Sprintf("%q", course.Occupations))
	}
	if choice.Center != "" && choice.Center != x.offering.center.ID {
		breach(fmt.Sprintf("center %q", choice.Center), fmt.Sprintf("%q", x.offering.center.ID))
	}
	if x.visit.dated && !coveredOrFree(x.visit.slot, choice.Times) {
		breach("a slot within the choice's times", slotText(x.visit.slot))
	}
}
