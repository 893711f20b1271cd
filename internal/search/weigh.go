package search

// Verdict is what one more stay of an ask, or a stay elsewhere, would come to.
type Verdict struct {
	Free    bool      // it can be had while all other stays sit as they do
	Gain    int64     // points more: if it is free, else once those beaten went
	Beaten  []Stay    // whose going makes room, the cheapest that were found; none when it is free or none were
	Against []Against // what stands against it now
}

// The most stays that go for one, and that are compared to find the cheapest.
const (
	mostBeaten   = 16
	mostCompared = 64
)

// Weigh returns the verdict on an ask in a slot, at the place of an arc: for one
// more stay, or for the lifted one if there is one.
func (d *Desk) Weigh(ask, arc, slot int32, lifted *Stay) Verdict {
	s := d.s
	d.ask()
	defer s.undo(0)
	before := s.points
	if lifted != nil && !s.lift(*lifted) {
		return Verdict{}
	}
	u := s.idle(ask)
	if u == none {
		return Verdict{}
	}
	mark := len(s.journal)
	if s.settled(u, arc, slot) {
		return Verdict{Free: true, Gain: s.points - before}
	}
	s.undo(mark)
	v := Verdict{Against: d.standing(u, arc, slot, false)}
	for range mostBeaten {
		x, ok := s.cheapest(d.standing(u, arc, slot, false))
		if !ok {
			break
		}
		s.remove(s.unit(x), nil)
		if u = s.idle(ask); u == none {
			break
		}
		if s.settled(u, arc, slot) {
			v.Gain = s.points - before
			for _, m := range s.moves(mark) {
				if m.To.Slot == none {
					v.Beaten = append(v.Beaten, Stay{m.Ask, m.From.Slot})
				}
			}
			break
		}
	}
	return v
}

// Free reports whether the verdict on one more stay of an ask, or on the lifted
// one, is that it can be had, and else the first thing that stands against it,
// without its holders.
func (d *Desk) Free(ask, arc, slot int32, lifted *Stay) (bool, Against) {
	s := d.s
	d.ask()
	defer s.undo(0)
	if lifted != nil && !s.lift(*lifted) {
		return false, Against{Kind: Cohort}
	}
	u := s.idle(ask)
	if u == none {
		return false, Against{Kind: Program}
	}
	if s.settled(u, arc, slot) {
		return true, Against{}
	}
	return false, d.standing(u, arc, slot, true)[0]
}

// lift takes a stay up if nobody else has to go then.
func (s *searcher) lift(x Stay) bool {
	u := s.unit(x)
	if u == none || s.locked[u] {
		return false
	}
	return len(s.remove(u, nil)) == 1
}

// standing lists what stands against a unit: as a whole if the arc can take it
// so, else as a part.
func (d *Desk) standing(u, k, slot int32, brief bool) []Against {
	s := d.s
	ask := &s.m.Asks[s.askOf[u]]
	arc := &ask.Arcs[k]
	parts := s.partsAt(s.askOf[u], arc)
	list := d.against(u, k, slot, parts, brief)
	if len(list) > 0 {
		return list
	}
	if parts > 1 {
		return []Against{{Kind: Parted, Row: none}}
	}
	x := &s.sessions[s.sessionAt(arc.Offer, slot)]
	if lack := int64(s.m.Offers[arc.Offer].Minimum-x.pupils) - ask.Pupils; lack > 0 {
		return []Against{{Kind: Minimum, Row: none, Lack: lack}}
	}
	return []Against{{Kind: Program, Row: none}} // its other stays cannot be completed
}

// partsAt is the number of parts in which a stay of an ask could sit on an arc:
// that of its other stays, else the fewest that fit.
func (s *state) partsAt(a int32, arc *Arc) int32 {
	ask, o := &s.m.Asks[a], &s.m.Offers[arc.Offer]
	if n := s.split(a); n > 0 {
		return n
	}
	for parts := int32(1); parts < ask.Parts; parts++ {
		if n := int32(Share(ask.Pupils, 0, parts)); n <= o.Seats && (arc.Most == 0 || n <= arc.Most) {
			return parts
		}
	}
	return ask.Parts
}

// cheapest returns the holder whose going costs least, of the first thing that
// somebody's going would help.
func (s *searcher) cheapest(against []Against) (Stay, bool) {
	for _, x := range against {
		best, least := Stay{}, int64(0)
		found := false
		for n, h := range x.Holders {
			if n == mostCompared {
				break
			}
			u := s.unit(h)
			if s.locked[u] {
				continue
			}
			if loss := s.lossOf(u); !found || loss < least {
				best, least, found = h, loss, true
			}
		}
		if found {
			return best, true
		}
		return Stay{}, false
	}
	return Stay{}, false
}

// lossOf is what the points fall by when a stay goes.
func (s *searcher) lossOf(u int32) int64 {
	mark, before := len(s.journal), s.points
	s.remove(u, nil)
	loss := before - s.points
	s.undo(mark)
	return loss
}

// Loss is what the points fall by when a stay goes, and whether it can.
func (d *Desk) Loss(x Stay) (int64, bool) {
	u := d.s.unit(x)
	if u == none || d.s.locked[u] {
		return 0, false
	}
	return d.s.lossOf(u), true
}
