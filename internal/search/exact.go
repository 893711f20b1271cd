package search

import (
	"cmp"
	"context"
	"slices"
)

// Close looks for a solution of m with more points than start, which is one, by
// trying all, component by component. It returns the best that it knows,
// whether no solution has more points, and the work done. It gives up when the
// work is used up or ctx ends, and at once on what is far too large. When ctx has
// ended, nothing is proven, as the model may lack something.
func Close(ctx context.Context, m *Model, start Solution, work int64) (best Solution, proven bool, used int64) {
	components := Components(m)
	slices.SortStableFunc(components, func(a, b Component) int { return cmp.Compare(len(a.Asks), len(b.Asks)) })
	parts := make([]Solution, len(components))
	proven = ctx.Err() == nil
	for n := range components {
		c := &components[n]
		parts[n] = c.Part(start)
		if c.Model.wholeOptions() > mostOptions {
			proven = false
			continue
		}
		x := newCloser(c.Model, parts[n].Points, work-used, func() bool { return ctx.Err() != nil })
		x.limitCohorts()
		x.run()
		used += x.work
		proven = proven && !x.stopped
		if x.best.known {
			parts[n] = x.best.solution(x.state)
		}
	}
	if best = Join(components, parts); best.Points <= start.Points {
		best = start
	}
	return best, proven, used
}

// closer is a depth-first branch and bound (Land and Doig 1960) for solutions
// with more points than the best known. It branches on sets as Rymon (1992)
// enumerates them: a node takes one option of an ask, and those of the ask that
// were taken before are closed to the nodes below, so that every set of stays
// comes up once. The bound is what each ask could earn by the options that are
// left to it; a cohort earns no more than it could alone, which is found by the
// same search, as in Russian doll search (Verfaillie et al. 1996).
type closer struct {
	*state
	best    best
	options []option          // by ask, best first
	tries   int               // to list them
	live    []int32           // of all open nodes: the options that may yet be taken
	held    map[int32][]int32 // fixed people by session
	bound   bound
	limit   int64 // of work
	ended   func() bool
	stopped bool // before all was tried
}

func newCloser(m *Model, points, limit int64, ended func() bool) *closer {
	x := &closer{state: newState(m), held: map[int32][]int32{}, limit: limit, ended: ended}
	x.best.points = points
	x.bound = newBound(x.state)
	return x
}

// run tries all solutions.
func (x *closer) run() {
	x.list()
	for n := range x.m.Fixed {
		x.hold(&x.m.Fixed[n])
	}
	x.branchFixed(x.m.Fixed)
}

// hold lets the people of a fixed stay lead its sessions.
func (x *closer) hold(f *Fixed) {
	for n, offer := range f.Offers {
		i := x.sessionAt(offer, f.Slot)
		for _, p := range f.led(n) {
			if !slices.Contains(x.held[i], p) {
				x.held[i] = append(x.held[i], p)
				x.lead(p, i)
			}
		}
	}
}

// spent reports whether the search must end before all is tried.
func (x *closer) spent() bool {
	x.stopped = x.stopped || x.work >= x.limit || x.ended()
	return x.stopped
}

// branchFixed puts fixed stays down in all ways and goes on from there.
func (x *closer) branchFixed(fixed []Fixed) {
	if len(fixed) == 0 {
		all := make([]int32, len(x.options))
		for k := range all {
			all[k] = int32(k)
		}
		x.branch(all)
		return
	}
	f := &fixed[0]
	arcs := x.m.Asks[f.Ask].Arcs
	for k := range x.options {
		o := &x.options[k]
		elsewhere := func(k int32) bool { return !slices.Contains(f.Offers, arcs[k].Offer) }
		if o.ask != f.Ask || o.slot != f.Slot || len(o.arcs) != len(f.Offers) || slices.ContainsFunc(o.arcs, elsewhere) {
			continue
		}
		mark := len(x.journal)
		if x.take(int32(k)) {
			x.branchFixed(fixed[1:])
		}
		x.undo(mark)
	}
}

// branch tries all solutions that add some of the options, or none, to what sits.
func (x *closer) branch(options []int32) {
	if x.points > x.best.points && x.sound(0) && x.wholes() {
		x.best.keep(x.state)
	}
	before := len(x.live)
	for _, k := range options {
		mark := len(x.journal)
		if x.take(k) {
			x.live = append(x.live, k)
		}
		x.undo(mark)
	}
	for from := before; !x.spent() && x.thin(from) && len(x.live) > from && x.points+x.most(x.live[from:]) > x.best.points; {
		live := x.live[from:]
		n := x.choose(live)
		for k := range n {
			mark := len(x.journal)
			if x.take(live[k]) {
				x.branch(live[k+1:])
			}
			x.undo(mark)
		}
		from += n
	}
	x.live = x.live[:before]
}

// choose moves the options that could earn an ask most to the front, of the ask
// with the fewest such, and returns their number. It uses the gains of most.
func (x *closer) choose(live []int32) int {
	first, last, fewest := 0, 0, 0
	for from := 0; from < len(live); {
		to := x.endOf(live, from)
		n, most := 0, int64(0)
		for _, k := range live[from:to] {
			gain := x.bound.gains[k]
			if n == 0 || gain > most {
				n, most = 0, gain
			}
			if gain == most {
				n++
			}
		}
		if last == 0 || n < fewest {
			first, last, fewest = from, to, n
		}
		from = to
	}
	slices.SortStableFunc(live[first:last], func(a, b int32) int { return cmp.Compare(x.bound.gains[b], x.bound.gains[a]) })
	slices.Reverse(live[:first])
	slices.Reverse(live[first:last])
	slices.Reverse(live[:last])
	return fewest
}

// endOf returns where the options of the ask that has those from one on end.
func (x *closer) endOf(live []int32, from int) int {
	to := from + 1
	for to < len(live) && x.options[live[to]].ask == x.options[live[from]].ask {
		to++
	}
	return to
}

// take puts a stay down with people for its sessions, or changes nothing.
func (x *closer) take(k int32) bool {
	o := &x.options[k]
	u, parts := x.idle(o.ask), int32(len(o.arcs))
	if n := x.split(o.ask); u == none || n > 0 && n != parts {
		return false
	}
	mark := len(x.journal)
	for part, arc := range o.arcs {
		if !x.fits(u+int32(part), arc, o.slot, parts) {
			x.undo(mark)
			return false
		}
		x.sit(u+int32(part), arc, o.slot, parts)
	}
	for part := range parts {
		if !x.crew(x.unitSession(u + part)) {
			x.undo(mark)
			return false
		}
	}
	return true
}

// wholes reports whether the asks that must be whole are so where they sit.
func (x *closer) wholes() bool {
	for _, j := range x.journal {
		if j.kind == sat && x.m.Asks[x.askOf[j.who]].Whole && !x.complete(x.askOf[j.who]) {
			return false
		}
	}
	return true
}
