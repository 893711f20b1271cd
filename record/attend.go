package record

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// Attend returns an entry for each visit of a register that was completed, in the
// order of bookings: of the cohort of its request, for the class hours of its
// course or else of its slot. A split visit is one entry, of the course that its
// part 0 has in the plan; of a visit that the plan does not have, it is the first
// of the courses to which its school agreed. A visit that makes up for another is
// an entry of its own.
//
// Bookings of requests or slots that the problem does not have are passed over, and
// so are visits that count for no class hour. Who of a class was absent is for the
// caller to add. Ids are made of the slot and the request, so that appending the
// same entries again changes nothing.
func Attend(r *matching.Register, p *matching.Problem, plan *matching.Plan) []Entry {
	type key struct {
		request matching.RequestID
		slot    capacity.SlotID
	}
	first := map[key]capacity.OfferingID{} // of the parts 0
	if plan != nil {
		for _, v := range plan.Visits {
			if v.Part == 0 {
				first[key{v.Request, v.Slot}] = v.Offering
			}
		}
	}
	var entries []Entry
	for b := range r.Bookings() {
		request, known := p.Request(b.Request)
		slot, dated := p.Network().Slot(b.Center, b.Slot)
		if b.State != matching.StateCompleted || !known || !dated || len(b.Courses) == 0 {
			continue
		}
		id := b.Courses[0]
		if o, ok := p.Network().Offering(first[key{b.Request, b.Slot}]); ok && slices.Contains(b.Courses, o.Course) {
			id = o.Course
		}
		course, _ := p.Catalog().Course(id)
		if hours := hoursOf(&course, slot); hours > 0 {
			entries = append(entries, Entry{ID: attended(b.Slot, b.Request), Learner: request.Cohort, Date: slot.Date, Course: id, Center: b.Center, Hours: hours})
		}
	}
	return entries
}

// hoursOf returns the class hours of a course, or else of the slot.
func hoursOf(c *curriculum.Course, s capacity.Slot) curriculum.ClassHours {
	if c.Hours != 0 {
		return c.Hours
	}
	return s.Hours
}

// attended returns the id of the entry of a visit: slot and request, or a digest of
// them where that is longer than an id may be.
func attended(slot capacity.SlotID, request matching.RequestID) EntryID {
	id := string(slot) + "@" + string(request)
	if len(id) > 128 {
		sum := sha256.Sum256([]byte(id))
		id = hex.EncodeToString(sum[:])
	}
	return EntryID(id)
}
