package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

// Attendance says how many pupils came to a visit, or to one part of it: to what
// a row of the plan with the same four ids has.
type Attendance struct {
	Request  RequestID           `json:"request"`
	Part     int                 `json:"part,omitzero"`
	Offering capacity.OfferingID `json:"offering"`
	Slot     capacity.SlotID     `json:"slot"`
	Pupils   int                 `json:"pupils"` // present, at least 1: a row to which nobody came did not take place
}

// AllAttend returns the attendance of a plan that takes place in full, in the
// order of a plan's visits.
func AllAttend(p *Problem, plan *Plan) []Attendance {
	return attendanceOf(p, plan, func(*checkedVisit, *checkedPart) bool { return true })
}

// CompletedAttend returns the attendance of those visits of a plan that a register
// has as completed, with all their pupils, in the order of a plan's visits. Absent
// pupils, which a register does not know, are for the caller to take off.
func CompletedAttend(p *Problem, plan *Plan, r *Register) []Attendance {
	type stay struct {
		request RequestID
		center  capacity.CenterID
		slot    capacity.SlotID
	}
	completed := map[stay]bool{}
	for b := range r.Bookings() {
		if b.State == StateCompleted {
			completed[stay{b.Request, b.Center, b.Slot}] = true
		}
	}
	return attendanceOf(p, plan, func(v *checkedVisit, x *checkedPart) bool {
		return completed[stay{v.request.ID, x.session.center.ID, v.slotID}]
	})
}

func attendanceOf(p *Problem, plan *Plan, came func(*checkedVisit, *checkedPart) bool) []Attendance {
	if plan == nil {
		plan = &Plan{}
	}
	all := []Attendance{}
	for x := range newChecker(p, plan).parts() {
		if x.pupils > 0 && came(x.visit, x) {
			all = append(all, attendanceAt(x, int(x.pupils)))
		}
	}
	slices.SortFunc(all, compareAttendance)
	return all
}

func attendanceAt(x *checkedPart, pupils int) Attendance {
	return Attendance{Request: x.visit.request.ID, Part: x.number, Offering: x.session.ID, Slot: x.visit.slotID, Pupils: pupils}
}

// attend notes who was present, or refuses the list.
func (s *settler) attend(took []Attendance) error {
	at := map[Attendance]*checkedPart{} // by the row without its pupils
	for x := range s.parts() {
		at[attendanceAt(x, 0)] = x
	}
	s.present = make(map[*checkedPart]int64, len(took))
	seen := make(map[*checkedPart]int, len(took))
	var found finding.List
	for i, a := range took {
		path := place("/attendance", i)
		key := a
		key.Pupils = 0
		x := at[key]
		if x == nil {
			found.Add(path, a.Request, "is no visit of the plan", "name a row of the plan by its request, part, offering and slot")
			continue
		}
		if first, again := seen[x]; again {
			found.Add(path, a.Request, "is the row of "+place("/attendance", first)+" again", "remove one")
			continue
		}
		seen[x] = i
		switch n := int64(a.Pupils); {
		case n < 1:
			found.Add(path+"/pupils", a.Pupils, "is less than 1", "leave out what did not take place")
		case n > x.pupils:
			found.Add(path+"/pupils", a.Pupils, fmt.Sprintf("is more than the %d that the plan has there", x.pupils),
				"settle by a plan that knows the larger group")
		default:
			s.present[x] = n
		}
	}
	return found.Err()
}
