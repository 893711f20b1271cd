package oracle

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// canLead is R9 as far as one instructor and one session go.
func canLead(who capacity.Instructor, x *part) bool {
	qualified := slices.Contains(who.Courses, x.offer.Course) ||
		x.offer.course.Major != "" && slices.Contains(who.Majors, x.offer.course.Major)
	return qualified && slices.Contains(who.Centers, x.offer.Center) &&
		cover(who.Available, x.slot) && !touch(who.Teaching, x.slot)
}

// roster is a search for names: which instructors lead which session.
type roster struct {
	search   *search
	sessions []session
	leads    [][]int // by session
}

// assign finds instructors for all sessions of the visits, pinned ones
// included, or reports that there are none. A session gets no more than it
// needs, because every further name only makes the rest harder.
func (s *search) assign(visits []*visit) ([][]int, bool) {
	r := &roster{search: s, sessions: sessions(rows(visits))}
	r.leads = make([][]int, len(r.sessions))
	if s.district.off(rule.Staff) {
		for k := range r.leads {
			r.leads[k] = s.district.pinnedLeaders(r.sessions[k])
		}
		return r.leads, true
	}
	ok := r.fill(0, 0)
	return r.leads, ok
}

// fill completes the session with index k from its leaders from index from on,
// then the sessions after it.
func (r *roster) fill(k, from int) bool {
	if k == len(r.sessions) {
		return true
	}
	if r.search.steps++; r.search.steps > Budget {
		return false
	}
	d, s := r.search.district, r.sessions[k]
	pinned := d.pinnedLeaders(s)
	if len(r.leads[k]) >= max(d.need(s), len(pinned)) {
		return !missing(pinned, r.leads[k]) && r.fill(k+1, 0)
	}
	for j := from; j < len(s[0].leaders); j++ {
		who := s[0].leaders[j]
		if !r.free(who, k) {
			continue
		}
		r.leads[k] = append(r.leads[k], who)
		if r.fill(k, j+1) {
			return true
		}
		r.leads[k] = r.leads[k][:len(r.leads[k])-1]
	}
	return false
}

// need is the fewest instructors that R9 asks for.
func (d *district) need(s session) int {
	o, n := s[0].offer, 0
	for o.each > 0 && n*o.each < s.pupils() {
		n++
	}
	return max(n, o.fewest)
}

// free reports whether an instructor can lead session k besides the ones
// already given: one at a time, one center a day, within the limits.
func (r *roster) free(who, k int) bool {
	limits, next := r.search.district.network.Instructors[who], r.sessions[k][0]
	day, week, term := 1, 1, 1
	for i, names := range r.leads[:k] {
		if !slices.Contains(names, who) {
			continue
		}
		had := r.sessions[i][0]
		sameDay := had.slot.date == next.slot.date
		if had.slot.overlaps(next.slot) || sameDay && had.offer.center != next.offer.center {
			return false
		}
		if term++; monday(had.slot.date) == monday(next.slot.date) {
			week++
		}
		if sameDay {
			day++
		}
	}
	return keeps(day, limits.PerDay) && keeps(week, limits.PerWeek) && keeps(term, limits.PerTerm)
}

// keeps reports whether n is within a limit, which is none when 0.
func keeps(n, most int) bool { return most == 0 || n <= most }

// pinnedLeaders lists the instructors that pins name for the session.
func (d *district) pinnedLeaders(s session) []int {
	var names []int
	if d.off(rule.Notice) {
		return nil
	}
	for _, pin := range d.demand.Pins {
		if pin.Offering != s[0].offer.ID || pin.Slot != s[0].slot.id {
			continue
		}
		for i, who := range d.network.Instructors {
			if slices.Contains(pin.Instructors, who.ID) && !slices.Contains(names, i) {
				names = append(names, i)
			}
		}
	}
	return names
}

// missing reports whether some of want is not in have.
func missing(want, have []int) bool {
	return slices.ContainsFunc(want, func(x int) bool { return !slices.Contains(have, x) })
}
