package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

var dayNames = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

func dayText(d capacity.Date) string { return dayNames[d.Weekday()] + " " + d.String()[5:] }

func momentText(m capacity.Moment) string { return dayText(m.Date()) + " " + m.Clock().String() }

func halfText(s capacity.Slot) string {
	if s.Start >= afternoon.Start {
		return "下午"
	}
	return "上午"
}

func slotText(s capacity.Slot) string { return dayText(s.Date) + " " + halfText(s) }

// signed writes a difference, nothing for none.
func signed(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" %+d", n)
}

func join(ids []capacity.InstructorID) string {
	var names []string
	for _, id := range ids {
		names = append(names, string(id))
	}
	return strings.Join(names, " ")
}

// reader looks up what a problem says of visits.
type reader struct {
	*matching.Problem
	areas map[capacity.AreaID]string
	slots []capacity.Slot // in the order of time
}

func readerOf(p *matching.Problem) reader {
	r := reader{Problem: p, areas: map[capacity.AreaID]string{}}
	network := p.Network().Spec()
	for _, a := range network.Areas {
		r.areas[a.ID] = a.Name
	}
	r.slots = slices.SortedFunc(p.Network().Slots(network.Calendars[0].ID), func(a, b capacity.Slot) int {
		return cmp.Compare(a.Begin(), b.Begin())
	})
	return r
}

func (r reader) center(id capacity.OfferingID) capacity.Center {
	o, _ := r.Network().Offering(id)
	c, _ := r.Network().Center(o.Center)
	return c
}

func (r reader) slot(v matching.Visit) capacity.Slot {
	s, _ := r.Network().Slot(r.center(v.Offering).ID, v.Slot)
	return s
}

func (r reader) class(id matching.RequestID) (curriculum.Cohort, matching.School) {
	request, _ := r.Request(id)
	class, _ := r.Cohort(request.Cohort)
	school, _ := r.School(class.School)
	return class, school
}

func (r reader) classText(id matching.RequestID) string {
	class, school := r.class(id)
	return school.Name + class.Name
}

// courseText names a course at a center by the center's district.
func (r reader) courseText(id capacity.OfferingID) string {
	o, _ := r.Network().Offering(id)
	course, _ := r.Catalog().Course(o.Course)
	name, _, _ := strings.Cut(course.Name, "：")
	return r.areas[r.center(id).Area] + name
}

func (r reader) placeText(v matching.Visit) string {
	return slotText(r.slot(v)) + " " + r.courseText(v.Offering)
}

// dates returns the days with slots.
func (r reader) dates() (days []capacity.Date) {
	for _, s := range r.slots {
		if len(days) == 0 || days[len(days)-1] != s.Date {
			days = append(days, s.Date)
		}
	}
	return days
}
