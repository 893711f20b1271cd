package lp

// draft makes columns candidates: of each row the one that promises most, as
// measured by its coefficients. It reports false where none improves the
// objective. The duals must be those of the basis.
func (l *LP) draft() bool {
	n := len(l.cand)
	l.work += int64(len(l.row))
	l.top = resized(l.top, len(l.rhs))
	clear(l.top)
	for j, s := range l.slot {
		if s >= 0 {
			continue
		}
		v := int32(j)
		d := l.reduced(v)
		if d <= l.tolerance {
			continue
		}
		rows, _ := l.column(v)
		if len(rows) == 0 {
			l.admit(v)
		}
		score := d * d / l.norm(v)
		for _, i := range rows {
			if score > l.top[i].v {
				l.top[i] = entry{score, v}
			}
		}
	}
	for _, e := range l.top {
		if e.v > 0 && l.slot[e.i] < 0 {
			l.admit(e.i)
		}
	}
	if len(l.cand) == n {
		return false
	}
	l.sortRows()
	for s := n; s < len(l.cand); s++ {
		l.cand[s].d = l.reduced(l.cand[s].v)
	}
	l.rankAll()
	return true
}

// admit makes column j a candidate.
func (l *LP) admit(j int32) {
	l.slot[j] = int32(len(l.cand))
	l.cand = append(l.cand, candidate{weight: l.norm(j), v: j})
}

// admitAll makes all columns candidates and reports whether any was not.
func (l *LP) admitAll() bool {
	n := len(l.cand)
	for j, s := range l.slot {
		if s < 0 {
			l.admit(int32(j))
		}
	}
	l.sortRows()
	return len(l.cand) > n
}

// sortRows makes the copy by row of the columns among the candidates.
func (l *LP) sortRows() {
	l.rowBegin = resized(l.rowBegin, len(l.rhs)+1)
	clear(l.rowBegin)
	for s := range l.cand {
		if v := l.cand[s].v; v >= 0 {
			rows, _ := l.column(v)
			for _, i := range rows {
				l.rowBegin[i]++
			}
		}
	}
	sum := int32(0)
	for i, n := range l.rowBegin { // each row's end, moved to its begin below
		sum += n
		l.rowBegin[i] = sum
	}
	l.rowSlot = resized(l.rowSlot, int(sum))
	l.rowCoef = resized(l.rowCoef, int(sum))
	for s := len(l.cand) - 1; s >= 0; s-- {
		v := l.cand[s].v
		if v < 0 {
			continue
		}
		rows, coefs := l.column(v)
		for k, i := range rows {
			l.rowBegin[i]--
			l.rowSlot[l.rowBegin[i]] = int32(s)
			l.rowCoef[l.rowBegin[i]] = coefs[k]
		}
	}
}
