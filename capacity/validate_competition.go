package capacity

import "github.com/sanjie-edu/sanjie/curriculum"

func (v *validator) checkCompetitions() {
	for i, c := range v.spec.Competitions {
		path := v.competitions.define(v, i)
		v.text(path+"/name", c.Name)
		v.majors.referEach(v, path+"/majors", c.Majors)
		v.courses.referEach(v, path+"/courses", c.Courses)
		for j, id := range c.Courses {
			if k, ok := v.courses.at[id]; ok && v.catalog.Courses[k].Tier != curriculum.Exploration {
				v.found.Add(at(path+"/courses", j), id, "is a course of "+v.catalog.Courses[k].Tier.String()+", and exploration prepares for competitions",
					"name an Exploration course, or leave it out")
			}
		}
		if c.Grades&^curriculum.AllGrades != 0 {
			v.found.Add(path+"/grades", uint16(c.Grades), "holds what is no grade", "make the set with curriculum.Grades")
		}
		v.heldOn(path, c)
	}
}

// heldOn checks the dates of a competition.
func (v *validator) heldOn(path string, c Competition) {
	sound := v.date(path+"/enrolBy", c.EnrolBy)
	if c.Dates.From == 0 || c.Dates.To == 0 {
		v.found.Add(path+"/dates", nil, "has no first or no last date", "state both, or the one date")
		return
	}
	before := v.found.Len()
	v.span(path+"/dates", c.Dates)
	if sound && v.found.Len() == before && c.EnrolBy > c.Dates.To {
		v.found.Add(path+"/enrolBy", c.EnrolBy, "is after the last date, "+c.Dates.To.String(), "write the last date to enrol")
	}
}
