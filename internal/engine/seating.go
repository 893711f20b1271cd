package engine

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
)

// seating turns a solution of the tightened program into sessions on the board:
// columns are seated by how much of them runs, as far as they fit; the program
// settles around them; and so on until little is left.
type seating struct {
	d       *dual
	x       *sieve
	columns []int32   // by index in the program: 1 + the index among those that joined, 0 for options
	of      [][]int32 // by ask: the columns that it is in
	joined  int       // how many that joined are in of
	left    []int32   // by ask: stays that may yet sit
	done    []bool    // by column: seated, or not to be
}

// How a seating goes.
const (
	leastLeft = 20 // it ends when one in so many of the stays is left
	settles   = 2  // checks between two steps
)

// seatSessions seats what runs of the tightened program, and leaves the program as
// it was. It reports whether it came to an end.
func (d *dual) seatSessions(x *sieve) bool {
	here := x.s.Save()
	if !d.board.Clear(d.stop) {
		return false
	}
	t := &seating{d: d, x: x, of: make([][]int32, len(d.m.Asks))}
	for a := range d.m.Asks {
		t.left = append(t.left, d.m.Asks[a].Stays)
	}
	t.take()
	first := 0.0
	for {
		total := t.running()
		if first = max(first, total); total*leastLeft < first || t.step() == 0 {
			break
		}
		if d.stop() || !t.settle() {
			return false
		}
	}
	if !d.board.Finish(d.stop) || d.stop() {
		return false
	}
	d.board.Keep(func() {})
	x.s.Load(here)
	return true
}

// take takes in the columns of the program that are new.
func (t *seating) take() {
	p := t.x.plain
	for k := len(t.columns); k < len(p.Options); k++ {
		t.columns = append(t.columns, 0)
		t.done = append(t.done, false)
		if o := p.Options[k]; o.Ask >= 0 {
			t.of[o.Ask] = append(t.of[o.Ask], int32(k))
		}
	}
	for ; t.joined < len(p.Joined); t.joined++ {
		c := &p.Joined[t.joined]
		t.columns[c.At] = int32(t.joined) + 1
		for k, i := range c.Items {
			if k == 0 || i.Ask != c.Items[k-1].Ask {
				t.of[i.Ask] = append(t.of[i.Ask], c.At)
			}
		}
	}
}

// column returns the column at an index, and false when it is none of the
// relaxation.
func (t *seating) column(j int) (relax.Column, bool) {
	p := t.x.plain
	if k := t.columns[j]; k > 0 {
		return p.Joined[k-1].Column, true
	}
	o := p.Options[j]
	if o.Ask < 0 {
		return relax.Column{}, false
	}
	return relax.Column{Offer: t.d.m.Asks[o.Ask].Arcs[o.Arc].Offer, Slot: o.Slot, Items: []relax.Item{o.Item}}, true
}

// running is how much runs of what may yet be seated.
func (t *seating) running() float64 {
	total := 0.0
	for j, v := range t.x.s.X {
		if v > leastShare && !t.done[j] && (t.columns[j] > 0 || t.x.plain.Options[j].Ask >= 0) {
			total += v
		}
	}
	return total
}

// step seats columns, those first that run most, and not two of an ask, and
// returns how many it seated.
func (t *seating) step() (took int) {
	var list []candidate
	for j, v := range t.x.s.X {
		if v > leastShare && !t.done[j] {
			list = append(list, candidate{j, v})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.column, b.column))
	})
	asks := map[int32]bool{}
	for _, c := range list {
		if t.d.stop() {
			break
		}
		column, ok := t.column(c.column)
		if !ok || slices.ContainsFunc(column.Items, func(i relax.Item) bool { return asks[i.Ask] || t.left[i.Ask] == 0 }) {
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
		if k > 0 && i.Ask == c.Items[k-1].Ask && c.Slots == nil {
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
	t.x.s.Resume(t.x.plain.Others)
	for range settles {
		if !t.d.iterate(t.x.s, checkEvery) {
			return false
		}
	}
	return true
}
