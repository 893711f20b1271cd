package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// target is what solve is to reach on an instance, as a median over its seeds.
type target struct {
	instance string
	seconds  float64
	gap      float64 // to the bound that it has itself by then; 0 means that the plan is proven
	memory   float64 // most bytes; 0 means any
}

// targets are in the order of the usual instances.
var targets = []target{
	{"core-300", 1, 0, 0},
	{"core-1000", 1, 0.0002, 0},
	{"core-1000", 60, 0, 0},
	{"core-3000", 10, 0.00005, 0},
	{"core-10000", 30, 0.0001, 0},
	{"core-30000", 20, 0.001, 300e6},
	{"core-30000", 60, 0.0002, 300e6},
	{"core-1000-small", 60, 0.001, 0},
	{"S-staff", 10, 0, 0},
	{"S-supply", 10, 0, 0},
	{"S-ample", 10, 0, 0},
	{"M-staff", 60, 0.001, 0},
	{"M-supply", 60, 0.001, 0},
	{"M-ample", 60, 0.001, 0},
	{"L-staff", 180, 0.003, 3 << 30},
	{"L-supply", 180, 0.003, 3 << 30},
	{"L-ample", 180, 0.003, 3 << 30},
	{"XL-staff", 2400, 0.005, 4 << 30},
}

// provenAfter returns the gap between the plan and the bound that the method
// itself had after some seconds. What was measured for less stays at what it reached.
func (r result) provenAfter(seconds float64) float64 {
	if seconds >= min(r.Seconds, r.Limit) {
		if r.Bound == 0 {
			return unmeasured
		}
		return gapOf(r.Points, r.Bound)
	}
	gap := unmeasured
	for _, s := range r.Trace {
		if s.Seconds <= seconds && s.Bound > 0 {
			gap = gapOf(s.Points, s.Bound)
		}
	}
	return gap
}

// targetTable writes what solve reached of its targets.
func targetTable(b *strings.Builder, groups []figures) {
	b.WriteString(strings.ReplaceAll(`## Targets

What 'solve' is to reach, and reached, as medians over the seeds: its gap to the bound that it had itself at that time, before its
end as its search counted, which is none where the plan is *proven*; and MiB. What was run for less time counts as it was then.
[engine.md](engine.md#targets-missed) says why some are missed, and what was tried.

| instance | seeds | after | gap | reached | MiB | reached | |
|---|---|---|---|---|---|---|---|
`, "'", "`"))
	for _, t := range targets {
		if i := slices.IndexFunc(groups, func(f figures) bool { return f.instance == t.instance && f.method == "solve" }); i >= 0 {
			t.row(b, groups[i])
		}
	}
	b.WriteString("\n")
}

func (t target) row(b *strings.Builder, f figures) {
	gap := f.median(func(r result) float64 { return r.provenAfter(t.seconds) })
	peak := f.median(func(r result) float64 { return float64(r.Peak) })
	met := "**missed**"
	if gap <= t.gap && (t.memory == 0 || peak <= t.memory) {
		met = "met"
	}
	most := "any"
	if t.memory > 0 {
		most = "≤ " + mebibytes(t.memory)
	}
	want, have := "≤ "+percent(t.gap), percentOr(gap, !math.IsInf(gap, 1))
	if t.gap == 0 {
		proven := 0
		for _, r := range f.results {
			if r.provenAfter(t.seconds) == 0 {
				proven++
			}
		}
		want, have = "proven", fmt.Sprintf("%s, %d proven", have, proven)
	}
	fmt.Fprintf(b, "| %s | %d | %s s | %s | %s | %s | %s | %s |\n", t.instance, len(f.results), digits(t.seconds, 1),
		want, have, most, mebibytes(peak), met)
}

func mebibytes(bytes float64) string { return fmt.Sprintf("%.0f", bytes/(1<<20)) }
