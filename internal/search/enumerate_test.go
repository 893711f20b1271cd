package search

import "slices"

// enumeration finds the most points of a model by putting down units in every
// way that the checks of these tests do not call broken.
type enumeration struct {
	m     *Model
	crews *state // of m
	units *state // of m if no session needed people
	most  int64
	known bool
	steps int
}

// mostSteps is what an enumeration may take.
const mostSteps = 20_000

// enumerate returns the most points of a solution; ok is false if there are
// too many to try.
func enumerate(m *Model) (most int64, ok bool) {
	free := *m
	free.Offers = slices.Clone(m.Offers)
	for i := range free.Offers {
		free.Offers[i].Fewest, free.Offers[i].Per = 0, 0
	}
	e := &enumeration{m: m, crews: newState(m), units: newState(&free)}
	e.ask(0)
	return e.most, e.known && e.steps <= mostSteps
}

// ask goes on with an ask, its stays in all numbers of parts.
func (e *enumeration) ask(a int32) {
	if int(a) == len(e.m.Asks) {
		e.leaf()
		return
	}
	e.ask(a + 1) // without it
	for parts := int32(1); parts <= e.m.Asks[a].Parts; parts++ {
		e.part(a, 0, 0, parts, none)
	}
}

// part puts part of a stay down, one stay in a later slot than the one before.
func (e *enumeration) part(a, stay, part, parts, after int32) {
	if e.steps++; e.steps > mostSteps {
		return
	}
	ask := &e.m.Asks[a]
	if part == parts {
		e.ask(a + 1)
		if stay+1 < ask.Stays {
			e.part(a, stay+1, 0, parts, after)
		}
		return
	}
	s := e.units
	u := s.unitOf[a] + stay*ask.Parts
	for k := range ask.Arcs {
		e.m.Sets[ask.Arcs[k].Set].Each(func(slot int32) {
			if part == 0 && slot <= after || part > 0 && slot != s.slot[u] || e.taken(ask.Arcs[k].Offer, slot) {
				return
			}
			mark := len(s.journal)
			s.sit(u+part, int32(k), slot, parts)
			if s.broken(false) == "" {
				e.part(a, stay, part+1, parts, slot)
			}
			s.undo(mark)
		})
	}
}

// taken reports whether another offer has a room of an offer in a slot: a state
// holds no two such sessions.
func (e *enumeration) taken(offer, slot int32) bool {
	return slices.ContainsFunc(e.units.sessions, func(x session) bool {
		return x.offer != offer && x.slot == slot && len(x.units) > 0 &&
			slices.ContainsFunc(e.m.Offers[offer].Rooms, func(r int32) bool { return slices.Contains(e.m.Offers[x.offer].Rooms, r) })
	})
}

// leaf takes what sits as the best if it is, and people can be found.
func (e *enumeration) leaf() {
	s, c := e.units, e.crews
	if e.known && s.points <= e.most || s.broken(true) != "" {
		return
	}
	for _, f := range e.m.Fixed {
		for _, offer := range f.Offers {
			if !slices.ContainsFunc(s.sessions[s.sessionAt(offer, f.Slot)].units, func(u int32) bool {
				return s.askOf[u] == f.Ask && int(s.parts[u]) == len(f.Offers)
			}) {
				return
			}
		}
	}
	for u := range s.arc {
		if s.arc[u] != none {
			c.sit(int32(u), s.arc[u], s.slot[u], s.parts[u])
		}
	}
	for _, f := range e.m.Fixed {
		for k, people := range f.People {
			i := c.sessionAt(f.Offers[k], f.Slot)
			for _, p := range people {
				if !slices.Contains(c.sessions[i].people, p) {
					c.lead(p, i)
				}
			}
		}
	}
	if e.crew(0, 0) {
		e.known, e.most = true, s.points
	}
	c.undo(0)
}

// crew finds people for the sessions from one on, the first by its leaders
// from one on.
func (e *enumeration) crew(i, from int) bool {
	s := e.crews
	if i == len(s.sessions) {
		return s.broken(true) == ""
	}
	x := &s.sessions[i]
	o := &e.m.Offers[x.offer]
	if len(x.units) == 0 || int32(len(x.people)) >= o.Need(x.pupils) {
		return e.crew(i+1, 0)
	}
	for k := from; k < len(o.Leaders); k++ {
		if slices.Contains(x.people, o.Leaders[k]) {
			continue
		}
		mark := len(s.journal)
		s.lead(o.Leaders[k], int32(i))
		found := s.overworked(o.Leaders[k]) == "" && e.crew(i, k+1)
		if s.undo(mark); found {
			return true
		}
	}
	return false
}
