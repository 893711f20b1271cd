package smallgen

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// demand draws who asks for what, and adds to the network what names schools.
func (d draw) demand(courses curriculum.Spec, network *capacity.Spec) matching.Spec {
	spec := matching.Spec{VisitsPerDay: pick(d, 0, 0, 2), Weights: d.weights()}
	if d.may(rule.Notice, 2) {
		spec.AsOf = capacity.At(friday+capacity.Date(d.between(-1, 1)), pick(d, clock(7, 0), clock(8, 30), clock(9, 30)))
		spec.NoticeDays = d.between(0, 2)
	}
	for i := range d.between(1, 2) {
		if !d.tight[rule.Program] {
			break
		}
		spec.Programs = append(spec.Programs, d.program(courses, *network, i+1))
		spec.VisitsPerDay = pick(d, 2, 0)
	}
	for i := range d.between(1, 3) {
		s := matching.School{
			ID:   curriculum.SchoolID(fmt.Sprintf("s%d", i+1)),
			Area: pick(d, capacity.AreaID("north"), "south", ""),
			At:   d.point(),
		}
		if len(network.Fleets) > 0 && d.once(2) {
			s.Fleet = network.Fleets[0].ID
		}
		if d.once(4) {
			center := network.Centers[d.IntN(len(network.Centers))].ID
			network.Travel.Ways = append(network.Travel.Ways, capacity.Way{School: s.ID, Center: center, Minutes: pick(d, 10, 45)})
		}
		spec.Schools = append(spec.Schools, s)
	}
	for i := range d.most(1, 5) {
		spec.Cohorts = append(spec.Cohorts, d.cohort(courses, spec.Schools, i+1))
	}
	requests := 6
	for _, r := range []rule.Rule{rule.Program, rule.Split} {
		if d.tight[r] { // each request has many ways
			requests -= 2
		}
	}
	for i := range d.most(1, requests) {
		r := d.request(courses, *network, i+1)
		if n := len(spec.Programs); n > 0 && (i == 0 || d.once(3)) {
			r.Visits, r.Program = 0, spec.Programs[d.IntN(n)].ID
			if !d.once(3) {
				r.Choices = nil
			}
		}
		// Mostly a request for each cohort, sometimes several for one.
		r.Cohort = spec.Cohorts[i%len(spec.Cohorts)].ID
		if d.once(4) {
			r.Cohort = spec.Cohorts[0].ID
		}
		spec.Requests = append(spec.Requests, r)
	}
	for i := range d.between(0, 2) {
		if !d.tight[rule.Quota] {
			break
		}
		network.Quotas = append(network.Quotas, d.quota(*network, spec.Schools, i+1))
	}
	return spec
}

// weights keep what validation asks: no saving buys the dropping of a visit.
func (d draw) weights() matching.Weights {
	if !d.once(2) {
		return matching.Weights{}
	}
	return matching.Weights{
		Base: int64(pick(d, 1000, 700)), First: int64(pick(d, 0, 500, 1500)),
		Rank:   pick(d, nil, []int64{50}, []int64{200, 150, 20}),
		Travel: int64(d.between(0, 2)), TravelMost: pick(d, 60, 0, 20), Session: int64(pick(d, 0, 10, 60)),
	}
}

func (d draw) cohort(courses curriculum.Spec, schools []matching.School, i int) curriculum.Cohort {
	c := curriculum.Cohort{
		ID:     curriculum.CohortID(fmt.Sprintf("p%d", i)),
		School: schools[d.IntN(len(schools))].ID,
		Grade:  pick[curriculum.Grade](d, 5, 6, 3, 8),
		Size:   pick(d, 10, 12, 8, 18, 6, 9, 30, 1),
	}
	if d.tight[rule.Split] {
		c.Size = pick(d, 24, 20, 15, 36, 9, 2)
	}
	if d.may(rule.Tier, 4) {
		c.Grade = pick[curriculum.Grade](d, 11, curriculum.Vocational1)
	}
	if d.once(2) {
		c.Intents = []curriculum.Intent{pick(d,
			curriculum.Intent{Kind: curriculum.DevelopMajor, Major: "m1"},
			curriculum.Intent{Kind: curriculum.EnterCompetition, Competition: "robots"})}
	}
	if d.may(rule.Course, 3) {
		c.Completed = []curriculum.CourseID{courses.Courses[d.IntN(len(courses.Courses))].ID}
	}
	if d.once(2) {
		c.Oriented = []curriculum.OrientationID{"safety"}
	}
	return c
}

// request leaves the cohort open.
func (d draw) request(courses curriculum.Spec, network capacity.Spec, i int) matching.Request {
	r := matching.Request{
		ID:     matching.RequestID(fmt.Sprintf("q%d", i)),
		Visits: pick(d, 0, 1, 0, 2),
		Weight: d.between(0, 3),
		Share:  pick(d, 0, capacity.ShareAnyone, capacity.ShareAnyone, capacity.ShareStage, capacity.ShareSchool, capacity.ShareNobody),
	}
	for range d.most(1, 3) {
		r.Choices = append(r.Choices, d.choice(courses, network))
	}
	if d.tight[rule.Split] {
		r.Parts = pick(d, 2, 3, 2, 0)
	}
	if d.may(rule.Choice, 3) {
		r.Times = d.times()
	}
	if d.may(rule.Adults, 2) {
		r.Adults = d.between(1, 3)
	}
	if d.may(rule.Transport, 3) {
		r.MaxTravel = pick(d, 40, 25, 12)
	}
	return r
}

func (d draw) choice(courses curriculum.Spec, network capacity.Spec) matching.Choice {
	var c matching.Choice
	course := courseOf(courses, network.Offerings[d.IntN(len(network.Offerings))])
	switch d.IntN(7) {
	case 0, 1, 2:
		c.Course = course.ID
	case 3:
		c.Tier = course.Tier
	case 4:
		if c.Theme = course.Theme; c.Theme == "" {
			c.Major = course.Major
		}
	case 5:
		c.Major, c.Tier = course.Major, course.Tier
	case 6:
		c.Occupation = pick(d, curriculum.OccupationID("w1"), "w2")
	}
	if d.may(rule.Choice, 4) {
		c.Center = network.Centers[d.IntN(len(network.Centers))].ID
	}
	if d.may(rule.Choice, 4) {
		c.Times = d.times()
	}
	return c
}

func (d draw) quota(network capacity.Spec, schools []matching.School, i int) capacity.Quota {
	q := capacity.Quota{
		ID:    capacity.QuotaID(fmt.Sprintf("a%d", i)),
		Scope: pick(d, capacity.Together, capacity.Each, capacity.Others),
		Unit:  pick(d, capacity.Visits, capacity.Pupils),
	}
	if q.Unit == capacity.Visits {
		q.Most = pick(d, 2, 1, 0)
	} else {
		q.Most = pick(d, 30, 20, 5)
	}
	named := d.IntN(3)
	if q.Scope == capacity.Together && d.once(3) {
		named = -1
	}
	if named == 0 || named == 2 {
		q.Schools = []curriculum.SchoolID{schools[d.IntN(len(schools))].ID}
	}
	if named > 0 {
		q.Areas = []capacity.AreaID{pick(d, capacity.AreaID("north"), "south", "city")}
	}
	if d.once(3) {
		q.Centers = []capacity.CenterID{network.Centers[d.IntN(len(network.Centers))].ID}
	}
	if d.once(3) {
		q.Courses = []curriculum.CourseID{network.Offerings[d.IntN(len(network.Offerings))].Course}
	}
	if d.once(4) {
		q.Times = d.times()
	}
	return q
}
