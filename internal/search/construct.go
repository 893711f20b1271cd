package search

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// searcher is a state with what guides it.
type searcher struct {
	*state
	rng     *rand.Rand
	turns   []int32       // by fixed stay: at which of its offers the first part is tried first
	stuck   bool          // the fixed units do not fit without a start
	cycle   int64         // steps of the present cycle of improve
	at      int64         // steps of it that are done
	cool    int           // halves by which its threshold is lower
	byOffer [][]candidate // asks that may take an offer, best gain first
	byRoom  [][]int32     // offers that use a room
	byTeam  [][]int32     // offers that a team carries
	near    [][]int32     // by center: its offers
	demand  []int32       // by room and slot, how much is wanted of it
	options []int32       // by ask: arcs × slots
	best    best
	scored  []scoredSlot
	out     []int32 // asks of the stays taken out by the current step
	freed   []place // where they sat
	guided  *Guide  // nil before there is one
	among   []int32 // asks at which steps begin, or nil for all
	leaning bool    // the present step looks at the best options alone
	blind   int     // one step in so many looks at all
	payAt   []int32 // by ask: its first entry in the guide's Pay
	ideal   []int64 // by ask: what its best option is worth by the guide
	mended  []int32 // asks that the current step completed, or tried to
}

// candidate is an arc of an ask, seen from its offer.
type candidate struct {
	ask, arc   int32
	set, stays int32 // slots of the arc, and most stays of the ask
	gain       int64
}

type scoredSlot struct {
	arc, slot, score int32
}

func newSearcher(m *Model, seed uint64) *searcher {
	s := &searcher{state: newState(m), rng: rand.New(rand.NewPCG(seed, 0x5a17e)), cycle: 2048}
	s.byOffer = make([][]candidate, len(m.Offers))
	s.byRoom = make([][]int32, m.Rooms)
	s.byTeam = make([][]int32, len(m.Teams))
	for i := range m.Offers {
		for int(m.Offers[i].Center) >= len(s.near) {
			s.near = append(s.near, nil)
		}
		s.near[m.Offers[i].Center] = append(s.near[m.Offers[i].Center], int32(i))
		for _, r := range m.Offers[i].Rooms {
			s.byRoom[r] = append(s.byRoom[r], int32(i))
		}
		if t := m.Offers[i].Team; t != none {
			s.byTeam[t] = append(s.byTeam[t], int32(i))
		}
	}
	s.options = make([]int32, len(m.Asks))
	s.demand = make([]int32, len(s.busy))
	return s
}

// guide lists the candidates of every offer and counts the demand, unless stop
// says so: then no step is to follow but those for fixed stays, which look for
// candidates.
func (s *searcher) guide(stop func() bool) {
	m := s.m
	for a := range m.Asks {
		if len(m.Fixed) == 0 && stop() {
			return
		}
		ask := &m.Asks[a]
		for k := range ask.Arcs {
			arc := &ask.Arcs[k]
			s.byOffer[arc.Offer] = append(s.byOffer[arc.Offer], candidate{int32(a), int32(k), arc.Set, ask.Stays, arc.Value*ask.Pupils + ask.Bonus})
			s.options[a] += int32(m.Sets[arc.Set].Len())
		}
	}
	for _, list := range s.byOffer {
		if len(m.Fixed) == 0 && stop() {
			return
		}
		slices.SortFunc(list, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.ask, b.ask), cmp.Compare(a.arc, b.arc))
		})
	}
	for a := range m.Asks {
		if stop() {
			return
		}
		ask := &m.Asks[a]
		wish := 1 + 4096*ask.Stays/max(1, s.options[a])
		for k := range ask.Arcs {
			arc := &ask.Arcs[k]
			m.Sets[arc.Set].Each(func(slot int32) {
				for _, r := range m.Offers[arc.Offer].Rooms {
					s.demand[s.roomBase[r]+slot] += wish
				}
			})
		}
	}
}

// order ranks asks for construction.
type order func(s *searcher, a int32) int64

// scarcest puts the asks with the fewest options a visit first.
func scarcest(s *searcher, a int32) int64 { return int64(s.options[a] / max(1, s.m.Asks[a].Stays)) }

// dearest puts the asks that earn most first.
func dearest(s *searcher, a int32) int64 {
	ask := &s.m.Asks[a]
	if len(ask.Arcs) == 0 {
		return 0
	}
	return -ask.Arcs[0].Value*ask.Pupils - ask.Bonus
}

