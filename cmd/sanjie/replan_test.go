package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/matching"
)

// TestReplan closes a center on the afternoon of a published visit, one day
// ahead: the visit moves, the one of the same morning is too near and stays.
func TestReplan(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	input, published, cert := file(t, "s.json", small), path("old.json"), path("old.cert")
	if got := sanjie(t, "", "solve", "-i", input, "-o", published, "-cert", cert); got.code != done {
		t.Fatal(got.err)
	}
	place := func(name string) string { // of q1, which is the only one in the second week
		got := sanjie(t, "", "show", "-i", input, "-plan", name, "-school", "s1")
		for line := range strings.Lines(got.out) {
			if strings.HasPrefix(line, "s1-501") {
				return strings.Fields(line)[2]
			}
		}
		t.Fatalf("no visit of q1:\n%s%s", got.out, got.err)
		return ""
	}
	day := place(published)
	changed := file(t, "new.json", strings.Replace(small, `"schools": [`, `"asOf": "2026-09-07T18:00", "noticeDays": 1,
  "closures": [{"id": "typhoon", "kind": "weather", "times": [{"from": "`+day+`", "to": "`+day+`"}]}],
  "schools": [`, 1))
	args := []string{"replan", "-i", changed, "-plan", published, "-old-cert", cert, "-o", path("plan.json"), "-frozen", path("frozen.json"), "-cert", path("plan.cert")}
	got := sanjie(t, "", args...)
	if got.code != done || !strings.Contains(got.out, "q1 moves from make1 in "+day) || !strings.Contains(got.out, "forced by R4 open") {
		t.Fatalf("code %d\n%s%s", got.code, got.out, got.err)
	}
	if got := sanjie(t, "", "verify", "-i", path("frozen.json"), "-plan", path("plan.json"), "-cert", path("plan.cert")); got.code != done || !strings.HasPrefix(got.out, "valid") {
		t.Errorf("verify: %s%s", got.out, got.err)
	}
	if now := place(path("plan.json")); now == day {
		t.Errorf("q1 is still on %s", day)
	}
	got = sanjie(t, "", append(args, "-json", "-effort", "1000", "-change", "5")...)
	var r matching.Replanned
	if err := json.Unmarshal([]byte(got.out), &r); err != nil || r.Kept != 1 || len(r.Changes) != 1 || r.Changes[0].Cause != matching.Forced {
		t.Errorf("%v: %+v\n%s", err, r, got.out)
	}
	for _, args := range [][]string{
		{"-i", changed, "-plan", published}, {"-i", changed, "-plan", published, "-o", path("x"), "-change", "-1"},
		{"-i", changed, "-plan", input, "-o", path("x")}, {"-i", changed, "-plan", published, "-o", path("x"), "-old-cert", published},
	} {
		if got := sanjie(t, "", append([]string{"replan"}, args...)...); got.code != bad || got.err == "" {
			t.Errorf("%v: code %d, %s%s", args, got.code, got.out, got.err)
		}
	}
}
