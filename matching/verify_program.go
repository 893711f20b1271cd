package matching

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkProgram checks R11: the visits of a request with a program fulfil what
// their components state, are no more than these need, and are together what
// the program asks.
func (c *checker) checkProgram() {
	for visits := range c.byRequest() {
		program := c.program(visits[0].request)
		if program == nil {
			continue
		}
		visits = slices.Clone(visits)
		slices.SortStableFunc(visits, func(a, b *checkedVisit) int {
			return cmp.Or(
				cmp.Compare(a.slot.Begin(), b.slot.Begin()),
				cmp.Compare(b.component(), a.component())) // so that beginning together is out of order
		})
		for _, v := range visits {
			c.checkComponent(program, v)
		}
		for i := range program.Components {
			c.checkNeed(program, i, visits)
		}
		c.checkDistinct(program, visits)
		c.checkCenters(program, visits)
		dated := slices.DeleteFunc(slices.Clone(visits), func(v *checkedVisit) bool { return !v.dated })
		c.checkDates(program, dated)
		if program.Whole {
			c.checkWhole(program, visits)
		}
	}
}

// byRequest yields the visits of each request that has any, by request.
func (c *checker) byRequest() iter.Seq[[]*checkedVisit] {
	return func(yield func([]*checkedVisit) bool) {
		for from := 0; from < len(c.visits); {
			to := from
			for to < len(c.visits) && c.visits[to].request == c.visits[from].request {
				to++
			}
			if !yield(c.visits[from:to]) {
				return
			}
			from = to
		}
	}
}

// component returns the index of the component that the visit counts for: that
// of its part 0.
func (v *checkedVisit) component() int { return v.first().component }

// hours returns what the visit counts for toward a component by hours, as its
// part 0 says; 0 when only its slot could say and is unknown.
func (v *checkedVisit) hours() int64 { return v.first().hours(v) }

// hours returns what a visit would count for by one of its parts.
func (x *checkedPart) hours(v *checkedVisit) int64 {
	return firstStated(int64(x.offering.course.Hours), int64(v.slot.Hours))
}

// checkComponent checks that every part of a visit fulfils what the visit's
// component states.
func (c *checker) checkComponent(program *Program, v *checkedVisit) {
	if n := len(program.Components); v.component() < 0 || v.component() >= n {
		c.breach(rule.Program, v.first(), "", fmt.Sprintf("a component from 0 to %d", n-1), fmt.Sprint(v.component()))
		return
	}
	component := &program.Components[v.component()]
	where := fmt.Sprintf("component %d", v.component())
	for _, x := range v.parts {
		if x.component != v.component() {
			c.breach(rule.Program, x, "", fmt.Sprintf("component %d as of part 0", v.component()), fmt.Sprint(x.component))
		}
		for _, lack := range component.unmet(x.offering) {
			c.breach(rule.Program, x, where, fmt.Sprintf("%s %q", lack.want, lack.stated), fmt.Sprintf("%q", lack.have))
		}
	}
}

// unmet is a condition that something does not fulfil.
type unmet struct {
	want         string
	stated, have any // strings, or lists of them
}

// unmet returns what the component states and the offering does not fulfil.
func (x *Component) unmet(o *checkedOffering) []unmet {
	var all []unmet
	lack := func(want string, stated, have any) {
		all = append(all, unmet{want, stated, have})
	}
	course := o.course
	if x.Tier != 0 && course.Tier != x.Tier {
		lack("tier", x.Tier.String(), course.Tier.String())
	}
	if !named(x.Courses, course.ID) {
		lack("one of the courses", x.Courses, course.ID)
	}
	if !named(x.Majors, course.Major) {
		lack("one of the majors", x.Majors, course.Major)
	}
	if len(x.Occupations) > 0 && !meet(x.Occupations, course.Occupations) {
		lack("one of the occupations", x.Occupations, course.Occupations)
	}
	if len(x.Tags) > 0 && !meet(x.Tags, course.Tags) {
		lack("one of the tags", x.Tags, course.Tags)
	}
	if !named(x.Centers, o.center.ID) {
		lack("one of the centers", x.Centers, o.center.ID)
	}
	return all
}

