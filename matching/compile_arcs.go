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
func (c *compiler) addArcs(v *visitor, matches []match) {
	offer := matches[0].offer
	o := &c.model.Offers[offer]
	calendar := c.calendar[o.Center]
	left := sieve{c.scratch.set(0, c.calendars[calendar]), int(o.Len), v.funnel}
	v.funnel.options += int(o.Len)
	if by := c.against(v, o.Course); by != rule.Books {
		left.cut(by)
		return
	}
	for _, m := range matches {
		unite(left.Set, c.stated(v, m.choice, calendar))
	}
	left.cut(rule.Choice)
	c.cutClosed(v, offer, left.Set)
	left.cut(rule.Open)
	least, most := int32(v.sizes[0]), clamp(v.cohort.Size)
	emptyIf(left.Set, least > o.Seats)
	left.cut(rule.Seats)
	emptyIf(left.Set, min(v.Share, o.Share) == uint8(capacity.ShareNobody) && most < o.Minimum)
	left.cut(rule.Minimum)
	intersect(left.Set, c.ledBy(offer, o.Need(least)))
	left.cut(rule.Staff)
	if left.n == 0 {
		return
	}
	goals := c.goalsOf(v, offer)
	c.cutByProgram(v, offer, goals, left.Set)
	left.cut(rule.Program)
	trip := 0
	if o.Attended {
		trip = c.trip(v, o.Center)
	}
	uses := c.usesOf(v, offer)
	rest := c.cutByRows(v, c.model.Uses[uses], rule.Transport, &left)
	emptyIf(left.Set, v.request.MaxTravel > 0 && trip > v.request.MaxTravel)
	left.cut(rule.Transport)
	c.cutByRows(v, rest, rule.Quota, &left)
	emptyIf(left.Set, v.tooFewAdults)
	left.cut(rule.Adults)
	c.giveNotice(v, offer, left.Set)
	left.cut(rule.Notice)
	team := c.supply.Offerings[offer].Team
	emptyIf(left.Set, team != "" && capacity.Meters(c.supply.Centers[o.Center].At, v.school.At) > c.reach[team])
	left.cut(rule.Outreach)
	if left.n > 0 {
		c.divide(v, matches, goals, left.Set, func(m match, goal int32, own search.Set) {
			v.Arcs = append(v.Arcs, c.arc(v, m, goal, uses, trip, own))
		})
	}
}

// sieve is what the rules so far have left of an offering's slots.
type sieve struct {
	search.Set
	n int // how many were left at the last cut
	*funnel
}

// cut counts the slots that are gone since the last cut as removed by a rule.
func (s *sieve) cut(by rule.Rule) {
	n := s.Len()
	s.cuts[by] += s.n - n
	s.n = n
}

// divide gives the slots that are left for each goal to the choices that state
// them, the best first, and calls f for those that get any.
func (c *compiler) divide(v *visitor, matches []match, goals []int32, left search.Set, f func(m match, goal int32, own search.Set)) {
	offer := matches[0].offer
	calendar := c.calendar[c.model.Offers[offer].Center]
	rest, own := c.scratch.set(1, c.calendars[calendar]), c.scratch.set(2, c.calendars[calendar])
	for _, goal := range goals {
		copy(rest.Words, left.Words)
		if c.bySlot(v, offer, goal) {
			intersect(rest, c.timed[calendar])
		}
		for _, m := range matches {
			copy(own.Words, rest.Words)
			intersect(own, c.stated(v, m.choice, calendar))
			if own.Len() > 0 {
				subtract(rest, own)
				f(m, goal, own)
			}
		}
	}
}

// scratch is memory for the sets and lists of one visitor.
type scratch struct {
	words    [3][]uint64
	matches  []match
	goals    []int32
	arcs     []search.Arc
	verdicts []uint8 // by course: 1 + the first rule against the visitor, 0 before it is asked for
	uses     []search.Use
	seen     []int32 // by course: the last goal counted with it
	goal     int32   // goals counted so far
}

