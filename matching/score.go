package matching

import (
	"math"
	"math/bits"
)

// score counts the points of the checked parts and sessions from scratch.
func (c *checker) score() Score {
	w := &c.problem.spec.Weights
	best := make([]int64, len(c.problem.spec.Cohorts)) // largest weight among a cohort's visits
	var s Score
	for x := range c.parts() {
		weight := requestWeight(x.visit.request)
		s.Base = cappedSum(s.Base, cappedProduct(x.pupils, weight, w.Base))
		if x.choice >= 0 {
			s.Rank = cappedSum(s.Rank, cappedProduct(x.pupils, weight, w.rank(x.choice)))
		}
		minutes := min(c.trip(x.visit.school, x.offering), int64(w.TravelMost))
		s.Travel = cappedSum(s.Travel, cappedProduct(x.pupils, w.Travel, minutes))
		best[x.visit.cohortAt] = max(best[x.visit.cohortAt], weight)
	}
	for i, weight := range best {
		if weight > 0 {
			s.First = cappedSum(s.First, cappedProduct(int64(c.problem.spec.Cohorts[i].Size), weight, w.First))
		}
	}
	s.Travel = -s.Travel
	s.Session = -cappedProduct(int64(len(c.sessions)), w.Session)
	return s
}

// requestWeight returns the worth of a pupil's visit.
func requestWeight(r *Request) int64 { return firstStated(int64(r.Weight), 1) }

// cappedSum adds two numbers that are not negative; what exceeds an int64
// becomes the largest one. A valid problem keeps valid plans far below it,
// but a plan from elsewhere may repeat visits without end.
func cappedSum(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// cappedProduct multiplies numbers that are not negative, capped as cappedSum.
func cappedProduct(factors ...int64) int64 {
	product, capped := uint64(1), false
	for _, f := range factors {
		if f == 0 {
			return 0
		}
		high, low := bits.Mul64(product, uint64(f))
		capped = capped || high != 0 || low > math.MaxInt64
		product = low
	}
	if capped {
		return math.MaxInt64
	}
	return int64(product)
}
