package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
)

// tagged is a book of one class whose courses are named after their tags: c for
// campus, p for project, o for occupation, u for culture. Entries are courses and
// hours, "cp4", on days that follow each other.
func tagged(t fatal, entries ...string) *record.Book {
	t.Helper()
	tags := map[rune]string{'c': "campus", 'p': "project", 'o': "occupation", 'u': "culture"}
	var spec curriculum.Spec
	known := map[string]bool{}
	var list []record.Entry
	for i, text := range entries {
		name := strings.TrimRight(text, "0123456789")
		if !known[name] {
			known[name] = true
			c := curriculum.Course{ID: curriculum.CourseID(name), Tier: curriculum.Experience}
			for _, letter := range name {
				c.Tags = append(c.Tags, tags[letter])
			}
			spec.Courses = append(spec.Courses, c)
		}
		e := record.Entry{ID: record.EntryID(fmt.Sprint(i + 1)), Learner: "7-1", Date: autumn + capacity.Date(i), Course: curriculum.CourseID(name), Center: "c"}
		if _, err := fmt.Sscan(text[len(name):], &e.Hours); err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	catalog, err := curriculum.NewCatalog(spec)
	if err != nil {
		t.Fatal(err)
	}
	providers, err := capacity.NewProviders(catalog, []capacity.Provider{{Center: "c", Standings: []capacity.Standing{{From: autumn, Status: capacity.Licensed}}}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := record.NewBook(catalog, providers, record.Spec{Learners: class7(), Entries: list})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func putuo(t *testing.T) matching.Program {
	t.Helper()
	for _, p := range matching.Programs() {
		if p.ID == "putuo16" {
			return p
		}
	}
	t.Fatal("no program putuo16")
	return matching.Program{}
}

// TestCoverPutuo: 4 class hours on each of campus, project, occupation, culture.
func TestCoverPutuo(t *testing.T) {
	tests := []struct {
		name    string
		reason  string
		entries []string
		want    string // entries and what is missing, by component
	}{
		{"nothing", "not begun", nil, "[]-4 []-4 []-4 []-4"},
		{"all four", "half a day each", []string{"u4", "o4", "p4", "c4"}, "[4] [3] [2] [1] complete"},
		{"two of one", "16 hours that lack a culture are not the program", []string{"c4", "c4", "p4", "o4"}, "[1] [3] [4] []-4"},
		{"two halves", "hours add up within a component", []string{"c2", "c2"}, "[1 2] []-4 []-4 []-4"},
		{"chain", "the first fits campus and project, the second campus alone: taken greedily, the second would be of no use",
			[]string{"cp4", "c4", "po4", "ou4"}, "[2] [1] [3] [4] complete"},
		{"one for all", "an entry counts once, be it of every kind", []string{"cpou8"}, "[1] []-4 []-4 []-4"},
		{"part", "what is missing is said in hours", []string{"c3", "u1"}, "[1]-1 []-4 []-4 [2]-3"},
		{"complete before begun", "two components complete, not three begun", []string{"c4", "cp4", "p2"}, "[1] [2] []-4 []-4"},
		{"no more than it takes", "a component that is complete takes no more", []string{"c4", "c4"}, "[1] []-4 []-4 []-4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := record.Cover(tagged(t, tt.entries...), putuo(t), "7-1", capacity.DateSpan{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, x := range c.Components {
				text := fmt.Sprint(x.Entries)
				if x.MissingHours > 0 {
					text += fmt.Sprint("-", x.MissingHours)
				}
				got = append(got, text)
			}
			if c.Complete {
				got = append(got, "complete")
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if c.Begun != (len(tt.entries) > 0) || c.Cut {
				t.Errorf("begun %v, cut %v", c.Begun, c.Cut)
			}
		})
	}
}

func TestCoverRefuses(t *testing.T) {
	b := tagged(t, "c4")
	for name, tt := range map[string]struct {
		program matching.Program
		learner curriculum.CohortID
		path    string
	}{
		"nobody":        {putuo(t), "7-9", "/learner"},
		"no components": {matching.Program{ID: "x"}, "7-1", "/program/components"},
		"neither":       {matching.Program{ID: "x", Components: []matching.Component{{}}}, "7-1", "/program/components/0"},
		"both":          {matching.Program{ID: "x", Components: []matching.Component{{Visits: 1, Hours: 4}}}, "7-1", "/program/components/0"},
		"negative":      {matching.Program{ID: "x", Components: []matching.Component{{Visits: -1}}}, "7-1", "/program/components/0/visits"},
	} {
		_, err := record.Cover(b, tt.program, tt.learner, capacity.DateSpan{})
		if diff := cmp.Diff([]string{tt.path}, places(err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCoverAgainstAll compares with the best of every way to assign the entries.
func TestCoverAgainstAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entries []string
		for range rapid.IntRange(0, 6).Draw(t, "entries") {
			entries = append(entries, rapid.SampledFrom([]string{"c", "p", "cp", "po", "cpo"}).Draw(t, "tags")+fmt.Sprint(rapid.IntRange(1, 4).Draw(t, "hours")))
		}
		program := matching.Program{ID: "x"}
		for _, tag := range []string{"campus", "project", "occupation"} {
			x := matching.Component{Tags: []string{tag}}
			if n := rapid.IntRange(1, 6).Draw(t, "amount"); rapid.Bool().Draw(t, "by visits") {
				x.Visits = 1 + n/3
			} else {
				x.Hours = curriculum.ClassHours(n)
			}
			program.Components = append(program.Components, x)
		}
		b := tagged(t, entries...)
		c, err := record.Cover(b, program, "7-1", capacity.DateSpan{})
		if err != nil {
			t.Fatal(err)
		}
		complete, missing := 0, 0
		for i, x := range c.Components {
			m := x.MissingVisits + int(x.MissingHours)
			missing += m
			if m == 0 {
				complete++
			}
			need := program.Components[i]
			want := max(0, need.Visits-x.Visits)
			if need.Hours > 0 {
				want = max(0, int(need.Hours-x.Hours))
			}
			if m != want {
				t.Errorf("component %d misses %d, want %d", i, m, want)
			}
		}
		bestComplete, bestMissing := every(b.Of("7-1"), b.Catalog(), program.Components)
		if complete != bestComplete || missing != bestMissing || c.Complete != (complete == 3) || c.Cut {
			t.Errorf("%d complete and %d missing, the best are %d and %d: %+v", complete, missing, bestComplete, bestMissing, c)
		}
	})
}

// TestCoverOfMany: the work that Cover does has a limit, which is said when it is
// met. Without one, this takes a minute.
func TestCoverOfMany(t *testing.T) {
	var entries []string
	for i := range 150 {
		entries = append(entries, "c"+fmt.Sprint(1+i%7))
	}
	program := matching.Program{ID: "x"}
	for i := range 50 {
		program.Components = append(program.Components, matching.Component{Tags: []string{"campus"}, Hours: curriculum.ClassHours(1 + i%20)})
	}
	c, err := record.Cover(tagged(t, entries...), program, "7-1", capacity.DateSpan{})
	if err != nil {
		t.Fatal(err)
	}
	if !c.Cut || !c.Begun {
		t.Errorf("cut is %v and begun %v", c.Cut, c.Begun)
	}
}

// every tries all ways to assign entries to components that have their tag, and
// returns the most that are complete and the least that is missing then.
func every(entries []record.Entry, catalog *curriculum.Catalog, components []matching.Component) (complete, missing int) {
	complete = -1
	got := make([][2]int, len(components)) // visits and hours
	var try func(i int)
	try = func(i int) {
		if i < len(entries) {
			try(i + 1)
			course, _ := catalog.Course(entries[i].Course)
			for k, x := range components {
				if strings.Contains(strings.Join(course.Tags, " "), x.Tags[0]) {
					got[k][0], got[k][1] = got[k][0]+1, got[k][1]+int(entries[i].Hours)
					try(i + 1)
					got[k][0], got[k][1] = got[k][0]-1, got[k][1]-int(entries[i].Hours)
				}
			}
			return
		}
		n, lack := 0, 0
		for k, x := range components {
			m := max(0, x.Visits-got[k][0])
			if x.Hours > 0 {
				m = max(0, int(x.Hours)-got[k][1])
			}
			lack += m
			if m == 0 {
				n++
			}
		}
		if n > complete || n == complete && lack < missing {
			complete, missing = n, lack
		}
	}
	try(0)
	return complete, missing
}
