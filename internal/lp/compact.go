package lp

// Compact removes the nonbasic columns that keep refuses; it is not asked about
// basic ones. The columns that stay keep their order. Compact returns the new
// index of every column, or -1.
func (l *LP) Compact(keep func(j int) bool) []int32 {
	moved := make([]int32, len(l.cost))
	n := 0
	for j := range l.cost {
		moved[j] = -1
		if l.at[j] < 0 && !keep(j) {
			continue
		}
		moved[j] = int32(n)
		l.cost[n], l.wish[n], l.held[n], l.at[n], l.slot[n] = l.cost[j], l.wish[j], l.held[j], l.at[j], l.slot[j]
		n++
	}
	l.cost, l.wish, l.held, l.at, l.slot = l.cost[:n], l.wish[:n], l.held[:n], l.at[:n], l.slot[:n]
	l.matrix.compact(moved)
	for p, v := range l.head {
		if v >= 0 {
			l.head[p] = moved[v]
		}
	}
	l.pricing.compact(moved)
	return moved
}

func (m *matrix) compact(moved []int32) {
	old := *m
	m.span, m.row, m.coef = nil, nil, nil
	for j, to := range moved {
		if to < 0 {
			continue
		}
		rows, coefs := old.column(int32(j))
		m.open()
		m.row, m.coef = append(m.row, rows...), append(m.coef, coefs...)
		m.span[to].size = int32(len(rows))
		m.share(int(to))
	}
}

func (l *pricing) compact(moved []int32) {
	n := 0
	for _, c := range l.cand {
		if c.v < 0 {
			l.slackSlot[^c.v] = int32(n)
		} else if c.v = moved[c.v]; c.v >= 0 {
			l.slot[c.v] = int32(n)
		} else {
			continue
		}
		l.cand[n] = c
		n++
	}
	l.cand = l.cand[:n]
	l.rowBegin = l.rowBegin[:0]
}
