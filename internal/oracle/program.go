package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// components lists the indexes of the components that a visit with these parts
// could count for; 0 alone where no program or no R11 asks.
func (d *district) components(v *visitor, parts []*part) []int {
	if v.program == nil || d.off(rule.Program) {
		return []int{0}
	}
	var list []int
	for i, c := range v.program.Components {
		if !slices.ContainsFunc(parts, func(x *part) bool { return !fulfils(c, x.offer) }) {
			list = append(list, i)
		}
	}
	return list
}

// fulfils reports whether an offering is what a component states.
func fulfils(c matching.Component, o *offer) bool {
	return (c.Tier == 0 || c.Tier == o.course.Tier) &&
		anyOr(c.Courses, o.Course) && anyOr(c.Majors, o.course.Major) && anyOr(c.Centers, o.Center) &&
		(len(c.Occupations) == 0 || common(c.Occupations, o.course.Occupations)) &&
		(len(c.Tags) == 0 || common(c.Tags, o.course.Tags))
}

// common reports whether two lists have an element in common.
func common[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// program is R11 but for programs that must be whole.
func (d *district) program(visits []*visit) bool {
	for _, v := range visits {
		if v.program == nil {
			continue
		}
		own := of(visits, v.visitor)
		if !fits(v.program.Components[v.component], inComponent(own, v.component)) {
			return false
		}
		here := 0
		for _, u := range own {
			if u.center() == v.center() {
				here++
			}
		}
		if !keeps(here, v.program.MostAtCenter) {
			return false
		}
	}
	return pairs(visits, func(v, u *visit) bool {
		return v.visitor != u.visitor || v.program == nil ||
			distinct(v.program.Distinct, v, u) && apart(v.program.DaysApart, v, u) && (!v.program.Ordered || inOrder(v, u))
	})
}

// of lists the visits of one request.
func of(visits []*visit, r *visitor) []*visit {
	var own []*visit
	for _, v := range visits {
		if v.visitor == r {
			own = append(own, v)
		}
	}
	return own
}

// inComponent lists the visits that count for a component.
func inComponent(visits []*visit, component int) []*visit {
	var list []*visit
	for _, v := range visits {
		if v.component == component {
			list = append(list, v)
		}
	}
	return list
}

// fits reports whether a component needs all of its visits.
func fits(c matching.Component, visits []*visit) bool {
	if c.Hours == 0 {
		return len(visits) <= c.Visits
	}
	for _, v := range visits {
		for _, x := range v.parts {
			if x.offer.hours(v.slot) < 1 {
				return false
			}
		}
		// Enough without the shortest is enough without any one of them.
		if sumHours(visits)-v.hours() >= int(c.Hours) {
			return false
		}
	}
	return true
}

func sumHours(visits []*visit) int {
	sum := 0
	for _, v := range visits {
		sum += v.hours()
	}
	return sum
}

// distinct reports whether two visits have nothing in common that they must not.
func distinct(traits matching.TraitSet, v, u *visit) bool {
	for _, x := range v.parts {
		for _, y := range u.parts {
			a, b := x.offer, y.offer
			if traits.Has(matching.TraitMajor) && a.course.Major != "" && a.course.Major == b.course.Major ||
				traits.Has(matching.TraitOccupation) && common(a.course.Occupations, b.course.Occupations) ||
				traits.Has(matching.TraitCenter) && a.center == b.center {
				return false
			}
		}
	}
	return true
}

// apart reports whether two visits are so many days from each other.
func apart(days int, v, u *visit) bool {
	return int(max(v.slot.date-u.slot.date, u.slot.date-v.slot.date)) >= days
}

// inOrder reports whether the visit of the earlier component begins first.
func inOrder(v, u *visit) bool {
	if v.component > u.component {
		v, u = u, v
	}
	return v.component == u.component || v.slot.begin < u.slot.begin
}

// whole is the rest of R11 for one request and all its visits.
func (d *district) whole(r *visitor, visits []*visit) bool {
	if r.program == nil || !r.program.Whole || len(visits) == 0 || d.off(rule.Program) {
		return true
	}
	for i, c := range r.program.Components {
		own := inComponent(visits, i)
		if len(own) < c.Visits || sumHours(own) < int(c.Hours) {
			return false
		}
	}
	return true
}

// wanted is the most visits that a request can have: without R11 a program
// asks for any number.
func (d *district) wanted(r *visitor) int {
	if r.program == nil {
		return cmp.Or(r.request.Visits, 1)
	}
	n := 0
	for _, c := range r.program.Components {
		n += c.Visits + int(c.Hours) // each visit is at least an hour
	}
	if d.off(rule.Program) {
		n = 1000
	}
	return n
}

// missing counts the visits that a request lacks.
func (d *district) missing(r *visitor, visits []*visit) int {
	if r.program == nil {
		return cmp.Or(r.request.Visits, 1) - len(visits)
	}
	sum := 0
	for i, c := range r.program.Components {
		own := inComponent(visits, i)
		sum += max(0, c.Visits-len(own))
		most := d.mostHours(c)
		if most == 0 {
			most = int(c.Hours)
		}
		for lack := int(c.Hours) - sumHours(own); lack > 0; lack -= most {
			sum++
		}
	}
	return sum
}

// mostHours is what a visit at any offering could count for toward a component.
func (d *district) mostHours(c matching.Component) int {
	most := 0
	for _, o := range d.offers {
		for _, at := range o.slots {
			if fulfils(c, o) {
				most = max(most, o.hours(at))
			}
		}
	}
	return most
}
