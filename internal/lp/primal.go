package lp

import "math"

// climb pivots while a candidate improves the objective. It ends in Trouble
// when rounding has cost feasibility.
func (l *LP) climb(limit *budget) Status {
	for {
		if limit.out(l.pivots) {
			return Stopped
		}
		if (!l.factored || l.worn()) && (!l.refactor() || l.lowest() < -nearZero) {
			return Trouble
		}
		s := l.contest.best()
		if s < 0 {
			if l.fresh {
				return Optimal
			}
			l.appraise()
			continue
		}
		c := &l.cand[s]
		l.load(&l.ray, c.v)
		l.forward(&l.ray, true)
		d := l.earns(c.v)
		if math.Abs(d-c.d) > max(l.tolerance, 1e-6*math.Abs(d)) {
			if !l.fresh {
				l.appraise()
				continue
			}
			if !l.pristine() {
				l.factored, l.fresh = false, false
				continue
			}
		}
		if d <= l.tolerance {
			c.d = d
			l.rank(s)
			continue
		}
		r := l.blocks()
		if r < 0 {
			if l.pristine() {
				return Unbounded
			}
			l.factored = false
			continue
		}
		l.tableau(r)
		a := l.ray.v[r]
		if !l.pristine() && (a < safe || !l.agree(c.v, a)) {
			l.forget()
			l.factored, l.fresh = false, false
			continue
		}
		l.exchange(c.v, r, d, max(0, l.x[r])/a)
	}
}

// earns is the reduced cost of variable q by its column of the tableau.
func (l *LP) earns(q int32) float64 {
	d := l.worth(q)
	for _, p := range l.ray.at {
		d -= float64(l.paid[p] * l.ray.v[p])
	}
	return d
}

// blocks returns the place whose variable reaches 0 first as the entering one
// grows, up to a tolerance within which the largest pivot is taken (Harris
// 1973), or -1.
func (l *LP) blocks() int32 {
	most := math.Inf(1)
	for _, p := range l.ray.at {
		if a := l.ray.v[p]; a > least {
			most = min(most, (max(0, l.x[p])+nearZero)/a)
		}
	}
	r, pivot := int32(-1), 0.0
	for _, p := range l.ray.at {
		a := l.ray.v[p]
		if a > least && l.x[p] <= float64(most*a) && (a > pivot || a == pivot && p < r) {
			r, pivot = p, a
		}
	}
	return r
}

// agree reports whether row and column of the tableau tell the same pivot.
func (l *LP) agree(q int32, a float64) bool {
	t := 0.0
	if q < 0 {
		t = l.rho.v[^q]
	} else {
		t = l.dot(q, l.rho.v)
	}
	return math.Abs(t-a) <= alike*math.Abs(a)
}

// exchange lets variable q enter at place r, where it takes the value theta.
func (l *LP) exchange(q, r int32, d, theta float64) {
	a := l.ray.v[r]
	for _, p := range l.ray.at {
		l.x[p] -= float64(theta * l.ray.v[p])
	}
	l.x[r] = theta
	out := l.head[r]
	if out >= 0 {
		l.at[out] = -1
	}
	l.reprice(q, out, d, a)
	l.seat(q, r)
	l.factored = l.update(r, a)
	l.pivots++
}

// lowest is the lowest value of a variable, at most 0.
func (l *LP) lowest() float64 {
	low := 0.0
	for _, x := range l.x {
		low = min(low, x)
	}
	return low
}
