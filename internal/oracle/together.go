package oracle

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// bearable reports whether the visits together keep every rule that no further
// visit could mend: all but R7, R9, the pins, and R11 where it asks for more.
func (d *district) bearable(visits []*visit) bool {
	parts := rows(visits)
	return (d.once(parts) || d.off(rule.Course)) &&
		(d.clash(visits) || d.off(rule.Clash) && apartByName(visits)) &&
		(d.program(visits) || d.off(rule.Program)) &&
		(d.rooms(parts) || d.off(rule.Room)) &&
		(d.seats(parts) || d.off(rule.Seats)) &&
		(d.sharing(parts) || d.off(rule.Sharing)) &&
		(d.headcount(parts) || d.off(rule.Headcount)) &&
		(d.stock(parts) || d.off(rule.Stock)) &&
		(d.budget(parts) || d.off(rule.Budget)) &&
		(d.buses(parts) || d.off(rule.Transport)) &&
		(d.quota(parts) || d.off(rule.Quota)) &&
		(d.teams(parts) || d.off(rule.Outreach))
}

// session is the parts that sit together.
type session []*part

func (s session) pupils() int {
	n := 0
	for _, x := range s {
		n += x.pupils
	}
	return n
}

// sessions gathers parts by offering and slot, in the order of their first part.
func sessions(parts []*part) []session {
	var all []session
next:
	for _, x := range parts {
		for i, s := range all {
			if same(s[0], x) {
				all[i] = append(s, x)
				continue next
			}
		}
		all = append(all, session{x})
	}
	return all
}

func same(x, y *part) bool { return x.offer == y.offer && x.slot == y.slot }

// pairs reports whether ok holds for every two elements.
func pairs[T any](list []T, ok func(x, y T) bool) bool {
	for i, x := range list {
		for _, y := range list[:i] {
			if !ok(x, y) {
				return false
			}
		}
	}
	return true
}

// once is the rest of R2: a cohort takes a course once, or each of its parts
// does. Parts of one visit have different numbers.
func (d *district) once(parts []*part) bool {
	return pairs(parts, func(x, y *part) bool {
		return x.cohort != y.cohort || x.offer.course != y.offer.course || x.visitor == y.visitor && x.number != y.number
	})
}

// clash is R10.
func (d *district) clash(visits []*visit) bool {
	for _, v := range visits {
		n := 0
		for _, u := range visits {
			if v.cohort == u.cohort && v.slot.date == u.slot.date {
				n++
			}
		}
		if n > d.perDay {
			return false
		}
	}
	return pairs(visits, func(v, u *visit) bool {
		if v.cohort != u.cohort {
			return true
		}
		if v.slot.overlaps(u.slot) {
			return false
		}
		if v.center() == u.center() || v.slot.date != u.slot.date {
			return true
		}
		gap := max(v.slot.begin-u.slot.end, u.slot.begin-v.slot.end)
		return int(gap) >= d.between(v, u)
	})
}

// apartByName is what is left of R10 without it: visits of one request in one
// slot would read as parts of one visit.
func apartByName(visits []*visit) bool {
	return pairs(visits, func(v, u *visit) bool { return v.visitor != u.visitor || v.slot.id != u.slot.id })
}

// rooms is R5.
func (d *district) rooms(parts []*part) bool {
	return pairs(parts, func(x, y *part) bool {
		return same(x, y) || !x.slot.overlaps(y.slot) || !common(x.offer.Rooms, y.offer.Rooms)
	})
}

// seats is R6.
func (d *district) seats(parts []*part) bool {
	for _, s := range sessions(parts) {
		if s.pupils() > s[0].offer.seats && !s[0].offer.endless {
			return false
		}
	}
	return true
}

// minimum is R7; a session has a part, and so a pupil, by the way it is made.
func (d *district) minimum(parts []*part) bool {
	for _, s := range sessions(parts) {
		if s.pupils() < s[0].offer.minimum && !d.off(rule.Minimum) {
			return false
		}
	}
	return true
}

// sharing is R8: what allows a group beside every other allows all of them together.
func (d *district) sharing(parts []*part) bool {
	return pairs(parts, func(x, y *part) bool {
		if !same(x, y) {
			return true
		}
		offering := x.offer.Sharing
		if offering == 0 {
			offering = capacity.ShareAnyone
		}
		return shares(offering, x, y) && shares(own(x), x, y) && shares(own(y), x, y)
	})
}

func own(x *part) capacity.Sharing {
	if x.request.Share == 0 {
		return capacity.ShareNobody
	}
	return x.request.Share
}

func shares(s capacity.Sharing, x, y *part) bool {
	switch s {
	case capacity.ShareSchool:
		return x.school == y.school
	case capacity.ShareStage:
		return stage(x.cohort.Grade) == stage(y.cohort.Grade)
	}
	return s == capacity.ShareAnyone
}

// stage numbers the kinds of school: grades 1–6, 7–9, 10–12 and v1–v3.
func stage(g curriculum.Grade) int {
	switch {
	case g <= 6:
		return 1
	case g <= 9:
		return 2
	case g <= 12:
		return 3
	}
	return 4
}
