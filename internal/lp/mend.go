package lp

import "math"

// mending is the state of the dual simplex method.
type mending struct {
	places      contest   // of how far below 0 values are
	placeWeight []float64 // of Devex
}

// mend makes all values nonnegative by the dual simplex method with Devex
// pricing. A variable that would improve the objective is taken to earn less
// meanwhile.
func (l *LP) mend(limit *budget) Status {
	if l.lowest() >= -nearZero {
		return Optimal
	}
	l.appraise()
	l.lower()
	l.rankPlaces()
	patience := l.pivots + mostMends
	if !l.exact {
		patience += 50 * int64(len(l.rhs))
	}
	for {
		if limit.out(l.pivots) {
			return Stopped
		}
		if !l.factored || l.worn() {
			before := l.singular
			if !l.refactor() {
				return Trouble
			}
			if l.singular > before {
				l.appraise()
				l.lower()
			}
			l.rankPlaces()
		}
		r := l.places.best()
		if r < 0 {
			l.appraise()
			return Optimal
		}
		if l.pivots >= patience {
			return Trouble
		}
		l.tableau(r)
		q, ok := l.yield()
		if !ok {
			l.forget()
			if !l.pristine() {
				l.factored = false
				continue
			}
			if l.admitAll() {
				l.appraise()
				l.lower()
				continue
			}
			return Infeasible
		}
		l.load(&l.ray, q)
		l.forward(&l.ray, true)
		a := l.ray.v[r]
		if a > -safe || !l.agree(q, a) {
			if !l.pristine() {
				l.forget()
				l.factored = false
				continue
			}
			if a > -least {
				l.forget()
				return Trouble
			}
		}
		l.exchange(q, r, l.cand[l.slotOf(q)].d, l.x[r]/a)
		l.reweigh(r, a)
		for _, s := range l.touched {
			l.cand[s].d = min(0, l.cand[s].d)
		}
	}
}

// rankPlaces starts the contest of the places anew.
func (l *LP) rankPlaces() {
	l.places.reset(len(l.x))
	l.placeWeight = resized(l.placeWeight, len(l.x))
	for p := range l.placeWeight {
		l.placeWeight[p] = 1
		l.rankPlace(int32(p))
	}
}

// rankPlace enters how far below 0 the value at place p is into the contest.
func (l *LP) rankPlace(p int32) {
	score := 0.0
	if x := l.x[p]; x < -nearZero {
		score = x * x / l.placeWeight[p]
	}
	l.places.set(p, score)
}

// reweigh brings the weights to the basis after an exchange at place r with
// pivot a.
func (l *LP) reweigh(r int32, a float64) {
	w := l.placeWeight[r] / (a * a)
	for _, p := range l.ray.at {
		t := l.ray.v[p]
		l.placeWeight[p] = max(l.placeWeight[p], t*t*w)
		l.rankPlace(p)
	}
	l.placeWeight[r] = max(w, 1)
	l.rankPlace(r)
}

// lower makes every reduced cost negative by raising what its variable costs.
// Unless the right-hand sides are exact, the least amounts differ, against
// degeneracy.
func (l *LP) lower() {
	size := -16 * l.tolerance
	if l.exact {
		size = 0
	}
	for s := range l.cand {
		if c := &l.cand[s]; c.weight > 0 {
			c.d = min(c.d, float64(size*spread(int(c.v))))
		}
	}
}

// yield returns the variable that can enter for one that leaves upward with the
// least loss per unit, up to a tolerance within which the largest pivot is
// taken.
func (l *LP) yield() (q int32, ok bool) {
	most := math.Inf(1)
	for _, s := range l.touched {
		if c := &l.cand[s]; c.alpha < -least {
			most = min(most, (l.tolerance-c.d)/-c.alpha)
		}
	}
	pivot := 0.0
	for _, s := range l.touched {
		c := &l.cand[s]
		if a := -c.alpha; a > least && -c.d <= float64(most*a) && (a > pivot || a == pivot && c.v < q) {
			q, pivot = c.v, a
		}
	}
	return q, pivot > 0
}
