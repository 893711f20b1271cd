package record_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
)

// nextTerm is a problem with the classes j2019 and j2021 and three centers, of
// which the register of ledger has two.
func nextTerm(t fatal, catalog *curriculum.Catalog) *matching.Problem {
	t.Helper()
	monday := day(t, "2022-09-05")
	network, err := capacity.NewNetwork(capacity.Spec{
		Calendars: []capacity.Calendar{{ID: "term", Terms: []capacity.Term{{From: monday, To: monday + 60, Days: capacity.Days(1, 5),
			Periods: []capacity.Period{{ID: "am", Start: 8 * 60, End: 11 * 60, Hours: 4}}}}}},
		Centers: []capacity.Center{{ID: "school", Calendar: "term"}, {ID: "base", Kind: capacity.Base, Calendar: "term"}, {ID: "gone", Calendar: "term"}},
		Rooms:   []capacity.Room{{ID: "r1", Center: "school", Seats: 50}, {ID: "r2", Center: "base", Seats: 50}},
		Instructors: []capacity.Instructor{{ID: "t1", Centers: []capacity.CenterID{"school"}, Courses: []curriculum.CourseID{"drone", "farm"}},
			{ID: "t2", Centers: []capacity.CenterID{"base"}, Courses: []curriculum.CourseID{"make", "drone"}}},
		Offerings: []capacity.Offering{{ID: "o1", Center: "school", Course: "drone", Rooms: []capacity.RoomID{"r1"}}, {ID: "o2", Center: "school", Course: "farm", Rooms: []capacity.RoomID{"r1"}},
			{ID: "o3", Center: "base", Course: "make", Rooms: []capacity.RoomID{"r2"}}},
	}, catalog)
	if err != nil {
		t.Fatal(err)
	}
	p, err := matching.NewProblem(catalog, network, matching.Spec{
		Schools:  []matching.School{{ID: "s"}},
		Cohorts:  []curriculum.Cohort{{ID: "j2019", School: "s", Grade: 9, Size: 40}, {ID: "j2021", School: "s", Grade: 8, Size: 41}},
		Requests: []matching.Request{{ID: "own", Cohort: "j2019", Choices: []matching.Choice{{Course: "drone"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// asking takes what its learners would for a whole term, on Fridays.
func asking(t fatal) record.Ask {
	return record.Ask{
		Prefix: "owed.", Hours: 4, From: day(t, "2022-09-05"), Raise: record.Raise{PerHour: 10, Most: 200},
		Template: matching.Request{ID: "x", Cohort: "y", Visits: 9, Weight: 100, Share: capacity.ShareAnyone, MaxTravel: 30, Times: capacity.Times{{Days: capacity.Days(5)}},
			Choices: []matching.Choice{{Tier: curriculum.Experience, Times: capacity.Times{{To: day(t, "2022-10-31")}}}, {Course: "make", Center: "base"}}},
	}
}

// asked writes a request as tests have it.
func asked(r matching.Request) string {
	s := fmt.Sprintf("%s %s %d visits weight %d:", r.ID, r.Cohort, r.Visits, r.Weight)
	for _, c := range r.Choices {
		s += fmt.Sprintf(" %s@%s", c.Course, c.Center)
	}
	return s
}

func TestNeeds(t *testing.T) {
	b := ledger(t, written(t, 1, "j2019", "2019-10-09 drone school 12"), written(t, 2, "j2019", "2021-03-03 make base 17"))
	p := nextTerm(t, b.Catalog())
	period := capacity.DateSpan{To: day(t, "2022-07-01")}
	tests := []struct {
		name   string
		reason string
		prefix string
		change func(*record.Ask)
		want   []string
	}{
		{
			name: "16 of 32", prefix: "shanghai",
			reason: "j2019 has 29 of 32, of which 12 are recognized: 4 are owed at the school, one visit. j2021 owes 32: four visits there and four anywhere. " +
				"Volunteering and online count for nothing there. Weights are 100 × 1.4 and 100 × 3, as 320 % are more than 200 %",
			want: []string{
				"owed.j2019.shanghai-2019-experience.recognized j2019 1 visits weight 140: drone@school farm@school",
				"owed.j2021.shanghai-2019-experience.recognized j2021 4 visits weight 300: drone@school farm@school",
				"owed.j2021.shanghai-2019-experience j2021 4 visits weight 300: drone@ farm@ make@base",
			},
		},
		{
			name: "long visits", prefix: "shanghai", change: func(a *record.Ask) { a.Hours, a.Raise = 10, record.Raise{} },
			reason: "two visits of 10 hours for the 16, and what is left of 32 then, 12, takes two more; nothing is raised",
			want: []string{
				"owed.j2019.shanghai-2019-experience.recognized j2019 1 visits weight 100: drone@school farm@school",
				"owed.j2021.shanghai-2019-experience.recognized j2021 2 visits weight 100: drone@school farm@school",
				"owed.j2021.shanghai-2019-experience j2021 2 visits weight 100: drone@ farm@ make@base",
			},
		},
		{
			name: "labor", prefix: "national-2022", change: func(a *record.Ask) { a.Most = 3 },
			reason: "grade 8 has 19 weeks of labor before it in autumn, so five visits, of which at most three are asked for, on labor alone; volunteering is labor here",
			want:   []string{"owed.j2021.national-2022-labor j2021 3 visits weight 290: farm@ help@ make@base"},
		},
		{
			name: "an average", prefix: "national-2017", change: func(a *record.Ask) { a.Template.Weight = 0 },
			reason: "every course counts, so choices stay as they are; 2 × 20 weeks are owed by j2021 and 40 − 0 by j2019 in grade 9; a weight of 1 raised by 200 % is 3",
			want: []string{
				"owed.j2019.national-2017-grades-3-9 j2019 10 visits weight 3: @ make@base",
				"owed.j2021.national-2017-grades-3-9 j2021 10 visits weight 3: @ make@base",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := builtIn(t, tt.prefix, spring, autumn22)
			period := period
			switch tt.prefix {
			case "national-2022":
				period = span(t, autumn22)
			case "national-2017":
				period = span(t, spring)
			}
			var list []*record.Assessment
			for _, id := range []curriculum.CohortID{"j2019", "j2021"} {
				a, err := record.Assess(b, r, id, period)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, a)
			}
			ask := asking(t)
			if tt.change != nil {
				tt.change(&ask)
			}
			requests, err := record.Needs(p, b, r, list, ask)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, q := range requests {
				got = append(got, asked(q))
				if q.MaxTravel != 30 || q.Share != capacity.ShareAnyone || len(q.Times) != 1 {
					t.Errorf("%s is not like the template: %+v", q.ID, q)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			demand := p.Spec()
			demand.Requests = append(demand.Requests, requests...)
			problem, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
			if err != nil {
				t.Fatalf("the problem does not take them: %v", err)
			}
			if _, err := record.Needs(problem, b, r, list, ask); len(places(err)) != len(requests) {
				t.Errorf("asked for again, their ids are taken: %v", err)
			}
			requests[0].Choices[0].Course, requests[0].Times[0].Days = "x", 0
			for _, c := range requests[0].Choices {
				for i := range c.Times {
					c.Times[i].To = 1
				}
			}
			again, err := record.Needs(p, b, r, list, ask)
			if err != nil || asked(again[0]) != tt.want[0] || again[0].Times[0].Days == 0 || slices.ContainsFunc(again[0].Choices, func(c matching.Choice) bool { return len(c.Times) > 0 && c.Times[0].To == 1 }) {
				t.Errorf("changing what was handed out reaches the template: %v %v", again, err)
			}
		})
	}
}

func TestNeedsRefuse(t *testing.T) {
	b := ledger(t)
	p, r := nextTerm(t, b.Catalog()), builtIn(t, "shanghai")
	assessed := func(id curriculum.CohortID) *record.Assessment {
		a, err := record.Assess(b, r, id, capacity.DateSpan{})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	tests := []struct {
		name   string
		reason string
		list   []*record.Assessment
		change func(*record.Ask)
		want   []string
	}{
		{"no hours", "a visit counts for something", nil, func(a *record.Ask) { a.Hours = 0 }, []string{"/ask/hours"}},
		{"negative raise", "what is owed lowers no weight", nil, func(a *record.Ask) { a.Raise.PerHour = -1 }, []string{"/ask/raise/perHour"}},
		{"no day", "licenses hold on days", nil, func(a *record.Ask) { a.From = 0 }, []string{"/ask/from"}},
		{"twice", "each part has one id", []*record.Assessment{assessed("j2021"), assessed("j2021")}, nil, []string{"/1/parts", "/1/parts"}},
		{"no choice", "nothing would do", []*record.Assessment{assessed("j2021")}, func(a *record.Ask) { a.Template.Choices = nil }, []string{"/0/parts", "/0/parts"}},
		{"none recognized", "the school is not licensed for drones then", []*record.Assessment{assessed("j2021")},
			func(a *record.Ask) {
				a.From, a.Template.Choices = day(t, "2020-03-01"), []matching.Choice{{Course: "drone"}}
			}, []string{"/0/parts"}},
		{"long id", "files take 128 bytes", []*record.Assessment{assessed("j2021")}, func(a *record.Ask) { a.Prefix = strings.Repeat("x", 120) }, []string{"/0/parts", "/0/parts"}},
		{"other standards", "they were assessed by others", []*record.Assessment{{Learner: "j2021", Parts: []record.Part{{Standard: "x"}}}}, nil, []string{"/0/parts"}},
		{"no cohort", "it could not come", []*record.Assessment{{Learner: "j2018", Parts: []record.Part{{Standard: "shanghai-2019-experience", Hours: record.HoursReckoning{Owed: 1}}}}}, nil, []string{"/0/learner"}},
		{"nothing", "somebody was not assessed", []*record.Assessment{nil}, nil, []string{"/0"}},
		{"owed beyond reason", "no assessment says so, and it would not fit", []*record.Assessment{{Learner: "j2021", Parts: []record.Part{
			{Standard: "shanghai-2019-experience", Hours: record.HoursReckoning{Owed: math.MaxInt}, Recognized: record.HoursReckoning{Owed: math.MaxInt}}}}},
			nil, []string{"/0/parts/0/hours/owed", "/0/parts/0/recognized/owed"}},
		{"negative", "nobody owes less than nothing", []*record.Assessment{{Learner: "j2021", Parts: []record.Part{
			{Standard: "shanghai-2019-experience", Recognized: record.HoursReckoning{Owed: -1}}}}}, nil, []string{"/0/parts/0/recognized/owed"}},
		{"no cohort, nothing owed", "nothing is asked for", []*record.Assessment{assessed("s2020")}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ask := asking(t)
			if tt.change != nil {
				tt.change(&ask)
			}
			_, err := record.Needs(p, b, r, tt.list, ask)
			if diff := cmp.Diff(tt.want, places(err)); diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", tt.reason, err, diff)
			}
		})
	}
}

func TestRaise(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		raise  record.Raise
		weight int
		owed   curriculum.ClassHours
		want   int
	}{
		{"none", "the zero rule leaves it", record.Raise{}, 7, 20, 7},
		{"unset", "0 means 1", record.Raise{}, 0, 20, 1},
		{"for each hour", "100 × (100 + 4 × 10) %", record.Raise{PerHour: 10, Most: 200}, 100, 4, 140},
		{"at most", "20 × 10 % and no more", record.Raise{PerHour: 10, Most: 200}, 100, 50, 300},
		{"up", "5 × 1.3 is 6.5, which becomes 7", record.Raise{PerHour: 10, Most: 200}, 5, 3, 7},
		{"down", "3 × 1.1 is 3.3, which becomes 3", record.Raise{PerHour: 10, Most: 200}, 3, 1, 3},
		{"as much as a problem takes", "a million", record.Raise{PerHour: 100, Most: 100_000}, 900_000, 50, 1_000_000},
		{"more than a problem takes", "it is refused there, and not raised here", record.Raise{PerHour: 10, Most: 200}, math.MaxInt32, 20, math.MaxInt32},
		{"endless hours", "100,000 percent is the most that may be asked for: 2 × 1001", record.Raise{PerHour: math.MaxInt, Most: math.MaxInt}, 2, math.MaxInt, 2002},
		{"negative", "nothing lowers a weight", record.Raise{PerHour: -10, Most: -20}, 7, -20, 7},
	}
	for _, tt := range tests {
		if got := tt.raise.Weight(tt.weight, tt.owed); got != tt.want {
			t.Errorf("%s: %d, want %d: %s", tt.name, got, tt.want, tt.reason)
		}
	}
}

// TestNeedsCover: the visits asked for are just as many as cover what is owed,
// anywhere and where it must be recognized; who owes more has no lower weight.
func TestNeedsCover(t *testing.T) {
	r := builtIn(t, "shanghai")
	rapid.Check(t, func(rt *rapid.T) {
		l := pupils(rt)[2] // j2021
		b := ledger(rt, entriesOf(rt, l, 0)...)
		a, err := record.Assess(b, r, l.ID, capacity.DateSpan{})
		if err != nil {
			rt.Fatal(err)
		}
		ask := asking(rt)
		ask.Hours = curriculum.ClassHours(rapid.IntRange(1, 9).Draw(rt, "hours"))
		requests, err := record.Needs(nextTerm(rt, b.Catalog()), b, r, []*record.Assessment{a}, ask)
		if err != nil {
			rt.Fatal(err)
		}
		var all, recognized curriculum.ClassHours
		for _, q := range requests {
			hours := ask.Hours * curriculum.ClassHours(q.Visits)
			all += hours
			if strings.HasSuffix(string(q.ID), ".recognized") {
				recognized += hours
				if slices.ContainsFunc(q.Choices, func(c matching.Choice) bool { return c.Center != "school" }) {
					rt.Errorf("a choice that is not recognized: %s", asked(q))
				}
			}
		}
		part := a.Parts[0]
		if all < part.Hours.Owed || recognized < part.Recognized.Owed || recognized >= part.Recognized.Owed+ask.Hours {
			rt.Errorf("%d and %d hours asked for: %s", all, recognized, line(part))
		}
		if all >= max(recognized, part.Hours.Owed)+ask.Hours {
			rt.Errorf("%d hours asked for, a visit too many: %s", all, line(part))
		}
		one, two := curriculum.ClassHours(rapid.IntRange(0, 50).Draw(rt, "owed")), curriculum.ClassHours(rapid.IntRange(0, 50).Draw(rt, "more"))
		if weight := rapid.IntRange(0, 1_000_000).Draw(rt, "weight"); ask.Raise.Weight(weight, one) > ask.Raise.Weight(weight, one+two) || ask.Raise.Weight(weight, one) > 1_000_000 {
			rt.Errorf("weight %d is %d for %d hours, %d for %d", weight, ask.Raise.Weight(weight, one), one, ask.Raise.Weight(weight, one+two), one+two)
		}
	})
}
