package district

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// wish is what a choice is made of: a course at a center.
type wish struct {
	course *curriculum.Course
	center int
}

// market is what schools choose from, with the weights of Zipf's law.
type market struct {
	b       *builder
	d       *dice
	courses map[curriculum.CourseID]*curriculum.Course
	shelves map[shelfKey]shelf
}

type shelfKey struct {
	center int
	grade  curriculum.Grade // 0 for all grades
}

// shelf is what a center has for a grade.
type shelf struct {
	courses []*curriculum.Course
	chance  []int // cumulative
}

// claim is a request with what decides when it arrives.
type claim struct {
	arrival int
	request matching.Request
}

// demand draws the requests: one for each class, and a second for some that
// needs no travel. Their ids follow the order in which they arrive; schools at
// the seat are quicker than rural ones.
func (b *builder) demand() {
	d := newDice(b.profile.Seed, streamDemand)
	m := &market{b: b, d: d, courses: map[curriculum.CourseID]*curriculum.Course{}, shelves: map[shelfKey]shelf{}}
	for i := range b.curriculum.Courses {
		c := &b.curriculum.Courses[i]
		m.courses[c.ID] = c
	}
	b.requests.AsOf = capacity.At(capacity.DateOf(2026, time.August, 20), 18*60)
	b.requests.NoticeDays = 14
	var claims []claim
	for s, h := range b.homes {
		quick := d.below(1000)
		if h.rural {
			quick += 300
		}
		near := b.near(s)
		visits := b.visitingTimes(d)
		for _, c := range h.cohorts {
			for _, r := range m.requests(c, h, near, visits) {
				claims = append(claims, claim{quick + d.below(200), r})
			}
		}
	}
	slices.SortStableFunc(claims, func(x, y claim) int { return cmp.Compare(x.arrival, y.arrival) })
	digits := len(fmt.Sprint(len(claims)))
	for i, c := range claims {
		c.request.ID = matching.RequestID(fmt.Sprintf("r%0*d", digits, i+1))
		b.requests.Requests = append(b.requests.Requests, c.request)
	}
}

// requests draws what a class asks for: a program, or that a team comes, or a
// visit on site; and for some besides, a course that needs no travel.
func (m *market) requests(index int, h home, near []int, visits [2]capacity.Times) []matching.Request {
	d, cohort := m.d, &m.b.requests.Cohorts[index]
	var list []matching.Request
	if near != nil {
		list = append(list, m.attending(index, h, near, visits))
	}
	if r, ok := m.online(cohort); ok && d.percent(4) {
		list = append(list, r)
	}
	if r, ok := m.simulation(cohort); ok && d.percent(5) {
		list = append(list, r)
	}
	return list
}

// attending draws a class's main request.
func (m *market) attending(index int, h home, near []int, visits [2]capacity.Times) matching.Request {
	cohort, times := &m.b.requests.Cohorts[index], pick(m.d, visits[:])
	if cohort.Size >= largeGroup {
		return m.onSite(cohort, h, near, times)
	}
	if program := m.programFor(cohort); program != "" {
		return m.inProgram(cohort, program, h, near, times)
	}
	if h.rural && m.d.percent(20) {
		if r, ok := m.toSchool(cohort, h, times); ok {
			return r
		}
	}
	return m.onSite(cohort, h, near, times)
}

// largeGroup is the size from which a group cannot be seated whole in a usual
// room.
const largeGroup = 60

// near weighs the centers for a school: those that offer much and lie close
// attract it. It is nil when there is none to travel to.
func (b *builder) near(school int) []int {
	weights := make([]int, len(b.menus))
	sum := 0
	for i, menu := range b.menus {
		if !menu.online {
			minutes := b.trip(school, i)
			weights[i] = menu.weight * 100 / (minutes + 5)
			sum += weights[i]
		}
	}
	if sum == 0 {
		return nil
	}
	return cumulate(weights)
}

