package matching_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// contests is bare with two Exploration courses: "fly" runs on the mornings of
// the 7th and 8th in the room ra, "weld" on the afternoon of the 8th in rb.
func contests() *world {
	w := bare()
	w.curriculum.Majors = []curriculum.Major{{ID: "drones"}, {ID: "welding"}}
	w.curriculum.Courses = append(w.curriculum.Courses,
		curriculum.Course{ID: "fly", Tier: curriculum.Exploration, Major: "drones"},
		curriculum.Course{ID: "weld", Tier: curriculum.Exploration, Major: "welding", MaxGroup: 12})
	w.capacity.Areas = []capacity.Area{{ID: "north"}}
	w.capacity.Offerings = append(w.capacity.Offerings,
		capacity.Offering{ID: "ofly", Center: "hub", Course: "fly", Rooms: []capacity.RoomID{"ra"}, Times: slotsOn([]int{7, 8}, clock(8, 0), clock(12, 0))},
		capacity.Offering{ID: "oweld", Center: "hub", Course: "weld", Rooms: []capacity.RoomID{"rb"}, Times: slotsOn([]int{8}, clock(13, 0), clock(18, 0))})
	w.capacity.Competitions = []capacity.Competition{
		{ID: "cup", Majors: []curriculum.MajorID{"drones", "welding"}, EnrolBy: day(6), Dates: capacity.DateSpan{From: day(12), To: day(13)}},
		{ID: "early", Majors: []curriculum.MajorID{"drones"}, Grades: curriculum.Grades(7, 9), Dates: capacity.DateSpan{From: day(8), To: day(8)}},
		{ID: "fair", Dates: capacity.DateSpan{From: day(20), To: day(20)}},
	}
	w.cohort("k1").Intents = []curriculum.Intent{{Kind: curriculum.EnterCompetition, Competition: "cup"}}
	w.cohort("k2").Intents = []curriculum.Intent{{Kind: curriculum.DevelopMajor, Major: "drones"}}
	return w
}

// tell writes a preparation in one line.
func tell(x matching.Preparation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %v %v %v:", x.Cohort, x.Competition, x.Enrolment, x.Enrols, x.Against)
	for _, c := range x.Courses {
		fmt.Fprintf(&b, " %s %d", c.Course, c.Sessions)
		if c.Last != 0 {
			fmt.Fprintf(&b, " to %v", c.Last)
		}
		for _, r := range c.Reasons {
			fmt.Fprintf(&b, " (%v)", r)
		}
	}
	return b.String()
}

