package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recorded are records of the classes of small, of which s2-301 is in grade 3, and of
// a pupil. 2026-02-23 to 2026-07-10 are 20 weeks.
const recorded = `{
  "format": "sanjie.records/v1",
  "terms": ["2026-02-23/2026-07-10"],
  "standards": [
    {"id": "labor", "name": "劳动", "source": "a made-up rule", "effective": "2022-09-01/", "grades": "1-9", "counts": {"tiers": ["practice"]}, "perWeek": 1},
    {"id": "credits", "effective": "2020-09-01/", "grades": "10-12", "credits": 6, "subject": "劳动"}
  ],
  "providers": [{"center": "c1", "standings": [{"from": "2024-09-01", "status": "licensed"}]}],
  "learners": [
    {"id": "s1-501", "school": "s1", "years": [{"grade": "5", "from": "2025-09-01", "to": "2026-08-31"}]},
    {"id": "s1-502", "school": "s1", "years": [{"grade": "5", "from": "2025-09-01", "to": "2026-08-31"}]},
    {"id": "p7", "school": "s1", "years": [{"grade": "5", "from": "2025-09-01", "to": "2026-08-31", "class": "s1-501"}]}
  ],
  "entries": [
    {"id": "e1", "learner": "s1-501", "date": "2026-03-10", "course": "see", "center": "c1", "hours": 4},
    {"id": "e2", "learner": "s1-501", "date": "2026-05-12", "course": "make", "center": "c1", "hours": 8, "absent": ["p7"]},
    {"id": "e3", "learner": "s1-502", "date": "2026-05-13", "course": "make", "center": "c1", "hours": 22}
  ]
}
`

func TestAssess(t *testing.T) {
	input := file(t, "small.json", small)
	got := sanjie(t, recorded, "assess", "-i", input, "-records", "-")
	want := `learner  standard  weeks  required  delivered  recognized  owed  surplus
------------------------------------------------------------------------
p7       labor     20     20        0                      20    0
s1-501   labor     20     20        8                      12    0
s1-502   labor     20     20        22                     0     2
2 of 3 learners owe 32 class hours
`
	if diff := cmp.Diff(want, got.out); diff != "" || got.code != no || got.err != "" {
		t.Errorf("%d %s (-want +got):\n%s", got.code, got.err, diff)
	}
	// Until April, 6 weeks are over: Wednesdays 02-25 to 04-01.
	got = sanjie(t, recorded, "assess", "-i", input, "-records", "-", "-learner", "s1-501", "-from", "2026-01-01", "-to", "2026-04-05")
	want = `learner  standard  weeks  required  delivered  recognized  owed  surplus
------------------------------------------------------------------------
s1-501   labor     6      6         0                      6     0
1 of 1 learners owe 6 class hours

劳动, 2026-01-01/2026-04-05
a made-up rule
date        course        center  hours
-----------------------------------------------------------------------------------------
2026-03-10  走进汽车维修  c1      4      the course is not what the standard is about
`
	if diff := cmp.Diff(unruled(want), unruled(got.out)); diff != "" || got.code != no || got.err != "" {
		t.Errorf("%d %s (-want +got):\n%s", got.code, got.err, diff)
	}
	if got := sanjie(t, recorded, "assess", "-i", input, "-records", "-", "-learner", "s1-502"); got.code != done || !strings.Contains(got.out, "0 of 1 learners owe 0 class hours") {
		t.Errorf("nothing is owed, and %+v", got)
	}
}

