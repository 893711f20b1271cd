package search

import (
	"cmp"
	"slices"
)

// Guide is what constraints cost at some prices, in 1/Scale points: it says where
// a stay is least in the way of others.
type Guide struct {
	Scale  int64
	Wishes []Wish  // of one ask after another, of each goal the best first
	At     []int32 // by ask: its first wish; the end comes last
	Run    []int64 // by session, offer by offer: its rooms, its team and the fewest people
	Pay    []int64 // by arc, ask by ask: limits that a whole stay counts toward in any slot
}

// Wish is an option of an ask, and what a whole stay there is worth beyond what
// it costs.
type Wish struct {
	Arc, Slot int32
	Net       int64
}

// Lean lets Improve lean on a guide from now on. When stop says so, no step is to
// follow.
func (b *Board) Lean(g *Guide, stop func() bool) { b.s.lean(g, stop) }

// sortedPerTest is how many candidates are sortedPerTest in the time of a test of an option.
const sortedPerTest = 4

// lean sorts candidates by how near the best of their own options an offer is.
func (s *searcher) lean(g *Guide, stop func() bool) {
	m := s.m
	s.guided = g
	s.payAt, s.ideal = s.payAt[:0], s.ideal[:0]
	arcs := int32(0)
	for a := range m.Asks {
		s.payAt = append(s.payAt, arcs)
		arcs += int32(len(m.Asks[a].Arcs))
		best := int64(0)
		for _, w := range g.Wishes[g.At[a]:g.At[a+1]] {
			best = max(best, w.Net)
		}
		s.ideal = append(s.ideal, best)
	}
	options := int64(0)
	for _, n := range s.options {
		options += int64(n)
	}
	s.blind = int(max(2, options/int64(1+len(g.Wishes))))
	for _, list := range s.byOffer {
		if stop() {
			return
		}
		s.work += int64(len(list)) / sortedPerTest
		for i := range list {
			c := &list[i]
			c.gain = s.gross(c.ask, c.arc) - s.ideal[c.ask]
		}
		slices.SortFunc(list, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.ask, b.ask), cmp.Compare(a.arc, b.arc))
		})
	}
}

// gross is what a whole stay on an arc is worth beyond what it costs, its
// session aside.
func (s *searcher) gross(a, k int32) int64 {
	ask := &s.m.Asks[a]
	return s.guided.Scale*(ask.Arcs[k].Value*ask.Pupils+ask.Bonus) - s.guided.Pay[s.payAt[a]+k]
}

// bears is what a whole stay bears of what a session costs: all when it sits
// alone, else as it takes of the seats.
func (s *searcher) bears(a, i int32) int64 {
	ask, o := &s.m.Asks[a], &s.m.Offers[s.sessions[i].offer]
	if min(ask.Share, o.Share) == 1 || int64(o.Seats) <= ask.Pupils {
		return s.guided.Run[i]
	}
	return share(s.guided.Run[i], ask.Pupils, int64(o.Seats))
}

// net is what a unit's stay is worth where it sits.
func (s *searcher) net(u int32) int64 {
	a := s.askOf[u]
	return s.gross(a, s.arc[u]) - s.bears(a, s.unitSession(u))
}

// wishes are the best options of an ask.
func (s *searcher) wishes(a int32) []Wish { return s.guided.Wishes[s.guided.At[a]:s.guided.At[a+1]] }

// settleWish puts a stay on the best of its options that is free. With noise
// n > 0, one in n is passed over.
func (s *searcher) settleWish(u int32, noise int) bool {
	for _, w := range s.wishes(s.askOf[u]) {
		if (noise == 0 || s.rng.IntN(noise) > 0) && s.try(u, w.Arc, w.Slot, 1) {
			return true
		}
	}
	return false
}

// partTries is how many of its best options are tried for a stay in parts.
const partTries = 8

// settleWishParts seats a stay in parts at one of the best of its options.
func (s *searcher) settleWishParts(stay int32) bool {
	tries := 0
	for _, w := range s.wishes(s.askOf[stay]) {
		if s.rng.IntN(4) == 0 {
			continue
		}
		if tries++; s.seatAt(stay, w.Arc, w.Slot) {
			return true
		}
		if tries == partTries {
			break
		}
	}
	return false
}

// astray returns a stay that loses much of what its ask could be worth, the most
// of a few.
func (s *searcher) astray() int32 {
	best, most := int32(none), int64(0)
	for range 8 {
		u := s.anyUnit()
		if s.arc[u] == none || s.locked[u] {
			continue
		}
		if loss := s.ideal[s.askOf[u]] - s.net(u); loss > most {
			best, most = u, loss
		}
	}
	if best == none {
		return none
	}
	stay, _ := s.stayOf(best)
	return stay
}

// pushWish pushes a stay into one of its best options.
func (s *searcher) pushWish(u int32) {
	if u == none {
		return
	}
	if list := s.wishes(s.askOf[u]); len(list) > 0 {
		w := &list[min(s.rng.IntN(len(list)), s.rng.IntN(len(list)))]
		s.push(u, w.Arc, w.Slot)
	}
}

// allTries is how many options are tried for each stay of a whole.
const allTries = 4

// pushAll pushes a stay for each goal of an ask that must be whole into one of its
// best options that goes with those before it.
func (s *searcher) pushAll(a int32) {
	goal := func(w Wish) int32 { return s.m.Asks[a].Arcs[w.Arc].Goal }
	list := s.wishes(a)
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(w Wish) bool { return goal(w) != goal(list[0]) })
		if n < 0 {
			n = len(list)
		}
		u := s.idle(a)
		if u == none {
			return
		}
		for range allTries {
			w := &list[min(s.rng.IntN(n), s.rng.IntN(n))]
			if s.stays[a] == 0 || s.obeys(u, w.Arc, w.Slot) {
				s.push(u, w.Arc, w.Slot)
				break
			}
		}
		list = list[n:]
	}
}

// fewLeaders is how many leaders of an offer are looked at.
const fewLeaders = 6

// removeWorst takes out the session worth least of those that keep one of a few
// leaders of an offer from a slot.
func (s *searcher) removeWorst(o *Offer, slot int32) {
	best, least := int32(none), int64(0)
	t := s.m.Slots[slot]
	n := len(o.Leaders)
	for k, from := 0, s.rng.IntN(n); k < min(n, fewLeaders); k++ {
		p := o.Leaders[(from+k)%n]
		person := &s.m.People[p]
		if !person.at(slot) || len(s.leads[p]) == 0 {
			continue
		}
		d := s.day[p*s.days+t.Day]
		now := s.leading(p, slot)
		today := d.count > 0 && (d.center != o.Center || person.PerDay > 0 && d.count >= person.PerDay)
		weekly := person.PerWeek > 0 && s.week[p*s.weeks+t.Week] >= person.PerWeek
		for _, i := range s.leads[p] {
			s.work++
			v := s.m.Slots[s.sessions[i].slot]
			if s.sessions[i].fixed > 0 || now != none && i != now || today && v.Day != t.Day || weekly && v.Week != t.Week {
				continue
			}
			if w := s.worth(i); best == none || w < least {
				best, least = i, w
			}
		}
	}
	if best != none {
		s.empty(best)
	}
}

// worth is what a session's stays are worth.
func (s *searcher) worth(i int32) int64 {
	sum := int64(0)
	for _, u := range s.sessions[i].units {
		sum += s.net(u)
	}
	return sum
}
