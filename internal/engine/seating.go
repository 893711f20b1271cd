package engine

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
)

// seating turns a solution of the tightened program into sessions on the board:
// columns are seated by how much of them runs, as far as they fit; the program
// settles around them; and so on until little is left. A sharp one first brings the
// program near one that runs sessions in full.
type seating struct {
	d       *dual
	x       *sieve
	columns []int32   // by index in the program: 1 + the index among those that joined, 0 for options
	of      [][]int32 // by ask: the columns that it is in
	left    []int32   // by ask: stays that may yet sit
	done    []bool    // by column: seated, or not to be
	cost    []float64 // by column: what it is worth to the program, in a sharp one
}

// How a seating goes.
const (
	traces    = 0.001 // columns of which less runs are left out of a sharp one
	sharpness = 0.05  // of its worth that a column gets or loses by how much of it runs
	sharpens  = 10    // checks in which that grows from nothing
	rests     = 5     // checks in which it then stays
	settles   = 2     // checks between two steps
	leastLeft = 50    // it ends when one in so many of the stays is left
	surely    = 0.9   // how much of a column runs that is seated first
	lessSure  = 0.2   // how much less when hardly any is left that runs so much
	hardly    = 10    // one in so many

	comparedEach = 1 << 18 // comparisons of columns between two looks whether to end
)

// newSeating returns a seating, or nil when the lane is to end.
func (d *dual) newSeating(x *sieve) *seating {
	t := &seating{d: d, x: x, of: make([][]int32, len(d.m.Asks))}
	for a := range d.m.Asks {
		t.left = append(t.left, d.m.Asks[a].Stays)
	}
	if !t.take() {
		return nil
	}
	return t
}

// seatSessions seats what runs of the tightened program, sharply or at once, and
// leaves the program as it was. It reports whether it came to an end.
func (d *dual) seatSessions(x *sieve, sharp bool) bool {
	here := x.s.Save(d.stop)
	if here == nil {
		return false
	}
	t := d.newSeating(x)
	if t == nil || sharp && !t.sharpen() || !d.board.Clear(d.stop) {
		return false
	}
	first, least := t.running(), surely
	if !sharp {
		least = leastShare
	}
	for {
		total := t.running()
		if total == 0 || total*leastLeft < first {
			break
		}
		if took := t.step(least); float64(took)*hardly < total {
			if least <= leastShare && took == 0 {
				break
			}
			least = max(leastShare, least-lessSure)
		}
		if sharp {
			x.plain.Single(x.s)
		}
		if d.stop() || !t.settle() {
			return false
		}
	}
	if !d.board.Finish(d.stop) || d.stop() {
		return false
	}
	d.board.Keep(func() {})
	copy(x.s.Cost, t.cost) // of a sharp one
	return x.s.Load(here, d.stop)
}

// sharpen makes what runs much worth more, and what runs little worth less, more and
// more, so that of sessions which are as good as each other some run in full. That is
// to maximize a convex reward for columns that are 0 or 1 by its slope, again and
// again where the program is (Yuille and Rangarajan 2003). It leaves out what hardly
// runs, and the other lane is to favor what runs in the end. It reports whether it
// came there.
func (t *seating) sharpen() bool {
	s := t.x.s
	t.cost = slices.Clone(s.Cost)
	for j, v := range s.X {
		if t.sits(j) && v < traces {
			s.Ban(j)
		}
	}
	t.x.plain.Single(s)
	if !s.Resume(nil, t.d.stop) {
		return false
	}
	for k := range sharpens + rests {
		if k < sharpens {
			much := sharpness * float64(k+1) / sharpens
			for j, v := range s.X {
				if t.sits(j) {
					s.Cost[j] = t.cost[j] + float64(float64(much*t.cost[j])*(v-0.5))
				}
			}
		}
		if !t.d.iterate(s, checkEvery) {
			return false
		}
	}
	if !s.Settle(t.d.stop) {
		return false
	}
	if g := t.d.e.Guide(t.d.best, sifted); g != nil {
		t.d.lead(t.x, g)
	}
	return !t.d.stop()
}

