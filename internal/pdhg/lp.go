package pdhg

import "math"

// LP is maximize Cost·x where A·x ≤ RHS and 0 ≤ x ≤ Upper, with A by columns.
// Where many columns have the same entries in some rows, up to a factor, these
// rows can be a group: a column that has an entry in a group has that many times
// the entries of the group. Rows come first; then groups and columns may be
// added at any time, if Grow tells the solver.
type LP struct {
	RHS    []float64
	Cost   []float64
	Upper  []float64
	cols   lists
	groups lists
}

// lists are entries of a sparse matrix, list by list.
type lists struct {
	start []int64 // by list: its first entry; one more at the end
	index []int32 // rows, or the number of rows + group
	coefs []float32
}

func (l *lists) add(index []int32, coefs []float32) int32 {
	if len(l.start) == 0 {
		l.start = append(l.start, 0)
	}
	l.index, l.coefs = append(l.index, index...), append(l.coefs, coefs...)
	l.start = append(l.start, int64(len(l.index)))
	return int32(len(l.start) - 2)
}

func (l *lists) len() int { return max(0, len(l.start)-1) }

func (l *lists) at(i int) ([]int32, []float32) {
	from, to := l.start[i], l.start[i+1]
	return l.index[from:to], l.coefs[from:to]
}

// AddRow adds a row without entries and returns its index.
func (l *LP) AddRow(rhs float64) int32 {
	l.RHS = append(l.RHS, rhs)
	return int32(len(l.RHS) - 1)
}

// AddGroup adds a group of rows, after all rows, and returns what names it in
// place of a row.
func (l *LP) AddGroup(rows []int32, coefs []float32) int32 {
	return int32(len(l.RHS)) + l.groups.add(rows, coefs)
}

// AddColumn adds a column with entries in rows and groups, and returns its
// index. It copies what it is given.
func (l *LP) AddColumn(cost, upper float64, index []int32, coefs []float32) int32 {
	l.Cost, l.Upper = append(l.Cost, cost), append(l.Upper, upper)
	return l.cols.add(index, coefs)
}

// Entries is the number of entries that all columns have.
func (l *LP) Entries() int64 { return int64(len(l.cols.index) + len(l.groups.index)) }

// sums returns for each column, and for each row, what its entries sum up to,
// their signs aside, unless stop says so.
func (l *LP) sums(stop func() bool) (cols, rows []float64, ok bool) {
	m := len(l.RHS)
	cols, rows = make([]float64, len(l.Cost)), make([]float64, m+l.groups.len())
	inside := make([]float64, l.groups.len())
	for g := range inside {
		_, coefs := l.groups.at(g)
		for _, a := range coefs {
			inside[g] += math.Abs(float64(a))
		}
	}
	for j := range cols {
		if j&0xffff == 0 && stop() {
			return nil, nil, false
		}
		index, coefs := l.cols.at(j)
		for k, i := range index {
			a := math.Abs(float64(coefs[k]))
			rows[i] += a
			if int(i) >= m {
				a = float64(a * inside[int(i)-m])
			}
			cols[j] += a
		}
	}
	for g := range inside {
		index, coefs := l.groups.at(g)
		for k, i := range index {
			rows[i] += float64(rows[m+g] * math.Abs(float64(coefs[k])))
		}
	}
	return cols, rows[:m], true
}

// price gives some groups the price of their rows together.
func (l *LP) price(y []float64, groups []int32) {
	m := int32(len(l.RHS))
	for _, g := range groups {
		index, coefs := l.groups.at(int(g))
		p := 0.0
		for k, i := range index {
			p += float64(float64(coefs[k]) * y[i])
		}
		y[m+g] = p
	}
}

// spread gives the rows of some groups what these use.
func (l *LP) spread(ax []float64, groups []int32) {
	m := int32(len(l.RHS))
	for _, g := range groups {
		n := ax[m+g]
		if n == 0 {
			continue
		}
		index, coefs := l.groups.at(int(g))
		for k, i := range index {
			ax[i] += float64(float64(coefs[k]) * n)
		}
	}
}
