package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// addArcs tests one offering for a visitor, rule by rule, and adds an arc for
// each choice that is left with slots of its own.
func (c *compiler) addArcs(v *visitor, matches []match, tooFewAdults bool) {
	offer := matches[0].offer
	o := &c.model.Offers[offer]
	calendar := c.supply.Centers[o.Center].Calendar
	slots := c.calendar[calendar]
	f := v.funnel
	f.options += int(slots.len)
	if by := c.against(v, o.Course); by != rule.Books {
		f.cuts[by] += int(slots.len)
		return
	}
	set := newSet(slots)
	for _, m := range matches {
		unite(set, c.statedSlots(v, m.choice, calendar))
	}
	f.cuts[rule.Choice] += int(slots.len) - set.Len()
	f.cut(rule.Open, set, func() {
		intersect(set, c.model.Sets[c.open(offer, v.cohort.Grade, -1)])
		subtract(set, c.barredFor(placeGrade{v.school.Area, v.cohort.Grade}, calendar))
	})
	least, most := int32(v.sizes[0]), clamp(v.cohort.Size)
	f.cut(rule.Seats, set, func() { emptyIf(set, least > o.Seats) })
	f.cut(rule.Minimum, set, func() {
		alone := min(v.Share, o.Share) == uint8(capacity.ShareNobody)
		emptyIf(set, alone && most < o.Minimum)
	})
	f.cut(rule.Staff, set, func() {
		intersect(set, c.model.Sets[c.open(offer, v.cohort.Grade, o.Need(least))])
	})
	goals := c.goalsOf(v, offer)
	f.cut(rule.Program, set, func() { c.cutByProgram(v, offer, goals, set) })
	trip := 0
	if o.Attended {
		trip = c.trip(v, o.Center)
	}
	uses := c.uses(offer, v.schoolAt)
	for by := rule.Headcount; by <= rule.Quota; by++ {
		f.cut(by, set, func() {
			c.cutByRows(v, uses, by, set)
			emptyIf(set, by == rule.Transport && v.request.MaxTravel > 0 && trip > v.request.MaxTravel)
		})
	}
	f.cut(rule.Adults, set, func() { emptyIf(set, tooFewAdults) })
	f.cut(rule.Notice, set, func() { c.giveNotice(v, offer, set) })
	f.cut(rule.Outreach, set, func() {
		t := c.supply.Offerings[offer].Team
		emptyIf(set, t != "" && capacity.Meters(c.supply.Centers[o.Center].At, v.school.At) > c.reach[t])
	})
	for _, goal := range goals {
		rest := search.Set{Base: set.Base, Words: slices.Clone(set.Words)}
		if c.bySlot(v, offer, goal) {
			c.cutHourless(rest)
		}
		for _, m := range matches {
			own := search.Set{Base: set.Base, Words: slices.Clone(rest.Words)}
			intersect(own, c.statedSlots(v, m.choice, calendar))
			if own.Len() == 0 {
				continue
			}
			subtract(rest, own)
			v.Arcs = append(v.Arcs, c.arc(v, m, goal, uses, trip, own))
		}
	}
}

// arc returns the arc of a match that counts toward a goal in some slots.
func (c *compiler) arc(v *visitor, m match, goal int32, uses int32, trip int, slots search.Set) search.Arc {
	course := &c.courses[c.model.Offers[m.offer].Course]
	arc := search.Arc{
		Offer: m.offer, Choice: m.choice, Goal: goal, Amount: 1,
		Least: clamp(course.MinGroup), Most: clamp(course.MaxGroup),
		Value: c.worth(v, m.choice, trip), Set: c.intern(slots), Uses: uses,
	}
	if v.program != nil && v.program.Components[goal].Hours > 0 {
		arc.Amount = clamp(int(course.Hours))
	}
	return arc
}

// cut counts what a test removes from a set.
func (f *funnel) cut(by rule.Rule, set search.Set, test func()) {
	before := set.Len()
	if before == 0 {
		return
	}
	test()
	f.cuts[by] += before - set.Len()
}

