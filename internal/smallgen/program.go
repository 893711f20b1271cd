package smallgen

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// program has one to three components and mostly one more condition or two.
func (d draw) program(courses curriculum.Spec, network capacity.Spec, i int) matching.Program {
	g := matching.Program{ID: matching.ProgramID(fmt.Sprintf("g%d", i))}
	for range d.between(1, 3) {
		g.Components = append(g.Components, d.component(courses, network))
	}
	if d.once(3) {
		g.Distinct = pick(d, matching.Traits(matching.TraitMajor), matching.Traits(matching.TraitCenter),
			matching.Traits(matching.TraitOccupation), matching.Traits(matching.TraitMajor, matching.TraitOccupation, matching.TraitCenter))
	}
	if d.once(4) {
		g.MostAtCenter = d.between(1, 2)
	}
	if d.once(4) {
		g.DaysApart = pick(d, 1, 3, 4)
	}
	g.Ordered = d.once(4)
	g.Whole = d.once(4)
	if g.Ordered && len(g.Components) == 2 { // a ladder
		g.Whole = true
		for i := range g.Components {
			g.Components[i].Visits, g.Components[i].Hours = 1, 0
		}
	}
	return g
}

// component is mostly one that some offering fulfils.
func (d draw) component(courses curriculum.Spec, network capacity.Spec) matching.Component {
	var c matching.Component
	if d.once(2) {
		c.Hours = pick[curriculum.ClassHours](d, 4, 2, 3, 6)
	} else {
		c.Visits = d.between(1, 2)
	}
	offering := network.Offerings[d.IntN(len(network.Offerings))]
	course := courseOf(courses, offering)
	switch d.IntN(9) { // below 3 anything will do
	case 3:
		c.Tier = course.Tier
	case 4:
		c.Courses = []curriculum.CourseID{course.ID}
		if other := courses.Courses[d.IntN(len(courses.Courses))].ID; other != course.ID {
			c.Courses = append(c.Courses, other)
		}
	case 5:
		c.Majors = []curriculum.MajorID{course.Major}
	case 6:
		c.Occupations = some(d, []curriculum.OccupationID{"w1", "w2"})
	case 7:
		c.Tags = some(d, []string{"craft", "culture"})
	case 8:
		c.Centers = []capacity.CenterID{offering.Center}
	}
	return c
}
