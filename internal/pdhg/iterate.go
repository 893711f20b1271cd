package pdhg

import "github.com/sanjie-edu/sanjie/internal/fork"

// piece is a part of the columns that take part, for one of several processors.
type piece struct {
	ax    []float64 // what its columns use
	above []value   // of its columns at the next point, where above 0
	fell  []int32   // its columns that are above 0 now, and not at the next point
	path
}

// value is that of a column.
type value struct {
	x float64
	j int32
}

// path says how far it is to the next point.
type path struct{ moveX, moveY, cross float64 }

// How an iteration falls into pieces. Sums of floats depend on it, so that it depends
// on the program alone.
const (
	pieces = 4
	large  = 1 << 15 // entries
	some   = 1 << 14 // columns, or others, of each piece between two looks whether to stop
)

// share does things in some pieces at once, some things of each piece at a time, and
// reports whether stop let it.
func share(things, pieces int, stop func() bool, do func(k, from, to int)) bool {
	most := (things + pieces - 1) / pieces
	for at := 0; at < most; at += some {
		if stop() {
			return false
		}
		fork.Do(pieces, func(k int) {
			from, to := fork.Part(things, pieces, k)
			do(k, min(from+at, to), min(from+at+some, to))
		})
	}
	return true
}

// cut cuts the columns that take part into pieces.
func (a *active) cut() {
	n := 1
	if len(a.entries) >= large {
		n = pieces
	}
	if len(a.pieces) < n {
		a.pieces = append(a.pieces, make([]piece, n-len(a.pieces))...)
	}
	a.pieces = a.pieces[:n]
	for k := 1; k < n; k++ {
		p := &a.pieces[k]
		p.ax = append(p.ax[:0], make([]float64, len(a.ax))...)
	}
}

// forward computes the next point, unless stop says so.
func (s *Solver) forward(stop func() bool) (all path, ok bool) {
	a := &s.active
	n := len(a.pieces)
	a.pieces[0].ax = a.nextAx
	fork.Do(n, func(k int) {
		p := &a.pieces[k]
		clear(p.ax)
		p.above, p.fell, p.path = p.above[:0], p.fell[:0], path{}
	})
	if !share(len(a.columns), n, stop, s.moveColumns) || !share(len(a.groups), n, stop, a.spread) || !share(len(a.rows), n, stop, s.moveRows) {
		return all, false
	}
	for k := range a.pieces {
		p := &a.pieces[k].path
		all = path{all.moveX + p.moveX, all.moveY + p.moveY, all.cross + p.cross}
	}
	return all, !stop()
}

// moveColumns computes some of the next point's columns of a piece, and what they use.
func (s *Solver) moveColumns(k, from, to int) {
	a := &s.active
	p := &a.pieces[k]
	y, ax := a.y, p.ax
	step := s.step / s.weight
	above, fell, moved := p.above, p.fell, p.moveX
	at := int32(0)
	if from > 0 {
		at = a.columns[from-1].ends
	}
	for n := from; n < to; n++ {
		c := &a.columns[n]
		list := a.entries[at:c.ends]
		at = c.ends
		d := c.cost
		for _, e := range list {
			d -= float64(float64(e.coef) * y[e.row])
		}
		old := s.X[c.j]
		tau := s.tau[c.j]
		x := min(old+float64(float64(step*tau)*d), float64(s.Upper[c.j]))
		if x <= 0 {
			if old != 0 {
				moved += float64(old*old) / tau
				fell = append(fell, c.j)
			}
			continue
		}
		moved += float64((x-old)*(x-old)) / tau
		above = append(above, value{x, c.j})
		for _, e := range list {
			ax[e.row] += float64(float64(e.coef) * x)
		}
	}
	p.above, p.fell, p.moveX = above, fell, moved
}

// spread adds up what the pieces use of some groups, and gives the rows of these what
// that is, in one piece's.
func (a *active) spread(k, from, to int) {
	ax := a.pieces[k].ax
	at := a.first(from)
	for g := from; g < to; g++ {
		row := len(a.rows) + g
		n := 0.0
		for k := range a.pieces {
			n += a.pieces[k].ax[row]
		}
		list := a.inside[at:a.ends[g]]
		at = a.ends[g]
		if n == 0 {
			continue
		}
		for _, e := range list {
			ax[e.row] += float64(float64(e.coef) * n)
		}
	}
}

// first is the first entry of a group.
func (a *active) first(group int) int32 {
	if group == 0 {
		return 0
	}
	return a.ends[group-1]
}

// moveRows adds up what the pieces use of some rows, and computes the next point's.
func (s *Solver) moveRows(k, from, to int) {
	a := &s.active
	y, ax := a.nextY, a.nextAx
	moveY, cross := a.pieces[k].moveY, a.pieces[k].cross
	for n := 1; n < len(a.pieces); n++ {
		for i, used := range a.pieces[n].ax[from:to] {
			ax[from+i] += used
		}
	}
	step := s.step * s.weight
	for i := from; i < to; i++ {
		g := float64(2*ax[i]) - a.ax[i] - a.rhs[i]
		y[i] = max(0, a.y[i]+float64(float64(step*a.sigma[i])*g))
		if d := y[i] - a.y[i]; d != 0 {
			moveY += float64(d*d) / a.sigma[i]
			cross += float64(d * (ax[i] - a.ax[i]))
		}
	}
	a.pieces[k].moveY, a.pieces[k].cross = moveY, cross
}

// accept moves to the next point.
func (s *Solver) accept(step float64) {
	a := &s.active
	a.y, a.nextY = a.nextY, a.y
	a.ax, a.nextAx = a.nextAx, a.ax
	n := len(a.pieces)
	fork.Do(n, func(k int) {
		for _, j := range a.pieces[k].fell {
			s.X[j] = 0
		}
		for _, v := range a.pieces[k].above {
			s.X[v.j] = v.x
			s.sumX[v.j] += float64(step * v.x)
		}
		from, to := fork.Part(len(a.rows), n, k)
		for i := from; i < to; i++ {
			a.sumY[i] += float64(step * a.y[i])
			a.sumAx[i] += float64(step * a.ax[i])
		}
	})
	s.sum += step
	s.since++
}

// price gives some groups the price of their rows together.
func (a *active) price(_, from, to int) {
	at := a.first(from)
	for g := from; g < to; g++ {
		list := a.inside[at:a.ends[g]]
		at = a.ends[g]
		p := 0.0
		for _, e := range list {
			p += float64(float64(e.coef) * a.y[e.row])
		}
		a.y[len(a.rows)+g] = p
	}
}
