package search

import (
	"cmp"
	"slices"
)

// changes remembers what differs from the best solution, so that keeping a new
// best costs no more than what led to it.
type changes struct {
	units, sessions       []int32
	unitSeen, sessionSeen []bool
}

func (c *changes) init(units, sessions int) {
	c.unitSeen, c.sessionSeen = make([]bool, units), make([]bool, sessions)
}

func (c *changes) unit(u int32) {
	if !c.unitSeen[u] {
		c.unitSeen[u] = true
		c.units = append(c.units, u)
	}
}

func (c *changes) session(i int32) {
	if !c.sessionSeen[i] {
		c.sessionSeen[i] = true
		c.sessions = append(c.sessions, i)
	}
}

// best is the best solution so far.
type best struct {
	known  bool
	points int64
	stays  int
	pupils int64
	arc    []int32
	slot   []int32
	parts  []int32
	people map[int32][]int32 // by session
}

// keep makes the state the best solution.
func (b *best) keep(s *state) {
	if !b.known {
		b.known = true
		b.arc, b.slot, b.parts = make([]int32, len(s.arc)), make([]int32, len(s.arc)), make([]int32, len(s.arc))
		b.people = map[int32][]int32{}
		for u := range b.arc {
			b.arc[u] = none
		}
	}
	b.points, b.stays, b.pupils = s.points, s.total-s.lack, s.pupils
	for _, u := range s.changed.units {
		b.arc[u], b.slot[u], b.parts[u] = s.arc[u], s.slot[u], s.parts[u]
		s.changed.unitSeen[u] = false
	}
	for _, i := range s.changed.sessions {
		if people := s.sessions[i].people; len(people) > 0 {
			b.people[i] = append(b.people[i][:0], people...)
		} else {
			delete(b.people, i)
		}
		s.changed.sessionSeen[i] = false
	}
	s.changed.units, s.changed.sessions = s.changed.units[:0], s.changed.sessions[:0]
}

// restore turns the state back into the best solution, and reports whether stop let it.
func (b *best) restore(s *state, stop func() bool) bool {
	units, sessions := slices.Clone(s.changed.units), slices.Clone(s.changed.sessions)
	for n, u := range units {
		if n&0x3f == 0 && stop() {
			return false
		}
		if s.arc[u] != none {
			s.rise(u)
		}
	}
	for _, i := range sessions {
		for people := s.sessions[i].people; len(people) > 0; people = s.sessions[i].people {
			s.leave(people[len(people)-1], i)
		}
	}
	for n, u := range units {
		if n&0x3f == 0 && stop() {
			return false
		}
		if b.arc[u] != none {
			s.sit(u, b.arc[u], b.slot[u], b.parts[u])
		}
	}
	for n, i := range sessions {
		if n&0x3f == 0 && stop() {
			return false
		}
		for _, p := range b.people[i] {
			s.lead(p, i)
		}
	}
	s.journal = s.journal[:0]
	for _, u := range units {
		s.changed.unitSeen[u] = false
	}
	for _, i := range sessions {
		s.changed.sessionSeen[i] = false
	}
	s.changed.units, s.changed.sessions = s.changed.units[:0], s.changed.sessions[:0]
	return true
}

// solution lists the best solution. Somebody may wait for it, as ctx has ended: it
// allocates in large pieces.
func (b *best) solution(s *state) Solution {
	people := 0
	for _, list := range b.people {
		people += len(list)
	}
	led := make([]int32, 0, people) // all sessions' people, one after another
	out := Solution{Points: b.points, Places: slices.Grow([]Place(nil), b.stays), Staff: make(map[[2]int32][]int32, len(b.people))}
	for u, arc := range b.arc {
		if arc != none {
			_, part := s.stayOf(int32(u))
			out.Places = append(out.Places, Place{s.askOf[u], b.slot[u], part, b.parts[u], arc})
		}
	}
	slices.SortFunc(out.Places, func(a, b Place) int {
		if a.Ask != b.Ask {
			return cmp.Compare(a.Ask, b.Ask)
		}
		return cmp.Or(cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	for i, list := range b.people {
		x, from := &s.sessions[i], len(led)
		led = append(led, list...)
		own := led[from:len(led):len(led)]
		slices.Sort(own)
		out.Staff[[2]int32{x.offer, x.slot}] = own
	}
	return out
}
