package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
)

// Tighten and Loosen turn the plain program into one over sessions and back. What
// sits alone stays as it is; but who may share, splits, has a program or is
// visited by a team is counted by sessions that join it: with all who sit there,
// and with all that belongs together.

// loose reports whether an item alone is not as good as the sessions it is in.
func (r *Relaxation) loose(i Item) bool {
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	offer := q.Arcs[i.Arc].Offer
	return x.program || int64(i.Pupils) < q.Pupils || min(q.Share, r.m.Offers[offer].Share) > 1 || r.toured(offer)
}

// Tighten bans loose options, and the sessions that these share. What shares a session
// is composed to sessions that join instead, and run as much. It reports whether stop
// let it. Resume must follow.
func (p *Plain) Tighten(s *pdhg.Solver, stop func() bool) bool {
	p.tight = true
	list, work := p.compose(s.X, stop)
	s.Work += work
	for k, j := range p.session {
		if k&0xffff == 0 && stop() {
			return false
		}
		if j != none {
			s.Ban(int(j))
		}
	}
	for j, o := range p.Options {
		if j&0xffff == 0 && stop() {
			return false
		}
		if o.Ask != none && p.r.loose(o.Item) {
			s.Ban(j)
		}
	}
	if !s.Grow(stop) {
		return false
	}
	for _, c := range list {
		s.X[p.Joined[c.joined].At] = c.share
	}
	return true
}

// Loosen bans the sessions that joined, after the options came back. Resume must
// follow.
func (p *Plain) Loosen(s *pdhg.Solver) {
	p.tight = false
	for _, x := range p.Joined {
		s.Ban(int(x.At))
	}
}

// Join adds a column of the relaxation unless options cover it or there are too few
// people, and reports whether it is new. Who leads is left to the program, which
// counts people of a pool together: half a session of two can have one of them
// twice. Grow must follow.
func (p *Plain) Join(c Column) bool {
	if len(c.Items) == 1 && !p.r.loose(c.Items[0]) {
		return false
	}
	c.Classes = nil
	if !c.Bundle && c.Slots == nil && !p.r.toured(c.Offer) {
		c.Items = slices.Clone(c.Items)
		c.sort()
	}
	key := c.key()
	if p.seen[key] {
		return false
	}
	p.seen[key] = true
	r := p.r
	first := c.Items[0]
	if c.Bundle {
		stay := r.asks[first.Ask].parties[first.Arc].stay
		for k := range stay {
			r.chargeUse(&stay[k], c.Slot, r.m.Asks[first.Ask].Amount(stay[k].Of, 0, 1)*stay[k].Factor, p.charge)
		}
	}
	if n := r.often(&c); n > 0 && p.link[first.Ask] != none {
		p.column.put(p.link[first.Ask], float64(n))
	}
	if o, _, ok := r.owner(&c); ok {
		p.column.put(p.owners[o], 1)
	}
	for slot, list := range r.sessions(&c) {
		o := r.offerOf(list[0])
		pupils := int32(0)
		for _, i := range list {
			n := slices.Index(sizes(&r.m.Asks[i.Ask]), i.Pupils)
			p.column.put(p.group(i, p.groupAt[p.arcAt[i.Ask]+i.Arc]+int32(n)), 1)
			r.chargeSlot(i, slot, p.charge)
			pupils += i.Pupils
		}
		run := p.run(o, slot, r.m.Offers[o].Need(pupils))
		if run == none {
			p.clear()
			return false
		}
		p.column.put(run, 1)
		p.visit(o, slot)
	}
	p.Joined = append(p.Joined, Joined{c, int32(len(p.Options))})
	p.insert(apart(r.Worth(&c), uint32(key>>32)), 1, other)
	return true
}

// addOwners adds the rows of who has columns of several sessions.
func (p *Plain) addOwners() {
	r := p.r
	p.owners, p.seen = map[owner]int32{}, map[uint64]bool{}
	for a := range r.asks {
		q, x := &r.m.Asks[a], &r.asks[a]
		if x.program {
			p.owners[owner{none, int32(a), none}] = p.LP.AddRow(1)
		}
		for g := range q.Goals {
			if x.split {
				p.owners[owner{none, int32(a), int32(g)}] = p.LP.AddRow(float64(r.Rows[x.need+int32(g)].Cap / q.Pupils))
			}
		}
	}
	for i, t := range r.m.Teams {
		for k := range t.Len {
			p.owners[owner{int32(i), t.Base + k, none}] = p.LP.AddRow(1)
		}
	}
}

// addSingles adds a row for each team and slot that counts who its sessions are for.
// It allows more than there are sessions, so that it has no price, until Single says
// otherwise.
func (p *Plain) addSingles() {
	for _, t := range p.r.m.Teams {
		p.singles = append(p.singles, int32(len(p.LP.RHS))-t.Base)
		for range t.Len {
			p.LP.AddRow(2 * float64(t.Sessions))
		}
	}
}

// visit puts, once, that somebody has sessions of an offer's team in a slot.
func (p *Plain) visit(offer, slot int32) {
	team := p.r.m.Offers[offer].Team
	if team == none {
		return
	}
	if row := p.singles[team] + slot; !slices.Contains(p.column.index, row) {
		p.column.put(row, 1)
	}
}

// Single lets one column at a time have the sessions of a team in a slot, or none if
// columns that are held have them. It is what the prices do not know, that these are
// at one school; that the same school could have several such columns is lost. Resume
// must follow.
func (p *Plain) Single(s *pdhg.Solver) {
	for i, t := range p.r.m.Teams {
		for k := range t.Len {
			row := p.singles[i] + t.Base + k
			s.RHS[row] = min(1, max(0, s.RHS[row]))
		}
	}
}
