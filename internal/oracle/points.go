package oracle

import "github.com/sanjie-edu/sanjie/matching"

// points adds up what the visits earn, as docs/rules.md says.
func (d *district) points(visits []*visit) matching.Score {
	var sum matching.Score
	parts := rows(visits)
	for i, x := range parts {
		sum.Base += d.base(x)
		sum.Rank += d.rank(x)
		sum.Travel += d.travel(x)
		largest, again, opened := int64(0), false, false
		for j, y := range parts {
			if y.cohort == x.cohort {
				largest = max(largest, weight(y.request))
				again = again || j < i
			}
			opened = opened || j < i && same(x, y)
		}
		if !opened {
			sum.Session -= d.weights.Session
		}
		if !again {
			sum.First += int64(x.cohort.Size) * d.weights.First * largest
		}
	}
	return sum
}

func (d *district) base(x *part) int64 {
	return int64(x.pupils) * weight(x.request) * d.weights.Base
}

func (d *district) rank(x *part) int64 {
	return int64(x.pupils) * weight(x.request) * d.rankAt(x.choice)
}

// rankAt is the points for the choice with index i.
func (d *district) rankAt(i int) int64 {
	if i >= len(d.weights.Rank) {
		return 0
	}
	return d.weights.Rank[i]
}

func (d *district) travel(x *part) int64 {
	return -int64(x.pupils) * d.weights.Travel * int64(min(x.trip, d.weights.TravelMost))
}

func weight(r *matching.Request) int64 {
	if r.Weight == 0 {
		return 1
	}
	return int64(r.Weight)
}
