package matching_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// world is a small problem and a valid plan for it, both open to damage. Every
// limit that can be met exactly is.
type world struct {
	curriculum curriculum.Spec
	capacity   capacity.Spec
	demand     matching.Spec
	plan       *matching.Plan
	missing    map[matching.RequestID]int // what requests with a program lack, counted by hand
}

// day returns a date of September 2026; the 7th is a Monday.
func day(n int) capacity.Date { return capacity.DateOf(2026, time.September, n) }

func clock(hour, minute int) capacity.Clock { return capacity.Clock(60*hour + minute) }

// on returns times that hold on whole days of September 2026.
func on(days ...int) capacity.Times {
	var t capacity.Times
	for _, d := range days {
		t = append(t, capacity.When{From: day(d), To: day(d)})
	}
	return t
}

// hours returns times that hold on every day between two clocks.
func hours(start, end capacity.Clock) capacity.Times {
	return capacity.Times{{Hours: []capacity.ClockSpan{{Start: start, End: end}}}}
}

func newWorld() *world {
	w := &world{curriculum: worldCurriculum(), capacity: worldCapacity(), demand: worldDemand()}
	w.plan = &matching.Plan{
		Sessions: []matching.Session{
			{Offering: "paper1", Slot: "2026-09-07.am", Instructors: []capacity.InstructorID{"t1", "t2"}},
			{Offering: "robot1", Slot: "2026-09-07.am", Instructors: []capacity.InstructorID{"t3", "t4"}},
			{Offering: "code1", Slot: "2026-09-08.am"},
			{Offering: "drone1", Slot: "2026-09-08.pm", Instructors: []capacity.InstructorID{"t3", "t6"}},
			{Offering: "crops1", Slot: "2026-09-09.mid", Instructors: []capacity.InstructorID{"t5"}},
		},
		Visits: []matching.Visit{
			{Request: "q1", Choice: 0, Offering: "paper1", Slot: "2026-09-07.am", Pupils: 40},
			{Request: "q2", Choice: 0, Offering: "robot1", Slot: "2026-09-07.am", Pupils: 30},
			{Request: "q3", Choice: 1, Offering: "drone1", Slot: "2026-09-08.pm", Pupils: 12},
			{Request: "q4", Choice: 0, Offering: "drone1", Slot: "2026-09-08.pm", Pupils: 10},
			{Request: "q5", Choice: 0, Offering: "crops1", Slot: "2026-09-09.mid", Pupils: 40},
			{Request: "q6", Choice: 2, Offering: "code1", Slot: "2026-09-08.am", Pupils: 30},
		},
	}
	return w
}

func worldCurriculum() curriculum.Spec {
	return curriculum.Spec{
		Majors:      []curriculum.Major{{ID: "mech"}, {ID: "soft"}},
		Occupations: []curriculum.Occupation{{ID: "printer"}, {ID: "fitter"}},
		Items:       []curriculum.Item{{ID: "kit"}, {ID: "glue"}},
		Lines:       []curriculum.Line{{ID: "materials"}, {ID: "activities"}},
		Courses: []curriculum.Course{
			{ID: "paper", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"printer"}, PupilsPerInstructor: 20},
			{
				ID: "robot", Tier: curriculum.Practice, Products: []string{"arm"}, Major: "mech",
				Occupations: []curriculum.OccupationID{"fitter"}, Grades: curriculum.Grades(7, 9), MinGroup: 20, MaxGroup: 45,
				Prerequisites: []curriculum.CourseID{"paper"}, Orientation: []curriculum.OrientationID{"safety"},
				Minimum: 15, PupilsPerInstructor: 15,
				Consumables: []curriculum.Consumption{{Item: "kit", PerPupil: 1}},
				Fees:        []curriculum.Fee{{Line: "materials", PerPupil: 500}},
			},
			{ID: "drone", Tier: curriculum.Exploration, Major: "mech", Minimum: 8, PupilsPerInstructor: 12},
			{
				ID: "crops", Tier: curriculum.Experience, Delivery: curriculum.OffCampus,
				Fees: []curriculum.Fee{{Line: "materials", PerPupil: 200}},
			},
			{ID: "code", Tier: curriculum.Experience, Major: "soft", Delivery: curriculum.Online},
			{ID: "old", Tier: curriculum.Experience},
		},
	}
}

