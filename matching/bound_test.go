package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// bare returns a world in which a placed pupil earns 1,000 points and nothing
// else counts: courses a and b, each in a room of its own with an instructor of
// its own, in two slots on Monday the 7th and two on Tuesday the 8th; cohorts k1
// and k2 of ten pupils, and nobody who asks.
func bare() *world {
	course := func(id curriculum.CourseID) curriculum.Course {
		return curriculum.Course{ID: id, Tier: curriculum.Experience}
	}
	instructor := func(id capacity.InstructorID, course curriculum.CourseID) capacity.Instructor {
		return capacity.Instructor{ID: id, Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{course}}
	}
	return &world{
		curriculum: curriculum.Spec{
			Items:   []curriculum.Item{{ID: "kit"}},
			Lines:   []curriculum.Line{{ID: "materials"}},
			Courses: []curriculum.Course{course("a"), course("b")},
		},
		capacity: capacity.Spec{
			Calendars: []capacity.Calendar{{ID: "halfdays", Terms: []capacity.Term{{From: day(7), To: day(8), Periods: []capacity.Period{
				{ID: "am", Start: clock(8, 30), End: clock(11, 30), Hours: 4},
				{ID: "pm", Start: clock(14, 0), End: clock(16, 30), Hours: 3},
			}}}}},
			Centers:     []capacity.Center{{ID: "hub", Calendar: "halfdays"}},
			Rooms:       []capacity.Room{{ID: "ra", Center: "hub", Seats: 10}, {ID: "rb", Center: "hub", Seats: 10}},
			Instructors: []capacity.Instructor{instructor("ta", "a"), instructor("tb", "b")},
			Offerings: []capacity.Offering{
				{ID: "oa", Center: "hub", Course: "a", Rooms: []capacity.RoomID{"ra"}},
				{ID: "ob", Center: "hub", Course: "b", Rooms: []capacity.RoomID{"rb"}},
			},
		},
		demand: matching.Spec{
			Weights: matching.Weights{Base: 1000},
			Schools: []matching.School{{ID: "s1"}, {ID: "s2"}},
			Cohorts: []curriculum.Cohort{{ID: "k1", School: "s1", Grade: 5, Size: 10}, {ID: "k2", School: "s1", Grade: 5, Size: 10}},
		},
	}
}

// asks adds a request of a cohort for a course in the slots that times cover.
func (w *world) asks(id matching.RequestID, cohort curriculum.CohortID, course curriculum.CourseID, times capacity.Times) *matching.Request {
	w.demand.Requests = append(w.demand.Requests, matching.Request{
		ID: id, Cohort: cohort, Choices: []matching.Choice{{Course: course}}, Times: times,
	})
	return w.request(id)
}

// sharedInstructor leaves the instructor of course a, who leads course b too.
func (w *world) sharedInstructor() *capacity.Instructor {
	w.capacity.Instructors = w.capacity.Instructors[:1]
	w.capacity.Instructors[0].Courses = []curriculum.CourseID{"a", "b"}
	return &w.capacity.Instructors[0]
}

const mondayAM = "2026-09-07.am"

func slotsOn(days []int, start, end capacity.Clock) capacity.Times {
	times := on(days...)
	for i := range times {
		times[i].Hours = []capacity.ClockSpan{{Start: start, End: end}}
	}
	return times
}

func mornings(days ...int) capacity.Times   { return slotsOn(days, clock(8, 0), clock(12, 0)) }
func afternoons(days ...int) capacity.Times { return slotsOn(days, clock(13, 0), clock(17, 0)) }

