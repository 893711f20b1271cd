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

var (
	allDay  = capacity.Times{{From: friday, To: friday}}
	morning = capacity.Times{{Hours: []capacity.ClockSpan{{Start: clock(8, 0), End: clock(10, 15)}}}}
	evening = capacity.Times{{Hours: []capacity.ClockSpan{{Start: clock(11, 59), End: clock(20, 0)}}}}
)

// ruleRow changes the plain world so that one rule decides, or just does not.
type ruleRow struct {
	name, reason string
	rule         rule.Rule
	change       func(w *world)
	want         int64 // best points
	without      int64 // best points if the rule did not hold
}

func TestRules(t *testing.T) {
	for _, rows := range [][]ruleRow{visitRows, sessionRows, staffRows, cohortRows, limitRows, noticeRows, programRows, splitRows, outreachRows} {
		for _, row := range rows {
			t.Run(row.rule.Name()+"/"+row.name, func(t *testing.T) {
				w := plain()
				row.change(w)
				p := smallgen.Build(w.Spec, w.capacity, w.demand)
				points, plan, ok := oracle.Best(p)
				if !ok || plan == nil || points != row.want || plan.Points != row.want {
					t.Errorf("Best = %d, %v; want %d points: %s", points, ok, row.want, row.reason)
				}
				if free, _, ok := oracle.Without(p, row.rule); !ok || free != row.without {
					t.Errorf("Without(%v) = %d, %v; want %d points: %s", row.rule, free, ok, row.without, row.reason)
				}
			})
		}
	}
}