func worldCapacity() capacity.Spec {
	term := func(periods ...capacity.Period) []capacity.Term {
		return []capacity.Term{{From: day(7), To: day(18), Days: 0b0111110, Periods: periods}}
	}
	return capacity.Spec{
		Areas: []capacity.Area{{ID: "city"}, {ID: "east", Parent: "city"}, {ID: "west", Parent: "city"}, {ID: "north"}},
		Calendars: []capacity.Calendar{
			{ID: "halfdays", Terms: term(
				capacity.Period{ID: "am", Start: clock(8, 30), End: clock(11, 30), Hours: 4},
				capacity.Period{ID: "pm", Start: clock(14, 0), End: clock(16, 30), Hours: 4})},
			{ID: "noons", Terms: term(capacity.Period{ID: "mid", Start: clock(11, 0), End: clock(12, 30), Hours: 2})},
		},
		Centers: []capacity.Center{
			{ID: "hub", Area: "east", Calendar: "halfdays", License: capacity.DateSpan{From: day(1), To: day(30)}, Headcount: 80},
			{ID: "farm", Kind: capacity.Base, Area: "north", At: capacity.Point{X: 8000}, Calendar: "noons"},
			{ID: "web", Kind: capacity.OnlineSite, Calendar: "halfdays"},
		},
		Rooms: []capacity.Room{
			{ID: "r1", Center: "hub", Seats: 50}, {ID: "r2", Center: "hub", Seats: 20},
			{ID: "r3", Center: "hub", Seats: 24}, {ID: "r4", Center: "hub", Seats: 15}, {ID: "yard", Center: "farm", Seats: 60},
		},
		Instructors: []capacity.Instructor{
			{ID: "t1", Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"paper"}},
			{ID: "t2", Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"paper"}},
			{ID: "t3", Centers: []capacity.CenterID{"hub", "farm"}, Majors: []curriculum.MajorID{"mech"}, Courses: []curriculum.CourseID{"crops", "paper"}},
			{ID: "t4", Centers: []capacity.CenterID{"hub"}, Majors: []curriculum.MajorID{"mech"}},
			{ID: "t5", Centers: []capacity.CenterID{"farm"}, Courses: []curriculum.CourseID{"crops"}},
			{ID: "t6", Centers: []capacity.CenterID{"hub"}, Majors: []curriculum.MajorID{"mech"}},
			{ID: "t7", Centers: []capacity.CenterID{"hub"}, Majors: []curriculum.MajorID{"mech"}},
		},
		Offerings: []capacity.Offering{
			{ID: "paper1", Center: "hub", Course: "paper", Rooms: []capacity.RoomID{"r1"}},
			{ID: "robot1", Center: "hub", Course: "robot", Rooms: []capacity.RoomID{"r2", "r4"}},
			{ID: "drone1", Center: "hub", Course: "drone", Rooms: []capacity.RoomID{"r3"}},
			{ID: "drone2", Center: "hub", Course: "drone", Rooms: []capacity.RoomID{"r3"}},
			{ID: "crops1", Center: "farm", Course: "crops", Rooms: []capacity.RoomID{"yard"}},
			{ID: "code1", Center: "web", Course: "code", Seats: 100},
		},
		Stocks:  []capacity.Stock{{Center: "hub", Item: "kit", Units: 30}},
		Budgets: []capacity.Budget{{ID: "year", Line: "materials", Amount: 23000}},
		Fleets:  []capacity.Fleet{{ID: "yellow", Buses: 3, Seats: 45}},
		Quotas: []capacity.Quota{
			{ID: "contract", Schools: []curriculum.SchoolID{"s1"}, Centers: []capacity.CenterID{"hub"}, Most: 2},
			{ID: "reserved", Schools: []curriculum.SchoolID{"s1"}, Scope: capacity.Others, Centers: []capacity.CenterID{"hub"}, Unit: capacity.Pupils, Most: 22},
			{ID: "support", Areas: []capacity.AreaID{"city"}, Scope: capacity.Each, Times: hours(clock(14, 0), clock(16, 30)), Most: 2},
		},
		Travel: capacity.Travel{Fixed: 5, Ways: []capacity.Way{{From: "hub", Center: "farm", Minutes: 30}}},
	}
}

