package main

import (
	"github.com/sanjie-edu/sanjie/examples/internal/city"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// The sample: about one in fourteen of the city's 41,000 classes asks.
const (
	sampledSchools = 220
	sampledClasses = 3_000
)

// areas are the city's districts, those far from its middle as rural.
func areas() []district.Area {
	var all []district.Area
	for _, a := range city.Areas {
		all = append(all, district.Area{Name: a.Name, At: a.At, Rural: a.Rural})
	}
	return all
}

// sites are the centers, each with as many rooms and instructors.
func sites() ([]district.Site, error) {
	centers, err := city.Centers()
	if err != nil {
		return nil, err
	}
	var all []district.Site
	for _, c := range centers {
		all = append(all, district.Site{
			Host: c.Host, Name: c.Name, Area: c.Area, Majors: c.Majors, Batch: 1, Rooms: 11, Instructors: 20,
		})
	}
	return all, nil
}

// guangzhou is the profile of the city's term.
func guangzhou(seed uint64) (district.Profile, error) {
	centers, err := sites()
	if err != nil {
		return district.Profile{}, err
	}
	var majors []string
	seen := map[string]bool{}
	for _, c := range centers {
		for _, m := range c.Majors {
			if !seen[m] {
				seen[m] = true
				majors = append(majors, m)
			}
		}
	}
	return district.Profile{
		Name: "广州市2026年秋季学期（抽样）", Seed: seed, Weeks: 16,
		Notes: []string{
			"已载明：首批职业体验中心中设在中等职业学校的11个，其中一校承办两个",
			"假定：其余全部，包括中心位置、专业、学校与申请；详见 examples/guangzhou/README.md",
		},
		Root: "广州市", Radius: 45_000, Areas: areas(),
		Schools: sampledSchools, Classes: sampledClasses,
		Majors: majors, Sites: centers,
		Free: 6, Lessons: 6, PerWeek: []int{1}, Expected: 60,
	}, nil
}
