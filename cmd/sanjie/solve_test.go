package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestSolveFrom starts from a plan: with no effort left it is what is written,
// and one that is no plan of the scenario is refused.
func TestSolveFrom(t *testing.T) {
	input, plan := solved(t, small)
	next := filepath.Join(t.TempDir(), "next.json")
	got := sanjie(t, contents(t, plan), "solve", "-i", input, "-plan", "-", "-effort", "1", "-o", next)
	if got.code != done || got.err != "" || !strings.Contains(got.out, "2 of 3 placed") {
		t.Fatalf("%+v", got)
	}
	before, _, _ := strings.Cut(contents(t, plan), `"stats"`)
	if after, _, _ := strings.Cut(contents(t, next), `"stats"`); after != before {
		t.Errorf("another plan: %s", after)
	}
	spoiled := strings.Replace(contents(t, plan), `"pupils": 45`, `"pupils": 44`, 1)
	got = sanjie(t, spoiled, "solve", "-i", input, "-plan", "-", "-o", next+"x")
	if got.code != bad || !strings.Contains(got.err, "the plan has 1 violations") || !strings.Contains(got.err, "45 pupils") {
		t.Errorf("%+v, want exit 2", got)
	}
	if got = sanjie(t, small, "solve", "-i", "-", "-plan", "-"); got.code != bad || !strings.Contains(got.err, "cannot both be standard input") {
		t.Errorf("%+v, want exit 2", got)
	}
}
