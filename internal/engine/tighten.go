package engine

import "github.com/sanjie-edu/sanjie/internal/relax"

// How long sessions are generated for a program over sessions: so often at the most.
const (
	rounds    = 200
	fewRounds = 6
)

// stages are what is done with the tightened program, and when: as soon as it is near
// its optimum, up to one in so many of its value, and if it matters, the bound has
// fallen by less than one in so many of itself in a few rounds since the stage before.
// The last of them ends the tightening.
var stages = []struct {
	near, falls float64
	do          func(*dual, *sieve) bool
}{
	{12, 0, func(d *dual, x *sieve) bool { return d.seatSessions(x, false) }},
	{50, 150, func(d *dual, x *sieve) bool { return d.seatSessions(x, true) }},
	{200, 500, (*dual).rework},
}

// tighten makes the program one over sessions, whose optimum is the limit of the
// bound, and generates those that gain. On the way it seats what runs, and reworks the
// best solution. Then it makes the program what it was. It reports whether it came to an end.
func (d *dual) tighten(x *sieve) bool {
	here := x.s.Save()
	x.plain.Tighten(x.s)
	d.e.Near(d.best, d.within(), x.join)
	if !x.s.Grow(d.stop) {
		return false
	}
	next := 0
	bounds := []int64{d.least} // by round since the last stage
	for k := 0; next < len(stages); k++ {
		if k < rounds {
			if !x.generate() {
				return false
			}
			bounds = append(bounds, d.least)
			at, s := stages[next], x.s.Checked
			if float64(s.Error*at.near) >= s.Dual {
				continue
			}
			if n := len(bounds) - 1 - fewRounds; at.falls > 0 && (n < 0 || float64(float64(bounds[n]-d.least)*at.falls) >= float64(d.least)) {
				continue
			}
		}
		if !stages[next].do(d, x) {
			return false
		}
		next++
		bounds = []int64{d.least}
	}
	x.s.Load(here)
	x.plain.Loosen(x.s)
	x.s.Resume(nil)
	return !d.stop()
}

// generate solves the program a little further and adds what gains, at its duals
// and halfway from the best prices (Wentges 1997). It reports whether it came to
// an end.
func (x *sieve) generate() bool {
	d := x.d
	if !d.iterate(x.s, checkEvery) {
		return false
	}
	x.s.Settle()
	x.plain.Prices(x.s.Y, x.price)
	g := d.e.Guide(x.price, sifted)
	if g == nil {
		return false
	}
	d.guide = x.favor(g)
	x.plain.Add(g, d.stop)
	between := make([]int64, len(x.price))
	for i, p := range x.price {
		between[i] = d.best[i] + (p-d.best[i])/2
	}
	for _, price := range [][]int64{x.price, between} {
		d.lower(price, d.e.Generate(price, false, x.join))
	}
	return x.s.Grow(d.stop)
}

// join adds a session to the program.
func (x *sieve) join(c relax.Column) { x.plain.Join(c) }
