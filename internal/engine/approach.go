package engine

import (
	"math"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// plainOptions is how many options there are at least, most of them of asks that
// sit alone, for the plain program to come first.
const plainOptions = 100_000

// large reports whether the plain program comes first: where most sit alone, it
// is nearly the program over sessions, and where there are many options, that
// takes much longer.
func large(m *search.Model) bool {
	alone, all := 0, 0
	for a := range m.Asks {
		for k := range m.Asks[a].Arcs {
			n := m.Sets[m.Asks[a].Arcs[k].Set].Len()
			all += n
			if m.Asks[a].Share == 1 {
				alone += n
			}
		}
	}
	return alone >= plainOptions && 2*alone > all
}

// nearness is how near the optimum the plain program is solved before each
// rounding: what primal and dual differ by, at the most, one in so many.
var nearness = []float64{30, 100, 300}

// approach solves the plain program, nearer and nearer, for prices and for
// roundings. It reports whether it came to an end.
func (d *dual) approach() bool {
	plain := d.relaxed.NewPlain()
	s := pdhg.NewSolver(plain.LP)
	var err error
	if d.board, err = search.NewBoard(d.ctx, d.m, d.seed, nil); err != nil || d.stop() {
		return false
	}
	price := make([]int64, len(d.relaxed.Rows))
	lower := func() {
		s.Settle()
		plain.Prices(s.Y, price)
		d.lower(price, d.e.Bound(price))
	}
	next := 5 * checkEvery
	for _, near := range nearness {
		for {
			if !d.iterate(s, checkEvery) {
				return false
			}
			if p := s.Checked; math.Abs(p.Dual-p.Primal) < p.Dual/near {
				break
			}
			if s.Iterations >= next {
				next += next / 3
				lower()
			}
		}
		lower()
		here := s.Save()
		if !d.board.Clear(d.stop) || !d.newRounding(plain, s).run(8) || !d.board.Finish(d.stop) || d.stop() {
			return false
		}
		d.board.Keep(func() {})
		s.Load(here)
	}
	return true
}

// iterate does some iterations and a check, and reports whether it was let.
func (d *dual) iterate(s *pdhg.Solver, n int) bool {
	ok := true
	for k := 0; ok && k < n; k++ {
		ok = s.Iterate(d.stop)
	}
	if ok {
		s.Check()
	}
	d.solving += s.Work
	s.Work = 0
	return ok && !d.stop()
}