// take takes in the columns of the program, and reports whether it was let.
func (t *seating) take() bool {
	p := t.x.plain
	t.columns, t.done = make([]int32, len(p.Options)), make([]bool, len(p.Options))
	for k, o := range p.Options {
		if k&0xffff == 0 && t.d.stop() {
			return false
		}
		if o.Ask >= 0 {
			t.of[o.Ask] = append(t.of[o.Ask], int32(k))
		}
	}
	for n := range p.Joined {
		c := &p.Joined[n]
		t.columns[c.At] = int32(n) + 1
		for k, i := range c.Items {
			if k == 0 || i.Ask != c.Items[k-1].Ask {
				t.of[i.Ask] = append(t.of[i.Ask], c.At)
			}
		}
	}
	return !t.d.stop()
}

// sits reports whether a column seats anybody.
func (t *seating) sits(j int) bool { return t.columns[j] > 0 || t.x.plain.Options[j].Ask >= 0 }

// column returns the column at an index that seats somebody.
func (t *seating) column(j int) relax.Column {
	p := t.x.plain
	if k := t.columns[j]; k > 0 {
		return p.Joined[k-1].Column
	}
	o := p.Options[j]
	return relax.Column{Offer: t.d.m.Asks[o.Ask].Arcs[o.Arc].Offer, Slot: o.Slot, Items: []relax.Item{o.Item}}
}

// running is how much runs of what may yet be seated, or some of it when the lane is to
// end.
func (t *seating) running() float64 {
	total := 0.0
	for j, v := range t.x.s.X {
		if j&0xffff == 0 && t.d.stop() {
			break
		}
		if v > leastShare && !t.done[j] && t.sits(j) {
			total += v
		}
	}
	return total
}

// step seats columns of which so much runs, those first that run most, and not two
// of an ask, and returns how many it seated.
func (t *seating) step(least float64) (took int) {
	var list []candidate
	for j, v := range t.x.s.X {
		if j&0xffff == 0 && t.d.stop() {
			return 0
		}
		if v > least && !t.done[j] && t.sits(j) {
			list = append(list, candidate{j, v})
		}
	}
	compared := 0
	slices.SortFunc(list, func(a, b candidate) int {
		if compared++; compared%comparedEach == 0 && t.d.stop() || t.d.ended {
			return 0 // so that it ends soon
		}
		return larger(a, b)
	})
	asks := map[int32]bool{}
	for _, c := range list {
		if t.d.stop() {
			break
		}
		column := t.column(c.column)
		if slices.ContainsFunc(column.Items, func(i relax.Item) bool { return asks[i.Ask] || t.left[i.Ask] == 0 }) {
			continue
		}
		t.done[c.column] = true
		if !seat(t.d.board, t.d.m, &column) {
			t.x.s.Ban(c.column)
			continue
		}
		took++
		t.fix(c.column, &column, asks)
	}
	return took
}

// fix tells the program what sits.
func (t *seating) fix(j int, c *relax.Column, asks map[int32]bool) {
	t.x.s.Fix(j)
	for k, i := range c.Items {
		if c.Slots == nil && slices.ContainsFunc(c.Items[:k], func(o relax.Item) bool { return o.Ask == i.Ask }) {
			continue // another part of the same stay
		}
		asks[i.Ask] = true
		if t.left[i.Ask] = max(0, t.left[i.Ask]-1); t.left[i.Ask] == 0 {
			for _, j := range t.of[i.Ask] {
				t.x.s.Ban(int(j))
				t.done[j] = true
			}
		}
	}
}

// settle lets the program settle around what sits.
func (t *seating) settle() bool {
	if !t.x.s.Resume(t.x.plain.Others, t.d.stop) {
		return false
	}
	for range settles {
		if !t.d.iterate(t.x.s, checkEvery) {
			return false
		}
	}
	return true
}
