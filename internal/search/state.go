package search

import "slices"

// state is a partial solution with everything derived from it. It changes by
// four primitive steps, each recorded in the journal so that undo takes any
// number of them back.
type state struct {
	m *Model

	unitOf  []int32 // first unit of each ask, and the count at the end; a unit is a part of a stay
	askOf   []int32 // by unit
	arc     []int32 // by unit: the arc of its ask, or none
	slot    []int32 // by unit
	parts   []int32 // by unit: of how many parts it is one
	locked  []bool  // by unit: fixed
	sitting []int32 // by ask: units that sit
	stays   []int32 // by ask: stays that sit, counted by their part 0
	total   int     // stays
	lack    int     // those that do not sit

	first    []int32 // first session of each offer
	sessions []session
	roomBase []int32 // first entry of each room in busy, less the slot base of its offers
	busy     []int32 // by room and slot: session or none
	teamBase []int32 // first entry of each team in trips, less its slot base
	trips    []trip  // by team and slot

	days, weeks int32
	day         []dayLoad // by person and day
	week        []int32   // by person and week
	leads       [][]int32 // by person: sessions
	deep        int       // sessions that may change their leaders for another
	search      int64     // number of the present search for a leader
	searched    []int64   // by person: the last search in which others were to take over

	rows    []int64
	points  int64
	pupils  int64 // in the units that sit
	journal []step
	changed changes
	exact   bool // undo puts what it puts back where it was in all lists
	work    int64
	turn    int // where the leaders of an offer begin
}

const none = -1

type session struct {
	offer, slot int32
	pupils      int32
	fixed       int32 // units that are fixed
	units       []int32
	people      []int32
}

type dayLoad struct {
	count  int32
	center int32
}

// trip is what a team does in a slot.
type trip struct{ sessions, school int32 }

// step is one primitive change: a unit with the place that it took or had, or
// a person (who) and a session (slot).
type step struct {
	kind             stepKind
	who              int32
	arc, slot, parts int32
	at, of           int32 // where in the lists that it left it was, if undo is exact
}

type stepKind uint8

const (
	sat stepKind = iota
	rose
	led
	left
)

func newState(m *Model) *state {
	s := &state{m: m}
	for a := range m.Asks {
		s.unitOf = append(s.unitOf, int32(len(s.askOf)))
		s.lack += int(m.Asks[a].Stays)
		for range m.Asks[a].Stays * m.Asks[a].Parts {
			s.askOf = append(s.askOf, int32(a))
		}
	}
	s.total = s.lack
	units := len(s.askOf)
	s.unitOf = append(s.unitOf, int32(units))
	s.arc, s.slot, s.parts = make([]int32, units), make([]int32, units), make([]int32, units)
	for u := range s.arc {
		s.arc[u] = none
	}
	s.locked = make([]bool, units)
	s.sitting, s.stays = make([]int32, len(m.Asks)), make([]int32, len(m.Asks))
	s.layout()
	for _, t := range m.Slots {
		s.days, s.weeks = max(s.days, t.Day+1), max(s.weeks, t.Week+1)
	}
	s.day = make([]dayLoad, int(s.days)*len(m.People))
	s.week = make([]int32, int(s.weeks)*len(m.People))
	s.leads = make([][]int32, len(m.People))
	s.deep, s.searched = deepest, make([]int64, len(m.People))
	s.rows = make([]int64, len(m.Rows))
	s.changed.init(units, len(s.sessions))
	return s
}

// layout numbers sessions by offer and slot, room entries by room and slot,
// and trips by team and slot.
func (s *state) layout() {
	m := s.m
	total := int32(0)
	width, base := make([]int32, m.Rooms), make([]int32, m.Rooms)
	for i := range m.Offers {
		o := &m.Offers[i]
		s.first = append(s.first, total)
		total += o.Len
		for _, r := range o.Rooms {
			width[r], base[r] = o.Len, o.Base
		}
	}
	s.sessions = make([]session, total)
	for i := range m.Offers {
		o := &m.Offers[i]
		for k := range o.Len {
			x := &s.sessions[s.first[i]+k]
			x.offer, x.slot = int32(i), o.Base+k
		}
	}
	entries := int32(0)
	s.roomBase = make([]int32, m.Rooms)
	for r := range s.roomBase {
		s.roomBase[r] = entries - base[r]
		entries += width[r]
	}
	s.busy = make([]int32, entries)
	for i := range s.busy {
		s.busy[i] = none
	}
	entries = 0
	for _, t := range m.Teams {
		s.teamBase = append(s.teamBase, entries-t.Base)
		entries += t.Len
	}
	s.trips = make([]trip, entries)
}

func (s *state) sessionAt(offer, slot int32) int32 {
	return s.first[offer] + slot - s.m.Offers[offer].Base
}

func (s *state) unitArc(u int32) *Arc { return &s.m.Asks[s.askOf[u]].Arcs[s.arc[u]] }

func (s *state) unitSession(u int32) int32 { return s.sessionAt(s.unitArc(u).Offer, s.slot[u]) }

// stayOf returns the first unit of a unit's stay, and which part of it u is.
func (s *state) stayOf(u int32) (first, part int32) {
	a := s.askOf[u]
	part = (u - s.unitOf[a]) % s.m.Asks[a].Parts
	return u - part, part
}

// size is the number of pupils of a unit that sits.
func (s *state) size(u int32) int32 {
	_, part := s.stayOf(u)
	return int32(Share(s.m.Asks[s.askOf[u]].Pupils, part, s.parts[u]))
}

