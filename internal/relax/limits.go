package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// addLimits adds the model's own rows. Their unit is the mean of what the arcs use.
func (r *Relaxation) addLimits(stop func() bool) {
	m := r.m
	r.rowOf = int32(len(r.Rows))
	for i, most := range m.Rows {
		r.addRow(Row{Kind: Limit, A: int32(i), Cap: most, Unit: 1})
	}
	spans := make([]span, len(m.Rows)) // by first row
	for i := range m.Asks {
		if i&0x3f == 0x3f && stop() {
			return
		}
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
		if first&0xffff == 0xffff && stop() {
			return
		}
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

// amount is what some of an ask's pupils use of a row. Parts use nothing of what
// their stay uses as a whole.
func amount(a *search.Ask, u *search.Use, q int32) int64 {
	if int64(q) == a.Pupils {
		return a.Amount(u.Of, 0, 1) * u.Factor
	}
	switch u.Of {
	case search.Pupils:
		return int64(q) * u.Factor
	case search.Heads:
		return (int64(q) + a.Adults/int64(a.Parts)) * u.Factor
	}
	return 0
}

// addStays lists what a stay in parts uses as a whole: visits and buses that
// count whichever of its arcs at one place is that of part 0.
func (r *Relaxation) addStays(stop func() bool) {
	m := r.m
	for i := range m.Asks {
		if i&0x3f == 0x3f && stop() {
			return
		}
		a, x := &m.Asks[i], &r.asks[i]
		if !x.split {
			continue
		}
		for k := range a.Arcs {
			for _, u := range m.Uses[a.Arcs[k].Uses] {
				if u.Of != search.Visit && u.Of != search.Buses {
					continue
				}
				common := true
				for j := range a.Arcs {
					if a.Arcs[j].Goal == a.Arcs[k].Goal && r.place(&a.Arcs[j]) == r.place(&a.Arcs[k]) {
						common = common && slices.Contains(m.Uses[a.Arcs[j].Uses], u)
					}
				}
				if common {
					x.parties[k].stay = append(x.parties[k].stay, u)
				}
			}
		}
	}
}
