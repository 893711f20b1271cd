package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/finding"
)

func (d *demandCheck) checkPrograms() {
	for i := range d.spec.Programs {
		g, path := &d.spec.Programs[i], place("/programs", i)
		d.programs.CheckOwn(d.found, i)
		finding.CheckText(d.found, path+"/name", g.Name)
		if n := len(g.Components); n < 1 || n > mostComponents {
			d.found.Add(path+"/components", n, fmt.Sprintf("is not a number of components from 1 to %d", mostComponents), "state what the program is made of")
		}
		for j := range g.Components {
			d.checkComponent(place(path+"/components", j), &g.Components[j])
		}
		if odd := g.Distinct &^ Traits(TraitMajor, TraitOccupation, TraitCenter); odd != 0 {
			d.found.Add(path+"/distinct", uint8(g.Distinct), "holds traits that do not exist", "use "+traits.Want())
		}
		finding.CheckRange(d.found, path+"/mostAtCenter", g.MostAtCenter, 0, mostVisits)
		finding.CheckRange(d.found, path+"/daysApart", g.DaysApart, 0, mostDaysApart)
	}
}

func (d *demandCheck) checkComponent(path string, x *Component) {
	finding.CheckText(d.found, path+"/name", x.Name)
	sound := finding.CheckRange(d.found, path+"/visits", x.Visits, 0, mostVisits)
	sound = finding.CheckRange(d.found, path+"/hours", x.Hours, 0, mostHours) && sound
	switch {
	case !sound:
	case x.Visits == 0 && x.Hours == 0:
		d.found.Add(path, nil, "states no number of visits or of hours", "state one of the two")
	case x.Visits != 0 && x.Hours != 0:
		d.found.Add(path, nil, "states a number of visits and one of hours", "state one of the two, or make two components")
	}
	if x.Tier != 0 && !x.Tier.Valid() {
		d.found.Add(path+"/tier", uint8(x.Tier), "is no tier", "use experience, practice, exploration")
	}
	checkRefs(d.found, d.courses, path+"/courses", x.Courses)
	checkRefs(d.found, d.majors, path+"/majors", x.Majors)
	checkRefs(d.found, d.occupations, path+"/occupations", x.Occupations)
	for i, tag := range x.Tags {
		if at := place(path+"/tags", i); tag == "" {
			d.found.Add(at, nil, "is empty", "write the tag or remove it")
		} else {
			finding.CheckText(d.found, at, tag)
		}
	}
	finding.CheckRepeats(d.found, path+"/tags", x.Tags)
	checkRefs(d.found, d.centers, path+"/centers", x.Centers)
}

// checkRefs notes the ids of a list that do not exist or come twice.
func checkRefs[ID ~string](found *finding.List, known finding.Index[ID], path string, list []ID) {
	for i, id := range list {
		known.CheckRef(found, place(path, i), id)
	}
	finding.CheckRepeats(found, path, list)
}

// mostWanted returns the most visits that a request can have: each visit of a
// component by hours counts for at least one. The program exists.
func (d *demandCheck) mostWanted(r *Request) int64 {
	if r.Program == "" {
		return firstStated(int64(r.Visits), 1)
	}
	at, _ := d.programs.At(r.Program)
	sum := int64(0)
	for _, x := range d.spec.Programs[at].Components {
		sum = cappedSum(sum, int64(x.Visits)+int64(x.Hours))
	}
	return sum
}
