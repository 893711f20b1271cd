package main

import (
	"encoding/json"
	"fmt"
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

// proof are prices with which small has no better plan than the one that is
// found: what q1 and q2 earn, less the cost of their sessions.
const proof = `{
  "format": "sanjie.certificate/v1",
  "points": {"scale": 90, "prices": [
    {"rule": "R3", "request": "q1", "price": PRICE1},
    {"rule": "R3", "request": "q2", "price": PRICE2}
  ]},
  "pupils": {"scale": 1, "prices": [
    {"rule": "R3", "request": "q1", "price": 1},
    {"rule": "R3", "request": "q2", "price": 1}
  ]}
}
`

func TestVerifyProof(t *testing.T) {
	input, plan := solved(t, small)
	const valid = "valid: 2 visits in 2 sessions, 190700 points, no rule broken\n"
	tests := []struct {
		name     string
		reason   string
		old, new string
		code     int
		out, err string
	}{
		{"sound", "nothing is replaced", "", "", done, valid + "proven: no plan has more than 190700 points (gap 0.00 %), none places more than 83 pupils (this one 83)\n", ""},
		{"weaker", "any price proves something", "PRICE1", "9", done, valid + "proven: no plan has more than ", ""},
		{"of another problem", "there is no such request", `"request": "q2"`, `"request": "q9"`, bad, "", `/points/prices/1/request: "q9" is not in the problem`},
		{"negative", "it would prove too much", `"price": 1`, `"price": -1`, bad, "", `/pupils/prices/0/price: "-1" is negative`},
		{"no certificate", "it is another format", "certificate", "plan", bad, "", `want "sanjie.certificate/v1"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cert := strings.NewReplacer("PRICE1", "206800", "PRICE2", "206764").Replace(strings.Replace(proof, tt.old, tt.new, 1))
			got := sanjie(t, cert, "verify", "-i", input, "-plan", plan, "-cert", "-")
			if got.code != tt.code || !strings.Contains(got.out, tt.out) || !strings.Contains(got.err, tt.err) || tt.err == "" && got.err != "" {
				t.Errorf("%+v, want exit %d, %q and %q: %s", got, tt.code, tt.out, tt.err, tt.reason)
			}
		})
	}
	got := sanjie(t, "", "verify", "-i", "-", "-plan", plan, "-cert", "-")
	if got.code != bad || !strings.Contains(got.err, "standard input") {
		t.Errorf("two files from standard input: %+v", got)
	}
}

// TestSolveProof checks a plan with the certificate that was found with it: it
// proves the bound that the plan states.
func TestSolveProof(t *testing.T) {
	folder := t.TempDir()
	input, plan, cert := filepath.Join(folder, "s.json"), filepath.Join(folder, "plan.json"), filepath.Join(folder, "cert.json")
	for _, args := range [][]string{
		{"generate", "-size", "S", "-regime", "supply", "-o", input},
		{"solve", "-i", input, "-effort", "2000000", "-o", plan, "-cert", cert},
	} {
		if got := sanjie(t, "", args...); got.code != done {
			t.Fatalf("sanjie %v: %s", args, got.err)
		}
	}
	stated := struct{ Bound int64 }{}
	if err := json.Unmarshal([]byte(contents(t, plan)), &stated); err != nil {
		t.Fatal(err)
	}
	got := sanjie(t, "", "verify", "-i", input, "-plan", plan, "-cert", cert)
	if want := fmt.Sprintf("proven: no plan has more than %d points (gap ", stated.Bound); got.code != done || !strings.Contains(got.out, want) {
		t.Errorf("%+v, want %q", got, want)
	}
}
