package capacity

import (
	"cmp"
	"slices"
)

func (c Calendar) clone() Calendar {
	c.Terms = slices.Clone(c.Terms)
	for i := range c.Terms {
		c.Terms[i].Except = slices.Clone(c.Terms[i].Except)
		c.Terms[i].Periods = slices.Clone(c.Terms[i].Periods)
	}
	return c
}

func (r Room) clone() Room {
	r.Equipment = slices.Clone(r.Equipment)
	r.Teaching = r.Teaching.Clone()
	return r
}

func (i Instructor) clone() Instructor {
	i.Centers = slices.Clone(i.Centers)
	i.Majors = slices.Clone(i.Majors)
	i.Courses = slices.Clone(i.Courses)
	i.Available = i.Available.Clone()
	i.Teaching = i.Teaching.Clone()
	return i
}

func (o Offering) clone() Offering {
	o.Rooms = slices.Clone(o.Rooms)
	o.Times = o.Times.Clone()
	return o
}

func (c Closure) clone() Closure {
	c.Areas = slices.Clone(c.Areas)
	c.Centers = slices.Clone(c.Centers)
	c.Rooms = slices.Clone(c.Rooms)
	c.Times = c.Times.Clone()
	return c
}

func (b Budget) clone() Budget {
	b.Centers = slices.Clone(b.Centers)
	return b
}

func (q Quota) clone() Quota {
	q.Schools = slices.Clone(q.Schools)
	q.Areas = slices.Clone(q.Areas)
	q.Centers = slices.Clone(q.Centers)
	q.Courses = slices.Clone(q.Courses)
	q.Times = q.Times.Clone()
	return q
}

func (s Spec) clone() Spec {
	s.Areas = slices.Clone(s.Areas)
	s.Calendars = cloneEach(s.Calendars, Calendar.clone)
	s.Competitions = cloneEach(s.Competitions, Competition.clone)
	s.Centers = slices.Clone(s.Centers)
	s.Rooms = cloneEach(s.Rooms, Room.clone)
	s.Instructors = cloneEach(s.Instructors, Instructor.clone)
	s.Offerings = cloneEach(s.Offerings, Offering.clone)
	s.Closures = cloneEach(s.Closures, Closure.clone)
	s.Stocks = slices.Clone(s.Stocks)
	s.Budgets = cloneEach(s.Budgets, Budget.clone)
	s.Fleets = slices.Clone(s.Fleets)
	s.Teams = slices.Clone(s.Teams)
	s.Quotas = cloneEach(s.Quotas, Quota.clone)
	s.Travel.Ways = slices.Clone(s.Travel.Ways)
	return s
}

func cloneEach[T any](list []T, clone func(T) T) []T {
	if list == nil {
		return nil
	}
	c := make([]T, len(list))
	for i, x := range list {
		c[i] = clone(x)
	}
	return c
}

// sort puts every list into ascending order of its key.
func (s *Spec) sort() {
	slices.SortFunc(s.Areas, func(a, b Area) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Calendars, func(a, b Calendar) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Competitions, func(a, b Competition) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Centers, func(a, b Center) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Rooms, func(a, b Room) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Instructors, func(a, b Instructor) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Offerings, func(a, b Offering) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Closures, func(a, b Closure) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Stocks, func(a, b Stock) int {
		return cmp.Or(cmp.Compare(a.Center, b.Center), cmp.Compare(a.Item, b.Item))
	})
	slices.SortFunc(s.Budgets, func(a, b Budget) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Fleets, func(a, b Fleet) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Teams, func(a, b Team) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Quotas, func(a, b Quota) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Travel.Ways, func(a, b Way) int {
		return cmp.Or(cmp.Compare(a.School, b.School), cmp.Compare(a.From, b.From), cmp.Compare(a.Center, b.Center))
	})
}
