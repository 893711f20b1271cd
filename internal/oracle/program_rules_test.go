package oracle_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// program leaves the class of 10 alone, with a program and two visits a day.
// Without R11 it takes both courses, for 2,000 points.
func (w *world) program(g matching.Program, components ...matching.Component) {
	g.ID, g.Components = "g", components
	w.demand.Programs = []matching.Program{g}
	w.demand.VisitsPerDay = 2
	w.demand.Requests = w.demand.Requests[:1]
	w.demand.Requests[0].Program, w.demand.Requests[0].Choices = "g", nil
}

// oneCenter runs the second course at the first center, in the same room.
func (w *world) oneCenter() {
	w.capacity.Offerings[1].Center, w.capacity.Offerings[1].Rooms = "z1", []capacity.RoomID{"r1"}
	w.capacity.Instructors[1].Centers = []capacity.CenterID{"z1"}
}

func visits(n int) matching.Component                  { return matching.Component{Visits: n} }
func hours(n curriculum.ClassHours) matching.Component { return matching.Component{Hours: n} }
func courses(ids ...curriculum.CourseID) matching.Component {
	return matching.Component{Visits: len(ids), Courses: ids}
}

var programRows = []ruleRow{
	{"anything", "a component that states nothing takes both", rule.Program, func(w *world) {
		w.program(matching.Program{}, visits(2))
	}, 2000, 2000},
	{"visits", "one visit is all that it takes", rule.Program, func(w *world) {
		w.program(matching.Program{}, visits(1))
	}, 1000, 2000},
	{"visits of each component", "the second component takes nothing that the first has no need of", rule.Program, func(w *world) {
		w.program(matching.Program{}, visits(1), matching.Component{Visits: 1, Tags: []string{"none"}})
	}, 1000, 2000},
	{"choices", "the program would take both, the request one", rule.Choice, func(w *world) {
		w.program(matching.Program{}, visits(2))
		w.demand.Requests[0].Choices = []matching.Choice{{Course: "c1"}}
	}, 1000, 2000},
	{"no choice but times", "the request's times bind it without choices too", rule.Choice, func(w *world) {
		w.program(matching.Program{}, visits(2))
		w.demand.Requests[0].Times = morning
	}, 1000, 2000},
	{"tier", "one of the courses is Practice", rule.Program, func(w *world) {
		w.Courses[1].Tier, w.Courses[1].Products = curriculum.Practice, []string{"chair"}
		w.Courses[1].Activities = []curriculum.Activity{curriculum.WorkTask}
		w.program(matching.Program{}, matching.Component{Visits: 2, Tier: curriculum.Experience})
	}, 1000, 2000},
	{"courses", "one of the courses is named", rule.Program, func(w *world) {
		w.program(matching.Program{}, matching.Component{Visits: 2, Courses: []curriculum.CourseID{"c1"}})
	}, 1000, 2000},
	{"one of the courses", "both are named", rule.Program, func(w *world) {
		w.program(matching.Program{}, courses("c2", "c1"))
	}, 2000, 2000},
	{"majors", "one of the courses has the major", rule.Program, func(w *world) {
		w.program(matching.Program{}, matching.Component{Visits: 2, Majors: []curriculum.MajorID{"m2"}})
	}, 1000, 2000},
	{"occupations", "one of the courses meets one of the occupations", rule.Program, func(w *world) {
		w.occupations(nil, []curriculum.OccupationID{"cook"})
		w.program(matching.Program{}, matching.Component{Visits: 2, Occupations: []curriculum.OccupationID{"smith", "cook"}})
	}, 1000, 2000},
	{"tags", "one of the courses has one of the tags", rule.Program, func(w *world) {
		w.Courses[0].Tags = []string{"craft", "old"}
		w.program(matching.Program{}, matching.Component{Visits: 2, Tags: []string{"old", "new"}})
	}, 1000, 2000},
	{"centers", "one of the courses is at the center", rule.Program, func(w *world) {
		w.program(matching.Program{}, matching.Component{Visits: 2, Centers: []capacity.CenterID{"z2"}})
	}, 1000, 2000},
	{"every condition", "the course is at another center", rule.Program, func(w *world) {
		w.program(matching.Program{}, matching.Component{Visits: 2, Courses: []curriculum.CourseID{"c1"}, Centers: []capacity.CenterID{"z2"}})
	}, 0, 2000},
	{"which component", "the first component must leave the first course to the second", rule.Program, func(w *world) {
		w.program(matching.Program{}, visits(1), courses("c1"))
	}, 2000, 2000},
	{"one component", "a visit counts for one of the two that it fulfils", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Valid.From = friday + 1
		w.program(matching.Program{Whole: true}, courses("c1"), visits(1))
	}, 0, 1000},
	{"hours enough", "one slot of 2 hours is enough", rule.Program, func(w *world) {
		w.program(matching.Program{}, hours(2))
	}, 1000, 2000},
	{"hours lack", "2 hours are fewer than 3", rule.Program, func(w *world) {
		w.program(matching.Program{}, hours(3))
	}, 2000, 2000},
	{"hours of the course", "4 hours are enough without the 2", rule.Program, func(w *world) {
		w.Courses[0].Hours = 4
		w.program(matching.Program{}, hours(4))
	}, 1000, 2000},
	{"shortest needed", "4 hours are fewer than 5", rule.Program, func(w *world) {
		w.Courses[0].Hours = 4
		w.program(matching.Program{}, hours(5))
	}, 2000, 2000},
	{"no hours", "the afternoon counts for nothing", rule.Program, func(w *world) {
		w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 0
		w.program(matching.Program{}, hours(5))
	}, 1000, 2000},
	{"no hours needed", "a component by visits asks for no hours", rule.Program, func(w *world) {
		w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 0
		w.program(matching.Program{}, visits(2))
	}, 2000, 2000},
	{"course has the hours", "the afternoon's course has hours of its own", rule.Program, func(w *world) {
		w.capacity.Calendars[0].Terms[0].Periods[1].Hours, w.Courses[1].Hours = 0, 1
		w.program(matching.Program{}, hours(5))
	}, 2000, 2000},
	{"distinct major", "both courses have one major", rule.Program, func(w *world) {
		w.Courses[1].Major, w.capacity.Instructors[1].Majors = "m1", []curriculum.MajorID{"m1"}
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor)}, visits(2))
	}, 1000, 2000},
	{"no major", "courses without a major have none in common", rule.Program, func(w *world) {
		for i := range w.Courses {
			w.Courses[i].Major = ""
			w.capacity.Instructors[i].Courses = []curriculum.CourseID{w.Courses[i].ID}
		}
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor)}, visits(2))
	}, 2000, 2000},
	{"distinct across components", "the two visits count for two components", rule.Program, func(w *world) {
		w.Courses[1].Major, w.capacity.Instructors[1].Majors = "m1", []curriculum.MajorID{"m1"}
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor)}, courses("c1"), courses("c2"))
	}, 1000, 2000},
	{"distinct occupations", "one of two occupations is common", rule.Program, func(w *world) {
		w.occupations([]curriculum.OccupationID{"smith", "cook"}, []curriculum.OccupationID{"cook"})
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitOccupation)}, visits(2))
	}, 1000, 2000},
	{"other occupations", "no occupation is common", rule.Program, func(w *world) {
		w.occupations([]curriculum.OccupationID{"smith"}, []curriculum.OccupationID{"cook"})
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitOccupation)}, visits(2))
	}, 2000, 2000},
	{"distinct center", "both courses are at one center", rule.Program, func(w *world) {
		w.oneCenter()
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitCenter)}, visits(2))
	}, 1000, 2000},
	{"distinct in what it names", "one center, but two majors", rule.Program, func(w *world) {
		w.oneCenter()
		w.program(matching.Program{Distinct: matching.Traits(matching.TraitMajor, matching.TraitOccupation)}, visits(2))
	}, 2000, 2000},
	{"most at a center", "both courses are at one center", rule.Program, func(w *world) {
		w.oneCenter()
		w.program(matching.Program{MostAtCenter: 1}, visits(2))
	}, 1000, 2000},
	{"two at a center", "two are allowed", rule.Program, func(w *world) {
		w.oneCenter()
		w.program(matching.Program{MostAtCenter: 2}, visits(2))
	}, 2000, 2000},
	{"a day apart", "both slots are on one date", rule.Program, func(w *world) {
		w.program(matching.Program{DaysApart: 1}, visits(2))
	}, 1000, 2000},
	{"three days apart", "from Friday to Monday", rule.Program, func(w *world) {
		w.fridayAndMonday()
		w.program(matching.Program{DaysApart: 3}, visits(2))
	}, 2000, 2000},
	{"four days apart", "from Friday to Monday are three", rule.Program, func(w *world) {
		w.fridayAndMonday()
		w.program(matching.Program{DaysApart: 4}, visits(2))
	}, 1000, 2000},
	{"in order", "the second course runs in the afternoon alone", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Times = capacity.Times{{Start: capacity.At(friday, clock(10, 30))}}
		w.program(matching.Program{Ordered: true}, courses("c1"), courses("c2"))
	}, 2000, 2000},
	{"out of order", "the second course comes first in the program", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Times = capacity.Times{{Start: capacity.At(friday, clock(10, 30))}}
		w.program(matching.Program{Ordered: true}, courses("c2"), courses("c1"))
	}, 1000, 2000},
	{"any order", "the program does not ask for one", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Times = capacity.Times{{Start: capacity.At(friday, clock(10, 30))}}
		w.program(matching.Program{}, courses("c2"), courses("c1"))
	}, 2000, 2000},
	{"order within a component", "a component's own visits are in any", rule.Program, func(w *world) {
		w.program(matching.Program{Ordered: true}, visits(2))
	}, 2000, 2000},
	{"whole", "the second component can have nothing", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Valid.From = friday + 1
		w.program(matching.Program{Whole: true}, courses("c1"), courses("c2"))
	}, 0, 1000},
	{"not whole", "the first component alone is something", rule.Program, func(w *world) {
		w.capacity.Offerings[1].Valid.From = friday + 1
		w.program(matching.Program{}, courses("c1"), courses("c2"))
	}, 1000, 1000},
	{"whole by hours", "two slots are 4 hours of 5", rule.Program, func(w *world) {
		w.program(matching.Program{Whole: true}, hours(5))
	}, 0, 2000},
	{"wholly there", "two slots are 4 hours of 4", rule.Program, func(w *world) {
		w.program(matching.Program{Whole: true}, hours(4))
	}, 2000, 2000},
	{"two programs' worth", "each request has its own visits in the program", rule.Program, func(w *world) {
		other := w.demand.Requests[1]
		w.program(matching.Program{Whole: true}, courses("c1"))
		other.Program, other.Choices = "g", nil
		w.demand.Requests = append(w.demand.Requests, other)
	}, 1800, 3600},
}

