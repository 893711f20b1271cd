package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// addPins adds the pins as fixed units and returns those that no arc of their
// request allows: they are against a rule by themselves.
func (c *compiler) addPins() (against []Pin) {
	for _, pin := range c.demand.Pins {
		r := c.request[pin.Request]
		offer := c.offering[pin.Offering]
		slot := c.slotOf(offer, pin.Slot)
		arcs := c.model.Asks[r].Arcs
		if slot < 0 || !slices.ContainsFunc(arcs, func(x search.Arc) bool { return x.Offer == offer && c.model.Sets[x.Set].Has(slot) }) {
			against = append(against, pin)
			continue
		}
		var people []int32
		for _, id := range pin.Instructors {
			people = append(people, c.person[id])
		}
		c.model.Fixed = append(c.model.Fixed, search.Fixed{Ask: r, Slot: slot, Offers: []int32{offer}, People: [][]int32{people}})
		c.fixedPins = append(c.fixedPins, pin)
	}
	return against
}
