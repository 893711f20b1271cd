package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/matching"
)

// TestRecommend suggests places in a plan that places nobody yet, takes one, and
// lists who could have a place.
func TestRecommend(t *testing.T) {
	input := file(t, "s.json", small)
	none := file(t, "none.json", `{"format": "sanjie.plan/v1", "status": "feasible", "points": 0, "bound": 200000,
  "score": {"base": 0, "first": 0, "rank": 0, "travel": 0, "session": 0}, "sessions": [], "visits": [],
  "unplaced": [
    {"request": "q1", "visits": 1, "reason": "notfound", "options": 8},
    {"request": "q2", "visits": 1, "reason": "notfound", "options": 8},
    {"request": "q3", "visits": 1, "reason": "notfound", "options": 8}
  ], "stats": {"stopped": "done", "work": 0, "seed": 1}}`)
	taken := filepath.Join(t.TempDir(), "taken.json")
	got := sanjie(t, "", "recommend", "-i", input, "-plan", none, "-request", "q2", "-take", "2", "-o", taken)
	if got.code != done || !strings.HasPrefix(got.out, "1. see1 in 2026-09-08.am: ") || !strings.Contains(got.out, "\n2. see1 in 2026-09-08.pm: ") {
		t.Fatalf("code %d, %s%s", got.code, got.out, got.err)
	}
	if got := sanjie(t, "", "verify", "-i", input, "-plan", taken); got.code != done || !strings.Contains(got.out, "1 visits in 1 sessions") {
		t.Errorf("the plan taken: %s%s", got.out, got.err)
	}
	if got := sanjie(t, "", "show", "-i", input, "-plan", taken); !strings.Contains(got.out, "Tue 2026-09-08 14:00-16:30  走进汽车维修 (choice 1)") {
		t.Errorf("the second suggestion was not taken:\n%s", got.out)
	}
	got = sanjie(t, "", "recommend", "-i", input, "-plan", none, "-offering", "make1", "-slot", "2026-09-10.am")
	if got.code != done || !strings.HasPrefix(got.out, "1. q1, its choice 1: ") || strings.Contains(got.out, "2. ") {
		t.Errorf("who could have a place: code %d, %s%s", got.code, got.out, got.err)
	}
	got = sanjie(t, "", "recommend", "-i", input, "-plan", none, "-request", "q3", "-json")
	var list []matching.Suggestion
	if err := json.Unmarshal([]byte(got.out), &list); err != nil || len(list) != 0 {
		t.Errorf("%v for the one who is too young: %s%s", err, got.out, got.err)
	}
	for _, args := range [][]string{
		{}, {"-request", "q1", "-offering", "make1", "-slot", "2026-09-10.am"}, {"-offering", "make1"}, {"-request", "q1", "-take", "1"},
		{"-request", "q9"}, {"-request", "q3", "-take", "1", "-o", taken + "x"}, {"-offering", "make1", "-slot", "2026-09-10.night"},
	} {
		if got := sanjie(t, "", append([]string{"recommend", "-i", input, "-plan", none}, args...)...); got.code != bad || got.err == "" {
			t.Errorf("%v: code %d, %s%s", args, got.code, got.out, got.err)
		}
	}
}
