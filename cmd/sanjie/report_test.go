package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestReport looks for what belongs into the text, of a scenario that can be planned
// in full but for q3. docs/report.md shows a whole one.
func TestReport(t *testing.T) {
	input, plan := solved(t, small)
	tests := []struct {
		name   string
		reason string
		flags  []string
		has    []string
		lacks  []string
	}{
		{"all", "every part", nil, []string{
			"visits   2 of 3 placed, 1 unmet\npupils   83 of 123 placed, 40 unmet\nsessions 2 of 16 possible, 83 of 100 seats taken in them\n",
			"\nimpossible  R1 tier  1       40\n",
			"\nmake          2      1       1      50.0 %   40\n", // a course without a name or a theme
			"\n番职体验中心  8     2     25.0 %  400    83     20.8 %  0\n",
			"\nall      2/2      123/123  123/123                 100.0 %  0/123      0/123\n",
			"A center within 15 minutes",
		}, []string{"and 1 more"}},
		{"few rows", "says how many are left out", []string{"-top", "1"}, []string{"and 1 more\n"}, nil},
		{"another circle", "the title says so", []string{"-radius", "0"}, []string{"A center within 0 minutes"}, nil},
		{"quick", "an impossible one is known without explanations", []string{"-quick"}, []string{"impossible  R1 tier"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"report", "-i", input, "-plan", plan}, tt.flags...)...)
			if got.code != done || got.err != "" {
				t.Fatalf("%+v", got)
			}
			for _, text := range tt.has {
				if !strings.Contains(got.out, text) {
					t.Errorf("no %q: %s\n%s", text, tt.reason, got.out)
				}
			}
			for _, text := range tt.lacks {
				if strings.Contains(got.out, text) {
					t.Errorf("%q, too: %s\n%s", text, tt.reason, got.out)
				}
			}
		})
	}
}

// TestReportJSON reads back what another program would.
func TestReportJSON(t *testing.T) {
	input, plan := solved(t, small)
	got := sanjie(t, "", "report", "-i", input, "-plan", plan, "-json")
	var r yearReport
	if err := json.Unmarshal([]byte(got.out), &r); err != nil || got.code != done {
		t.Fatalf("%+v: %v", got, err)
	}
	want := matching.UnmetCause{Reason: matching.Impossible, Rule: rule.Tier}
	if len(r.Demand.Causes) != 1 || r.Demand.Causes[0].UnmetCause != want {
		t.Errorf("causes %+v, want %+v", r.Demand.Causes, want)
	}
	if n := r.Settlement.Total.PersonVisits; n != (matching.Held{Planned: 83, Held: 83}) || r.Reach.Minutes != 15 ||
		len(r.Use.Rooms) != 1 || len(r.Work.Instructors) != 2 || len(r.Spread.All.Weeks) != 2 {
		t.Errorf("report %s", got.out)
	}
}

func TestReportRefuses(t *testing.T) {
	input, plan := solved(t, small)
	damaged := file(t, "plan.json", strings.Replace(contents(t, plan), `"pupils": 45`, `"pupils": 44`, 1))
	before, of, _ := strings.Cut(contents(t, damaged), `"problem": "`)
	foreign := file(t, "foreign.json", before+`"problem": "`+strings.Repeat("0", 64)+of[64:])
	tests := []struct {
		name   string
		reason string
		plan   string
		flags  []string
		says   string
	}{
		{"no date", "licenses are of a date", plan, []string{"-on", "autumn"}, "autumn"},
		{"negative circle", "nothing is nearer than here", plan, []string{"-radius", "-1"}, "must not be negative"},
		{"damaged plan", "figures of it would mislead", damaged, nil, "1 violation; sanjie verify says which"},
		{"another scenario's", "its many violations say nothing", foreign, nil, "it was made for another scenario"},
		{"no plan", "there is nothing to report on", "", nil, "-plan is required"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"report", "-i", input, "-plan", tt.plan}, tt.flags...)...)
			if got.code != bad || got.out != "" || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
		})
	}
}
