package matching

import (
	"fmt"
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
		for j := range c.problem.spec.Schools {
			school := &c.problem.spec.Schools[j]
			parts := bySchool[j]
			if len(parts) == 0 || c.means(quota, school) == (quota.Scope == capacity.Others) {
				continue
			}
			counted := count(quota, parts)
			if quota.Scope == capacity.Each {
				report(fmt.Sprintf(" for school %q", school.ID), counted)
			}
			sum = cappedSum(sum, counted)
		}
		if quota.Scope != capacity.Each {
			report("", sum)
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
