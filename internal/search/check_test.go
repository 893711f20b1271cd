package search

import (
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"
)

// view is everything that can be seen of a state, lists without an order sorted.
type view struct {
	Points, Pupils int64
	Arc, Slot      []int32 // Slot is none for units that do not sit
	Placed         []int32
	Unplace        int
	Sessions       []sessionView
	Busy           []int32
	Day            []dayLoad // the center is none on days without a session
	Week           []int32
	Leads          [][]int32
	Rows           []int64
}

type sessionView struct {
	Pupils, Fixed int32
	Units, People []int32
}

func sorted(list []int32) []int32 { return slices.Sorted(slices.Values(list)) }

func (s *state) view() view {
	v := view{
		Points: s.points, Pupils: s.pupils, Arc: slices.Clone(s.arc), Slot: slices.Clone(s.slot),
		Placed: slices.Clone(s.placed), Unplace: s.unplace, Busy: slices.Clone(s.busy),
		Day: slices.Clone(s.day), Week: slices.Clone(s.week), Rows: slices.Clone(s.rows),
	}
	for u := range v.Slot {
		if v.Arc[u] == none {
			v.Slot[u] = none
		}
	}
	for i := range s.sessions {
		x := &s.sessions[i]
		v.Sessions = append(v.Sessions, sessionView{x.pupils, x.fixed, sorted(x.units), sorted(x.people)})
	}
	for i := range v.Day {
		if v.Day[i].count == 0 {
			v.Day[i].center = none
		}
	}
	for _, list := range s.leads {
		v.Leads = append(v.Leads, sorted(list))
	}
	return v
}

// scratch derives the view again from where units sit and who leads what.
func (s *state) scratch() view {
	m := s.m
	v := view{
		Arc: slices.Clone(s.arc), Slot: slices.Clone(s.slot), Placed: make([]int32, len(m.Asks)),
		Sessions: make([]sessionView, len(s.sessions)), Busy: make([]int32, len(s.busy)),
		Day: make([]dayLoad, len(s.day)), Week: make([]int32, len(s.week)),
		Leads: make([][]int32, len(m.People)), Rows: make([]int64, len(m.Rows)),
	}
	for i := range v.Busy {
		v.Busy[i] = none
	}
	for i := range v.Day {
		v.Day[i].center = none
	}
	best := make([]int64, len(m.Cohorts))
	for u := range v.Arc {
		if v.Arc[u] == none {
			v.Slot[u] = none
			v.Unplace++
			continue
		}
		ask := &m.Asks[s.askOf[u]]
		arc := &ask.Arcs[v.Arc[u]]
		v.Placed[s.askOf[u]]++
		v.Points += arc.Value
		v.Pupils += ask.Amounts[Pupils]
		best[ask.Cohort] = max(best[ask.Cohort], ask.Bonus)
		i := s.sessionAt(arc.Offer, v.Slot[u])
		x := &v.Sessions[i]
		x.Units = append(x.Units, int32(u))
		x.Pupils += ask.Size()
		if s.locked[u] {
			x.Fixed++
		}
		for _, r := range m.Offers[arc.Offer].Rooms {
			v.Busy[s.roomBase[r]+v.Slot[u]] = i
		}
		m.usesOf(ask, arc, v.Slot[u], func(row int32, amount int64) { v.Rows[row] += amount })
	}
	for _, b := range best {
		v.Points += b
	}
	for i := range s.sessions {
		x := &s.sessions[i]
		v.Sessions[i].People = sorted(x.people)
		if len(v.Sessions[i].Units) > 0 {
			v.Points -= m.Cost
		}
		t := m.Slots[x.slot]
		for _, p := range x.people {
			v.Leads[p] = append(v.Leads[p], int32(i))
			v.Day[p*s.days+t.Day].count++
			v.Day[p*s.days+t.Day].center = m.Offers[x.offer].Center
			v.Week[p*s.weeks+t.Week]++
		}
	}
	return v
}

// usesOf calls f for each row that a visit takes from.
func (m *Model) usesOf(ask *Ask, arc *Arc, slot int32, f func(row int32, amount int64)) {
	for _, u := range m.Uses[arc.Uses] {
		amount := ask.Amounts[u.Of] * u.Factor
		switch {
		case u.Kind == Always, u.Kind == InSet && m.Sets[u.Set].Has(slot):
			f(u.Row, amount)
		case u.Kind == AtSlot:
			f(u.Row+slot, amount)
		case u.Kind == Overlap:
			for other := range m.Slots {
				if a, b := m.Slots[slot], m.Slots[other]; a.Day == b.Day && a.Start <= b.Start && b.Start < a.End {
					f(u.Row+int32(other), amount)
				}
			}
		}
	}
}