func (b *builder) trip(school, center int) int {
	return b.capacity.Travel.Minutes(b.requests.Schools[school].At, b.capacity.Centers[center].At)
}

// visitingTimes draws two versions of when a school can come; its classes take
// one or the other, so that some can come together.
func (b *builder) visitingTimes(d *dice) [2]capacity.Times {
	var versions [2]capacity.Times
	for i := range versions {
		w := capacity.When{}
		days := d.between(1, 3)
		if b.profile.Flexible {
			if d.percent(50) {
				continue // any time
			}
			days = 4
		} else {
			if d.percent(10) {
				continue
			}
			if d.percent(50) {
				w.Hours = []capacity.ClockSpan{pick(d, []capacity.ClockSpan{morning, afternoon})}
			}
			length := d.between(6, 12)
			first := d.below(b.term.weeks - length + 1)
			w.From = max(b.term.from, b.term.monday(first))
			w.To = min(b.term.to, b.term.monday(first+length)-1)
		}
		order := []int{0, 1, 2, 3, 4}
		shuffle(d, order)
		w.Days = weekdays(order[:days]...)
		versions[i] = capacity.Times{w}
	}
	return versions
}

// onSite draws the request of a class, and the part of its record that the
// request touches.
func (m *market) onSite(cohort *curriculum.Cohort, h home, near []int, times capacity.Times) matching.Request {
	d := m.d
	if d.percent(8) {
		m.complete(cohort, near)
	}
	wishes := m.wishes(cohort, near)
	m.prepare(cohort, wishes)
	r := matching.Request{Cohort: cohort.ID, Times: times.Clone(), Weight: h.need()}
	for i, w := range wishes {
		r.Choices = append(r.Choices, m.choice(w, i == 0))
		if w.course.ID == rotation {
			r.Share = capacity.ShareSchool
		}
	}
	if d.percent(8) {
		r.Visits = 2
	}
	if h.small {
		r.Share = pick(d, []capacity.Sharing{capacity.ShareStage, capacity.ShareAnyone})
	}
	if r.Share == 0 && d.percent(15) {
		r.Share = capacity.ShareSchool
	}
	switch {
	case cohort.Size >= largeGroup: // whose parts may do different things
		first := wishes[0]
		r.Choices = append(r.Choices, matching.Choice{Tier: first.course.Tier, Center: m.b.capacity.Centers[first.center].ID})
		r.Parts = d.between((cohort.Size+44)/45, 4)
	case !h.small && d.percent(3):
		r.Parts = 2
	}
	if d.percent(5) {
		r.Adults = m.b.curriculum.Framework.AdultsFor(cohort.Grade, cohort.Size) + 1
	} else if d.below(300) == 0 {
		r.Adults = 1 // too few for a class
	}
	if len(wishes) > 0 && d.percent(30) {
		trip := m.b.trip(m.b.schoolIndex(cohort.School), wishes[0].center)
		r.MaxTravel = max(40, (trip+14)/5*5)
		if d.percent(3) {
			r.MaxTravel = 15 // too near for most
		}
	}
	return r
}

func (b *builder) schoolIndex(id curriculum.SchoolID) int {
	i, _ := slices.BinarySearchFunc(b.requests.Schools, id, func(s matching.School, id curriculum.SchoolID) int {
		return cmp.Compare(s.ID, id)
	})
	return i
}

// wishes draws up to three different wishes. Some ask in error for what the
// class may not take.
func (m *market) wishes(c *curriculum.Cohort, near []int) []wish {
	var wishes []wish
	for range 60 {
		if len(wishes) == 3 {
			break
		}
		center := m.d.weighted(near)
		grade, careless := c.Grade, m.d.percent(2)
		if careless {
			grade = 0
		}
		s := m.shelf(center, grade)
		if len(s.courses) == 0 {
			continue
		}
		w := wish{s.courses[m.d.weighted(s.chance)], center}
		closed := slices.Contains(c.Completed, w.course.ID) || w.course.Tier == curriculum.Exploration && len(c.Intents) == 0
		if !slices.Contains(wishes, w) && (careless || !closed) {
			wishes = append(wishes, w)
		}
	}
	if len(wishes) == 0 { // nothing here is for this grade: the school asks all the same
		center := m.d.weighted(near)
		wishes = append(wishes, wish{m.shelf(center, 0).courses[0], center})
	}
	return wishes
}

