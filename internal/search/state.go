package search

// state is a partial solution with everything derived from it. It changes by
// four primitive steps, each recorded in the journal so that undo takes any
// number of them back.
type state struct {
	m *Model

	unitOf  []int32 // first unit of each ask, and the count at the end
	arc     []int32 // by unit: the arc of its ask, or none
	slot    []int32 // by unit
	locked  []bool  // by unit: fixed
	placed  []int32 // by ask: how many of its units sit
	askOf   []int32 // by unit
	unplace int     // units that do not sit

	first    []int32 // first session of each offer
	sessions []session
	roomBase []int32 // first entry of each room in busy, less the slot base of its offers
	busy     []int32 // by room and slot: session or none

	days, weeks int32
	day         []dayLoad // by person and day
	week        []int32   // by person and week
	leads       [][]int32 // by person: sessions

	rows    []int64
	points  int64
	pupils  int64 // of the units that sit
	journal []step
	changed changes
	work    int64
}

const none = -1

type session struct {
	offer, slot int32
	pupils      int32
	units       []int32
	people      []int32
	fixed       int32 // units and people that are fixed
}

type dayLoad struct {
	count  int32
	center int32
}

// step is one primitive change: its kind, the unit or person, and the place
// that it had or the session.
type step struct {
	kind stepKind
	who  int32
	arc  int32
	slot int32
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
	units := int32(0)
	for i := range m.Asks {
		s.unitOf = append(s.unitOf, units)
		units += m.Asks[i].Visits
	}
	s.unitOf = append(s.unitOf, units)
	s.arc, s.slot = make([]int32, units), make([]int32, units)
	s.locked, s.askOf = make([]bool, units), make([]int32, units)
	s.placed = make([]int32, len(m.Asks))
	s.unplace = int(units)
	for a := range m.Asks {
		for u := s.unitOf[a]; u < s.unitOf[a+1]; u++ {
			s.arc[u], s.askOf[u] = none, int32(a)
		}
	}
	s.layout()
	for _, t := range m.Slots {
		s.days, s.weeks = max(s.days, t.Day+1), max(s.weeks, t.Week+1)
	}
	s.day = make([]dayLoad, int(s.days)*len(m.People))
	s.week = make([]int32, int(s.weeks)*len(m.People))
	s.leads = make([][]int32, len(m.People))
	s.rows = make([]int64, len(m.Rows))
	s.changed.init(int(units), len(s.sessions))
	return s
}

// layout numbers sessions by offer and slot, and room entries by room and slot.
func (s *state) layout() {
	m := s.m
	total := int32(0)
	width := make([]int32, m.Rooms)
	base := make([]int32, m.Rooms)
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
}

func (s *state) sessionAt(offer, slot int32) int32 {
	return s.first[offer] + slot - s.m.Offers[offer].Base
}

func (s *state) unitArc(u int32) *Arc { return &s.m.Asks[s.askOf[u]].Arcs[s.arc[u]] }

func (s *state) unitSession(u int32) int32 { return s.sessionAt(s.unitArc(u).Offer, s.slot[u]) }

// bonus is what a cohort earns once: the largest bonus among its placed asks.
func (s *state) bonus(cohort int32) int64 {
	var best int64
	for _, a := range s.m.Cohorts[cohort] {
		if s.placed[a] > 0 {
			best = max(best, s.m.Asks[a].Bonus)
		}
	}
	return best
}

// sit puts a unit down without asking whether it may.
func (s *state) sit(u, arc, slot int32) {
	s.journal = append(s.journal, step{sat, u, arc, slot})
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	s.arc[u], s.slot[u] = arc, slot
	s.changed.unit(u)
	before := s.bonus(ask.Cohort)
	s.placed[a]++
	s.unplace--
	s.pupils += int64(ask.Size())
	s.points += ask.Arcs[arc].Value + s.bonus(ask.Cohort) - before
	s.charge(ask, &ask.Arcs[arc], slot, 1)
	i := s.sessionAt(ask.Arcs[arc].Offer, slot)
	x := &s.sessions[i]
	if len(x.units) == 0 {
		s.points -= s.m.Cost
		for _, r := range s.m.Offers[x.offer].Rooms {
			s.busy[s.roomBase[r]+slot] = i
		}
	}
	x.units = append(x.units, u)
	x.pupils += ask.Size()
	if s.locked[u] {
		x.fixed++
	}
}

// rise takes a unit up.
func (s *state) rise(u int32) {
	arc, slot := s.arc[u], s.slot[u]
	s.journal = append(s.journal, step{rose, u, arc, slot})
	i := s.unitSession(u)
	a := s.askOf[u]
	ask := &s.m.Asks[a]
	s.arc[u] = none
	s.changed.unit(u)
	before := s.bonus(ask.Cohort)
	s.placed[a]--
	s.unplace++
	s.pupils -= int64(ask.Size())
	s.points -= ask.Arcs[arc].Value + before - s.bonus(ask.Cohort)
	s.charge(ask, &ask.Arcs[arc], slot, -1)
	x := &s.sessions[i]
	x.units = cut(x.units, u)
	x.pupils -= ask.Size()
	if s.locked[u] {
		x.fixed--
	}
	if len(x.units) == 0 {
		s.points += s.m.Cost
		for _, r := range s.m.Offers[x.offer].Rooms {
			s.busy[s.roomBase[r]+slot] = none
		}
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
	s.journal = append(s.journal, step{kind: left, who: p, slot: i})
	x := &s.sessions[i]
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
			s.sit(last.who, last.arc, last.slot)
		case led:
			s.leave(last.who, last.slot)
		case left:
			s.lead(last.who, last.slot)
		}
		s.journal = s.journal[:len(s.journal)-2]
	}
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

// charge adds a visit's uses, times sign, to the rows.
func (s *state) charge(ask *Ask, arc *Arc, slot int32, sign int64) {
	for _, u := range s.m.Uses[arc.Uses] {
		amount := sign * ask.Amounts[u.Of] * u.Factor
		switch u.Kind {
		case Always:
			s.rows[u.Row] += amount
		case InSet:
			if s.m.Sets[u.Set].Has(slot) {
				s.rows[u.Row] += amount
			}
		case AtSlot:
			s.rows[u.Row+slot] += amount
		case Overlap:
			for _, t := range s.m.Covers[slot] {
				s.rows[u.Row+t] += amount
			}
		}
	}
}

// afford reports whether the rows have room for a visit.
func (s *state) afford(ask *Ask, arc *Arc, slot int32) bool {
	for _, u := range s.m.Uses[arc.Uses] {
		amount := ask.Amounts[u.Of] * u.Factor
		if amount == 0 {
			continue
		}
		switch u.Kind {
		case Always:
			if s.rows[u.Row]+amount > s.m.Rows[u.Row] {
				return false
			}
		case InSet:
			if s.m.Sets[u.Set].Has(slot) && s.rows[u.Row]+amount > s.m.Rows[u.Row] {
				return false
			}
		case AtSlot:
			if s.rows[u.Row+slot]+amount > s.m.Rows[u.Row+slot] {
				return false
			}
		case Overlap:
			for _, t := range s.m.Covers[slot] {
				if s.rows[u.Row+t]+amount > s.m.Rows[u.Row+t] {
					return false
				}
			}
		}
	}
	return true
}
