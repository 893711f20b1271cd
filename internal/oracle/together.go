package oracle

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// bearable reports whether the visits together keep every rule that no further
// visit could mend: all but R7, R9 and the pins.
func (d *district) bearable(visits []*visit) bool {
	return (d.once(visits) || d.off(rule.Course)) &&
		(d.clash(visits) || d.off(rule.Clash)) &&
		(d.rooms(visits) || d.off(rule.Room)) &&
		(d.seats(visits) || d.off(rule.Seats)) &&
		(d.sharing(visits) || d.off(rule.Sharing)) &&
		(d.headcount(visits) || d.off(rule.Headcount)) &&
		(d.stock(visits) || d.off(rule.Stock)) &&
		(d.budget(visits) || d.off(rule.Budget)) &&
		(d.buses(visits) || d.off(rule.Transport)) &&
		(d.quota(visits) || d.off(rule.Quota))
}

// session is the visits that sit together.
type session []*visit

func (s session) pupils() int {
	n := 0
	for _, v := range s {
		n += v.cohort.Size
	}
	return n
}

// sessions gathers visits by offering and slot, in the order of their first visit.
func sessions(visits []*visit) []session {
	var all []session
next:
	for _, v := range visits {
		for i, s := range all {
			if same(s[0], v) {
				all[i] = append(s, v)
				continue next
			}
		}
		all = append(all, session{v})
	}
	return all
}

func same(v, u *visit) bool { return v.offer == u.offer && v.slot == u.slot }

// pairs reports whether ok holds for every two visits.
func pairs(visits []*visit, ok func(v, u *visit) bool) bool {
	for i, v := range visits {
		for _, u := range visits[:i] {
			if !ok(v, u) {
				return false
			}
		}
	}
	return true
}

// once is the rest of R2: a cohort takes a course once.
func (d *district) once(visits []*visit) bool {
	return pairs(visits, func(v, u *visit) bool { return v.cohort != u.cohort || v.offer.course != u.offer.course })
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
		if v.offer.center == u.offer.center || v.slot.date != u.slot.date {
			return true
		}
		gap := max(v.slot.begin-u.slot.end, u.slot.begin-v.slot.end)
		return int(gap) >= d.between(v, u)
	})
}

// rooms is R5.
func (d *district) rooms(visits []*visit) bool {
	return pairs(visits, func(v, u *visit) bool {
		if same(v, u) || !v.slot.overlaps(u.slot) {
			return true
		}
		return !slices.ContainsFunc(v.offer.Rooms, func(r capacity.RoomID) bool { return slices.Contains(u.offer.Rooms, r) })
	})
}

// seats is R6.
func (d *district) seats(visits []*visit) bool {
	for _, v := range visits {
		sitting := 0
		for _, u := range visits {
			if same(v, u) {
				sitting += u.cohort.Size
			}
		}
		if sitting > v.offer.seats {
			return false
		}
	}
	return true
}

// minimum is R7; a session has a visit, and so a pupil, by the way it is made.
func (d *district) minimum(visits []*visit) bool {
	for _, s := range sessions(visits) {
		if s.pupils() < s[0].offer.minimum && !d.off(rule.Minimum) {
			return false
		}
	}
	return true
}

// sharing is R8: what allows a group beside every other allows all of them together.
func (d *district) sharing(visits []*visit) bool {
	return pairs(visits, func(v, u *visit) bool {
		if !same(v, u) {
			return true
		}
		offering := v.offer.Sharing
		if offering == 0 {
			offering = capacity.ShareAnyone
		}
		return shares(offering, v, u) && shares(own(v), v, u) && shares(own(u), v, u)
	})
}

func own(v *visit) capacity.Sharing {
	if v.request.Share == 0 {
		return capacity.ShareNobody
	}
	return v.request.Share
}

func shares(s capacity.Sharing, v, u *visit) bool {
	switch s {
	case capacity.ShareSchool:
		return v.school == u.school
	case capacity.ShareStage:
		return stage(v.cohort.Grade) == stage(u.cohort.Grade)
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
