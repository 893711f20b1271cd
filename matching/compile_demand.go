package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// funnel counts a request's options and how many each rule removed.
type funnel struct {
	options int
	cuts    [rule.Outreach + 1]int
	courses int // different courses among what is left
}

func (c *compiler) addCohorts() {
	c.model.Cohorts = make([][]int32, len(c.demand.Cohorts))
	for r := range c.demand.Requests {
		k := c.cohort[c.demand.Requests[r].Cohort]
		c.model.Cohorts[k] = append(c.model.Cohorts[k], int32(r))
	}
	c.pins = map[RequestID][]*Pin{}
	for i := range c.demand.Pins {
		pin := &c.demand.Pins[i]
		c.pins[pin.Request] = append(c.pins[pin.Request], pin)
	}
	c.funnels = make([]funnel, len(c.demand.Requests))
	c.barred = map[placeGrade]map[capacity.CalendarID]search.Set{}
	c.notice = map[capacity.CalendarID]search.Set{}
	if c.demand.AsOf == 0 {
		return
	}
	earliest := c.demand.AsOf + capacity.Moment(c.demand.NoticeDays)*capacity.Moment(capacity.Midnight)
	for id, slots := range c.calendar {
		c.notice[id] = c.slotsWhere(slots, func(t capacity.Slot) bool { return t.Begin() < earliest })
	}
}

// placeGrade names the visitors that closures of a school's own area tell apart.
type placeGrade struct {
	area  capacity.AreaID
	grade curriculum.Grade
}

// barredFor returns the slots in which closures keep the schools of an area,
// with cohorts of a grade, from setting out.
func (c *compiler) barredFor(at placeGrade, calendar capacity.CalendarID) search.Set {
	if c.barred[at] == nil {
		c.barred[at] = map[capacity.CalendarID]search.Set{}
	}
	s, ok := c.barred[at][calendar]
	if !ok {
		s = newSet(c.calendar[calendar])
		for k := range c.supply.Closures {
			x := &c.supply.Closures[k]
			if (x.Grades == 0 || x.Grades.Has(at.grade)) && c.inAreas(at.area, x.Areas) {
				unite(s, c.slotsWhere(c.calendar[calendar], x.Times.Touch))
			}
		}
		c.barred[at][calendar] = s
	}
	return s
}

// visitor is a request with all that its options are tested against.
type visitor struct {
	*search.Ask
	request  *Request
	cohort   *curriculum.Cohort
	school   *School
	schoolAt int32
	stated   map[stated]search.Set // slots that a choice's times and the request's cover
	eligible map[int32]rule.Rule   // by course: the first rule against, or Books
	pins     []*Pin
	funnel   *funnel
}

type stated struct {
	choice   int32 // -1 for the request itself
	calendar capacity.CalendarID
}

func (c *compiler) addAsk(r int32) {
	request := &c.demand.Requests[r]
	k := c.cohort[request.Cohort]
	cohort := &c.demand.Cohorts[k]
	at := c.school[cohort.School]
	school := &c.demand.Schools[at]
	asked := c.p.catalog.Framework().AdultsFor(cohort.Grade, cohort.Size)
	size, weight := int64(cohort.Size), int64(cmp.Or(request.Weight, 1))
	heads := size + int64(cmp.Or(request.Adults, asked))
	ask := search.Ask{
		Cohort: k, School: at, Stage: int32(cohort.Grade.Stage()),
		Visits:  int32(cmp.Or(request.Visits, 1)),
		Share:   uint8(cmp.Or(request.Share, capacity.ShareNobody)),
		Amounts: [4]int64{search.Visit: 1, search.Pupils: size, search.Heads: heads},
		Bonus:   size * weight * c.demand.Weights.First,
	}
	for _, f := range c.supply.Fleets {
		if f.ID == school.Fleet {
			ask.Amounts[search.Buses] = (heads + int64(f.Seats) - 1) / int64(f.Seats)
		}
	}
	v := &visitor{
		Ask: &ask, request: request, cohort: cohort, school: school, schoolAt: at,
		stated: map[stated]search.Set{}, eligible: map[int32]rule.Rule{}, funnel: &c.funnels[r],
	}
	v.pins = c.pins[request.ID]
	matched := c.matched(request)
	for from := 0; from < len(matched); {
		to := from
		for to < len(matched) && matched[to].offer == matched[from].offer {
			to++
		}
		c.addArcs(v, matched[from:to], request.Adults > 0 && request.Adults < asked)
		from = to
	}
	slices.SortStableFunc(ask.Arcs, func(a, b search.Arc) int { return cmp.Compare(b.Value, a.Value) })
	courses := map[int32]bool{}
	for _, arc := range ask.Arcs {
		courses[c.model.Offers[arc.Offer].Course] = true
	}
	v.funnel.courses = len(courses)
	c.model.Asks = append(c.model.Asks, ask)
}

