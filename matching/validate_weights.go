package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/finding"
)

// checkWeights notes weights out of range, and weights with which a preference
// or a saving could be worth more than a visit of the same size.
func (d *demandCheck) checkWeights() {
	w := d.spec.Weights
	if w.zero() {
		return
	}
	sane := d.found.Len()
	points := func(path string, n int64) { finding.CheckRange(d.found, path, n, 0, mostPoints) }
	points("/weights/base", w.Base)
	points("/weights/first", w.First)
	if len(w.Rank) > mostChoices {
		d.found.Add("/weights/rank", len(w.Rank), fmt.Sprintf("is more than %d ranks", mostChoices), "leave out the last")
	}
	for i, n := range w.Rank {
		points(place("/weights/rank", i), n)
		if i > 0 && n > w.Rank[i-1] {
			d.found.Add(place("/weights/rank", i), n, fmt.Sprintf("is more than the %d of the better choice before it", w.Rank[i-1]), "let ranks fall or stay")
		}
	}
	points("/weights/travel", w.Travel)
	finding.CheckRange(d.found, "/weights/travelMost", w.TravelMost, 0, mostMinutes)
	points("/weights/session", w.Session)
	if d.found.Len() > sane {
		return
	}
	if swing := w.rank(0) + 2*w.Travel*int64(w.TravelMost) + 2*w.Session; w.Base <= swing {
		d.found.Add("/weights/base", w.Base,
			fmt.Sprintf("is not more than first rank + 2 × travel × travelMost + 2 × session, %d, so that a preference or a saving could buy dropping a visit", swing),
			"raise base or lower the others")
	}
}
