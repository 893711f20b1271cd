package record_test

import (
	"fmt"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
)

// A class goes through the change of rules in 2022, and each term is assessed by
// its own.
func ExampleAssess() {
	book := classOf2021()
	spring := capacity.DateSpan{From: capacity.DateOf(2022, time.February, 14), To: capacity.DateOf(2022, time.July, 1)}
	autumn := capacity.DateSpan{From: capacity.DateOf(2022, time.September, 1), To: capacity.DateOf(2023, time.January, 13)}

	required, err := record.NewRequirements(record.Standards(), []capacity.DateSpan{spring, autumn})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := record.Assess(book, required, "7-1", capacity.DateSpan{From: spring.From, To: autumn.To})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range a.Parts {
		fmt.Printf("%s: %d of %d class hours, %d owed\n", p.Standard, p.Hours.Delivered, p.Hours.Required, p.Hours.Owed)
		for _, e := range p.Entries {
			fmt.Printf("  %s: %s\n", e.Entry, e.Verdict.Text())
		}
	}
	// Output:
	// national-2017-grades-3-9: 36 of 40 class hours, 4 owed
	//   drones: counts
	//   models: the standard was not in force on the day
	//   movies: the standard was not in force on the day
	// national-2022-labor: 16 of 19 class hours, 3 owed
	//   drones: the standard was not in force on the day
	//   models: counts
	//   movies: the course is not what the standard is about
	// shanghai-2019-experience: 60 of 32 class hours, 0 owed
	//   drones: counts, at a recognized provider
	//   models: counts, but the provider is of no recognized kind
	//   movies: counts, at a recognized provider
}

// Half a day at a vocational school, and one more on a project, are half of the
// program of 16 class hours.
func ExampleCover() {
	var program matching.Program
	for _, p := range matching.Programs() {
		if p.ID == "putuo16" {
			program = p
		}
	}
	c, err := record.Cover(classOf2021(), program, "7-1", capacity.DateSpan{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, x := range c.Components {
		fmt.Println(program.Components[i].Name, x.Entries, "missing", x.MissingHours)
	}
	// Output:
	// 走进一所职校 [drones] missing 0
	// 体验一个项目 [models] missing 0
	// 了解一门职业 [] missing 4
	// 感受一种文化 [] missing 4
}

// classOf2021 is a class that entered grade 7 in 2021, with what it has done.
func classOf2021() *record.Book {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "fly", Tier: curriculum.Experience, Tags: []string{"campus", "project"}},
		{ID: "make", Tier: curriculum.Practice, Products: []string{"model"}, Labor: curriculum.Industry, Tags: []string{"project"}},
		{ID: "film", Tier: curriculum.Experience},
	}})
	if err != nil {
		panic(err)
	}
	since := []capacity.Standing{{From: capacity.DateOf(2020, time.September, 1), Status: capacity.Licensed}}
	providers, err := capacity.NewProviders(catalog, []capacity.Provider{{Center: "school", Standings: since}, {Center: "works", Kind: capacity.Firm, Standings: since}})
	if err != nil {
		panic(err)
	}
	year := func(grade curriculum.Grade, y int) record.Year {
		return record.Year{Grade: grade, From: capacity.DateOf(y, time.September, 1), To: capacity.DateOf(y+1, time.August, 31)}
	}
	book, err := record.NewBook(catalog, providers, record.Spec{
		Learners: []record.Learner{{ID: "7-1", School: "s1", Years: []record.Year{year(7, 2021), year(8, 2022)}}},
		Entries: []record.Entry{
			{ID: "drones", Learner: "7-1", Date: capacity.DateOf(2022, time.May, 11), Course: "fly", Center: "school", Hours: 36},
			{ID: "models", Learner: "7-1", Date: capacity.DateOf(2022, time.October, 12), Course: "make", Center: "works", Hours: 16},
			{ID: "movies", Learner: "7-1", Date: capacity.DateOf(2022, time.November, 9), Course: "film", Center: "school", Hours: 8},
		},
	})
	if err != nil {
		panic(err)
	}
	return book
}
