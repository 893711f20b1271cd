package oracle

import "github.com/sanjie-edu/sanjie/matching"

// points adds up what the visits earn, as docs/rules.md says.
func (d *district) points(visits []*visit) matching.Score {
	var sum matching.Score
	for i, v := range visits {
		sum.Base += d.base(v)
		sum.Rank += d.rank(v)
		sum.Travel += d.travel(v)
		largest, again, opened := int64(0), false, false
		for j, u := range visits {
			if u.cohort == v.cohort {
				largest = max(largest, weight(u.request))
				again = again || j < i
			}
			opened = opened || j < i && same(u, v)
		}
		if !opened {
			sum.Session -= d.weights.Session
		}
		if !again {
			sum.First += int64(v.cohort.Size) * d.weights.First * largest
		}
	}
	return sum
}

func (d *district) base(v *visit) int64 {
	return int64(v.cohort.Size) * weight(v.request) * d.weights.Base
}

func (d *district) rank(v *visit) int64 {
	return int64(v.cohort.Size) * weight(v.request) * d.rankAt(v.choice)
}

// rankAt is the points for the choice with index i.
func (d *district) rankAt(i int) int64 {
	if i >= len(d.weights.Rank) {
		return 0
	}
	return d.weights.Rank[i]
}

func (d *district) travel(v *visit) int64 {
	return -int64(v.cohort.Size) * d.weights.Travel * int64(min(v.trip, d.weights.TravelMost))
}

func weight(r *matching.Request) int64 {
	if r.Weight == 0 {
		return 1
	}
	return int64(r.Weight)
}