func worldDemand() matching.Spec {
	course := func(ids ...curriculum.CourseID) []matching.Choice {
		var list []matching.Choice
		for _, id := range ids {
			list = append(list, matching.Choice{Course: id})
		}
		return list
	}
	major := []curriculum.Intent{{Kind: curriculum.DevelopMajor}}
	contest := []curriculum.Intent{{Kind: curriculum.EnterCompetition}}
	return matching.Spec{
		AsOf: capacity.At(day(1), 0), NoticeDays: 3,
		Schools: []matching.School{
			{ID: "s1", Area: "east", At: capacity.Point{X: 2000}, Fleet: "yellow"},
			{ID: "s2", Area: "west", At: capacity.Point{Y: 4000}},
		},
		Cohorts: []curriculum.Cohort{
			{ID: "a1", School: "s1", Grade: 5, Size: 40},
			{ID: "a2", School: "s1", Grade: 8, Size: 30, Completed: []curriculum.CourseID{"paper"}, Oriented: []curriculum.OrientationID{"safety"}},
			{ID: "b1", School: "s2", Grade: 11, Size: 12, Intents: major},
			{ID: "b2", School: "s2", Grade: 10, Size: 10, Intents: contest},
			{ID: "b3", School: "s2", Grade: 2, Size: 25},
		},
		Requests: []matching.Request{
			{ID: "q1", Cohort: "a1", Choices: course("paper"), MaxTravel: 10, Weight: 2},
			{ID: "q2", Cohort: "a2", Choices: course("robot")},
			{ID: "q3", Cohort: "b1", Visits: 2, Choices: append(course("old"), matching.Choice{Major: "mech"}), Share: capacity.ShareSchool},
			{ID: "q4", Cohort: "b2", Choices: []matching.Choice{{Tier: curriculum.Exploration}}, Share: capacity.ShareStage},
			{ID: "q5", Cohort: "a1", Choices: course("crops", "paper", "code")},
			{ID: "q6", Cohort: "a2", Choices: course("crops", "drone", "code")},
			{ID: "q7", Cohort: "b3", Choices: course("paper")},
		},
		Pins: []matching.Pin{{Request: "q2", Offering: "robot1", Slot: "2026-09-07.am", Instructors: []capacity.InstructorID{"t3"}}},
	}
}

// problem validates the world's data.
func (w *world) problem(t testing.TB) *matching.Problem {
	t.Helper()
	catalog, err := curriculum.NewCatalog(w.curriculum)
	if err != nil {
		t.Fatalf("the catalog is refused: %v", err)
	}
	network, err := capacity.NewNetwork(w.capacity, catalog)
	if err != nil {
		t.Fatalf("the network is refused: %v", err)
	}
	p, err := matching.NewProblem(catalog, network, w.demand)
	if err != nil {
		t.Fatalf("the problem is refused: %v", err)
	}
	return p
}

// keepBooks brings the plan's pupils, points and missing visits in line with
// its visits and sessions, so that damage elsewhere is not also one to the books.
func (w *world) keepBooks(p *matching.Problem) {
	plan, weights := w.plan, p.Weights()
	placed := w.sharePupils(p)
	first := map[curriculum.CohortID]int64{}
	var s matching.Score
	for i := range plan.Visits {
		v := &plan.Visits[i]
		r, _ := p.Request(v.Request)
		cohort, _ := p.Cohort(r.Cohort)
		school, _ := p.School(cohort.School)
		offering, _ := p.Network().Offering(v.Offering)
		course, _ := p.Catalog().Course(offering.Course)
		worth := int64(v.Pupils * max(r.Weight, 1))
		s.Base += worth * weights.Base
		if v.Choice >= 0 && v.Choice < len(weights.Rank) {
			s.Rank += worth * weights.Rank[v.Choice]
		}
		if course.Delivery == curriculum.OnSite || course.Delivery == curriculum.OffCampus {
			minutes := min(p.Network().Trip(school.ID, school.At, offering.Center), weights.TravelMost)
			s.Travel -= int64(v.Pupils*minutes) * weights.Travel
		}
		if all := int64(cohort.Size * max(r.Weight, 1)); all > first[cohort.ID] {
			s.First += (all - first[cohort.ID]) * weights.First
			first[cohort.ID] = all
		}
	}
	s.Session = -weights.Session * int64(len(plan.Sessions))
	plan.Score, plan.Points = s, s.Total()
	plan.Bound = plan.Points + 1000
	plan.Unplaced = nil
	for r := range p.Requests() {
		missing := max(r.Visits, 1) - placed[r.ID]
		if r.Program != "" {
			missing = w.missing[r.ID]
		}
		if missing > 0 {
			plan.Unplaced = append(plan.Unplaced, matching.Unplaced{Request: r.ID, Visits: missing, Reason: matching.NotFound})
		}
	}
}