// bonus is what a cohort earns once: the largest bonus among its placed asks.
func (s *state) bonus(cohort int32) int64 {
	var best int64
	for _, a := range s.m.Cohorts[cohort] {
		if s.sitting[a] > 0 {
			best = max(best, s.m.Asks[a].Bonus)
		}
	}
	return best
}

// sit puts a unit down as one of some parts, without asking whether it may.
func (s *state) sit(u, arc, slot, parts int32) {
	s.journal = append(s.journal, step{kind: sat, who: u, arc: arc, slot: slot, parts: parts})
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	s.arc[u], s.slot[u], s.parts[u] = arc, slot, parts
	s.changed.unit(u)
	size := s.size(u)
	before := s.bonus(ask.Cohort)
	s.count(a, u, 1)
	s.points += ask.Arcs[arc].Value*int64(size) + s.bonus(ask.Cohort) - before
	s.pupils += int64(size)
	s.charge(u, 1)
	i := s.sessionAt(ask.Arcs[arc].Offer, slot)
	x := &s.sessions[i]
	if len(x.units) == 0 {
		s.open(x, i, ask.School)
	}
	x.units = append(x.units, u)
	x.pupils += size
	if s.locked[u] {
		x.fixed++
	}
}

// rise takes a unit up.
func (s *state) rise(u int32) {
	j := step{kind: rose, who: u, arc: s.arc[u], slot: s.slot[u], parts: s.parts[u]}
	i := s.unitSession(u)
	if s.exact {
		j.at = int32(slices.Index(s.sessions[i].units, u))
	}
	s.journal = append(s.journal, j)
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	size := s.size(u)
	s.charge(u, -1)
	value := s.unitArc(u).Value * int64(size)
	s.arc[u] = none
	s.changed.unit(u)
	before := s.bonus(ask.Cohort)
	s.count(a, u, -1)
	s.points -= value + before - s.bonus(ask.Cohort)
	s.pupils -= int64(size)
	x := &s.sessions[i]
	x.units = cut(x.units, u)
	x.pupils -= size
	if s.locked[u] {
		x.fixed--
	}
	if len(x.units) == 0 {
		s.close(x)
	}
}

// count keeps the numbers of units and stays that sit.
func (s *state) count(a, u, by int32) {
	s.sitting[a] += by
	if _, part := s.stayOf(u); part == 0 {
		s.stays[a] += by
		s.lack -= int(by)
	}
}

// open begins a session, for a team at a school.
func (s *state) open(x *session, i, school int32) {
	s.points -= s.m.Cost
	o := &s.m.Offers[x.offer]
	for _, r := range o.Rooms {
		s.busy[s.roomBase[r]+x.slot] = i
	}
	if o.Team != none {
		t := &s.trips[s.teamBase[o.Team]+x.slot]
		t.sessions++
		t.school = school
	}
}

// close ends a session.
func (s *state) close(x *session) {
	s.points += s.m.Cost
	o := &s.m.Offers[x.offer]
	for _, r := range o.Rooms {
		s.busy[s.roomBase[r]+x.slot] = none
	}
	if o.Team != none {
		s.trips[s.teamBase[o.Team]+x.slot].sessions--
	}
}

// lead lets a person lead a session.
func (s *state) lead(p, i int32) {
	s.journal = append(s.journal, step{kind: led, who: p, slot: i})
	x := &s.sessions[i]
	x.people = append(x.people, p)
	s.changed.session(i)
	t := s.m.Slots[x.slot]
	d := &s.day[p*s.days+t.Day]
	d.count++
	d.center = s.m.Offers[x.offer].Center
	s.week[p*s.weeks+t.Week]++
	s.leads[p] = append(s.leads[p], i)
}

// leave takes a person out of a session.
func (s *state) leave(p, i int32) {
	x := &s.sessions[i]
	j := step{kind: left, who: p, slot: i}
	if s.exact {
		j.at, j.of = int32(slices.Index(x.people, p)), int32(slices.Index(s.leads[p], i))
	}
	s.journal = append(s.journal, j)
	x.people = cut(x.people, p)
	s.changed.session(i)
	t := s.m.Slots[x.slot]
	s.day[p*s.days+t.Day].count--
	s.week[p*s.weeks+t.Week]--
	s.leads[p] = cut(s.leads[p], i)
}

// undo takes back every step after the first n.
func (s *state) undo(n int) {
	for len(s.journal) > n {
		last := s.journal[len(s.journal)-1]
		switch last.kind {
		case sat:
			s.rise(last.who)
		case rose:
			s.sit(last.who, last.arc, last.slot, last.parts)
			if s.exact {
				moveLast(s.sessions[s.unitSession(last.who)].units, last.at)
			}
		case led:
			s.leave(last.who, last.slot)
		case left:
			s.lead(last.who, last.slot)
			if s.exact {
				moveLast(s.sessions[last.slot].people, last.at)
				moveLast(s.leads[last.who], last.of)
			}
		}
		s.journal = s.journal[:len(s.journal)-2]
	}
}

// moveLast moves the last of a list to a place before it.
func moveLast(list []int32, to int32) {
	last := list[len(list)-1]
	copy(list[to+1:], list[to:])
	list[to] = last
}

// cut removes x, keeping the order of the others.
func cut(list []int32, x int32) []int32 {
	for i, y := range list {
		if y == x {
			return append(list[:i], list[i+1:]...)
		}
	}
	return list
}
