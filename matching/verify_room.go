package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkRoom checks R5: no room is in two sessions of one slot.
func (c *checker) checkRoom() {
	taken := make(map[*capacity.Room]*checkedSession, len(c.network.Rooms)) // the last slot's first session in it
	for _, s := range c.sessions {
		for _, room := range s.rooms {
			if other := taken[room]; other != nil && other.slotID == s.slotID {
				c.fault(rule.Room, s, fmt.Sprintf("room %q", room.ID), "one session in the room", fmt.Sprintf("%q there too", other.ID))
				continue
			}
			taken[room] = s
		}
	}
}
