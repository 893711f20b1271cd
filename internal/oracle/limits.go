package oracle

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// peak returns the most that is in use at once. Use only grows when a slot
// begins, so those moments are enough.
func peak(parts []*part, use func(*part) int) int {
	most := 0
	for _, at := range parts {
		sum := 0
		for _, x := range parts {
			if x.slot.begin <= at.slot.begin && at.slot.begin < x.slot.end {
				sum += use(x)
			}
		}
		most = max(most, sum)
	}
	return most
}

// headcount is R12.
func (d *district) headcount(parts []*part) bool {
	for i := range d.network.Centers {
		center := &d.network.Centers[i]
		if center.Headcount == 0 {
			continue
		}
		people := peak(parts, func(x *part) int {
			if x.offer.center != center || !x.offer.attended {
				return 0
			}
			return x.pupils + x.adults
		})
		if people > center.Headcount {
			return false
		}
	}
	return true
}

// stock is R13.
func (d *district) stock(parts []*part) bool {
	for _, s := range d.network.Stocks {
		used := 0
		for _, x := range parts {
			for _, c := range x.offer.course.Consumables {
				if x.offer.Center == s.Center && c.Item == s.Item {
					used += x.pupils * c.PerPupil
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
func (d *district) budget(parts []*part) bool {
	for _, b := range d.network.Budgets {
		var cost curriculum.Fen
		for _, x := range parts {
			for _, f := range x.offer.course.Fees {
				if f.Line == b.Line && anyOr(b.Centers, x.offer.Center) {
					cost += curriculum.Fen(x.pupils) * f.PerPupil
				}
			}
		}
		if cost > b.Amount {
			return false
		}
	}
	return true
}

// buses is the rest of R15: all parts of a visit travel with part 0.
func (d *district) buses(parts []*part) bool {
	for _, f := range d.network.Fleets {
		used := peak(parts, func(x *part) int {
			if x.school.Fleet != f.ID || !x.offer.attended || x.number != 0 {
				return 0
			}
			n := 0
			for n*f.Seats < x.cohort.Size+x.visitor.adults {
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

// share is what a part is to a quota.
type share uint8

const (
	uncounted share = iota
	ofNamed         // counted, of a school that the quota names
	ofOthers        // counted, of another school
)

// share looks up one part in a quota.
func (d *district) share(q capacity.Quota, x *part) share {
	if !anyOr(q.Centers, x.offer.Center) || !anyOr(q.Courses, x.offer.Course) || !cover(q.Times, x.slot) {
		return uncounted
	}
	if len(q.Schools)+len(q.Areas) == 0 || slices.Contains(q.Schools, x.school.ID) {
		return ofNamed
	}
	for _, area := range q.Areas {
		if d.within(x.school.Area, area) {
			return ofNamed
		}
	}
	return ofOthers
}

// quota is R16. A split visit counts as a visit where its part 0 is.
func (d *district) quota(parts []*part) bool {
	for i, q := range d.network.Quotas {
		sum := func(kind share, of *matching.School) int {
			n := 0
			for _, x := range parts {
				if x.quotas[i] != kind || of != nil && x.school != of {
					continue
				}
				if q.Unit == capacity.Pupils {
					n += x.pupils
				} else if x.number == 0 {
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
			for _, x := range parts {
				if sum(ofNamed, x.school) > q.Most {
					return false
				}
			}
		}
	}
	return true
}

// anyOr reports whether a list that stands for all when empty has x.
func anyOr[T comparable](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }
