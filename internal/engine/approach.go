package engine

import (
	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// The plain program comes first where it has so many options at least, most of
// them of asks that sit alone, and so many at the most: it takes some 200 bytes
// for each, and iterations of many seconds are of no use.
const (
	fewOptions  = 100_000
	manyOptions = 6_000_000
)

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
	return alone >= fewOptions && all <= manyOptions && 2*alone > all
}

// paces are how the plain program is solved and rounded, nearer and nearer.
var paces = []pace{{10, 4, 2}, {30, 6, 3}, {100, 8, 4}}

// pace is how near the optimum the program is solved, up to one in so many of its
// value; what part is seated at a time then; and how often it settles, at the
// most, in between.
type pace struct {
	near           float64
	part, settling int
}

// approach solves the plain program, nearer and nearer, for prices and for
// roundings. It reports whether it came to an end.
func (d *dual) approach() bool {
	plain, s := d.plain(d.relaxed)
	if s == nil {
		return false
	}
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
	for k, pace := range paces {
		for {
			if !d.iterate(s, checkEvery) {
				return false
			}
			if s.Checked.Error < s.Checked.Dual/pace.near || s.Iterations > mostIterations {
				break
			}
			if s.Iterations >= next {
				next += next / 3
				lower()
			}
		}
		lower()
		here := s.Save()
		if !d.board.Clear(d.stop) {
			return false
		}
		if r := d.newRounding(plain, s); r == nil || !r.run(pace) || !d.board.Finish(d.stop) || d.stop() {
			return false
		}
		d.board.Keep(func() {})
		s.Load(here)
		if k == 1 && !d.countPlain() {
			return false
		}
	}
	return true
}

// plain returns the plain program of a relaxation and a solver of it, which is nil
// when the lane is to end.
func (d *dual) plain(r *relax.Relaxation) (*relax.Plain, *pdhg.Solver) {
	p := r.NewPlain(d.stop)
	if p == nil {
		return nil, nil
	}
	return p, pdhg.NewSolver(p.LP, d.stop)
}

// countPlain lowers the bound on pupils by the plain program of pupils, and
// reports whether it came to an end.
func (d *dual) countPlain() bool {
	plain, s := d.plain(d.heads.Relaxed)
	if s == nil {
		return false
	}
	for {
		if !d.iterate(s, checkEvery) {
			return false
		}
		if s.Checked.Error < s.Checked.Dual/50 || s.Iterations > mostIterations {
			break
		}
	}
	s.Settle()
	price := make([]int64, len(d.heads.Relaxed.Rows))
	plain.Prices(s.Y, price)
	e := d.evaluator(d.heads.Relaxed)
	if bound := e.Bound(price); bound < e.Bound(d.heads.Prices) && !d.stop() {
		d.heads.Prices, d.lowered = price, true
	}
	return !d.stop()
}

// iterate does some iterations and a check, and reports whether it was let.
func (d *dual) iterate(s *pdhg.Solver, n int) bool {
	for range n {
		ok := s.Iterate(d.stop)
		if d.weigh(s); !ok || d.stop() {
			return false
		}
	}
	ok := s.Check(d.stop)
	d.weigh(s)
	return ok && !d.stop()
}

// weigh counts what a solver did.
func (d *dual) weigh(s *pdhg.Solver) {
	d.solving += s.Work * entry
	s.Work = 0
}

// mostIterations bounds how long the program is solved: some hundreds to a few
// thousand iterations are usual.
const mostIterations = 20_000

// entry is what an entry of a large matrix counts for, in numbers looked at: it
// is seldom near the one before.
const entry = 2
