package search

import (
	"cmp"
	"slices"
)

// Part returns what a solution of the whole model has in the component.
func (c *Component) Part(whole Solution) Solution {
	part := Solution{Staff: map[[2]int32][]int32{}}
	asks, people := indexes(c.Asks), indexes(c.People)
	for _, p := range whole.Places {
		a, ok := asks[p.Ask]
		if !ok {
			continue
		}
		p.Ask = a
		part.Places = append(part.Places, p)
		offer := c.Model.Asks[a].Arcs[p.Arc].Offer
		var staff []int32
		for _, who := range whole.Staff[[2]int32{c.Offers[offer], p.Slot}] {
			if i, ok := people[who]; ok { // else a session without need has people
				staff = append(staff, i)
			}
		}
		if len(staff) > 0 {
			part.Staff[[2]int32{offer, p.Slot}] = staff
		}
	}
	part.Points = c.Model.points(part.Places)
	return part
}

// Join makes one solution of those of all components.
func Join(components []Component, parts []Solution) Solution {
	whole := Solution{Staff: map[[2]int32][]int32{}}
	for n, c := range components {
		whole.Points += parts[n].Points
		for _, p := range parts[n].Places {
			offer := c.Model.Asks[p.Ask].Arcs[p.Arc].Offer
			var staff []int32
			for _, who := range parts[n].Staff[[2]int32{offer, p.Slot}] {
				staff = append(staff, c.People[who])
			}
			slices.Sort(staff)
			if len(staff) > 0 {
				whole.Staff[[2]int32{c.Offers[offer], p.Slot}] = staff
			}
			p.Ask = c.Asks[p.Ask]
			whole.Places = append(whole.Places, p)
		}
	}
	slices.SortFunc(whole.Places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Ask, b.Ask), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	return whole
}

// indexes returns the index of each element of a list.
func indexes(list []int32) map[int32]int32 {
	of := make(map[int32]int32, len(list))
	for i, x := range list {
		of[x] = int32(i)
	}
	return of
}

// points is what places earn.
func (m *Model) points(places []Place) int64 {
	sum := int64(0)
	runs := map[[2]int32]bool{} // sessions by offer and slot
	bonus := make([]int64, len(m.Cohorts))
	for _, p := range places {
		ask := &m.Asks[p.Ask]
		arc := &ask.Arcs[p.Arc]
		sum += arc.Value * Share(ask.Pupils, p.Part, p.Of)
		if session := [2]int32{arc.Offer, p.Slot}; !runs[session] {
			runs[session] = true
			sum -= m.Cost
		}
		more := max(0, ask.Bonus-bonus[ask.Cohort])
		bonus[ask.Cohort] += more
		sum += more
	}
	return sum
}
