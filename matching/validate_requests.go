package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

func (d *demandCheck) checkRequests() {
	for i := range d.spec.Requests {
		r, path := &d.spec.Requests[i], place("/requests", i)
		d.requests.CheckOwn(d.found, i)
		d.cohorts.CheckRef(d.found, path+"/cohort", r.Cohort)
		d.checkWanted(path, r)
		for j := range r.Choices {
			d.checkChoice(place(path+"/choices", j), &r.Choices[j])
		}
		d.checkTimes(path+"/times", r.Times)
		finding.CheckRange(d.found, path+"/weight", r.Weight, 0, mostWeight)
		if r.Share > capacity.ShareAnyone {
			d.found.Add(path+"/share", uint8(r.Share), "is no sharing", "use nobody, school, stage, anyone")
		}
		finding.CheckRange(d.found, path+"/adults", r.Adults, 0, mostAdults)
		finding.CheckRange(d.found, path+"/maxTravel", r.MaxTravel, 0, mostMinutes)
	}
}

// checkWanted checks how many visits, in how many parts, of which choices a
// request wants. Its program says how many; without one, its choices must say what.
func (d *demandCheck) checkWanted(path string, r *Request) {
	sound := finding.CheckRange(d.found, path+"/visits", r.Visits, 0, mostVisits)
	checkOptional(d.found, d.programs, path+"/program", r.Program)
	if sound && r.Program != "" && r.Visits != 0 {
		d.found.Add(path+"/visits", r.Visits, "is stated, but the program says how many visits there are", "leave visits or the program out")
	}
	finding.CheckRange(d.found, path+"/parts", r.Parts, 0, mostParts)
	least := 1
	if r.Program != "" {
		least = 0
	}
	if n := len(r.Choices); n < least || n > mostChoices {
		d.found.Add(path+"/choices", n, fmt.Sprintf("is not a number of choices from %d to %d", least, mostChoices), "state what the request would take, best first")
	}
}

func (d *demandCheck) checkChoice(path string, c *Choice) {
	if c.Course == "" && c.Theme == "" && c.Tier == 0 && c.Major == "" && c.Occupation == "" {
		d.found.Add(path, nil, "states no course, theme, tier, major or occupation", "state at least one of them")
	}
	checkOptional(d.found, d.courses, path+"/course", c.Course)
	checkOptional(d.found, d.themes, path+"/theme", c.Theme)
	if c.Tier != 0 && !c.Tier.Valid() {
		d.found.Add(path+"/tier", uint8(c.Tier), "is no tier", "use experience, practice, exploration")
	}
	checkOptional(d.found, d.majors, path+"/major", c.Major)
	checkOptional(d.found, d.occupations, path+"/occupation", c.Occupation)
	checkOptional(d.found, d.centers, path+"/center", c.Center)
	d.checkTimes(path+"/times", c.Times)
}
