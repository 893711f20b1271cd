// Package lp solves linear programs of the packing kind,
//
//	maximize c·x subject to A x <= b, x >= 0,
//
// whose columns arrive in batches. Every solve starts from the basis of the
// last one, so that a program is cheap to solve again after columns, costs or
// right-hand sides have changed.
//
// The method is the primal simplex method with steepest edge pricing (Forrest
// and Goldfarb 1992) over the columns that promise something, a sparse LU
// factorization of the basis with updates (Forrest and Tomlin 1972), and solves
// whose work grows with the nonzeros of their result (Gilbert and Peierls 1988).
// A basis that is not primal feasible is mended by the dual simplex method.
// Every product is rounded before it is added, so that a solve takes the same
// pivots on every architecture.
package lp

// Status says how a solve ended.
type Status int8

const (
	// Optimal: the values are feasible and no column improves them, both up to
	// tolerance.
	Optimal Status = iota
	// Stopped: the budget of pivots is used up, or stop returned true.
	Stopped
	// Infeasible: no x obeys all rows.
	Infeasible
	// Unbounded: the objective can grow without end.
	Unbounded
	// Trouble: rounding spoiled the result, and nothing may be concluded.
	Trouble
)

func (s Status) String() string {
	return [...]string{"optimal", "stopped", "infeasible", "unbounded", "trouble"}[s]
}

// An LP is a linear program with a basis. The zero value has no rows.
type LP struct {
	matrix
	rhs  []float64
	cost []float64
	wish []wish // of each column
	held []wish // of each column, in the last solve

	basis
	pricing
	mending

	pivots int64
	work   int64 // that of the factor aside
}

// wish is what a column was told to be.
type wish int8

const (
	free wish = iota
	banned
	fixed
)

// New returns a program with a row for each right-hand side and no columns. All
// slacks are basic.
func New(rhs []float64) *LP {
	l := &LP{}
	for _, b := range rhs {
		l.AddRow(b, nil, nil)
	}
	return l
}

// AddRow adds a row with coefficients for distinct columns and returns its
// index. Its slack is basic. Nil coefs are ones.
func (l *LP) AddRow(rhs float64, cols []int32, coefs []float64) int {
	i := l.matrix.addRow(cols, coefs)
	l.rhs = append(l.rhs, rhs)
	l.basis.addRow()
	l.pricing.addRow()
	return i
}

// AddColumn adds a column, nonbasic at 0, with coefficients for distinct rows
// and returns its index. Nil coefs are ones. The slices are not kept.
func (l *LP) AddColumn(cost float64, rows []int32, coefs []float64) int {
	j := l.matrix.addColumn(rows, coefs)
	l.cost = append(l.cost, cost)
	l.wish, l.held = append(l.wish, free), append(l.held, free)
	l.at = append(l.at, -1)
	l.slot = append(l.slot, -1)
	return j
}

// Rows is the number of rows.
func (l *LP) Rows() int { return len(l.rhs) }

// Columns is the number of columns.
func (l *LP) Columns() int { return len(l.cost) }

// SetCost changes the cost of column j.
func (l *LP) SetCost(j int, c float64) { l.cost[j] = c }

// SetRHS changes the right-hand side of row i.
func (l *LP) SetRHS(i int, b float64) { l.rhs[i] = b }

// Ban asks that column j be 0 from the next optimum on.
func (l *LP) Ban(j int) { l.wish[j] = banned }

// Banned reports whether column j is banned.
func (l *LP) Banned(j int) bool { return l.wish[j] == banned }

// Fix rewards column j so much that it is as large as the rows and other fixed
// columns let it be. Duals then hold for the rewarded objective.
func (l *LP) Fix(j int) { l.wish[j] = fixed }

// Free undoes Ban and Fix.
func (l *LP) Free(j int) { l.wish[j] = free }

// Value is the value of column j after the last solve.
func (l *LP) Value(j int) float64 {
	if at := l.at[j]; at >= 0 {
		return max(0, l.x[at])
	}
	return 0
}

// Basic reports whether column j is basic.
func (l *LP) Basic(j int) bool { return l.at[j] >= 0 }

// Dual is the price of row i after the last solve: nonnegative up to tolerance
// when that ended Optimal.
func (l *LP) Dual(i int) float64 {
	return l.y[i] * l.scaleOf(i)
}

// ReducedCost is what column j earns above the prices of its rows.
func (l *LP) ReducedCost(j int) float64 { return l.cost[j] - l.dot(int32(j), l.y) }

// Objective is the sum of costs times values after the last solve.
func (l *LP) Objective() float64 {
	sum := 0.0
	for i, v := range l.head {
		if v >= 0 {
			sum += float64(l.cost[v] * max(0, l.x[i]))
		}
	}
	return sum
}

// Pivots is the number of pivots of all solves.
func (l *LP) Pivots() int64 { return l.pivots }

// Work is the work of all solves: elements of the matrix and of its factors that
// were read.
func (l *LP) Work() int64 { return l.work + l.factor.work }