// set returns an empty set over a calendar's slots, in the place of the last
// one of that number.
func (s *scratch) set(number int, of span) search.Set {
	n := int(of.len+63) / 64
	s.words[number] = slices.Grow(s.words[number][:0], n)[:n]
	clear(s.words[number])
	return search.Set{Base: of.base, Words: s.words[number]}
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

// against returns the first rule against a cohort taking a course, or Books.
func (c *compiler) against(v *visitor, course int32) rule.Rule {
	verdict := &c.scratch.verdicts[course]
	if *verdict == 0 {
		cohort, by := *v.cohort, rule.Books
		cohort.Size = v.sizeFor(&c.courses[course])
		if against := c.p.catalog.Eligible(cohort, c.courses[course].ID); !against.Eligible() {
			by = against.Reasons[0].Rule
		}
		*verdict = 1 + uint8(by)
	}
	return rule.Rule(*verdict - 1)
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

// stated returns the slots of a calendar that a choice and its request state.
func (c *compiler) stated(v *visitor, choice, calendar int32) search.Set {
	var times capacity.Times
	if len(v.request.Choices) > 0 {
		times = v.request.Choices[choice].Times
	}
	if len(times)+len(v.request.Times) == 0 {
		return c.all[calendar]
	}
	key := [2]int32{choice, calendar}
	if len(times) == 0 {
		key[0] = -1 // those of the request alone
	}
	s, ok := v.stated[key]
	if !ok {
		s = c.slotsWhere(c.calendars[calendar], func(t capacity.Slot) bool {
			return (len(times) == 0 || times.Cover(t)) && (len(v.request.Times) == 0 || v.request.Times.Cover(t))
		})
		if v.stated == nil {
			v.stated = map[[2]int32]search.Set{}
		}
		v.stated[key] = s
	}
	return s
}

// cutClosed removes the slots in which an offering is closed to a visitor.
func (c *compiler) cutClosed(v *visitor, offer int32, set search.Set) {
	intersect(set, c.open[offer])
	for _, x := range c.graded[offer] {
		if x.grades.Has(v.cohort.Grade) {
			subtract(set, x.slots)
		}
	}
	subtract(set, c.barredFor(v, c.calendar[c.model.Offers[offer].Center]))
}

// cutByRows removes the slots in which the smallest part alone exceeds a row of
// the rules up to the last. Uses are in the order of the rules; it returns those
// of the rules after the last.
func (c *compiler) cutByRows(v *visitor, uses []search.Use, last rule.Rule, left *sieve) []search.Use {
	for i, u := range uses {
		row := u.Row
		switch u.Kind {
		case search.AtSlot, search.Overlap:
			row += left.Base
		}
		by := c.rows.rule[row]
		if by > last {
			return uses[i:]
		}
		if v.Amount(u.Of, v.Parts-1, v.Parts)*u.Factor <= c.model.Rows[row] {
			continue
		}
		if u.Kind == search.InSet {
			subtract(left.Set, c.model.Sets[u.Set])
		} else {
			emptyIf(left.Set, true)
		}
		left.cut(by)
	}
	return nil
}

// giveNotice removes the slots that come too soon, but for pinned ones: there is
// no other stay of the request in them.
func (c *compiler) giveNotice(v *visitor, offer int32, set search.Set) {
	if c.notice == nil {
		return
	}
	var keep []int32
	for _, pin := range v.pins {
		if pin.Offering == c.supply.Offerings[offer].ID {
			if slot := c.slotOf(offer, pin.Slot); slot >= 0 && set.Has(slot) {
				keep = append(keep, slot)
			}
		}
	}
	subtract(set, c.notice[c.calendar[c.model.Offers[offer].Center]])
	for _, slot := range keep {
		set.Add(slot)
	}
}

// slotOf returns the index of a slot in an offering's calendar, or -1.
func (c *compiler) slotOf(offer int32, id capacity.SlotID) int32 {
	if i, ok := c.slotAt[slotName{c.model.Offers[offer].Base, id}]; ok {
		return i
	}
	return -1
}

// trip returns the minutes from a visitor's school to a center.
func (c *compiler) trip(v *visitor, center int32) int {
	if c.trips[v.schoolAt] == nil {
		c.trips[v.schoolAt] = make([]int32, len(c.supply.Centers))
	}
	minutes := &c.trips[v.schoolAt][center]
	if *minutes == 0 {
		*minutes = 1 + clamp(c.p.network.Trip(v.school.ID, v.school.At, c.supply.Centers[center].ID))
	}
	return int(*minutes - 1)
}

// worth is what a visit earns a pupil, the bonus for a first one aside.
func (c *compiler) worth(v *visitor, choice int32, trip int) int64 {
	w := &c.demand.Weights
	return int64(cmp.Or(v.request.Weight, 1))*(w.Base+w.rank(int(choice))) - w.Travel*int64(min(trip, w.TravelMost))
}
