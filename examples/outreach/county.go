package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// The county's areas. The mountain towns are those that support is kept for.
const (
	county    capacity.AreaID = "county"
	seatTown  capacity.AreaID = "seat"
	riverTown capacity.AreaID = "river"
	eastTown  capacity.AreaID = "east"
	westTown  capacity.AreaID = "west"
)

var mountains = []capacity.AreaID{eastTown, westTown}

// schools are the county's; distances are from the center at the seat.
var schools = []struct {
	name     string
	area     capacity.AreaID
	at       capacity.Point // meters east and north of the center
	from, to curriculum.Grade
	classes  int // of a grade
	size     int // of the first class; the others differ by a few
}{
	{"县城第一小学", seatTown, capacity.Point{X: 1_200, Y: 800}, 4, 6, 3, 41},
	{"县城第一中学", seatTown, capacity.Point{X: -900, Y: 1_500}, 7, 9, 3, 44},
	{"河口中心小学", riverTown, capacity.Point{X: 9_000, Y: -7_000}, 3, 6, 1, 30},
	{"河口中学", riverTown, capacity.Point{X: 9_500, Y: -7_600}, 7, 9, 2, 38},
	{"河心洲小学", riverTown, capacity.Point{X: 14_000, Y: -10_000}, 3, 6, 1, 17},
	{"东岭中心小学", eastTown, capacity.Point{X: 21_000, Y: 6_000}, 3, 6, 1, 27},
	{"东岭中学", eastTown, capacity.Point{X: 20_500, Y: 6_800}, 7, 9, 1, 34},
	{"石坪小学", eastTown, capacity.Point{X: 26_000, Y: 11_000}, 3, 6, 1, 14},
	{"云顶小学", eastTown, capacity.Point{X: 33_000, Y: 18_000}, 3, 6, 1, 12},
	{"西岭中心小学", westTown, capacity.Point{X: -19_000, Y: 12_000}, 3, 6, 1, 25},
	{"西岭中学", westTown, capacity.Point{X: -18_400, Y: 12_700}, 7, 9, 1, 36},
	{"林场小学", westTown, capacity.Point{X: -27_000, Y: 15_000}, 3, 6, 1, 13},
	{"雾谷小学", westTown, capacity.Point{X: -36_000, Y: 22_000}, 3, 6, 1, 11},
}

// majors are the center's, each with the course that teams carry and its kit.
var majors = []struct {
	id                         curriculum.MajorID
	name, job, carried, onSite string
	product, simulated         string
}{
	{"crafts", "工艺美术", "扎染艺人", "扎染进校园", "扎染工坊", "扎染方巾", ""},
	{"cooking", "中餐烹饪", "面点师", "点心进校园", "点心工坊", "点心拼盘", ""},
	{"drone", "无人机操控与维护", "无人机驾驶员", "无人机进校园", "无人机飞行", "航拍短片", "无人机模拟飞行"},
	{"robot", "工业机器人技术应用", "机器人操作员", "机器人进校园", "机器人操作", "搬运程序", ""},
}

// Supply of the term.
const (
	teams        = 2
	teamSessions = 3      // at one school at once
	teamReach    = 30_000 // meters
	kits         = 320    // of each major
	longestTrip  = 50     // minutes that a class travels to the center
	teachers     = 10
	rest         = 14 // visits that the center leaves to schools outside of the mountain towns
	center       = capacity.CenterID("center")
	platform     = capacity.CenterID("platform")
	simulator    = curriculum.CourseID("simulator")
	cloud        = curriculum.CourseID("cloud")
)

var (
	morning   = capacity.ClockSpan{Start: 9 * 60, End: 11*60 + 30}
	afternoon = capacity.ClockSpan{Start: 14 * 60, End: 16 * 60}
)

// term returns the county's term.
func term() *scenario.File {
	f := &scenario.File{
		Format: scenario.Format, Name: "送课下乡：一个山区县的学期",
		Notes: []string{"假定：全部，包括县、学校、距离、师资与材料；详见 examples/outreach/README.md"},
	}
	addCourses(f)
	addSupply(f)
	addOfferings(f)
	addDemand(f)
	return f
}

