package lp

import "math"

// update makes place p hold the variable of the last kept forward, after the
// last kept backward was of the unit vector of p; a is the pivot element. It
// reports whether the new factor can be trusted.
//
// The spike becomes column p of U, whose row p a transformation empties but for
// the diagonal; p is then last in the order. The transformation is known from
// the backward solve, and the new diagonal from two sources that must agree.
func (f *factor) update(p int32, a float64) bool {
	f.clearPlace(p)
	old := f.diag[p]
	for _, e := range f.pivot {
		if e.i != p {
			r := -float64(e.v * old)
			f.eta = append(f.eta, entry{r, e.i})
			f.mul[e.i] = r
		}
	}
	f.etaRow = append(f.etaRow, p)
	f.etaEnd = append(f.etaEnd, int32(len(f.eta)))

	diag := 0.0
	f.upper.open(p)
	for _, e := range f.spike {
		if e.i == p {
			diag += e.v
			continue
		}
		diag -= float64(f.mul[e.i] * e.v)
		f.upper.push(p, e)
		f.upperT.insert(e.i, entry{e.v, p})
	}
	for _, e := range f.pivot {
		f.mul[e.i] = 0
	}
	f.diag[p] = float64(a * old)
	return math.Abs(f.diag[p]) > least && math.Abs(diag-f.diag[p]) <= alike*math.Abs(f.diag[p])
}

// clearPlace takes row and column p out of U and gives them the last rank.
func (f *factor) clearPlace(p int32) {
	for _, e := range f.upper.of(p) {
		f.upperT.remove(e.i, p)
	}
	for _, e := range f.upperT.of(p) {
		f.upper.remove(e.i, p)
	}
	f.upper.empty(p)
	f.upperT.empty(p)
	rank := uint32(len(f.upperOrder))
	f.upperOrder = append(f.upperOrder, p)
	f.upper.span[p].rank, f.upperT.span[p].rank = rank, rank
}
