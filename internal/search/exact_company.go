package search

import "slices"

// thin takes out the live options from one on that need a session which cannot
// reach its minimum, and reports whether the sessions that run can.
func (x *closer) thin(start int) bool {
	for {
		x.meet(x.live[start:])
		for _, j := range x.journal {
			if j.kind == sat && !x.enough(x.unitSession(j.who)) {
				return false
			}
		}
		n := start
		for _, k := range x.live[start:] {
			o := &x.options[k]
			if !slices.ContainsFunc(o.arcs, func(arc int32) bool { return !x.enough(x.sessionOf(o, arc)) }) {
				x.live[n] = k
				n++
			}
		}
		if n == len(x.live) {
			return true
		}
		x.live = x.live[:n]
	}
}

// meet lists who could join each session by live options.
func (x *closer) meet(live []int32) {
	b := &x.bound
	for _, i := range b.touched {
		b.joiners[i] = b.joiners[i][:0]
	}
	b.touched = b.touched[:0]
	for _, k := range live {
		o := &x.options[k]
		for part, arc := range o.arcs {
			i := x.sessionOf(o, arc)
			list := b.joiners[i]
			size := Share(x.m.Asks[o.ask].Pupils, int32(part), int32(len(o.arcs)))
			if n := len(list); n > 0 && list[n-1].ask == o.ask {
				list[n-1].least, list[n-1].most = min(list[n-1].least, size), max(list[n-1].most, size)
				continue
			}
			if len(list) == 0 {
				b.touched = append(b.touched, i)
			}
			b.joiners[i] = append(list, joiner{o.ask, size, size})
		}
	}
}

// company returns how many pupils could come to a new session beside those of
// an ask.
func (x *closer) company(i int32, a int32, size int64) int64 {
	offer := &x.m.Offers[x.sessions[i].offer]
	ask := &x.m.Asks[a]
	pupils := int64(0)
	for _, j := range x.bound.joiners[i] {
		other := &x.m.Asks[j.ask]
		demands := uint8(1)<<offer.Share | 1<<ask.Share | 1<<other.Share
		if j.ask != a && size+j.least <= int64(offer.Seats) && demands>>1&1 == 0 &&
			(demands>>2&1 == 0 || ask.School == other.School) && (demands>>3&1 == 0 || ask.Stage == other.Stage) {
			pupils += j.most
		}
	}
	return pupils
}

// sessionOf returns the session that an option has on one of its arcs.
func (x *closer) sessionOf(o *option, arc int32) int32 {
	return x.sessionAt(x.m.Asks[o.ask].Arcs[arc].Offer, o.slot)
}

// enough reports whether a session has its minimum, or could have it.
func (x *closer) enough(i int32) bool {
	s := &x.sessions[i]
	pupils := int64(s.pupils)
	for _, j := range x.bound.joiners[i] {
		pupils += j.most
	}
	return pupils >= int64(x.m.Offers[s.offer].Minimum)
}
