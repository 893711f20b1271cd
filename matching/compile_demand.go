package matching

import (
	"cmp"
	"context"
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
	stays   int   // most visits that what is left could make up, alone in the district
	most    int64 // most points of one of them, the first bonus aside
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
	c.model.Asks = make([]search.Ask, len(c.demand.Requests))
	c.barred = map[placeGrade][]search.Set{}
	c.trips = make([][]int32, len(c.demand.Schools))
	c.scratch.verdicts, c.scratch.seen = make([]uint8, len(c.courses)), make([]int32, len(c.courses))
	if c.demand.AsOf == 0 {
		return
	}
	earliest := c.demand.earliest()
	for _, slots := range c.calendars {
		c.notice = append(c.notice, c.slotsWhere(slots, func(t capacity.Slot) bool { return t.Begin() < earliest }))
	}
}

// earliest is when a new visit may start.
func (s *Spec) earliest() capacity.Moment {
	return s.AsOf + capacity.Moment(s.NoticeDays)*capacity.Moment(capacity.Midnight)
}

// placeGrade names the visitors that closures of a school's own area tell apart.
type placeGrade struct {
	area  capacity.AreaID
	grade curriculum.Grade
}

// barredAt returns the sets of barred for the visitors of a place and grade.
func (c *compiler) barredAt(at placeGrade) []search.Set {
	if c.barred[at] == nil {
		c.barred[at] = make([]search.Set, len(c.calendars))
	}
	return c.barred[at]
}

// barredFor returns the slots in which closures keep a visitor from setting out.
func (c *compiler) barredFor(v *visitor, calendar int32) search.Set {
	s := &v.barred[calendar]
	if s.Words == nil {
		*s = newSet(c.calendars[calendar])
		for k := range c.supply.Closures {
			x := &c.supply.Closures[k]
			if (x.Grades == 0 || x.Grades.Has(v.cohort.Grade)) && c.inAreas(v.school.Area, x.Areas) {
				unite(*s, c.slotsWhere(c.calendars[calendar], x.Times.Touch))
			}
		}
	}
	return *s
}

// visitor is a request with all that its options are tested against.
type visitor struct {
	*search.Ask
	request  *Request
	program  *Program // nil without one
	cohort   *curriculum.Cohort
	school   *School
	schoolAt int32
	sizes    []int                   // pupils that a part can have, ascending
	stated   map[[2]int32]search.Set // by choice and calendar: slots that its times and the request's cover
	barred   []search.Set            // as the compiler's, for the school's area and the cohort's grade
	pins     []*Pin
	funnel   *funnel

	tooFewAdults bool
}

// addAsk makes the ask of a request from its options. When ctx ends, which does
// not matter with pins, it leaves an ask without arcs and returns false.
func (c *compiler) addAsk(ctx context.Context, r int32) bool {
	v := c.visitor(r)
	c.model.Asks[r] = *v.Ask
	c.funnels[r] = funnel{stays: int(c.staysOf(v.request)), most: v.Pupils * c.worth(v, 0, 0)}
	if len(v.pins) == 0 && ctx.Err() != nil {
		return false
	}
	v.funnel = &funnel{}
	v.Arcs = c.scratch.arcs[:0]
	clear(c.scratch.verdicts)
	matched := c.matched(v.request)
	for from := 0; from < len(matched); {
		if len(v.pins) == 0 && ctx.Err() != nil {
			return false
		}
		to := from
		for to < len(matched) && matched[to].offer == matched[from].offer {
			to++
		}
		c.addArcs(v, matched[from:to])
		from = to
	}
	c.scratch.arcs = v.Arcs
	v.Arcs = slices.Clone(v.Arcs)
	slices.SortStableFunc(v.Arcs, func(a, b search.Arc) int { return cmp.Compare(b.Value, a.Value) })
	c.countStays(v)
	if len(v.Arcs) > 0 {
		v.funnel.most = v.Arcs[0].Value * v.Pupils
		if v.Share == uint8(capacity.ShareNobody) {
			v.funnel.most -= c.model.Cost
		}
	}
	c.model.Asks[r], c.funnels[r] = *v.Ask, *v.funnel
	return true
}

