package main

import (
	"fmt"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// career is the tag of what counts for the career experience of Shanghai's rule;
// the school's own lessons of labor do not.
const career = "职业体验"

// lessons is the course of these.
const lessons = curriculum.CourseID("lessons")

// own is the school as the provider of its own lessons.
const own = capacity.CenterID("own")

// project is a course and the center that has it.
type project struct {
	center     capacity.CenterID
	id         curriculum.CourseID
	name       string
	occupation curriculum.OccupationID
	tag        string // what it can stand for in the program of 16 class hours
	labor      curriculum.LaborGroup
	product    string // of practice; empty: it is experience
}

var projects = []project{
	{"v1", "rail", "走进交通职校", "driver", "campus", curriculum.Industry, ""},
	{"v1", "milling", "数控加工书签", "machinist", "project", curriculum.Industry, "书签"},
	{"v1", "repair", "汽车检测员", "mechanic", "occupation", curriculum.Industry, ""},
	{"v2", "pastry", "本帮点心", "baker", "culture", curriculum.Cooking, "点心"},
	{"v2", "drone", "无人机航拍", "pilot", "project", curriculum.NewTechnology, "航拍短片"},
	{"v2", "shop", "开一家网店", "merchant", "", curriculum.ModernServices, "网店页面"},
	{"v2", "cakes", "西点制作", "baker", "", curriculum.Cooking, "蛋糕"},
	{"b1", "museum", "博物馆讲解员", "guide", "", 0, ""},
	{"f1", "line", "工厂流水线", "machinist", "", curriculum.Industry, ""},
	{"f1", "parcels", "快递分拣", "courier", "", curriculum.ModernServices, ""},
}

func projectOf(id curriculum.CourseID) project {
	for _, p := range projects {
		if p.id == id {
			return p
		}
	}
	return project{}
}

func taught() curriculum.Spec {
	spec := curriculum.Spec{Courses: []curriculum.Course{{
		ID: lessons, Name: "校内劳动课", Tier: curriculum.Experience, Labor: curriculum.Tidying, Activities: []curriculum.Activity{curriculum.Observation},
	}}}
	known := map[curriculum.OccupationID]bool{}
	for _, p := range projects {
		c := curriculum.Course{
			ID: p.id, Name: p.name, Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{p.occupation}, Tags: []string{career},
			Labor: p.labor, Activities: []curriculum.Activity{curriculum.Observation}, Grades: curriculum.Grades(7, 9),
		}
		if p.tag != "" {
			c.Tags = append(c.Tags, p.tag)
		}
		if p.product != "" {
			c.Tier, c.Activities, c.Products = curriculum.Practice, []curriculum.Activity{curriculum.WorkTask}, []string{p.product}
		}
		if p.center == "f1" {
			c.Delivery = curriculum.OffCampus
		}
		if !known[p.occupation] {
			known[p.occupation] = true
			spec.Occupations = append(spec.Occupations, curriculum.Occupation{ID: p.occupation})
		}
		spec.Courses = append(spec.Courses, c)
	}
	return spec
}

// places are the centers, each with a room and an instructor.
var places = []struct {
	id   capacity.CenterID
	name string
	kind capacity.CenterKind
}{
	{"v1", "第一职校体验中心", capacity.SchoolCenter},
	{"v2", "第二职校体验中心", capacity.SchoolCenter},
	{"b1", "某博物馆", capacity.Base},
	{"f1", "某企业", capacity.Firm},
}

// offered is what the centers have open in a term.
func offered(t term) capacity.Spec {
	spec := capacity.Spec{Calendars: []capacity.Calendar{{ID: "wed", Terms: []capacity.Term{{
		From: t.school.From, To: t.school.To, Days: capacity.Days(time.Wednesday),
		Periods: []capacity.Period{{ID: "pm", Name: "下午", Start: 13 * 60, End: 16 * 60, Hours: 4}},
	}}}}}
	for _, p := range places {
		room, instructor := capacity.RoomID(p.id+"-r"), capacity.InstructorID(p.id+"-t")
		spec.Centers = append(spec.Centers, capacity.Center{ID: p.id, Name: p.name, Kind: p.kind, Calendar: "wed"})
		spec.Rooms = append(spec.Rooms, capacity.Room{ID: room, Center: p.id, Seats: 45})
		i := capacity.Instructor{ID: instructor, Centers: []capacity.CenterID{p.id}}
		for _, x := range projects {
			if x.center == p.id {
				i.Courses = append(i.Courses, x.id)
			}
		}
		spec.Instructors = append(spec.Instructors, i)
	}
	for _, o := range t.open {
		p := projectOf(o.course)
		var times capacity.Times
		for _, d := range o.dates {
			times = append(times, capacity.When{From: d, To: d})
		}
		spec.Offerings = append(spec.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-%s", p.center, o.course)), Center: p.center, Course: o.course,
			Rooms: []capacity.RoomID{capacity.RoomID(p.center + "-r")}, Minimum: 15, Times: times,
		})
	}
	return spec
}
