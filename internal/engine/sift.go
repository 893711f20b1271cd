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
	few       = 20 // one in so many options changes little, and more come as the program is tightened
	fewer     = 50 // one in so many does where the bound is nearly reached, and little matters
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
		if !s.Settle(d.stop) {
			return false
		}
		x.plain.Prices(s.Y, x.price)
		if d.stop() {
			return false
		}
		g := x.e.Guide(x.price, sifted)
		if g == nil {
			return false
		}
		if found(g); d.stop() {
			return false
		}
		before := len(x.plain.Options)
		added := x.plain.Add(g, d.stop)
		if added > 0 && !s.Grow(d.stop) || d.stop() {
			return false
		}
		least := few
		if d.nearly() {
			least = fewer
		}
		if is && added < before/least {
			return true
		}
	}
	return true
}