// seniors are records of a pupil of senior high, who has 4 credits of labor by two
// lots and used 3, and of one without an account.
const seniors = `{
  "format": "sanjie.records/v1",
  "standards": [
    {"id": "credits", "effective": "2020-09-01/", "grades": "10-12", "credits": 6, "subject": "劳动"}
  ],
  "providers": [{"center": "c1", "standings": [{"from": "2024-09-01", "status": "licensed"}]}],
  "agreements": [
    {"id": "a", "school": "s3", "centers": ["c1"], "schoolAgreed": "2025-09-01", "centersAgreed": "2025-09-01", "rows": [{"id": "any", "hours": 4, "credits": 2, "subject": "劳动"}]}
  ],
  "learners": [
    {"id": "p1", "school": "s3", "years": [{"grade": "10", "from": "2025-09-01", "to": "2026-08-31"}]},
    {"id": "p2", "school": "s3", "years": [{"grade": "10", "from": "2025-09-01", "to": "2026-08-31"}]}
  ],
  "entries": [
    {"id": "e1", "learner": "p1", "date": "2026-03-10", "course": "see", "center": "c1", "hours": 4},
    {"id": "e2", "learner": "p1", "date": "2026-05-12", "course": "make", "center": "c1", "hours": 5}
  ],
  "steps": [
    {"id": "1", "date": "2026-03-11", "learner": "p1", "kind": "deposit", "entry": "e1"},
    {"id": "2", "date": "2026-03-11", "learner": "p1", "kind": "convert", "agreement": "a", "row": "any", "lots": 1},
    {"id": "3", "date": "2026-05-13", "learner": "p1", "kind": "deposit", "entry": "e2"},
    {"id": "4", "date": "2026-05-13", "learner": "p1", "kind": "convert", "agreement": "a", "row": "any", "lots": 1},
    {"id": "5", "date": "2026-06-30", "learner": "p1", "kind": "use", "subject": "劳动", "credits": 3, "for": "a course of grade 10"}
  ]
}
`

// TestAssessCredits: what the account has earned by the end of the period is held,
// used or not.
func TestAssessCredits(t *testing.T) {
	input := file(t, "small.json", small)
	got := sanjie(t, seniors, "assess", "-i", input, "-records", "-")
	want := `learner  standard  weeks  required   delivered  recognized  owed       surplus
------------------------------------------------------------------------------
p1       credits          6 credits  4 credits              2 credits  0 credits
p2       credits          6 credits  0 credits              6 credits  0 credits
2 of 2 learners owe 0 class hours and 8 credits
`
	if diff := cmp.Diff(unruled(want), unruled(got.out)); diff != "" || got.code != no || got.err != "" {
		t.Errorf("%d %s (-want +got):\n%s", got.code, got.err, diff)
	}
	// In April the second visit was still to come.
	got = sanjie(t, seniors, "assess", "-i", input, "-records", "-", "-to", "2026-04-30", "-learner", "p1")
	if !strings.Contains(got.out, "owe 0 class hours and 4 credits") {
		t.Errorf("%+v, want 4 of 6 credits owed in April", got)
	}
	enough := strings.Replace(seniors, `"credits": 2`, `"credits": 4`, 1)
	if got := sanjie(t, enough, "assess", "-i", input, "-records", "-", "-learner", "p1", "-json"); got.code != done || !strings.Contains(got.out, `"credits":{"required":6,"held":8,"owed":0}`) {
		t.Errorf("%+v, want 8 credits of 6", got)
	}
}

// unruled returns a text without the lines that only rule tables.
func unruled(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return strings.Trim(line, "-") == "" })
}

// TestAssessStandards: the built-in ones may be asked for, and stand in where a
// file has none.
func TestAssessStandards(t *testing.T) {
	input := file(t, "small.json", small)
	from, to := strings.Index(recorded, `  "standards"`), strings.Index(recorded, `  "providers"`)
	none := recorded[:from] + recorded[to:]
	tests := []struct {
		name   string
		reason string
		in     string
		flags  []string
		want   string
	}{
		{"national", "in force since 2022; nothing here is labor", recorded, []string{"-standards", "national"}, "s1-501 national-2022-labor 20 20 0 20 0"},
		{"by default", "the file has none", none, nil, "s1-501 national-2022-labor 20 20 0 20 0"},
		{"shanghai", "it asks nothing of grade 5", recorded, []string{"-standards", "shanghai"}, "0 of 3 learners owe 0 class hours"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, tt.in, append([]string{"assess", "-i", input, "-records", "-"}, tt.flags...)...)
			plain := strings.Join(strings.Fields(got.out), " ")
			if got.err != "" || !strings.Contains(plain, tt.want) {
				t.Errorf("%s: %+v, want %s", tt.reason, got, tt.want)
			}
		})
	}
}

func TestAssessJSON(t *testing.T) {
	input := file(t, "small.json", small)
	got := sanjie(t, recorded, "assess", "-i", input, "-records", "-", "-learner", "s1-501", "-json")
	want := `{"learners":1,"owing":1,"hours":12,"credits":0,"assessments":[{"learner":"s1-501","period":"/","parts":[{"standard":"labor","dates":"2025-09-01/2026-08-31","weeks":20,` +
		`"hours":{"required":20,"delivered":8,"owed":12,"surplus":0},"entries":[` +
		`{"entry":"e1","date":"2026-03-10","hours":4,"verdict":"content"},{"entry":"e2","date":"2026-05-12","hours":8,"verdict":"counted"}]}]}]}` + "\n"
	if diff := cmp.Diff(want, got.out); diff != "" || got.code != no || !json.Valid([]byte(got.out)) {
		t.Errorf("%+v (-want +got):\n%s", got, diff)
	}
}

