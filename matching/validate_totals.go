package matching

import (
	"fmt"
	"math"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// mostTotal is the most that a total may come to: a quarter of the largest
// int64, so that differences and sums of two totals fit as well.
const mostTotal = math.MaxInt64 / 4

// checkTotals proves that no sum over a plan's visits can exceed an int64: it
// adds up what the points, the units of an item and the fees on a line come to
// if every request gets all its visits, each at its dearest and with a session
// for each of its parts. The first request that goes beyond the most is noted.
func (d *demandCheck) checkTotals() {
	w := d.spec.Weights
	if w.zero() {
		w = DefaultWeights()
	}
	units, fee := d.dearest()
	var points, used, spent int64
	for i := range d.spec.Requests {
		r := &d.spec.Requests[i]
		cohort, _ := d.cohorts.At(r.Cohort)
		size := int64(d.spec.Cohorts[cohort].Size)
		visits, weight := d.mostWanted(r), requestWeight(r)
		points = cappedSum(points, cappedProduct(visits, size, weight, w.Base+w.rank(0)))
		points = cappedSum(points, cappedProduct(visits, size, w.Travel, int64(w.TravelMost)))
		points = cappedSum(points, cappedProduct(visits, firstStated(int64(r.Parts), 1), w.Session))
		points = cappedSum(points, cappedProduct(size, weight, w.First))
		used = cappedSum(used, cappedProduct(visits, size, units))
		spent = cappedSum(spent, cappedProduct(visits, size, fee))
		path := place("/requests", i)
		switch {
		case points > mostTotal:
			d.found.Add(path, r.ID, fmt.Sprintf("brings the points that the requests up to here can be worth beyond %d", int64(mostTotal)),
				"lower the weights, or the requests' weights and visits")
		case used > mostTotal:
			d.found.Add(path, r.ID, fmt.Sprintf("brings the units that the requests up to here can use of an item beyond %d", int64(mostTotal)),
				"lower the consumables per pupil, or the requests' visits")
		case spent > mostTotal:
			d.found.Add(path, r.ID, fmt.Sprintf("brings the fen that the requests up to here can cost on a line beyond %d", int64(mostTotal)),
				"lower the fees per pupil, or the requests' visits")
		default:
			continue
		}
		return
	}
}

// dearest returns the most units of one item and the highest fee on one line
// that any course asks for a pupil.
func (d *demandCheck) dearest() (units, fee int64) {
	for _, course := range d.known.Courses {
		items := map[curriculum.ItemID]int64{}
		for _, c := range course.Consumables {
			items[c.Item] = cappedSum(items[c.Item], int64(c.PerPupil))
			units = max(units, items[c.Item])
		}
		lines := map[curriculum.LineID]int64{}
		for _, f := range course.Fees {
			lines[f.Line] = cappedSum(lines[f.Line], int64(f.PerPupil))
			fee = max(fee, lines[f.Line])
		}
	}
	return units, fee
}
