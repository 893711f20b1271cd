package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestKnapsack compares what it finds with all sets of items.
func TestKnapsack(t *testing.T) {
	var dp knapsack
	full, several := 0, 0
	for seed := range uint64(3000) {
		d := roll(seed)
		o := &search.Offer{Seats: int32(d.from(1, 30)), Fewest: int32(d.IntN(3)), Per: int32(4 * d.IntN(3))}
		if d.once(4) {
			o.Seats = math.MaxInt32
		}
		fewest := o.Need(1)
		open := []int64{int64(d.IntN(50))}
		for range d.IntN(4) {
			open = append(open, open[len(open)-1]+int64(d.IntN(40)))
		}
		var list []sharer
		for ask := range int32(d.from(1, 5)) {
			for range d.from(1, 3) {
				x := sharer{item: Item{ask, int32(len(list)), int32(d.from(1, 12))}, profit: int64(d.from(-5, 60))}
				if x.item.Pupils <= o.Seats {
					list = append(list, x)
				}
			}
		}
		if len(list) == 0 {
			continue
		}
		want := int64(math.MinInt64)
		var try func(from int, ask, pupils int32, sum int64)
		try = func(from int, ask, pupils int32, sum int64) {
			if pupils > o.Seats {
				return
			}
			if pupils > 0 {
				want = max(want, sum-price(o, open, fewest, pupils))
			}
			for i := from; i < len(list); i++ {
				if x := &list[i]; x.item.Ask != ask {
					try(i+1, x.item.Ask, pupils+x.item.Pupils, sum+x.profit)
				}
			}
		}
		try(0, none, 0, 0)
		if got := dp.solve(o, open, fewest, list, 1); got != want {
			t.Fatalf("seed %d: worth %d, want %d", seed, got, want)
		}
		sum, pupils, seen := int64(0), int32(0), map[int32]bool{}
		items := dp.items(list)
		for _, x := range items {
			if seen[x.Ask] {
				t.Fatalf("seed %d: two items of ask %d", seed, x.Ask)
			}
			seen[x.Ask] = true
			sum, pupils = sum+list[x.Arc].profit, pupils+x.Pupils
		}
		if sum-price(o, open, fewest, pupils) != want || pupils > o.Seats {
			t.Fatalf("seed %d: the set of %d pupils is worth %d before costs, want %d after", seed, pupils, sum, want)
		}
		if pupils == o.Seats {
			full++
		}
		if len(items) > 2 {
			several++
		}
	}
	if full < 100 || several < 100 {
		t.Errorf("%d full sessions and %d of several items: too few", full, several)
	}
}
