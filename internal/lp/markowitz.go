package lp

import "math"

// A nucleus is the part of the basis that is left when no column or row has a
// single element. Each pivot is sought in the shortest column and the shortest
// row, where it fills in the least (Markowitz 1957).
type nucleus struct {
	cols      lists   // elements of each of vars in rows without a pivot
	rows      lists   // vars with an element in each row
	over      lists   // elements of each of vars in rows of the nucleus with a pivot
	shortCols contest // of one by the length
	shortRows contest
}

// eliminate factors the nucleus.
func (f *factor) eliminate(m *matrix, head []int32) {
	first := f.pivots
	if !f.collect(m) {
		return
	}
	for {
		c, p := f.markowitz()
		if c < 0 {
			break
		}
		f.reduce(c, p)
		f.give(head, c, p, f.diag[p])
	}
	for _, p := range f.lowerOrder[first:f.pivots] {
		c := f.varAt[p]
		f.upper.open(p)
		rows, coefs := m.column(f.vars[c])
		for k, i := range rows {
			if f.pivoted[i] && f.lower.span[i].rank < uint32(first) {
				f.upper.push(p, entry{coefs[k], i})
			}
		}
		for _, e := range f.over.of(c) {
			f.upper.push(p, e)
		}
	}
}

// collect gathers the nucleus and reports whether there is any.
func (f *factor) collect(m *matrix) bool {
	f.cols.reset(len(f.vars))
	f.over.reset(len(f.vars))
	f.shortCols.reset(len(f.vars))
	any := false
	for c, v := range f.vars {
		if f.place[c] >= 0 {
			continue
		}
		any = true
		f.cols.open(int32(c))
		rows, coefs := m.column(v)
		for k, i := range rows {
			if !f.pivoted[i] {
				f.cols.push(int32(c), entry{coefs[k], i})
			}
		}
		f.measureCol(int32(c))
	}
	if !any {
		return false
	}
	f.rows.transpose(&f.cols, len(f.pivoted))
	f.shortRows.reset(len(f.pivoted))
	for i := range f.pivoted {
		f.measureRow(int32(i))
	}
	return true
}

func (f *factor) measureCol(c int32) { f.shortCols.set(c, one(f.cols.span[c].size)) }
func (f *factor) measureRow(i int32) { f.shortRows.set(i, one(f.rows.span[i].size)) }

// one is 1/n, or 0 for 0.
func one(n int32) float64 {
	if n == 0 {
		return 0
	}
	return 1 / float64(n)
}

// markowitz returns the variable and the row of the next pivot, or -1.
func (f *factor) markowitz() (c, p int32) {
	for {
		c = f.shortCols.best()
		if c < 0 {
			return -1, -1
		}
		best := choice{row: -1}
		most := f.mostIn(c)
		for _, e := range f.cols.of(c) {
			f.consider(&best, c, e, most)
		}
		if best.row < 0 { // nothing but small elements
			f.strike(c)
			continue
		}
		r := f.shortRows.best()
		for _, e := range f.rows.of(r) {
			most := f.mostIn(e.i)
			for _, x := range f.cols.of(e.i) {
				if x.i == r {
					f.consider(&best, e.i, x, most)
				}
			}
		}
		return best.col, best.row
	}
}

// choice is a candidate for a pivot.
type choice struct {
	col, row int32
	size     float64
	fill     int64 // the most elements it can add
}

func (f *factor) consider(best *choice, c int32, e entry, most float64) {
	size := math.Abs(e.v)
	if size < least || size < pivotShare*most {
		return
	}
	fill := int64(f.rows.span[e.i].size-1) * int64(f.cols.span[c].size-1)
	if best.row < 0 || fill < best.fill || fill == best.fill && size > best.size {
		*best = choice{c, e.i, size, fill}
	}
}

func (f *factor) mostIn(c int32) float64 {
	most := 0.0
	for _, e := range f.cols.of(c) {
		most = max(most, math.Abs(e.v))
	}
	return most
}

// strike takes variable c out of the nucleus.
func (f *factor) strike(c int32) {
	for _, e := range f.cols.of(c) {
		f.rows.remove(e.i, c)
		f.measureRow(e.i)
	}
	f.cols.empty(c)
	f.measureCol(c)
}

// reduce pivots variable c on row p: the column's other elements, by the pivot,
// go to L, the row's to U, and the rest of the nucleus changes.
func (f *factor) reduce(c, p int32) {
	a := 0.0
	for _, e := range f.cols.of(c) {
		if e.i == p {
			a = e.v
		}
	}
	f.diag[p] = a
	f.lower.open(p)
	for _, e := range f.cols.of(c) {
		if e.i != p {
			f.mul[e.i] = e.v / a
			f.lower.push(p, entry{e.v / a, e.i})
		}
	}
	f.strike(c)
	column := f.lower.of(p)
	for _, e := range f.rows.of(p) {
		f.reduceColumn(e.i, p, column)
	}
	f.rows.empty(p)
	f.measureRow(p)
	for _, e := range column {
		f.mul[e.i] = 0
		f.measureRow(e.i)
	}
}

// reduceColumn takes the multiple of the pivot's column, which mul has too,
// from the column of variable c that empties row p.
func (f *factor) reduceColumn(c, p int32, column []entry) {
	list := f.cols.of(c)
	at := 0
	for list[at].i != p {
		at++
	}
	u := list[at].v
	f.over.insert(c, list[at])
	list[at] = list[len(list)-1]
	list = list[:len(list)-1]
	for k := 0; k < len(list); k++ {
		e := &list[k]
		l := f.mul[e.i]
		if l == 0 {
			continue
		}
		f.mul[e.i] = 0 // met
		e.v -= float64(l * u)
		if math.Abs(e.v) < drop {
			f.rows.remove(e.i, c)
			*e = list[len(list)-1]
			list = list[:len(list)-1]
			k--
		}
	}
	f.cols.span[c].size = int32(len(list))
	for _, e := range column {
		if f.mul[e.i] == 0 {
			f.mul[e.i] = e.v
			continue
		}
		f.cols.insert(c, entry{-float64(e.v * u), e.i})
		f.rows.insert(e.i, entry{0, c})
	}
	f.measureCol(c)
}