func addCourses(f *scenario.File) {
	for _, m := range majors {
		item := curriculum.ItemID("kit." + m.id)
		f.Majors = append(f.Majors, curriculum.Major{ID: m.id, Name: m.name, Cluster: "all"})
		f.Occupations = append(f.Occupations, curriculum.Occupation{ID: curriculum.OccupationID(m.id), Name: m.job})
		f.Items = append(f.Items, curriculum.Item{ID: item, Name: m.name + "材料包", Unit: "套"})
		course := curriculum.Course{
			Major: m.id, Occupations: []curriculum.OccupationID{curriculum.OccupationID(m.id)}, Tier: curriculum.Experience,
			Activities: []curriculum.Activity{curriculum.RolePlay}, Grades: curriculum.Grades(3, 9),
			Minimum: 10, PupilsPerInstructor: 45,
		}
		carried, onSite := course, course
		carried.ID, carried.Name, carried.Delivery = carriedID(m.id), m.carried, curriculum.Outreach
		carried.Consumables = []curriculum.Consumption{{Item: item, PerPupil: 1}}
		onSite.ID, onSite.Name = onSiteID(m.id), m.onSite
		f.Courses = append(f.Courses, carried, onSite)
		if m.simulated != "" {
			blended := course
			blended.ID, blended.Name, blended.Delivery = simulator, m.simulated, curriculum.Blended
			blended.Minimum, blended.PupilsPerInstructor = 0, 100
			f.Courses = append(f.Courses, blended)
		}
	}
	f.Courses = append(f.Courses, curriculum.Course{
		ID: cloud, Name: "职业云课堂", Tier: curriculum.Experience, Activities: []curriculum.Activity{curriculum.Observation},
		Delivery: curriculum.Online, Grades: curriculum.Grades(3, 9),
	})
	f.Clusters = []curriculum.Cluster{{ID: "all", Name: "县职校专业群"}}
}

func carriedID(m curriculum.MajorID) curriculum.CourseID { return curriculum.CourseID(m) + ".carried" }

func onSiteID(m curriculum.MajorID) curriculum.CourseID { return curriculum.CourseID(m) + ".onsite" }

func addSupply(f *scenario.File) {
	f.Areas = []capacity.Area{
		{ID: county, Name: "山区县"}, {ID: seatTown, Name: "县城", Parent: county}, {ID: riverTown, Name: "河口镇", Parent: county},
		{ID: eastTown, Name: "东岭镇", Parent: county}, {ID: westTown, Name: "西岭镇", Parent: county},
	}
	f.Travel = capacity.Travel{Speed: 500, Fixed: 10}
	f.Calendars = []capacity.Calendar{{ID: "term", Name: "三周", Terms: []capacity.Term{{
		From: capacity.DateOf(2026, time.October, 12), To: capacity.DateOf(2026, time.October, 30),
		Days: capacity.Days(time.Tuesday, time.Wednesday, time.Thursday),
		Periods: []capacity.Period{
			{ID: "am", Name: "上午", Start: morning.Start, End: morning.End, Hours: 3},
			{ID: "pm", Name: "下午", Start: afternoon.Start, End: afternoon.End, Hours: 2},
		},
	}}}}
	f.Centers = []capacity.Center{
		{ID: center, Name: "县职业体验中心", Host: "县职业技术学校", Area: seatTown, Calendar: "term", Headcount: 180},
		{ID: platform, Name: "线上职业体验平台", Kind: capacity.OnlineSite, Area: county, Calendar: "term"},
	}
	for i, m := range majors {
		f.Rooms = append(f.Rooms, capacity.Room{
			ID: capacity.RoomID("room." + m.id), Center: center, Name: m.onSite, Seats: 45,
			Teaching: capacity.Times{{Days: capacity.Days(time.Tuesday + time.Weekday(i%2))}},
		})
		f.Stocks = append(f.Stocks, capacity.Stock{Center: center, Item: curriculum.ItemID("kit." + m.id), Units: kits})
	}
	for i := range teachers {
		first, second := majors[i%len(majors)].id, majors[(i+1)%len(majors)].id
		f.Instructors = append(f.Instructors, capacity.Instructor{
			ID: capacity.InstructorID(fmt.Sprintf("t%02d", i+1)), Centers: []capacity.CenterID{center},
			Majors: []curriculum.MajorID{min(first, second), max(first, second)}, PerDay: 1, PerWeek: 1,
			Teaching: capacity.Times{{Days: capacity.Days(time.Tuesday + time.Weekday(i%3)), Hours: []capacity.ClockSpan{morning}}},
		})
	}
	f.Instructors = append(f.Instructors, capacity.Instructor{
		ID: "t99", Kind: capacity.PartTime, Centers: []capacity.CenterID{center}, Courses: []curriculum.CourseID{simulator}, PerTerm: 2,
	})
	for i := range teams {
		f.Teams = append(f.Teams, capacity.Team{
			ID: teamID(i), Center: center, Reach: teamReach, Sessions: teamSessions,
		})
	}
	for _, town := range f.Areas[2:] {
		f.Fleets = append(f.Fleets, capacity.Fleet{ID: capacity.FleetID(town.ID), Name: town.Name + "校车", Buses: 1, Seats: 50})
	}
	f.Quotas = []capacity.Quota{{
		ID: "mountains-first", Name: "为山区镇预留", Areas: mountains, Scope: capacity.Others,
		Centers: []capacity.CenterID{center}, Most: rest,
	}}
}

