package main

import (
	"encoding/json"
	"regexp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/city"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/district"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// What is assumed of the year: the sample, what a center has, what training asks,
// and who does not come.
const (
	sampledSchools = 80
	sampledClasses = 900
	roomsEach      = 6
	staffEach      = 5
	trainAfter     = 8  // sessions of a cluster, after which its other majors are gained
	missedEach     = 20 // one visit of so many does not take place, and of every other one pupil is absent
	circle         = 15 // minutes
)

// year is the sample's demand in both terms, as if all of it came in autumn.
func year(seed uint64) (*scenario.File, error) {
	centers, err := city.Centers()
	if err != nil {
		return nil, err
	}
	p := district.Profile{
		Name: "广州市一学年（抽样）", Seed: seed, Weeks: 16,
		Notes: []string{"假定：除中心名单外的全部；详见 examples/annualreport/README.md"},
		Root:  "广州市", Radius: 45_000,
		Schools: sampledSchools, Classes: sampledClasses,
		Free: 6, Lessons: 6, PerWeek: []int{1}, Expected: 60,
	}
	for _, a := range city.Areas {
		p.Areas = append(p.Areas, district.Area{Name: a.Name, At: a.At, Rural: a.Rural})
	}
	for _, c := range centers {
		p.Sites = append(p.Sites, district.Site{
			Host: c.Host, Name: c.Name, Area: c.Area, Majors: c.Majors, Batch: 1, Rooms: roomsEach, Instructors: staffEach,
		})
		for _, m := range c.Majors {
			if !slices.Contains(p.Majors, m) {
				p.Majors = append(p.Majors, m)
			}
		}
	}
	return story.FileOf(district.Build(p)), nil
}

// autumn is the term in which every other request of the year is made.
func autumn(year *scenario.File) *scenario.File {
	f := *year
	f.Name = "广州市秋季学期（抽样）"
	f.Requests = nil
	for i := 0; i < len(year.Requests); i += 2 {
		f.Requests = append(f.Requests, year.Requests[i])
	}
	return &f
}

// apart are the days from the first term to the second, in whole weeks.
const apart = 24 * 7

var dates = regexp.MustCompile(`\b20\d\d-\d\d-\d\d\b`)

// spring is the other term: the same grid of slots, 24 weeks later, and the other
// requests. Who had no visit in autumn asks again and weighs twice; what a class did
// then, it has completed.
func spring(year *scenario.File, before *matching.Problem, plan *matching.Plan) (*scenario.File, error) {
	text, err := json.Marshal(year)
	if err != nil {
		return nil, err
	}
	var f scenario.File
	if err := json.Unmarshal(dates.ReplaceAllFunc(text, later), &f); err != nil {
		return nil, err
	}
	f.Name = "广州市春季学期（抽样）"
	placed := map[matching.RequestID]bool{}
	at := map[string]int{}
	for i, c := range f.Cohorts {
		at[string(c.ID)] = i
	}
	for _, v := range plan.Visits {
		placed[v.Request] = true
		r, _ := before.Request(v.Request)
		o, _ := before.Network().Offering(v.Offering)
		c := &f.Cohorts[at[string(r.Cohort)]]
		if !slices.Contains(c.Completed, o.Course) {
			c.Completed = append(c.Completed, o.Course)
		}
	}
	all := f.Requests
	f.Requests = nil
	for i, r := range all {
		switch {
		case i%2 == 1:
			f.Requests = append(f.Requests, r)
		case !placed[r.ID]:
			r.Weight = 2 * max(1, r.Weight)
			f.Requests = append(f.Requests, r)
		}
	}
	return &f, nil
}

// later writes a date of the first term as one of the second.
func later(text []byte) []byte {
	var d capacity.Date
	if d.UnmarshalText(text) != nil {
		return text
	}
	return []byte((d + apart).String())
}

// attendance is who came: one visit in twenty does not take place, and of every
// other one pupil is absent.
func attendance(p *matching.Problem, plan *matching.Plan) []matching.Attendance {
	var came []matching.Attendance
	visit := 0
	for _, a := range matching.AllAttend(p, plan) {
		if a.Part == 0 {
			visit++
			a.Pupils--
		}
		if visit%missedEach != 0 && a.Pupils > 0 {
			came = append(came, a)
		}
	}
	return came
}

// paths lets who has led some sessions of a cluster gain each of its majors.
func paths(f *scenario.File) []capacity.Path {
	var all []capacity.Path
	for _, m := range f.Majors {
		all = append(all, capacity.Path{ID: capacity.PathID("to-" + m.ID), Cluster: m.Cluster, Sessions: trainAfter, ToMajor: m.ID})
	}
	return all
}
