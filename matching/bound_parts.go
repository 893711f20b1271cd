package matching

import (
	"math"
	"slices"
)

// splits returns what the visits of a guest in parts are worth at the most.
func (v *valuation) splits(i int32) int64 {
	g := v.guests[i]
	sum := int64(0)
	for aim := range g.aims {
		if v.over() {
			break
		}
		gains := v.splitVisits(g, v.sojourns[i], aim)
		sum = cappedSum(sum, largest(g.aims[aim].most, slices.Concat(gains...)))
	}
	return sum
}

// splitVisits returns, by timeline and slot, what the best visit in parts is worth
// that counts for an aim, or 0.
func (v *valuation) splitVisits(g *guest, list []sojourn, aim int) [][]int64 {
	best := make([][]int64, len(v.lines))
	for _, rooms := range sites(list, aim) {
		line := rooms[0].line
		if best[line.index] == nil {
			best[line.index] = make([]int64, len(line.slots))
		}
		for m := int64(2); m <= g.parts; m++ {
			for t := range line.slots {
				if gainful(rooms, t) {
					best[line.index][t] = max(best[line.index][t], v.splitVisit(g, rooms, t, m))
				}
			}
		}
	}
	return best
}

// gainful reports whether any of some sojourns gains in a slot: parts of which none
// does gain nothing together.
func gainful(rooms []sojourn, t int) bool {
	for i := range rooms {
		if rooms[i].nets[t] > 0 {
			return true
		}
	}
	return false
}

// largest returns the sum of the n largest gains, which it sorts.
func largest(n int64, gains []int64) int64 {
	slices.Sort(gains)
	sum := int64(0)
	for k := range min(int64(len(gains)), n) {
		sum = cappedSum(sum, gains[int64(len(gains))-1-k])
	}
	return sum
}

// sites divides the sojourns that count for an aim by site. Those in one room
// follow each other.
func sites(list []sojourn, aim int) [][]sojourn {
	var all [][]sojourn
	for i := range list {
		x := &list[i]
		if x.aim != aim {
			continue
		}
		k := slices.IndexFunc(all, func(s []sojourn) bool { return s[0].site == x.site })
		if k < 0 {
			k = len(all)
			all = append(all, nil)
		}
		all[k] = append(all[k], *x)
	}
	for _, s := range all {
		slices.SortStableFunc(s, func(a, b sojourn) int { return a.room - b.room })
	}
	return all
}

// splitVisit returns what a visit in m parts is worth at a site in a slot at the
// most, or 0: so many large parts and so many small ones, each in a room.
func (v *valuation) splitVisit(g *guest, rooms []sojourn, t int, m int64) int64 {
	large := int(g.pupils % m)
	small := int(m) - large
	sizes := [2]int64{shareOf(g.pupils, int(m)-1, int(m)), shareOf(g.pupils, 0, int(m))}
	width := small + 1
	v.best = v.best[:0] // by large and small parts seated
	for range (large + 1) * width {
		v.best = append(v.best, impossible)
	}
	v.best[0] = 0
	for len(rooms) > 0 {
		n := 1
		for n < len(rooms) && rooms[n].room == rooms[0].room {
			n++
		}
		nets := [2]int64{impossible, impossible} // of a small part, of a large one
		for i := range rooms[:n] {
			for k, q := range sizes {
				if rooms[i].q == q && (k == 0 || large > 0) {
					nets[k] = max(nets[k], rooms[i].nets[t])
				}
			}
		}
		for k := len(v.best) - 1; k > 0; k-- {
			if k%width > 0 {
				v.best[k] = max(v.best[k], stacked(v.best[k-1], nets[0]))
			}
			if k >= width {
				v.best[k] = max(v.best[k], stacked(v.best[k-width], nets[1]))
			}
		}
		rooms = rooms[n:]
	}
	return max(0, v.best[len(v.best)-1])
}

// joined adds what two things are worth; what lacks more than all others could
// gain is impossible.
func joined(a, b int64) int64 {
	if a <= impossible/2 || b <= impossible/2 {
		return impossible
	}
	return a + b
}

// stacked is joined for two of which each may be worth all that there is, since
// the same others may be beside both. What is too much for an int64 stays so,
// whatever it is joined with.
func stacked(a, b int64) int64 {
	sum := joined(a, b)
	if sum != impossible && (a == math.MaxInt64 || b == math.MaxInt64 || a > math.MaxInt64-max(0, b)) {
		return math.MaxInt64
	}
	return sum
}
