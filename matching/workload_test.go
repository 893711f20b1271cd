package matching_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestMeasureWork compares the work in the plan of world_test.go with that counted
// by hand. The course robot states 3 hours, all others have those of their slots.
func TestMeasureWork(t *testing.T) {
	w := newWorld()
	w.course("robot").Hours = 3
	w.instructor("t3").PerWeek, w.instructor("t3").PerTerm = 4, 5
	w.instructor("t5").Kind = capacity.Mentor
	work := func(sessions int64, hours curriculum.ClassHours, pupils, days int64) matching.Work {
		return matching.Work{Sessions: sessions, Hours: hours, Pupils: pupils, Days: days}
	}
	one := func(id capacity.InstructorID, center capacity.CenterID, own matching.Work) matching.InstructorWork {
		return matching.InstructorWork{
			Instructor: id, Work: own, Centers: []matching.CenterWork{{Center: center, Work: own}}, WeekMost: own.Sessions,
		}
	}
	t3 := one("t3", "hub", work(2, 3+4, 30+22, 2))
	t3.Centers = append([]matching.CenterWork{{Center: "farm"}}, t3.Centers...)
	t3.WeekShare, t3.TermShare = 0.5, 0.4
	t5 := one("t5", "farm", work(1, 2, 40, 1))
	t5.Kind = capacity.Mentor
	want := matching.Workload{
		Instructors: []matching.InstructorWork{
			one("t1", "hub", work(1, 4, 40, 1)), one("t2", "hub", work(1, 4, 40, 1)), t3,
			one("t4", "hub", work(1, 3, 30, 1)), t5, one("t6", "hub", work(1, 4, 22, 1)), one("t7", "hub", work(0, 0, 0, 0)),
		},
		Centers: []matching.CenterWork{
			{Center: "farm", Work: work(1, 2, 40, 1)}, {Center: "hub", Work: work(6, 22, 184, 6)}, {Center: "web"},
		},
		Kinds: []matching.KindWork{
			{Kind: capacity.FullTime, Instructors: 6, Working: 5, Work: work(6, 22, 184, 6)},
			{Kind: capacity.PartTime},
			{Kind: capacity.Mentor, Instructors: 1, Working: 1, Work: work(1, 2, 40, 1)},
		},
		Total: work(7, 24, 224, 7),
	}
	if diff := cmp.Diff(want, matching.MeasureWork(w.problem(t), w.plan)); diff != "" {
		t.Errorf("work (-want +got):\n%s", diff)
	}
}

// TestMeasureWorkDays has two sessions of one instructor on one day, and a third in
// another week at another center.
func TestMeasureWorkDays(t *testing.T) {
	w := newWorld()
	w.plan.Sessions = []matching.Session{
		{Offering: "drone1", Slot: "2026-09-08.am", Instructors: []capacity.InstructorID{"t3"}},
		{Offering: "drone1", Slot: "2026-09-08.pm", Instructors: []capacity.InstructorID{"t3"}},
		{Offering: "crops1", Slot: "2026-09-15.mid", Instructors: []capacity.InstructorID{"t3"}},
		{Offering: "crops1", Slot: "2027-01-01.mid", Instructors: []capacity.InstructorID{"t3"}}, // no slot of the farm
	}
	w.plan.Visits = nil
	p := w.problem(t)
	led := []capacity.Led{{Instructor: "t3", Course: "crops", Sessions: 1}, {Instructor: "t3", Course: "drone", Sessions: 2}}
	if diff := cmp.Diff(led, matching.LedIn(p, w.plan)); diff != "" {
		t.Errorf("led (-want +got):\n%s", diff)
	}
	got := matching.MeasureWork(p, w.plan).Instructors[2]
	want := matching.InstructorWork{
		Instructor: "t3", Work: matching.Work{Sessions: 3, Hours: 10, Days: 2}, WeekMost: 2,
		Centers: []matching.CenterWork{
			{Center: "farm", Work: matching.Work{Sessions: 1, Hours: 2, Days: 1}},
			{Center: "hub", Work: matching.Work{Sessions: 2, Hours: 8, Days: 1}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("work of t3 (-want +got):\n%s", diff)
	}
}

// TestMentor says that a mentor leads where available and qualified, and nowhere
// else: paper needs two instructors for 40 pupils, and t2 is on leave.
func TestMentor(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		mentor capacity.Instructor
		slot   capacity.SlotID // where the visit takes place; empty when nowhere
	}{
		{"one morning", "the one slot in which the mentor comes", capacity.Instructor{
			Courses: []curriculum.CourseID{"paper"}, Available: capacity.Times{{From: day(16), To: day(16), Hours: []capacity.ClockSpan{{Start: clock(8, 0), End: clock(12, 0)}}}},
		}, "2026-09-16.am"},
		{"leaves early", "the slot is not covered to its end", capacity.Instructor{
			Courses: []curriculum.CourseID{"paper"}, Available: capacity.Times{{From: day(16), To: day(16), Hours: []capacity.ClockSpan{{Start: clock(8, 0), End: clock(11, 0)}}}},
		}, ""},
		{"another trade", "available, but not qualified for the course", capacity.Instructor{
			Courses: []curriculum.CourseID{"crops"}, Available: on(16),
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.capacity.Instructors[1].Available = on(1) // t2, before the term
			w.instructor("t3").Courses = nil
			tt.mentor.ID, tt.mentor.Kind, tt.mentor.Centers = "m1", capacity.Mentor, []capacity.CenterID{"hub"}
			w.capacity.Instructors = append(w.capacity.Instructors, tt.mentor)
			w.demand.Pins = nil
			w.demand.Requests = []matching.Request{{ID: "q1", Cohort: "a1", Choices: []matching.Choice{{Course: "paper"}}}}
			p := w.problem(t)
			plan, err := matching.Solve(context.Background(), p, matching.WithEffort(100_000))
			if err != nil {
				t.Fatal(err)
			}
			var want []matching.Session
			if tt.slot != "" {
				want = []matching.Session{{Offering: "paper1", Slot: tt.slot, Instructors: []capacity.InstructorID{"m1", "t1"}}}
			}
			if diff := cmp.Diff(want, plan.Sessions, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("sessions: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}
