// Package pdhg approaches the optimum of a linear program by a first-order
// method: primal-dual hybrid gradient (Chambolle and Pock 2011) with the
// diagonal steps of Pock and Chambolle (2011), and with the adaptive step,
// averaging, restarts and primal weight of PDLP (Applegate et al. 2021).
//
// It needs no factors and no pivots. One iteration goes once over the matrix,
// so that a program with millions of columns is as good as solved, to a few
// digits, after some hundreds of passes. The prices that it finds are only a
// guide: whoever uses them computes for himself what they prove.
//
// It departs from PDLP in that it leaves out columns for a while that are at 0
// and far from gaining, and lets the steps of rows depend on the others alone.
package pdhg

import "math"

// Solver is a run on a program.
type Solver struct {
	*LP
	X          []float64
	Y          []float64 // of rows, and of groups: what their rows have together
	Iterations int
	Checked    Point // the better of X and the mean, at the last check
	Work       int64 // entries looked at

	ax                []float64 // what X uses of rows and groups
	meanY             []float64 // the mean of Y, in a check
	tau               []float64 // steps of columns, up to step and weight
	step, weight      float64
	sum               float64 // of the steps since the last restart, which weigh the mean
	sumX, sumY, sumAx []float64
	fromX, fromY      []float64 // the point of the last restart
	since             int       // iterations since then
	atRestart, last   float64   // the error there, and at the last check
	mean              bool      // the mean was better then
	sums              sums
	full              []float64 // by row: what the entries of all columns add up to
	part              []float64 // by row and group: of the columns that take part
	gain              []float32 // by column: its reduced cost at the last check
	margin            float32   // by how much an active column may fail to gain
	active            active
}

// Point says how good a point is.
type Point struct {
	Primal, Dual float64
	Over         float64 // by how much rows are exceeded
	Error        float64 // both together: 0 at the optimum, in the unit of costs
}

// first is the primal weight to begin with, as a multiple of PDLP's.
const first = 30

// NewSolver returns a solver that starts at 0, or nil when stop says so
// meanwhile. The program, of fewer than 2³¹ entries, is its own from then on.
func NewSolver(l *LP, stop func() bool) *Solver {
	m := len(l.RHS)
	s := &Solver{LP: l, step: 0.9, weight: 1}
	for _, p := range []*[]float64{&s.sumY, &s.fromY, &s.sumAx} {
		*p = make([]float64, m)
	}
	if !s.Grow(stop) {
		return nil
	}
	costs, sides := 0.0, 0.0
	for j, tau := range s.tau {
		costs += float64(float64(l.Cost[j]*l.Cost[j]) * tau)
	}
	for i, b := range l.RHS {
		sides += float64(float64(b*b) * s.sigma(i))
	}
	if costs > 0 && sides > 0 {
		s.weight = first * math.Sqrt(costs/sides)
	}
	return s
}

// Grow takes in groups and columns that were added to the program, and starts
// again from here. It reports whether stop let it.
func (s *Solver) Grow(stop func() bool) bool {
	n, all := len(s.Cost), len(s.RHS)+s.groups.len()
	ok := false
	for _, p := range []*[]float64{&s.X, &s.sumX, &s.fromX} {
		if *p, ok = extend(*p, n, stop); !ok || stop() {
			return false
		}
	}
	for _, p := range []*[]float64{&s.Y, &s.meanY, &s.ax} {
		if *p, ok = extend(*p, all, stop); !ok || stop() {
			return false
		}
	}
	if s.gain, ok = extend(s.gain, n, stop); !ok {
		return false
	}
	if s.tau, ok = Room(s.tau, n-len(s.tau), stop); !ok || !s.takeIn(stop) {
		return false
	}
	s.full, ok = s.sums.all(s.LP, stop)
	return ok && s.Resume(nil, stop)
}

