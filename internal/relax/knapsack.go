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
	found []int32
}

// node is an item taken beside those of an earlier node.
type node struct{ before, item int32 }

// solve returns the set that is worth most beyond what its session costs, by
// number of people, who can take so many pupils each, and what it is worth.
// It has so many pupils at least. Items of one ask stand together.
func (d *knapsack) solve(limits []int32, open []int64, list []sharer, least int32) (found []int32, value int64) {
	sum := int64(0)
	for i := range list {
		sum += int64(list[i].pupils)
	}
	seats := int32(min(int64(limits[len(limits)-1]), sum))
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
		for to < len(list) && list[to].ask == list[from].ask {
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
	value, at, w := math.MinInt64, int32(none), int32(1)
	for n, most := range limits {
		for ; w <= min(d.top, most); w++ {
			if d.best[w] == math.MinInt64 {
				continue
			}
			if v := d.best[w] - open[n]; v > value && w >= least {
				value, at = v, d.at[w]
			}
			d.best[w] = math.MinInt64
		}
	}
	d.found = d.found[:0]
	for ; at != none; at = d.nodes[at].before {
		d.found = append(d.found, d.nodes[at].item)
	}
	return d.found, value
}

// take adds an item to the best set of some pupils.
func (d *knapsack) take(w, i int32, list []sharer, seats int32) {
	to := w + list[i].pupils
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

// price is what it costs to run a session with some pupils.
func price(o *search.Offer, open []int64, fewest, pupils int32) int64 {
	n := o.Need(pupils) - fewest
	if int(n) >= len(open) {
		return never
	}
	return open[n]
}

// takes is how many pupils the fewest people and some more can take.
func takes(o *search.Offer, more int32) int32 {
	if o.Per == 0 {
		return o.Seats
	}
	return int32(min(int64(o.Seats), (int64(o.Need(1))+int64(more))*int64(o.Per)))
}

func grow[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}
