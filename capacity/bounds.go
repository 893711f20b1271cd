package capacity

import (
	"cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Bounds are the numbers that a session of an offering keeps to, after what
// the offering leaves open is taken from its rooms and its course.
type Bounds struct {
	Seats               int // most pupils; 0 means no limit, for online and blended courses without rooms
	Minimum             int // fewest pupils, at least 1
	Instructors         int // fewest instructors
	PupilsPerInstructor int // 0 means that the fewest suffice for any number
}

// Bounds returns the bounds of an offering, and false when there is none.
func (n *Network) Bounds(id OfferingID) (Bounds, bool) {
	i, ok := n.offerings[id]
	if !ok {
		return Bounds{}, false
	}
	return n.bounds[i], true
}

// Staff returns how many instructors lead a session of so many pupils.
func (b Bounds) Staff(pupils int) int {
	if b.PupilsPerInstructor == 0 || pupils <= 0 {
		return b.Instructors
	}
	return max(b.Instructors, 1+(pupils-1)/b.PupilsPerInstructor)
}

// resolve returns the bounds of all offerings in their order.
func (n *Network) resolve(catalog *curriculum.Catalog) []Bounds {
	all := make([]Bounds, len(n.spec.Offerings))
	for i, o := range n.spec.Offerings {
		course, _ := catalog.Course(o.Course)
		fewest := 1
		if course.Delivery == curriculum.Online {
			fewest = 0
		}
		all[i] = Bounds{
			Seats:               o.Seats,
			Minimum:             cmp.Or(o.Minimum, course.Minimum, 1),
			Instructors:         cmp.Or(o.Instructors, course.Instructors, fewest),
			PupilsPerInstructor: cmp.Or(o.PupilsPerInstructor, course.PupilsPerInstructor),
		}
		if o.Seats == 0 {
			for _, room := range o.Rooms {
				all[i].Seats += n.spec.Rooms[n.rooms[room]].Seats
			}
		}
	}
	return all
}
