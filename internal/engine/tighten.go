package engine

import "github.com/sanjie-edu/sanjie/internal/relax"

// How long sessions are generated for a program over sessions: so often at the
// most, or until the bound falls by less than a 1,000th in some rounds although
// the program is near its optimum.
const (
	rounds    = 200
	fewRounds = 6
	nearly    = 200
)

// roughly is how near its optimum the program is when sessions are seated first, as
// one in so many of its value.
const roughly = 12

// tighten makes the program one over sessions, whose optimum is the limit of the
// bound, and generates those that gain. On the way it seats what runs, and at the
// end again if that was better than what came before. Then it makes the program
// what it was. It reports whether it came to an end.
func (d *dual) tighten(x *sieve) bool {
	here := x.s.Save()
	x.plain.Tighten(x.s)
	d.e.Near(d.best, d.within(), x.join)
	if !x.s.Grow(d.stop) {
		return false
	}
	before, first, better := d.least, true, true
	for k := range rounds {
		if !x.generate() {
			return false
		}
		s := x.s.Checked
		if k%fewRounds == fewRounds-1 {
			if before-d.least < d.least/1000 && s.Error < s.Dual/nearly {
				break
			}
			before = d.least
		}
		if first && s.Error < s.Dual/roughly {
			first = false
			points := d.board.Points()
			if !d.seatSessions(x) {
				return false
			}
			better = d.board.Points() > points
		}
	}
	if better && !d.seatSessions(x) {
		return false
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
	d.guide = g
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
