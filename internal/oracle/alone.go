package oracle

import (
	"cmp"
	"slices"
	"sort"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// tier is R1.
func (d *district) tier(v *visit) bool {
	grade := v.cohort.Grade
	if rules := d.courses.Framework.Tiers; len(rules) > 0 {
		own := find(rules, func(r *curriculum.TierRule) bool { return r.Tier == v.offer.course.Tier })
		return own.Grades.Has(grade) && (own.Intent == 0 || declares(v.cohort, own.Intent))
	}
	switch v.offer.course.Tier {
	case curriculum.Experience:
		return grade <= 9
	case curriculum.Practice:
		return grade >= cmp.Or(d.courses.Framework.UpperPrimary, 5)
	}
	return declares(v.cohort, curriculum.Intents(curriculum.DevelopMajor, curriculum.EnterCompetition))
}

func declares(c *curriculum.Cohort, asked curriculum.IntentSet) bool {
	for _, in := range c.Intents {
		if asked.Has(in.Kind) {
			return true
		}
	}
	return false
}

// course is R2 as far as one visit goes.
func (d *district) course(v *visit) bool {
	c, who := v.offer.course, v.cohort
	if c.Grades != 0 && !c.Grades.Has(who.Grade) || who.Size < c.MinGroup || c.MaxGroup > 0 && who.Size > c.MaxGroup {
		return false
	}
	for _, id := range c.Prerequisites {
		if !slices.Contains(who.Completed, id) {
			return false
		}
	}
	for _, id := range c.Orientation {
		if !slices.Contains(who.Oriented, id) {
			return false
		}
	}
	return !slices.Contains(who.Completed, c.ID)
}

// choice is R3 but for the number of visits. It notes the matching choice that
// earns most.
func (d *district) choice(v *visit) bool {
	found := false
	for i, c := range v.request.Choices {
		matches := (c.Course == "" || c.Course == v.offer.Course) &&
			(c.Tier == 0 || c.Tier == v.offer.course.Tier) &&
			(c.Major == "" || c.Major == v.offer.course.Major) &&
			(c.Occupation == "" || slices.Contains(v.offer.course.Occupations, c.Occupation)) &&
			(c.Center == "" || c.Center == v.offer.Center) &&
			cover(v.request.Times, v.slot) && cover(c.Times, v.slot)
		if matches && (!found || d.rankAt(i) > d.rankAt(v.choice)) {
			found, v.choice = true, i
		}
	}
	return found
}

// open is R4; that the slot is in the calendar is how it was found.
func (d *district) open(v *visit) bool {
	date := v.slot.date
	if !inSpan(v.offer.center.License, date) || !inSpan(v.offer.Valid, date) || !cover(v.offer.Times, v.slot) {
		return false
	}
	for _, r := range d.network.Rooms {
		if slices.Contains(v.offer.Rooms, r.ID) && touch(r.Teaching, v.slot) {
			return false
		}
	}
	for _, c := range d.network.Closures {
		if touch(c.Times, v.slot) && (c.Grades == 0 || c.Grades.Has(v.cohort.Grade)) && d.closes(c, v) {
			return false
		}
	}
	return true
}

// closes reports whether the closure is for a place that the visit needs.
func (d *district) closes(c capacity.Closure, v *visit) bool {
	if len(c.Areas)+len(c.Centers)+len(c.Rooms) == 0 {
		return true
	}
	for _, area := range c.Areas {
		if d.within(v.offer.center.Area, area) || d.within(v.school.Area, area) {
			return true
		}
	}
	for _, room := range c.Rooms {
		if slices.Contains(v.offer.Rooms, room) {
			return true
		}
	}
	return slices.Contains(c.Centers, v.offer.Center)
}

// within reports whether an area is another or lies in it.
func (d *district) within(area, of capacity.AreaID) bool {
	if area == "" || area == of {
		return area != ""
	}
	at := find(d.network.Areas, func(a *capacity.Area) bool { return a.ID == area })
	return d.within(at.Parent, of)
}

// reach is R15 without the buses.
func (d *district) reach(v *visit) bool {
	return v.request.MaxTravel == 0 || v.trip <= v.request.MaxTravel
}

// trip is the minutes that the visit travels.
func (d *district) trip(v *visit) int {
	if !v.offer.attended {
		return 0
	}
	for _, w := range d.network.Travel.Ways {
		if w.School == v.school.ID && w.Center == v.offer.Center {
			return w.Minutes
		}
	}
	return d.minutes(v.school.At, v.offer.center.At)
}

// between is the minutes from the place of one visit to that of another.
func (d *district) between(v, u *visit) int {
	if !v.offer.attended || !u.offer.attended {
		return 0
	}
	a, b := v.offer.center, u.offer.center
	for _, w := range d.network.Travel.Ways {
		if w.From == a.ID && w.Center == b.ID || w.From == b.ID && w.Center == a.ID {
			return w.Minutes
		}
	}
	return d.minutes(a.At, b.At)
}

func (d *district) minutes(a, b capacity.Point) int {
	dx, dy := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	dx, dy = max(dx, -dx), max(dy, -dy)
	// The straight way, in whole meters, is the first length that one more
	// meter would make too long; it is no longer than the two legs.
	meters := sort.Search(int(dx+dy), func(m int) bool { return int64(m+1)*int64(m+1) > dx*dx+dy*dy })
	speed := cmp.Or(d.network.Travel.Speed, 400)
	whole := meters / speed
	if meters%speed > 0 {
		whole++
	}
	return d.network.Travel.Fixed + whole
}

// adults is what the framework's rule asks of a cohort.
func (d *district) adults(c *curriculum.Cohort) int {
	rules := d.courses.Framework.Adults
	if len(rules) == 0 {
		rules = curriculum.DefaultAdults()
	}
	for _, r := range rules {
		if !r.Grades.Has(c.Grade) {
			continue
		}
		need := 1
		for need*r.PupilsPerAdult < c.Size {
			need++
		}
		if c.Size >= r.From {
			need = max(need, r.Minimum)
		}
		return need
	}
	return 0
}
