package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Fairness compares schools by their share: the pupils of the visits placed
// of those asked for. Schools without a request are left out.
type Fairness struct {
	Schools int64   `json:"schools"` // with a request
	Served  int64   `json:"served"`  // of these, with a visit
	Min     float64 `json:"min"`
	Median  float64 `json:"median"` // of an even number, the mean of the two in the middle
	Mean    float64 `json:"mean"`
	Max     float64 `json:"max"`
	// Gini is the Gini coefficient of the shares: 0 when all schools have the
	// same share, towards 1 when one has all there is.
	Gini float64 `json:"gini"`
}

// million is what shares are counted in: figures made of whole millionths are
// the same on every machine.
const million = 1_000_000

func (c *checker) fairness(wanted []int64) Fairness {
	asked := map[curriculum.SchoolID]int64{}
	placed := map[curriculum.SchoolID]int64{}
	for i := range c.problem.spec.Requests {
		r := &c.problem.spec.Requests[i]
		cohort, school := c.visitor(r)
		asked[school.ID] = cappedSum(asked[school.ID], cappedProduct(wanted[i], int64(cohort.Size)))
	}
	for _, v := range c.visits {
		placed[v.school.ID] = cappedSum(placed[v.school.ID], int64(v.cohort.Size))
	}
	var f Fairness
	var shares []int64 // in millionths
	for i := range c.problem.spec.Schools {
		id := c.problem.spec.Schools[i].ID
		if asked[id] == 0 {
			continue
		}
		f.Schools++
		if placed[id] > 0 {
			f.Served++
		}
		shares = append(shares, millionths(placed[id], asked[id]))
	}
	if len(shares) == 0 {
		return f
	}
	slices.Sort(shares)
	n := len(shares)
	f.Min, f.Max = ratio(shares[0], million), ratio(shares[n-1], million)
	f.Median = ratio(shares[(n-1)/2]+shares[n/2], 2*million)
	sum := int64(0)
	for _, share := range shares {
		sum = cappedSum(sum, share)
	}
	f.Mean = ratio(sum, int64(n)*million)
	f.Gini = gini(shares, sum)
	return f
}

// gini returns the Gini coefficient of ascending values by the formula over
// ranks, G = Σ (2i − n − 1) x_i / (n Σ x), with i from 1.
func gini(ascending []int64, sum int64) float64 {
	n := int64(len(ascending))
	spread := int64(0)
	for i, x := range ascending {
		spread += (2*int64(i) + 1 - n) * x
	}
	return ratio(spread, n*sum)
}

// ratio returns a / b for b > 0, rounded to six decimals, and 0 for b = 0.
func ratio(a, b int64) float64 { return float64(millionths(a, b)) / million }

// millionths returns a / b in millionths, halves rounded up, and 0 for b = 0.
func millionths(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	return cappedSum(cappedProduct(a, million), b/2) / b
}
