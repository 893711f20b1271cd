package capacity_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

func TestCompetitions(t *testing.T) {
	n := network(t, district(t))
	var order []capacity.CompetitionID
	for c := range n.Competitions() {
		order = append(order, c.ID)
	}
	if diff := cmp.Diff([]capacity.CompetitionID{"science", "robotcup", "fair"}, order); diff != "" {
		t.Errorf("by the end of enrolment, then by the first date (-want +got):\n%s", diff)
	}
	tests := []struct {
		name      capacity.CompetitionID
		reason    string
		preparing []curriculum.CourseID
		enrolment string
		admits    curriculum.GradeSet
	}{
		{"robotcup", "all Exploration courses of the major, once, not its Experience course; enrolment to its first date", []curriculum.CourseID{"arms", "robots"}, "2026-09-18", curriculum.AllGrades},
		{"science", "the courses it names, by id", []curriculum.CourseID{"arms", "pastry"}, "2026-09-06", curriculum.Grades(7, 12)},
		{"fair", "nothing prepares for it", nil, "2026-09-18", curriculum.AllGrades},
	}
	for _, tt := range tests {
		t.Run(string(tt.name), func(t *testing.T) {
			c, ok := n.Competition(tt.name)
			if !ok || c.Enrolment() != date(t, tt.enrolment) {
				t.Errorf("found %v, enrolment to %v, want to %s: %s", ok, c.Enrolment(), tt.enrolment, tt.reason)
			}
			if diff := cmp.Diff(tt.preparing, n.Preparing(tt.name)); diff != "" {
				t.Errorf("preparing: %s (-want +got):\n%s", tt.reason, diff)
			}
			for g := range curriculum.AllGrades.All() {
				if got := c.Admits(g); got != tt.admits.Has(g) {
					t.Errorf("admits grade %v: %v", g, got)
				}
			}
			for _, id := range []curriculum.CourseID{"arms", "pastry", "printing", "robots"} {
				if want, got := slices.Contains(tt.preparing, id), slices.Contains(n.PreparesFor(id), tt.name); got != want {
					t.Errorf("%s prepares for it: %v, want %v", id, got, want)
				}
			}
		})
	}
	if c, ok := n.Competition("cup"); ok || n.Preparing("cup") != nil {
		t.Errorf("found %v, prepared for by %v; want none", c, n.Preparing("cup"))
	}
	if diff := cmp.Diff([]capacity.CompetitionID{"robotcup", "science"}, n.PreparesFor("arms")); diff != "" {
		t.Errorf("what arms prepares for (-want +got):\n%s", diff)
	}
}

// TestCompetitionsAreCopies: what is handed out can be changed.
func TestCompetitionsAreCopies(t *testing.T) {
	n := network(t, district(t))
	for c := range n.Competitions() {
		for i := range c.Courses {
			c.Courses[i] = "changed"
		}
	}
	c, _ := n.Competition("science")
	c.Courses[0] = "changed"
	n.Preparing("science")[0] = "changed"
	want, _ := network(t, district(t)).Competition("science")
	got, _ := n.Competition("science")
	if diff := cmp.Diff(want, got); diff != "" || n.Preparing("science")[0] != "arms" {
		t.Errorf("the network changed (-want +got):\n%s%v", diff, n.Preparing("science"))
	}
}

func TestFindingsOfCompetitions(t *testing.T) {
	refuse(t, []damage{
		{"id twice", "an intent could mean either", func(s *capacity.Spec) { s.Competitions[2].ID = "science" }, []string{"/competitions/2/id is the id of /competitions/0 too"}},
		{"no id", "nothing could refer to it", func(s *capacity.Spec) { s.Competitions[2].ID = "" }, []string{"/competitions/2/id is missing"}},
		{"name with a line break", "output is line by line", func(s *capacity.Spec) { s.Competitions[1].Name = "a\nb" }, []string{"/competitions/1/name holds a control character"}},
		{"unknown major", "ids refer to something", func(s *capacity.Spec) { s.Competitions[1].Majors[0] = "robot" }, []string{"/competitions/1/majors/0 is no major"}},
		{"unknown course", "ids refer to something", func(s *capacity.Spec) { s.Competitions[1].Courses[0] = "arm" }, []string{"/competitions/1/courses/0 is no course"}},
		{"course twice", "it prepares once", func(s *capacity.Spec) { s.Competitions[0].Courses[1] = "pastry" }, []string{"/competitions/0/courses/1 stands in the list twice, first at /competitions/0/courses/0"}},
		{"course of another tier", "it would be left out without a word", func(s *capacity.Spec) { s.Competitions[0].Courses[1] = "baking" },
			[]string{"/competitions/0/courses/1 is a course of experience, and exploration prepares for competitions"}},
		{"no such grade", "a caller in Go can pass any number", func(s *capacity.Spec) { s.Competitions[0].Grades = 1 }, []string{"/competitions/0/grades holds what is no grade"}},
		{"no dates", "then it is not in a calendar", func(s *capacity.Spec) { s.Competitions[0].Dates = capacity.DateSpan{} }, []string{"/competitions/0/dates has no first or no last date"}},
		{"open end", "before which date to prepare would not be said", func(s *capacity.Spec) { s.Competitions[0].Dates.From = 0 }, []string{"/competitions/0/dates has no first or no last date"}},
		{"ends before it starts", "the earlier date comes first", func(s *capacity.Spec) { s.Competitions[0].Dates.To -= 9 }, []string{"/competitions/0/dates ends before it starts"}},
		{"date without a text", "it could not be written", func(s *capacity.Spec) { s.Competitions[0].Dates.From = -5 }, []string{"/competitions/0/dates is not within the years 1971 to 9999"}},
		{"enrolment without a text", "it could not be written", func(s *capacity.Spec) { s.Competitions[0].EnrolBy = -5 }, []string{"/competitions/0/enrolBy is not within the years 1971 to 9999"}},
		{"enrolment after the end", "it would be too late", func(s *capacity.Spec) { s.Competitions[0].EnrolBy = s.Competitions[0].Dates.To + 1 },
			[]string{"/competitions/0/enrolBy is after the last date, 2026-09-28"}},
		{"enrolment on the last date", "it may be late", func(s *capacity.Spec) { s.Competitions[0].EnrolBy = s.Competitions[0].Dates.To }, nil},
	})
}
