package lp

import "math"

// pricing chooses entering variables among candidates: all slacks, all basic
// columns, and those nonbasic columns that promised to enter.
type pricing struct {
	slot      []int32 // of each column among cand, or -1
	slackSlot []int32
	cand      []candidate
	contest   // of the candidates

	rowBegin []int32 // of each row in rowSlot and rowCoef
	rowSlot  []int32 // columns among the candidates
	rowCoef  []float64

	y         []float64 // duals when the candidates were last appraised
	fresh     bool      // that was at the present basis
	tolerance float64   // of reduced costs
	prize     float64   // of fixed columns, and the price of banned ones

	ray     vector  // the entering variable's column of the tableau
	rho     vector  // the leaving place's row of the inverse
	tau     vector  // the ray times the inverse
	touched []int32 // candidates whose alpha may differ from 0
	top     []entry // the most promising column of each row
}

// candidate is a variable that may enter.
type candidate struct {
	d      float64 // reduced cost
	weight float64 // 1 and the square of the length of its column of the tableau; 0 where basic
	alpha  float64 // in the leaving place's row of the tableau, 0 between pivots
	v      int32
}

func (l *pricing) addRow() {
	l.y = append(l.y, 0)
	i := len(l.slackSlot)
	l.slackSlot = append(l.slackSlot, int32(len(l.cand)))
	l.cand = append(l.cand, candidate{v: slack(i)})
}

func (l *LP) slotOf(v int32) int32 {
	if v < 0 {
		return l.slackSlot[^v]
	}
	return l.slot[v]
}

// worth is what variable v earns in view of what it was told to be.
func (l *LP) worth(v int32) float64 {
	if v < 0 {
		return 0
	}
	switch l.held[v] {
	case banned:
		return -l.prize
	case fixed:
		return l.cost[v] + l.prize
	}
	return l.cost[v]
}

// reduced is what variable v earns above the duals of its rows.
func (l *LP) reduced(v int32) float64 {
	if v < 0 {
		return -l.y[^v]
	}
	return l.worth(v) - l.dot(v, l.y)
}

// norm is 1 and the squares of a variable's coefficients: its weight where all
// slacks are basic.
func (l *LP) norm(v int32) float64 {
	if v < 0 {
		return 2
	}
	norm := 1.0
	_, coefs := l.column(v)
	for _, a := range coefs {
		norm += float64(a * a)
	}
	return norm
}

// seat makes v basic at place p.
func (l *LP) seat(v, p int32) {
	if v >= 0 {
		l.at[v] = p
	}
	s := l.slotOf(v)
	l.cand[s].d, l.cand[s].weight = 0, 0
	l.contest.set(s, 0)
	l.head[p] = v
	l.paid[p] = l.worth(v)
}

// unseat makes v nonbasic.
func (l *LP) unseat(v int32) {
	if v >= 0 {
		l.at[v] = -1
	}
	l.cand[l.slotOf(v)].weight = l.norm(v)
}

// appraise computes duals and reduced costs from the basis.
func (l *LP) appraise() {
	clear(l.y)
	for p, v := range l.head {
		l.paid[p] = l.worth(v)
	}
	for range 2 { // the second time what rounding has left
		y := &l.tau
		y.clear()
		for p, v := range l.head {
			if d := l.reduced(v); math.Abs(d) > drop*l.prize {
				y.add(int32(p), d)
			}
		}
		l.backward(y, false)
		for _, i := range y.at {
			l.y[i] += y.v[i]
		}
	}
	for s := range l.cand {
		if c := &l.cand[s]; c.weight > 0 {
			c.d = l.reduced(c.v)
		} else {
			c.d = 0
		}
	}
	l.rankAll()
	l.fresh = true
	l.work += int64(len(l.row))
}

// rank enters a candidate's promise into the contest: how fast it improves the
// objective along the edge of the polyhedron.
func (l *LP) rank(s int32) {
	score := 0.0
	if c := &l.cand[s]; c.d > l.tolerance {
		score = max(tiny, c.d*c.d/c.weight)
	}
	l.contest.set(s, score)
}

func (l *LP) rankAll() {
	l.contest.reset(len(l.cand))
	for s := range l.cand {
		l.rank(int32(s))
	}
}

// tableau computes the row of the tableau at place p.
func (l *LP) tableau(p int32) {
	l.rho.clear()
	l.rho.add(p, 1)
	l.backward(&l.rho, true)
	touched := l.touched[:0]
	for _, i := range l.rho.at {
		r := l.rho.v[i]
		if math.Abs(r) < small {
			continue
		}
		if s := l.slackSlot[i]; l.cand[s].weight > 0 {
			l.cand[s].alpha = r
			touched = append(touched, s)
		}
		from, to := l.rowBegin[i], l.rowBegin[i+1]
		slots, coefs := l.rowSlot[from:to], l.rowCoef[from:to]
		l.work += int64(1 + len(slots))
		for k, s := range slots {
			c := &l.cand[s]
			if c.weight == 0 {
				continue
			}
			if c.alpha == 0 {
				touched = append(touched, s)
			}
			c.alpha += float64(coefs[k] * r)
		}
	}
	l.touched = touched
}

// forget clears the row of the tableau.
func (l *LP) forget() {
	for _, s := range l.touched {
		l.cand[s].alpha = 0
	}
}

// reprice brings reduced costs and weights to the basis in which q has entered
// for out, and clears the row of the tableau; d is the reduced cost of q and a
// the pivot (Forrest and Goldfarb 1992).
func (l *LP) reprice(q, out int32, d, a float64) {
	l.computeTau()
	w := 1.0
	for _, p := range l.ray.at {
		r := l.ray.v[p]
		w += float64(r * r)
	}
	step := d / a
	l.work += int64(len(l.touched))
	for _, s := range l.touched {
		c := &l.cand[s]
		t := c.alpha
		c.alpha = 0
		if math.Abs(t) < small {
			continue
		}
		c.d -= float64(step * t)
		t /= a
		c.weight = max(c.weight+float64(t*(float64(t*w)-float64(2*l.tauDot(c.v)))), 1+float64(t*t))
		l.rank(s)
	}
	c := &l.cand[l.slotOf(out)]
	c.d, c.weight = -step, max(w/(a*a), 1)
	l.rank(l.slotOf(out))
	l.fresh = false
}

// tauDot is the product of tau and the column of variable v.
func (l *LP) tauDot(v int32) float64 {
	if v < 0 {
		return l.tau.v[^v]
	}
	return l.dot(v, l.tau.v)
}

// computeTau computes tau, the ray times the inverse.
func (l *LP) computeTau() {
	l.tau.clear()
	for _, p := range l.ray.at {
		l.tau.add(p, l.ray.v[p])
	}
	l.backward(&l.tau, false)
}
