package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkRoom checks R5: no room is in two sessions of one slot.
func (c *checker) checkRoom() {
	type use struct {
		room capacity.RoomID
		slot capacity.SlotID
	}
	taken := map[use]*checkedSession{}
	for _, s := range c.sessions {
		for _, room := range s.rooms {
			key := use{room.ID, s.slotID}
			if other := taken[key]; other != nil {
				c.fault(rule.Room, s, fmt.Sprintf("room %q", room.ID), "one session in the room", fmt.Sprintf("%q there too", other.ID))
				continue
			}
			taken[key] = s
		}
	}
}
