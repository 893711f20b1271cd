package curriculum_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

func TestCheckCohort(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		do     func(*curriculum.Cohort)
		want   []string
	}{{
		name:   "sample",
		reason: "a cohort with something in every field",
		do:     func(*curriculum.Cohort) {},
	}, {
		name:   "one pupil",
		reason: "a pupil alone is a cohort of size 1, without any record",
		do: func(c *curriculum.Cohort) {
			*c = curriculum.Cohort{ID: "p1", School: "s1", Grade: curriculum.Vocational1, Size: 1}
		},
	}, {
		name:   "zero cohort",
		reason: "id, school, grade and size have to be stated",
		do:     func(c *curriculum.Cohort) { *c = curriculum.Cohort{} },
		want: []string{
			`/cohorts/3/id: is empty; give it an id of 1 to 128 bytes`,
			`/cohorts/3/school: is empty; give it an id of 1 to 128 bytes`,
			`/cohorts/3/grade: is not set; use 1 to 12 or v1 to v3`,
			`/cohorts/3/size: "0" is out of range; use 1 to 1000000`,
		},
	}, {
		name:   "malformed ids and name",
		reason: "they are printed on one line of a terminal",
		do: func(c *curriculum.Cohort) {
			c.ID, c.School, c.Name = "\xff", curriculum.SchoolID(strings.Repeat("x", 129)), "a\nb"
		},
		want: []string{
			`/cohorts/3/id: "\xff" is not valid UTF-8; write it in UTF-8`,
			`/cohorts/3/school: "` + strings.Repeat("x", 129) + `" has 129 bytes; keep it to 128 bytes`,
			`/cohorts/3/name: "a\nb" has the control character U+000A; remove it`,
		},
	}, {
		name:   "no such grade",
		reason: "a caller in Go can pass any number",
		do:     func(c *curriculum.Cohort) { c.Grade = 16 },
		want:   []string{`/cohorts/3/grade: "16" is no grade; use 1 to 12 or v1 to v3`},
	}, {
		name:   "largest",
		reason: "the limit itself is allowed",
		do:     func(c *curriculum.Cohort) { c.Size = 1_000_000 },
	}, {
		name:   "too large",
		reason: "sums over a plan must be provably within an int64",
		do:     func(c *curriculum.Cohort) { c.Size = 1_000_001 },
		want:   []string{`/cohorts/3/size: "1000001" is out of range; use 1 to 1000000`},
	}, {
		name:   "negative size",
		reason: "there are no fewer than no pupils",
		do:     func(c *curriculum.Cohort) { c.Size = -40 },
		want:   []string{`/cohorts/3/size: "-40" is out of range; use 1 to 1000000`},
	}, {
		name:   "intents",
		reason: "kind, major and competition are each checked, and a repetition is a slip",
		do: func(c *curriculum.Cohort) {
			c.Intents = []curriculum.Intent{
				{}, {Kind: 3}, {Kind: curriculum.DevelopMajor, Major: "weldin"}, {Kind: curriculum.EnterCompetition, Competition: "\x00"},
				{Kind: curriculum.EnterCompetition}, {Kind: curriculum.EnterCompetition},
			}
		},
		want: []string{
			`/cohorts/3/intents/0/kind: is not set; use major, competition`,
			`/cohorts/3/intents/1/kind: "3" is no intent; use major, competition`,
			`/cohorts/3/intents/2/major: "weldin" is no known major; did you mean "welding"?`,
			`/cohorts/3/intents/3/competition: "\x00" has the control character U+0000; remove it`,
			`/cohorts/3/intents/5: "competition" repeats /cohorts/3/intents/4; remove one of the two`,
		},
	}, {
		name:   "record",
		reason: "completed courses are courses of the catalog; a withdrawn one stays there without offerings",
		do: func(c *curriculum.Cohort) {
			c.Completed = []curriculum.CourseID{"weld-1", "weld-9", "weld-1", ""}
			c.Oriented = []curriculum.OrientationID{"safety", "", "safety"}
		},
		want: []string{
			`/cohorts/3/completed/1: "weld-9" is no known course; did you mean "weld-1"?`,
			`/cohorts/3/completed/3: is empty; name an existing course`,
			`/cohorts/3/completed/2: "weld-1" repeats /cohorts/3/completed/0; remove one of the two`,
			`/cohorts/3/oriented/1: is empty; give it an id of 1 to 128 bytes`,
			`/cohorts/3/oriented/2: "safety" repeats /cohorts/3/oriented/0; remove one of the two`,
		},
	}}
	catalog := mustCatalog(t, sampleSpec())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cohort := sampleCohort()
			tt.do(&cohort)
			var found finding.List
			catalog.CheckCohort(cohort, "/cohorts/3", &found)
			if diff := cmp.Diff(tt.want, findings(found.Err())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}
