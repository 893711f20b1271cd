package search

import "math"

// limitCohorts caps what each cohort of several stays can earn at what it could
// if it were alone and every session had its minimum. A cohort that sits alone
// anyway pays for its sessions, others may find them paid.
func (x *closer) limitCohorts() {
	if len(x.m.Cohorts) == 1 {
		return
	}
	t := x.m.ties()
	for c, asks := range x.m.Cohorts {
		stays, cost := int32(0), x.m.Cost
		for _, a := range asks {
			stays += x.m.Asks[a].Stays
			if x.m.Asks[a].Share > 1 {
				cost = 0
			}
		}
		if stays < 2 {
			continue
		}
		alone := x.m.extract(asks, t).Model
		alone.Cost = cost
		for i := range alone.Offers {
			alone.Offers[i].Minimum = 1
		}
		y := newCloser(alone, math.MinInt64/2, (x.limit-x.work)/10, x.ended)
		y.run()
		x.work += y.work
		if !y.stopped && y.best.known {
			x.bound.caps[c], x.bound.costs[c] = y.best.points, cost
		}
	}
}
