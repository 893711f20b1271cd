package district

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// delivered is a course that comes to the schools from a center.
type delivered struct {
	course curriculum.CourseID
	center int
	reach  int // meters; of a team
}

// rural reports whether the district has rural schools to carry courses to.
func (b *builder) rural() bool {
	for _, a := range b.profile.Areas {
		if a.Rural {
			return true
		}
	}
	return false
}

// comeToSchools lets centers carry courses to rural schools by teams, and the
// first that can lead virtual simulations. Where seats are short they do so on
// few half-days.
func (b *builder) comeToSchools(visitors int) {
	d := newDice(b.profile.Seed, streamCarried)
	for i, s := range b.profile.Sites {
		if s.Kind == capacity.SchoolCenter && s.Instructors > 0 {
			if b.rural() {
				b.team(d, i, visitors)
			}
			b.simulations(d, i, visitors)
		}
	}
}

// team adds the team of a center. It carries up to three of its majors.
func (b *builder) team(d *dice, site, visitors int) {
	center := b.capacity.Centers[site].ID
	t := capacity.Team{
		ID: capacity.TeamID(center + "-team"), Center: center, Reach: b.profile.Radius * 11 / 10, Sessions: d.between(1, 3),
	}
	b.capacity.Teams = append(b.capacity.Teams, t)
	times := drawWeek(d, 4).times(0, 0, morning, afternoon)
	if b.profile.Seats > 0 {
		times = b.visitorTimes(d, drawWeek(d, 4), b.fewOf(visitors))
	}
	for _, m := range b.profile.Sites[site].Majors[:min(3, len(b.profile.Sites[site].Majors))] {
		if _, ok := majorOf(m); !ok {
			continue
		}
		id := courseID(m, carried)
		b.capacity.Offerings = append(b.capacity.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-%s", t.ID, id)), Center: center, Course: id, Team: t.ID, Seats: 50, Times: times.Clone(),
		})
		b.carried = append(b.carried, delivered{id, site, t.Reach})
	}
}

// simulations adds a center's courses by virtual simulation, which have
// instructors but no limit of seats, until the district has three.
func (b *builder) simulations(d *dice, site, visitors int) {
	center := b.capacity.Centers[site].ID
	for _, id := range b.profile.Sites[site].Majors {
		m, ok := majorOf(id)
		if !ok || !m.simulated() || len(b.virtual) == 3 {
			continue
		}
		times := drawWeek(d, 3).times(0, 0, morning, afternoon)
		if b.profile.Seats > 0 {
			times = b.visitorTimes(d, drawWeek(d, 3), b.fewOf(visitors))
		}
		course := courseID(id, virtual)
		b.capacity.Offerings = append(b.capacity.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-%s", center, course)), Center: center, Course: course, Times: times,
		})
		b.virtual = append(b.virtual, delivered{course: course, center: site})
	}
}

// fewOf returns how many of the half-days open to visitors a team or a
// simulation gets: a fiftieth of all, shared by the school centers.
func (b *builder) fewOf(visitors int) int {
	centers := 0
	for _, s := range b.profile.Sites {
		if s.Kind == capacity.SchoolCenter {
			centers++
		}
	}
	return max(1, visitors/50/centers)
}

// toSchool draws the request of a rural class for a team to come: two of its
// courses, and a virtual one where neither can be had.
func (m *market) toSchool(c *curriculum.Cohort, h home, times capacity.Times) (matching.Request, bool) {
	school := m.b.schoolIndex(c.School)
	at := m.b.requests.Schools[school].At
	var reached []delivered
	for _, x := range m.b.carried {
		if capacity.Meters(m.b.capacity.Centers[x.center].At, at) <= x.reach && m.courses[x.course].Grades.Has(c.Grade) {
			reached = append(reached, x)
		}
	}
	if len(reached) == 0 {
		return matching.Request{}, false
	}
	r := matching.Request{Cohort: c.ID, Times: times.Clone(), Weight: h.need(), Share: capacity.ShareSchool}
	for range 2 {
		x := pick(m.d, reached)
		choice := matching.Choice{Course: x.course, Center: m.b.capacity.Centers[x.center].ID}
		if len(r.Choices) == 0 || choice.Course != r.Choices[0].Course {
			r.Choices = append(r.Choices, choice)
		}
	}
	if v, ok := m.simulation(c); ok {
		r.Choices = append(r.Choices, v.Choices[0])
	}
	return r, true
}

// simulation draws a class's request for a course by virtual simulation.
func (m *market) simulation(c *curriculum.Cohort) (matching.Request, bool) {
	if len(m.b.virtual) == 0 {
		return matching.Request{}, false
	}
	x := pick(m.d, m.b.virtual)
	if !m.courses[x.course].Grades.Has(c.Grade) {
		return matching.Request{}, false
	}
	return matching.Request{Cohort: c.ID, Share: capacity.ShareAnyone, Choices: []matching.Choice{{Course: x.course}}}, true
}
