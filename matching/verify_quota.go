package matching

import (
	"fmt"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkQuota checks R16: the visits or pupils that a quota counts are at most
// its limit. A split visit counts once, where its part 0 is; its pupils count
// where they are.
func (c *checker) checkQuota() {
	bySchool := make([][]*checkedPart, len(c.problem.spec.Schools))
	for x := range c.parts() {
		bySchool[x.visit.schoolAt] = append(bySchool[x.visit.schoolAt], x)
	}
	for i := range c.network.Quotas {
		quota := &c.network.Quotas[i]
		report := func(where string, have int64) {
			if have > int64(quota.Most) {
				c.add(Violation{Rule: rule.Quota, Where: fmt.Sprintf("quota %q%s", quota.ID, where),
					Want: fmt.Sprintf("at most %d %s", quota.Most, quota.Unit), Have: fmt.Sprint(have)})
			}
		}
		sum := int64(0)
		for j := range c.limited(quota) {
			counted := count(quota, bySchool[j])
			if quota.Scope == capacity.Each {
				report(fmt.Sprintf(" for school %q", c.problem.spec.Schools[j].ID), counted)
			}
			sum = cappedSum(sum, counted)
		}
		if quota.Scope != capacity.Each {
			report("", sum)
		}
	}
}

// limited yields the indexes of the schools whose visits a quota counts.
func (d *domain) limited(q *capacity.Quota) iter.Seq[int] {
	return func(yield func(int) bool) {
		if q.Scope != capacity.Others && len(q.Areas) == 0 && len(q.Schools) > 0 { // often one of many
			for _, id := range q.Schools {
				if !yield(d.problem.schools[id]) {
					return
				}
			}
			return
		}
		for j := range d.problem.spec.Schools {
			if d.means(q, &d.problem.spec.Schools[j]) != (q.Scope == capacity.Others) && !yield(j) {
				return
			}
		}
	}
}

// means reports whether the quota names the school, by itself or by its area;
// a quota that names none means all.
func (d *domain) means(q *capacity.Quota, school *School) bool {
	if len(q.Schools) == 0 && len(q.Areas) == 0 {
		return true
	}
	return slices.Contains(q.Schools, school.ID) || d.inAreas(school.Area, q.Areas)
}

// count returns what the quota counts of some parts.
func count(q *capacity.Quota, parts []*checkedPart) int64 {
	sum := int64(0)
	for _, x := range parts {
		v, o := x.visit, x.offering
		if !v.dated || !named(q.Centers, o.center.ID) || !named(q.Courses, o.course.ID) || !coveredOrFree(v.slot, q.Times) {
			continue
		}
		if q.Unit == capacity.Pupils {
			sum = cappedSum(sum, x.pupils)
		} else if x.at == 0 {
			sum++
		}
	}
	return sum
}

// named reports whether a list holds an id; an empty list means all.
func named[ID comparable](list []ID, id ID) bool {
	return len(list) == 0 || slices.Contains(list, id)
}
