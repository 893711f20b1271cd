package engine

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// How areas are reworked.
const (
	areaOptions = 12    // options of an ask alone
	hardlyRuns  = 1e-6  // what joined the program and runs less of it is left out
	sweeps      = 16    // over all areas, at the most
	leastSweep  = 5_000 // in two of them the plan is to gain one in so many of its points
	refinings   = 20    // steps of ruin and recreate after a dive, for each column that was there
)

// rework plans one area after another anew, beside what the best solution has
// elsewhere: by the linear program of what could run there, and a dive. That finds
// what takes dozens of moves at once. The areas of one sweep are narrow in time, those
// of the next in space. It reports whether it came to an end.
func (d *dual) rework(x *sieve) bool {
	d.asking, d.haste = true, 1
	defer func() { d.asking, d.given = false, nil }()
	if d.given == nil && d.runs() {
		d.quota = 0 // to exchange at once
	}
	if d.stop() {
		return false
	}
	g := d.e.Guide(d.best, sifted)
	if g == nil {
		return false
	}
	if g = x.favor(g); g == nil {
		return false
	}
	d.board.Lean(g, d.stop) // also what is settled after later dives goes by it
	var others []relax.Column
	for i := range x.plain.Joined {
		if c := &x.plain.Joined[i]; x.s.X[c.At] > hardlyRuns {
			others = append(others, c.Column)
		}
	}
	before := int64(0)
	for k := range int32(sweeps) {
		sol, ok := d.incumbent()
		if !ok {
			return false
		}
		if k%2 == 0 {
			if sol.Points-before <= before/leastSweep {
				break
			}
			before = sol.Points
		}
		for _, area := range areas(d.m, &sol, k) {
			if !d.reworkArea(area, others) {
				return false
			}
		}
	}
	return true
}

// incumbent puts the best solution of both lanes on the board, and returns it. It
// reports whether it came to an end.
func (d *dual) incumbent() (best search.Solution, ok bool) {
	given := d.given
	if d.merge {
		given = nil
	}
	if given != nil {
		d.given = nil
		if !d.board.Adopt(given, d.stop) {
			return best, false
		}
	}
	if !d.board.Return(d.stop) {
		return best, false
	}
	best = d.board.Best()
	if given != nil || d.base == nil {
		d.base = &best
	}
	return best, true
}

// reworkArea plans an area anew, and keeps that if it is better. It reports whether
// it came to an end.
func (d *dual) reworkArea(area *relax.Area, others []relax.Column) bool {
	sol, ok := d.incumbent()
	if !ok {
		return false
	}
	g := d.e.NewRegion(&sol, area, areaOptions, others)
	if g == nil {
		return false
	}
	if !d.optimize(g.LP) || g.LP.Objective() < float64(g.Worth+1) {
		return !d.stop()
	}
	for _, c := range g.Here {
		for k, i := range c.Items {
			d.board.Lift(i.Ask, c.SlotOf(k))
		}
	}
	if !d.diveArea(g) || !d.board.Close() || d.stop() {
		return !d.stop()
	}
	kept := func() { d.merge = true }
	d.board.Keep(kept)
	d.board.Refine(g.Asks(), refinings*int64(len(g.Here)), d.stop, kept)
	return !d.stop()
}

// diveArea seats what runs in full, or else the largest of the fractions, solves the
// program again around that, and so on. It reports whether it came to an end.
func (d *dual) diveArea(g *relax.Region) bool {
	done := make([]bool, len(g.Columns))
	for {
		var list []candidate
		for j := range g.Columns {
			if v := g.LP.Value(j); v > 1e-6 && len(g.Columns[j].Items) > 0 && !done[j] {
				list = append(list, candidate{j, v})
			}
		}
		if len(list) == 0 {
			return true
		}
		slices.SortFunc(list, larger)
		for k, c := range list {
			if k > 0 && c.value < 1-1e-6 {
				break
			}
			done[c.column] = true
			d.seatLed(g, c.column)
		}
		if g.Prune(); !d.optimize(g.LP) {
			return false
		}
	}
}

// seatLed seats a column of a region, led as its program says if it is one group in
// one session. Where there is nobody to lead that, others like it are out of the
// question too.
func (d *dual) seatLed(g *relax.Region, j int) {
	c := &g.Columns[j]
	if c.Offer < 0 || len(c.Items) > 1 {
		if seat(d.board, d.m, c) {
			g.Fix(j)
		} else {
			g.Ban(j)
		}
		return
	}
	i := search.Sitter(c.Items[0])
	switch {
	case d.board.SeatLed(i, c.Slot, g.Leaders(j)):
		g.Fix(j)
	case d.board.Fits(i, c.Slot):
		g.BanCrew(j)
	default:
		g.Ban(j)
	}
}
