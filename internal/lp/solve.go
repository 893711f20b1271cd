package lp

import "math"

// budget ends a solve.
type budget struct {
	pivots int64 // in all solves
	stop   func() bool
	polled int64 // pivots at which stop is asked next
}

func (b *budget) out(pivots int64) bool {
	if pivots >= b.pivots {
		return true
	}
	if b.stop == nil || pivots < b.polled {
		return false
	}
	b.polled = pivots + pivotsPerStop
	return b.stop()
}

// Solve pivots to an optimum, at most so many times. It asks stop, unless that
// is nil, every 64 pivots. Unless it returns Optimal, values and duals are those
// of the last basis and may break rows or leave something to gain.
func (l *LP) Solve(pivots int64, stop func() bool) Status {
	limit := &budget{pivots: l.pivots + min(pivots, math.MaxInt64-l.pivots), stop: stop, polled: l.pivots}
	l.prepare()
	status, size := Trouble, perturbation
	for round := 0; round < mostRounds && status == Trouble; round++ {
		l.perturb(size)
		size /= 8
		if l.factored {
			l.value()
		} else if !l.refactor() {
			break
		}
		if status = l.optimize(limit); status == Optimal {
			status = l.clean(limit)
		}
	}
	if status != Optimal {
		l.restore()
		l.appraise()
	}
	return status
}

// prepare makes ready for what was added or changed since the last solve.
func (l *LP) prepare() {
	if len(l.rowBegin) != len(l.rhs)+1 {
		l.sortRows()
	}
	most := 0.0
	for _, c := range l.cost {
		most = max(most, math.Abs(c))
	}
	if most == 0 {
		most = 1
	}
	l.tolerance = earning * most
	l.prize = reward * most
	l.ray.grow(len(l.rhs))
	l.rho.grow(len(l.rhs))
	l.tau.grow(len(l.rhs))
	if len(l.score) != len(l.cand) {
		l.contest.reset(len(l.cand))
	}
	l.singular = 0
}

// optimize finds an optimum for the present right-hand sides.
func (l *LP) optimize(limit *budget) Status {
	for range mostRounds {
		if status := l.mend(limit); status != Optimal {
			return status
		}
		copy(l.held, l.wish)
		l.appraise()
		l.draft()
		status := l.climb(limit)
		for status == Optimal && l.draft() {
			status = l.climb(limit)
		}
		if status != Trouble {
			return status
		}
	}
	return Trouble
}

// clean brings an optimum to the right-hand sides as they are and checks it.
func (l *LP) clean(limit *budget) Status {
	l.restore()
	pivots := l.pivots
	if status := l.mend(limit); status != Optimal {
		return status
	}
	if !l.fresh {
		l.appraise()
	}
	if l.contest.best() >= 0 || l.pivots > pivots && l.draft() {
		return Trouble
	}
	if !l.holds() {
		l.factored = false
		return Trouble
	}
	return Optimal
}

// restore computes the values for the right-hand sides as they are.
func (l *LP) restore() {
	l.perturb(0)
	if l.factored {
		l.value()
	} else {
		l.refactor()
	}
}

// holds checks by the matrix alone that the values obey all rows, that nothing
// is left of rows without a basic slack, and that basic columns earn nothing.
func (l *LP) holds() bool {
	use := make([]float64, len(l.rhs))
	for p, v := range l.head {
		x := l.x[p]
		if !(x >= -nearZero) {
			return false
		}
		if v < 0 {
			use[^v] += x
			continue
		}
		if d := l.reduced(v); !(math.Abs(d) <= l.tolerance) {
			return false
		}
		rows, coefs := l.column(v)
		for k, i := range rows {
			use[i] += float64(coefs[k] * x)
		}
	}
	for i, b := range l.b {
		if !(math.Abs(use[i]-b) <= alike*max(1, math.Abs(b))) || !(l.y[i] >= -l.tolerance) {
			return false
		}
	}
	return true
}
