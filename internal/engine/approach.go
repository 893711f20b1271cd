package engine

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// fewOptions is how many options a model has at least whose plain program comes
// first.
const fewOptions = 100_000

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
	return alone >= fewOptions && 2*alone > all
}

// paces are how the plain program is solved and rounded, nearer and nearer.
var paces = [...]pace{{10, 2, 1, 3_000}, {100, 8, 4, math.MaxInt}}

// pace is how near the optimum the program is solved, up to one in so many of its
// value; what part is seated at a time then; how often it settles, at the most, in
// between; and how many stays there are at the most, as with more it takes so long that
// what is seated of the tightened program is better and hardly later.
type pace struct {
	near                 float64
	part, settling, most int
}

// approach solves the plain program, nearer and nearer, for prices and for
// roundings. It reports whether it came to an end.
func (d *dual) approach() bool {
	x := d.newSieve(d.e, d.best)
	if x == nil {
		return false
	}
	var err error
	if d.board, err = search.NewBoard(d.ctx, d.m, d.seed, nil); err != nil || d.stop() {
		return false
	}
	descend := func() bool {
		d.e.Descend(d.best, d.target, descent, d.lower, d.stop)
		return d.lean()
	}
	return d.near(x, paces[0]) && d.early(x) && d.tighten(x) && d.countPlain() && descend() &&
		x.s.Resume(nil, d.stop) && d.near(x, paces[1]) && d.roundOff(x, paces[1])
}

// early does with the plain program what comes before it is tightened, and reports
// whether it came to an end: where the best solution is near the bound, both are what
// gets them nearer soonest, and else a rounding is a better solution.
func (d *dual) early(x *sieve) bool {
	if d.nearly() {
		return d.near(x, paces[1]) && d.rework(x)
	}
	return d.roundOff(x, paces[0])
}

// nearly reports whether the best solution is so near the bound that a nearer bound
// matters more than what is rounded or seated in haste, which is hardly ever better.
func (d *dual) nearly() bool { return d.target >= d.bound()-d.bound()/nearBound }

// nearBound is one in so many points of the bound that such a solution lacks.
const nearBound = 33

// near solves the plain program, and lowers the bound on the way, once the program is
// worth less than that, or nearly solved. Duals that are far from the best leave sessions
// that gain; then needs are to pay for that, as long as this makes the lower bound.
func (d *dual) near(x *sieve, p pace) bool {
	asks := true
	return x.sift(p.near, func(g *search.Guide) {
		if d.lead(x, g); d.stop() {
			return
		}
		if at := x.s.Checked; at.Dual >= float64(d.bound()) && float64(at.Error*nearlySolved) >= at.Dual {
			return
		}
		bound := d.e.Bound(x.price)
		d.lower(x.price, bound)
		if asks && !d.stop() {
			d.relaxed.Ask(x.price, g)
			asked := d.e.Bound(x.price)
			d.lower(x.price, asked)
			asks = asked < bound
		}
	})
}

// nearlySolved is one in so many of its value by which a program may then be off.
const nearlySolved = 100

// roundOff rounds the solution of the plain program to one on the board unless it has
// too many stays, and leaves the program as it was. It reports whether it came to an end.
func (d *dual) roundOff(x *sieve, p pace) bool {
	r := d.newRounding(x.plain, x.s)
	if r == nil {
		return false
	}
	if _, stays := r.rank(); stays > p.most {
		return true
	}
	here := x.s.Save(d.stop)
	if here == nil || !d.board.Clear(d.stop) || !r.run(p) || !d.board.Finish(d.stop) || d.stop() {
		return false
	}
	d.board.Keep(func() {})
	return x.s.Load(here, d.stop)
}

// countPlain lowers the bound on pupils by the plain program of pupils, and
// reports whether it came to an end.
func (d *dual) countPlain() bool {
	e := d.evaluator(d.heads.Relaxed)
	least := e.Bound(d.heads.Prices)
	x := d.newSieve(e, d.heads.Prices)
	return x != nil && x.sift(50, func(g *search.Guide) {
		d.heads.Relaxed.Ask(x.price, g)
		if bound := e.Bound(x.price); bound < least {
			least, d.lowered = bound, true
			d.heads.Prices = slices.Clone(x.price)
		}
	})
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
const entry = 3
