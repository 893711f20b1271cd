package record_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// day returns the date of an ISO text.
func day(t fatal, text string) capacity.Date {
	t.Helper()
	var d capacity.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return d
}

func span(t fatal, text string) capacity.DateSpan {
	t.Helper()
	var s capacity.DateSpan
	if err := s.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return s
}

// fatal is what tests and properties have in common.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

// written reads an entry such as "2022-03-02 farm school 4".
func written(t fatal, id int, learner curriculum.CohortID, text string) record.Entry {
	t.Helper()
	f := strings.Fields(text)
	e := record.Entry{ID: record.EntryID(fmt.Sprint(id)), Learner: learner, Date: day(t, f[0]), Course: curriculum.CourseID(f[1]), Center: capacity.CenterID(f[2])}
	if _, err := fmt.Sscan(f[3], &e.Hours); err != nil {
		t.Fatal(err)
	}
	return e
}

// pupils of different years: those named after a year entered grade 7, or 10, in
// its autumn; "g2" goes from grade 2 to 3 in 2021.
func pupils(t fatal) []record.Learner {
	three := func(id curriculum.CohortID, grade curriculum.Grade, year int) record.Learner {
		l := record.Learner{ID: id, School: "s"}
		for i := range 3 {
			l.Years = append(l.Years, record.Year{Grade: grade + curriculum.Grade(i),
				From: day(t, fmt.Sprintf("%d-09-01", year+i)), To: day(t, fmt.Sprintf("%d-08-31", year+i+1))})
		}
		return l
	}
	return []record.Learner{three("j2018", 7, 2018), three("j2019", 7, 2019), three("j2021", 7, 2021),
		three("s2019", 10, 2019), three("s2020", 10, 2020), three("g2", 2, 2020)}
}