// TestCheckBoundTakesEveryPrice has a world for each kind of price, in which the
// bound is too high without it and exact with it. The figures are counted by
// hand: a visit of ten pupils earns 10,000.
func TestCheckBoundTakesEveryPrice(t *testing.T) {
	both := func(w *world) { // who could both come at once
		w.asks("q1", "k1", "a", mornings(7))
		w.asks("q2", "k2", "b", mornings(7))
	}
	tests := []struct {
		name   string
		reason string
		make   func(*world)
		scale  int64
		prices []matching.Price
		weak   int64 // bound without prices
		want   int64 // bound with prices, and points of the best plan
	}{
		{"need", "q1 wants one visit, and there are four slots for it", func(w *world) {
			w.asks("q1", "k1", "a", nil)
		}, 1, []matching.Price{{Rule: rule.Choice, Request: "q1", Price: 1000}}, 40_000, 10_000},
		{"need of two visits", "there are two courses, so it can have both", func(w *world) {
			q := w.asks("q1", "k1", "a", mornings(7, 8))
			q.Choices, q.Visits = append(q.Choices, matching.Choice{Course: "b"}), 3
		}, 1, []matching.Price{{Rule: rule.Choice, Request: "q1", Price: 1000}}, 40_000, 20_000},
		{"need at the better choice", "200 more a pupil on Monday morning, and a pupil of a visit is worth 1,100", func(w *world) {
			w.demand.Weights.Rank = []int64{200}
			q := w.asks("q1", "k1", "a", nil)
			q.Choices = []matching.Choice{{Course: "a", Times: mornings(7)}, {Course: "a"}}
		}, 1, []matching.Price{{Rule: rule.Choice, Request: "q1", Price: 1100}}, 42_000, 12_000},
		{"need of a component", "one visit, and there are four slots", func(w *world) {
			w.demand.Programs = []matching.Program{{ID: "p", Components: []matching.Component{{Visits: 1, Courses: []curriculum.CourseID{"b"}}, {Visits: 1, Courses: []curriculum.CourseID{"a"}}}}}
			w.asks("q1", "k1", "a", nil).Program = "p"
		}, 1, []matching.Price{{Rule: rule.Program, Request: "q1", Component: 1, Price: 1000}}, 40_000, 10_000},
		{"need of hours", "one morning of 4 hours is enough", func(w *world) {
			w.demand.Programs = []matching.Program{{ID: "p", Components: []matching.Component{{Hours: 4}}}}
			q := w.asks("q1", "k1", "a", mornings(7, 8))
			q.Choices, q.Program = append(q.Choices, matching.Choice{Course: "b"}), "p"
		}, 1, []matching.Price{{Rule: rule.Program, Request: "q1", Price: 1000}}, 40_000, 10_000},
		{"need of few hours", "two afternoons of one hour, of which neither alone is enough for three", func(w *world) {
			w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 1
			w.demand.Programs = []matching.Program{{ID: "p", Components: []matching.Component{{Hours: 3}}}}
			q := w.asks("q1", "k1", "a", nil)
			q.Choices, q.Program = append(q.Choices, matching.Choice{Course: "b"}), "p"
		}, 1, []matching.Price{{Rule: rule.Program, Request: "q1", Price: 1000}}, 80_000, 20_000},
		{"need of what must be whole", "q1 needs both sessions or none, and q2 is worth more than both", func(w *world) {
			w.demand.Programs = []matching.Program{{ID: "p", Whole: true, Components: []matching.Component{{Visits: 1, Courses: []curriculum.CourseID{"a"}}, {Visits: 1, Courses: []curriculum.CourseID{"b"}}}}}
			w.demand.VisitsPerDay = 2
			q := w.asks("q1", "k1", "a", mornings(7))
			q.Program, q.Choices, q.Times = "p", nil, append(mornings(7), afternoons(7)...)
			w.offering("oa").Times, w.offering("ob").Times = afternoons(7), mornings(7)
			w.asks("q2", "k2", "b", mornings(7)).Weight = 3
		}, 1, []matching.Price{
			{Rule: rule.Program, Request: "q1", Price: 1000},
			{Rule: rule.Program, Request: "q1", Component: 1, Price: -1000},
		}, 40_000, 30_000},
		{"need of what is not placed", "q1 owes nothing and gets nothing where others are worth more", func(w *world) {
			w.demand.Programs = []matching.Program{{ID: "p", Whole: true, Components: []matching.Component{{Visits: 1, Courses: []curriculum.CourseID{"a"}}, {Visits: 1, Courses: []curriculum.CourseID{"b"}}}}}
			q := w.asks("q1", "k1", "a", nil)
			q.Program, q.Choices = "p", nil
			w.offering("oa").Times, w.offering("ob").Times = mornings(7), mornings(8)
			w.asks("q2", "k2", "b", nil).Weight = 3
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
			w.asks("q3", "k3", "a", nil).Weight = 3
		}, 1, []matching.Price{
			{Rule: rule.Program, Request: "q1", Price: -1000},
			{Rule: rule.Program, Request: "q1", Component: 1, Price: -1000},
		}, 60_000, 60_000},
		{"once", "k1 does the course once, for q1 or for q2", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k1", "a", mornings(8))
		}, 1, []matching.Price{{Rule: rule.Course, Cohort: "k1", Course: "a", Price: 1000}}, 20_000, 10_000},
		{"daily", "k1 makes one visit a day", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k1", "b", afternoons(7))
		}, 1, []matching.Price{{Rule: rule.Clash, Cohort: "k1", Date: day(7), Price: 1000}}, 20_000, 10_000},
		{"daily, two a day", "k1 makes two of its three visits on Monday", func(w *world) {
			w.demand.VisitsPerDay = 2
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k1", "b", afternoons(7))
			w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "c", Tier: curriculum.Experience, Delivery: curriculum.Online})
			w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "oc", Center: "hub", Course: "c"})
			w.asks("q3", "k1", "c", mornings(7))
		}, 1, []matching.Price{{Rule: rule.Clash, Cohort: "k1", Date: day(7), Price: 1000}}, 30_000, 20_000},
		{"first", "5,000 for a first visit, and k1 has one first visit", func(w *world) {
			w.demand.Weights.First = 500
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k1", "b", mornings(8))
		}, 1, []matching.Price{{Rule: rule.Books, Cohort: "k1", Price: 500}}, 30_000, 25_000},
		{"room", "b needs the room of a besides its own", func(w *world) {
			both(w)
			w.offering("ob").Rooms = []capacity.RoomID{"rb", "ra"}
		}, 1, []matching.Price{{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
		{"instructor in a slot", "one instructor for two rooms", func(w *world) {
			both(w)
			w.sharedInstructor()
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
		{"instructor on a day", "one session a day", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", afternoons(7))
			w.sharedInstructor().PerDay = 1
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Date: day(7), Price: 10_000}}, 20_000, 10_000},
		{"instructor on a day without a limit", "there are two slots that day, for three who come", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", afternoons(7))
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
			w.asks("q3", "k3", "b", mornings(7))
			w.sharedInstructor()
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Date: day(7), Price: 10_000}}, 30_000, 20_000},
		{"instructor in a week", "one session a week", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", mornings(8))
			w.sharedInstructor().PerWeek = 1
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Week: day(7), Price: 10_000}}, 20_000, 10_000},
		{"instructor over all", "one session in all", func(w *world) {
			w.capacity.Calendars[0].Terms[0].To = day(15)
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", mornings(15))
			w.sharedInstructor().PerTerm = 1
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Price: 10_000}}, 20_000, 10_000},
		{"instructor over all without a limit", "one session a week, in two weeks", func(w *world) {
			w.capacity.Calendars[0].Terms[0].To = day(15)
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", mornings(15))
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
			w.asks("q3", "k3", "b", mornings(8))
			w.sharedInstructor().PerWeek = 1
		}, 1, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Price: 10_000}}, 30_000, 20_000},
		{"second instructor", "each class takes both", func(w *world) {
			both(w)
			w.instructor("ta").Courses, w.instructor("tb").Courses = []curriculum.CourseID{"a", "b"}, []curriculum.CourseID{"a", "b"}
			w.offering("oa").PupilsPerInstructor, w.offering("ob").PupilsPerInstructor = 5, 5
		}, 1, []matching.Price{
			{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 5000},
			{Rule: rule.Staff, Instructor: "tb", Calendar: "halfdays", Slot: mondayAM, Price: 5000},
		}, 20_000, 10_000},
		{"instructors for the pupils", "two classes share a session: one instructor for one, two for both", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7)).Share = capacity.ShareAnyone
			w.asks("q2", "k2", "a", mornings(7)).Share = capacity.ShareAnyone
			w.room("ra").Seats, w.offering("oa").PupilsPerInstructor = 20, 10
			w.instructor("tb").Courses = []curriculum.CourseID{"a"}
		}, 1, []matching.Price{
			{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 5000},
			{Rule: rule.Staff, Instructor: "tb", Calendar: "halfdays", Slot: mondayAM, Price: 5000},
		}, 20_000, 20_000},
		{"headcount", "two adults with each ten make 12, and 12 may be there", func(w *world) {
			both(w)
			w.center("hub").Headcount = 12
		}, 12, []matching.Price{{Rule: rule.Headcount, Center: "hub", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
		{"stock", "kits for ten", func(w *world) {
			both(w)
			w.course("a").Consumables = []curriculum.Consumption{{Item: "kit", PerPupil: 1}}
			w.course("b").Consumables = w.course("a").Consumables
			w.capacity.Stocks = []capacity.Stock{{Center: "hub", Item: "kit", Units: 10}}
		}, 1, []matching.Price{{Rule: rule.Stock, Center: "hub", Item: "kit", Price: 1000}}, 20_000, 10_000},
		{"budget", "ten yuan for twenty pupils at one each", func(w *world) {
			both(w)
			w.course("a").Fees = []curriculum.Fee{{Line: "materials", PerPupil: 100}}
			w.course("b").Fees = w.course("a").Fees
			w.capacity.Budgets = []capacity.Budget{{ID: "year", Line: "materials", Amount: 1000}}
		}, 1, []matching.Price{{Rule: rule.Budget, Budget: "year", Price: 10}}, 20_000, 10_000},
		{"buses", "one bus, and each class takes one", func(w *world) {
			both(w)
			w.capacity.Fleets = []capacity.Fleet{{ID: "yellow", Buses: 1, Seats: 45}}
			w.school("s1").Fleet = "yellow"
		}, 1, []matching.Price{{Rule: rule.Transport, Fleet: "yellow", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
		{"buses on the road", "a longer slot of another calendar holds the beginning of the morning", func(w *world) {
			w.capacity.Calendars = append(w.capacity.Calendars, capacity.Calendar{ID: "days", Terms: []capacity.Term{{From: day(7), To: day(7), Periods: []capacity.Period{{ID: "d", Start: clock(8, 0), End: clock(17, 0)}}}}})
			w.capacity.Centers = append(w.capacity.Centers, capacity.Center{ID: "farm", Calendar: "days"})
			w.room("rb").Center, w.offering("ob").Center, w.instructor("tb").Centers = "farm", "farm", []capacity.CenterID{"farm"}
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", nil)
			w.capacity.Fleets = []capacity.Fleet{{ID: "yellow", Buses: 1, Seats: 45}}
			w.school("s1").Fleet = "yellow"
		}, 1, []matching.Price{{Rule: rule.Transport, Fleet: "yellow", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
		{"quota of visits", "one visit from the school", func(w *world) {
			both(w)
			w.capacity.Quotas = []capacity.Quota{{ID: "one", Schools: []curriculum.SchoolID{"s1"}, Most: 1}}
		}, 1, []matching.Price{{Rule: rule.Quota, Quota: "one", Price: 10_000}}, 20_000, 10_000},
		{"quota of pupils at times", "ten pupils on Monday from each school, and Tuesday does not count", func(w *world) {
			both(w)
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
			w.asks("q3", "k3", "a", mornings(8))
			w.capacity.Quotas = []capacity.Quota{{ID: "each", Scope: capacity.Each, Unit: capacity.Pupils, Times: on(7), Most: 10}}
		}, 1, []matching.Price{{Rule: rule.Quota, Quota: "each", School: "s1", Price: 1000}}, 30_000, 20_000},
		{"quota for others", "schools but s2 may send one visit", func(w *world) {
			both(w)
			w.capacity.Quotas = []capacity.Quota{{ID: "reserved", Schools: []curriculum.SchoolID{"s2"}, Scope: capacity.Others, Most: 1}}
		}, 1, []matching.Price{{Rule: rule.Quota, Quota: "reserved", Price: 10_000}}, 20_000, 10_000},
		{"team", "one session at once", func(w *world) {
			both(w)
			for i := range w.curriculum.Courses {
				w.curriculum.Courses[i].Delivery = curriculum.Outreach
				w.capacity.Offerings[i].Team, w.capacity.Offerings[i].Seats = "van", 10 // in rooms, or else its tours are valued together
			}
			w.capacity.Teams = []capacity.Team{{ID: "van", Center: "hub", Sessions: 1}}
		}, 1, []matching.Price{{Rule: rule.Outreach, Team: "van", Slot: mondayAM, Price: 10_000}}, 20_000, 10_000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			tt.make(w)
			p := w.problem(t)
			got := bounds(t, p, nil).Points
			if got != tt.weak {
				t.Errorf("the bound without prices is %d, want %d", got, tt.weak)
			}
			got = bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: tt.scale, List: tt.prices}}).Points
			if got != tt.want {
				t.Errorf("the bound with prices is %d, want %d: %s", got, tt.want, tt.reason)
			}
			if best, plan, ok := oracle.Best(p); !ok || plan == nil || best != tt.want {
				t.Errorf("the best plan has %d points, want %d", best, tt.want)
			}
		})
	}
}

// TestCheckBoundOfParts splits a class of twenty, which comes with four adults
// and in one bus, into two sessions at once. Each part pays its share of a price
// and no more, so that the price is paid once.
func TestCheckBoundOfParts(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		make   func(*world)
		price  matching.Price
	}{
		{"need", "a pupil pays once", func(*world) {}, matching.Price{Rule: rule.Choice, Request: "q1", Price: 500}},
		{"once", "the parts do a course side by side", func(*world) {}, matching.Price{Rule: rule.Course, Cohort: "k1", Course: "a", Price: 500}},
		{"daily", "it is one visit", func(*world) {}, matching.Price{Rule: rule.Clash, Cohort: "k1", Date: day(7), Price: 500}},
		{"headcount", "two adults go with each part", func(w *world) { w.center("hub").Headcount = 24 },
			matching.Price{Rule: rule.Headcount, Center: "hub", Slot: mondayAM, Price: 400}},
		{"stock", "each pupil uses up one", func(w *world) {
			w.course("a").Consumables = []curriculum.Consumption{{Item: "kit", PerPupil: 1}}
			w.capacity.Stocks = []capacity.Stock{{Center: "hub", Item: "kit", Units: 20}}
		}, matching.Price{Rule: rule.Stock, Center: "hub", Item: "kit", Price: 500}},
		{"budget", "each pupil costs one yuan", func(w *world) {
			w.course("a").Fees = []curriculum.Fee{{Line: "materials", PerPupil: 100}}
			w.capacity.Budgets = []capacity.Budget{{ID: "year", Line: "materials", Amount: 2000}}
		}, matching.Price{Rule: rule.Budget, Budget: "year", Price: 5}},
		{"instructor", "each part has one, who could not lead the whole class", func(w *world) {
			w.another("b")
			w.offering("oa").PupilsPerInstructor, w.offering("ob").PupilsPerInstructor = 10, 10
			w.room("ra").Seats, w.room("rb").Seats = 20, 20
		}, matching.Price{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}},
		{"buses", "they share the bus", func(w *world) {
			w.capacity.Fleets = []capacity.Fleet{{ID: "yellow", Buses: 1, Seats: 45}}
			w.school("s1").Fleet = "yellow"
		}, matching.Price{Rule: rule.Transport, Fleet: "yellow", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}},
		{"notice", "each part has its pin", func(w *world) {
			w.demand.AsOf = capacity.At(day(30), 0)
			for _, o := range w.capacity.Offerings {
				if o.Course == "a" {
					w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q1", Offering: o.ID, Slot: mondayAM})
				}
			}
		}, matching.Price{Rule: rule.Choice, Request: "q1", Price: 500}},
		{"quota of visits", "they are one visit", func(w *world) {
			w.capacity.Quotas = []capacity.Quota{{ID: "one", Most: 1}}
		}, matching.Price{Rule: rule.Quota, Quota: "one", Price: 10_000}},
		{"quota of visits at times", "they are one visit", func(w *world) {
			w.capacity.Quotas = []capacity.Quota{{ID: "one", Times: on(7), Most: 1}}
		}, matching.Price{Rule: rule.Quota, Quota: "one", Price: 10_000}},
		{"quota of pupils", "they count where they are", func(w *world) {
			w.capacity.Quotas = []capacity.Quota{{ID: "few", Unit: capacity.Pupils, Most: 20}}
		}, matching.Price{Rule: rule.Quota, Quota: "few", Price: 500}},
		{"quota of pupils in a course", "the other part does the other course", func(w *world) {
			w.another("b")
			w.capacity.Quotas = []capacity.Quota{{ID: "few", Unit: capacity.Pupils, Courses: []curriculum.CourseID{"a"}, Most: 10}}
		}, matching.Price{Rule: rule.Quota, Quota: "few", Price: 1000}},
		{"quota of visits in a course", "the visit counts where part 0 is, in the other course, so part 1 in this one pays nothing", func(w *world) {
			w.another("b")
			w.capacity.Quotas = []capacity.Quota{{ID: "none", Courses: []curriculum.CourseID{"a"}, Most: 0}}
		}, matching.Price{Rule: rule.Quota, Quota: "none", Price: 20_000}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, share := range []capacity.Sharing{capacity.ShareNobody, capacity.ShareAnyone} {
				w := splitting()
				w.request("q1").Share = share
				tt.make(w)
				p := w.problem(t)
				if best, plan, ok := oracle.Best(p); !ok || plan == nil || best != 20_000 {
					t.Fatalf("the best plan has %d points, want 20,000", best)
				}
				if got := bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: 1, List: []matching.Price{tt.price}}}).Points; got != 20_000 {
					t.Errorf("bound %d with those who share with %v, want 20,000: %s", got, share, tt.reason)
				}
			}
		})
	}
}

