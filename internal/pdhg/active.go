package pdhg

import "math"

// active is what takes part until the next check: columns that are above 0 or may
// come to be, the rows and groups that they use, and rows that have a price or may come
// to have one even if nobody uses them. Rows and groups have numbers of their own here,
// so that all of it lies close together.
type active struct {
	columns []column
	entries []entry
	rows    []int32 // in the program
	groups  []int32 // in the program
	ends    []int32 // by group: its entries, which follow those of the group before
	inside  []entry // of groups
	size    int64   // what an iteration looks at

	rhs, sigma  []float64
	y, nextY    []float64 // of rows and groups
	ax, nextAx  []float64 // of rows and groups
	sumY, sumAx []float64
	pieces      []piece
	number      []int32 // of rows and groups of the program: 1 + theirs here, or 0
}

// column is a column that takes part.
type column struct {
	j    int32
	ends int32 // its entries, which follow those of the column before
	cost float64
}

type entry struct {
	row  int32
	coef float32
}

// screen lets those columns take part that are above 0, or would gain if prices
// changed by some margin. It reports whether stop let it.
func (s *Solver) screen(stop func() bool) bool {
	a := &s.active
	a.columns = a.columns[:0]
	ends, ok := int32(0), false
	for j, x := range s.X {
		if j&0xffff == 0 {
			if a.columns, ok = Room(a.columns, 1<<16, stop); !ok || stop() {
				return false
			}
		}
		if s.Upper[j] <= 0 || x == 0 && s.sumX[j] == 0 && s.gain[j] < -s.margin {
			continue
		}
		index, _ := s.cols.at(j)
		ends += int32(len(index))
		a.columns = append(a.columns, column{int32(j), ends, s.Cost[j]})
	}
	return s.fill(int(ends), stop) && s.scale(stop) && s.enter(stop)
}

// fill lists the entries of the columns that take part, and reports whether stop let it.
func (s *Solver) fill(n int, stop func() bool) bool {
	a := &s.active
	if a.entries = a.entries[:0]; cap(a.entries) < n {
		a.entries = make([]entry, 0, n+n/8) // rather than to grow and copy what is there
	}
	for c := range a.columns {
		if c&0x3fff == 0 && stop() {
			return false
		}
		index, coefs := s.cols.at(int(a.columns[c].j))
		for k, i := range index {
			a.entries = append(a.entries, entry{i, coefs[k]})
		}
	}
	return true
}

// longest is how many times as long a row's step may be as it would be with all
// columns: those that are left out may take part after the next check.
const longest = 30

// scale adds up the entries of the columns that take part, from which rows have their
// steps, and reports whether stop let it. With all that could use a row, of which it has
// room for a few, its price would hardly move.
func (s *Solver) scale(stop func() bool) bool {
	m := len(s.RHS)
	if s.part = append(s.part[:0], make([]float64, m+s.groups.len())...); stop() {
		return false
	}
	for k, e := range s.active.entries {
		if s.part[e.row] += math.Abs(float64(e.coef)); k&0xffff == 0 && stop() {
			return false
		}
	}
	for g, n := range s.part[m:] {
		if g&0xffff == 0 && stop() {
			return false
		}
		if n == 0 {
			continue
		}
		index, coefs := s.groups.at(g)
		for k, i := range index {
			s.part[i] += float64(n * math.Abs(float64(coefs[k])))
		}
	}
	return !stop()
}

// sigma is the step of a row, up to step and weight.
func (s *Solver) sigma(row int) float64 { return 1 / max(s.part[row], s.full[row]/longest, 1e-9) }

// enter numbers the rows and groups that take part, and takes over where they are. It
// reports whether stop let it.
func (s *Solver) enter(stop func() bool) bool {
	a, m := &s.active, len(s.RHS)
	a.number = append(a.number[:0], make([]int32, m+s.groups.len())...)
	a.rows, a.groups, a.ends, a.inside = a.rows[:0], a.groups[:0], a.ends[:0], a.inside[:0]
	for i := range m {
		if i&0xffff == 0 && stop() {
			return false
		}
		if s.part[i] > 0 || s.Y[i] != 0 || s.RHS[i] < 0 {
			a.rows = append(a.rows, int32(i))
			a.number[i] = int32(len(a.rows))
		}
	}
	n := 0 // entries of the groups
	for g, used := range s.part[m:] {
		if g&0xffff == 0 && stop() {
			return false
		}
		if used > 0 {
			index, _ := s.groups.at(g)
			n += len(index)
			a.groups = append(a.groups, int32(g))
			a.number[m+g] = int32(len(a.rows) + len(a.groups))
		}
	}
	for k := range a.entries {
		e := &a.entries[k]
		if e.row = a.number[e.row] - 1; k&0xffff == 0 && stop() {
			return false
		}
	}
	if cap(a.inside) < n {
		a.inside = make([]entry, 0, n+n/8)
	}
	for k, g := range a.groups {
		if k&0xffff == 0 && stop() {
			return false
		}
		index, coefs := s.groups.at(int(g))
		for k, i := range index {
			a.inside = append(a.inside, entry{a.number[i] - 1, coefs[k]})
		}
		a.ends = append(a.ends, int32(len(a.inside)))
	}
	a.size = int64(len(a.entries) + len(a.inside) + len(a.rows))
	for _, p := range []*[]float64{&a.y, &a.nextY, &a.ax, &a.nextAx} {
		if *p = append((*p)[:0], make([]float64, len(a.rows)+len(a.groups))...); stop() {
			return false
		}
	}
	for _, p := range []*[]float64{&a.rhs, &a.sigma, &a.sumY, &a.sumAx} {
		if *p = append((*p)[:0], make([]float64, len(a.rows))...); stop() {
			return false
		}
	}
	for n, i := range a.rows {
		a.y[n], a.ax[n], a.sumY[n], a.sumAx[n] = s.Y[i], s.ax[i], s.sumY[i], s.sumAx[i]
		a.rhs[n], a.sigma[n] = s.RHS[i], s.sigma(int(i))
	}
	a.cut()
	return !stop()
}

// leave gives back where rows came to.
func (s *Solver) leave() {
	a := &s.active
	for n, i := range a.rows {
		s.Y[i], s.ax[i], s.sumY[i], s.sumAx[i] = a.y[n], a.ax[n], a.sumY[n], a.sumAx[n]
	}
}
