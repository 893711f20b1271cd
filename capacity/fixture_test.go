package capacity_test

import (
	"errors"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// catalog has a course of every delivery, each with other numbers.
func catalog(t testing.TB) *curriculum.Catalog {
	t.Helper()
	c, err := curriculum.NewCatalog(curriculum.Spec{
		Majors: []curriculum.Major{{ID: "robotics"}, {ID: "cooking"}},
		Items:  []curriculum.Item{{ID: "filament"}, {ID: "flour"}},
		Lines:  []curriculum.Line{{ID: "activities"}, {ID: "materials"}},
		Courses: []curriculum.Course{
			{ID: "printing", Tier: curriculum.Experience, Major: "robotics", Minimum: 8, Instructors: 2, PupilsPerInstructor: 15},
			{ID: "baking", Tier: curriculum.Experience, Major: "cooking"},
			{ID: "carried", Tier: curriculum.Experience, Delivery: curriculum.Outreach},
			{ID: "remote", Tier: curriculum.Experience, Delivery: curriculum.Online},
			{ID: "factory", Tier: curriculum.Experience, Delivery: curriculum.OffCampus},
			{ID: "virtual", Tier: curriculum.Experience, Delivery: curriculum.Blended, Minimum: 5},
			{ID: "robots", Tier: curriculum.Exploration, Major: "robotics"},
			{ID: "arms", Tier: curriculum.Exploration, Major: "robotics"},
			{ID: "pastry", Tier: curriculum.Exploration, Major: "cooking"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t testing.TB, s string) capacity.Date {
	t.Helper()
	var d capacity.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func clock(hour, minute int) capacity.Clock { return capacity.Clock(hour*60 + minute) }

// monday is 2026-09-07.
func monday(t testing.TB) capacity.Date { return date(t, "2026-09-07") }

// district is a valid spec that uses every list and nearly every field.
func district(t testing.TB) capacity.Spec {
	first := monday(t)
	week := capacity.DateSpan{From: first, To: first + 6}
	morning := capacity.ClockSpan{Start: clock(8, 30), End: clock(11, 30)}
	return capacity.Spec{
		Zone: "Asia/Shanghai",
		Areas: []capacity.Area{
			{ID: "panyu", Name: "番禺区"},
			{ID: "shiqiao", Name: "市桥街道", Parent: "panyu"},
			{ID: "nansha", Name: "南沙区"},
		},
		Calendars: []capacity.Calendar{{ID: "autumn", Name: "2026 autumn", Terms: []capacity.Term{{
			From: first, To: first + 11, Days: 0, Except: []capacity.DateSpan{{From: first + 5, To: first + 6}},
			Periods: []capacity.Period{
				{ID: "am", Name: "上午", Start: clock(8, 30), End: clock(11, 30), Hours: 4},
				{ID: "pm", Name: "下午", Start: clock(14, 0), End: clock(16, 30), Hours: 4},
			},
		}}}},
		Competitions: []capacity.Competition{
			{ID: "science", Courses: []curriculum.CourseID{"pastry", "arms"}, Grades: curriculum.Grades(7, 12), EnrolBy: first - 1, Dates: capacity.DateSpan{From: first + 20, To: first + 21}},
			{ID: "robotcup", Name: "机器人竞赛", Majors: []curriculum.MajorID{"robotics"}, Courses: []curriculum.CourseID{"arms"}, Dates: capacity.DateSpan{From: first + 11, To: first + 11}},
			{ID: "fair", EnrolBy: first + 11, Dates: capacity.DateSpan{From: first + 30, To: first + 30}},
		},
		Centers: []capacity.Center{
			{ID: "school", Name: "职业体验中心", Host: "番禺职校", Area: "shiqiao", Calendar: "autumn", License: week, Headcount: 200, Batch: 1, Sponsor: "教育局"},
			{ID: "base", Kind: capacity.Base, Area: "nansha", At: capacity.Point{X: 3000, Y: 4000}, Calendar: "autumn"},
			{ID: "web", Kind: capacity.OnlineSite, Calendar: "autumn"},
		},
		Rooms: []capacity.Room{
			{ID: "lab1", Center: "school", Name: "3D打印", Seats: 20, Equipment: []string{"printer"},
				Teaching: capacity.Times{{Days: capacity.Days(1), Hours: []capacity.ClockSpan{morning}}}},
			{ID: "lab2", Center: "school", Seats: 30},
			{ID: "hall", Center: "base", Seats: 40},
		},
		Instructors: []capacity.Instructor{
			{ID: "t1", Centers: []capacity.CenterID{"school", "base"}, Majors: []curriculum.MajorID{"robotics"}, PerDay: 2, PerWeek: 6, PerTerm: 20,
				Available: capacity.Times{{Days: capacity.Days(1, 2, 3)}}, Teaching: capacity.Times{{Days: capacity.Days(2)}}},
			{ID: "t2", Kind: capacity.Mentor, Centers: []capacity.CenterID{"web"}, Courses: []curriculum.CourseID{"remote"}},
		},
		Offerings: []capacity.Offering{
			{ID: "print", Center: "school", Course: "printing", Rooms: []capacity.RoomID{"lab1"}, Sharing: capacity.ShareSchool,
				Valid: week, Times: capacity.Times{{Hours: []capacity.ClockSpan{morning}}}},
			{ID: "rotate", Center: "school", Course: "baking", Rooms: []capacity.RoomID{"lab1", "lab2"}, Seats: 45, Minimum: 12, Instructors: 3, PupilsPerInstructor: 10},
			{ID: "carry", Center: "school", Course: "carried", Team: "van", Seats: 40},
			{ID: "stream", Center: "web", Course: "remote", Seats: 500},
			{ID: "tour", Center: "base", Course: "factory", Rooms: []capacity.RoomID{"hall"}},
		},
		Closures: []capacity.Closure{
			{ID: "typhoon", Kind: capacity.Weather, Reason: "typhoon", Areas: []capacity.AreaID{"panyu"}, Centers: []capacity.CenterID{"base"}, Rooms: []capacity.RoomID{"hall"},
				Grades: curriculum.Grades(1, 9),
				Times:  capacity.Times{{Start: capacity.At(first+1, clock(6, 30)), End: capacity.At(first+1, clock(12, 0))}}},
		},
		Stocks:  []capacity.Stock{{Center: "school", Item: "filament", Units: 900}, {Center: "base", Item: "filament", Units: 5}},
		Budgets: []capacity.Budget{{ID: "b1", Line: "activities", Centers: []capacity.CenterID{"school"}, Amount: 500_000_00}},
		Fleets:  []capacity.Fleet{{ID: "f1", Name: "校车", Buses: 3, Seats: 45}},
		Teams:   []capacity.Team{{ID: "van", Center: "school", Reach: 20_000, Sessions: 4}},
		Quotas: []capacity.Quota{{ID: "q1", Name: "support", Schools: []curriculum.SchoolID{"s1"}, Areas: []capacity.AreaID{"nansha"},
			Scope: capacity.Others, Centers: []capacity.CenterID{"school"}, Courses: []curriculum.CourseID{"printing"},
			Times: capacity.Times{{From: first, To: first + 4}}, Unit: capacity.Pupils, Most: 100}},
		Travel: capacity.Travel{Speed: 500, Fixed: 10, Ways: []capacity.Way{
			{School: "s1", Center: "school", Minutes: 25},
			{From: "school", Center: "base", Minutes: 40},
		}},
	}
}

func network(t testing.TB, spec capacity.Spec) *capacity.Network {
	t.Helper()
	n, err := capacity.NewNetwork(spec, catalog(t))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// findings returns the place and problem of each finding.
func findings(t testing.TB, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var refused *finding.Error
	if !errors.As(err, &refused) {
		t.Fatalf("error %v is no *finding.Error", err)
	}
	var all []string
	for _, f := range refused.Findings {
		all = append(all, f.Path+" "+f.Problem)
	}
	return all
}
