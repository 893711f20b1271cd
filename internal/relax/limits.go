package relax

import "github.com/sanjie-edu/sanjie/internal/search"

// use is a use of the model with its row among the relaxation's.
type use struct {
	search.Use
	row int32
}

// addLimits adds the model's own rows. Their unit is the mean of what the arcs use.
func (r *Relaxation) addLimits() {
	m := r.m
	r.rowOf = int32(len(r.Rows))
	for i, most := range m.Rows {
		r.addRow(Row{Kind: Limit, A: int32(i), Cap: most, Unit: 1})
	}
	spans := make([]span, len(m.Rows)) // by first row
	for i := range m.Asks {
		a := &m.Asks[i]
		for k := range a.Arcs {
			o := &m.Offers[a.Arcs[k].Offer]
			for j := range m.Uses[a.Arcs[k].Uses] {
				u := &m.Uses[a.Arcs[k].Uses][j]
				first, rows := u.Row, int32(1)
				switch u.Kind {
				case search.AtSlot:
					first, rows = u.Row+o.Base, o.Len
				case search.Overlap:
					rows = int32(len(m.Slots))
				}
				spans[first].add(rows, a.Amount(u.Of, 0, 1)*u.Factor)
			}
		}
	}
	for first, x := range spans {
		for i := range x.rows {
			row := &r.Rows[r.rowOf+int32(first)+i]
			row.Unit = max(row.Unit, x.sum/x.n)
			row.most = min(row.most, mostCharge/max(1, x.most))
		}
	}
}

// span is what arcs use of each of some rows.
type span struct {
	rows   int32
	sum, n float64
	most   int64
}

func (s *span) add(rows int32, amount int64) {
	s.rows, s.sum, s.n, s.most = max(s.rows, rows), s.sum+float64(amount), s.n+1, max(s.most, amount)
}

func (r *Relaxation) sortUses() {
	r.uses = make([][]use, len(r.m.Uses))
	for i, list := range r.m.Uses {
		for _, u := range list {
			r.uses[i] = append(r.uses[i], use{u, r.rowOf + u.Row})
		}
	}
}

// amount is what some of an ask's pupils use of a row, at least: the parts of a
// stay together use no more than the stay does. A visit counts with part 0
// alone, wherever that sits, so that a part by itself may count for none. Share
// says that it is to be divided among the pupils.
func amount(a *search.Ask, u *search.Use, q int32) (n int64, share bool) {
	if int64(q) == a.Pupils {
		return a.Amount(u.Of, 0, 1) * u.Factor, false
	}
	switch u.Of {
	case search.Pupils:
		return int64(q) * u.Factor, false
	case search.Heads:
		return (int64(q) + a.Adults/int64(a.Parts)) * u.Factor, false
	case search.Buses:
		return a.Amount(u.Of, 0, 1) * u.Factor, true
	}
	return 0, false
}