// TestCheckBoundOfTwoCalendars: pins in slots of one id in two calendars are of two
// visits, each whole, and not of one in parts.
func TestCheckBoundOfTwoCalendars(t *testing.T) {
	w := newWorld()
	w.twoCalendars()
	w.demand.AsOf = capacity.At(day(30), 0)
	w.demand.Pins = append(pinAll(w, "q1", "q2", "q3", "q4", "q6"), w.pins("q5", "2026-09-09.am")...)
	p := w.problem(t)
	w.keepBooks(p)
	if v := matching.Verify(p, w.plan); len(v) > 0 {
		t.Fatalf("the plan is not valid: %v", v)
	}
	if got := bounds(t, p, &matching.Certificate{}).Points; got < w.plan.Points {
		t.Errorf("bound %d, but the plan has %d points", got, w.plan.Points)
	}
}

// splitting returns a world with a class of twenty that must split into two
// rooms, on Monday morning.
func splitting() *world {
	w := bare()
	w.another("a")
	w.cohort("k1").Size = 20
	w.asks("q1", "k1", "a", mornings(7)).Parts = 2
	w.request("q1").Choices = append(w.request("q1").Choices, matching.Choice{Course: "b"})
	return w
}

// TestCheckBoundOfSplits has classes whose parts sit alone: without any price
// they are where the parts of a visit can be together, as often as they want.
func TestCheckBoundOfSplits(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		make   func(*world)
		prices []matching.Price
		want   int64 // bound, and points of the best plan
	}{
		{"one visit", "there are four slots, and one visit is wanted", func(w *world) {
			w.request("q1").Times = nil
		}, nil, 20_000},
		{"two visits", "there are four slots and two courses", func(w *world) {
			w.another("b")
			w.request("q1").Times, w.request("q1").Visits = nil, 3
		}, nil, 40_000},
		{"the better slot", "Tuesday is worth more", func(w *world) {
			w.demand.Weights.Rank = []int64{100}
			w.request("q1").Times = nil
			w.request("q1").Choices = []matching.Choice{{Course: "a", Times: mornings(8)}, {Course: "a"}}
		}, nil, 22_000},
		{"the better offering", "course b is worth more, and each room takes one session", func(w *world) {
			w.demand.Weights.Rank = []int64{100}
			w.request("q1").Choices = []matching.Choice{{Course: "b"}, {Course: "a"}}
			w.offering("ob").Course = "b"
			w.instructor("tb").Courses = []curriculum.CourseID{"a", "b"}
			w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "oc", Center: "hub", Course: "a", Rooms: []capacity.RoomID{"rb"}})
		}, nil, 21_000},
		{"one room", "the other part has none", func(w *world) {
			w.offering("ob").Rooms = []capacity.RoomID{"ra"}
		}, nil, 0},
		{"two centers", "the parts would be at both", func(w *world) {
			w.capacity.Centers = append(w.capacity.Centers, capacity.Center{ID: "farm", Calendar: "halfdays"})
			w.room("rb").Center, w.offering("ob").Center, w.instructor("tb").Centers = "farm", "farm", []capacity.CenterID{"farm"}
		}, nil, 0},
		{"one of them online", "pupils would travel and not travel", func(w *world) {
			w.another("b")
			w.course("b").Delivery = curriculum.Blended
		}, nil, 0},
		{"room taken", "k2 is worth more in the first room, whose price keeps out the class that needs both", func(w *world) {
			w.another("b")
			w.asks("q2", "k2", "a", mornings(7)).Weight = 3
		}, []matching.Price{{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: 20_000}}, 30_000},
		{"offering without rooms taken", "the same of what needs no rooms", func(w *world) {
			w.another("b")
			for i := range w.capacity.Offerings {
				w.curriculum.Courses[i].Delivery = curriculum.Online
				w.capacity.Offerings[i].Rooms, w.capacity.Offerings[i].Seats = nil, 10
			}
			w.asks("q2", "k2", "a", mornings(7)).Weight = 3
		}, []matching.Price{{Rule: rule.Room, Offering: "oa", Slot: mondayAM, Price: 20_000}}, 30_000},
		{"cost of sessions", "each part has one of its own", func(w *world) {
			w.demand.Weights.Session = 100
		}, nil, 19_800},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := splitting()
			tt.make(w)
			p := w.problem(t)
			if best, plan, ok := oracle.Best(p); !ok || plan == nil || best != tt.want {
				t.Errorf("the best plan has %d points, want %d", best, tt.want)
			}
			if got := bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: 1, List: tt.prices}}).Points; got != tt.want {
				t.Errorf("bound %d, want %d: %s", got, tt.want, tt.reason)
			}
		})
	}
}

