package main

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/district"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

const (
	classSize   = 25
	mostOfClass = 6 // pupils of one class in a self-chosen session
	topWishes   = 3
)

// day returns the career day: a speaker leads two sessions at the most, a room
// is free for three. A class stands as a school of its own: it is what
// quotas count by.
func day() *scenario.File {
	f := story.FileOf(district.BuildCareerDay(district.CareerDay{
		Name: "第1中学职业体验日", Seed: 1, Seats: 24, Open: 3, PerDay: 2,
		Notes: []string{"假定：全部，包括学生、志愿、场次与教室；详见 examples/careerday/README.md"},
	}))
	f.Weights = matching.Weights{Base: 1000, First: 1000, Rank: []int64{600, 500, 400, 200, 100, 0}, Session: 1}
	area := f.Schools[0].Area
	f.Schools = nil
	for i := range f.Cohorts {
		c := &f.Cohorts[i]
		id := curriculum.SchoolID(fmt.Sprintf("c%d", i/classSize+1))
		if i%classSize == 0 {
			f.Schools = append(f.Schools, matching.School{
				ID: id, Name: fmt.Sprintf("%d年级%d班", c.Grade, i/classSize%2+1), Area: area,
			})
		}
		c.School = id
	}
	for _, event := range f.Courses {
		for _, p := range f.Calendars[0].Terms[0].Periods {
			f.Quotas = append(f.Quotas, capacity.Quota{
				ID: capacity.QuotaID(fmt.Sprintf("%s.%s", event.ID, p.ID)), Areas: []capacity.AreaID{area}, Scope: capacity.Each,
				Courses: []curriculum.CourseID{event.ID}, Times: capacity.Times{{Hours: []capacity.ClockSpan{{Start: p.Start, End: p.End}}}},
				Unit: capacity.Pupils, Most: mostOfClass,
			})
		}
	}
	return f
}