// consistent returns what the state keeps that does not follow from its units
// and people, or "".
func (s *state) consistent() string {
	return cmp.Diff(s.scratch(), s.view(), cmp.AllowUnexported(dayLoad{}))
}

// broken returns a constraint of the model that the state breaks, or "".
// Minimums may be left out, as they do not hold within a step.
func (s *state) broken(minimum bool) string {
	for i := range s.sessions {
		if text := s.brokenAt(int32(i), minimum); text != "" {
			return fmt.Sprintf("session %d: %s", i, text)
		}
	}
	for row, n := range s.rows {
		if n > s.m.Rows[row] {
			return fmt.Sprintf("row %d: %d of %d", row, n, s.m.Rows[row])
		}
	}
	for p := range s.m.People {
		if text := s.overworked(int32(p)); text != "" {
			return fmt.Sprintf("person %d: %s", p, text)
		}
	}
	for _, asks := range s.m.Cohorts {
		if text := s.clashes(asks); text != "" {
			return text
		}
	}
	return ""
}

func (s *state) brokenAt(i int32, minimum bool) string {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	if len(x.units) == 0 {
		if len(x.people) > 0 {
			return "people without pupils"
		}
		return ""
	}
	for _, r := range o.Rooms {
		if s.busy[s.roomBase[r]+x.slot] != i {
			return "a room is another session's"
		}
	}
	switch {
	case x.pupils > o.Seats:
		return "too many pupils"
	case minimum && x.pupils < o.Minimum:
		return "too few pupils"
	case int32(len(x.people)) < o.Need(x.pupils):
		return "too few people"
	}
	for _, u := range x.units {
		if !s.m.Sets[s.unitArc(u).Set].Has(x.slot) {
			return "a slot that the arc does not have"
		}
		a := &s.m.Asks[s.askOf[u]]
		for _, v := range x.units {
			b := &s.m.Asks[s.askOf[v]]
			for _, share := range []uint8{o.Share, a.Share} {
				if u != v && (share == 1 || share == 2 && a.School != b.School || share == 3 && a.Stage != b.Stage) {
					return "company that one does not allow"
				}
			}
		}
	}
	return ""
}

func (s *state) overworked(p int32) string {
	who := &s.m.People[p]
	perDay, perWeek := map[int32]int32{}, map[int32]int32{}
	for n, i := range s.leads[p] {
		x := &s.sessions[i]
		t := s.m.Slots[x.slot]
		o := &s.m.Offers[x.offer]
		if !slices.Contains(o.Leaders, p) || who.Free[x.slot>>6]>>(x.slot&63)&1 == 0 {
			return "not one who can lead that"
		}
		for _, j := range s.leads[p][:n] {
			y := &s.sessions[j]
			if u := s.m.Slots[y.slot]; u.Day == t.Day && (s.m.Offers[y.offer].Center != o.Center || u.Start < t.End && t.Start < u.End) {
				return "in two places"
			}
		}
		perDay[t.Day]++
		perWeek[t.Week]++
		if who.PerDay > 0 && perDay[t.Day] > who.PerDay || who.PerWeek > 0 && perWeek[t.Week] > who.PerWeek ||
			who.PerTerm > 0 && int32(n) >= who.PerTerm {
			return "too many sessions"
		}
	}
	return ""
}

func (s *state) clashes(asks []int32) string {
	var units []int32
	for _, a := range asks {
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			if s.arc[u] != none {
				units = append(units, u)
			}
		}
	}
	for n, u := range units {
		today := 1
		a, t := &s.m.Offers[s.unitArc(u).Offer], s.m.Slots[s.slot[u]]
		for k, v := range units {
			b, other := &s.m.Offers[s.unitArc(v).Offer], s.m.Slots[s.slot[v]]
			if k == n {
				continue
			}
			if a.Course == b.Course {
				return "a course twice"
			}
			if t.Day != other.Day {
				continue
			}
			today++
			way := int32(0)
			if a.Attended && b.Attended && a.Center != b.Center {
				way = s.m.Between(a.Center, b.Center)
			}
			if t.Start < other.End+way && other.Start < t.End+way {
				return "two visits at once, or no time for the way"
			}
		}
		if today > s.m.PerDay {
			return "too many visits a day"
		}
	}
	return ""
}
