package engine

import (
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Case is some of all solutions: a fact divides them into two cases, or prices bound
// what they are worth.
type Case struct {
	Fact         Fact
	Holds, Fails *Case // nil where prices bound the case
	prices       []rowPrice
	bound        int64 // in points
	depth        int

	// Until it is divided or done with:
	model  *search.Model // what the facts on the way leave
	forced relax.Forced
}

// rowPrice is the price of a row that has one.
type rowPrice struct {
	row   int32
	price int64
}

// Priced yields the rows that have a price in a case that is not divided. Rows are
// those of the relaxation of all solutions.
func (c *Case) Priced() iter.Seq2[int32, int64] {
	return func(yield func(int32, int64) bool) {
		for _, x := range c.prices {
			if !yield(x.row, x.price) {
				return
			}
		}
	}
}

// byRow returns the prices of a case that is not divided.
func (c *Case) byRow(rows int) []int64 {
	price := make([]int64, rows)
	for row, p := range c.Priced() {
		price[row] = p
	}
	return price
}

func (c *Case) setPrices(price []int64) {
	c.prices = nil
	for i, p := range price {
		if p != 0 {
			c.prices = append(c.prices, rowPrice{int32(i), p})
		}
	}
}

// division divides all solutions into cases until none can have a better one than is
// known: branch and bound (Land and Doig 1960) over linear programs whose columns are
// generated in each case (branch and price, Barnhart et al. 1998). The case with the
// greatest bound comes next.
type division struct {
	d    *dual
	x    *program // over the columns of all cases, turned to the present one
	open []*Case
	lost int64 // the greatest bound of the cases that cannot be divided
	size int   // prices of all cases that are not divided
}

// divide closes the gap by cases, as far as it is let. It begins with the columns of
// the program over all sessions. On large models the relaxation of a case would take
// too long to set up, and its model too much space.
func (d *dual) divide(x *program) {
	if len(d.m.Asks) > mostDivided {
		return
	}
	root := &Case{bound: d.bound(), model: d.m}
	root.setPrices(d.best)
	d.cases, d.divided = root, root.bound
	v := &division{d: d, x: x, open: []*Case{root}, size: len(root.prices)}
	for n := 0; n < mostCases && v.size < mostPriced && len(v.open) > 0 && v.open[v.next()].bound > v.lost && v.step(); n++ {
	}
}

// How many asks a model has at the most that is divided, how many cases are looked at, and
// how many prices they have at about the most, so that a certificate of them does not
// become too large to be held and checked while the search goes on. A certificate may
// be 1,000 facts deep.
const (
	mostDivided = 4_000
	mostCases   = 1_000
	mostPriced  = 1 << 19
)

// points is what the best solution is worth that the lane knows of.
func (d *dual) points() int64 { return max(d.target, d.board.Points()) }

// step does with a case what can be done, and reports whether it came to an end.
func (v *division) step() bool {
	d := v.d
	at := v.next()
	c := v.open[at]
	if c.bound > d.points() {
		if !v.solve(c) || c.bound > d.points() && !d.round(v.x) || c.bound > d.points() && !v.split(c) {
			return false
		}
	}
	c.model = nil
	v.open = slices.Delete(v.open, at, at+1)
	if c.Holds == nil && c.bound > d.points() {
		v.lost = max(v.lost, c.bound)
	}
	most := max(v.lost, d.points())
	for _, c := range v.open {
		most = max(most, c.bound)
	}
	if most < d.divided {
		d.divided, d.lowered = most, true
	}
	return !d.stop()
}

// next returns which open case has the greatest bound: of several the deepest, and
// the first of those.
func (v *division) next() int {
	at := 0
	for i, c := range v.open {
		if x := v.open[at]; c.bound > x.bound || c.bound == x.bound && c.depth > x.depth {
			at = i
		}
	}
	return at
}

// solve generates columns for a case until none gains or nothing in it is better than
// what is known, and reports whether it came to an end.
func (v *division) solve(c *Case) bool {
	d, x := v.d, v.x
	r := relax.NewForced(c.model, d.m, c.forced, d.stop)
	if r == nil {
		return false
	}
	d.solving += int64(len(r.Rows))
	e := r.NewEvaluator()
	before := int64(0)
	e.Halt(func() bool {
		d.solving += e.Work - before
		before = e.Work
		return d.stop()
	})
	best := c.byRow(len(r.Rows))
	least := e.Bound(best)
	x.master.Turn(r)
	d.solving += int64(len(x.master.Columns))
	between := make([]int64, len(best))
	try := func(price []int64) (added int) {
		bound, added := x.master.Generate(e, price)
		if bound < least {
			least = bound
			copy(best, price)
		}
		return added
	}
	for least/r.Scale > d.points() && d.optimize(x.master.LP) {
		x.master.Prices(x.price)
		for i, p := range x.price {
			between[i] = best[i] + (p-best[i])/2
		}
		if try(between) == 0 && try(x.price) == 0 {
			break
		}
	}
	if least/r.Scale < c.bound {
		c.bound = least / r.Scale
		v.size -= len(c.prices)
		c.setPrices(best)
		v.size += len(c.prices)
	}
	d.solving += e.Work - before
	return !d.stop()
}

// split divides a case by the fact that promises most, if the program leaves any open,
// and reports whether it came to an end.
func (v *division) split(c *Case) bool {
	doubts := doubtsOf(c, v.x.master)
	if len(doubts) == 0 {
		return true
	}
	trial := trial{v.d, c.model, v.x.master, v.x.master.LP.Objective()}
	best, most := 0, 0.0
	for i, f := range doubts {
		promise, ok := trial.promise(f)
		if !ok {
			return false
		}
		if promise > most {
			best, most = i, promise
		}
	}
	c.Fact = doubts[best]
	child := func(holds bool) *Case {
		out := &Case{prices: c.prices, bound: c.bound, depth: c.depth + 1}
		out.model, out.forced = narrow(c.model, c.forced, c.Fact, holds)
		v.open = append(v.open, out)
		return out
	}
	c.Holds, c.Fails = child(true), child(false)
	v.size += len(c.prices)
	c.prices = nil
	return true
}
