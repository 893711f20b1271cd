package matching

import (
	"github.com/sanjie-edu/sanjie/internal/search"
)

// addPins adds the pins as fixed units and returns those that no arc of their
// request allows: they are against a rule by themselves.
func (c *compiler) addPins() (against []Pin) {
	for _, pin := range c.demand.Pins {
		r := c.request[pin.Request]
		offer := c.offering[pin.Offering]
		slot := c.slotOf(offer, pin.Slot)
		fixed := search.Fixed{Ask: r, Arc: -1, Slot: slot}
		for k, arc := range c.model.Asks[r].Arcs {
			if slot < 0 || arc.Offer != offer || !c.model.Sets[arc.Set].Has(slot) {
				continue
			}
			if fixed.Arc < 0 {
				fixed.Arc = int32(k)
			} else {
				fixed.Or = append(fixed.Or, int32(k))
			}
		}
		if fixed.Arc < 0 {
			against = append(against, pin)
			continue
		}
		for _, id := range pin.Instructors {
			fixed.People = append(fixed.People, c.person[id])
		}
		c.model.Fixed = append(c.model.Fixed, fixed)
		c.fixedPins = append(c.fixedPins, pin)
	}
	return against
}
