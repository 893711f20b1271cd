package smallgen

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

func (d draw) curriculum() curriculum.Spec {
	spec := curriculum.Spec{
		Framework:   d.framework(),
		Clusters:    []curriculum.Cluster{{ID: "k1"}},
		Chains:      []curriculum.Chain{{ID: "h1"}},
		Majors:      []curriculum.Major{{ID: "m1", Cluster: "k1"}, {ID: "m2", Chain: "h1"}},
		Occupations: []curriculum.Occupation{{ID: "w1"}, {ID: "w2"}},
		Items:       []curriculum.Item{{ID: "i1"}, {ID: "i2"}},
		Lines:       []curriculum.Line{{ID: "l1"}, {ID: "l2"}},
	}
	for i := range d.most(1, 4) {
		spec.Courses = append(spec.Courses, d.course(i+1))
	}
	return spec
}

// framework is mostly the default one.
func (d draw) framework() curriculum.Framework {
	var f curriculum.Framework
	switch {
	case d.may(rule.Tier, 4):
		f.UpperPrimary = 4
	case d.may(rule.Tier, 4):
		f.Tiers = []curriculum.TierRule{
			{Tier: curriculum.Experience, Grades: curriculum.Grades(1, 6)},
			{Tier: curriculum.Practice, Grades: curriculum.Grades(4, 12), Intent: curriculum.Intents(curriculum.DevelopMajor)},
			{Tier: curriculum.Exploration, Grades: curriculum.AllGrades},
		}
	}
	if d.may(rule.Adults, 3) {
		f.Adults = []curriculum.AdultRule{
			{Grades: curriculum.Grades(1, 9), PupilsPerAdult: pick(d, 5, 10, 15), Minimum: d.between(0, 3), From: pick(d, 0, 15, 30)},
		}
	}
	return f
}

func (d draw) course(i int) curriculum.Course {
	c := curriculum.Course{
		ID:    curriculum.CourseID(fmt.Sprintf("c%d", i)),
		Tier:  curriculum.Experience,
		Major: pick(d, curriculum.MajorID("m1"), "m1", "m2"),
		Theme: []string{"", "t1", "t2", "t1"}[i-1],
		Hours: pick[curriculum.ClassHours](d, 4, 0, 0, 1, 3),
	}
	if d.tight[rule.Tier] {
		c.Tier = pick(d, curriculum.Experience, curriculum.Practice, curriculum.Exploration)
	}
	switch c.Tier {
	case curriculum.Experience:
		c.Activities = []curriculum.Activity{curriculum.Observation, curriculum.RolePlay, curriculum.Game}
	case curriculum.Practice:
		c.Activities = []curriculum.Activity{curriculum.WorkTask, curriculum.Making}
		c.Products = []string{"product"}
	case curriculum.Exploration:
		c.Activities = []curriculum.Activity{curriculum.Innovation}
	}
	c.Delivery = pick(d, curriculum.OnSite, curriculum.OnSite, curriculum.OnSite, curriculum.OnSite, curriculum.OnSite,
		curriculum.OffCampus, curriculum.Online, curriculum.Blended)
	if d.may(rule.Outreach, 2) {
		c.Delivery = curriculum.Outreach
	}
	if d.may(rule.Program, 2) {
		c.Tags = some(d, []string{"craft", "culture"})
	}
	if d.once(2) {
		c.Occupations = some(d, []curriculum.OccupationID{"w1", "w2"})
	}
	if d.may(rule.Course, 6) {
		c.Grades = pick(d, curriculum.Grades(4, 9), curriculum.Grades(1, 5))
	}
	if d.may(rule.Course, 6) {
		c.MinGroup = pick(d, 5, 15)
	}
	if d.may(rule.Course, 6) {
		c.MaxGroup = pick(d, 30, 20)
	}
	if i > 1 && d.may(rule.Course, 5) {
		c.Prerequisites = []curriculum.CourseID{curriculum.CourseID(fmt.Sprintf("c%d", d.between(1, i-1)))}
	}
	if d.may(rule.Course, 5) {
		c.Orientation = []curriculum.OrientationID{"safety"}
	}
	if d.may(rule.Minimum, 2) {
		c.Minimum = pick(d, 5, 10)
	}
	if d.may(rule.Staff, 3) {
		c.Instructors = pick(d, 1, 2)
	}
	if d.may(rule.Staff, 3) {
		c.PupilsPerInstructor = pick(d, 20, 12)
	}
	if !d.once(3) {
		c.Consumables = []curriculum.Consumption{{Item: "i1", PerPupil: d.between(1, 2)}}
		if d.once(3) {
			c.Consumables = append(c.Consumables, curriculum.Consumption{Item: "i2", PerPupil: 1})
		}
	}
	if !d.once(3) {
		c.Fees = []curriculum.Fee{{Line: "l1", PerPupil: curriculum.Fen(100 * d.between(1, 3))}}
		if d.once(3) {
			c.Fees = append(c.Fees, curriculum.Fee{Line: "l2", PerPupil: 500})
		}
	}
	return c
}
