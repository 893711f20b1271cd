package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a scenario that can be planned in full but for q3, which is too
// young for what it asks.
const small = `{
  "format": "sanjie.scenario/v1",
  "majors": [{"id": "auto"}],
  "courses": [
    {"id": "make", "tier": "practice", "major": "auto", "products": ["model"], "pupilsPerInstructor": 25},
    {"id": "see", "tier": "experience", "major": "auto", "name": "走进汽车维修"}
  ],
  "calendars": [
    {"id": "term", "terms": [{"from": "2026-09-07", "to": "2026-09-18", "days": "tue,thu", "periods": [
      {"id": "am", "start": "08:30", "end": "11:30", "hours": 4},
      {"id": "pm", "start": "14:00", "end": "16:30", "hours": 3}
    ]}]}
  ],
  "centers": [{"id": "c1", "name": "番职体验中心", "calendar": "term"}],
  "rooms": [{"id": "r1", "center": "c1", "seats": 50}],
  "instructors": [
    {"id": "t1", "centers": ["c1"], "majors": ["auto"]},
    {"id": "t2", "centers": ["c1"], "courses": ["make"]}
  ],
  "offerings": [
    {"id": "make1", "center": "c1", "course": "make", "rooms": ["r1"]},
    {"id": "see1", "center": "c1", "course": "see", "rooms": ["r1"]}
  ],
  "schools": [{"id": "s1", "name": "第一小学"}, {"id": "s2", "name": "第二小学"}],
  "cohorts": [
    {"id": "s1-501", "school": "s1", "grade": "5", "size": 45},
    {"id": "s1-502", "school": "s1", "grade": "5", "size": 38},
    {"id": "s2-301", "school": "s2", "grade": "3", "size": 40}
  ],
  "requests": [
    {"id": "q1", "cohort": "s1-501", "choices": [{"course": "make"}]},
    {"id": "q2", "cohort": "s1-502", "choices": [{"course": "see"}], "times": [{"to": "2026-09-12"}]},
    {"id": "q3", "cohort": "s2-301", "choices": [{"course": "make"}]}
  ]
}
`

// result is what a run left.
type result struct {
	code     int
	out, err string
}

// sanjie runs a command with a text on standard input.
func sanjie(t *testing.T, in string, args ...string) result {
	t.Helper()
	return sanjieFrom(t.Context(), strings.NewReader(in), args...)
}

func sanjieFrom(ctx context.Context, in io.Reader, args ...string) result {
	var out, err bytes.Buffer
	code := run(ctx, args, streams{in, &out, &err})
	return result{code, out.String(), err.String()}
}

