package scenario_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// edited applies an edit to a fixture.
func edited(t *testing.T, name, edit string) (before, after *scenario.File, err error) {
	t.Helper()
	r, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	before, err = scenario.Read(r)
	if err != nil {
		t.Fatal(err)
	}
	e, err := scenario.ReadEdit(strings.NewReader(edit))
	if err != nil {
		return before, nil, err
	}
	after, err = e.Apply(before)
	return before, after, err
}

// TestEdit compares what an edit makes of a scenario with the same made by hand.
func TestEdit(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		file   string
		edit   string   // what follows the format
		want   []string // old, new: of the canonical text
	}{
		{"nothing", "an edit may say nothing", "small.json", ``, nil},
		{"name", "it is the edit's own", "small.json", `, "name": "what if", "notes": ["not the scenario's"]`, nil},
		{"set", "what is not stated stays", "small.json", `, "set": {"rooms": [{"seats": 60, "id": "c1-r1"}]}`,
			[]string{`"seats": 50`, `"seats": 60`}},
		{"set to nothing", "0 is stated here", "small.json", `, "set": {"centers": [{"id": "c1", "headcount": 0}]}`,
			[]string{`, "headcount": 120`, ``}},
		{"set an empty list", "it says that there is none", "small.json", `, "set": {"rooms": [{"id": "c1-r2", "teaching": []}]}`,
			[]string{`, "teaching": [{"days": "tue", "hours": ["08:00-12:00"]}]`, ``}},
		{"set a list", "it is set whole", "small.json", `, "set": {"requests": [{"id": "q1", "choices": [{"tier": "practice"}]}]}`,
			[]string{`[{"course": "auto-make"}, {"tier": "experience"}]`, `[{"tier": "practice"}]`}},
		{"set an object", "it is set whole", "small.json", `, "set": {"schools": [{"id": "s2", "at": {"x": 1, "y": 0}}]}`,
			[]string{`{"x": 6000, "y": 1500}`, `{"x": 1, "y": 0}`}},
		{"set a number", "some members are no lists", "small.json", `, "set": {"noticeDays": 3}`,
			[]string{`"noticeDays": 14`, `"noticeDays": 3`}},
		{"set weights", "left out, they are the ones that are meant", "small.json", `, "set": {"weights": {"session": 7}}`,
			[]string{`"noticeDays": 14,`, `"noticeDays": 14,
  "weights": {"base": 1000, "first": 1000, "rank": [300, 200, 100], "travel": 1, "travelMost": 120, "session": 7},`}},
		{"remove", "and nothing else", "small.json", `, "remove": {"requests": ["q3", "q1"]}`,
			[]string{`
    {"id": "q1", "cohort": "s1-501", "choices": [{"course": "auto-make"}, {"tier": "experience"}]},`, ``, `,
    {"id": "q3", "cohort": "s2-301", "choices": [{"course": "auto-make"}], "weight": 2, "maxTravel": 30}`, ``}},
		{"remove all", "an empty list is none", "small.json", `, "remove": {"requests": ["q3", "q1", "q2"]}`, []string{`,
  "requests": [
    {"id": "q1", "cohort": "s1-501", "choices": [{"course": "auto-make"}, {"tier": "experience"}]},
    {"id": "q2", "cohort": "s1-502", "choices": [{"major": "auto", "center": "c1"}], "times": [{"days": "thu"}]},
    {"id": "q3", "cohort": "s2-301", "choices": [{"course": "auto-make"}], "weight": 2, "maxTravel": 30}
  ]`, ``}},
		{"add", "to a list that there is", "small.json", `, "add": {"instructors": [{"id": "t3", "centers": ["c1"], "majors": ["auto"]}]}`,
			[]string{`"courses": ["auto-make"]}
`, `"courses": ["auto-make"]},
    {"id": "t3", "centers": ["c1"], "majors": ["auto"]}
`}},
		{"add to nothing", "the list begins", "small.json", `, "add": {"closures": [{"id": "x", "times": [{"from": "2026-09-15"}]}]}`,
			[]string{`
  "asOf"`, `
  "closures": [
    {"id": "x", "times": [{"from": "2026-09-15"}]}
  ],
  "asOf"`}},
		{"replace", "what is removed may be added", "small.json", `, "remove": {"schools": ["s1"]}, "add": {"schools": [{"id": "s1"}]}`,
			[]string{`{"id": "s1", "name": "第一小学"}`, `{"id": "s1"}`}},
		{"stock", "it is named by two ids", "full.json", `, "set": {"stocks": [{"center": "c1", "item": "kit", "units": 7}]}`,
			[]string{`"item": "kit", "units": 500`, `"item": "kit", "units": 7`}},
		{"ways", "travel is an object, and its list is set whole", "full.json", `, "set": {"travel": {"ways": []}}`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after, err := edited(t, tt.file, `{"format": "sanjie.edit/v1"`+tt.edit+`}`)
			if err != nil {
				t.Fatal(err)
			}
			want := written(t, before)
			if tt.name == "ways" {
				x := *before
				x.Travel.Ways = nil
				want = written(t, &x)
			}
			for i := 0; i < len(tt.want); i += 2 {
				if strings.Count(want, tt.want[i]) != 1 {
					t.Fatalf("no %q, or several, in\n%s", tt.want[i], want)
				}
				want = strings.Replace(want, tt.want[i], tt.want[i+1], 1)
			}
			if diff := cmp.Diff(want, written(t, after)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			again, _, _ := edited(t, tt.file, `{"format": "sanjie.edit/v1"}`)
			if diff := cmp.Diff(written(t, again), written(t, before)); diff != "" {
				t.Errorf("the scenario itself changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestEditRefuses finds everything at once, each finding with its line.
func TestEditRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		edit   string
		want   []string // line, path and problem
	}{
		{"unknown list", "it is misspelled", `, "add": {"room": []}`, []string{`line 1: /add/room: "room" is an unknown field`}},
		{"unknown field", "it is misspelled", `, "set": {"rooms": [{"id": "c1-r1", "seat": 3}]}`, []string{`line 1: /set/rooms/0/seat: "seat" is an unknown field`}},
		{"no id", "nothing is named", `, "set": {"rooms": [{"seats": 3}]}`, []string{`line 1: /set/rooms/0/id: is missing`}},
		{"wrong type", "seats are counted", `, "set": {"rooms": [{"id": "c1-r1", "seats": "3"}]}`, []string{`line 1: /set/rooms/0/seats: "3" is text`}},
		{"half of an element", "what is added is whole", `, "add": {"rooms": [{"id": "r9"}]}`, []string{`line 1: /add/rooms/0/center: is missing`, `line 1: /add/rooms/0/seats: is missing`}},
		{"not there", "set, removed", `,
"remove": {"rooms": ["r8"]},
"set": {"rooms": [
  {"id": "r9"}]}`, []string{`line 2: /remove/rooms/0: "r8" is not in the scenario`, `line 4: /set/rooms/0/id: "r9" is not in the scenario`}},
		{"there already", "it would be there twice", `, "add": {"rooms": [{"id": "c1-r1", "center": "c1", "seats": 1}]}`, []string{`line 1: /add/rooms/0/id: "c1-r1" is there already`}},
		{"added twice", "it would be there twice", `, "add": {"schools": [{"id": "s9"},
{"id": "s9"}]}`, []string{`line 2: /add/schools/1/id: "s9" is there already`}},
		{"twice", "which holds is not said", `, "remove": {"rooms": ["c1-r1", "c1-r1"]}, "set": {"centers": [{"id": "c1"}, {"id": "c1"}]}`,
			[]string{`line 1: /set/centers/1/id: "c1" is set twice`, `line 1: /remove/rooms/1: "c1-r1" is removed twice`}},
		{"set and removed", "which holds is not said", `, "remove": {"rooms": ["c1-r1"]}, "set": {"rooms": [{"id": "c1-r1"}]}`, []string{`line 1: /set/rooms/0/id: "c1-r1" is removed as well`}},
		{"pin", "it is named by three ids", `, "remove": {"pins": [{"request": "q1", "slot": "x", "offering": "y"}]}`, []string{`line 1: /remove/pins/0: "q1 y x" is not in the scenario`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := edited(t, "small.json", `{"format": "sanjie.edit/v1"`+tt.edit+`}`)
			var all *finding.Error
			if !errors.As(err, &all) {
				t.Fatalf("%v, want findings: %s", err, tt.reason)
			}
			var got []string
			for _, f := range all.Findings {
				f.Remedy = ""
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestEditFull sets every field of everything to what it is, removes everything and
// adds it anew: each leaves the scenario as it was.
func TestEditFull(t *testing.T) {
	text := contents(t, "testdata/full.json")
	members, _, _ := strings.Cut(text[strings.Index(text, `"framework"`):], "\n}\n")
	lists := members[strings.Index(members, `"clusters"`):]
	for _, single := range []string{"zone", "travel", "asOf", "noticeDays", "visitsPerDay", "weights"} {
		lists = without(lists, single)
	}
	remove := `"clusters": ["smart"], "chains": ["car"], "majors": ["auto"], "occupations": ["mechanic"], "items": ["kit"], "lines": ["material"],
		"courses": ["make", "race", "see"], "competitions": ["科创赛"], "areas": ["gz", "py"], "calendars": ["autumn"], "centers": ["c1", "c2"], "rooms": ["r1"], "instructors": ["t1"],
		"offerings": ["o1", "o2"], "closures": ["storm"], "stocks": [{"center": "c1", "item": "kit"}], "budgets": ["b1"], "fleets": ["f1"],
		"teams": ["team1"], "quotas": ["q1"], "programs": ["p1"], "schools": ["s1"], "cohorts": ["k1"], "requests": ["a1", "a2"],
		"pins": [{"request": "a1", "offering": "o1", "slot": "2026-09-08.am"}]`
	for name, edit := range map[string]string{"set": `"set": {` + members + `}`, "remove and add": `"remove": {` + remove + `}, "add": {` + lists + `}`} {
		before, after, err := edited(t, "full.json", `{"format": "sanjie.edit/v1", `+edit+`}`)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(written(t, before), written(t, after)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", name, diff)
		}
	}
}

// without cuts a member out of the members of a canonical document.
func without(members, name string) string {
	before, rest, _ := strings.Cut(members, "\n  \""+name+"\": ")
	_, after, found := strings.Cut(rest, "\n  \"")
	if !found {
		return before
	}
	return before + "\n  \"" + after
}

// TestEditFixture applies the fixture, which says something in each of its objects.
func TestEditFixture(t *testing.T) {
	before, after, err := edited(t, "full.json", contents(t, "testdata/full.edit.json"))
	if err != nil {
		t.Fatal(err)
	}
	x := *before
	x.Offerings, x.Stocks, x.Pins, x.NoticeDays, x.Weights.Session = x.Offerings[:1], nil, nil, 7, 40
	x.Rooms = slices.Clone(x.Rooms)
	x.Rooms[0].Seats, x.Rooms[0].Teaching = 44, nil
	want, got := written(t, &x), written(t, after)
	added := `,
    {"id": "week", "kind": "weather", "areas": ["py"], "times": [{"from": "2026-10-12", "to": "2026-10-16"}]}`
	if diff := cmp.Diff(want, strings.Replace(got, added, "", 1)); diff != "" || !strings.Contains(got, added) {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWriteRequests: an edit that adds requests does just that.
func TestWriteRequests(t *testing.T) {
	f, _, err := scenario.Load(strings.NewReader(contents(t, small)))
	if err != nil {
		t.Fatal(err)
	}
	requests := []matching.Request{
		{ID: "n2", Cohort: "s1-502", Visits: 2, Choices: []matching.Choice{{Course: "auto-see", Center: "c1"}}, Weight: 3},
		{ID: "n1", Cohort: "s1-501", Choices: []matching.Choice{{Major: "auto"}}, Share: capacity.ShareAnyone},
	}
	var b strings.Builder
	if err := scenario.WriteRequests(&b, "欠课时", requests); err != nil {
		t.Fatal(err)
	}
	want := `{
  "format": "sanjie.edit/v1",
  "name": "欠课时",
  "add": {
    "requests": [
      {"id": "n1", "cohort": "s1-501", "choices": [{"major": "auto"}], "share": "anyone"},
      {"id": "n2", "cohort": "s1-502", "visits": 2, "choices": [{"course": "auto-see", "center": "c1"}], "weight": 3}
    ]
  }
}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	if requests[0].ID != "n2" {
		t.Error("the caller's list is in another order")
	}
	edit, err := scenario.ReadEdit(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	then, err := edit.Apply(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := then.Problem(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append(f.Requests, requests[1], requests[0]), then.Requests); diff != "" {
		t.Errorf("requests with the edit (-want +got):\n%s", diff)
	}
	if err := scenario.WriteRequests(&b, "", []matching.Request{{ID: "a\xff"}}); len(findings(t, err)) != 1 {
		t.Errorf("error %v, want a finding", err)
	}
}