// TestAssessNeeds: what is owed is asked for, and the scenario with the edit can be
// planned.
func TestAssessNeeds(t *testing.T) {
	input := file(t, "small.json", small)
	edit := filepath.Join(t.TempDir(), "edit.json")
	got := sanjie(t, recorded, "assess", "-i", input, "-records", "-", "-needs", edit, "-like", "q1", "-hours", "4", "-raise", "10")
	if got.code != no || got.err != "" || !strings.Contains(got.out, "2 of 3 learners") {
		t.Fatalf("%+v", got)
	}
	// 12 hours are three visits, and 12 × 10 % raise the weight of 1 to 2; p7 is no
	// cohort of the scenario. What counts are Practice courses: make alone.
	want := `{
  "format": "sanjie.edit/v1",
  "name": "class hours owed",
  "add": {
    "requests": [
      {"id": "owed.s1-501.labor", "cohort": "s1-501", "visits": 3, "choices": [{"course": "make"}], "weight": 2}
    ]
  }
}
`
	if diff := cmp.Diff(want, contents(t, edit)); diff != "" {
		t.Errorf("edit (-want +got):\n%s", diff)
	}
	then := filepath.Join(t.TempDir(), "then.json")
	if got := sanjie(t, "", "whatif", "-i", input, "-edit", edit, "-o", then); got.code != done {
		t.Errorf("%+v, want the edit made", got)
	}
	if got := sanjie(t, recorded, "assess", "-i", then, "-records", "-", "-needs", edit, "-like", "q1"); got.code != bad || !strings.Contains(got.err, "is the id of a request already") {
		t.Errorf("%+v, want it refused to ask twice", got)
	}
}

func TestAssessRefuses(t *testing.T) {
	input := file(t, "small.json", small)
	tests := []struct {
		name   string
		reason string
		in     string
		flags  []string
		says   string
	}{
		{"no records", "it is another format", small, nil, `want "sanjie.records/v1"`},
		{"unknown course", "the finding has its line", strings.Replace(recorded, `"course": "see"`, `"course": "sea"`, 1), nil, `line 15: /entries/0/course: "sea"`},
		{"no terms", "an average over no weeks asks for nothing, and would look as if nothing was owed", strings.Replace(recorded, "  \"terms\": [\"2026-02-23/2026-07-10\"],\n", "", 1), nil, `/terms: are empty, and standard "labor"`},
		{"too many lots", "the finding has its line", strings.Replace(seniors, `"lots": 1`, `"lots": 2`, 1), nil, `line 20: /steps/1: no account takes step "2", convert of "p1" on 2026-03-11: 4 free hours are recognized, and 4 make a lot`},
		{"unknown learner", "nothing shown would look as if nothing was owed", recorded, []string{"-learner", "s9"}, `no learner "s9"`},
		{"unknown standards", "a typing error", recorded, []string{"-standards", "guangzhou"}, "want national, shanghai"},
		{"no date", "a period has dates", recorded, []string{"-from", "spring"}, "spring"},
		{"backward", "no day lies in it", recorded, []string{"-from", "2026-05-01", "-to", "2026-04-01"}, "/period"},
		{"needs like nothing", "what they would take is not said", recorded, []string{"-needs", "x.json"}, "stated together"},
		{"like nothing", "there is no such request", recorded, []string{"-needs", "x.json", "-like", "q9"}, `no request "q9"`},
		{"visits of nothing", "no number of them would do", recorded, []string{"-needs", "x.json", "-like", "q1", "-hours", "0"}, "/ask/hours"},
		{"two outputs", "there is one standard output", recorded, []string{"-needs", "-", "-like", "q1"}, "standard output"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			got := sanjie(t, tt.in, append([]string{"assess", "-i", input, "-records", "-"}, tt.flags...)...)
			if got.code != bad || got.out != "" || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
			if files := names(t, "."); len(files) > 0 {
				t.Errorf("%q written", files)
			}
		})
	}
	if got := sanjie(t, "", "assess", "-i", "-", "-records", "-"); got.code != bad || !strings.Contains(got.err, "standard input") {
		t.Errorf("%+v, want it refused to read two files from one stream", got)
	}
}
