package main

import (
	"strings"
	"testing"
)

func TestProvenAfter(t *testing.T) {
	search := result{Limit: 20, Seconds: 20.1, Points: 960, Bound: 1000,
		Trace: []sample{{0.3, 500, 0}, {0.5, 600, 1200}, {3, 900, 1000}, {20.1, 960, 1000}}}
	proven := result{Limit: 20, Seconds: 3, Points: 1000, Bound: 1000, Trace: []sample{{0.5, 600, 1200}, {3, 1000, 1000}}}
	tests := []struct {
		name, reason string
		result       result
		seconds      float64
		want         float64
	}{
		{"before the first plan", "nothing is known", search, 0.2, unmeasured},
		{"before the first bound", "nothing is proven", search, 0.4, unmeasured},
		{"early", "against the bound of the time, not the final one", search, 0.5, 0.5},
		{"in between", "the last plan and bound count", search, 19, 0.1},
		{"at the limit", "the plan that came back counts, a moment late", search, 20, 0.04},
		{"beyond the limit", "it can only be better", search, 60, 0.04},
		{"before the proof", "not yet proven", proven, 1, 0.5},
		{"after the proof", "it stays", proven, 10, 0},
		{"without a bound", "nothing is proven", result{Limit: 20, Seconds: 20, Points: 90}, 20, unmeasured},
		{"of many districts", "without a trace the end counts", result{Limit: 2400, Seconds: 2390, Points: 90, Bound: 100}, 2400, 0.1},
	}
	for _, test := range tests {
		if got := test.result.provenAfter(test.seconds); got != test.want {
			t.Errorf("%s: %v, want %v: %s", test.name, got, test.want, test.reason)
		}
	}
}

// TestTargets: there is a row for each target that was measured, and each is of
// an instance that is measured unless others are named.
func TestTargets(t *testing.T) {
	for _, x := range targets {
		if !strings.Contains(","+usual+",", ","+x.instance+",") {
			t.Errorf("%s has a target and is not measured", x.instance)
		}
	}
	var b strings.Builder
	targetTable(&b, group([]result{
		{Instance: "L-staff", Method: "fcfs", Seed: 1, Points: 50, Peak: 1 << 30, Trace: []sample{{1, 50, 0}}},
		{Instance: "L-staff", Method: "solve", Seed: 1, Limit: 180, Seconds: 180, Points: 998, Bound: 1000, Peak: 2 << 30},
		{Instance: "L-supply", Method: "solve", Seed: 1, Limit: 180, Seconds: 180, Points: 998, Bound: 1000, Peak: 4 << 30},
		{Instance: "L-ample", Method: "solve", Seed: 1, Limit: 180, Seconds: 180, Points: 900, Bound: 1000, Peak: 2 << 30},
		{Instance: "S-staff", Method: "solve", Seed: 1, Limit: 10, Seconds: 2, Points: 10, Bound: 10, Optimal: true, Peak: 1 << 20},
	}))
	_, rows, _ := strings.Cut(b.String(), "|---|---|---|---|---|---|---|---|\n")
	const want = `| S-staff | 1 | 10 s | proven | 0 %, 1 proven | any | 1 | met |
| L-staff | 1 | 180 s | ≤ 0.30 % | 0.20 % | ≤ 3072 | 2048 | met |
| L-supply | 1 | 180 s | ≤ 0.30 % | 0.20 % | ≤ 3072 | 4096 | **missed** |
| L-ample | 1 | 180 s | ≤ 0.30 % | 10 % | ≤ 3072 | 2048 | **missed** |

`
	if rows != want {
		t.Errorf("rows:\n%s\nwant:\n%s", rows, want)
	}
}

func TestCompare(t *testing.T) {
	r := func(method string, seed uint64, limit float64, s ...sample) result {
		last := s[len(s)-1]
		return result{Instance: "core-1000", Method: method, Seed: seed, Limit: limit, Seconds: last.Seconds, Points: last.Points, Bound: last.Bound, Trace: s}
	}
	solve := []result{
		r("solve", 1, 10, sample{1, 99, 100}, sample{10, 100, 100}), r("solve", 2, 10, sample{10, 99, 100}), r("solve", 3, 10, sample{10, 90, 100}),
	}
	tests := []struct {
		name, reason string
		peers        []result
		want         comparison
	}{
		{"alone", "there is nothing to compare with", nil, comparison{}},
		{"on another seed", "there is nothing to compare with", []result{r("highs", 4, 60, sample{5, 50, 100})}, comparison{}},
		{"after equal time", "the shorter limit counts", []result{r("highs", 1, 60, sample{5, 50, 200}, sample{60, 100, 100})},
			comparison{seeds: 1, after: 10, own: 0, peer: 0.5, best: "highs"}},
		{"two seeds", "the median of those shared", []result{r("cpsat", 2, 10, sample{5, 80, 200}), r("cpsat", 3, 10, sample{5, 70, 200})},
			comparison{seeds: 2, after: 10, own: 0.1, peer: 0.3, best: "cpsat"}},
		{"two peers", "the better one", []result{r("highs", 2, 10, sample{5, 60, 200}), r("cpsat", 2, 10, sample{5, 80, 200})},
			comparison{seeds: 1, after: 10, own: 0.01, peer: 0.2, best: "cpsat"}},
		{"without a plan in time", "no peer is best", []result{r("highs", 2, 60, sample{50, 80, 200})},
			comparison{seeds: 1, after: 10, own: 0.01, peer: unmeasured}},
	}
	if got := compare(group([]result{r("highs", 1, 10, sample{5, 50, 100}), r("cpsat", 1, 10, sample{5, 60, 100})}), "core-1000"); got != (comparison{}) {
		t.Errorf("peers alone: %+v, want none, as there is nothing of solve", got)
	}
	for _, test := range tests {
		if got := compare(group(append(test.peers, solve...)), "core-1000"); got != test.want {
			t.Errorf("%s: %+v, want %+v: %s", test.name, got, test.want, test.reason)
		}
	}
}

func TestCompareRow(t *testing.T) {
	tests := []struct {
		name   string
		c      comparison
		judged bool
		want   string
	}{
		{"a tenth", comparison{seeds: 1, after: 10, own: 0.01, peer: 0.1, best: "highs"}, true, "| core-1000 | 1 | 10 s | 1.0 % | highs | 10 % | met |\n"},
		{"more", comparison{seeds: 2, after: 10, own: 0.011, peer: 0.1, best: "cpsat"}, true, "| core-1000 | 2 | 10 s | 1.1 % | cpsat | 10 % | **missed** |\n"},
		{"both proven", comparison{seeds: 1, after: 10, best: "patterns"}, true, "| core-1000 | 1 | 10 s | 0 % | patterns | 0 % | met |\n"},
		{"no target", comparison{seeds: 1, after: 10, own: 1, peer: 0.1, best: "highs"}, false, "| core-1000 | 1 | 10 s | 100 % | highs | 10 % |  |\n"},
		{"no peer has a plan", comparison{seeds: 1, after: 10, own: 0.5, peer: unmeasured}, true, "| core-1000 | 1 | 10 s | 50 % | none has a plan | – | met |\n"},
		{"nobody has", comparison{seeds: 1, after: 10, own: unmeasured, peer: unmeasured}, true, "| core-1000 | 1 | 10 s | – | none has a plan | – | **missed** |\n"},
	}
	for _, test := range tests {
		var b strings.Builder
		test.c.row(&b, "core-1000", test.judged)
		if b.String() != test.want {
			t.Errorf("%s: %q, want %q", test.name, b.String(), test.want)
		}
	}
}
