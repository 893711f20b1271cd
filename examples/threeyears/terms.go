package main

import (
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// The class, its two pupils, and the classes that ask beside it.
const (
	class  = curriculum.CohortID("c2023-1") // which entered in 2023
	pupil1 = curriculum.CohortID("p1")
	pupil2 = curriculum.CohortID("p2")
	next   = curriculum.CohortID("c2023-2") // of the same school and grade
	last   = curriculum.CohortID("last")    // a class of grade 9 of another school
)

// term is what is assumed of one of the six terms.
type term struct {
	id, name string
	grade    curriculum.Grade
	school   capacity.DateSpan
	open     []opening
	others   []other
	lessons  curriculum.ClassHours // of labor, which the school teaches itself
	storm    bool                  // on the day of the class's visit at v2
	absent   curriculum.CourseID   // that pupil2 misses
}

// opening is a course that a center opens to visits in a term, on Wednesday
// afternoons.
type opening struct {
	course curriculum.CourseID
	dates  []capacity.Date
}

// other is another class that asks for a course, and what it owes.
type other struct {
	class  curriculum.CohortID
	owes   curriculum.ClassHours
	course curriculum.CourseID
}

func on(year int, month time.Month, day int) capacity.Date { return capacity.DateOf(year, month, day) }

func sixTerms() []term {
	return []term{
		{
			id: "7a", name: "七年级上", grade: 7, school: capacity.DateSpan{From: on(2023, 9, 1), To: on(2024, 1, 19)},
			open:    []opening{{"rail", []capacity.Date{on(2023, 11, 15)}}, {"museum", []capacity.Date{on(2023, 11, 22)}}},
			others:  []other{{next, 32, "rail"}, {last, 32, "museum"}},
			lessons: 16,
		},
		{
			id: "7b", name: "七年级下", grade: 7, school: capacity.DateSpan{From: on(2024, 2, 19), To: on(2024, 6, 28)},
			open:    []opening{{"pastry", []capacity.Date{on(2024, 5, 15), on(2024, 5, 22), on(2024, 6, 5)}}, {"museum", []capacity.Date{on(2024, 4, 17)}}},
			others:  []other{{next, 28, "pastry"}},
			lessons: 15, storm: true,
		},
		{
			id: "8a", name: "八年级上", grade: 8, school: capacity.DateSpan{From: on(2024, 9, 2), To: on(2025, 1, 17)},
			open:    []opening{{"line", []capacity.Date{on(2024, 10, 23)}}, {"milling", []capacity.Date{on(2024, 11, 13)}}},
			others:  []other{{last, 24, "milling"}},
			lessons: 16,
		},
		{
			id: "8b", name: "八年级下", grade: 8, school: capacity.DateSpan{From: on(2025, 2, 17), To: on(2025, 6, 27)},
			open:    []opening{{"repair", []capacity.Date{on(2025, 4, 16), on(2025, 4, 23)}}, {"parcels", []capacity.Date{on(2025, 5, 21)}}},
			others:  []other{{next, 8, "repair"}},
			lessons: 12, absent: "repair",
		},
		{
			id: "9a", name: "九年级上", grade: 9, school: capacity.DateSpan{From: on(2025, 9, 1), To: on(2026, 1, 23)},
			open:    []opening{{"drone", []capacity.Date{on(2025, 10, 22), on(2025, 11, 5)}}, {"shop", []capacity.Date{on(2025, 11, 19)}}},
			others:  []other{{next, 4, "drone"}},
			lessons: 13,
		},
		{
			id: "9b", name: "九年级下", grade: 9, school: capacity.DateSpan{From: on(2026, 2, 24), To: on(2026, 6, 26)},
			open:    []opening{{"cakes", []capacity.Date{on(2026, 3, 25)}}},
			others:  []other{{next, 4, "cakes"}},
			lessons: 18,
		},
	}
}
