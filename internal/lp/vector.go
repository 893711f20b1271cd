package lp

// vector is a sparse vector over the rows: at lists the elements of v that are
// not 0, once each.
type vector struct {
	v  []float64
	at []int32
}

func (x *vector) grow(n int) {
	if n > len(x.v) {
		x.v = append(x.v, make([]float64, n-len(x.v))...)
	}
}

func (x *vector) clear() {
	for _, i := range x.at {
		x.v[i] = 0
	}
	x.at = x.at[:0]
}

// add adds a to element i, which then is listed even if it is 0.
func (x *vector) add(i int32, a float64) {
	old := x.v[i]
	if old == 0 {
		x.at = append(x.at, i)
	}
	if old += a; old == 0 {
		old = tiny
	}
	x.v[i] = old
}