var visitRows = []ruleRow{
	{"grade", "grade 10 is beyond Experience", rule.Tier, func(w *world) {
		w.demand.Cohorts[1].Grade = 10
	}, 1000, 1800},
	{"last grade", "grade 9 is the last of Experience", rule.Tier, func(w *world) {
		w.demand.Cohorts[1].Grade = 9
	}, 1800, 1800},
	{"upper primary", "grade 4 is below upper primary, grade 5 is not", rule.Tier, func(w *world) {
		w.Courses[0].Tier, w.Courses[0].Products = curriculum.Practice, []string{"chair"}
		w.Courses[0].Activities = []curriculum.Activity{curriculum.WorkTask}
		w.demand.Cohorts[1].Grade = 4
	}, 1000, 1800},
	{"intent", "only the first class declares an intent", rule.Tier, func(w *world) {
		w.Courses[0].Tier, w.Courses[0].Activities = curriculum.Exploration, []curriculum.Activity{curriculum.Innovation}
		w.demand.Cohorts[0].Intents = []curriculum.Intent{{Kind: curriculum.EnterCompetition}}
	}, 1000, 1800},
	{"own tiers", "the framework's own rule takes grades 1 to 4", rule.Tier, func(w *world) {
		w.Framework.Tiers = []curriculum.TierRule{
			{Tier: curriculum.Experience, Grades: curriculum.Grades(1, 4)},
			{Tier: curriculum.Practice, Grades: curriculum.AllGrades},
			{Tier: curriculum.Exploration, Grades: curriculum.AllGrades},
		}
		w.demand.Cohorts[0].Grade = 4
	}, 1000, 1800},
	{"prerequisite", "only the second class has completed it", rule.Course, func(w *world) {
		w.Courses[0].Prerequisites = []curriculum.CourseID{"c2"}
		w.demand.Cohorts[1].Completed = []curriculum.CourseID{"c2"}
	}, 800, 1800},
	{"orientation", "only the first class has had the briefing", rule.Course, func(w *world) {
		w.Courses[0].Orientation = []curriculum.OrientationID{"safety"}
		w.demand.Cohorts[0].Oriented = []curriculum.OrientationID{"safety"}
	}, 1000, 1800},
	{"completed", "the second class has done it before", rule.Course, func(w *world) {
		w.demand.Cohorts[1].Completed = []curriculum.CourseID{"c1"}
	}, 1000, 1800},
	{"grades", "the course takes grade 5 alone", rule.Course, func(w *world) {
		w.Courses[0].Grades = curriculum.Grades(5, 5)
		w.demand.Cohorts[0].Grade = 6
	}, 800, 1800},
	{"largest group", "10 pupils are more than 9", rule.Course, func(w *world) {
		w.Courses[0].MaxGroup = 9
	}, 800, 1800},
	{"smallest group", "8 pupils are fewer than 9", rule.Course, func(w *world) {
		w.Courses[0].MinGroup = 9
	}, 1000, 1800},
	{"just the size", "8 to 10 pupils are what is asked", rule.Course, func(w *world) {
		w.Courses[0].MinGroup, w.Courses[0].MaxGroup = 8, 10
	}, 1800, 1800},
	{"once", "a second visit would be the same course again", rule.Course, func(w *world) {
		w.share()
		w.demand.VisitsPerDay, w.demand.Requests[0].Visits = 2, 2
	}, 1800, 2800},
	{"another course", "the second class asks for what is not offered", rule.Choice, func(w *world) {
		w.apart()
		w.capacity.Offerings = w.capacity.Offerings[:1]
	}, 1000, 1800},
	{"request's times", "both can come in the morning alone", rule.Choice, func(w *world) {
		w.demand.Requests[0].Times, w.demand.Requests[1].Times = morning, morning
	}, 1000, 1800},
	{"choice's times", "a slot must lie within them, not only touch them", rule.Choice, func(w *world) {
		w.demand.Requests[1].Choices[0].Times = evening
	}, 1000, 1800},
	{"a minute short", "the times end a minute before the slot", rule.Choice, func(w *world) {
		w.demand.Requests[1].Times = capacity.Times{{Hours: []capacity.ClockSpan{{Start: clock(8, 30), End: clock(9, 59)}}}}
	}, 1000, 1800},
	{"tier and major", "every stated condition must hold", rule.Choice, func(w *world) {
		w.demand.Requests[1].Choices[0] = matching.Choice{Tier: curriculum.Experience, Major: "m2", Center: "z1"}
	}, 1000, 1800},
	{"another theme", "the second class asks for the other course's theme, at the first center", rule.Choice, func(w *world) {
		w.Courses[0].Theme, w.Courses[1].Theme = "x", "y"
		w.demand.Requests[1].Choices[0] = matching.Choice{Theme: "y", Center: "z1"}
	}, 1000, 1800},
	{"theme", "one of several courses has it", rule.Choice, func(w *world) {
		w.Courses[1].Theme = "y"
		w.demand.Requests[1].Choices[0] = matching.Choice{Theme: "y"}
	}, 1800, 1800},
	{"visits wanted", "one visit is wanted although two would fit", rule.Choice, func(w *world) {
		w.demand.VisitsPerDay = 2
		w.demand.Requests[0].Choices = append(w.demand.Requests[0].Choices, matching.Choice{Course: "c2"})
	}, 1800, 1800},
	{"license", "the center's license ends the day before", rule.Open, func(w *world) {
		w.capacity.Centers[0].License.To = friday - 1
	}, 0, 1800},
	{"last day", "spans of dates include their ends", rule.Open, func(w *world) {
		w.capacity.Centers[0].License = capacity.DateSpan{From: friday, To: friday}
	}, 1800, 1800},
	{"offering's dates", "it begins the day after", rule.Open, func(w *world) {
		w.capacity.Offerings[0].Valid.From = friday + 1
	}, 0, 1800},
	{"offering's times", "it runs in the morning alone", rule.Open, func(w *world) {
		w.capacity.Offerings[0].Times = morning
	}, 1000, 1800},
	{"own teaching", "the school's lesson takes one minute of the afternoon slot", rule.Open, func(w *world) {
		w.capacity.Rooms[0].Teaching = evening
	}, 1000, 1800},
	{"everything", "a closure without places closes all", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Times: evening}}
	}, 1000, 1800},
	{"room closed", "the room is under repair in the morning", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Rooms: []capacity.RoomID{"r1"}, Times: morning}}
	}, 1000, 1800},
	{"center closed", "the center is closed all day", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Centers: []capacity.CenterID{"z1"}, Times: allDay}}
	}, 0, 1800},
	{"closed elsewhere", "the closure names another center and an area that concerns the second school alone", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Centers: []capacity.CenterID{"z2"}, Areas: []capacity.AreaID{"south"}, Times: allDay}}
	}, 1000, 1800},
	{"until it begins", "a closure that ends when the slot begins does not touch it", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Times: capacity.Times{{Hours: []capacity.ClockSpan{{Start: 0, End: clock(8, 30)}}}}}}
	}, 1800, 1800},
	{"school's area closed", "the second school cannot set out", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Areas: []capacity.AreaID{"south"}, Times: allDay}}
	}, 1000, 1800},
	{"area above closed", "the center lies in the north of the city", rule.Open, func(w *world) {
		w.capacity.Closures = []capacity.Closure{{ID: "x", Areas: []capacity.AreaID{"city"}, Times: allDay}}
	}, 0, 1800},
	{"grades closed", "grade 3 has exams", rule.Open, func(w *world) {
		w.demand.Cohorts[1].Grade = 3
		w.capacity.Closures = []capacity.Closure{{ID: "x", Grades: curriculum.Grades(1, 3), Times: allDay}}
	}, 1000, 1800},
	{"too few adults", "8 pupils of grade 5 need two", rule.Adults, func(w *world) {
		w.demand.Requests[1].Adults = 1
	}, 1000, 1800},
	{"enough adults", "6 pupils of grade 5 need one", rule.Adults, func(w *world) {
		w.demand.Cohorts[1].Size = 6
		w.demand.Requests[1].Adults = 1
	}, 1600, 1600},
	{"adults by size", "20 pupils need the minimum of five", rule.Adults, func(w *world) {
		w.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.AllGrades, PupilsPerAdult: 30, Minimum: 5, From: 20}}
		w.demand.Cohorts[0].Size, w.demand.Cohorts[1].Size = 20, 19
		w.demand.Requests[0].Adults, w.demand.Requests[1].Adults = 4, 1
	}, 1900, 3900},
}
