package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// An option is an offering and a slot that the rules leave to a guest if it
// were alone. A test that a visit of some plan fails would make bounds wrong;
// one that is left out only makes them weaker.

// admits tests what depends neither on the slot nor on the number of pupils.
func (r *relaxation) admits(g *guest, h *host) bool {
	course, cohort := h.course, g.cohort
	tier := r.tiers[course.Tier]
	declared := tier.Intent == 0 || slices.ContainsFunc(cohort.Intents, func(x curriculum.Intent) bool { return tier.Intent.Has(x.Kind) })
	switch {
	case !declared || !tier.Grades.Has(cohort.Grade): // R1
		return false
	case course.Grades != 0 && !course.Grades.Has(cohort.Grade): // R2
		return false
	case slices.Contains(cohort.Completed, course.ID): // R2
		return false
	case slices.ContainsFunc(course.Prerequisites, func(id curriculum.CourseID) bool { return !slices.Contains(cohort.Completed, id) }): // R2
		return false
	case slices.ContainsFunc(course.Orientation, func(id curriculum.OrientationID) bool { return !slices.Contains(cohort.Oriented, id) }): // R2
		return false
	case h.attended && h.center.Headcount > 0 && g.pupils+g.adults > int64(h.center.Headcount): // R12: all parts are at one center
		return false
	case g.request.MaxTravel > 0 && r.trip(g.school, h.checkedOffering) > int64(g.request.MaxTravel): // R15
		return false
	case g.request.Adults > 0 && g.adults < r.adultsAsked(cohort): // R17
		return false
	}
	if fleet, ok := r.fleets[g.school.Fleet]; ok && h.attended && g.buses > int64(r.network.Fleets[fleet].Buses) { // R15
		return false
	}
	if team := r.teams[h.Team]; team != nil && distance(r.centers[team.Center].At, g.school.At) > int64(team.Reach) { // R20
		return false
	}
	return true
}

// fits tests what depends on the number of pupils.
func (g *guest) fits(h *host, q int64) bool {
	return q >= int64(h.course.MinGroup) && q <= h.most && (q >= h.minimum || !alone(g, h)) // R2, R6, R7, R13, R14
}

// alone reports whether the guest shares no session of the offering.
func alone(g *guest, h *host) bool {
	return g.share == capacity.ShareNobody || h.Sharing == capacity.ShareNobody
}

// slotsFor tests what depends on the slot: it sets into to the slots in which q
// pupils of the guest may come to the offering, and reports whether there are any.
func (r *relaxation) slotsFor(g *guest, h *host, q int64, into slotSet) bool {
	copy(into, h.open)
	for _, x := range h.graded { // R4
		if x.grades.Has(g.cohort.Grade) {
			into.remove(x.closed)
		}
	}
	into.keep(r.comes(g, h.line)) // R3, R4
	if g.timed {
		r.chosen(g, h, into) // R3
	}
	into.keep(h.staffedBy(h.need(q))) // R9
	for _, x := range h.quotas {      // R16
		if !x.schools[g.schoolAt] || x.amount(g, q) <= int64(x.Most) {
			continue
		}
		if x.slots == nil {
			return false
		}
		into.remove(x.slots[h.line.index])
	}
	if soon := r.soon[h.line.index]; soon != nil { // R18
		r.giveNotice(g, h, q, soon, into)
	}
	if r.settled != nil {
		r.settled.leave(g, h, into)
	}
	return !into.empty()
}

// amount returns what a quota counts of q pupils of a guest. A split visit
// counts where its part 0 is, and that may be in a course that does not count.
func (x *limited) amount(g *guest, q int64) int64 {
	switch {
	case x.Unit == capacity.Pupils:
		return q
	case q < g.pupils && len(x.Courses) > 0:
		return 0
	}
	return 1
}

// giveNotice removes the slots that come too soon for all but pinned visits,
// whose parts are as many as there are pins of theirs.
func (r *relaxation) giveNotice(g *guest, h *host, q int64, soon, slots slotSet) {
	var kept []int
	for _, pin := range g.pins {
		t, ok := h.line.at[pin.Slot]
		if !ok || pin.Offering != h.ID || !slots.has(t) {
			continue
		}
		if m := r.pinsAt(g, h.center.Calendar, pin.Slot); q == shareOf(g.pupils, 0, m) || q == shareOf(g.pupils, m-1, m) {
			kept = append(kept, t)
		}
	}
	slots.remove(soon)
	for _, t := range kept {
		slots.add(t)
	}
}

// pinsAt counts the pins of a guest in a slot of a calendar.
func (r *relaxation) pinsAt(g *guest, calendar capacity.CalendarID, slot capacity.SlotID) (n int) {
	for _, pin := range g.pins {
		if pin.Slot == slot && r.offerings[pin.Offering].center.Calendar == calendar {
			n++
		}
	}
	return n
}

// comes returns the slots in which the guest can come at all: within the
// request's times, and not kept at home by a closure of the school's area.
func (r *relaxation) comes(g *guest, line *timeline) slotSet {
	s := g.coming[line.index]
	if s == nil {
		s = r.abroad(origin{g.school.Area, g.cohort.Grade, line.index})
		if len(g.request.Times) > 0 {
			own := line.where(func(t capacity.Slot) bool { return covered(t, g.request.Times) })
			own.keep(s)
			s = own
		}
		g.coming[line.index] = s
	}
	return s
}

// origin names those whom closures of their school's area keep at home alike.
type origin struct {
	area  capacity.AreaID
	grade curriculum.Grade
	line  int
}

// abroad returns the slots in which no such closure keeps anybody at home.
func (r *relaxation) abroad(from origin) slotSet {
	s, ok := r.origins[from]
	if !ok {
		s = r.lines[from.line].where(func(t capacity.Slot) bool {
			return !slices.ContainsFunc(r.network.Closures, func(x capacity.Closure) bool {
				return (x.Grades == 0 || x.Grades.Has(from.grade)) && r.inAreas(from.area, x.Areas) && touched(t, x.Times)
			})
		})
		r.origins[from] = s
	}
	return s
}

// chosen removes the slots outside the times of all choices that the offering
// fulfils.
func (r *relaxation) chosen(g *guest, h *host, slots slotSet) {
	any := h.line.none()
	for k := range g.choices {
		if !g.choices[k].wish().granted(h.checkedOffering) {
			continue
		}
		times := r.choice(g, k, h.line)
		if times == nil {
			return
		}
		any.unite(times)
	}
	slots.keep(any)
}

// choice returns the slots that the times of a choice cover, nil for all.
func (r *relaxation) choice(g *guest, k int, line *timeline) slotSet {
	times := g.choices[k].Times
	if len(times) == 0 {
		return nil
	}
	s := &g.stated[k*len(r.lines)+line.index]
	if *s == nil {
		*s = line.where(func(t capacity.Slot) bool { return covered(t, times) })
	}
	return *s
}
