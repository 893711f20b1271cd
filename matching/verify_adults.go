package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkAdults checks R17: stated adults are at least what the framework's rule
// asks of the cohort.
func (c *checker) checkAdults() {
	for _, v := range c.visits {
		stated := int64(v.request.Adults)
		if asked := c.adultsAsked(v.cohort); stated != 0 && stated < asked {
			c.breach(rule.Adults, v.first(), "", fmt.Sprintf("at least %d adults with %d pupils of grade %s", asked, v.cohort.Size, v.cohort.Grade), fmt.Sprint(stated))
		}
	}
}
