package matching

import "slices"

// chain returns what a whole program is worth at the most whose components have
// one visit each and follow each other: the best visits of which each is so many
// days after the one before. Each earned the first-visit points, which count once.
func (v *valuation) chain(i int32) int64 {
	return v.chained(v.guests[i], v.bestDays(v.guests[i], v.sojourns[i]))
}

// bestDays returns, by aim and date, what the best sojourn is worth.
func (v *valuation) bestDays(g *guest, list []sojourn) [][]int64 {
	best := make([][]int64, len(g.aims))
	for aim := range best {
		best[aim] = slices.Repeat([]int64{impossible}, len(v.dates))
	}
	for _, x := range list {
		for t, day := range x.line.day {
			best[x.aim][day] = max(best[x.aim][day], x.nets[t])
		}
	}
	return best
}

// chained is chain with what is best by aim and date.
func (v *valuation) chained(g *guest, days [][]int64) int64 {
	program := v.program(g.request)
	before := make([]int64, len(v.dates)) // by date: the best visits up to this one
	for aim := range g.aims {
		best := slices.Clone(days[aim])
		from := -1 // the last date that is far enough before
		most := int64(impossible)
		for day := range best {
			for aim > 0 && from+1 < len(v.dates) && int(v.dates[from+1])+program.DaysApart <= int(v.dates[day]) {
				from++
				most = max(most, before[from])
			}
			if aim > 0 {
				best[day] = stacked(best[day], most)
			}
		}
		before = best
	}
	often := cappedProduct(v.credit(g), g.pupils, int64(len(g.aims)-1))
	if most := slices.Max(before); most > often {
		return most - often
	}
	return 0
}

// credit is what a pupil earns more at a first visit, the price of it aside.
func (v *valuation) credit(g *guest) int64 { return max(0, v.scale*v.bonus(g)-v.first[g.cohortAt]) }
