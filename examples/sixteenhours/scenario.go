package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// The size of the district. Stated: 6 vocational schools. The rest is assumed.
const (
	vocational = 6
	schools    = 12
	classes    = 8 // of each school
)

// theme is a course that a vocational school offers, with the "ones" of the
// program that it can stand for.
type theme struct {
	name string
	tags []string
}

// themes are the courses, by vocational school.
var themes = [vocational][]theme{
	{{"走进交通职校", []string{"campus"}}, {"汽车诊断", []string{"project", "occupation"}}, {"轨道驾驶", []string{"occupation"}}},
	{{"走进信息职校", []string{"campus"}}, {"无人机操控", []string{"project"}}, {"数据标注员", []string{"occupation"}}},
	{{"走进食品职校", []string{"campus"}}, {"本帮点心", []string{"project", "culture"}}, {"西点师", []string{"occupation"}}},
	{{"走进艺术职校", []string{"campus"}}, {"木版水印", []string{"culture"}}, {"舞台灯光", []string{"project", "occupation"}}},
	{{"走进医药职校", []string{"campus"}}, {"香囊制作", []string{"culture", "project"}}, {"药剂员", []string{"occupation"}}},
	{{"走进商贸职校", []string{"campus"}}, {"茶艺", []string{"culture"}}, {"网店经营", []string{"project", "occupation"}}},
}

// district builds the scenario; the same seed gives the same district.
func district(seed uint64) *scenario.File {
	rng := rand.New(rand.NewPCG(seed, 16))
	f := &scenario.File{
		Format: scenario.Format,
		Name:   "普陀区初中16课时职业体验",
		Notes: []string{
			"Stated (S1): 6 vocational schools, junior-middle classes, 16 class hours in four parts.",
			"Assumed: everything else; no school of this file exists.",
		},
	}
	season(f)
	for i := range vocational {
		center(f, i, rng)
	}
	f.Programs = matching.Programs()[:1]
	f.AsOf, f.NoticeDays = capacity.At(capacity.DateOf(2026, time.April, 20), 9*60), 14
	for i := range schools {
		school(f, i, rng)
	}
	return f
}

// season is May and June: a normal week has visits on two days, and the
// activity week on all five.
func season(f *scenario.File) {
	half := []capacity.Period{
		{ID: "am", Name: "上午", Start: 8*60 + 30, End: 11*60 + 30, Hours: 4},
		{ID: "pm", Name: "下午", Start: 13 * 60, End: 16 * 60, Hours: 4},
	}
	may, june := capacity.DateOf(2026, time.May, 6), capacity.DateOf(2026, time.June, 8)
	f.Calendars = []capacity.Calendar{{ID: "season", Terms: []capacity.Term{
		{From: may, To: june - 1, Days: capacity.Days(time.Tuesday, time.Thursday), Periods: half},
		{From: june, To: june + 4, Periods: half}, // the activity week
		{From: june + 7, To: june + 18, Days: capacity.Days(time.Tuesday, time.Thursday), Periods: half},
	}}}
}

// center adds a vocational school with a room and an instructor for each course.
func center(f *scenario.File, i int, rng *rand.Rand) {
	id := capacity.CenterID(fmt.Sprintf("v%d", i+1))
	f.Centers = append(f.Centers, capacity.Center{
		ID: id, Name: fmt.Sprintf("第%d职校体验中心", i+1), Calendar: "season", At: point(rng),
	})
	for k, x := range themes[i] {
		course := curriculum.CourseID(fmt.Sprintf("%s-c%d", id, k+1))
		room := capacity.RoomID(fmt.Sprintf("%s-r%d", id, k+1))
		f.Courses = append(f.Courses, curriculum.Course{
			ID: course, Name: x.name, Tier: curriculum.Experience, Tags: x.tags, Grades: curriculum.Grades(7, 9),
		})
		f.Rooms = append(f.Rooms, capacity.Room{ID: room, Center: id, Seats: 48})
		f.Instructors = append(f.Instructors, capacity.Instructor{
			ID: capacity.InstructorID(fmt.Sprintf("%s-t%d", id, k+1)), Centers: []capacity.CenterID{id},
			Courses: []curriculum.CourseID{course}, PerWeek: 3,
		})
		f.Offerings = append(f.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-o%d", id, k+1)), Center: id, Course: course, Rooms: []capacity.RoomID{room},
		})
	}
}

// school adds a junior-middle school whose classes all ask for the program. A
// class of the last grade comes before its exams in June alone.
func school(f *scenario.File, i int, rng *rand.Rand) {
	id := curriculum.SchoolID(fmt.Sprintf("s%02d", i+1))
	f.Schools = append(f.Schools, matching.School{ID: id, Name: fmt.Sprintf("第%d初级中学", i+1), At: point(rng)})
	for k := range classes {
		grade := curriculum.Grade(7 + k*3/classes)
		class := curriculum.CohortID(fmt.Sprintf("%s-%d", id, k+1))
		f.Cohorts = append(f.Cohorts, curriculum.Cohort{
			ID: class, School: id, Name: fmt.Sprintf("初%c（%d）班", []rune("一二三")[grade-7], k+1), Grade: grade, Size: 34 + rng.IntN(13),
		})
		request := matching.Request{ID: matching.RequestID("q-" + string(class)), Cohort: class, Program: "putuo16"}
		if grade == 9 {
			request.Times = capacity.Times{{To: capacity.DateOf(2026, time.May, 31)}}
		}
		f.Requests = append(f.Requests, request)
	}
}

func point(rng *rand.Rand) capacity.Point {
	return capacity.Point{X: rng.IntN(9000), Y: rng.IntN(9000)}
}