// construct settles stays ask by ask in an order, every first stay before any
// second, until stop says so. It ends where it had the most points, so that
// stopping it later never leaves fewer: a stay may cost more than it earns, and
// only those who join it later make it worth while.
func (s *searcher) construct(by order, stop func() bool) {
	s.deep = 0
	defer func() { s.deep = deepest }()
	asks := make([]int32, len(s.m.Asks))
	keys := make([]int64, len(s.m.Asks))
	most := int32(0)
	for a := range asks {
		asks[a], keys[a] = int32(a), by(s, int32(a))
		most = max(most, s.m.Asks[a].Stays)
	}
	slices.SortStableFunc(asks, func(a, b int32) int { return cmp.Compare(keys[a], keys[b]) })
	points, peak := s.points, len(s.journal)
	defer func() { s.undo(peak) }()
	for k := range most {
		for _, a := range asks {
			if stop() {
				return
			}
			if k >= s.m.Asks[a].Stays || s.stays[a] > k {
				continue
			}
			s.stand(func() {
				if s.m.Asks[a].Whole {
					s.settleAll(a, 0)
				} else if u := s.idle(a); u != none {
					s.settle(u, 0)
				}
			})
			if s.points >= points {
				points, peak = s.points, len(s.journal)
			}
		}
	}
}

// stand keeps what f does if it can be mended and is sound, else undoes it.
func (s *searcher) stand(f func()) bool {
	mark := len(s.journal)
	s.out = s.out[:0]
	f()
	if s.mend(mark) && s.sound(mark) {
		return true
	}
	s.undo(mark)
	return false
}

// settle seats a stay, given by its first unit: whole if that fits, else in
// parts where its ask may split. With noise n > 0, one in n options is passed over.
func (s *searcher) settle(stay int32, noise int) bool {
	a := s.askOf[stay]
	inParts := s.m.Asks[a].Parts > 1 && s.split(a) != 1
	if inParts && s.leaning {
		return s.split(a) <= 1 && s.settleWhole(stay, noise) || s.settleWishParts(stay)
	}
	if inParts && noise > 0 && s.rng.IntN(4) == 0 && s.settleParts(stay, noise) {
		return true
	}
	return s.split(a) <= 1 && s.settleWhole(stay, noise) || inParts && s.settleParts(stay, noise)
}

// settleWhole puts a stay on its best arc with a free slot: among the slots of
// arcs of equal value one that is least wanted by others, and a running session
// before a new one.
func (s *searcher) settleWhole(u int32, noise int) bool {
	a := s.askOf[u]
	if s.leaning {
		return s.settleWish(u, noise)
	}
	arcs := s.m.Asks[a].Arcs
	for from := 0; from < len(arcs); {
		to := from + 1
		for to < len(arcs) && arcs[to].Value == arcs[from].Value {
			to++
		}
		s.scored = s.scored[:0]
		for k := from; k < to; k++ {
			s.score(u, int32(k), noise)
		}
		slices.SortFunc(s.scored, func(a, b scoredSlot) int {
			return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.slot, b.slot), cmp.Compare(a.arc, b.arc))
		})
		for i, c := range s.scored {
			if i == 24 {
				break
			}
			if s.try(u, c.arc, c.slot, 1) {
				return true
			}
		}
		from = to
	}
	return false
}

// score notes the slots in which a whole stay fits on an arc.
func (s *searcher) score(u, k int32, noise int) {
	arc := &s.m.Asks[s.askOf[u]].Arcs[k]
	o := &s.m.Offers[arc.Offer]
	s.m.Sets[arc.Set].Each(func(slot int32) {
		if noise > 0 && s.rng.IntN(noise) == 0 {
			return
		}
		if !s.fits(u, k, slot, 1) {
			return
		}
		score := int32(-1)
		if len(s.sessions[s.sessionAt(arc.Offer, slot)].units) == 0 {
			score = 0
			for _, r := range o.Rooms {
				score += s.demand[s.roomBase[r]+slot]
			}
			if noise > 0 {
				score = int32(int64(score) * int64(8+s.rng.IntN(8)) / 16)
			}
		}
		s.scored = append(s.scored, scoredSlot{k, slot, score})
	})
}

// try places a unit and, where its session is below the minimum, others with
// it; or changes nothing.
func (s *searcher) try(u, arc, slot, parts int32) bool {
	mark := len(s.journal)
	if !s.place(u, arc, slot, parts) {
		return false
	}
	i := s.unitSession(u)
	x := &s.sessions[i]
	least := s.m.Offers[x.offer].Minimum
	if x.pupils < least && (s.m.Asks[s.askOf[u]].Share == 1 || !s.fill(i, least)) {
		s.undo(mark)
		return false
	}
	return true
}

// fill puts idle candidates into a session until it has at least some pupils,
// and reports whether it has.
func (s *searcher) fill(i, least int32) bool {
	x := &s.sessions[i]
	list := s.byOffer[x.offer]
	for n, seen := 0, 0; n < len(list) && seen < 64 && x.pupils < least; n++ {
		c := &list[n]
		if s.stays[c.ask] == c.stays {
			continue
		}
		u := s.idle(c.ask)
		if u == none || s.split(c.ask) > 1 {
			continue
		}
		seen++
		if s.allowed(c, x.slot) {
			s.place(u, c.arc, x.slot, 1)
		}
	}
	return x.pupils >= least
}