// against returns the first rule against a cohort taking a course, or Books.
func (c *compiler) against(v *visitor, course int32) rule.Rule {
	by, ok := v.eligible[course]
	if !ok {
		cohort := *v.cohort
		cohort.Size = v.sizeFor(&c.courses[course])
		if verdict := c.p.catalog.Eligible(cohort, c.courses[course].ID); !verdict.Eligible() {
			by = verdict.Reasons[0].Rule
		}
		v.eligible[course] = by
	}
	return by
}

// sizeFor returns the size of a part that a course takes, or of the cohort.
func (v *visitor) sizeFor(course *curriculum.Course) int {
	for _, size := range v.sizes {
		if size >= course.MinGroup && (course.MaxGroup == 0 || size <= course.MaxGroup) {
			return size
		}
	}
	return v.cohort.Size
}

// statedSlots returns the slots of a calendar that a choice and its request state.
func (c *compiler) statedSlots(v *visitor, choice int32, calendar capacity.CalendarID) search.Set {
	key := stated{choice, calendar}
	if s, ok := v.stated[key]; ok {
		return s
	}
	times := v.request.Times
	if choice >= 0 {
		times = nil
		if len(v.request.Choices) > 0 {
			times = v.request.Choices[choice].Times
		}
	}
	s := c.slotsWhere(c.calendar[calendar], func(t capacity.Slot) bool { return len(times) == 0 || times.Cover(t) })
	if choice >= 0 {
		intersect(s, c.statedSlots(v, -1, calendar))
	}
	v.stated[key] = s
	return s
}

// cutByRows removes the slots in which the smallest part alone exceeds a row of a rule.
func (c *compiler) cutByRows(v *visitor, uses int32, by rule.Rule, set search.Set) {
	for _, u := range c.model.Uses[uses] {
		row := u.Row
		switch u.Kind {
		case search.AtSlot, search.Overlap:
			row += set.Base
		}
		if c.rows.rule[row] != by || v.Amount(u.Of, v.Parts-1, v.Parts)*u.Factor <= c.model.Rows[row] {
			continue
		}
		if u.Kind == search.InSet {
			subtract(set, c.model.Sets[u.Set])
		} else {
			emptyIf(set, true)
		}
	}
}

// giveNotice removes the slots that come too soon, but for pinned ones.
func (c *compiler) giveNotice(v *visitor, offer int32, set search.Set) {
	calendar := c.supply.Centers[c.model.Offers[offer].Center].Calendar
	soon, ok := c.notice[calendar]
	if !ok {
		return
	}
	var keep []int32
	for _, pin := range v.pins {
		if pin.Offering == c.supply.Offerings[offer].ID {
			if slot := c.slotOf(calendar, pin.Slot); slot >= 0 && set.Has(slot) {
				keep = append(keep, slot)
			}
		}
	}
	subtract(set, soon)
	for _, slot := range keep {
		set.Add(slot)
	}
}

// slotOf returns the index of a slot in a calendar, or -1.
func (c *compiler) slotOf(calendar capacity.CalendarID, id capacity.SlotID) int32 {
	x := c.calendar[calendar]
	for i := x.base; i < x.base+x.len; i++ {
		if c.slots[i].ID == id {
			return i
		}
	}
	return -1
}

// trip returns the minutes from a visitor's school to a center.
func (c *compiler) trip(v *visitor, center int32) int {
	key := [2]int32{v.schoolAt, center}
	minutes, ok := c.ways[key]
	if !ok {
		minutes = c.p.network.Trip(v.school.ID, v.school.At, c.supply.Centers[center].ID)
		c.ways[key] = minutes
	}
	return minutes
}

// worth is what a visit earns a pupil, the bonus for a first one aside.
func (c *compiler) worth(v *visitor, choice int32, trip int) int64 {
	w := &c.demand.Weights
	return int64(cmp.Or(v.request.Weight, 1))*(w.Base+w.rank(int(choice))) - w.Travel*int64(min(trip, w.TravelMost))
}

// The operations on slot sets of one calendar change the first.

func unite(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] |= t.Words[w]
	}
}

func intersect(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] &= t.Words[w]
	}
}

func subtract(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] &^= t.Words[w]
	}
}

func emptyIf(s search.Set, when bool) {
	if when {
		clear(s.Words)
	}
}