// takeIn computes the steps of columns that have none yet, and takes their entries into
// the sums. It reports whether stop let it.
func (s *Solver) takeIn(stop func() bool) bool {
	if !s.sums.addGroups(s.LP, stop) {
		return false
	}
	for j := len(s.tau); j < len(s.Cost); j++ {
		if j&0xffff == 0 && stop() {
			return false
		}
		s.tau = append(s.tau, 1/max(s.sums.add(s.LP, j), 1e-9))
	}
	return true
}

// Iterate does one iteration, and reports whether stop let it. What becomes of rows
// shows after the next check.
func (s *Solver) Iterate(stop func() bool) bool {
	if a := &s.active; !share(len(a.groups), len(a.pieces), stop, a.price) {
		return false
	}
	for {
		p, ok := s.forward(stop)
		if !ok {
			return false
		}
		s.Work += s.active.size
		used, limit := s.step, math.Inf(1)
		if p.cross != 0 {
			limit = (float64(s.weight*p.moveX) + p.moveY/s.weight) / (2 * math.Abs(p.cross))
		}
		s.Iterations++
		// PDLP takes other powers of the number of iterations; for these a square root will do.
		k := math.Sqrt(float64(s.Iterations + 1))
		s.step = min(float64((1-1/math.Sqrt(k))*limit), float64((1+1/k)*used))
		if used <= limit {
			s.accept(used)
			return true
		}
	}
}

// measure says how far a point is from optimal, of which x and ax are so many times as
// much. Where gain is not nil it notes there each column's reduced cost, and returns by
// how much these have changed on average. It ends early when stop says so.
func (s *Solver) measure(x, y, ax []float64, times float64, gain []float32, stop func() bool) (p Point, change float64, ok bool) {
	type sum struct {
		Point
		change          float64
		columns, looked int64
	}
	var sums [pieces]sum
	ok = share(len(x), pieces, stop, func(k, from, to int) {
		t := sums[k]
		for j := from; j < to; j++ {
			if s.Upper[j] <= 0 {
				continue
			}
			index, coefs := s.cols.at(j)
			t.columns++
			t.looked += int64(len(index))
			d := s.Cost[j]
			for n, i := range index {
				d -= float64(float64(coefs[n]) * y[i])
			}
			if d > 0 {
				t.Dual += float64(d * float64(s.Upper[j]))
			}
			t.Primal += float64(s.Cost[j] * (x[j] / times))
			if gain != nil {
				t.change += math.Abs(d - float64(gain[j]))
				gain[j] = float32(d)
			}
		}
		sums[k] = t
	})
	if !ok {
		return p, 0, false
	}
	columns := int64(0)
	for k := range sums {
		t := &sums[k]
		p.Primal += t.Primal
		p.Dual += t.Dual
		change += t.change
		columns += t.columns
		s.Work += t.looked
	}
	change /= float64(columns)
	over := 0.0
	for i, b := range s.RHS {
		p.Dual += float64(y[i] * b)
		if g := ax[i]/times - b; g > 0 {
			over += float64(g*g) / max(s.full[i], 1e-9)
		}
	}
	p.Over = math.Sqrt(over)
	gap := p.Dual - p.Primal
	w := float64(s.weight * s.weight)
	p.Error = math.Sqrt(float64(float64(w*over)*float64(len(s.RHS))) + float64(gap*gap))
	return p, change, true
}

// Check looks whether to start again from here or from the mean since the last
// start, and which columns take part. It reports whether stop let it.
func (s *Solver) Check(stop func() bool) bool {
	if s.since == 0 {
		return true
	}
	s.leave()
	for i, sum := range s.sumY {
		s.meanY[i] = sum / s.sum
	}
	if !s.price(s.meanY, stop) || !s.price(s.Y, stop) {
		return false
	}
	here, change, ok := s.measure(s.X, s.Y, s.ax, 1, s.gain, stop)
	if !ok {
		return false
	}
	there, _, ok := s.measure(s.sumX, s.meanY, s.sumAx, s.sum, nil, stop)
	if !ok {
		return false
	}
	s.Checked = here
	if there.Error < here.Error {
		s.Checked = there
	}
	best := s.Checked.Error
	restart := best <= 0.2*s.atRestart || best <= 0.8*s.atRestart && best > s.last || float64(s.since) >= 0.36*float64(s.Iterations)
	s.last = best
	s.mean = there.Error < here.Error
	if restart && !s.restart(s.mean, stop) {
		return false
	}
	s.margin = float32(2 * change)
	return s.screen(stop)
}

