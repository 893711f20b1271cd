package oracle

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// peak returns the most that is in use at once. Use only grows when a slot
// begins, so those moments are enough.
func peak(visits []*visit, use func(*visit) int) int {
	most := 0
	for _, at := range visits {
		sum := 0
		for _, v := range visits {
			if v.slot.begin <= at.slot.begin && at.slot.begin < v.slot.end {
				sum += use(v)
			}
		}
		most = max(most, sum)
	}
	return most
}

// headcount is R12.
func (d *district) headcount(visits []*visit) bool {
	for i := range d.network.Centers {
		center := &d.network.Centers[i]
		if center.Headcount == 0 {
			continue
		}
		people := peak(visits, func(v *visit) int {
			if v.offer.center != center || !v.offer.attended {
				return 0
			}
			return v.cohort.Size + v.adults
		})
		if people > center.Headcount {
			return false
		}
	}
	return true
}

// stock is R13.
func (d *district) stock(visits []*visit) bool {
	for _, s := range d.network.Stocks {
		used := 0
		for _, v := range visits {
			for _, c := range v.offer.course.Consumables {
				if v.offer.Center == s.Center && c.Item == s.Item {
					used += v.cohort.Size * c.PerPupil
				}
			}
		}
		if used > s.Units {
			return false
		}
	}
	return true
}

// budget is R14.
func (d *district) budget(visits []*visit) bool {
	for _, b := range d.network.Budgets {
		var cost curriculum.Fen
		for _, v := range visits {
			for _, f := range v.offer.course.Fees {
				if f.Line == b.Line && anyOr(b.Centers, v.offer.Center) {
					cost += curriculum.Fen(v.cohort.Size) * f.PerPupil
				}
			}
		}
		if cost > b.Amount {
			return false
		}
	}
	return true
}

// buses is the rest of R15.
func (d *district) buses(visits []*visit) bool {
	for _, f := range d.network.Fleets {
		used := peak(visits, func(v *visit) int {
			if v.school.Fleet != f.ID || !v.offer.attended {
				return 0
			}
			n := 0
			for n*f.Seats < v.cohort.Size+v.adults {
				n++
			}
			return n
		})
		if used > f.Buses {
			return false
		}
	}
	return true
}

// share is what a visit is to a quota.
type share uint8

const (
	uncounted share = iota
	ofNamed         // counted, of a school that the quota names
	ofOthers        // counted, of another school
)

// share looks up one visit in a quota.
func (d *district) share(q capacity.Quota, v *visit) share {
	if !anyOr(q.Centers, v.offer.Center) || !anyOr(q.Courses, v.offer.Course) || !cover(q.Times, v.slot) {
		return uncounted
	}
	if len(q.Schools)+len(q.Areas) == 0 || slices.Contains(q.Schools, v.school.ID) {
		return ofNamed
	}
	for _, area := range q.Areas {
		if d.within(v.school.Area, area) {
			return ofNamed
		}
	}
	return ofOthers
}

// quota is R16.
func (d *district) quota(visits []*visit) bool {
	for i, q := range d.network.Quotas {
		sum := func(kind share, of *matching.School) int {
			n := 0
			for _, v := range visits {
				if v.quotas[i] != kind || of != nil && v.school != of {
					continue
				}
				if q.Unit == capacity.Pupils {
					n += v.cohort.Size
				} else {
					n++
				}
			}
			return n
		}
		switch q.Scope {
		case capacity.Together:
			if sum(ofNamed, nil) > q.Most {
				return false
			}
		case capacity.Others:
			if sum(ofOthers, nil) > q.Most {
				return false
			}
		case capacity.Each:
			for _, v := range visits {
				if sum(ofNamed, v.school) > q.Most {
					return false
				}
			}
		}
	}
	return true
}

// anyOr reports whether a list that stands for all when empty has x.
func anyOr[T comparable](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }
