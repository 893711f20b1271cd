package matching

import "iter"

// knapsack seats the placements that are worth the most, with at most one of
// each cohort: parts of a visit are in sessions of their own, and visits of a
// cohort do not overlap.
type knapsack struct {
	filled []int64   // by units of pupils: the most that just so many are worth
	unit   int64     // pupils
	tops   [][]int64 // by units: the best profits of placements of this size
	sizes  []int     // that tops has
}

// mostUnits is how many units of pupils a knapsack tells apart. Where there are
// more seats, a unit is several pupils and counts of units are rounded down.
const mostUnits = 1 << 16

// pack fills the knapsack with up to some pupils out of a list.
func (k *knapsack) pack(list []placement, seats int64) {
	all := int64(0)
	for own := range byCohort(list) {
		most := int32(0)
		for _, x := range own {
			most = max(most, x.pupils)
		}
		all += int64(most)
	}
	seats = min(seats, all)
	k.unit = seats/mostUnits + 1
	k.filled = append(k.filled[:0], make([]int64, seats/k.unit+1)...)
	for n := 1; n < len(k.filled); n++ {
		k.filled[n] = unfilled
	}
	for len(k.tops) < len(k.filled) {
		k.tops = append(k.tops, nil)
	}
	for own := range byCohort(list) {
		if size := int(int64(own[0].pupils) / k.unit); len(own) > 1 || size == 0 {
			k.takeOne(own)
		} else if size < len(k.filled) {
			k.enter(size, own[0].profit)
		}
	}
	for _, size := range k.sizes {
		for _, profit := range k.tops[size] {
			k.take(size, profit)
		}
		k.tops[size] = k.tops[size][:0]
	}
	k.sizes = k.sizes[:0]
}

// unfilled is what a number of pupils is worth that no placements come to. So is
// one that lacks more than others could gain.
const unfilled = impossible / 2

// packed returns the most that some pupils up to a number are worth, with at
// least so many, and whether any come to that. Where units are several pupils,
// it asks for none.
func (k *knapsack) packed(least, most int64) (worth int64, ok bool) {
	if k.unit > 1 {
		least = 0
	}
	worth = unfilled
	for n := max(0, least); n <= min(most/k.unit, int64(len(k.filled))-1); n++ {
		worth = max(worth, k.filled[n])
	}
	return worth, worth > unfilled
}

// enter notes a placement if it can matter: of one size no more than fit do.
func (k *knapsack) enter(size int, profit int64) {
	top := k.tops[size]
	if len(top) == 0 {
		k.sizes = append(k.sizes, size)
	}
	if fit := (len(k.filled) - 1) / size; len(top) < fit {
		top = append(top, profit)
	} else if last := len(top) - 1; profit > top[last] {
		top[last] = profit
	} else {
		return
	}
	for i := len(top) - 1; i > 0 && top[i] > top[i-1]; i-- {
		top[i], top[i-1] = top[i-1], top[i]
	}
	k.tops[size] = top
}

// take lets a placement in.
func (k *knapsack) take(size int, profit int64) {
	for n := len(k.filled) - 1; n >= size; n-- {
		k.filled[n] = max(k.filled[n], joined(k.filled[n-size], profit))
	}
}

// takeOne lets one of some placements in.
func (k *knapsack) takeOne(own []placement) {
	for n := len(k.filled) - 1; n >= 0; n-- {
		best := k.filled[n]
		for i := range own {
			if before := n - int(int64(own[i].pupils)/k.unit); before >= 0 {
				best = max(best, joined(k.filled[before], own[i].profit))
			}
		}
		k.filled[n] = best
	}
}

// byCohort yields the placements of each cohort, which follow each other.
func byCohort(list []placement) iter.Seq[[]placement] {
	return func(yield func([]placement) bool) {
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && list[to].cohort == list[from].cohort {
				to++
			}
			if !yield(list[from:to]) {
				return
			}
			from = to
		}
	}
}

// apart returns what the most profitable placement of each cohort that has one is
// worth, and their pupils, without regard to seats and instructors.
func apart(list []placement) (profit, pupils int64) {
	for own := range byCohort(list) {
		best := &own[0]
		for i := range own {
			if own[i].profit > best.profit {
				best = &own[i]
			}
		}
		if best.profit > 0 {
			profit, pupils = profit+best.profit, pupils+int64(best.pupils)
		}
	}
	return profit, pupils
}
