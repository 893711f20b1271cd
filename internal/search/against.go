package search

import (
	"cmp"
	"slices"
)

// Kind says what stands against a stay.
type Kind uint8

// The kinds, in the order in which they are looked at.
const (
	Repeated Kind = iota // the cohort takes the course elsewhere
	InRoom               // another session runs in one of the rooms
	Seats                // the session has too few seats left
	Minimum              // the session would be below its minimum, and nobody is left who could join
	Company              // the session has asks with whom it may not share
	Staff                // nobody who could lead is free
	Cohort               // the cohort has another stay then, or as many as it may have that day
	Program              // the ask's other stays
	Limit                // a row has too little left
	Carried              // the team serves another school, or as many as it can
	Parted               // the parts find no places beside each other
)

// Against is one thing that stands against a stay in a slot.
type Against struct {
	Kind    Kind
	Row     int32  // for Limit
	Lack    int64  // what is missing: seats, people, or the row's amount
	Holders []Stay // whose going would help, as far as somebody's would; each once
}

// most holders that are listed of people who are not free.
const mostLed = 64

// against lists what stands against a unit, as one of some parts, in a slot; in
// brief it leaves out who uses a row.
func (d *Desk) against(u, k, slot, parts int32, brief bool) []Against {
	s := d.s
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	arc := &ask.Arcs[k]
	o := &s.m.Offers[arc.Offer]
	i := s.sessionAt(arc.Offer, slot)
	x := &s.sessions[i]
	_, part := s.stayOf(u)
	size := int32(Share(ask.Pupils, part, parts))
	var list []Against
	add := func(kind Kind, row int32, lack int64, units []int32) {
		list = append(list, Against{kind, row, lack, s.named(units)})
	}
	if units := s.repeating(u, o); len(units) > 0 {
		add(Repeated, none, 0, units)
	}
	if len(x.units) == 0 {
		var units []int32
		for _, r := range o.Rooms {
			if j := s.busy[s.roomBase[r]+slot]; j != none {
				units = append(units, s.sessions[j].units...)
			}
		}
		if len(units) > 0 {
			add(InRoom, none, 0, units)
		}
	}
	if lack := x.pupils + size - o.Seats; lack > 0 {
		add(Seats, none, int64(lack), x.units)
	}
	if len(x.units) > 0 && !s.mixes(x, o.Share, a) {
		add(Company, none, 0, x.units)
	}
	if lack := o.Need(x.pupils+size) - int32(len(x.people)); lack > 0 {
		if free := s.idlers(o, slot, lack); free < lack {
			add(Staff, none, int64(lack-free), s.leadingNow(o, slot, i))
		}
	}
	if units := s.meeting(u, o, slot); len(units) > 0 {
		add(Cohort, none, 0, units)
	}
	if s.stays[a] > 0 && !s.obeys(u, k, slot) {
		var units []int32
		for v := s.unitOf[a]; v < s.unitOf[a+1]; v++ {
			if s.arc[v] != none && v != u {
				units = append(units, v)
			}
		}
		add(Program, none, 0, units)
	}
	list = d.addLimits(list, ask, arc, slot, part, parts, brief)
	if o.Team != none && !s.travels(o, slot, ask.School, len(x.units) == 0) {
		var units []int32
		for _, j := range s.byTeam[o.Team] {
			units = append(units, s.sessions[s.sessionAt(j, slot)].units...)
		}
		add(Carried, none, 0, units)
	}
	return list
}

// named names the stays of some units, each once.
func (s *state) named(units []int32) []Stay {
	var list []Stay
	for _, u := range units {
		list = append(list, Stay{s.askOf[u], s.slot[u]})
	}
	slices.SortFunc(list, func(a, b Stay) int { return cmp.Or(cmp.Compare(a.Ask, b.Ask), cmp.Compare(a.Slot, b.Slot)) })
	return slices.Compact(list)
}

// repeating returns the units of a unit's cohort that take the course of an offer.
func (s *state) repeating(u int32, o *Offer) (units []int32) {
	a := s.askOf[u]
	stay, part := s.stayOf(u)
	for _, b := range s.m.Cohorts[s.m.Asks[a].Cohort] {
		for v := s.unitOf[b]; v < s.unitOf[b+1]; v++ {
			if s.arc[v] == none {
				continue
			}
			if first, other := s.stayOf(v); first != stay && s.m.Offers[s.unitArc(v).Offer].Course == o.Course && (a != b || other == part) {
				units = append(units, v)
			}
		}
	}
	return units
}

// meeting returns the units of a unit's cohort that keep it from a slot: those
// in the way, or all of the day where it has as many as it may.
func (s *state) meeting(u int32, o *Offer, slot int32) (units []int32) {
	a := s.askOf[u]
	stay, _ := s.stayOf(u)
	t := s.m.Slots[slot]
	var today []int32
	for _, b := range s.m.Cohorts[s.m.Asks[a].Cohort] {
		for v := s.unitOf[b]; v < s.unitOf[b+1]; v += s.m.Asks[b].Parts {
			if s.arc[v] == none || v == stay || s.m.Slots[s.slot[v]].Day != t.Day {
				continue
			}
			today = append(today, v)
			place, w := &s.m.Offers[s.unitArc(v).Offer], s.m.Slots[s.slot[v]]
			way := int32(0)
			if o.Attended && place.Attended && o.Center != place.Center {
				way = s.m.Between(place.Center, o.Center)
			}
			if w.Start < t.End+way && t.Start < w.End+way {
				units = append(units, v)
			}
		}
	}
	if len(today) >= s.m.PerDay {
		return today
	}
	return units
}

