package search

import "slices"

// thin takes out the live options from one on that need a session which cannot
// reach its minimum, and reports whether the sessions that run can.
func (x *closer) thin(start int) bool {
	for {
		x.makeRoom(x.live[start:])
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

// makeRoom counts how many pupils live options could bring to each session, of
// every ask one part.
func (x *closer) makeRoom(live []int32) {
	b := &x.bound
	for _, i := range b.touched {
		b.room[i] = 0
	}
	b.touched = b.touched[:0]
	for _, k := range live {
		o := &x.options[k]
		for part, arc := range o.arcs {
			i := x.sessionOf(o, arc)
			if b.room[i] == 0 {
				b.touched = append(b.touched, i)
				b.ask[i] = none
			}
			if b.ask[i] != o.ask {
				b.ask[i], b.size[i] = o.ask, 0
			}
			size := Share(x.m.Asks[o.ask].Pupils, int32(part), int32(len(o.arcs)))
			b.room[i] += max(0, size-b.size[i])
			b.size[i] = max(b.size[i], size)
		}
	}
}

// sessionOf returns the session that an option has on one of its arcs.
func (x *closer) sessionOf(o *option, arc int32) int32 {
	return x.sessionAt(x.m.Asks[o.ask].Arcs[arc].Offer, o.slot)
}

// enough reports whether a session has its minimum, or could have it.
func (x *closer) enough(i int32) bool {
	s := &x.sessions[i]
	return int64(s.pupils)+x.bound.room[i] >= int64(x.m.Offers[s.offer].Minimum)
}
