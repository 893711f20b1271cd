package relax

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// knapsack packs the items of a session by dynamic programming over the numbers
// of pupils that can be reached (Bellman 1957); of the items of one ask it takes
// at most one.
type knapsack struct {
	best  []int64 // by pupils: the most that a set is worth
	at    []int32 // by pupils: the last node of that set
	top   int32   // the most pupils that some set has
	nodes []node
	found int32
}

// node is an item taken beside those of an earlier node.
type node struct{ before, item int32 }

// solve returns the most that a set is worth beyond what its session costs, by
// number of people, and remembers the set. It has so many pupils at least. Items
// of one ask stand together.
func (d *knapsack) solve(o *search.Offer, open []int64, fewest int32, list []sharer, least int32) int64 {
	sum := int64(0)
	for i := range list {
		sum += int64(list[i].item.Pupils)
	}
	seats := int32(min(int64(o.Seats), sum))
	if int(seats) >= len(d.best) {
		old := len(d.best)
		d.best = slices.Grow(d.best, int(seats)+1-old)[:seats+1]
		d.at = slices.Grow(d.at, int(seats)+1-old)[:seats+1]
		for w := old; w < len(d.best); w++ {
			d.best[w] = math.MinInt64
		}
	}
	d.nodes, d.top = d.nodes[:0], 0
	d.best[0], d.at[0] = 0, none
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].item.Ask == list[from].item.Ask {
			to++
		}
		for w := d.top; w >= 0; w-- {
			if d.best[w] == math.MinInt64 {
				continue
			}
			for i := from; i < to; i++ {
				d.take(w, int32(i), list, seats)
			}
		}
		from = to
	}
	most := int64(math.MinInt64)
	for w := int32(1); w <= d.top; w++ {
		if d.best[w] == math.MinInt64 {
			continue
		}
		if v := d.best[w] - price(o, open, fewest, w); v > most && w >= least {
			most, d.found = v, d.at[w]
		}
		d.best[w] = math.MinInt64
	}
	return most
}

// take adds an item to the best set of some pupils.
func (d *knapsack) take(w, i int32, list []sharer, seats int32) {
	to := w + list[i].item.Pupils
	if to > seats {
		return
	}
	v := d.best[w] + list[i].profit
	if v <= d.best[to] {
		return
	}
	d.best[to], d.top = v, max(d.top, to)
	d.nodes = append(d.nodes, node{d.at[w], i})
	d.at[to] = int32(len(d.nodes) - 1)
}

// items returns the set of the last solve.
func (d *knapsack) items(list []sharer) []Item {
	var out []Item
	for n := d.found; n != none; n = d.nodes[n].before {
		out = append(out, list[d.nodes[n].item].item)
	}
	return out
}

// price is what it costs to run a session with some pupils.
func price(o *search.Offer, open []int64, fewest, pupils int32) int64 {
	n := o.Need(pupils) - fewest
	if int(n) >= len(open) {
		return never
	}
	return open[n]
}

func grow[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}
