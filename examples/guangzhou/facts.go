package main

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// centersCSV lists the centers of the first batch that are at secondary
// vocational schools, as the city's quality report of 2024 has them.
//
//go:embed centers.csv
var centersCSV string

// areas are the city's eleven districts, those far from its middle as rural,
// each at about the place of its seat.
var areas = []district.Area{
	{Name: "越秀", At: capacity.Point{X: 0, Y: 1_000}},
	{Name: "海珠", At: capacity.Point{X: 1_000, Y: -5_000}},
	{Name: "荔湾", At: capacity.Point{X: -5_000, Y: -1_000}},
	{Name: "天河", At: capacity.Point{X: 8_000, Y: 2_000}},
	{Name: "白云", At: capacity.Point{X: 0, Y: 12_000}},
	{Name: "黄埔", At: capacity.Point{X: 20_000, Y: 3_000}},
	{Name: "番禺", At: capacity.Point{X: 6_000, Y: -20_000}},
	{Name: "花都", At: capacity.Point{X: -5_000, Y: 32_000}, Rural: true},
	{Name: "南沙", At: capacity.Point{X: 20_000, Y: -45_000}, Rural: true},
	{Name: "从化", At: capacity.Point{X: 32_000, Y: 50_000}, Rural: true},
	{Name: "增城", At: capacity.Point{X: 52_000, Y: 20_000}, Rural: true},
}

// assumed says, by the number of a center in the list, where it is taken to
// lie and which majors it is taken to have. The list states neither.
var assumed = map[string]struct {
	area   int
	majors []string
}{
	"1":  {4, []string{"tourism", "hotel", "cooking"}},
	"2":  {3, []string{"herbs", "nursing"}},
	"3":  {2, []string{"robot", "mechatronics", "print", "iot"}},
	"4":  {0, []string{"safety", "childcare"}},
	"5":  {7, []string{"auto", "rail", "drone", "logistics"}},
	"6":  {3, []string{"accounting", "commerce", "logistics"}},
	"7":  {3, []string{"network", "electronics", "iot", "animation"}},
	"8":  {4, []string{"building", "cnc", "print"}},
	"9":  {1, []string{"crafts", "fashion"}},
	"10": {6, []string{"print", "drone", "robot", "commerce", "auto"}},
	"11": {5, []string{"ai", "robot", "electronics"}},
}

// The sample: about one in fourteen of the city's 41,000 classes asks.
const (
	sampledSchools = 220
	sampledClasses = 3_000
)

// sites reads the list of centers.
func sites() ([]district.Site, error) {
	rows, err := csv.NewReader(strings.NewReader(centersCSV)).ReadAll()
	if err != nil {
		return nil, err
	}
	var all []district.Site
	for _, row := range rows[1:] {
		a, ok := assumed[row[0]]
		if !ok {
			return nil, fmt.Errorf("centers.csv: nothing is assumed of center %s; add where it lies and its majors", row[0])
		}
		all = append(all, district.Site{
			Host: row[1], Name: row[2], Area: a.area, Majors: a.majors, Batch: 1, Rooms: 11, Instructors: 20,
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
		Root: "广州市", Radius: 45_000, Areas: areas,
		Schools: sampledSchools, Classes: sampledClasses,
		Majors: majors, Sites: centers,
		Free: 6, Lessons: 6, PerWeek: []int{1}, Expected: 60,
	}, nil
}
