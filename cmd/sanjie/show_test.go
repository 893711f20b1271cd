package main

import (
	"strings"
	"testing"
)

// TestShow looks for what belongs into each part, and for what does not.
func TestShow(t *testing.T) {
	// q2 can come in the first week alone, and q1 in the second.
	input, plan := solved(t, strings.Replace(small, `"cohort": "s1-501",`, `"cohort": "s1-501", "times": [{"from": "2026-09-14"}],`, 1))
	tests := []struct {
		name   string
		reason string
		flags  []string
		has    []string
		lacks  []string
	}{
		{"all", "both parts", nil, []string{
			"番职体验中心, 2026-09-07 to 2026-09-13\n", "番职体验中心, 2026-09-14 to 2026-09-20\n", "走进汽车维修", "第一小学 s1-501 (45)", "t1 t2",
			"\n第一小学\n", "\n第二小学\n", "s2-301: 1 missing, impossible; 0 of 8 options fit it alone, the others removed by R1 tier 8\n",
		}, nil},
		{"a center", "without the schools' part", []string{"-center", "c1"}, []string{"番职体验中心"}, []string{"\n第一小学\n", "s2-301"}},
		{"a school", "without the centers' part", []string{"-school", "s1"}, []string{"\n第一小学\n", "s1-501"}, []string{"番职体验中心, ", "s2-301"}},
		{"another school", "without the first", []string{"-school", "s2"}, []string{"\n第二小学\n", "s2-301"}, []string{"s1-501", "s1-502"}},
		{"a week", "without the others", []string{"-week", "2026-09-18"}, []string{"\n第二小学\n", "s1-501"}, []string{"s1-502", "2026-09-07 to"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"show", "-i", input, "-plan", plan}, tt.flags...)...)
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

func TestShowRefuses(t *testing.T) {
	input, plan := solved(t, small)
	damaged := file(t, "plan.json", strings.Replace(contents(t, plan), `"pupils": 45`, `"pupils": 44`, 1))
	tests := []struct {
		name   string
		reason string
		plan   string
		flags  []string
		says   string
	}{
		{"unknown center", "nothing shown would look like an empty plan", plan, []string{"-center", "c2"}, `no center "c2"`},
		{"unknown school", "nothing shown would look like an empty plan", plan, []string{"-school", "s3"}, `no school "s3"`},
		{"no date", "a week is named by one of its dates", plan, []string{"-week", "37"}, "37"},
		{"damaged plan", "what it shows would mislead", damaged, nil, "not a valid plan"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, "", append([]string{"show", "-i", input, "-plan", tt.plan}, tt.flags...)...)
			if got.code != bad || got.out != "" || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2 and %q: %s", got, tt.says, tt.reason)
			}
		})
	}
}