// match is a choice that names an offering by its course and center.
type match struct{ offer, choice int32 }

// matched returns the matches of a request by offering, then choice.
func (c *compiler) matched(r *Request) []match {
	var list []match
	for k := range r.Choices {
		choice := &r.Choices[k]
		for _, course := range c.coursesOf(choice) {
			for _, o := range c.byCourse[course] {
				if choice.Center == "" || c.supply.Offerings[o].Center == choice.Center {
					list = append(list, match{o, int32(k)})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.offer, b.offer), cmp.Compare(a.choice, b.choice))
	})
	return list
}

// theme is what a choice states of a course.
type theme struct {
	course     curriculum.CourseID
	tier       curriculum.Tier
	major      curriculum.MajorID
	occupation curriculum.OccupationID
}

func (x *Choice) theme() theme { return theme{x.Course, x.Tier, x.Major, x.Occupation} }

// offered names the offerings that a choice names.
type offered struct {
	theme
	center capacity.CenterID // empty for any
}

// offeringsOf counts the offerings that a choice names.
func (c *compiler) offeringsOf(x *Choice) int64 {
	key := offered{x.theme(), x.Center}
	n, ok := c.offered[key]
	if !ok {
		for _, course := range c.coursesOf(x) {
			for _, o := range c.byCourse[course] {
				if x.Center == "" || c.supply.Offerings[o].Center == x.Center {
					n++
				}
			}
		}
		c.offered[key] = n
	}
	return n
}

// coursesOf returns the courses that fulfil a choice.
func (c *compiler) coursesOf(x *Choice) []int32 {
	key := x.theme()
	list, ok := c.themes[key]
	if !ok {
		for i := range c.courses {
			course := &c.courses[i]
			if (x.Course == "" || x.Course == course.ID) && (x.Tier == 0 || x.Tier == course.Tier) &&
				(x.Major == "" || x.Major == course.Major) &&
				(x.Occupation == "" || slices.Contains(course.Occupations, x.Occupation)) {
				list = append(list, int32(i))
			}
		}
		c.themes[key] = list
	}
	return list
}

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
	f.cut(rule.Seats, set, func() { emptyIf(set, v.Size() > o.Seats) })
	f.cut(rule.Minimum, set, func() {
		alone := min(v.Share, o.Share) == uint8(capacity.ShareNobody)
		emptyIf(set, alone && v.Size() < o.Minimum)
	})
	f.cut(rule.Staff, set, func() {
		intersect(set, c.model.Sets[c.open(offer, v.cohort.Grade, o.Need(v.Size()))])
	})
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
	for _, m := range matches {
		own := search.Set{Base: set.Base, Words: slices.Clone(set.Words)}
		intersect(own, c.statedSlots(v, m.choice, calendar))
		if own.Len() == 0 {
			continue
		}
		subtract(set, own)
		v.Arcs = append(v.Arcs, search.Arc{
			Offer: offer, Choice: m.choice, Set: c.intern(own), Uses: uses,
			Value: c.worth(v, m.choice, trip),
		})
	}
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
		if verdict := c.p.catalog.Eligible(*v.cohort, c.courses[course].ID); !verdict.Eligible() {
			by = verdict.Reasons[0].Rule
		}
		v.eligible[course] = by
	}
	return by
}

// statedSlots returns the slots of a calendar that a choice and its request state.
func (c *compiler) statedSlots(v *visitor, choice int32, calendar capacity.CalendarID) search.Set {
	key := stated{choice, calendar}
	if s, ok := v.stated[key]; ok {
		return s
	}
	times := v.request.Times
	if choice >= 0 {
		times = v.request.Choices[choice].Times
	}
	s := c.slotsWhere(c.calendar[calendar], func(t capacity.Slot) bool { return len(times) == 0 || times.Cover(t) })
	if choice >= 0 {
		intersect(s, c.statedSlots(v, -1, calendar))
	}
	v.stated[key] = s
	return s
}

// cutByRows removes the slots in which a visit alone exceeds a row of a rule.
func (c *compiler) cutByRows(v *visitor, uses int32, by rule.Rule, set search.Set) {
	for _, u := range c.model.Uses[uses] {
		row := u.Row
		switch u.Kind {
		case search.AtSlot, search.Overlap:
			row += set.Base
		}
		if c.rows.rule[row] != by || v.Amounts[u.Of]*u.Factor <= c.model.Rows[row] {
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

// worth is what a visit earns, the bonus for a first one and sessions aside.
func (c *compiler) worth(v *visitor, choice int32, trip int) int64 {
	w := &c.demand.Weights
	size, weight := int64(v.Size()), int64(cmp.Or(v.request.Weight, 1))
	return size*weight*(w.Base+w.rank(int(choice))) - size*w.Travel*int64(min(trip, w.TravelMost))
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
