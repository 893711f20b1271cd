package matching

import "github.com/sanjie-edu/sanjie/finding"

// Bound is what no plan of a problem exceeds.
type Bound struct {
	Points int64 // of a plan
	Pupils int64 // placed, summed over visits
}

// CheckBound recomputes the bounds that a certificate proves for a problem, in
// integers, from the problem's data alone: it shares no code with the search,
// and the prices need not be trusted. Nil and the zero Certificate prove weak
// bounds.
//
// The limits that tie sessions together get prices in their place, after Held
// and Karp (1970) and Geoffrion (1974). What is left falls apart into one small
// knapsack for each room and slot. The sum of these, at their best, and of all
// prices times what their limits allow is at least the points of every plan,
// whatever the prices are; good ones make it small. docs/format.md says how the
// sum is made up; what it leaves out of the rules only makes it larger.
//
// Cases divide all plans, as branch and bound does (Land and Doig 1960): in one
// part a fact holds, in the other it does not. Each part has prices of its own
// for what is left open in it, and the bound is the largest of any part.
//
// The error is a [*finding.Error] at paths such as "/points/prices/3/cohort" when
// the certificate is not of this problem, or has prices that are no prices, and
// a [*SizeError] when the problem is too large.
//
// It takes time in proportion to the options of all requests, and to the seats
// of the sessions that more of them would take at these prices than fit; and as
// much again for each case that has prices.
func CheckBound(p *Problem, c *Certificate) (Bound, error) {
	if c == nil {
		c = new(Certificate)
	}
	r, err := newRelaxation(p, nil)
	if err != nil {
		return Bound{}, err
	}
	var found finding.List
	byPoints := r.read(c.Points, inPoints, "/points", &found)
	byPupils := r.read(c.Pupils, inPupils, "/pupils", &found)
	byCases := r.readCases(c.Cases, &found)
	if err := found.Err(); err != nil {
		return Bound{}, err
	}
	return Bound{Points: min(byPoints.bound(), byCases), Pupils: byPupils.bound()}, nil
}

// resolve reads the prices of a certificate that are for all plans, or says what
// is wrong with them.
func (r *relaxation) resolve(c *Certificate) (byPoints, byPupils *priced, err error) {
	var found finding.List
	byPoints = r.read(c.Points, inPoints, "/points", &found)
	byPupils = r.read(c.Pupils, inPupils, "/pupils", &found)
	return byPoints, byPupils, found.Err()
}

// Gap returns how much of the bound the plan's points lack, from 0, proven
// optimal, to 1; more when the points are negative. With a bound of 0 it is 0
// if the points are 0 as well, else 1.
func (p *Plan) Gap() float64 {
	switch {
	case p.Points == p.Bound:
		return 0
	case p.Bound == 0:
		return 1
	}
	return (float64(p.Bound) - float64(p.Points)) / float64(p.Bound)
}