// idlers counts people who could lead an offer in a slot and are free, up to some.
func (s *state) idlers(o *Offer, slot, most int32) (n int32) {
	for _, p := range o.Leaders {
		if n < most && s.free(p, o.Center, slot) && s.leading(p, slot) == none {
			n++
		}
	}
	return n
}

// leadingNow returns the units of the sessions that keep people who could lead
// an offer from a slot: of the slot itself first, then of the day, then of the
// week, then all of theirs.
func (s *state) leadingNow(o *Offer, slot, not int32) (units []int32) {
	t := s.m.Slots[slot]
	seen := map[int32]bool{not: true}
	add := func(i int32) {
		if !seen[i] && len(units) < mostLed {
			seen[i] = true
			units = append(units, s.sessions[i].units...)
		}
	}
	for _, p := range o.Leaders {
		if !s.m.People[p].at(slot) {
			continue
		}
		if i := s.leading(p, slot); i != none {
			add(i)
			continue
		}
		near := func(w Slot) bool { return true }
		person := &s.m.People[p]
		switch d := s.day[p*s.days+t.Day]; {
		case d.count > 0 && (d.center != o.Center || person.PerDay > 0 && d.count >= person.PerDay):
			near = func(w Slot) bool { return w.Day == t.Day }
		case person.PerWeek > 0 && s.week[p*s.weeks+t.Week] >= person.PerWeek:
			near = func(w Slot) bool { return w.Week == t.Week }
		case person.PerTerm == 0 || int32(len(s.leads[p])) < person.PerTerm:
			continue // free
		}
		for _, i := range s.leads[p] {
			if near(s.m.Slots[s.sessions[i].slot]) {
				add(i)
			}
		}
	}
	return units
}

// addLimits adds the rows that have too little left.
func (d *Desk) addLimits(list []Against, ask *Ask, arc *Arc, slot, part, parts int32, brief bool) []Against {
	s := d.s
	for _, use := range s.m.Uses[arc.Uses] {
		amount := ask.Amount(use.Of, part, parts) * use.Factor
		s.eachRow(use, slot, func(row int32) {
			if lack := s.rows[row] + amount - s.m.Rows[row]; amount > 0 && lack > 0 {
				x := Against{Kind: Limit, Row: row, Lack: lack}
				if !brief {
					x.Holders = d.users(row)
				}
				list = append(list, x)
			}
		})
	}
	return list
}

// eachRow calls f for each row on which a use counts in a slot.
func (s *state) eachRow(use Use, slot int32, f func(row int32)) {
	switch use.Kind {
	case Always:
		f(use.Row)
	case InSet:
		if s.m.Sets[use.Set].Has(slot) {
			f(use.Row)
		}
	case AtSlot:
		f(use.Row + slot)
	case Overlap:
		for _, t := range s.m.Covers[slot] {
			f(use.Row + t)
		}
	}
}

// users returns the stays that use a row, those that earn least first. The list
// is kept, as the solution is the same for every question; who is taken up for
// the present one is left out.
func (d *Desk) users(row int32) []Stay {
	s := d.s
	if _, ok := d.using[row]; !ok {
		for _, j := range s.journal { // another question must not find less
			if j.kind == sat || j.kind == rose {
				return s.usersNow(row)
			}
		}
		d.using[row] = s.usersNow(row)
	}
	var list []Stay
	for _, x := range d.using[row] {
		if s.unit(x) != none {
			list = append(list, x)
		}
	}
	return list
}

func (s *state) usersNow(row int32) []Stay {
	var units []int32
	for u := range s.arc {
		if s.arc[u] != none && s.takes(int32(u), row) > 0 {
			units = append(units, int32(u))
		}
	}
	worth := func(u int32) int64 { return s.unitArc(u).Value * int64(s.size(u)) }
	slices.SortStableFunc(units, func(u, v int32) int { return cmp.Compare(worth(u), worth(v)) })
	var list []Stay
	for _, u := range units {
		if x := (Stay{s.askOf[u], s.slot[u]}); s.m.Asks[x.Ask].Parts == 1 || !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// takes is what a unit that sits uses of a row.
func (s *state) takes(u, row int32) int64 {
	ask := &s.m.Asks[s.askOf[u]]
	_, part := s.stayOf(u)
	sum := int64(0)
	for _, use := range s.m.Uses[s.unitArc(u).Uses] {
		s.eachRow(use, s.slot[u], func(r int32) {
			if r == row {
				sum += ask.Amount(use.Of, part, s.parts[u]) * use.Factor
			}
		})
	}
	return sum
}