// another makes the second offering, with its instructor, one of a course.
func (w *world) another(course curriculum.CourseID) {
	w.offering("ob").Course = course
	w.instructor("tb").Courses = []curriculum.CourseID{course}
}

// TestCheckBoundIsCareful has prices with which a less careful sum would come
// out too low, or no lower than this.
func TestCheckBoundIsCareful(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		make   func(*world)
		prices []matching.Price
		best   int64 // points of the best plan
		want   int64
	}{
		{"uncertain hours", "visits of the second component count for one hour or four, so how many there are is not certain: nothing is got for them", func(w *world) {
			w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 1
			w.demand.Programs = []matching.Program{{ID: "p", Whole: true, Components: []matching.Component{
				{Visits: 1, Courses: []curriculum.CourseID{"a"}}, {Hours: 3, Courses: []curriculum.CourseID{"b"}},
			}}}
			q := w.asks("q1", "k1", "a", nil)
			q.Choices, q.Program = nil, "p"
			w.offering("oa").Times, w.offering("ob").Times = mornings(7), append(mornings(8), afternoons(7)...)
		}, []matching.Price{
			{Rule: rule.Program, Request: "q1", Price: 1500},
			{Rule: rule.Program, Request: "q1", Component: 1, Price: -500},
		}, 20_000, 15_000 + 2*10_000},
		{"third instructor", "the two cheapest of three lead the session, at 2,000", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.offering("oa").PupilsPerInstructor = 5
			w.instructor("tb").Courses = []curriculum.CourseID{"a"}
			w.capacity.Instructors = append(w.capacity.Instructors, capacity.Instructor{ID: "t0", Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"a"}})
		}, []matching.Price{
			{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 3000},
			{Rule: rule.Staff, Instructor: "tb", Calendar: "halfdays", Slot: mondayAM, Price: 2000},
		}, 10_000, 3000 + 2000 + 10_000 - 2000},
		{"instructor who is not free", "the slot is not there to be paid for", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.instructor("ta").Teaching = mornings(7)
		}, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}}, 0, 0},
		{"one seat short", "two groups of 15 do not fit 29 seats", func(w *world) {
			w.cohort("k1").Size, w.cohort("k2").Size = 15, 15
			w.asks("q1", "k1", "a", mornings(7)).Share = capacity.ShareAnyone
			w.asks("q2", "k2", "a", mornings(7)).Share = capacity.ShareAnyone
			w.room("ra").Seats = 29
		}, nil, 15_000, 15_000},
		{"many seats", "pupils are counted in twos, so both groups seem to fit", func(w *world) {
			w.cohort("k1").Size, w.cohort("k2").Size = 50_001, 50_001
			w.asks("q1", "k1", "a", mornings(7)).Share = capacity.ShareAnyone
			w.asks("q2", "k2", "a", mornings(7)).Share = capacity.ShareAnyone
			w.room("ra").Seats = 100_001
		}, nil, 50_001_000, 100_002_000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			tt.make(w)
			p := w.problem(t)
			if best, _, _ := oracle.Best(p); best != tt.best {
				t.Errorf("the best plan has %d points, want %d", best, tt.best)
			}
			if got := bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: 1, List: tt.prices}}).Points; got != tt.want {
				t.Errorf("bound %d, want %d: %s", got, tt.want, tt.reason)
			}
		})
	}
}

