package capacity

import (
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Staffing is who could lead an offering, whatever else they lead.
type Staffing struct {
	Offering  OfferingID `json:"offering"`
	Qualified int        `json:"qualified"` // instructors at its center who may lead its course
	Pairs     int64      `json:"pairs"`     // of one of them and a session that can exist, at which they are available and have no lesson
}

// StaffingOf returns who could lead each offering, by id.
func StaffingOf(n *Network, catalog *curriculum.Catalog) []Staffing {
	list := make([]Staffing, len(n.spec.Offerings))
	able := make([][]*Instructor, len(n.spec.Offerings))
	for i, o := range n.spec.Offerings {
		course, _ := catalog.Course(o.Course)
		for k := range n.spec.Instructors {
			who := &n.spec.Instructors[k]
			if slices.Contains(who.Centers, o.Center) && who.qualified(course) {
				able[i] = append(able[i], who)
			}
		}
		list[i] = Staffing{Offering: o.ID, Qualified: len(able[i])}
	}
	for s := range n.Sessions() {
		i := n.offerings[s.Offering]
		for _, who := range able[i] {
			if (len(who.Available) == 0 || who.Available.Cover(s.Slot)) && !who.Teaching.Touch(s.Slot) {
				list[i].Pairs++
			}
		}
	}
	return list
}

// StaffingGain is what changes in who could lead, from one network to another.
type StaffingGain struct {
	Pairs  int64        `json:"pairs"`  // more of them; below 0 fewer
	First  []OfferingID `json:"first"`  // offerings that nobody could lead before, by id
	Second []OfferingID `json:"second"` // that hung on one instructor before, by id
}

// CompareStaffing returns what changes from one list of [StaffingOf] to another. An
// offering that only one of them has counts as one without anybody in the other.
func CompareStaffing(before, after []Staffing) StaffingGain {
	gain := StaffingGain{First: []OfferingID{}, Second: []OfferingID{}}
	was := make(map[OfferingID]int, len(before))
	for _, s := range before {
		was[s.Offering] = s.Qualified
		gain.Pairs -= s.Pairs
	}
	for _, s := range after {
		gain.Pairs += s.Pairs
		switch n := was[s.Offering]; {
		case n == 0 && s.Qualified > 0:
			gain.First = append(gain.First, s.Offering)
		case n == 1 && s.Qualified > 1:
			gain.Second = append(gain.Second, s.Offering)
		}
	}
	return gain
}