// file writes a text to a new file and returns its name.
func file(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func contents(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names lists the files of a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// TestRoundTrip goes from a generated scenario to a plan that is shown.
func TestRoundTrip(t *testing.T) {
	for _, regime := range []string{"staff", "supply", "ample", "core"} {
		t.Run(regime, func(t *testing.T) {
			size := "S"
			if regime == "core" {
				size = "150"
			}
			folder := t.TempDir()
			input, plan := filepath.Join(folder, "s.json"), filepath.Join(folder, "plan.json")
			steps := []struct {
				args []string
				says string
			}{
				{[]string{"generate", "-size", size, "-regime", regime, "-seed", "3", "-o", input}, ""},
				{[]string{"solve", "-i", input, "-o", plan, "-effort", "100000", "-seed", "2"}, "placed"},
				{[]string{"verify", "-i", input, "-plan", plan}, "no rule broken"},
				{[]string{"show", "-i", input, "-plan", plan}, "instructors"},
			}
			printed := map[string]string{}
			for _, step := range steps {
				got := sanjie(t, "", step.args...)
				if got.code != done || got.err != "" || !strings.Contains(got.out, step.says) {
					t.Fatalf("%q: %+v, want exit 0 and %q", step.args, got, step.says)
				}
				printed[step.args[0]] = got.out
			}
			_, after, _ := strings.Cut(printed["solve"], "visits ")
			if placed := strings.Fields(after)[0]; !strings.HasPrefix(printed["verify"], "valid: "+placed+" visits") {
				t.Errorf("solve placed %s visits, a split one counted once, and verify says %q", placed, printed["verify"])
			}
			if diff := cmp.Diff([]string{"plan.json", "s.json"}, names(t, folder)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			again := sanjie(t, contents(t, input), "solve", "-i", "-", "-o", "-", "-effort", "100000", "-seed", "2")
			if again.out != contents(t, plan) || !strings.Contains(again.err, "status") {
				t.Errorf("another plan on standard output than in the file, or no summary beside it:\n%s", again.err)
			}
			generated := sanjie(t, "", "generate", "-size", size, "-regime", regime, "-seed", "3")
			if generated.out != contents(t, input) {
				t.Error("another scenario on standard output than in the file")
			}
		})
	}
}

// TestUsage covers exit codes and what is printed where.
func TestUsage(t *testing.T) {
	input := file(t, "small.json", small)
	tests := []struct {
		name   string
		reason string
		args   []string
		code   int
		out    string // part of it; empty wants nothing
		err    string
	}{
		{"nothing", "a command is needed", nil, bad, "", "usage: sanjie COMMAND"},
		{"help", "asked for", []string{"help"}, done, "usage: sanjie COMMAND", ""},
		{"help of a command", "asked for", []string{"solve", "-h"}, done, "", "-effort"},
		{"unknown command", "none is guessed", []string{"sovle"}, bad, "", `no command "sovle"`},
		{"unknown flag", "none is ignored", []string{"solve", "-i", input, "-fast"}, bad, "", "not defined: -fast"},
		{"no input", "there is no default", []string{"solve"}, bad, "", "flag -i is required"},
		{"no plan", "there is no default", []string{"verify", "-i", input}, bad, "", "flag -plan is required"},
		{"argument", "all is said by flags", []string{"solve", "-i", input, "plan.json"}, bad, "", `unexpected argument "plan.json"`},
		{"negative effort", "less than nothing", []string{"solve", "-i", input, "-effort", "-1"}, bad, "", "must not be negative"},
		{"negative time", "less than nothing", []string{"solve", "-i", input, "-time", "-1s"}, bad, "", "must not be negative"},
		{"time without unit", "5 of what", []string{"solve", "-i", input, "-time", "5"}, bad, "", `value "5" for flag -time`},
		{"plan and summary to one stream", "they would mix", []string{"solve", "-i", input, "-json", "-o", "-"}, bad, "", "cannot both go to standard output"},
		{"both from one stream", "it holds one", []string{"verify", "-i", "-", "-plan", "-"}, bad, "", "cannot both be standard input"},
		{"unknown size", "the sizes are named", []string{"generate", "-size", "huge"}, bad, "", "want XS, S, M, L, XL, XXL"},
		{"unknown regime", "the regimes are named", []string{"generate", "-regime", "rich"}, bad, "", "want staff, supply, ample, or core"},
		{"core of a size", "the family has no named sizes", []string{"generate", "-regime", "core"}, bad, "", `size "S" is no number of groups`},
		{"core of nobody", "the limits are told", []string{"generate", "-regime", "core", "-size", "0"}, bad, "", "groups 0; want 1 to 1000000"},
		{"mean of a district", "no flag is ignored", []string{"generate", "-mean", "20"}, bad, "", "-mean and -tight are for regime core"},
		{"no such file", "it is named", []string{"solve", "-i", input + "x"}, bad, "", input + "x"},
		{"no such plan", "it is named", []string{"show", "-i", input, "-plan", input + "x"}, bad, "", input + "x"},
		{"scenario for a plan", "a file says what it is", []string{"verify", "-i", input, "-plan", input}, bad, "", `want "sanjie.plan/v1"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", tt.args...)
			if got.code != tt.code || !strings.Contains(got.out, tt.out) || !strings.Contains(got.err, tt.err) ||
				(tt.out == "") != (got.out == "") || (tt.err == "") != (got.err == "") {
				t.Errorf("%+v, want exit %d, output %q and errors %q: %s", got, tt.code, tt.out, tt.err, tt.reason)
			}
			if n := strings.Count(got.err, tt.err); tt.err != "" && n != 1 {
				t.Errorf("said %d times: %s", n, got.err)
			}
		})
	}
}

// TestSolveJSON: the object has the fields that others rely on.
func TestSolveJSON(t *testing.T) {
	input := file(t, "small.json", small)
	got := sanjie(t, "", "solve", "-i", input, "-json", "-effort", "5000", "-seed", "9")
	if got.code != done || got.err != "" || strings.Count(got.out, "\n") != 1 {
		t.Fatalf("%+v, want one line", got)
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(got.out), &fields); err != nil {
		t.Fatal(err)
	}
	if seconds, ok := fields["seconds"].(float64); !ok || seconds < 0 {
		t.Errorf("seconds: %v", fields["seconds"])
	}
	delete(fields, "seconds")
	// 45 and 38 pupils earn 1,000 as a visit, 1,000 as a first one and 300 for
	// their first choice; two sessions cost 100 each. The schools lie where the
	// center does.
	const points = (45+38)*2300 - 200
	want := map[string]any{
		"status": "optimal", "points": float64(points), "bound": float64(points), "gap": 0.0, "stopped": "done",
		"visits_placed": 2.0, "visits_asked": 3.0, "pupils_placed": 83.0, "pupils_asked": 123.0,
	}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

// TestSolveStops: each limit ends the search, and the summary says which.
func TestSolveStops(t *testing.T) {
	input := filepath.Join(t.TempDir(), "s.json")
	if got := sanjie(t, "", "generate", "-o", input); got.code != done {
		t.Fatal(got.err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name   string
		reason string
		ctx    context.Context
		limit  []string
		want   string
	}{
		{"effort", "work is used up", t.Context(), []string{"-effort", "1000"}, "effort"},
		{"time", "the deadline passed", t.Context(), []string{"-time", "20ms"}, "deadline"},
		{"interrupt", "the best plan so far is written", ended, []string{"-time", "1h"}, "canceled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan := filepath.Join(t.TempDir(), "plan.json")
			got := sanjieFrom(tt.ctx, nil, append([]string{"solve", "-i", input, "-o", plan, "-json"}, tt.limit...)...)
			if got.code != done || !strings.Contains(got.out, `"stopped":"`+tt.want+`"`) {
				t.Fatalf("%+v, want exit 0 and stopped by %s: %s", got, tt.want, tt.reason)
			}
			if got := sanjie(t, "", "verify", "-i", input, "-plan", plan); got.code != done {
				t.Errorf("the plan written is not valid: %+v", got)
			}
		})
	}
	// The interrupt comes while the scenario is read.
	ctx, cancel := context.WithCancel(t.Context())
	in := io.MultiReader(strings.NewReader(contents(t, input)), endOf(cancel))
	if got := sanjieFrom(ctx, in, "solve", "-i", "-", "-json"); got.code != done || !strings.Contains(got.out, "canceled") {
		t.Errorf("%+v, want exit 0 and canceled", got)
	}
}

// endOf is an empty reader that calls a function when it is read.
type endOf func()

func (f endOf) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

// TestGenerateInterrupted leaves nothing behind.
func TestGenerateInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	got := sanjieFrom(ctx, nil, "generate", "-o", filepath.Join(folder, "s.json"))
	if got.code != bad || len(names(t, folder)) > 0 {
		t.Errorf("%+v and files %q, want exit 2 and none", got, names(t, folder))
	}
}

// TestPinConflict: no plan is an answer, and it is no.
func TestPinConflict(t *testing.T) {
	const pins = `"pins": [{"request": "q1", "offering": "make1", "slot": "2026-09-08.am"}, {"request": "q2", "offering": "see1", "slot": "2026-09-08.am"}],`
	plan := filepath.Join(t.TempDir(), "plan.json")
	got := sanjie(t, strings.Replace(small, `"schools":`, pins+` "schools":`, 1), "solve", "-i", "-", "-o", plan)
	if got.code != no || !strings.Contains(got.err, `request "q2"`) || !strings.Contains(got.err, "R5 room") || got.out != "" {
		t.Errorf("%+v, want exit 1, q2 and R5", got)
	}
	if _, err := os.Stat(plan); err == nil {
		t.Error("a plan was written")
	}
}

// TestOutput: output is written whole or not at all.
func TestOutput(t *testing.T) {
	folder := t.TempDir()
	old := file(t, "old.json", "old")
	tests := []struct {
		name   string
		reason string
		in     string
		out    string
		says   string
	}{
		{"no such folder", "nowhere to write", small, filepath.Join(folder, "none", "plan.json"), "none"},
		{"a folder", "it is no file", small, folder, folder},
		{"refused input", "the old plan stays", "{", old, "line 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, tt.in, "solve", "-i", "-", "-o", tt.out, "-effort", "1000")
			if got.code != bad || !strings.Contains(got.err, tt.says) || got.out != "" {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
		})
	}
	if got := contents(t, old); got != "old" {
		t.Errorf("the old plan is now %q", got)
	}
	for _, f := range []string{folder, filepath.Dir(folder), filepath.Dir(old)} {
		for _, name := range names(t, f) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s is left in %s", name, f)
			}
		}
	}
	if got := sanjie(t, small, "solve", "-i", "-", "-o", old, "-effort", "1000"); got.code != done || !strings.HasPrefix(contents(t, old), "{") {
		t.Errorf("%+v, want the old plan replaced", got)
	}
	full := failing{errors.New("no space left")}
	for _, args := range [][]string{
		{"solve", "-i", "-", "-o", "-"}, {"solve", "-i", "-", "-json"}, {"generate"},
	} {
		var err bytes.Buffer
		if code := run(t.Context(), args, streams{strings.NewReader(small), full, &err}); code != bad || !strings.Contains(err.String(), "no space left") {
			t.Errorf("%q: exit %d and %q, want 2 and why", args, code, err.String())
		}
	}
}

// failing is a file that cannot be written.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
