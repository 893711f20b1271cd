package lp

import "math"

// A factor is B = L R U for the basis B, where L is lower and U upper
// triangular in the order of the pivots and R is the product of the row
// transformations of the updates. The variable that is pivoted on row i has
// place i in the basis, so that all three act on vectors over the rows.
type factor struct {
	lower, lowerT lists // without the diagonal of ones, by column and by row
	upper, upperT lists // without the diagonal
	diag          []float64
	lowerOrder    []int32 // rows by rank
	upperOrder    []int32
	flip          uint32 // turns ranks around
	size          int    // when new

	eta    []entry // what each update takes from its row, one after the other
	etaRow []int32
	etaEnd []int32

	spike []entry   // the entering column after L and R
	pivot []entry   // the leaving place's unit vector after U, transposed
	mul   []float64 // 0 between updates
	work  int64     // elements read

	queue
	order
}

// forward solves B x = b in place. The entering column's state before U is kept
// for update.
func (f *factor) forward(x *vector, keep bool) {
	f.work += int64(len(f.eta))
	f.sweep(x, &f.lower, nil, f.lowerOrder, 0)
	begin := int32(0)
	for k, end := range f.etaEnd {
		sum := 0.0
		for _, e := range f.eta[begin:end] {
			sum += float64(e.v * x.v[e.i])
		}
		if sum != 0 {
			x.add(f.etaRow[k], -sum)
		}
		begin = end
	}
	if keep {
		f.spike = copied(f.spike, x)
	}
	f.sweep(x, &f.upper, f.diag, f.upperOrder, f.flip)
}

// backward solves Bᵀ y = c in place. The leaving place's state after U is kept
// for update.
func (f *factor) backward(y *vector, keep bool) {
	f.sweep(y, &f.upperT, f.diag, f.upperOrder, 0)
	if keep {
		f.pivot = copied(f.pivot, y)
	}
	for k := len(f.etaRow) - 1; k >= 0; k-- {
		a := y.v[f.etaRow[k]]
		if a == 0 {
			continue
		}
		begin := int32(0)
		if k > 0 {
			begin = f.etaEnd[k-1]
		}
		for _, e := range f.eta[begin:f.etaEnd[k]] {
			y.add(e.i, -float64(e.v*a))
		}
	}
	f.sweep(y, &f.lowerT, nil, f.lowerOrder, f.flip)
}

func copied(to []entry, x *vector) []entry {
	to = to[:0]
	for _, i := range x.at {
		if a := x.v[i]; math.Abs(a) > drop {
			to = append(to, entry{a, i})
		}
	}
	return to
}

// worn reports whether a new factor would be cheaper to work with: solves read
// all of the updates, and a new factor takes time with its size.
func (f *factor) worn() bool {
	return len(f.etaRow) >= mostUpdates || len(f.eta) > f.size/4+1000
}

// pristine reports whether the factor has not been updated.
func (f *factor) pristine() bool { return len(f.etaRow) == 0 }
