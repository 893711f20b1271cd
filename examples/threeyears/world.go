package main

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// The standards by which is assessed: two as they come, of which the second is
// narrowed to courses of career experience, and one of the school, which is made up.
const (
	labor      = record.StandardID("national-2022-labor")
	experience = record.StandardID("shanghai-2019-experience")
	bonus      = record.StandardID("school-2023-credits")
)

// subject is what the school's credits are of.
const subject = "职业启蒙"

// world is what goes on from term to term.
type world struct {
	records  scenario.Records // standards, providers, agreements and learners; entries and steps are those of the book and the account
	archive  *scenario.Archive
	register matching.Register
	survey   evaluation.Spec // with all ratings so far
	step     int             // of the account, the last
}

func newWorld() (*world, error) {
	w := &world{survey: form(), records: scenario.Records{
		Name:       "三年：一个初中班级和两名学生",
		Notes:      []string{"No class, pupil, school or firm of this file exists."},
		Standards:  standards(),
		Providers:  providers(),
		Agreements: []record.Agreement{agreement()},
		Spec:       record.Spec{Learners: learners()},
	}}
	for _, t := range sixTerms() {
		w.records.Terms = append(w.records.Terms, t.school)
	}
	catalog, err := curriculum.NewCatalog(taught())
	if err != nil {
		return nil, err
	}
	w.archive, err = w.records.Archive(catalog)
	return w, err
}

func standards() []record.Standard {
	list := slices.DeleteFunc(record.Standards(), func(s record.Standard) bool { return s.ID != labor && s.ID != experience })
	for i := range list {
		if list[i].ID == experience {
			list[i].Counts.Tags = []string{career}
		}
	}
	return append(list, record.Standard{
		ID: bonus, Name: "职业启蒙学分", Source: "Made up for this example: one credit over junior middle school.",
		Effective: capacity.DateSpan{From: on(2023, 9, 1)}, Grades: curriculum.Grades(7, 9), Credits: 1, Subject: subject,
	})
}

// providers are the centers, licensed since before the story, and the school itself.
func providers() []capacity.Provider {
	licensed := []capacity.Standing{{From: on(2022, 9, 1), Status: capacity.Licensed}}
	list := []capacity.Provider{{Center: own, Name: "某中学", Kind: capacity.Base, Standings: licensed}}
	for _, p := range places {
		list = append(list, capacity.Provider{Center: p.id, Name: p.name, Kind: p.kind, Standings: licensed})
	}
	return list
}

// agreement makes a credit of six class hours of practice at v2, from grade 9 on.
func agreement() record.Agreement {
	return record.Agreement{
		ID: "s1-v2", School: "s1", Centers: []capacity.CenterID{"v2"}, SchoolAgreed: on(2025, 8, 25), CentersAgreed: on(2025, 9, 1),
		Rows: []record.Row{{ID: "practice", Tier: curriculum.Practice, Hours: 6, Credits: 1, Subject: subject}},
	}
}

// learners are the class and its pupils, in a grade from September to August.
func learners() []record.Learner {
	var years []record.Year
	for i := range 3 {
		years = append(years, record.Year{Grade: curriculum.Grade(7 + i), From: on(2023+i, 9, 1), To: on(2024+i, 8, 31)})
	}
	list := []record.Learner{{ID: class, School: "s1", Years: years}}
	with := slices.Clone(years)
	for i := range with {
		with[i].Class = class
	}
	return append(list, record.Learner{ID: pupil1, School: "s1", Years: with}, record.Learner{ID: pupil2, School: "s1", Years: with})
}
