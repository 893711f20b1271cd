package record_test

import (
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

func civil(year int, month time.Month, d int) capacity.Date { return capacity.DateOf(year, month, d) }

// senior is pupil p1 of senior high school s, in class 10-1 for a year and then
// in none; p2 of the same class; and p3 of another school.
func senior() []record.Learner {
	first := record.Year{Grade: 10, From: civil(2025, 9, 1), To: civil(2026, 8, 31)}
	second := record.Year{Grade: 11, From: civil(2026, 9, 1), To: civil(2027, 8, 31)}
	with := first
	with.Class = "10-1"
	return []record.Learner{
		{ID: "10-1", School: "s", Years: []record.Year{first}},
		{ID: "p1", School: "s", Years: []record.Year{with, second}},
		{ID: "p2", School: "s", Years: []record.Year{with, second}},
		{ID: "p3", School: "t", Years: []record.Year{first, second}},
	}
}

func seniorCatalog(t fatal) *curriculum.Catalog {
	t.Helper()
	catalog, err := curriculum.NewCatalog(curriculum.Spec{
		Majors:      []curriculum.Major{{ID: "auto"}, {ID: "food"}},
		Occupations: []curriculum.Occupation{{ID: "pilot"}, {ID: "machinist"}, {ID: "baker"}},
		Courses: []curriculum.Course{
			{ID: "drone", Name: "无人机", Theme: "flight", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"pilot"}},
			{ID: "cnc", Name: "数控加工", Theme: "making", Tier: curriculum.Practice, Major: "auto", Occupations: []curriculum.OccupationID{"machinist"}, Products: []string{"bolt"}},
			{ID: "bake", Name: "烘焙", Theme: "making", Tier: curriculum.Practice, Major: "food", Occupations: []curriculum.OccupationID{"baker"}, Products: []string{"bread"}},
			{ID: "vr", Tier: curriculum.Experience, Delivery: curriculum.Blended},
			{ID: "flightsim", Theme: "flight", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"pilot"}, Delivery: curriculum.Online},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

func seniorProviders(t fatal, catalog *curriculum.Catalog) *capacity.Providers {
	t.Helper()
	var list []capacity.Provider
	for _, id := range []capacity.CenterID{"v1", "v2", "w"} { // the vocational school hosts v1 and v2
		list = append(list, capacity.Provider{Center: id, Standings: []capacity.Standing{{From: civil(2025, 1, 1), Status: capacity.Licensed}}})
	}
	providers, err := capacity.NewProviders(catalog, list)
	if err != nil {
		t.Fatal(err)
	}
	return providers
}

func seniorBook(t fatal, entries ...record.Entry) *record.Book {
	t.Helper()
	catalog := seniorCatalog(t)
	b, err := record.NewBook(catalog, seniorProviders(t, catalog), record.Spec{Learners: senior(), Entries: entries})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// threeTerms is what p1 did: with the class, and alone.
func threeTerms() []record.Entry {
	return []record.Entry{
		{ID: "e1", Learner: "10-1", Date: civil(2025, 10, 10), Course: "drone", Center: "v1", Hours: 4, Marks: []record.Mark{{Dimension: "合作", Score: 700}}},
		{ID: "e2", Learner: "10-1", Date: civil(2026, 3, 13), Course: "cnc", Center: "v2", Hours: 4, Absent: []curriculum.CohortID{"p2"}},
		{ID: "e3", Learner: "p1", Date: civil(2026, 5, 15), Course: "flightsim", Center: "w", Hours: 2},
		{ID: "e4", Learner: "p1", Date: civil(2026, 10, 9), Course: "cnc", Center: "v1", Hours: 6, Product: "螺栓", Marks: []record.Mark{{Dimension: "合作", Score: 801}, {Dimension: "创新", Score: 600}}},
		{ID: "e5", Learner: "p1", Date: civil(2026, 11, 20), Course: "bake", Center: "v1", Hours: 4, Product: "面包", Marks: []record.Mark{{Dimension: "合作", Score: 900}}},
	}
}

func void(id record.EntryID, e record.Entry) record.Entry {
	return record.Entry{ID: id, Learner: e.Learner, Date: e.Date, Voids: e.ID, Why: "typing error"}
}

// table is what school s and the vocational school agreed to.
func table() record.Agreement {
	return record.Agreement{
		ID: "a", School: "s", Centers: []capacity.CenterID{"v1", "v2"},
		SchoolAgreed: civil(2025, 9, 10), CentersAgreed: civil(2025, 9, 20), Dates: capacity.DateSpan{To: civil(2027, 8, 31)},
		Most: 6,
		Rows: []record.Row{
			{ID: "practice", Tier: curriculum.Practice, Hours: 5, Credits: 2, Subject: "劳动", Most: 4},
			{ID: "any", Hours: 3, Credits: 1, Subject: "综合实践"},
			{ID: "cnc", Course: "cnc", Hours: 4, Credits: 1, Subject: "劳动"},
		},
	}
}

func agreementsOf(t fatal, list ...record.Agreement) *record.Agreements {
	t.Helper()
	catalog := seniorCatalog(t)
	a, err := record.NewAgreements(catalog, seniorProviders(t, catalog), list)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func ids[T any, ID ~string](list []T, id func(T) ID) []ID {
	var all []ID
	for x := range slices.Values(list) {
		all = append(all, id(x))
	}
	return all
}