// ledger is a book of these pupils. The school is licensed but in 2020, when its
// license for anything but farming has run out; the base always is.
func ledger(t fatal, entries ...record.Entry) *record.Book {
	t.Helper()
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "drone", Tier: curriculum.Experience, Tags: []string{"fly"}},
		{ID: "farm", Tier: curriculum.Experience, Labor: curriculum.Farming},
		{ID: "help", Tier: curriculum.Experience, Labor: curriculum.PublicVolunteer},
		{ID: "web", Tier: curriculum.Experience, Delivery: curriculum.Online},
		{ID: "make", Tier: curriculum.Practice, Products: []string{"model"}, Labor: curriculum.Industry},
	}})
	if err != nil {
		t.Fatal(err)
	}
	providers, err := capacity.NewProviders(catalog, []capacity.Provider{
		{Center: "school", Standings: []capacity.Standing{
			{From: day(t, "2018-01-01"), Status: capacity.Licensed, Until: day(t, "2019-12-31")},
			{From: day(t, "2020-01-01"), Status: capacity.Licensed, Courses: []curriculum.CourseID{"farm"}},
			{From: day(t, "2021-01-01"), Status: capacity.Licensed},
		}},
		{Center: "base", Kind: capacity.Base, Standings: []capacity.Standing{{From: day(t, "2018-01-01"), Status: capacity.Licensed}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := record.NewBook(catalog, providers, record.Spec{Learners: pupils(t), Entries: entries})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// builtIn are the library's standards whose ids begin so, over terms.
func builtIn(t fatal, prefix string, terms ...string) *record.Requirements {
	t.Helper()
	var list []record.Standard
	for _, s := range record.Standards() {
		if strings.HasPrefix(string(s.ID), prefix) {
			list = append(list, s)
		}
	}
	spans := make([]capacity.DateSpan, len(terms))
	for i, text := range terms {
		spans[i] = span(t, text)
	}
	r, err := record.NewRequirements(list, spans)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// line writes a part as the tables below have it.
func line(p record.Part) string {
	s := fmt.Sprintf("%s %v:", p.Standard, p.Dates)
	if p.Weeks > 0 {
		s += fmt.Sprintf(" %d weeks,", p.Weeks)
	}
	if h := p.Hours; h.Required > 0 {
		s += fmt.Sprintf(" %d of %d, owed %d, surplus %d", h.Delivered, h.Required, h.Owed, h.Surplus)
	}
	if h := p.Recognized; h.Required > 0 {
		s += fmt.Sprintf("; recognized %d of %d, owed %d", h.Delivered, h.Required, h.Owed)
	}
	if p.Apart > 0 {
		s += fmt.Sprintf("; apart %d", p.Apart)
	}
	if c := p.Credits; c.Required > 0 {
		s += fmt.Sprintf(" credits %d of %d, owed %d", c.Held, c.Required, c.Owed)
	}
	for _, e := range p.Entries {
		s += fmt.Sprintf(" %s=%v", e.Entry, e.Verdict)
	}
	return s
}

// Terms of 2022. The Wednesdays of spring are 2022-02-16 to 2022-06-29, 133 days
// later: 20 weeks. Those of autumn are 2022-09-07 (September 1 is a Thursday) to
// 2023-01-11, 126 days later: 19 weeks.
const (
	spring   = "2022-02-14/2022-07-01"
	autumn22 = "2022-09-01/2023-01-13"
)

func TestAssess(t *testing.T) {
	tests := []struct {
		name    string
		reason  string
		prefix  string
		terms   []string
		learner curriculum.CohortID
		period  string
		held    []record.SubjectCredits
		entries []string // numbered from 1
		want    []string
		quits   bool // nothing is owed
	}{
		{
			name:   "2017 to 2022",
			reason: "each part by its own rule: grade 7 owes 2 × 20 weeks of anything until summer, grade 8 then 1 × 19 weeks of labor",
			prefix: "national", terms: []string{autumn22, spring}, learner: "j2021", period: "2022-02-14/2023-01-31",
			entries: []string{
				"2022-03-02 drone base 20", "2022-05-11 farm school 12", "2022-08-20 drone base 4", // 36 of 40
				"2022-09-01 farm school 4", "2022-10-12 drone base 8", "2022-11-09 make school 16", // 4 + 16 = 20 of 19; drones are no labor
			},
			want: []string{
				"national-2017-grades-3-9 2022-02-14/2022-08-31: 20 weeks, 36 of 40, owed 4, surplus 0 1=counted 2=counted 3=counted 4=date 5=date 6=date",
				"national-2022-labor 2022-09-01/2023-01-31: 19 weeks, 20 of 19, owed 0, surplus 1 1=date 2=date 3=date 4=counted 5=content 6=counted",
			},
		},
		{
			name:   "the week of the change",
			reason: "its Wednesday, August 31, is under the old rule: 2 × 1 week; what is done on its Thursday is under the new one",
			prefix: "national", terms: []string{"2022-08-29/2022-09-09"}, learner: "j2021", period: "2022-08-01/2022-09-30",
			entries: []string{"2022-08-31 farm school 1", "2022-09-01 make school 2"},
			want: []string{
				"national-2017-grades-3-9 2022-08-01/2022-08-31: 1 weeks, 1 of 2, owed 1, surplus 0 1=counted 2=date",
				"national-2022-labor 2022-09-01/2022-09-30: 1 weeks, 2 of 1, owed 0, surplus 1 1=date 2=counted",
			},
		},
		{
			name:   "two grades",
			reason: "1 × 20 weeks in grade 2 and 2 × 19 weeks in grade 3, and no hour makes up for one of the other part",
			prefix: "national", terms: []string{"2021-02-15/2021-07-02", "2021-09-01/2022-01-12"}, learner: "g2", period: "2021-02-01/2022-01-31",
			entries: []string{"2021-04-07 drone base 40", "2021-10-13 farm base 30"},
			want: []string{
				// Wednesdays 2021-02-17 to 06-30: 133 days, 20 weeks.
				"national-2017-grades-1-2 2021-02-01/2021-08-31: 20 weeks, 40 of 20, owed 0, surplus 20 1=counted 2=grade",
				// Wednesdays 2021-09-01 to 2022-01-12: 133 days, 20 weeks.
				"national-2017-grades-3-9 2021-09-01/2022-01-31: 20 weeks, 30 of 40, owed 10, surplus 0 1=grade 2=counted",
			},
		},
		{
			name:   "holidays",
			reason: "a week between two terms is no school week: 2 + 3 weeks",
			prefix: "national", terms: []string{"2022-09-19/2022-09-30", "2022-10-10/2022-10-28"}, learner: "j2021", period: "/",
			want: []string{"national-2017-grades-3-9 2021-09-01/2022-08-31:", "national-2022-labor 2022-09-01/2024-08-31: 5 weeks, 0 of 5, owed 5, surplus 0"},
		},
		{
			name:   "16 of 32",
			reason: "12 hours at the licensed school are recognized, so 4 are owed there, be the sum 40: base 24, and 4 at the school without license",
			prefix: "shanghai", learner: "j2019", period: "2020-09-01/2021-07-31",
			entries: []string{
				"2019-10-09 drone school 8", "2020-03-04 drone school 4", "2020-05-06 farm school 4", // before the period, in the stage
				"2020-10-14 make base 24", "2020-11-11 web school 6", "2021-03-03 help school 8", "2021-08-04 farm school 4",
			},
			want: []string{"shanghai-2019-experience 2019-09-01/2021-07-31: 40 of 32, owed 4, surplus 8; recognized 12 of 16, owed 4; apart 6" +
				" 1=recognized 2=license 3=recognized 4=kind 5=apart 6=content"},
		},
		{
			name:   "32 are more than 16",
			reason: "of 28, all recognized, 4 are owed anywhere",
			prefix: "shanghai", learner: "j2019", period: "2019-09-01/2022-08-31",
			entries: []string{"2019-10-09 drone school 12", "2021-10-13 farm school 16"},
			want:    []string{"shanghai-2019-experience 2019-09-01/2022-08-31: 28 of 32, owed 4, surplus 0; recognized 28 of 16, owed 0 1=recognized 2=recognized"},
		},
		{
			name:   "entered before the rule",
			reason: "grade 8 in autumn 2019 goes by what held when it entered: nothing in this list",
			prefix: "shanghai", learner: "j2018", period: "2019-09-01/2021-08-31",
			entries: []string{"2019-10-09 drone school 12"},
			quits:   true,
		},
		{
			name:   "another stage",
			reason: "a total over junior middle school asks nothing of senior high",
			prefix: "shanghai", learner: "s2020", period: "/",
			quits: true,
		},
		{
			name:   "credits before 2020",
			reason: "who entered in 2019 owes 14 until the end, whatever came in between",
			prefix: "national", terms: []string{spring}, learner: "s2019", period: "2021-01-01/2021-12-31",
			held:    []record.SubjectCredits{{Subject: "综合实践活动", Credits: 9}, {Subject: "劳动", Credits: 2}},
			entries: []string{"2021-03-03 drone base 4"},
			want:    []string{"national-2017-senior 2019-09-01/2021-12-31: credits 9 of 14, owed 5 1=credits"},
		},
		{
			name:   "credits since 2020",
			reason: "8 and 6; what is too much of one subject is not credit of the other",
			prefix: "national", learner: "s2020", period: "2021-01-01/2021-12-31",
			held: []record.SubjectCredits{{Subject: "综合实践活动", Credits: 9}},
			want: []string{
				"national-2020-senior-labor 2020-09-01/2021-12-31: credits 0 of 6, owed 6",
				"national-2020-senior-practice 2020-09-01/2021-12-31: credits 9 of 8, owed 0",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var entries []record.Entry
			for i, text := range tt.entries {
				entries = append(entries, written(t, i+1, tt.learner, text))
			}
			a, err := record.Assess(ledger(t, entries...), builtIn(t, tt.prefix, tt.terms...), tt.learner, span(t, tt.period), tt.held...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range a.Parts {
				got = append(got, line(p))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if a.Owes() == tt.quits {
				t.Errorf("Owes is %v", a.Owes())
			}
		})
	}
}

func TestAssessRefuses(t *testing.T) {
	b, r := ledger(t), builtIn(t, "")
	tests := []struct {
		name    string
		reason  string
		learner curriculum.CohortID
		period  capacity.DateSpan
		held    []record.SubjectCredits
		path    string
	}{
		{"unknown learner", "nothing is known of it", "j2020", capacity.DateSpan{}, nil, "/learner"},
		{"backward", "no day lies in it", "j2019", capacity.DateSpan{From: day(t, "2022-01-02"), To: day(t, "2022-01-01")}, nil, "/period"},
		{"negative credits", "an account holds them or not", "j2019", capacity.DateSpan{}, []record.SubjectCredits{{Subject: "劳动", Credits: -1}}, "/held"},
		{"a subject twice", "which of the two holds is not said", "j2019", capacity.DateSpan{}, []record.SubjectCredits{{Subject: "劳动"}, {Subject: "劳动", Credits: 1}}, "/held/1"},
	}
	for _, tt := range tests {
		_, err := record.Assess(b, r, tt.learner, tt.period, tt.held...)
		if diff := cmp.Diff([]string{tt.path}, places(err)); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", tt.name, tt.reason, diff)
		}
	}
}

// places returns where the findings of an error are.
func places(err error) []string {
	var refused *finding.Error
	var all []string
	if errors.As(err, &refused) {
		for _, f := range refused.Findings {
			all = append(all, f.Path)
		}
	}
	return all
}
