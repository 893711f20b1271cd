package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkTier checks R1: the tier's rule has the cohort's grade, and one of its
// intents is declared where it asks for any.
func (c *checker) checkTier() {
	rules := map[curriculum.Tier]curriculum.TierRule{}
	for _, course := range c.courses {
		rules[course.Tier], _ = c.framework.Rule(course.Tier)
	}
	for x := range c.parts() {
		cohort := x.visit.cohort
		tier := x.offering.course.Tier
		want := rules[tier]
		if !want.Grades.Has(cohort.Grade) {
			c.breach(rule.Tier, x, "", fmt.Sprintf("grades %s for %s", want.Grades, tier), "grade "+cohort.Grade.String())
		}
		declared := want.Intent == 0
		for _, intent := range cohort.Intents {
			declared = declared || want.Intent.Has(intent.Kind)
		}
		if !declared {
			c.breach(rule.Tier, x, "", fmt.Sprintf("an intent of %s for %s", want.Intent, tier), "none of them")
		}
	}
}
