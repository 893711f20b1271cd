package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkMinimum checks R7: a session has at least its minimum of pupils, and
// at least one.
func (c *checker) checkMinimum() {
	for _, s := range c.sessions {
		if least := max(1, s.minimum); s.pupils < least {
			c.fault(rule.Minimum, s, "", fmt.Sprintf("at least %d pupils", least), fmt.Sprint(s.pupils))
		}
	}
}