// sharePupils gives the rows of each request in each slot their shares of its
// cohort, by the order of their numbers, and counts the visits of each request.
func (w *world) sharePupils(p *matching.Problem) map[matching.RequestID]int {
	type key struct {
		request  matching.RequestID
		calendar capacity.CalendarID
		slot     capacity.SlotID
	}
	parts := map[key][]*matching.Visit{}
	for i := range w.plan.Visits {
		v := &w.plan.Visits[i]
		offering, _ := p.Network().Offering(v.Offering)
		center, _ := p.Network().Center(offering.Center)
		at := key{v.Request, center.Calendar, v.Slot}
		parts[at] = append(parts[at], v)
	}
	visits := map[matching.RequestID]int{}
	for at, rows := range parts {
		visits[at.request]++
		slices.SortFunc(rows, func(a, b *matching.Visit) int { return cmp.Compare(a.Part, b.Part) })
		r, _ := p.Request(at.request)
		cohort, _ := p.Cohort(r.Cohort)
		left := cohort.Size
		for i, v := range rows {
			v.Pupils = (left + len(rows) - i - 1) / (len(rows) - i) // the first take what does not divide
			left -= v.Pupils
		}
	}
	return visits
}

func (w *world) course(id curriculum.CourseID) *curriculum.Course {
	return find(w.curriculum.Courses, func(c curriculum.Course) bool { return c.ID == id })
}

func (w *world) center(id capacity.CenterID) *capacity.Center {
	return find(w.capacity.Centers, func(c capacity.Center) bool { return c.ID == id })
}

func (w *world) room(id capacity.RoomID) *capacity.Room {
	return find(w.capacity.Rooms, func(r capacity.Room) bool { return r.ID == id })
}

func (w *world) instructor(id capacity.InstructorID) *capacity.Instructor {
	return find(w.capacity.Instructors, func(i capacity.Instructor) bool { return i.ID == id })
}

func (w *world) offering(id capacity.OfferingID) *capacity.Offering {
	return find(w.capacity.Offerings, func(o capacity.Offering) bool { return o.ID == id })
}

func (w *world) quota(id capacity.QuotaID) *capacity.Quota {
	return find(w.capacity.Quotas, func(q capacity.Quota) bool { return q.ID == id })
}

func (w *world) school(id curriculum.SchoolID) *matching.School {
	return find(w.demand.Schools, func(s matching.School) bool { return s.ID == id })
}

func (w *world) cohort(id curriculum.CohortID) *curriculum.Cohort {
	return find(w.demand.Cohorts, func(c curriculum.Cohort) bool { return c.ID == id })
}

func (w *world) request(id matching.RequestID) *matching.Request {
	return find(w.demand.Requests, func(r matching.Request) bool { return r.ID == id })
}

func (w *world) visit(id matching.RequestID) *matching.Visit {
	return find(w.plan.Visits, func(v matching.Visit) bool { return v.Request == id })
}

func (w *world) session(id capacity.OfferingID) *matching.Session {
	return find(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == id })
}

// find returns the first element that fits; a test that asks in vain is wrong.
func find[T any](list []T, fits func(T) bool) *T {
	return &list[slices.IndexFunc(list, fits)]
}

// move takes a session with its visits and pins to another slot.
func (w *world) move(id capacity.OfferingID, to capacity.SlotID) {
	from := w.session(id).Slot
	w.session(id).Slot = to
	for i := range w.plan.Visits {
		if v := &w.plan.Visits[i]; v.Offering == id && v.Slot == from {
			v.Slot = to
		}
	}
	for i := range w.demand.Pins {
		if pin := &w.demand.Pins[i]; pin.Offering == id && pin.Slot == from {
			pin.Slot = to
		}
	}
}

// add puts a visit into the plan, and a session if it names any instructors or is new.
func (w *world) add(v matching.Visit, instructors ...capacity.InstructorID) {
	w.plan.Visits = append(w.plan.Visits, v)
	w.plan.Sessions = append(w.plan.Sessions, matching.Session{Offering: v.Offering, Slot: v.Slot, Instructors: instructors})
}

// lift removes every limit that spans sessions.
func (w *world) lift() {
	w.center("hub").Headcount = 0
	w.capacity.Stocks, w.capacity.Budgets, w.capacity.Quotas = nil, nil, nil
	w.school("s1").Fleet = ""
}
