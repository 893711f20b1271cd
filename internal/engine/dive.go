package engine

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// round seats the columns of a program by how much of them runs, as far as they
// fit: a plan at once, which a dive will better. It reports whether it came to
// an end.
func (d *dual) round(x *program) bool {
	if !d.board.Clear(d.stop) {
		return false
	}
	for _, c := range running(x.master, nil) {
		if d.stop() {
			return false
		}
		seat(d.board, d.m, &x.master.Columns[c.column])
	}
	if !d.board.Finish(d.stop) {
		return false
	}
	d.board.Keep(func() {})
	return !d.stop()
}

// running lists the columns that run but for those that are done, largest first.
func running(m *relax.Master, done []bool) []candidate {
	var list []candidate
	for i := range m.Columns {
		if v := m.Value(i); v > 1e-6 && (done == nil || !done[i]) {
			list = append(list, candidate{i, v})
		}
	}
	slices.SortFunc(list, larger)
	return list
}

// dive turns the fractional solution of a program into sessions on the board: it
// seats what runs in full, then one in so many of the fractions, largest first,
// solves again around them, and so on. What the board refuses is banned. It
// reports whether it came to an end.
func (d *dual) dive(x *program, s stride) bool {
	m := x.master
	done := make([]bool, len(m.Columns))
	price := slices.Clone(x.price)
	for {
		done = append(done, make([]bool, len(m.Columns)-len(done))...)
		list := running(m, done)
		if len(list) == 0 {
			return true
		}
		full := 0
		for full < len(list) && list[full].value > 1-1e-6 {
			full++
		}
		take := min(len(list), full+max(1, (len(list)-full)/s.part))
		asks := map[int32]bool{}
		for k, c := range list[:take] {
			column := &m.Columns[c.column]
			if k >= full && slices.ContainsFunc(column.Items, func(i relax.Item) bool { return asks[i.Ask] }) {
				continue
			}
			done[c.column] = true
			if !seat(d.board, d.m, column) {
				m.Ban(c.column)
				continue
			}
			m.Fix(c.column)
			for _, i := range column.Items {
				asks[i.Ask] = true
			}
		}
		if !d.fill(m, price, s.rounds) {
			return false
		}
	}
}

// fill solves a program around what is fixed, with columns that gain there in so
// many rounds.
func (d *dual) fill(m *relax.Master, price []int64, rounds int) bool {
	for range rounds {
		if !d.optimize(m.LP) {
			return false
		}
		m.Prices(price)
		if _, added := m.Generate(d.e, price); added == 0 {
			break
		}
	}
	return d.optimize(m.LP)
}

type candidate struct {
	column int
	value  float64
}

// larger puts those first that run more.
func larger(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.column, b.column))
}

// seat puts a column on the board and reports whether it could. The column of a
// stay may lack the parts that are in the sessions of others; then its first
// part brings the rest along.
func seat(b *search.Board, m *search.Model, c *relax.Column) bool {
	sitters := make([]search.Sitter, len(c.Items))
	left := m.Asks[c.Items[0].Ask].Pupils
	for k, i := range c.Items {
		sitters[k] = search.Sitter(i)
		if i.Ask == c.Items[0].Ask {
			left -= int64(i.Pupils)
		}
	}
	switch {
	case c.Slots != nil:
		return b.SeatStays(sitters, func(i int) int32 { return c.Slots[i] })
	case !c.Bundle:
		return b.Seat(sitters, c.Slot)
	case left > 0:
		return b.Seat(sitters[:1], c.Slot)
	}
	return b.SeatParts(sitters, c.Slot)
}
