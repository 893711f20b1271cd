package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkSeats checks R6: the pupils of a session fit its seats.
func (c *checker) checkSeats() {
	for _, s := range c.sessions {
		if s.seats != 0 && s.pupils > s.seats {
			c.fault(rule.Seats, s, "", fmt.Sprintf("at most %d pupils", s.seats), fmt.Sprint(s.pupils))
		}
	}
}
