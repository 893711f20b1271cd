package relax

import "github.com/sanjie-edu/sanjie/internal/pdhg"

// Tighten and Loosen turn the plain program into one over sessions and back. What
// sits alone stays as it is; but who may share, splits, has a program or is
// visited by a team is counted by sessions that join it: with all who sit there,
// and with all that belongs together.

// loose reports whether an item alone is not as good as the sessions it is in.
func (p *Plain) loose(i Item) bool {
	q, x := &p.r.m.Asks[i.Ask], &p.r.asks[i.Ask]
	offer := q.Arcs[i.Arc].Offer
	return x.program || int64(i.Pupils) < q.Pupils || min(q.Share, p.r.m.Offers[offer].Share) > 1 || p.r.toured(offer)
}

// Tighten bans loose options. Resume must follow.
func (p *Plain) Tighten(s *pdhg.Solver) {
	p.tight = true
	for j, o := range p.Options {
		if o.Ask != none && p.loose(o.Item) {
			s.Ban(j)
		}
	}
}

// Loosen bans the sessions that joined, after the options came back. Resume must
// follow.
func (p *Plain) Loosen(s *pdhg.Solver) {
	p.tight = false
	for _, x := range p.Joined {
		s.Ban(int(x.At))
	}
}

// Join adds a column of the relaxation unless options cover it, and reports
// whether it is new. Grow must follow.
func (p *Plain) Join(c Column) bool {
	if len(c.Items) == 1 && !p.loose(c.Items[0]) {
		return false
	}
	key := c.key()
	if p.seen[key] {
		return false
	}
	p.seen[key] = true
	r := p.r
	r.charge(&c, nil, p.charge)
	for k, i := range c.Items {
		if p.link[i.Ask] != none {
			p.column.put(p.link[i.Ask], -r.earning(&c, k))
		}
	}
	if o, _, ok := r.owner(&c); ok {
		p.column.put(p.owners[o], 1)
	}
	p.Joined = append(p.Joined, Joined{c, int32(len(p.Options))})
	p.insert(float64(r.Worth(&c)), 1, other)
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
