package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// solved writes a scenario and a plan of it, and returns both names.
func solved(t *testing.T, scenario string) (input, plan string) {
	t.Helper()
	input, plan = file(t, "small.json", scenario), filepath.Join(t.TempDir(), "plan.json")
	if got := sanjie(t, "", "solve", "-i", input, "-o", plan); got.code != done {
		t.Fatal(got.err)
	}
	return input, plan
}

// TestVerify damages a plan: the answer is no, and names the rule.
func TestVerify(t *testing.T) {
	input, plan := solved(t, small)
	sound := contents(t, plan)
	tests := []struct {
		name     string
		reason   string
		old, new string
		code     int
		out      string
	}{
		{"sound", "nothing is replaced", "", "", done, "valid: 2 visits in 2 sessions, 190700 points, no rule broken\n"},
		{"an instructor less", "45 pupils need two", `["t1", "t2"]`, `["t2"]`, no, "R9 staff: offering \"make1\""},
		{"other pupils", "the books do not agree", `"pupils": 45`, `"pupils": 44`, no, "books: request \"q1\""},
		{"another offering", "it was not asked for", `"request": "q2", "choice": 0, "offering": "see1"`, `"request": "q2", "choice": 0, "offering": "make1"`, no, "R3 choice: request \"q2\""},
		{"other points", "the books do not agree", `"points": 190700`, `"points": 190701`, no, "books: points: want 190700, have 190701\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(sound, tt.old) {
				t.Fatalf("nothing to damage in:\n%s", sound)
			}
			got := sanjie(t, strings.Replace(sound, tt.old, tt.new, 1), "verify", "-i", input, "-plan", "-")
			if got.code != tt.code || !strings.Contains(got.out, tt.out) || got.err != "" {
				t.Errorf("%+v, want exit %d and %q: %s", got, tt.code, tt.out, tt.reason)
			}
		})
	}
}
