package pdhg

import (
	"math"
	"slices"
)

// LP is maximize Cost·x where A·x ≤ RHS and 0 ≤ x ≤ Upper, with A by columns. An Upper is
// to be exact in 32 bits; below 0 it is that of a column that a solver holds, but for its sign.
// Where many columns have the same entries in some rows, up to a factor, these
// rows can be a group: a column that has an entry in a group has that many times
// the entries of the group. Rows come first; then groups and columns may be
// added at any time, if Grow tells the solver.
type LP struct {
	RHS    []float64
	Cost   []float64
	Upper  []float32
	cols   lists
	groups lists
}

// lists are entries of a sparse matrix, list by list.
type lists struct {
	start []int32 // by list: its first entry; one more at the end
	index []int32 // rows, or the number of rows + group
	coefs []float32
}

func (l *lists) add(index []int32, coefs []float32) int32 {
	if len(l.start) == 0 {
		l.start = append(l.start, 0)
	}
	l.index, l.coefs = append(l.index, index...), append(l.coefs, coefs...)
	l.start = append(l.start, int32(len(l.index)))
	return int32(len(l.start) - 2)
}

func (l *lists) len() int { return max(0, len(l.start)-1) }

func (l *lists) at(i int) ([]int32, []float32) {
	from, to := l.start[i], l.start[i+1]
	return l.index[from:to], l.coefs[from:to]
}

// Room returns a list with room for more, and whether stop let it. A long one is copied
// in pieces, where append would copy it at once.
func Room[T any](list []T, more int, stop func() bool) ([]T, bool) {
	const each = 1 << 18
	if len(list) < each || cap(list)-len(list) >= more {
		return list, true
	}
	longer := make([]T, 0, len(list)+len(list)/8+more)
	for from := 0; from < len(list); from += each {
		if stop() {
			return list, false
		}
		longer = append(longer, list[from:min(from+each, len(list))]...)
	}
	return longer, true
}

// Room makes room for more columns, groups and entries, and reports whether stop let it.
func (l *LP) Room(more int, stop func() bool) (ok bool) {
	if l.Cost, ok = Room(l.Cost, more, stop); !ok {
		return false
	}
	if l.Upper, ok = Room(l.Upper, more, stop); !ok {
		return false
	}
	return l.cols.room(more, stop) && l.groups.room(more, stop)
}

func (l *lists) room(more int, stop func() bool) (ok bool) {
	if l.start, ok = Room(l.start, more, stop); !ok {
		return false
	}
	if l.index, ok = Room(l.index, more, stop); !ok {
		return false
	}
	l.coefs, ok = Room(l.coefs, more, stop)
	return ok
}

// extend returns a list that zeros follow up to some length, and whether stop let it.
func extend[T any](list []T, to int, stop func() bool) ([]T, bool) {
	list, ok := Room(list, to-len(list), stop)
	if !ok {
		return list, false
	}
	return append(list, make([]T, to-len(list))...), true
}

// AddRow adds a row without entries and returns its index.
func (l *LP) AddRow(rhs float64) int32 {
	l.RHS = append(l.RHS, rhs)
	return int32(len(l.RHS) - 1)
}

// AddGroup adds a group of rows, after all rows, and returns what names it in
// place of a row. No entry is 0.
func (l *LP) AddGroup(rows []int32, coefs []float32) int32 {
	return int32(len(l.RHS)) + l.groups.add(rows, coefs)
}

// AddColumn adds a column with entries in rows and groups, and returns its
// index. It copies what it is given; no entry is 0.
func (l *LP) AddColumn(cost float64, upper float32, index []int32, coefs []float32) int32 {
	l.Cost, l.Upper = append(l.Cost, cost), append(l.Upper, upper)
	return l.cols.add(index, coefs)
}

// Entries is the number of entries that all columns have.
func (l *LP) Entries() int64 { return int64(len(l.cols.index) + len(l.groups.index)) }

// sums are what the entries of rows and groups add up to, their signs aside.
type sums struct {
	rows   []float64 // by row and group: of the entries that columns have there
	inside []float64 // by group: of its entries
}

// addGroups takes in the groups that the program has more than at the last call, unless
// stop says so meanwhile.
func (t *sums) addGroups(l *LP, stop func() bool) (ok bool) {
	for g := len(t.inside); g < l.groups.len(); g++ {
		if g&0xffff == 0 && stop() {
			return false
		}
		_, coefs := l.groups.at(g)
		sum := 0.0
		for _, a := range coefs {
			sum += math.Abs(float64(a))
		}
		t.inside = append(t.inside, sum)
	}
	t.rows, ok = extend(t.rows, len(l.RHS)+len(t.inside), stop)
	return ok
}

// add takes in a column, and returns what its entries add up to.
func (t *sums) add(l *LP, j int) (sum float64) {
	m := len(l.RHS)
	index, coefs := l.cols.at(j)
	for k, i := range index {
		a := math.Abs(float64(coefs[k]))
		t.rows[i] += a
		if int(i) >= m {
			a = float64(a * t.inside[int(i)-m])
		}
		sum += a
	}
	return sum
}

// all returns what the entries of each row add up to, groups included, unless stop
// says so meanwhile.
func (t *sums) all(l *LP, stop func() bool) (rows []float64, ok bool) {
	m := len(l.RHS)
	rows = slices.Clone(t.rows[:m])
	for g, n := range t.rows[m:] {
		if g&0xffff == 0 && stop() {
			return nil, false
		}
		if n == 0 {
			continue
		}
		index, coefs := l.groups.at(g)
		for k, i := range index {
			rows[i] += float64(n * math.Abs(float64(coefs[k])))
		}
	}
	return rows, true
}

// price gives groups the price of their rows together, and reports whether stop let it.
func (l *LP) price(y []float64, stop func() bool) bool {
	m := len(l.RHS)
	for g := range y[m:] {
		if g&0xffff == 0 && stop() {
			return false
		}
		index, coefs := l.groups.at(g)
		p := 0.0
		for k, i := range index {
			p += float64(float64(coefs[k]) * y[i])
		}
		y[m+g] = p
	}
	return true
}

// spread gives the rows of groups what these use, and reports whether stop let it.
func (l *LP) spread(ax []float64, stop func() bool) bool {
	for g, n := range ax[len(l.RHS):] {
		if g&0xffff == 0 && stop() {
			return false
		}
		if n == 0 {
			continue
		}
		index, coefs := l.groups.at(g)
		for k, i := range index {
			ax[i] += float64(float64(coefs[k]) * n)
		}
	}
	return true
}
