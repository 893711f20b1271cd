package search

import (
	"reflect"
	"slices"

	"github.com/google/go-cmp/cmp"
)

// view is everything that can be seen of a state, lists without an order sorted.
type view struct {
	Points, Pupils   int64
	Arc, Slot, Parts []int32 // Slot and Parts are none for units that do not sit
	Sitting, Stays   []int32
	Lack             int
	Sessions         []sessionView
	Busy             []int32
	Trips            []trip    // the school is none where no session runs
	Day              []dayLoad // the center is none on days without a session
	Week             []int32
	Leads            [][]int32
	Rows             []int64
}

type sessionView struct {
	Pupils, Fixed int32
	Units, People []int32
}

// differ returns in what two views differ, or "".
func differ(x, y view) string {
	if reflect.DeepEqual(x, y) { // cmp takes its time
		return ""
	}
	return cmp.Diff(x, y, cmp.AllowUnexported(dayLoad{}, trip{}))
}

func sorted(list []int32) []int32 { return slices.Sorted(slices.Values(list)) }

func (s *state) view() view {
	v := view{
		Points: s.points, Pupils: s.pupils, Arc: slices.Clone(s.arc), Slot: slices.Clone(s.slot), Parts: slices.Clone(s.parts),
		Sitting: slices.Clone(s.sitting), Stays: slices.Clone(s.stays), Lack: s.lack, Busy: slices.Clone(s.busy),
		Trips: slices.Clone(s.trips), Day: slices.Clone(s.day), Week: slices.Clone(s.week), Rows: slices.Clone(s.rows),
	}
	for u := range v.Slot {
		if v.Arc[u] == none {
			v.Slot[u], v.Parts[u] = none, none
		}
	}
	for i := range s.sessions {
		x := &s.sessions[i]
		v.Sessions = append(v.Sessions, sessionView{x.pupils, x.fixed, sorted(x.units), sorted(x.people)})
	}
	for i := range v.Trips {
		if v.Trips[i].sessions == 0 {
			v.Trips[i].school = none
		}
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

// dealt returns what one of some parts has when n are dealt out one by one.
func dealt(n int64, part, parts int32) int64 {
	hands := make([]int64, parts)
	for k := range n {
		hands[k%int64(parts)]++
	}
	return hands[part]
}

// partOf returns which part of its stay a unit is.
func (s *state) partOf(u int32) int32 {
	a := s.askOf[u]
	return (u - s.unitOf[a]) % s.m.Asks[a].Parts
}

// scratch derives the view again from where units sit and who leads what.
func (s *state) scratch() view {
	m := s.m
	v := view{
		Arc: slices.Clone(s.arc), Slot: slices.Clone(s.slot), Parts: slices.Clone(s.parts),
		Sitting: make([]int32, len(m.Asks)), Stays: make([]int32, len(m.Asks)),
		Sessions: make([]sessionView, len(s.sessions)), Busy: make([]int32, len(s.busy)), Trips: make([]trip, len(s.trips)),
		Day: make([]dayLoad, len(s.day)), Week: make([]int32, len(s.week)),
		Leads: make([][]int32, len(m.People)), Rows: make([]int64, len(m.Rows)),
	}
	for i := range v.Busy {
		v.Busy[i] = none
	}
	for i := range v.Trips {
		v.Trips[i].school = none
	}
	for i := range v.Day {
		v.Day[i].center = none
	}
	best := make([]int64, len(m.Cohorts))
	for a := range m.Asks {
		v.Lack += int(m.Asks[a].Stays)
	}
	for u := range v.Arc {
		if v.Arc[u] == none {
			v.Slot[u], v.Parts[u] = none, none
			continue
		}
		s.scratchUnit(&v, int32(u))
		ask := &m.Asks[s.askOf[u]]
		best[ask.Cohort] = max(best[ask.Cohort], ask.Bonus)
	}
	for _, b := range best {
		v.Points += b
	}
	for i := range s.sessions {
		s.scratchSession(&v, int32(i))
	}
	return v
}

// scratchUnit adds a unit that sits to a view.
func (s *state) scratchUnit(v *view, u int32) {
	m, a, slot := s.m, s.askOf[u], s.slot[u]
	ask := &m.Asks[a]
	arc := &ask.Arcs[s.arc[u]]
	part := s.partOf(u)
	pupils := dealt(ask.Pupils, part, s.parts[u])
	v.Sitting[a]++
	if part == 0 {
		v.Stays[a]++
		v.Lack--
	}
	v.Points += arc.Value * pupils
	v.Pupils += pupils
	i := s.sessionAt(arc.Offer, slot)
	x := &v.Sessions[i]
	x.Units = append(x.Units, u)
	x.Pupils += int32(pupils)
	if s.locked[u] {
		x.Fixed++
	}
	o := &m.Offers[arc.Offer]
	for _, r := range o.Rooms {
		v.Busy[s.roomBase[r]+slot] = i
	}
	if o.Team != none {
		v.Trips[slot-m.Teams[o.Team].Base+s.widthBefore(o.Team)].school = ask.School
	}
	amounts := [...]int64{Pupils: pupils, Heads: pupils + dealt(ask.Adults, part, s.parts[u]), Visit: 0, Buses: 0}
	if part == 0 {
		amounts[Visit], amounts[Buses] = 1, ask.Buses
	}
	for _, use := range m.Uses[arc.Uses] {
		amount := amounts[use.Of] * use.Factor
		switch {
		case use.Kind == Always, use.Kind == InSet && m.Sets[use.Set].Has(slot):
			v.Rows[use.Row] += amount
		case use.Kind == AtSlot:
			v.Rows[use.Row+slot] += amount
		case use.Kind == Overlap:
			for other := range m.Slots {
				if a, b := m.Slots[slot], m.Slots[other]; a.Day == b.Day && a.Start <= b.Start && b.Start < a.End {
					v.Rows[use.Row+int32(other)] += amount
				}
			}
		}
	}
}

// widthBefore is the number of entries that the teams before one have in trips.
func (s *state) widthBefore(team int32) (n int32) {
	for _, t := range s.m.Teams[:team] {
		n += t.Len
	}
	return n
}

// scratchSession adds the cost, the trip and the people of a session to a view.
func (s *state) scratchSession(v *view, i int32) {
	m, x := s.m, &s.sessions[i]
	o := &m.Offers[x.offer]
	v.Sessions[i].People = sorted(x.people)
	if len(v.Sessions[i].Units) > 0 {
		v.Points -= m.Cost
		if o.Team != none {
			v.Trips[x.slot-m.Teams[o.Team].Base+s.widthBefore(o.Team)].sessions++
		}
	}
	t := m.Slots[x.slot]
	for _, p := range x.people {
		v.Leads[p] = append(v.Leads[p], i)
		v.Day[p*s.days+t.Day].count++
		v.Day[p*s.days+t.Day].center = o.Center
		v.Week[p*s.weeks+t.Week]++
	}
}

// consistent returns what the state keeps that does not follow from its units
// and people, or "".
func (s *state) consistent() string { return differ(s.scratch(), s.view()) }
