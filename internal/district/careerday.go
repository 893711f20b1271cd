package district

import (
	"fmt"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// CareerDay says where a school's career day is short.
type CareerDay struct {
	Name   string
	Notes  []string
	Seed   uint64
	Seats  int // of a room
	Open   int // slots of the five in which a room is open
	PerDay int // most sessions of a speaker
}

// The size of a career day.
const (
	daySlots  = 5
	dayRooms  = 14
	dayEvents = 27
	dayPupils = 150
	dayWishes = 6
)

// speeches are the events of a career day; each has a speaker of its own.
var speeches = [dayEvents]string{
	"消防员的一天", "护士的一天", "面点师的一天", "汽车维修工的一天", "无人机驾驶员的一天", "动画师的一天", "会计的一天", "地铁站务员的一天", "建筑测量员的一天",
	"网店店主的一天", "快递员的一天", "导游的一天", "茶艺师的一天", "服装设计师的一天", "机器人调试员的一天", "数据标注员的一天", "电工的一天", "摄影师的一天",
	"中药调剂员的一天", "幼儿园保育员的一天", "园艺师的一天", "图书管理员的一天", "气象观测员的一天", "考古队员的一天", "播音员的一天", "裁缝的一天", "飞机维修工的一天",
}

// BuildCareerDay draws one school's career day: 150 pupils of grades 7 to 9,
// each a cohort of one with six ranked wishes, over 27 events in 14 rooms and
// five slots of one day.
func BuildCareerDay(c CareerDay) District {
	d := newDice(c.Seed, streamCareerDay)
	date := capacity.DateOf(2026, time.November, 20)
	out := District{Name: c.Name, Notes: c.Notes}
	out.Capacity = capacity.Spec{
		Areas:     []capacity.Area{{ID: root, Name: "校园"}},
		Calendars: []capacity.Calendar{dayCalendar(date)},
		Centers: []capacity.Center{{ID: "k01", Name: "校园职业体验日", Host: "第1中学", Area: root, Calendar: "day",
			Headcount: dayPupils * 2}},
	}
	grid := out.Capacity.Calendars[0].Terms[0].Periods
	for i := range dayRooms {
		r := capacity.Room{ID: capacity.RoomID(fmt.Sprintf("k01-r%02d", i+1)), Center: "k01",
			Name: fmt.Sprintf("%d号教室", i+1), Seats: c.Seats + d.between(-2, 2)}
		closed := []int{0, 1, 2, 3, 4}
		shuffle(d, closed)
		closed = closed[:daySlots-c.Open]
		slices.Sort(closed)
		for _, k := range closed {
			r.Teaching = append(r.Teaching, capacity.When{Hours: []capacity.ClockSpan{{Start: grid[k].Start, End: grid[k].End}}})
		}
		out.Capacity.Rooms = append(out.Capacity.Rooms, r)
	}
	for i, name := range speeches {
		id := curriculum.CourseID(fmt.Sprintf("e%02d", i+1))
		out.Curriculum.Courses = append(out.Curriculum.Courses, curriculum.Course{
			ID: id, Name: name, Tier: curriculum.Experience, Grades: curriculum.Grades(7, 9),
			Activities: []curriculum.Activity{curriculum.Observation}, Minimum: 5,
		})
		for j := range 2 { // either of two rooms
			r := out.Capacity.Rooms[(i+j*9)%dayRooms]
			out.Capacity.Offerings = append(out.Capacity.Offerings, capacity.Offering{
				ID: capacity.OfferingID(string(id) + "-" + string(r.ID)), Center: "k01", Course: id, Rooms: []capacity.RoomID{r.ID},
			})
		}
		speaker := capacity.Instructor{
			ID: capacity.InstructorID(fmt.Sprintf("k01-t%02d", i+1)), Kind: capacity.Mentor, Centers: []capacity.CenterID{"k01"},
			Courses: []curriculum.CourseID{id}, PerDay: c.PerDay,
		}
		if d.percent(20) {
			speaker.Available = capacity.Times{{Hours: []capacity.ClockSpan{{Start: 8 * 60, End: 12 * 60}}}}
		}
		out.Capacity.Instructors = append(out.Capacity.Instructors, speaker)
	}
	out.Demand = dayDemand(d)
	return out
}

// dayCalendar is one day with five slots of 45 minutes.
func dayCalendar(date capacity.Date) capacity.Calendar {
	term := capacity.Term{From: date, To: date}
	for i, start := range [daySlots]capacity.Clock{8*60 + 30, 9*60 + 25, 10*60 + 20, 14 * 60, 14*60 + 55} {
		term.Periods = append(term.Periods, capacity.Period{
			ID: fmt.Sprint(i + 1), Name: fmt.Sprintf("第%d场", i+1), Start: start, End: start + 45, Hours: 1,
		})
	}
	return capacity.Calendar{ID: "day", Name: "职业体验日", Terms: []capacity.Term{term}}
}

// dayDemand draws the pupils with their wishes, by Zipf's law over the events.
func dayDemand(d *dice) matching.Spec {
	out := matching.Spec{
		VisitsPerDay: daySlots,
		Schools:      []matching.School{{ID: "s0001", Name: "第1中学", Area: root}},
	}
	events := make([]int, dayEvents)
	weights := make([]int, dayEvents)
	for i := range events {
		events[i], weights[i] = i, 1000/(i+1)
	}
	shuffle(d, events)
	chance := cumulate(weights)
	for i := range dayPupils {
		grade := curriculum.Grade(7 + i*3/dayPupils)
		c := curriculum.Cohort{
			ID: curriculum.CohortID(fmt.Sprintf("s0001-%s-%03d", grade, i+1)), School: "s0001",
			Name: fmt.Sprintf("%s%d号", gradeName(grade), i+1), Grade: grade, Size: 1,
		}
		out.Cohorts = append(out.Cohorts, c)
	}
	order := make([]int, dayPupils)
	for i := range order {
		order[i] = i
	}
	shuffle(d, order)
	for i, pupil := range order {
		r := matching.Request{
			ID: matching.RequestID(fmt.Sprintf("r%03d", i+1)), Cohort: out.Cohorts[pupil].ID, Visits: daySlots, Share: capacity.ShareAnyone,
		}
		taken := map[int]bool{}
		for len(r.Choices) < dayWishes {
			e := events[d.weighted(chance)]
			if !taken[e] {
				taken[e] = true
				r.Choices = append(r.Choices, matching.Choice{Course: curriculum.CourseID(fmt.Sprintf("e%02d", e+1))})
			}
		}
		out.Requests = append(out.Requests, r)
	}
	return out
}