// occupations states which occupations each of the two courses meets.
func (w *world) occupations(first, second []curriculum.OccupationID) {
	w.Spec.Occupations = []curriculum.Occupation{{ID: "cook"}, {ID: "smith"}}
	w.Courses[0].Occupations, w.Courses[1].Occupations = first, second
}

func TestMissing(t *testing.T) {
	const slot = 2 // hours
	tests := []struct {
		name, reason string
		change       func(w *world)
		want         int
	}{
		{"visits", "two of five are placed", func(w *world) { w.program(matching.Program{}, visits(5)) }, 3},
		{"nothing", "both are placed", func(w *world) { w.program(matching.Program{}, visits(2)) }, 0},
		{"hours", "7 hours less 4 are two slots of 2", func(w *world) { w.program(matching.Program{}, hours(7)) }, 2},
		{"longest course", "a course of 3 hours is closed, but would do", func(w *world) {
			w.Courses[1].Hours, w.capacity.Offerings[1].Valid.From = 3, friday+1
			w.program(matching.Program{}, hours(slot+3))
		}, 1},
		{"longest slot", "the second slot has 5 hours, and the class comes in the first", func(w *world) {
			w.capacity.Calendars[0].Terms[0].Periods[1].Hours = 5
			w.program(matching.Program{}, hours(slot+6))
			w.demand.Requests[0].Times = morning
		}, 2},
		{"other center's slots", "the longer slot is not where the component is", func(w *world) {
			long := w.capacity.Calendars[0]
			long.ID, long.Terms = "g2", []capacity.Term{{From: friday, To: friday, Periods: []capacity.Period{{ID: "x", Start: clock(14, 0), End: clock(18, 0), Hours: 9}}}}
			w.capacity.Calendars = append(w.capacity.Calendars, long)
			w.capacity.Centers[1].Calendar = "g2"
			w.program(matching.Program{}, matching.Component{Hours: slot + 3, Courses: []curriculum.CourseID{"c1"}})
		}, 2},
		{"nothing fits", "one visit stands for what nobody offers", func(w *world) {
			w.program(matching.Program{}, matching.Component{Hours: 16, Tags: []string{"none"}})
		}, 1},
		{"every component", "one visit, one of 2 hours for 3, and two visits lack", func(w *world) {
			w.program(matching.Program{}, visits(1), hours(3), visits(3))
			w.demand.Requests[0].Times = capacity.Times{{To: friday - 1}}
		}, 1 + 2 + 3},
		{"whole", "one of two is not enough to begin", func(w *world) {
			w.capacity.Offerings[1].Valid.From = friday + 1
			w.program(matching.Program{Whole: true}, visits(2))
		}, 2},
		{"too much elsewhere", "hours beyond one component do not fill another", func(w *world) {
			w.Courses[0].Hours = 4
			w.program(matching.Program{}, matching.Component{Hours: 2, Courses: []curriculum.CourseID{"c1"}},
				matching.Component{Visits: 2, Courses: []curriculum.CourseID{"c2"}})
		}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := plain()
			tt.change(w)
			_, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
			if !ok || plan == nil {
				t.Fatal("no plan")
			}
			missing := 0
			for _, u := range plan.Unplaced {
				missing += u.Visits
			}
			if missing != tt.want {
				t.Errorf("%d visits missing, want %d: %s", missing, tt.want, tt.reason)
			}
		})
	}
}
