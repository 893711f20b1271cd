package matching

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkStaff checks R9: enough different instructors, each at work here,
// qualified and free, one session at a time, one center a day, within the
// most sessions a day, a week and over the calendar.
func (c *checker) checkStaff() {
	duties := make([][]*checkedSession, len(c.network.Instructors)) // by instructor
	for _, s := range c.sessions {
		if !s.listed {
			continue // the plan does not say who leads it
		}
		if need := s.need(s.pupils); int64(len(s.instructors)) < need {
			c.fault(rule.Staff, s, "", fmt.Sprintf("at least %d instructors for %d pupils", need, s.pupils), fmt.Sprint(len(s.instructors)))
		}
		for _, instructor := range s.instructors {
			c.checkInstructor(s, instructor)
			duties[instructor.at] = append(duties[instructor.at], s)
		}
	}
	for i := range c.network.Instructors {
		instructor := &c.network.Instructors[i]
		c.checkDuties(instructor, duties[i])
	}
}

// need returns how many instructors a session with some pupils asks for.
func (o *checkedOffering) need(pupils int64) int64 {
	need := o.fewestInstructors
	if o.pupilsPerInstructor > 0 {
		groups := pupils / o.pupilsPerInstructor
		if pupils%o.pupilsPerInstructor > 0 {
			groups++
		}
		need = max(need, groups)
	}
	return need
}

// checkInstructor checks what concerns one instructor in one session alone.
func (c *checker) checkInstructor(s *checkedSession, i *checkedInstructor) {
	fault := func(want, have string) {
		c.fault(rule.Staff, s, fmt.Sprintf("instructor %q", i.ID), want, have)
	}
	if !slices.Contains(i.Centers, s.center.ID) {
		fault(fmt.Sprintf("somebody of center %q", s.center.ID), fmt.Sprintf("centers %q", i.Centers))
	}
	byMajor := s.course.Major != "" && slices.Contains(i.Majors, s.course.Major)
	if !byMajor && !slices.Contains(i.Courses, s.course.ID) {
		fault(fmt.Sprintf("somebody qualified for course %q of major %q", s.course.ID, s.course.Major),
			fmt.Sprintf("courses %q and majors %q", i.Courses, i.Majors))
	}
	if !s.dated {
		return
	}
	if !coveredOrFree(s.slot, i.Available) {
		fault("available at "+slotText(s.slot), "not for the whole of it")
	}
	if touched(s.slot, i.Teaching) {
		fault("no lesson of their own at "+slotText(s.slot), "one")
	}
}

// checkDuties checks what concerns one instructor's sessions together.
func (c *checker) checkDuties(i *capacity.Instructor, sessions []*checkedSession) {
	sessions = slices.DeleteFunc(sessions, func(s *checkedSession) bool { return !s.dated })
	slices.SortStableFunc(sessions, func(a, b *checkedSession) int { return cmp.Compare(a.slot.Begin(), b.slot.Begin()) })
	where := fmt.Sprintf("instructor %q", i.ID)
	var latest, today, first *checkedSession // ends last so far; first of its date; first of its week
	perDay, perWeek := 0, 0
	for n, s := range sessions {
		if latest != nil && s.slot.Begin() < latest.slot.Finish() {
			c.fault(rule.Staff, s, where, "one session at a time", fmt.Sprintf("%q at %s too", latest.ID, slotText(latest.slot)))
		}
		if latest == nil || s.slot.Finish() > latest.slot.Finish() {
			latest = s
		}
		if today == nil || today.slot.Date != s.slot.Date {
			today, perDay = s, 0
		}
		if first == nil || first.slot.Date.Week() != s.slot.Date.Week() {
			first, perWeek = s, 0
		}
		if s.center != today.center {
			c.fault(rule.Staff, s, where, "one center a day", fmt.Sprintf("center %q after %q", s.center.ID, today.center.ID))
		}
		perDay++
		perWeek++
		c.checkLimit(s, where, "a day", i.PerDay, perDay)
		c.checkLimit(s, where, "a week", i.PerWeek, perWeek)
		c.checkLimit(s, where, "over the calendar", i.PerTerm, n+1)
	}
}

func (c *checker) checkLimit(s *checkedSession, where, per string, most, have int) {
	if most != 0 && have > most {
		c.fault(rule.Staff, s, where, fmt.Sprintf("at most %d sessions %s", most, per), fmt.Sprint(have))
	}
}
