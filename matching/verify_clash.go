package matching

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkClash checks R10: a cohort has at most so many visits a date, none
// overlap, and the way between two centers fits between two visits.
func (c *checker) checkClash() {
	most := int(firstStated(int64(c.problem.spec.VisitsPerDay), 1))
	byCohort := make([][]*checkedVisit, len(c.visitsOf)) // of those with several
	for _, v := range c.visits {
		if v.dated && c.visitsOf[v.cohortAt] > 1 {
			byCohort[v.cohortAt] = append(byCohort[v.cohortAt], v)
		}
	}
	for _, visits := range byCohort {
		if len(visits) < 2 {
			continue
		}
		slices.SortStableFunc(visits, func(a, b *checkedVisit) int {
			return cmp.Or(
				cmp.Compare(a.slot.Begin(), b.slot.Begin()),
				cmp.Compare(a.first().session.ID, b.first().session.ID),
				cmp.Compare(a.request.ID, b.request.ID))
		})
		for len(visits) > 0 {
			day := visits[0].slot.Date
			n := 1
			for n < len(visits) && visits[n].slot.Date == day {
				n++
			}
			c.checkDay(visits[:n], most, day)
			visits = visits[n:]
		}
	}
}

// checkDay checks a cohort's visits of one date, by start. A visit that
// overlaps an earlier one is reported for that alone, so that what is held
// against later visits follows one after the other.
func (c *checker) checkDay(visits []*checkedVisit, most int, day capacity.Date) {
	var kept []*checkedVisit
	for n, v := range visits {
		breach := func(want, have string) {
			c.breach(rule.Clash, v.first(), fmt.Sprintf("cohort %q", v.cohort.ID), want, have)
		}
		if n >= most {
			breach(fmt.Sprintf("at most %d visits on %s", most, day), fmt.Sprint(n+1))
		}
		begin := v.slot.Begin()
		if len(kept) > 0 {
			if last := kept[len(kept)-1]; begin < last.slot.Finish() {
				breach("one visit at a time", fmt.Sprintf("%q at %s too", last.first().session.ID, slotText(last.slot)))
				continue
			}
		}
		for _, earlier := range kept {
			from, to := earlier.first().session, v.first().session
			way, gap := c.way(from.checkedOffering, to.checkedOffering), int64(begin-earlier.slot.Finish())
			if gap < way {
				breach(fmt.Sprintf("%d minutes from center %q to %q", way, from.center.ID, to.center.ID), fmt.Sprint(gap))
			}
		}
		kept = append(kept, v)
	}
}