// Settle moves to the point of the last check, which may have been the mean. No
// iteration may have come between. It reports whether stop let it.
func (s *Solver) Settle(stop func() bool) bool {
	return s.since == 0 || !s.mean || s.restart(true, stop) && s.screen(stop)
}

// restart begins anew, at the mean or where it is, and reports whether stop let it.
func (s *Solver) restart(mean bool, stop func() bool) bool {
	if mean {
		for j, sum := range s.sumX {
			if s.X[j] = sum / s.sum; j&0xffff == 0 && stop() {
				return false
			}
		}
		for i, sum := range s.sumAx {
			s.ax[i] = sum / s.sum
		}
		s.Y, s.meanY = s.meanY, s.Y
	}
	moveX, moveY := 0.0, 0.0
	for j, x := range s.X {
		if j&0xffff == 0 && stop() {
			return false
		}
		d := x - s.fromX[j]
		moveX += float64(d*d) / s.tau[j]
	}
	for i, y := range s.Y[:len(s.RHS)] {
		d := y - s.fromY[i]
		moveY += float64(d*d) / s.sigma(i)
	}
	if moveX > 0 && moveY > 0 {
		s.weight = math.Sqrt(float64(s.weight * math.Sqrt(moveY/moveX)))
	}
	if stop() {
		return false
	}
	copy(s.fromX, s.X)
	copy(s.fromY, s.Y)
	clear(s.sumX)
	clear(s.sumY)
	clear(s.sumAx)
	s.sum, s.since, s.atRestart, s.last = 0, 0, s.Checked.Error, math.Inf(1)
	return true
}

// Fix holds a column at 1: what it uses is taken off the right-hand sides.
// Resume must follow.
func (s *Solver) Fix(j int) {
	index, coefs := s.cols.at(j)
	for k, i := range index {
		a := float64(coefs[k])
		if int(i) < len(s.RHS) {
			s.RHS[i] -= a
			continue
		}
		rows, factors := s.groups.at(int(i) - len(s.RHS))
		for n, r := range rows {
			s.RHS[r] -= float64(float64(factors[n]) * a)
		}
	}
	s.Ban(j)
}

// Ban holds a column at 0. Resume must follow.
func (s *Solver) Ban(j int) { s.Upper[j], s.X[j] = -max(s.Upper[j], -s.Upper[j]), 0 }

// Rest lets go of what only iterations need, a good part of the solver's memory. Resume
// must follow.
func (s *Solver) Rest() {
	s.leave()
	s.active = active{}
}

// Resume starts again from here after columns were held, and reports whether stop let
// it. Some columns take part at once, even if they were far from gaining.
func (s *Solver) Resume(some []int32, stop func() bool) bool {
	clear(s.ax)
	for j, x := range s.X {
		if j&0xffff == 0 && stop() {
			return false
		}
		s.sumX[j] = 0
		if x == 0 {
			continue
		}
		index, coefs := s.cols.at(j)
		for k, i := range index {
			s.ax[i] += float64(float64(coefs[k]) * x)
		}
	}
	if !s.spread(s.ax, stop) || !s.price(s.Y, stop) || stop() {
		return false
	}
	clear(s.sumY)
	clear(s.sumAx)
	if copy(s.fromX, s.X); stop() {
		return false
	}
	copy(s.fromY, s.Y)
	s.sum, s.since, s.atRestart, s.last = 0, 0, math.Inf(1), math.Inf(1)
	for _, j := range some {
		s.gain[j] = 0
	}
	return s.screen(stop)
}
