package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// closing closes the first week of small, in which alone q2 can come, and lets
// the class of q3, which is too young, take another course.
const closing = `{
  "format": "sanjie.edit/v1",
  "set": {"requests": [{"id": "q3", "choices": [{"course": "see"}]}]},
  "add": {"closures": [{"id": "storm", "kind": "weather", "times": [{"from": "2026-09-07", "to": "2026-09-11"}]}]}
}`

func TestWhatif(t *testing.T) {
	input := file(t, "small.json", small)
	out := filepath.Join(t.TempDir(), "then.json")
	got := sanjie(t, closing, "whatif", "-i", input, "-edit", "-", "-o", out)
	want := `                as it is  edited  difference
--------------------------------------------
visits placed   2         2       +0
visits asked    3         3       +0
pupils placed   83        85      +2
points          190700    195300  +4600
points at most  190700    195300  +4600

center        visits  edited  pupils  edited  difference
--------------------------------------------------------
番职体验中心  2       2       83      85      +2
0 of 1 centers with visits have as many as before

school    visits  edited  pupils  edited  difference
----------------------------------------------------
第二小学  0       1       0       40      +40
第一小学  2       1       83      45      -38
0 of 2 schools with visits have as many as before
`
	if diff := cmp.Diff(want, got.out); diff != "" || got.code != done || got.err != "" {
		t.Errorf("%d %s (-want +got):\n%s", got.code, got.err, diff)
	}
	if got := sanjie(t, "", "solve", "-i", out); !strings.Contains(got.out, "points   195300,") {
		t.Errorf("the scenario that was written is another: %+v", got)
	}
}

// TestWhatifNothing: an edit that says nothing makes no difference, and as JSON it
// says so in figures.
func TestWhatifNothing(t *testing.T) {
	input, plan := solved(t, small)
	for _, flags := range [][]string{nil, {"-plan", plan}} {
		args := append([]string{"whatif", "-i", input, "-edit", "-", "-json"}, flags...)
		got := sanjie(t, `{"format": "sanjie.edit/v1"}`, args...)
		var c comparison
		if err := json.Unmarshal([]byte(got.out), &c); err != nil || got.code != done || got.err != "" {
			t.Fatalf("%v: %+v", err, got)
		}
		if c.Points != (difference{190700, 190700}) || c.Pupils.more() != 0 || len(c.Centers) != 1 || len(c.Schools) != 1 {
			t.Errorf("%v: %+v", flags, c)
		}
	}
}

// TestWhatifFrom: a plan that the edit spoils is the start of neither search.
func TestWhatifFrom(t *testing.T) {
	input, plan := solved(t, small)
	got := sanjie(t, closing, "whatif", "-i", input, "-edit", "-", "-plan", plan)
	if got.code != done || !strings.Contains(got.err, "both searches start from nothing") || !strings.Contains(got.out, "195300  +4600") {
		t.Errorf("%+v", got)
	}
}

func TestWhatifRefuses(t *testing.T) {
	input, plan := solved(t, small)
	damaged := file(t, "plan.json", strings.Replace(contents(t, plan), `"pupils": 45`, `"pupils": 44`, 1))
	tests := []struct {
		name   string
		reason string
		edit   string
		flags  []string
		says   string
	}{
		{"no edit", "it is another format", small, nil, `want "sanjie.edit/v1"`},
		{"not there", "the finding has its line", "{\"format\": \"sanjie.edit/v1\",\n\"remove\": {\"rooms\": [\"r9\"]}}", nil, `line 2: /remove/rooms/0: "r9" is not in the scenario`},
		{"no problem then", "an offering needs its room", `{"format": "sanjie.edit/v1", "remove": {"rooms": ["r1"]}}`, nil, "the scenario with -: "},
		{"damaged plan", "it would start from nothing", closing, []string{"-plan", damaged}, "not a valid plan"},
		{"comparison and scenario", "there is one standard output", closing, []string{"-o", "-"}, "standard output"},
		{"two from standard input", "there is but one", closing, []string{"-plan", "-"}, "standard input"},
		{"negative", "it is work", closing, []string{"-effort", "-1"}, "must not be negative"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, tt.edit, append([]string{"whatif", "-i", input, "-edit", "-"}, tt.flags...)...)
			if got.code != bad || got.out != "" || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
		})
	}
}
