package matching_test

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// share lets the first two requests share.
func share(w *world, with capacity.Sharing) {
	for _, r := range []matching.RequestID{"q1", "q2"} {
		w.request(r).Share = with
	}
}

// pair has two classes of ten ask for sessions of at least fifteen.
func pair(w *world) {
	w.room("ra").Seats, w.offering("oa").Minimum = 20, 15
	w.asks("q1", "k1", "a", mornings(7))
	w.asks("q2", "k2", "a", mornings(7))
	share(w, capacity.ShareAnyone)
}

// TestCheckBoundFillsUp has a class that pays more than it earns, and without
// which the other could not come.
func TestCheckBoundFillsUp(t *testing.T) {
	w := bare()
	pair(w)
	prices := matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Choice, Request: "q2", Price: 1500}}}
	if got := bounds(t, w.problem(t), &matching.Certificate{Points: prices}).Points; got != 20_000 {
		t.Errorf("the bound is %d, want 20,000 as the plan of both has", got)
	}
}

// TestCheckBoundOfTogether has sessions and visits that must be together: without
// any price the bound is what the best plan has, or what the reason says.
func TestCheckBoundOfTogether(t *testing.T) {
	ladder := func(apart int) func(*world) {
		return func(w *world) {
			w.demand.Programs = []matching.Program{{ID: "ladder", Whole: true, Ordered: true, DaysApart: apart, Components: []matching.Component{
				{Visits: 1, Courses: []curriculum.CourseID{"a"}}, {Visits: 1, Courses: []curriculum.CourseID{"b"}},
			}}}
			r := w.asks("q1", "k1", "a", nil)
			r.Program, r.Choices = "ladder", nil
		}
	}
	van := func(sessions int) func(*world) {
		return func(w *world) {
			for i := range w.curriculum.Courses {
				w.curriculum.Courses[i].Delivery = curriculum.Outreach
				w.capacity.Offerings[i].Team, w.capacity.Offerings[i].Rooms, w.capacity.Offerings[i].Seats = "van", nil, 10
			}
			w.capacity.Teams = []capacity.Team{{ID: "van", Center: "hub", Sessions: sessions}}
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "b", mornings(7))
		}
	}
	tests := []struct {
		name   string
		reason string
		make   func(*world)
		want   int64 // bound, and points of the best plan
		above  int64 // what the bound has beyond that
	}{
		{"minimum met", "the two classes are twenty", pair, 20_000, 0},
		{"too few", "the other class is elsewhere", func(w *world) {
			pair(w)
			w.request("q2").Times = mornings(8)
		}, 0, 0},
		{"company that one refuses", "each class would be alone", func(w *world) {
			pair(w)
			share(w, capacity.ShareSchool)
			w.cohort("k2").School = "s2"
		}, 0, 0},
		{"parts beside others", "each half of the class shares a room with another class, and the rooms cost the others nothing", func(w *world) {
			w.another("a")
			w.cohort("k1").Size = 20
			w.room("ra").Seats, w.room("rb").Seats = 20, 20
			w.offering("oa").Minimum, w.offering("ob").Minimum = 15, 15
			w.course("a").MaxGroup = 10
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
			w.asks("q1", "k1", "a", mornings(7)).Parts = 2
			w.asks("q2", "k2", "a", mornings(7))
			w.asks("q3", "k3", "a", mornings(7)).Share = capacity.ShareAnyone
			share(w, capacity.ShareAnyone)
		}, 40_000, 40_000},
		{"one room for two parts", "they may share, but not with each other", func(w *world) {
			w.offering("ob").Rooms = []capacity.RoomID{"ra"}
			w.another("a")
			w.cohort("k1").Size, w.room("ra").Seats = 20, 20
			w.course("a").MaxGroup = 10
			r := w.asks("q1", "k1", "a", mornings(7))
			r.Parts, r.Share = 2, capacity.ShareAnyone
		}, 0, 0},
		{"two split classes", "each could be valued in the sessions of the other", func(w *world) {
			w.another("a")
			w.cohort("k1").Size, w.cohort("k2").Size = 20, 20
			w.room("ra").Seats, w.room("rb").Seats = 20, 20
			w.course("a").MaxGroup = 10
			w.asks("q1", "k1", "a", mornings(7)).Parts = 2
			w.asks("q2", "k2", "a", mornings(7)).Parts = 2
			share(w, capacity.ShareAnyone)
		}, 40_000, 40_000},
		{"ladder", "on Monday and on Tuesday", ladder(1), 20_000, 0},
		{"ladder too steep", "two days lie between no two of Monday and Tuesday", ladder(2), 0, 0},
		{"first visit of a ladder", "its points are earned once", func(w *world) {
			ladder(1)(w)
			w.demand.Weights.First = 500
		}, 25_000, 0},
		{"team at one school", "both are there", van(2), 20_000, 0},
		{"team at two schools", "it can be at one", func(w *world) {
			van(2)(w)
			w.cohort("k2").School = "s2"
		}, 10_000, 0},
		{"team with one session", "it can carry one", van(1), 10_000, 0},
		{"one class for a team", "it can be in one of the two sessions", func(w *world) {
			van(2)(w)
			w.demand.Requests = w.demand.Requests[:1]
			w.request("q1").Choices = []matching.Choice{{Tier: curriculum.Experience}}
		}, 10_000, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			tt.make(w)
			p := w.problem(t)
			if got := bounds(t, p, nil).Points; got != tt.want+tt.above {
				t.Errorf("the bound is %d, want %d: %s", got, tt.want+tt.above, tt.reason)
			}
			if best, plan, ok := oracle.Best(p); !ok || plan == nil || best != tt.want {
				t.Errorf("the best plan has %d points, want %d", best, tt.want)
			}
		})
	}
}

