package relax

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// packing is a session to be packed.
type packing struct {
	offer  *search.Offer
	open   []int64
	limits []int32
	list   []sharer
}

// drawPacking draws a session with up to so many asks of up to so many items.
func drawPacking(d dice, asks, items int) *packing {
	o := &search.Offer{Seats: int32(d.from(1, 30)), Fewest: int32(d.IntN(3)), Per: int32(4 * d.IntN(3))}
	if d.once(4) {
		o.Seats = math.MaxInt32
	}
	x := &packing{offer: o, open: []int64{int64(d.IntN(50))}}
	for range d.IntN(4) {
		x.open = append(x.open, x.open[len(x.open)-1]+int64(d.IntN(40)))
	}
	if d.once(4) {
		x.open[len(x.open)-1] = never
	}
	for n := range x.open {
		x.limits = append(x.limits, takes(o, int32(n)))
	}
	for ask := range int32(d.from(1, asks)) {
		for range d.from(1, items) {
			i := sharer{int64(d.from(-5, 60)), int32(len(x.list)), ask, int32(d.from(1, 12))}
			if i.pupils <= o.Seats {
				x.list = append(x.list, i)
			}
		}
	}
	return x
}

// best is what the best of all sets is worth.
func (x *packing) best() int64 {
	most := int64(math.MinInt64)
	var try func(from int, ask, pupils int32, sum int64)
	try = func(from int, ask, pupils int32, sum int64) {
		if pupils > x.offer.Seats {
			return
		}
		if pupils > 0 {
			most = max(most, sum-price(x.offer, x.open, x.offer.Need(1), pupils))
		}
		for i := from; i < len(x.list); i++ {
			if s := &x.list[i]; s.ask != ask {
				try(i+1, s.ask, pupils+s.pupils, sum+s.profit)
			}
		}
	}
	try(0, none, 0, 0)
	return most
}

// worth is what a set is worth, and its pupils.
func (x *packing) worth(t *testing.T, found []int32) (value int64, pupils int32) {
	t.Helper()
	seen := map[int32]bool{}
	for _, i := range found {
		s := &x.list[i]
		if seen[s.ask] {
			t.Fatalf("two items of ask %d", s.ask)
		}
		seen[s.ask] = true
		value, pupils = value+s.profit, pupils+s.pupils
	}
	return value - price(x.offer, x.open, x.offer.Need(1), pupils), pupils
}

// TestKnapsack compares what it finds with all sets of items.
func TestKnapsack(t *testing.T) {
	var dp knapsack
	full, several := 0, 0
	for seed := range uint64(3000) {
		x := drawPacking(roll(seed), 5, 3)
		if len(x.list) == 0 {
			continue
		}
		want := x.best()
		found, got := dp.solve(x.limits, x.open, x.list, 1)
		if got != want && (got > 0 || want > 0) {
			t.Fatalf("seed %d: worth %d, want %d", seed, got, want)
		}
		if got <= 0 {
			continue
		}
		value, pupils := x.worth(t, found)
		if value != want || pupils > x.offer.Seats {
			t.Fatalf("seed %d: the set of %d pupils is worth %d, want %d", seed, pupils, value, want)
		}
		if pupils == x.offer.Seats {
			full++
		}
		if len(found) > 2 {
			several++
		}
	}
	if full < 100 || several < 100 {
		t.Errorf("%d full sessions and %d of several items: too few", full, several)
	}
}

// TestTree compares what it finds with all sets of items.
func TestTree(t *testing.T) {
	var tree tree
	full, several, better, given := 0, 0, 0, 0
	for seed := range uint64(6000) {
		d := roll(seed)
		x := drawPacking(d, 11, 1)
		x.list = slices.DeleteFunc(x.list, func(s sharer) bool { return s.profit <= 0 })
		slices.SortStableFunc(x.list, func(a, b sharer) int { return cmp.Compare(a.pupils, b.pupils) })
		if len(x.list) == 0 {
			continue
		}
		want, least := x.best(), int64(d.IntN(60))
		found, got, ok := tree.solve(x.limits, x.open, x.list, least)
		if !ok {
			given++
			continue
		}
		if got != max(least, want) {
			t.Fatalf("seed %d: worth %d, want %d and more than %d", seed, got, want, least)
		}
		if got == least {
			continue
		}
		better++
		value, pupils := x.worth(t, found)
		if value != want || pupils > x.offer.Seats {
			t.Fatalf("seed %d: the set of %d pupils is worth %d, want %d", seed, pupils, value, want)
		}
		if pupils == x.offer.Seats {
			full++
		}
		if len(found) > 2 {
			several++
		}
	}
	t.Logf("%d better, %d full, %d of several, %d given up", better, full, several, given)
	if min(full, several, given) < 100 {
		t.Error("too few")
	}
}
