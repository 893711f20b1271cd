package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// suggestions is how many findings get a search for the nearest school: each
// takes time in proportion to all schools.
const suggestions = 20

// checkSupply notes schools that the network's quotas and ways name and that
// do not exist, and courses of another catalog. The network keeps its lists
// sorted, so an index into them would not be one of the input: the path is that
// of the list, and the element is named by its id.
func (d *demandCheck) checkSupply() {
	for _, q := range d.supply.Quotas {
		for _, id := range q.Schools {
			d.checkVisitor("/quotas", id, fmt.Sprintf("quota %q", q.ID))
		}
	}
	for _, w := range d.supply.Travel.Ways {
		if w.School != "" {
			d.checkVisitor("/travel/ways", w.School, fmt.Sprintf("a way to center %q", w.Center))
		}
	}
	for _, o := range d.supply.Offerings {
		if _, known := d.courses.At(o.Course); !known {
			d.found.Add("/offerings", o.ID, fmt.Sprintf("is of course %q, which this catalog does not have", o.Course), "pass the catalog that the network was made with")
		}
	}
}

// checkVisitor notes a school that an element of the network names in vain.
func (d *demandCheck) checkVisitor(path string, id curriculum.SchoolID, by string) {
	if _, known := d.schools.At(id); known {
		return
	}
	remedy := "add that school or correct the id"
	if d.found.Len() < suggestions {
		remedy = finding.DidYouMean(id, func(yield func(curriculum.SchoolID) bool) {
			for _, school := range d.spec.Schools {
				if !yield(school.ID) {
					return
				}
			}
		}, "school")
	}
	d.found.Add(path, id, "is no known school, and "+by+" names it", remedy)
}
