package lp

import (
	"math"
	"slices"
)

// order is the scratch space of factorize.
type order struct {
	vars       []int32 // the columns of the matrix in the basis
	place      []int32 // of each of vars, or -1
	rowsLeft   []int32 // rows without a pivot in each of vars
	singles    []int32 // vars with one row left
	pivoted    []bool  // rows
	varsLeft   []int32 // vars without a place in each row
	singleRows []int32 // rows with one var left
	rowVars    lists   // vars in each row
	varAt      []int32 // of each row with a pivot that is no slack's
	pivots     int
	nucleus
}

// factorize factors the basis with the given variables anew, which it
// rearranges so that each stands at its pivot's row. Variables that depend on
// others give way to slacks and are returned.
//
// Slacks come first, then columns and rows with a single element left, which
// need no arithmetic. What remains is factored column by column, the shortest
// first.
func (f *factor) factorize(m *matrix, head []int32) (evicted []int32) {
	n := len(head)
	f.begin(n)
	for _, v := range head {
		if v >= 0 {
			f.vars = append(f.vars, v)
		} else {
			f.pivoted[^v] = true
		}
	}
	for i, done := range f.pivoted {
		if done {
			f.fill(head, int32(i))
		}
	}
	f.count(m)
	f.peel(m, head)
	f.eliminate(m, head)
	for c, v := range f.vars {
		if f.place[c] < 0 {
			evicted = append(evicted, v)
		}
	}
	for i, done := range f.pivoted {
		if !done {
			f.fill(head, int32(i))
		}
	}
	f.upperOrder = append(f.upperOrder[:0], f.lowerOrder...)
	f.lowerT.transpose(&f.lower, n)
	f.upperT.transpose(&f.upper, n)
	for r, i := range f.lowerOrder {
		for _, l := range []*lists{&f.lower, &f.lowerT, &f.upper, &f.upperT} {
			l.span[i].rank = uint32(r)
		}
	}
	f.size = n + len(f.lower.pool) + len(f.upper.pool)
	return evicted
}

func (f *factor) begin(n int) {
	f.lower.reset(n)
	f.upper.reset(n)
	f.rowVars.reset(n)
	f.diag = resized(f.diag, n)
	f.eta, f.etaRow, f.etaEnd = f.eta[:0], f.etaRow[:0], f.etaEnd[:0]
	f.mul = resized(f.mul, n)
	clear(f.mul)
	f.pivots = 0
	f.lowerOrder = resized(f.lowerOrder, n)
	f.flip = f.queue.reset(n + mostUpdates)
	f.vars, f.singles, f.singleRows = f.vars[:0], f.singles[:0], f.singleRows[:0]
	f.pivoted = resized(f.pivoted, n)
	clear(f.pivoted)
	f.varsLeft = resized(f.varsLeft, n)
	clear(f.varsLeft)
	f.varAt = resized(f.varAt, n)
}

// count finds which variables meet which rows that have no pivot yet.
func (f *factor) count(m *matrix) {
	f.place = resized(f.place, len(f.vars))
	f.rowsLeft = resized(f.rowsLeft, len(f.vars))
	for c, v := range f.vars {
		f.place[c], f.rowsLeft[c] = -1, 0
		rows, _ := m.column(v)
		for _, i := range rows {
			if !f.pivoted[i] {
				f.rowsLeft[c]++
				f.varsLeft[i]++
			}
		}
		if f.rowsLeft[c] == 1 {
			f.singles = append(f.singles, int32(c))
		}
	}
	for i, n := range f.varsLeft {
		if n > 0 {
			f.rowVars.reserve(int32(i), n)
			if n == 1 {
				f.singleRows = append(f.singleRows, int32(i))
			}
		}
	}
	for c, v := range f.vars {
		rows, coefs := m.column(v)
		for k, i := range rows {
			if !f.pivoted[i] {
				f.rowVars.insert(i, entry{coefs[k], int32(c)})
			}
		}
	}
}

// peel pivots on what is single in its column or row, as long as anything is.
func (f *factor) peel(m *matrix, head []int32) {
	for {
		if last := len(f.singles) - 1; last >= 0 {
			c := f.singles[last]
			f.singles = f.singles[:last]
			f.pivotColumn(m, head, c)
		} else if last := len(f.singleRows) - 1; last >= 0 {
			p := f.singleRows[last]
			f.singleRows = f.singleRows[:last]
			f.pivotRow(m, head, p)
		} else {
			return
		}
	}
}

// pivotColumn pivots variable c on the only row it has left. Its other
// elements belong to U.
func (f *factor) pivotColumn(m *matrix, head []int32, c int32) {
	if f.place[c] >= 0 {
		return
	}
	rows, coefs := m.column(f.vars[c])
	at := slices.IndexFunc(rows, func(i int32) bool { return !f.pivoted[i] })
	if at < 0 || math.Abs(coefs[at]) < least {
		return
	}
	p := rows[at]
	f.upper.open(p)
	for k, i := range rows {
		if k != at {
			f.upper.push(p, entry{coefs[k], i})
		}
	}
	f.give(head, c, p, coefs[at])
}

// pivotRow pivots row p on the only variable it has left. The variable's rows
// without a pivot belong to L.
func (f *factor) pivotRow(m *matrix, head []int32, p int32) {
	if f.pivoted[p] || f.varsLeft[p] != 1 {
		return
	}
	c, a := int32(-1), 0.0
	for _, e := range f.rowVars.of(p) {
		if f.place[e.i] < 0 {
			c, a = e.i, e.v
		}
	}
	if c < 0 {
		return
	}
	rows, coefs := m.column(f.vars[c])
	for k, i := range rows {
		if !f.pivoted[i] && math.Abs(a) < pivotShare*math.Abs(coefs[k]) {
			return
		}
	}
	f.upper.open(p)
	for k, i := range rows {
		if f.pivoted[i] {
			f.upper.push(p, entry{coefs[k], i})
		}
	}
	f.lower.open(p)
	for k, i := range rows {
		if !f.pivoted[i] && i != p {
			f.lower.push(p, entry{coefs[k] / a, i})
			if f.varsLeft[i]--; f.varsLeft[i] == 1 {
				f.singleRows = append(f.singleRows, i)
			}
		}
	}
	f.give(head, c, p, a)
}

// fill gives the slack of row i its place.
func (f *factor) fill(head []int32, i int32) {
	head[i] = slack(int(i))
	f.diag[i] = 1
	f.follow(i)
}

// follow gives row i the next rank.
func (f *factor) follow(i int32) {
	f.lower.span[i].rank = uint32(f.pivots)
	f.lowerOrder[f.pivots] = i
	f.pivots++
}

// give gives variable c of the basis place p.
func (f *factor) give(head []int32, c, p int32, diag float64) {
	f.place[c] = p
	f.varAt[p] = c
	f.pivoted[p] = true
	f.diag[p] = diag
	head[p] = f.vars[c]
	f.follow(p)
	for _, e := range f.rowVars.of(p) {
		if f.place[e.i] < 0 {
			if f.rowsLeft[e.i]--; f.rowsLeft[e.i] == 1 {
				f.singles = append(f.singles, e.i)
			}
		}
	}
}
