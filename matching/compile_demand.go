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
	stays   int // most visits that what is left could make up, alone in the district
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
	program  *Program // nil without one
	cohort   *curriculum.Cohort
	school   *School
	schoolAt int32
	sizes    []int                 // pupils that a part can have, ascending
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
	asked := c.p.catalog.Framework().AdultsFor(cohort.Grade, cohort.Size)
	ask := search.Ask{
		Cohort: k, School: at, Stage: int32(cohort.Grade.Stage()),
		Parts:  int32(min(max(1, request.Parts), cohort.Size)),
		Share:  uint8(cmp.Or(request.Share, capacity.ShareNobody)),
		Pupils: int64(cohort.Size), Adults: int64(cmp.Or(request.Adults, asked)),
		Bonus: int64(cohort.Size) * int64(cmp.Or(request.Weight, 1)) * c.demand.Weights.First,
	}
	v := &visitor{
		Ask: &ask, request: request, cohort: cohort, school: &c.demand.Schools[at], schoolAt: at,
		sizes: partSizes(cohort.Size, int(ask.Parts)), stated: map[stated]search.Set{}, eligible: map[int32]rule.Rule{},
		pins: c.pins[request.ID], funnel: &c.funnels[r],
	}
	for _, f := range c.supply.Fleets {
		if f.ID == v.school.Fleet {
			ask.Buses = (ask.Pupils + ask.Adults + int64(f.Seats) - 1) / int64(f.Seats)
		}
	}
	c.setGoals(v)
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
	c.countStays(v)
	c.model.Asks = append(c.model.Asks, ask)
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

// matched returns the matches of a request by offering, then choice.
func (c *compiler) matched(r *Request) []match {
	var list []match
	choices := r.Choices
	if len(choices) == 0 {
		choices = []Choice{{}} // whatever the program takes
	}
	for k := range choices {
		choice := &choices[k]
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