func teamID(i int) capacity.TeamID { return capacity.TeamID(fmt.Sprintf("team%d", i+1)) }

// addOfferings lets the first team carry the first two majors on Tuesdays and
// Thursdays, the second the others on Wednesdays and Thursdays.
func addOfferings(f *scenario.File) {
	days := [teams]capacity.Weekdays{capacity.Days(time.Tuesday, time.Thursday), capacity.Days(time.Wednesday, time.Thursday)}
	for i, m := range majors {
		team := i * teams / len(majors)
		f.Offerings = append(f.Offerings,
			capacity.Offering{
				ID: capacity.OfferingID(carriedID(m.id)), Center: center, Course: carriedID(m.id), Team: teamID(team),
				Seats: 45, Times: capacity.Times{{Days: days[team]}},
			},
			capacity.Offering{
				ID: capacity.OfferingID(onSiteID(m.id)), Center: center, Course: onSiteID(m.id),
				Rooms: []capacity.RoomID{capacity.RoomID("room." + m.id)},
			})
	}
	f.Offerings = append(f.Offerings,
		capacity.Offering{ID: capacity.OfferingID(simulator), Center: center, Course: simulator, Seats: 30, Times: capacity.Times{{Days: capacity.Days(time.Wednesday), Hours: []capacity.ClockSpan{afternoon}}}},
		capacity.Offering{ID: capacity.OfferingID(cloud), Center: platform, Course: cloud})
}

// addDemand lets every class ask for one visit: those of the mountain towns best
// of all that a team comes, the others that they come to the center.
func addDemand(f *scenario.File) {
	f.AsOf = capacity.At(capacity.DateOf(2026, time.September, 20), 18*60)
	f.NoticeDays = 14
	f.Weights = matching.Weights{Base: 1000, First: 1000, Rank: []int64{500, 450, 350, 300, 100}, Travel: 1, TravelMost: 120, Session: 100}
	for i, s := range schools {
		id := curriculum.SchoolID(fmt.Sprintf("s%02d", i+1))
		school := matching.School{ID: id, Name: s.name, Area: s.area, At: s.at}
		if s.area != seatTown {
			school.Fleet = capacity.FleetID(s.area)
		}
		f.Schools = append(f.Schools, school)
		for grade := s.from; grade <= s.to; grade++ {
			for k := range s.classes {
				n := len(f.Cohorts)
				c := curriculum.Cohort{
					ID: curriculum.CohortID(fmt.Sprintf("%s-%d-%d", id, grade, k+1)), School: id,
					Name: fmt.Sprintf("%d年级（%d）班", grade, k+1), Grade: grade, Size: s.size - (n+k)%4,
				}
				f.Cohorts = append(f.Cohorts, c)
				f.Requests = append(f.Requests, ask(n, c, s.area))
			}
		}
	}
}

// ask words the request of the class with index n.
func ask(n int, c curriculum.Cohort, area capacity.AreaID) matching.Request {
	first, second := majors[n%len(majors)].id, majors[(n+1)%len(majors)].id
	carried := []matching.Choice{{Course: carriedID(first)}, {Course: carriedID(second)}}
	onSite := []matching.Choice{{Course: onSiteID(first)}, {Course: onSiteID(second)}}
	afar := []matching.Choice{{Course: simulator}, {Course: cloud}}
	r := matching.Request{
		ID: matching.RequestID(fmt.Sprintf("r%02d", n+1)), Cohort: c.ID, Share: capacity.ShareAnyone, MaxTravel: longestTrip,
	}
	switch area {
	case seatTown:
		r.Weight, r.Choices = 1, slices.Concat(onSite, afar)
	case riverTown:
		r.Weight, r.Choices = 2, slices.Concat(onSite, carried, afar)
	default:
		r.Weight, r.Choices = 3, slices.Concat(carried, onSite, afar)
	}
	return r
}
