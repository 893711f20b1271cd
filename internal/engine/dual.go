package engine

import (
	"context"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/lp"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// dual is the lane that lowers the bound, and dives.
type dual struct {
	lane
	ctx     context.Context
	m       *search.Model
	seed    uint64
	relaxed *relax.Relaxation
	e       *relax.Evaluator
	board   *search.Board // its own, once it dives
	best    []int64       // prices of the least bound
	guide   *search.Guide // for the other lane, taken at the next exchange
	least   int64         // that bound, in 1/Scale points
	known   int64         // points that no solution exceeds, whatever the prices
	solving int64         // work of linear programs
	heads   Prices        // for the bound on pupils
	counted int64         // work for them
	ended   bool
	target  int64 // points of the best solution at the last exchange
	told    int64 // bound in points at the last exchange
	watch   Watch
	asking  bool             // for the best solution of the other lane
	given   *search.Solution // that one, at the last exchange
	base    *search.Solution // the last that was taken
	merge   bool             // the board has made a better one of it
	lowered bool             // since prices were shown
	showing int64            // work after which they are shown again
	cases   *Case            // of all solutions; nil before they are divided
	divided int64            // points that no solution exceeds, by cases
	haste   int64            // this lane does so many times the work of the other one
}

func newDual(ctx context.Context, m *search.Model, limits search.Limits, watch Watch) *dual {
	return &dual{ctx: ctx, m: m, seed: limits.Seed, known: limits.Bound, told: math.MaxInt64, watch: watch, showing: watch.Every, haste: 1}
}

// start starts the lane with the points of a solution.
func (d *dual) start(points int64) {
	d.target = points
	d.run(d.search)
}

// bound returns the points that no solution exceeds, as far as is known.
func (d *dual) bound() int64 {
	if d.best == nil {
		return d.known
	}
	least := min(d.known, d.least/d.relaxed.Scale)
	if d.cases != nil {
		least = min(least, d.divided)
	}
	return least
}

func (d *dual) work() int64 {
	if d.e == nil {
		return 0
	}
	w := (d.e.Work + d.solving + d.counted) / numbers
	if d.board != nil {
		w += d.board.Work()
	}
	return w
}

// numbers is how many numbers this lane looks at on one processor while the other tests
// an option.
const numbers = 40

// stop halts the lane when its quota is used up and reports whether it is to end.
func (d *dual) stop() bool {
	if d.ended {
		return true
	}
	d.show(d.showing)
	if d.work() >= d.quota {
		d.ended = !d.halt()
	}
	d.ended = d.ended || d.ctx.Err() != nil
	return d.ended
}

// show shows the best prices when they are new and so much work is done.
func (d *dual) show(work int64) {
	if d.lowered && d.work() >= work && d.watch.Prices != nil && d.watch.Prices(d.proof(), d.heads) {
		d.lowered = false
		d.showing = d.work() + max(d.watch.Every, d.work()/seldom)
	}
}

// proof is what proves the bound.
func (d *dual) proof() Prices { return Prices{d.relaxed, d.best, d.cases} }

// seldom says that one part in so many of the work so far is done at least before
// prices are shown again.
const seldom = 5

// lower notes prices with a bound.
func (d *dual) lower(price []int64, bound int64) {
	if bound < d.least {
		d.least = bound
		copy(d.best, price)
		d.lowered = true
	}
}

// search is what the lane does, from the cheapest bound to the dearest.
func (d *dual) search() {
	if d.relaxed = relax.New(d.m, d.stop); d.relaxed == nil {
		return
	}
	d.e = d.evaluator(d.relaxed)
	d.least, d.best = math.MaxInt64, d.relaxed.Alone()
	d.heads.Relaxed = d.relaxed.Heads()
	d.heads.Prices = d.heads.Relaxed.Alone()
	d.least = d.e.Bound(d.best)
	if d.stop() {
		return
	}
	start := []int64(nil)
	if large(d.m) {
		d.haste = hasty
		if !d.approach() {
			return
		}
		start = d.best
	}
	d.e.Descend(start, d.target, descent, d.lower, d.stop)
	if d.stop() || !d.lean() {
		return
	}
	x := d.whole()
	if !d.solve(x) || !d.lean() {
		return
	}
	var err error
	if d.board == nil {
		if d.board, err = search.NewBoard(d.ctx, d.m, d.seed, nil); err != nil || d.stop() {
			return
		}
	}
	if !d.round(x) {
		return
	}
	for k, s := range dives {
		if !d.plunge(x, s) {
			return
		}
		if k == 0 {
			d.count()
		}
	}
	d.divide(x)
}

// wishes is how many options of each goal the other lane leans on.
const wishes = 24

// lean lets the other lane lean on the best prices, and reports whether it came
// to an end.
func (d *dual) lean() bool {
	if g := d.e.Guide(d.best, wishes); g != nil {
		d.guide = g
	}
	return !d.stop()
}

// evaluator returns an evaluator that halts with the lane, and ends with it.
func (d *dual) evaluator(r *relax.Relaxation) *relax.Evaluator {
	e := r.NewEvaluator()
	e.Halt(d.stop)
	return e
}

// count lowers the bound on pupils by subgradient steps.
func (d *dual) count() {
	e := d.evaluator(d.heads.Relaxed)
	before := int64(0)
	stop := func() bool {
		d.counted += e.Work - before
		before = e.Work
		return d.stop()
	}
	least := e.Bound(d.heads.Prices)
	e.Descend(nil, 0, counts, func(price []int64, bound int64) {
		if bound < least {
			least, d.lowered = bound, true
			copy(d.heads.Prices, price)
		}
	}, stop)
}

// The most subgradient steps for points and for pupils.
const (
	descent = 250
	counts  = 100
)

// stride is how a dive goes: it seats one in so many of the fractions at a time,
// and looks for columns in so many rounds after that.
type stride struct{ part, rounds int }

// dives begin with a hasty one.
var dives = []stride{{15, 1}, {30, 8}, {10, 8}, {100, 8}, {5, 8}, {300, 8}}

// program is a linear program over all sessions.
type program struct {
	master *relax.Master
	price  []int64
}

// whole returns the program without columns.
func (d *dual) whole() *program {
	return &program{d.relaxed.NewMaster(), slices.Clone(d.best)}
}

// solve generates columns until none gains, and reports whether it came so far.
// Columns are priced out between the best prices so far and the duals, which
// alone would swing wildly at first (Wentges 1997).
func (d *dual) solve(x *program) bool {
	d.e.Near(d.best, d.within(), func(c relax.Column) { x.master.Add(c) })
	between := make([]int64, len(x.price))
	for {
		if !d.optimize(x.master.LP) {
			return false
		}
		x.master.Prices(x.price)
		for i, p := range x.price {
			between[i] = d.best[i] + (p-d.best[i])/2
		}
		bound, added := x.master.Generate(d.e, between)
		d.lower(between, bound)
		if added > 0 {
			continue
		}
		bound, added = x.master.Generate(d.e, x.price)
		d.lower(x.price, bound)
		if added == 0 {
			return true
		}
	}
}

// optimize solves a program as it stands and reports whether it could.
func (d *dual) optimize(l *lp.LP) bool {
	before := l.Work()
	count := func() {
		now := l.Work()
		d.solving += now - before
		before = now
	}
	ok := l.Solve(mostPivots, func() bool {
		count()
		return d.stop()
	})
	count()
	return ok == lp.Optimal && !d.stop()
}

// mostPivots is more than any program takes.
const mostPivots = 1 << 40

// within is how far from the best of its block a session may be to be among the
// first columns: a part of what an ask is worth on average.
func (d *dual) within() int64 {
	return max(1, d.least/int64(max(1, len(d.m.Asks)))/128)
}

// plunge dives and solves the program again, and reports whether it came so far.
func (d *dual) plunge(x *program, s stride) bool {
	if !d.board.Clear(d.stop) || !d.dive(x, s) || !d.board.Finish(d.stop) || d.stop() {
		return false
	}
	d.board.Keep(func() {})
	x.master.Release()
	return d.solve(x)
}