// bounds returns what a sound certificate proves.
func bounds(t testing.TB, p *matching.Problem, c *matching.Certificate) matching.Bound {
	t.Helper()
	b, err := matching.CheckBound(p, c)
	if err != nil {
		t.Fatalf("the certificate is refused: %v", err)
	}
	return b
}

func TestCheckBoundOfNothing(t *testing.T) {
	p := bare().problem(t)
	for _, c := range []*matching.Certificate{nil, {}, {Points: matching.Prices{Scale: 7}}} {
		if diff := cmp.Diff(matching.Bound{}, bounds(t, p, c)); diff != "" {
			t.Errorf("nobody asks (-want +got):\n%s", diff)
		}
	}
}

func TestGap(t *testing.T) {
	tests := []struct {
		name          string
		points, bound int64
		want          float64
	}{
		{"optimal", 5, 5, 0},
		{"nothing asked", 0, 0, 0},
		{"a quarter lacks", 75, 100, 0.25},
		{"no points", 0, 100, 1},
		{"costs more than it earns", -100, 100, 2},
		{"costs, and nothing can be earned", -100, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&matching.Plan{Points: tt.points, Bound: tt.bound}).Gap(); got != tt.want {
				t.Errorf("Gap() = %v, want %v", got, tt.want)
			}
		})
	}
}
