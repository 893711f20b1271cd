// Package city is what the examples about Guangzhou know of it: its districts,
// and the centers of the first batch that are at secondary vocational schools.
package city

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
)

// centersCSV lists the centers as the city's quality report of 2024 has them.
//
//go:embed centers.csv
var centersCSV string

// Area is a district of the city, at about the place of its seat.
type Area struct {
	Name  string
	At    capacity.Point
	Rural bool // far from the city's middle
}

// Areas are the city's eleven districts.
var Areas = []Area{
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

// Center is a center of the list. The list states neither where it lies nor
// which majors it has; both are assumed.
type Center struct {
	Host, Name string
	Area       int // index in Areas
	Majors     []string
}

// assumed says, by the number of a center in the list, what is assumed of it.
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

// Centers reads the list of centers.
func Centers() ([]Center, error) {
	rows, err := csv.NewReader(strings.NewReader(centersCSV)).ReadAll()
	if err != nil {
		return nil, err
	}
	var all []Center
	for _, row := range rows[1:] {
		a, ok := assumed[row[0]]
		if !ok {
			return nil, fmt.Errorf("centers.csv: nothing is assumed of center %s; add where it lies and its majors", row[0])
		}
		all = append(all, Center{Host: row[1], Name: row[2], Area: a.area, Majors: a.majors})
	}
	return all, nil
}
