package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
)

// TestExplain explains a plan in words and as JSON.
func TestExplain(t *testing.T) {
	input, plan := file(t, "s.json", small), file(t, "plan.json", "")
	if got := sanjie(t, "", "solve", "-i", input, "-o", plan); got.code != done {
		t.Fatal(got.err)
	}
	tests := []struct {
		name, reason string
		args         []string
		says         []string
	}{
		{"what is missing", "by default only that is explained", nil, []string{
			"q3 (cohort s2-301, 40 pupils): 0 of 1 visits placed; impossible: no plan of any kind has more of it\n",
			"  its choices name 8 options; removed by R1 tier 8\n",
		}},
		{"a placed request", "it is named", []string{"-request", "q1"}, []string{
			"q1 (cohort s1-501, 45 pupils): 1 of 1 visits placed\n", "  none of them is better than what it has\n",
		}},
		{"a school's", "with all it has", []string{"-school", "s1", "-all"}, []string{"q1 (", "q2 ("}},
		{"a school without", "nothing of it is missing", []string{"-school", "s1"}, []string{"every visit asked for is placed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"explain", "-i", input, "-plan", plan}, tt.args...)...)
			if got.code != done {
				t.Fatal(got.err)
			}
			for _, says := range tt.says {
				if !strings.Contains(got.out, says) {
					t.Errorf("no %q: %s\n%s", says, tt.reason, got.out)
				}
			}
		})
	}
	got := sanjie(t, "", "explain", "-i", input, "-plan", plan, "-json")
	var list []matching.Explanation
	if err := json.Unmarshal([]byte(got.out), &list); err != nil {
		t.Fatal(err, got.out)
	}
	if len(list) != 1 || list[0].Request != "q3" || list[0].Reason != matching.Impossible {
		t.Errorf("explained as JSON: %s", cmp.Diff([]matching.Explanation(nil), list))
	}
	if got := sanjie(t, "", "explain", "-i", input, "-plan", plan, "-request", "q9"); got.code != bad || !strings.Contains(got.err, "no request") {
		t.Errorf("an unknown request: code %d, %s", got.code, got.err)
	}
}

// TestRemedies says what would place a class that is five pupils too large.
func TestRemedies(t *testing.T) {
	input, plan := file(t, "s.json", strings.Replace(small, `"seats": 50`, `"seats": 40`, 1)), file(t, "plan.json", "")
	if got := sanjie(t, "", "solve", "-i", input, "-o", plan); got.code != done {
		t.Fatal(got.err)
	}
	remedies := func(args ...string) result {
		return sanjie(t, "", append([]string{"explain", "-i", input, "-plan", plan, "-remedies"}, args...)...)
	}
	for _, tt := range []struct {
		name, reason, says string
		args               []string
	}{
		{"all kinds", "a part of 23 fits, but only one session runs at a time", "make1 has 5 more seats: make1 in 2026-09-08", []string{"-request", "q1"}},
		{"without more seats", "they are out of the question", "no single change was found", []string{"-request", "q1", "-not", "seats"}},
		{"the offering spared", "it is to stay as it is", "no single change was found", []string{"-request", "q1", "-spare", "make1"}},
		{"as JSON", "the changes are typed", `"kind": "seats"`, []string{"-request", "q1", "-json"}},
		{"too young", "nothing that can be changed helps", "no single change was found", []string{"-request", "q3", "-moves", "2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := remedies(tt.args...); got.code != done || !strings.Contains(got.out, tt.says) {
				t.Errorf("code %d, no %q: %s\n%s%s", got.code, tt.says, tt.reason, got.out, got.err)
			}
		})
	}
	for _, args := range [][]string{{}, {"-request", "q9"}, {"-request", "q1", "-not", "magic"}, {"-request", "q1", "-moves", "-1"}} {
		if got := remedies(args...); got.code != bad || got.err == "" {
			t.Errorf("%v: code %d, %s%s", args, got.code, got.out, got.err)
		}
	}
}