// TestCheckBoundFinest has a class that is worth nearly all that there is, which
// comes only beside visits that are together: it may be counted with each of them,
// and at the finest scale that comes to more than an int64 holds.
func TestCheckBoundFinest(t *testing.T) {
	courses := []curriculum.CourseID{"a", "b", "c", "d", "e"}
	five := func() *world {
		w := bare()
		w.capacity.Calendars[0].Terms[0].To = day(11)
		for _, id := range courses[2:] {
			w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: id, Tier: curriculum.Experience})
			w.capacity.Rooms = append(w.capacity.Rooms, capacity.Room{ID: capacity.RoomID("r" + id), Center: "hub", Seats: 10})
			w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: capacity.OfferingID("o" + id), Center: "hub", Course: id, Rooms: []capacity.RoomID{capacity.RoomID("r" + id)}})
			w.capacity.Instructors = append(w.capacity.Instructors, capacity.Instructor{ID: capacity.InstructorID("t" + id), Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{id}})
		}
		for i := range w.capacity.Offerings {
			w.capacity.Offerings[i].Minimum = 15
			w.capacity.Rooms[i].Seats = 20
		}
		w.asks("q1", "k1", "a", nil)
		q := w.asks("q2", "k2", "a", nil)
		q.Choices, q.Weight = []matching.Choice{{Tier: curriculum.Experience}}, 10_000
		share(w, capacity.ShareAnyone)
		return w
	}
	tests := []struct {
		name string
		make func(*world)
		most int64 // that all visits are worth
	}{
		{"chain", func(w *world) {
			program := matching.Program{ID: "ladder", Whole: true, Ordered: true}
			for _, id := range courses {
				program.Components = append(program.Components, matching.Component{Visits: 1, Courses: []curriculum.CourseID{id}})
			}
			w.demand.Programs = []matching.Program{program}
			w.request("q1").Program, w.request("q1").Choices = "ladder", nil
		}, 5*10_000 + 100_000_000},
		{"parts", func(w *world) {
			w.cohort("k1").Size = 50
			for i := range w.curriculum.Courses {
				w.curriculum.Courses[i].MaxGroup = 10
			}
			w.request("q1").Parts, w.request("q1").Choices = 5, []matching.Choice{{Tier: curriculum.Experience}}
		}, 50_000 + 100_000_000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := five()
			tt.make(w)
			p := w.problem(t)
			one, finest := bounds(t, p, nil).Points, math.MaxInt64/4/tt.most
			if one < tt.most/4 {
				t.Fatalf("bound %d: the class is counted with no visit", one)
			}
			got := bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: finest}}).Points
			if got < tt.most {
				t.Errorf("at the finest scale the bound is %d, at that of points %d", got, one)
			}
			if _, err := matching.CheckBound(p, &matching.Certificate{Points: matching.Prices{Scale: finest + 1}}); err == nil {
				t.Error("there is a finer scale")
			}
		})
	}
}