func TestPreparations(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		do     func(*world)
		want   []string
	}{
		{"ready", "two sessions and one are open before the 12th; an intent for a major enters nothing", func(*world) {},
			[]string{"k1 cup 2026-09-06 true []: fly 2 to 2026-09-08 weld 1 to 2026-09-08"}},
		{"no calendar", "an intent alone opens Exploration, and there is nothing to say", func(w *world) { w.capacity.Competitions = nil }, nil},
		{"any", "it names none, and grade 5 may not enter the early one", func(w *world) { w.cohort("k1").Intents[0].Competition = "" },
			[]string{"k1 cup 2026-09-06 true []: fly 2 to 2026-09-08 weld 1 to 2026-09-08", "k1 fair 2026-09-20 true [nocourse]:"}},
		{"not admitted", "it is named, so it is said why not; what is on its first date is too late", func(w *world) { w.cohort("k1").Intents[0].Competition = "early" },
			[]string{"k1 early 2026-09-08 true [notadmitted]: fly 1 to 2026-09-07"}},
		{"twice meant", "once by its name and once by any", func(w *world) {
			w.cohort("k1").Intents = append(w.cohort("k1").Intents, curriculum.Intent{Kind: curriculum.EnterCompetition})
		}, []string{"k1 cup 2026-09-06 true []: fly 2 to 2026-09-08 weld 1 to 2026-09-08", "k1 fair 2026-09-20 true [nocourse]:"}},
		{"enrolment over", "it may have enrolled, and can still be prepared; the 7th is before notice", func(w *world) {
			w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(7), clock(7, 0)), 1
		}, []string{"k1 cup 2026-09-06 false []: fly 1 to 2026-09-08 weld 1 to 2026-09-08"}},
		{"last day to enrol", "it is not over on that day; notice ends in the middle of the morning of the 8th", func(w *world) {
			w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(6), clock(9, 0)), 2
		}, []string{"k1 cup 2026-09-06 true []: fly 0 weld 1 to 2026-09-08"}},
		{"begun", "nothing is open any more", func(w *world) { w.demand.AsOf = capacity.At(day(12), 0) },
			[]string{"k1 cup 2026-09-06 false [begun noneopen]: fly 0 weld 0"}},
		{"none takes it", "13 pupils are too many for one, and the other is done: verdicts say so", func(w *world) {
			w.cohort("k1").Size, w.cohort("k1").Completed = 13, []curriculum.CourseID{"fly"}
		}, []string{`k1 cup 2026-09-06 true [nonetakes]: fly 2 to 2026-09-08 (R2: the cohort has completed course "fly" before) weld 1 to 2026-09-08 (R2: the course takes groups of at most 12, the cohort has 13)`}},
		{"none is open", "the one that takes it is closed for its grade, the open one does not take it", func(w *world) {
			w.cohort("k1").Completed = []curriculum.CourseID{"weld"}
			w.capacity.Closures = []capacity.Closure{{ID: "exams", Grades: curriculum.Grades(5, 5), Rooms: []capacity.RoomID{"ra"}, Times: on(7, 8)}}
		}, []string{`k1 cup 2026-09-06 true [noneopen]: fly 0 weld 1 to 2026-09-08 (R2: the cohort has completed course "weld" before)`}},
		{"closed for others", "other grades, and an area of no concern", func(w *world) {
			w.capacity.Closures = []capacity.Closure{{ID: "exams", Grades: curriculum.Grades(6, 6), Times: on(7, 8)}, {ID: "storm", Areas: []capacity.AreaID{"north"}, Times: on(7, 8)}}
		}, []string{"k1 cup 2026-09-06 true []: fly 2 to 2026-09-08 weld 1 to 2026-09-08"}},
		{"own area closed", "the school cannot set out on the 8th; one elsewhere of the same grade can", func(w *world) {
			w.school("s1").Area = "north"
			w.cohort("k2").School, w.cohort("k2").Intents = "s2", w.cohort("k1").Intents
			w.capacity.Closures = []capacity.Closure{{ID: "storm", Areas: []capacity.AreaID{"north"}, Times: on(8)}}
		}, []string{"k1 cup 2026-09-06 true []: fly 1 to 2026-09-07 weld 0", "k2 cup 2026-09-06 true []: fly 2 to 2026-09-08 weld 1 to 2026-09-08"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := contests()
			tt.do(w)
			var got []string
			for _, x := range w.problem(t).Preparations() {
				got = append(got, tell(x))
				if x.Ready() != (len(x.Against) == 0) {
					t.Errorf("%v is ready: %v", x, x.Ready())
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestCompetitionIntents: whatever competition an intent names, and whether it is
// in time, R1 asks for the kind alone.
func TestCompetitionIntents(t *testing.T) {
	for _, named := range []string{"", "cup", "early"} {
		w := contests()
		w.cohort("k1").Intents[0].Competition = named
		w.demand.AsOf = capacity.At(day(7), 0)
		w.asks("q1", "k1", "fly", nil)
		for i := range w.capacity.Instructors {
			w.capacity.Instructors[i].Courses = append(w.capacity.Instructors[i].Courses, "fly")
		}
		if plan := solve(t, w.problem(t)); len(plan.Visits) != 1 {
			t.Errorf("an intent for %q: visits %v, want one", named, plan.Visits)
		}
	}
}

// TestHindranceText: every hindrance is read as it is written, and none has a text
// but those.
func TestHindranceText(t *testing.T) {
	for h := matching.NotAdmitted; h <= matching.NoneOpen; h++ {
		text, err := h.MarshalText()
		var back matching.Hindrance
		if err != nil || string(text) != h.String() || back.UnmarshalText(text) != nil || back != h {
			t.Errorf("%v is written as %q (%v) and read as %v", h, text, err, back)
		}
	}
	if text, err := (matching.NoneOpen + 1).MarshalText(); err == nil {
		t.Errorf("one more has the text %q", text)
	}
}
