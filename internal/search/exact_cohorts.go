package search

import "math"

// limitCohorts caps what each cohort of several stays can earn at what it could
// if it were alone, every session had its minimum, and none cost anything.
func (x *closer) limitCohorts() {
	if len(x.m.Cohorts) == 1 {
		return
	}
	t := x.m.ties()
	for c, asks := range x.m.Cohorts {
		stays := int32(0)
		for _, a := range asks {
			stays += x.m.Asks[a].Stays
		}
		if stays < 2 {
			continue
		}
		alone := x.m.extract(asks, t).Model
		alone.Cost = 0
		for i := range alone.Offers {
			alone.Offers[i].Minimum = 1
		}
		y := newCloser(alone, math.MinInt64/2, (x.limit-x.work)/10, x.ended)
		y.run()
		x.work += y.work
		if !y.stopped && y.best.known {
			x.bound.caps[c] = y.best.points
		}
	}
}
