package engine

import "github.com/sanjie-edu/sanjie/internal/relax"

// How long sessions are generated for a program over sessions: so often at the most.
const (
	rounds    = 200
	fewRounds = 6
)

// stage is something to do with the tightened program, and when.
type stage struct {
	near, falls float64
	do          func(*dual, *sieve) bool
}

// stages are what is done with the tightened program, and when: as soon as it is near
// its optimum and its value near the bound, up to one in so many of it, and if it
// matters, the bound has fallen by less than one in so many of itself in a few rounds
// since the stage before. The last of them ends the tightening.
var stages = []stage{
	{12, 0, (*dual).seatSoon},
	{25, 0, (*dual).seatSoon},
	{50, 150, (*dual).seatSharply},
	{200, 500, (*dual).rework},
}

// tighten makes the program one over sessions, whose optimum is the limit of the
// bound, and generates those that gain. On the way it seats what runs, and reworks the
// best solution. Then it makes the program what it was, and lets it rest. It reports
// whether it came to an end.
func (d *dual) tighten(x *sieve) bool {
	here := x.s.Save(d.stop)
	if here == nil || !x.plain.Tighten(x.s, d.stop) || !x.s.Resume(nil, d.stop) {
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
			if !x.ready(stages[next], bounds) {
				continue
			}
		}
		if !stages[next].do(d, x) {
			return false
		}
		next++
		d.haste = min(d.haste, steady)
		bounds = []int64{d.least}
	}
	if !x.s.Load(here, d.stop) {
		return false
	}
	x.plain.Loosen(x.s)
	x.s.Rest()
	return !d.stop()
}

// seatSoon seats what runs at once, as a plan that is early can be polished for longer.
func (d *dual) seatSoon(x *sieve) bool { return d.nearly() || d.seatSessions(x, false) }

// seatSharply seats what runs sharply, unless it is so much that reworking the best
// solution gains more in the time.
func (d *dual) seatSharply(x *sieve) bool {
	t := d.newSeating(x)
	switch {
	case t == nil:
		return false
	case t.running() > mostSharp:
		return d.rework(x)
	}
	return d.seatSessions(x, true)
}

// mostSharp is how many sessions run at the most when they are seated sharply.
const mostSharp = 10_000

// ready reports whether it is time for a stage, given the bounds since the one before.
func (x *sieve) ready(at stage, bounds []int64) bool {
	s, bound := x.s.Checked, float64(x.d.least)
	value := float64(s.Dual * float64(x.d.relaxed.Scale))
	if float64(s.Error*at.near) >= s.Dual || float64((bound-value)*at.near) >= value {
		return false
	}
	n := len(bounds) - 1 - fewRounds
	return at.falls == 0 || n >= 0 && float64((float64(bounds[n])-bound)*at.falls) < bound
}

// generate solves the program a little further and adds what gains, at its duals
// and halfway from the best prices (Wentges 1997). It reports whether it came to
// an end.
func (x *sieve) generate() bool {
	d := x.d
	if !d.iterate(x.s, checkEvery) {
		return false
	}
	if !x.s.Settle(d.stop) {
		return false
	}
	x.plain.Prices(x.s.Y, x.price)
	if d.stop() {
		return false
	}
	g := d.e.Guide(x.price, sifted)
	if g == nil {
		return false
	}
	d.lead(x, g)
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
