package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// appraised writes a generated scenario, a plan and a certificate, and returns
// their names.
func appraised(t *testing.T) (input, plan, cert string) {
	t.Helper()
	folder := t.TempDir()
	input, plan, cert = filepath.Join(folder, "s.json"), filepath.Join(folder, "plan.json"), filepath.Join(folder, "cert.json")
	for _, args := range [][]string{
		{"generate", "-size", "150", "-regime", "core", "-o", input},
		{"solve", "-i", input, "-effort", "2000000", "-o", plan, "-cert", cert},
	} {
		if got := sanjie(t, "", args...); got.code != done {
			t.Fatalf("sanjie %v: %s", args, got.err)
		}
	}
	return input, plan, cert
}

// TestPrices has prices with which one more session would be worth what q2 earns
// in it, since q2 alone has no price.
func TestPrices(t *testing.T) {
	input, _ := solved(t, small)
	const cert = `{"format": "sanjie.certificate/v1", "points": {"scale": 2, "prices": [{"rule": "R3", "request": "q1", "price": 5000}, {"rule": "R5", "room": "r1", "slot": "2026-09-08.am", "price": 7}]}}`
	const meaning = "the points are what the bound on all plans would rise by with each alone\n"
	tests := []struct {
		name   string
		reason string
		flags  []string
		out    string
	}{
		{"all", "q2, which has no price, earns 87300 in each slot of its week", nil, `
rank  points  one more  of    center        course        when
-----------------------------------------------------------------------
1     87300   session   see1  番职体验中心  走进汽车维修  2026-09-08.am
1 in all; ` + meaning},
		{"by week", "the week alone is named", []string{"-by", "week"}, `
rank  points  one more of each  of          things
--------------------------------------------------
1     87300   session           2026-09-07  1
1 in all; ` + meaning},
		{"as JSON", "rises are in the unit of the prices", []string{"-json", "-by", "course"}, `
{"scale":2,"listed":1,"sums":[{"resource":"session","course":"see","things":1,"rise":174600}]}
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, cert, append([]string{"prices", "-i", input, "-cert", "-"}, tt.flags...)...)
			if got.code != done || got.err != "" {
				t.Fatalf("%+v", got)
			}
			if diff := cmp.Diff(strings.TrimPrefix(tt.out, "\n"), got.out); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestPricesCheck solves again: what is said in words is the same as in figures.
func TestPricesCheck(t *testing.T) {
	input, plan, cert := appraised(t)
	args := []string{"prices", "-i", input, "-cert", cert, "-plan", plan, "-check", "3", "-units", "2", "-effort", "200000", "-top", "3"}
	got := sanjie(t, "", append(args, "-json")...)
	var report struct {
		Listed int
		Worths []struct{ Rise int64 }
		Check  struct {
			Rows []struct{ Rank, Predicted, Gain int64 }
			Gain struct{ Pairs, Same, Opposite int }
		}
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != done {
		t.Fatalf("%v: %+v", err, got)
	}
	rows := report.Check.Rows
	if len(report.Worths) != 3 || len(rows) != 3 || rows[0].Rank != 1 || rows[2].Rank > int64(report.Listed) || report.Check.Gain.Pairs != 3 {
		t.Errorf("%+v: want three worths, and three from the first to the last solved again", report)
	}
	for _, row := range rows {
		if row.Predicted < 1 || row.Gain < 0 {
			t.Errorf("%+v: what is listed is worth something, and no plan is lost", row)
		}
	}
	words := sanjie(t, "", args...)
	for _, text := range []string{"solved again with 2 more of each", "Kendall's tau", "gain of the plan", "rise of the bound"} {
		if !strings.Contains(words.out, text) {
			t.Errorf("no %q in\n%s", text, words.out)
		}
	}
}

func TestPricesRefuses(t *testing.T) {
	input, plan := solved(t, small)
	cert := file(t, "cert.json", `{"format": "sanjie.certificate/v1", "points": {"scale": 1, "prices": [{"rule": "R3", "request": "q9", "price": 1}]}}`)
	tests := []struct {
		name   string
		reason string
		flags  []string
		says   string
	}{
		{"no certificate", "there are no prices without one", nil, "-cert is required"},
		{"of another problem", "there is no such request", []string{"-cert", cert}, `/points/prices/0/request: "q9"`},
		{"check without a plan", "both start from one", []string{"-cert", cert, "-check", "3"}, "go together"},
		{"plan without check", "it would be of no use", []string{"-cert", cert, "-plan", plan}, "go together"},
		{"check of one", "one has no order", []string{"-cert", cert, "-plan", plan, "-check", "1"}, "at least 2"},
		{"negative", "it counts rows", []string{"-cert", cert, "-top", "-1"}, "must not be negative"},
		{"unknown grouping", "the groupings are named", []string{"-cert", cert, "-by", "school"}, "want center, course, week"},
		{"all from standard input", "there is but one", []string{"-cert", "-", "-plan", "-", "-check", "2"}, "standard input"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"prices", "-i", input}, tt.flags...)...)
			if got.code != bad || got.out != "" || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
		})
	}
}
