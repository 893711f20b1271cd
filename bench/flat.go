package main

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// flat is a problem of the core family without its domain, as peers read it. A
// session is a room in a slot: it runs at most one course, for groups that fit
// its seats. Of the sessions of a pool no more run than it has instructors.
type flat struct {
	Groups   []int    `json:"groups"`   // pupils
	Sessions [][2]int `json:"sessions"` // seats, pool
	Pools    []int    `json:"pools"`    // instructors
	Options  [][4]int `json:"options"`  // group, session, course, points
	Plan     []int    `json:"plan"`     // the options of a plan, to check models with
	Points   int64    `json:"points"`   // of that plan

	problem *matching.Problem
	visits  []matching.Visit                 // of the options
	scores  []matching.Score                 // of the options
	pools   []crew                           // of the sessions
	there   map[crew][]capacity.InstructorID // who makes up the pools
}

// crew is who can lead a session: the instructors of a major at a center in a slot.
type crew struct {
	center capacity.CenterID
	major  curriculum.MajorID
	slot   capacity.SlotID
}

// flatten reads a problem of the core family: one visit for each request, at
// choices of one course at one center, shared with anyone. Rooms, and
// instructors of one major at one center, are the only limits.
func flatten(p *matching.Problem) *flat {
	f := &flat{problem: p, there: map[crew][]capacity.InstructorID{}}
	supply := p.Network().Spec()
	for _, i := range supply.Instructors {
		for slot := range p.Network().Slots(supply.Calendars[0].ID) {
			if len(i.Available) == 0 || i.Available.Cover(slot) {
				c := crew{i.Centers[0], i.Majors[0], slot.ID}
				f.there[c] = append(f.there[c], i.ID)
			}
		}
	}
	lessons := f.addSessions()
	courses := map[curriculum.CourseID]int{}
	for i, c := range p.Catalog().Spec().Courses {
		courses[c.ID] = i
	}
	for r := range p.Requests() {
		cohort, _ := p.Cohort(r.Cohort)
		for rank, choice := range r.Choices {
			score := f.score(cohort, choice.Center, rank)
			for _, l := range lessons[offered{choice.Center, choice.Course}] {
				if cohort.Size <= f.Sessions[l.session][0] && r.Times.Cover(l.Slot) {
					f.Options = append(f.Options, [4]int{len(f.Groups), l.session, courses[choice.Course], int(score.Total())})
					f.scores = append(f.scores, score)
					f.visits = append(f.visits, matching.Visit{
						Request: r.ID, Choice: rank, Offering: l.Offering, Slot: l.Slot.ID, Pupils: cohort.Size,
					})
				}
			}
		}
		f.Groups = append(f.Groups, cohort.Size)
	}
	return f
}

// offered is a course at a center, lesson one time at which it can be had.
type (
	offered struct {
		center capacity.CenterID
		course curriculum.CourseID
	}
	lesson struct {
		capacity.Session
		session int // index of flat.Sessions
	}
)

// addSessions adds the sessions with their pools, and returns what can run in them.
func (f *flat) addSessions() map[offered][]lesson {
	type roomSlot struct {
		room capacity.RoomID
		slot capacity.SlotID
	}
	sessions, pools, lessons := map[roomSlot]int{}, map[crew]int{}, map[offered][]lesson{}
	for s := range f.problem.Network().Sessions() {
		offering, _ := f.problem.Network().Offering(s.Offering)
		room, _ := f.problem.Network().Room(offering.Rooms[0])
		at, known := sessions[roomSlot{room.ID, s.Slot.ID}]
		if !known {
			course, _ := f.problem.Catalog().Course(offering.Course)
			c := crew{offering.Center, course.Major, s.Slot.ID}
			pool, known := pools[c]
			if !known {
				pool = len(f.Pools)
				pools[c] = pool
				f.Pools = append(f.Pools, len(f.there[c]))
			}
			at = len(f.Sessions)
			sessions[roomSlot{room.ID, s.Slot.ID}] = at
			f.Sessions = append(f.Sessions, [2]int{room.Seats, pool})
			f.pools = append(f.pools, c)
		}
		o := offered{offering.Center, offering.Course}
		lessons[o] = append(lessons[o], lesson{s, at})
	}
	return lessons
}

// score returns what a cohort's visit to a center is worth.
func (f *flat) score(c curriculum.Cohort, center capacity.CenterID, rank int) matching.Score {
	w, size := f.problem.Weights(), int64(c.Size)
	school, _ := f.problem.School(c.School)
	s := matching.Score{
		Base: size * w.Base, First: size * w.First,
		Travel: -size * w.Travel * int64(min(f.problem.Network().Trip(school.ID, school.At, center), w.TravelMost)),
	}
	if rank < len(w.Rank) {
		s.Rank = size * w.Rank[rank]
	}
	return s
}

// use takes a plan to check models with.
func (f *flat) use(plan *matching.Plan) {
	placed := make(map[matching.Visit]bool, len(plan.Visits))
	for _, v := range plan.Visits {
		placed[v] = true
	}
	f.Plan, f.Points = []int{}, plan.Points
	for i, v := range f.visits {
		if placed[v] {
			f.Plan = append(f.Plan, i)
		}
	}
}

// read returns the plan that chosen options make up. It leaves out what is
// unplaced, and its bound is its points.
func (f *flat) read(chosen []int) *matching.Plan {
	plan := new(matching.Plan)
	runs, led := map[int]bool{}, map[crew]int{}
	for _, o := range chosen {
		v, session := f.visits[o], f.Options[o][1]
		plan.Visits = append(plan.Visits, v)
		plan.Score.Base += f.scores[o].Base
		plan.Score.First += f.scores[o].First
		plan.Score.Rank += f.scores[o].Rank
		plan.Score.Travel += f.scores[o].Travel
		if c := f.pools[session]; !runs[session] && led[c] < len(f.there[c]) {
			runs[session] = true
			plan.Sessions = append(plan.Sessions, matching.Session{Offering: v.Offering, Slot: v.Slot, Instructors: f.there[c][led[c]:][:1]})
			led[c]++
		}
	}
	plan.Points = plan.Score.Total()
	plan.Bound = plan.Points
	return plan
}
