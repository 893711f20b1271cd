package oracle

import (
	"cmp"
	"slices"
	"sort"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// tier is R1.
func (d *district) tier(x *part) bool {
	grade := x.cohort.Grade
	if rules := d.courses.Framework.Tiers; len(rules) > 0 {
		own := find(rules, func(r *curriculum.TierRule) bool { return r.Tier == x.offer.course.Tier })
		return own.Grades.Has(grade) && (own.Intent == 0 || declares(x.cohort, own.Intent))
	}
	switch x.offer.course.Tier {
	case curriculum.Experience:
		return grade <= 9
	case curriculum.Practice:
		return grade >= cmp.Or(d.courses.Framework.UpperPrimary, 5)
	}
	return declares(x.cohort, curriculum.Intents(curriculum.DevelopMajor, curriculum.EnterCompetition))
}

func declares(c *curriculum.Cohort, asked curriculum.IntentSet) bool {
	for _, in := range c.Intents {
		if asked.Has(in.Kind) {
			return true
		}
	}
	return false
}

// course is R2 as far as one part goes.
func (d *district) course(x *part) bool {
	c, who := x.offer.course, x.cohort
	if c.Grades != 0 && !c.Grades.Has(who.Grade) || x.pupils < c.MinGroup || c.MaxGroup > 0 && x.pupils > c.MaxGroup {
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
// earns most; a request without choices has one that states nothing.
func (d *district) choice(x *part) bool {
	found := false
	choices := x.request.Choices
	if len(choices) == 0 {
		choices = []matching.Choice{{}}
	}
	for i, c := range choices {
		matches := (c.Course == "" || c.Course == x.offer.Course) &&
			(c.Theme == "" || c.Theme == x.offer.course.Theme) &&
			(c.Tier == 0 || c.Tier == x.offer.course.Tier) &&
			(c.Major == "" || c.Major == x.offer.course.Major) &&
			(c.Occupation == "" || slices.Contains(x.offer.course.Occupations, c.Occupation)) &&
			(c.Center == "" || c.Center == x.offer.Center) &&
			cover(x.request.Times, x.slot) && cover(c.Times, x.slot)
		if matches && (!found || d.rankAt(i) > d.rankAt(x.choice)) {
			found, x.choice = true, i
		}
	}
	return found
}

// open is R4; that the slot is in the calendar is how it was found.
func (d *district) open(x *part) bool {
	date := x.slot.date
	if !inSpan(x.offer.center.License, date) || !inSpan(x.offer.Valid, date) || !cover(x.offer.Times, x.slot) {
		return false
	}
	for _, r := range d.network.Rooms {
		if slices.Contains(x.offer.Rooms, r.ID) && touch(r.Teaching, x.slot) {
			return false
		}
	}
	for _, c := range d.network.Closures {
		if touch(c.Times, x.slot) && (c.Grades == 0 || c.Grades.Has(x.cohort.Grade)) && d.closes(c, x) {
			return false
		}
	}
	return true
}

// closes reports whether the closure is for a place that the part needs.
func (d *district) closes(c capacity.Closure, x *part) bool {
	if len(c.Areas)+len(c.Centers)+len(c.Rooms) == 0 {
		return true
	}
	for _, area := range c.Areas {
		if d.within(x.offer.center.Area, area) || d.within(x.school.Area, area) {
			return true
		}
	}
	for _, room := range c.Rooms {
		if slices.Contains(x.offer.Rooms, room) {
			return true
		}
	}
	return slices.Contains(c.Centers, x.offer.Center)
}

// within reports whether an area is another or lies in it.
func (d *district) within(area, of capacity.AreaID) bool {
	if area == "" || area == of {
		return area != ""
	}
	at := find(d.network.Areas, func(a *capacity.Area) bool { return a.ID == area })
	return d.within(at.Parent, of)
}

// near is R15 without the buses.
func (d *district) near(x *part) bool {
	return x.request.MaxTravel == 0 || x.trip <= x.request.MaxTravel
}

// trip is the minutes that the part travels.
func (d *district) trip(x *part) int {
	if !x.offer.attended {
		return 0
	}
	for _, w := range d.network.Travel.Ways {
		if w.School == x.school.ID && w.Center == x.offer.Center {
			return w.Minutes
		}
	}
	return d.minutes(x.school.At, x.offer.center.At)
}

// between is the minutes from the place of one visit to that of another.
func (d *district) between(v, u *visit) int {
	if !v.attended() || !u.attended() {
		return 0
	}
	a, b := v.center(), u.center()
	for _, w := range d.network.Travel.Ways {
		if w.From == a.ID && w.Center == b.ID || w.From == b.ID && w.Center == a.ID {
			return w.Minutes
		}
	}
	return d.minutes(a.At, b.At)
}

func (d *district) minutes(a, b capacity.Point) int {
	way, speed := meters(a, b), cmp.Or(d.network.Travel.Speed, 400)
	whole := way / speed
	if way%speed > 0 {
		whole++
	}
	return d.network.Travel.Fixed + whole
}

// meters is the straight way, in whole meters.
func meters(a, b capacity.Point) int {
	dx, dy := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	dx, dy = max(dx, -dx), max(dy, -dy)
	// It is the first length that one more meter would make too long; it is no
	// longer than the two legs.
	return sort.Search(int(dx+dy), func(m int) bool { return int64(m+1)*int64(m+1) > dx*dx+dy*dy })
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
