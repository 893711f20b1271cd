package matching

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// setGoals gives a visitor the goals of its program, or the one of its visits.
func (c *compiler) setGoals(v *visitor) {
	if v.request.Program == "" {
		v.Goals = []search.Goal{{Target: int32(cmp.Or(v.request.Visits, 1))}}
		v.One = v.Goals[0].Target == 1
		return
	}
	program := c.programOf(v.request)
	v.program = program
	for _, x := range program.Components {
		v.Goals = append(v.Goals, search.Goal{Target: clamp(x.Visits + int(x.Hours))}) // one of the two is 0
	}
	v.Apart, v.AtCenter = clamp(program.DaysApart), clamp(program.MostAtCenter)
	v.Distinct = uint8(program.Distinct >> 1)
	v.Ordered, v.Whole = program.Ordered, program.Whole
}

// programOf returns a request's program in place.
func (c *compiler) programOf(r *Request) *Program { return &c.demand.Programs[c.p.programs[r.Program]] }

// goalsOf returns the goals toward which an offering counts, until the next call.
func (c *compiler) goalsOf(v *visitor, offer int32) []int32 {
	goals := c.scratch.goals[:0]
	for g := range v.Goals {
		if v.program == nil || c.takes(&v.program.Components[g], offer) {
			goals = append(goals, int32(g))
		}
	}
	c.scratch.goals = goals
	return goals
}

// takes reports whether an offering fulfils what a component states.
func (c *compiler) takes(x *Component, offer int32) bool {
	o := &c.supply.Offerings[offer]
	course := &c.courses[c.model.Offers[offer].Course]
	return (x.Tier == 0 || x.Tier == course.Tier) &&
		(len(x.Courses) == 0 || slices.Contains(x.Courses, course.ID)) &&
		(len(x.Majors) == 0 || slices.Contains(x.Majors, course.Major)) &&
		(len(x.Occupations) == 0 || slices.ContainsFunc(course.Occupations, func(id curriculum.OccupationID) bool {
			return slices.Contains(x.Occupations, id)
		})) &&
		(len(x.Tags) == 0 || slices.ContainsFunc(course.Tags, func(tag string) bool { return slices.Contains(x.Tags, tag) })) &&
		(len(x.Centers) == 0 || slices.Contains(x.Centers, o.Center))
}

// cutByProgram removes everything when no component takes an offering, and
// slots without hours when all that take it count them.
func (c *compiler) cutByProgram(v *visitor, offer int32, goals []int32, set search.Set) {
	emptyIf(set, len(goals) == 0)
	if !slices.ContainsFunc(goals, func(g int32) bool { return !c.bySlot(v, offer, g) }) {
		intersect(set, c.timed[c.calendar[c.model.Offers[offer].Center]])
	}
}

// bySlot reports whether a visit counts toward a goal for the hours of its slot.
func (c *compiler) bySlot(v *visitor, offer, goal int32) bool {
	return v.program != nil && v.program.Components[goal].Hours > 0 && c.courses[c.model.Offers[offer].Course].Hours == 0
}

// countStays sets the most stays that a visitor's goals can take, and gives up
// a program that must be whole where a component has nothing.
func (c *compiler) countStays(v *visitor) {
	least, perGoal := make([]int32, len(v.Goals)), make([]int, len(v.Goals))
	for g := range v.Goals {
		c.scratch.goal++
		for k := range v.Arcs {
			arc := &v.Arcs[k]
			if arc.Goal != int32(g) {
				continue
			}
			if seen := &c.scratch.seen[c.model.Offers[arc.Offer].Course]; *seen != c.scratch.goal {
				*seen = c.scratch.goal
				perGoal[g]++
			}
			if n := c.leastOf(arc); least[g] == 0 || n < least[g] {
				least[g] = n
			}
		}
	}
	for g, goal := range v.Goals {
		if least[g] == 0 {
			if v.Whole {
				v.Arcs = nil
			}
			continue
		}
		stays := (goal.Target + least[g] - 1) / least[g]
		v.Stays += stays
		if v.Parts == 1 {
			stays = min(stays, int32(perGoal[g]))
		}
		v.funnel.stays += int(stays)
	}
	if len(v.Arcs) == 0 {
		f := v.funnel
		left := f.options
		for _, n := range f.cuts {
			left -= n
		}
		f.cuts[rule.Program] += left
		v.Stays, f.stays = 0, 0
	}
}

// leastOf is the least that a stay on an arc counts.
func (c *compiler) leastOf(arc *search.Arc) int32 {
	if arc.Amount > 0 {
		return arc.Amount
	}
	least := int32(math.MaxInt32)
	c.model.Sets[arc.Set].Each(func(slot int32) { least = min(least, c.model.Slots[slot].Amount) })
	return least
}

// missing counts the visits that a request lacks when it has some stays.
func (c *compiler) missing(request int32, sum []int32) int {
	r := &c.demand.Requests[request]
	if r.Program == "" {
		return cmp.Or(r.Visits, 1) - int(sum[0])
	}
	program := c.programOf(r)
	total := 0
	for g := range program.Components {
		x := &program.Components[g]
		lack := max(0, x.Visits+int(x.Hours)-int(sum[g]))
		most := 1
		if x.Hours > 0 {
			most = c.mostHoursOf(r.Program, g, x)
		}
		total += (lack + most - 1) / most
	}
	return total
}

// componentKey names a component of a program.
type componentKey struct {
	program ProgramID
	index   int
}

// mostHoursOf is the most that a visit of a component counts for at any
// offering, or all its hours where none fits.
func (c *compiler) mostHoursOf(program ProgramID, index int, x *Component) int {
	key := componentKey{program, index}
	most, ok := c.mostHours[key]
	if !ok {
		most = cmp.Or(c.longest(x), int(x.Hours))
		c.mostHours[key] = most
	}
	return most
}

// longest is the most hours of a visit of a component, 0 where no offering fits.
func (c *compiler) longest(x *Component) int {
	most := 0
	for i := range c.supply.Offerings {
		if !c.takes(x, int32(i)) {
			continue
		}
		o := &c.model.Offers[i]
		hours := int(c.courses[o.Course].Hours)
		if hours == 0 {
			for slot := o.Base; slot < o.Base+o.Len; slot++ {
				hours = max(hours, int(c.slots[slot].Hours))
			}
		}
		most = max(most, hours)
	}
	return most
}
