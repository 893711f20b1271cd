package lp

import "math"

// A basis has a variable at each place: column j as j, the slack of row i as
// slack(i).
type basis struct {
	head     []int32
	at       []int32   // place of each column, or -1
	x        []float64 // value of the variable at each place
	paid     []float64 // worth of the variable at each place
	b        []float64 // right-hand sides that x obeys, scaled
	exact    bool      // b is not perturbed
	factored bool      // factor is of head
	singular int       // bases in this solve
	factor
}

func slack(i int) int32 { return ^int32(i) }

func (s *basis) addRow() {
	s.head = append(s.head, slack(len(s.head)))
	s.x = append(s.x, 0)
	s.paid = append(s.paid, 0)
	s.b = append(s.b, 0)
	s.factored = false
}

// load makes x the column of variable v.
func (l *LP) load(x *vector, v int32) {
	x.clear()
	if v < 0 {
		x.add(^v, 1)
		return
	}
	rows, coefs := l.column(v)
	for k, i := range rows {
		x.add(i, coefs[k])
	}
}

// refactor factors the basis anew and computes its values. It reports false
// when the basis was singular too often to go on.
func (l *LP) refactor() bool {
	evicted := l.factorize(&l.matrix, l.head)
	for _, v := range evicted {
		l.unseat(v)
	}
	for p, v := range l.head {
		l.seat(v, int32(p))
	}
	l.factored = true
	l.work += int64(len(l.row))
	l.value()
	if len(evicted) > 0 {
		l.fresh = false
		l.singular++
	}
	return l.singular <= mostSingular
}

// value computes the values of the basic variables, and once more what rounding
// has left of the right-hand sides.
func (l *LP) value() {
	clear(l.x)
	for range 2 {
		l.remainder(&l.ray)
		if len(l.ray.at) == 0 {
			break
		}
		l.forward(&l.ray, false)
		for _, p := range l.ray.at {
			l.x[p] += l.ray.v[p]
		}
	}
	if !l.exact {
		l.loosen()
	}
}

// remainder makes r what the values leave of the right-hand sides.
func (l *LP) remainder(r *vector) {
	r.clear()
	copy(r.v, l.b)
	for p, v := range l.head {
		x := l.x[p]
		if x == 0 {
			continue
		}
		if v < 0 {
			r.v[^v] -= x
			continue
		}
		rows, coefs := l.column(v)
		for k, i := range rows {
			r.v[i] -= float64(coefs[k] * x)
		}
	}
	for i, a := range r.v {
		if math.Abs(a) > small {
			r.at = append(r.at, int32(i))
		} else {
			r.v[i] = 0
		}
	}
}

// perturb takes the right-hand sides as they are or, against degeneracy, each a
// little larger by an amount that depends on its index alone.
func (l *LP) perturb(size float64) {
	l.exact = size == 0
	for i, b := range l.rhs {
		b = float64(b * l.scaleOf(i))
		l.b[i] = b + float64(size*float64(max(1, b, -b)*spread(i)))
	}
}

// spread is a number from 1 to 2 that depends on i alone.
func spread(i int) float64 {
	h := uint64(i+1) * 0x9e3779b97f4a7c15
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return float64(1<<24|h>>40) / (1 << 24)
}

// loosen changes right-hand sides so that variables a little below 0 are a
// little above.
func (l *LP) loosen() {
	for p, x := range l.x {
		if x >= 0 || x < -loose {
			continue
		}
		to := float64(safe * spread(p))
		l.x[p] = to
		v := l.head[p]
		if v < 0 {
			l.b[^v] += to - x
			continue
		}
		rows, coefs := l.column(v)
		for k, i := range rows {
			l.b[i] += float64(coefs[k] * (to - x))
		}
	}
}