// visitor reads a request.
func (c *compiler) visitor(r int32) *visitor {
	request := &c.demand.Requests[r]
	k := c.cohort[request.Cohort]
	cohort := &c.demand.Cohorts[k]
	at := c.school[cohort.School]
	asked := c.framework.AdultsFor(cohort.Grade, cohort.Size)
	ask := search.Ask{
		Cohort: k, School: at, Stage: int32(cohort.Grade.Stage()),
		Parts:  int32(min(max(1, request.Parts), cohort.Size)),
		Share:  uint8(cmp.Or(request.Share, capacity.ShareNobody)),
		Pupils: int64(cohort.Size), Adults: int64(cmp.Or(request.Adults, asked)),
		Bonus: int64(cohort.Size) * int64(cmp.Or(request.Weight, 1)) * c.demand.Weights.First,
	}
	v := &visitor{
		Ask: &ask, request: request, cohort: cohort, school: &c.demand.Schools[at], schoolAt: at,
		sizes: partSizes(cohort.Size, int(ask.Parts)), barred: c.barredAt(placeGrade{c.demand.Schools[at].Area, cohort.Grade}),
		pins: c.pins[request.ID], tooFewAdults: request.Adults > 0 && request.Adults < asked,
	}
	for _, f := range c.supply.Fleets {
		if f.ID == v.school.Fleet {
			ask.Buses = (ask.Pupils + ask.Adults + int64(f.Seats) - 1) / int64(f.Seats)
		}
	}
	c.setGoals(v)
	return v
}

// partSizes returns the numbers of pupils that a part of a cohort can have.
func partSizes(size, parts int) []int {
	var sizes []int
	for m := 1; m <= parts; m++ {
		sizes = append(sizes, size/m, (size+m-1)/m)
	}
	slices.Sort(sizes)
	return slices.Compact(sizes)
}

// match is a choice that names an offering by its course and center.
type match struct{ offer, choice int32 }

// matched returns the matches of a request by offering, then choice, until the
// next call.
func (c *compiler) matched(r *Request) []match {
	list := c.scratch.matches[:0]
	choices := r.Choices
	if len(choices) == 0 {
		choices = []Choice{{}} // whatever the program takes
	}
	for k := range choices {
		choice := &choices[k]
		center := c.center[choice.Center]
		for _, course := range c.coursesOf(choice) {
			for _, o := range c.byCourse[course] {
				if choice.Center == "" || c.model.Offers[o].Center == center {
					list = append(list, match{o, int32(k)})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.offer, b.offer), cmp.Compare(a.choice, b.choice))
	})
	c.scratch.matches = list
	return list
}

// topic is what a choice states of a course.
type topic struct {
	course     curriculum.CourseID
	theme      string
	tier       curriculum.Tier
	major      curriculum.MajorID
	occupation curriculum.OccupationID
}

func (x *Choice) topic() topic { return topic{x.Course, x.Theme, x.Tier, x.Major, x.Occupation} }

// offered names the offerings that a choice names.
type offered struct {
	topic
	center capacity.CenterID // empty for any
}

// offeringsOf counts the offerings that a choice names.
func (c *compiler) offeringsOf(x *Choice) int64 {
	key := offered{x.topic(), x.Center}
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
	key := x.topic()
	list, ok := c.topics[key]
	if !ok {
		for i := range c.courses {
			course := &c.courses[i]
			if (x.Course == "" || x.Course == course.ID) && (x.Theme == "" || x.Theme == course.Theme) &&
				(x.Tier == 0 || x.Tier == course.Tier) &&
				(x.Major == "" || x.Major == course.Major) &&
				(x.Occupation == "" || slices.Contains(course.Occupations, x.Occupation)) {
				list = append(list, int32(i))
			}
		}
		c.topics[key] = list
	}
	return list
}
