package lp_test

import "math/big"

// program is what the tests know of an LP: integers, so that exact can solve
// it without rounding.
type program struct {
	rhs  []int64
	cost []int64
	rows [][]int64 // coefficients of each column, by row
	slip float64   // how far rows may be broken beside 1e-6
}

// exact solves a program by the simplex method on a dense tableau of rationals
// with Bland's rule. The optimum is nil where there is none.
func exact(p *program) (optimum *big.Rat, infeasible bool) {
	m, n := len(p.rhs), len(p.cost)
	t := make([][]*big.Rat, m+1) // last row: costs; last column: values
	base := make([]int, m)
	for i := range t {
		t[i] = make([]*big.Rat, n+m+2)
		for k := range t[i] {
			t[i][k] = new(big.Rat)
		}
	}
	// Column n+m lets every row be broken by the same amount.
	for i := range m {
		for j := range n {
			t[i][j].SetInt64(p.rows[j][i])
		}
		t[i][n+i].SetInt64(1)
		t[i][n+m].SetInt64(-1)
		t[i][n+m+1].SetInt64(p.rhs[i])
		base[i] = n + i
	}
	low := -1
	for i := range m {
		if p.rhs[i] < 0 && (low < 0 || p.rhs[i] < p.rhs[low]) {
			low = i
		}
	}
	if low >= 0 {
		t[m][n+m].SetInt64(-1)
		pivot(t, base, low, n+m)
		run(t, base, n+m+1)
		if t[m][n+m+1].Sign() != 0 {
			return nil, true
		}
		for i, b := range base {
			if b != n+m {
				continue
			}
			for k := range n + m {
				if t[i][k].Sign() != 0 {
					pivot(t, base, i, k)
					break
				}
			}
		}
	}
	for k := range t[m] {
		t[m][k].SetInt64(0)
		if k < n {
			t[m][k].SetInt64(p.cost[k])
		}
	}
	for i, b := range base {
		if b < n {
			reduce(t[m], t[i], b)
		}
	}
	if !run(t, base, n+m) {
		return nil, false
	}
	return new(big.Rat).Neg(t[m][n+m+1]), false
}

// run pivots among the first n columns until no cost is positive; it reports
// false where the objective has no bound.
func run(t [][]*big.Rat, base []int, n int) bool {
	m := len(base)
	for {
		q := 0
		for q < n && t[m][q].Sign() <= 0 {
			q++
		}
		if q == n {
			return true
		}
		r := -1
		var least *big.Rat
		for i := range m {
			if t[i][q].Sign() <= 0 {
				continue
			}
			at := new(big.Rat).Quo(t[i][len(t[i])-1], t[i][q])
			if r < 0 || at.Cmp(least) < 0 || at.Cmp(least) == 0 && base[i] < base[r] {
				r, least = i, at
			}
		}
		if r < 0 {
			return false
		}
		pivot(t, base, r, q)
	}
}

func pivot(t [][]*big.Rat, base []int, r, q int) {
	inverse := new(big.Rat).Inv(t[r][q])
	for k := range t[r] {
		t[r][k].Mul(t[r][k], inverse)
	}
	for i := range t {
		if i != r {
			reduce(t[i], t[r], q)
		}
	}
	base[r] = q
}

// reduce takes from row a the multiple of row b that makes its element q 0.
func reduce(a, b []*big.Rat, q int) {
	f := new(big.Rat).Set(a[q])
	if f.Sign() == 0 {
		return
	}
	for k := range a {
		a[k].Sub(a[k], new(big.Rat).Mul(f, b[k]))
	}
}