// shelf returns what a center has for a grade, or for any when grade is 0.
func (m *market) shelf(center int, grade curriculum.Grade) shelf {
	key := shelfKey{center, grade}
	s, ok := m.shelves[key]
	if ok {
		return s
	}
	var weights []int
	for _, id := range m.b.menus[center].courses {
		if c := m.courses[id]; grade == 0 || c.Grades.Has(grade) {
			s.courses = append(s.courses, c)
			weights = append(weights, m.b.popularity[id])
		}
	}
	s.chance = cumulate(weights)
	m.shelves[key] = s
	return s
}

// complete adds to a class's record a course that it has done before.
func (m *market) complete(c *curriculum.Cohort, near []int) {
	s := m.shelf(m.d.weighted(near), c.Grade)
	if len(s.courses) == 0 {
		return
	}
	done := pick(m.d, s.courses)
	if done.Tier != curriculum.Exploration {
		c.Completed = append(c.Completed, done.ID)
	}
}

// prepare gives nearly every class the briefings and courses that its wishes
// ask for.
func (m *market) prepare(c *curriculum.Cohort, wishes []wish) {
	for _, w := range wishes {
		for _, o := range w.course.Orientation {
			if !slices.Contains(c.Oriented, o) && m.d.percent(96) {
				c.Oriented = append(c.Oriented, o)
			}
		}
		for _, before := range w.course.Prerequisites {
			wanted := slices.ContainsFunc(wishes, func(w wish) bool { return w.course.ID == before })
			if !wanted && !slices.Contains(c.Completed, before) && m.d.percent(90) {
				c.Completed = append(c.Completed, before)
			}
		}
	}
	slices.Sort(c.Completed)
}

// choice words a wish: mostly a course at a center, sometimes the course
// anywhere, its major, one of its occupations, or just its tier at the center.
func (m *market) choice(w wish, first bool) matching.Choice {
	center := m.b.capacity.Centers[w.center].ID
	c := matching.Choice{Course: w.course.ID, Center: center}
	n := m.d.below(100)
	if w.course.Major == "" {
		n = 0
	}
	switch {
	case n < 70:
	case n < 85:
		c.Center = ""
	case n < 91:
		c = matching.Choice{Major: w.course.Major, Tier: w.course.Tier, Center: center}
	case n < 94:
		c = matching.Choice{Major: w.course.Major}
	case n < 97:
		c = matching.Choice{Occupation: w.course.Occupations[0]}
	default:
		c = matching.Choice{Tier: w.course.Tier, Center: center}
	}
	if first && m.d.percent(5) {
		c.Times = capacity.Times{{Hours: []capacity.ClockSpan{pick(m.d, []capacity.ClockSpan{morning, afternoon})}}}
	}
	return c
}

// online draws a class's request for a course that needs no travel.
func (m *market) online(c *curriculum.Cohort) (matching.Request, bool) {
	for i, menu := range m.b.menus {
		s := m.shelf(i, c.Grade)
		if !menu.online || len(s.courses) == 0 {
			continue
		}
		r := matching.Request{Cohort: c.ID, Share: capacity.ShareAnyone}
		for range min(2, len(s.courses)) {
			choice := matching.Choice{Course: s.courses[m.d.weighted(s.chance)].ID}
			if len(r.Choices) == 0 || r.Choices[0].Course != choice.Course {
				r.Choices = append(r.Choices, choice)
			}
		}
		return r, true
	}
	return matching.Request{}, false
}