// meet reports whether two lists have an element in common.
func meet[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// checkNeed checks that a component has no more visits than it needs.
func (c *checker) checkNeed(program *Program, i int, visits []*checkedVisit) {
	component, where := &program.Components[i], fmt.Sprintf("component %d", i)
	count, sum, least := 0, int64(0), int64(0)
	for _, v := range visits {
		if v.component() != i {
			continue
		}
		count++
		if component.Hours == 0 {
			if count > component.Visits {
				c.breach(rule.Program, v.first(), where, fmt.Sprintf("at most %d visits", component.Visits), fmt.Sprint(count))
			}
			continue
		}
		for _, x := range v.parts {
			if hours := x.hours(v); hours < 1 && v.dated {
				c.breach(rule.Program, x, where, "a visit of at least one class hour", fmt.Sprint(hours))
			}
		}
		hours := v.hours()
		if hours < 1 {
			continue
		}
		sum = cappedSum(sum, hours)
		if least == 0 || hours < least {
			least = hours
		}
		if rest := sum - least; rest >= int64(component.Hours) {
			c.breach(rule.Program, v.first(), where, fmt.Sprintf("less than %d class hours without the shortest visit", component.Hours), fmt.Sprint(rest))
		}
	}
}

// checkDistinct checks that no two visits have a trait in common that the
// program wants distinct. Each is held against all before it at once.
func (c *checker) checkDistinct(program *Program, visits []*checkedVisit) {
	if program.Distinct == 0 {
		return
	}
	majors := map[curriculum.MajorID]bool{}
	occupations := map[curriculum.OccupationID]bool{}
	centers := map[capacity.CenterID]bool{}
	for _, v := range visits {
		for _, x := range v.parts {
			course, center := x.offering.course, x.offering.center
			if program.Distinct.Has(TraitMajor) && majors[course.Major] {
				c.breach(rule.Program, x, "", "a major that no other visit has", fmt.Sprintf("%q again", course.Major))
			}
			for _, id := range course.Occupations {
				if program.Distinct.Has(TraitOccupation) && occupations[id] {
					c.breach(rule.Program, x, "", "occupations that no other visit has", fmt.Sprintf("%q again", id))
				}
			}
			if program.Distinct.Has(TraitCenter) && centers[center.ID] {
				c.breach(rule.Program, x, "", "a center that no other visit has", fmt.Sprintf("%q again", center.ID))
			}
		}
		for _, x := range v.parts {
			if x.offering.course.Major != "" {
				majors[x.offering.course.Major] = true
			}
			for _, id := range x.offering.course.Occupations {
				occupations[id] = true
			}
			centers[x.offering.center.ID] = true
		}
	}
}

// checkCenters checks that no center has too many of the visits.
func (c *checker) checkCenters(program *Program, visits []*checkedVisit) {
	at := map[capacity.CenterID]int{}
	for _, v := range visits {
		id := v.first().session.center.ID
		if at[id]++; program.MostAtCenter != 0 && at[id] > program.MostAtCenter {
			c.breach(rule.Program, v.first(), "", fmt.Sprintf("at most %d visits at center %q", program.MostAtCenter, id), fmt.Sprint(at[id]))
		}
	}
}

// checkDates checks the spacing and the order of visits, which come by start.
func (c *checker) checkDates(program *Program, visits []*checkedVisit) {
	furthest := -1 // last component among the visits before
	for i, v := range visits {
		if i > 0 {
			before := visits[i-1]
			if days := int(v.slot.Date - before.slot.Date); days < program.DaysApart {
				c.breach(rule.Program, v.first(), "", fmt.Sprintf("%d days after the visit on %s", program.DaysApart, before.slot.Date), fmt.Sprint(days))
			}
		}
		if !program.Ordered {
			continue
		}
		if v.component() < furthest {
			c.breach(rule.Program, v.first(), "", fmt.Sprintf("component %d before the components after it", v.component()), "one of those before or with it")
		}
		furthest = max(furthest, v.component())
	}
}

// checkWhole checks that every component is complete.
func (c *checker) checkWhole(program *Program, visits []*checkedVisit) {
	for i, lack := range c.lacks(program, visits) {
		if lack > 0 {
			c.breach(rule.Program, visits[0].first(), fmt.Sprintf("component %d", i), "all of the program or nothing", fmt.Sprintf("%d lacking", lack))
		}
	}
}
