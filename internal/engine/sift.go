package engine

import (
	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// sieve solves the plain program with few of its options at a time (sifting,
// Bixby et al. 1992): those that gain most at the prices so far.
type sieve struct {
	d     *dual
	e     *relax.Evaluator
	plain *relax.Plain
	s     *pdhg.Solver
	price []int64 // of the duals at the last look
}

// How options are sifted.
const (
	sifted    = 16 // options of each goal that are looked at
	siftEvery = 3  // checks between two looks
	few       = 50 // one in so many options hardly changes anything
)

// newSieve returns a sieve for an evaluator's relaxation with options that are
// best at some prices, or nil when the lane is to end.
func (d *dual) newSieve(e *relax.Evaluator, price []int64) *sieve {
	x := &sieve{d: d, e: e, plain: e.Relaxation().NewPlain(d.stop), price: make([]int64, len(price))}
	g := e.Guide(price, sifted)
	if x.plain == nil || g == nil {
		return nil
	}
	x.plain.Add(g, d.stop)
	if x.s = pdhg.NewSolver(x.plain.LP, d.stop); x.s == nil {
		return nil
	}
	return x
}

// sift solves the program until it is as near the optimum as asked for and hardly
// any options are added. It calls found with guides at prices on the way, and
// reports whether it came to an end.
func (x *sieve) sift(near float64, found func(*search.Guide)) bool {
	d, s := x.d, x.s
	for s.Iterations < mostIterations {
		is := false
		for range siftEvery {
			if !d.iterate(s, checkEvery) {
				return false
			}
			if is = s.Checked.Error < s.Checked.Dual/near; is {
				break
			}
		}
		s.Settle()
		x.plain.Prices(s.Y, x.price)
		g := x.e.Guide(x.price, sifted)
		if g == nil {
			return false
		}
		found(g)
		before := len(x.plain.Options)
		added := x.plain.Add(g, d.stop)
		if added > 0 && !s.Grow(d.stop) || d.stop() {
			return false
		}
		if is && added < before/few {
			return true
		}
	}
	return true
}

// How long sessions are generated for a program over sessions: so often at the
// most, or until the bound falls by less than a 1,000th in some rounds although
// the program is near its optimum.
const (
	rounds    = 200
	fewRounds = 6
	nearly    = 200
)

// tighten makes the program one over sessions, whose optimum is the limit of the
// bound, and generates those that gain at its duals and halfway from the best
// prices (Wentges 1997). Then it makes the program what it was. It reports
// whether it came to an end.
func (d *dual) tighten(x *sieve) bool {
	here := x.s.Save()
	x.plain.Tighten(x.s)
	join := func(c relax.Column) { x.plain.Join(c) }
	d.e.Near(d.best, d.within(), join)
	if !x.s.Grow(d.stop) {
		return false
	}
	between := make([]int64, len(x.price))
	before := d.least
	for k := range rounds {
		if !d.iterate(x.s, checkEvery) {
			return false
		}
		x.s.Settle()
		x.plain.Prices(x.s.Y, x.price)
		g := d.e.Guide(x.price, sifted)
		if g == nil {
			return false
		}
		d.guide = g
		x.plain.Add(g, d.stop)
		for i, p := range x.price {
			between[i] = d.best[i] + (p-d.best[i])/2
		}
		for _, price := range [][]int64{x.price, between} {
			d.lower(price, d.e.Generate(price, false, join))
		}
		if !x.s.Grow(d.stop) {
			return false
		}
		if k%fewRounds == fewRounds-1 {
			if before-d.least < d.least/1000 && x.s.Checked.Error < x.s.Checked.Dual/nearly {
				break
			}
			before = d.least
		}
	}
	x.s.Load(here)
	x.plain.Loosen(x.s)
	x.s.Resume(nil)
	return !d.stop()
}
