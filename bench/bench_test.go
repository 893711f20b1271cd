package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/scenario"
)

func TestParseInstance(t *testing.T) {
	tests := []struct {
		name, reason string
		want         instance
		bad          bool
	}{
		{"core-1000", "the usual family", instance{core: scenario.Core{Groups: 1000}, limit: time.Minute}, false},
		{"core-3000", "with a nearer aim", instance{core: scenario.Core{Groups: 3000}, limit: 10 * time.Second}, false},
		{"core-30000", "larger ones take longer", instance{core: scenario.Core{Groups: 30000}, limit: time.Minute}, false},
		{"core-1000-small", "groups of 20", instance{core: scenario.Core{Groups: 1000, Mean: 20}, limit: time.Minute}, false},
		{"core-50-tight", "any number of groups", instance{core: scenario.Core{Groups: 50, Tight: 140}, limit: time.Minute}, false},
		{"XS-staff", "the smallest district", instance{size: scenario.XS, regime: scenario.Staff, limit: 10 * time.Second}, false},
		{"L-supply", "a district", instance{size: scenario.L, regime: scenario.Supply, limit: 3 * time.Minute}, false},
		{"XL-staff", "many districts", instance{size: scenario.XL, limit: 40 * time.Minute}, false},
		{"XXL-staff", "nobody waits for a country", instance{}, true},
		{"core", "of how many", instance{}, true},
		{"core-0", "of somebody", instance{}, true},
		{"core-1000-large", "no such kind", instance{}, true},
		{"core-1000-small-tight", "one kind at a time", instance{}, true},
		{"M", "in which regime", instance{}, true},
		{"M-core", "which regime", instance{}, true},
	}
	for _, test := range tests {
		got, err := parseInstance(test.name)
		if test.bad {
			if err == nil {
				t.Errorf("%s is an instance: %s", test.name, test.reason)
			}
			continue
		}
		test.want.name = test.name
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(instance{})); diff != "" || err != nil {
			t.Errorf("%s: %s: %v (-want +got):\n%s", test.name, test.reason, err, diff)
		}
	}
	for name := range split(usual) {
		if _, err := parseInstance(name); err != nil {
			t.Error(err)
		}
	}
}

func TestGapAfter(t *testing.T) {
	search := result{Limit: 20, Seconds: 20.1, Bound: 1000, Trace: []sample{{0.5, 600, 1200}, {3, 900, 1000}, {20.1, 950, 1000}}}
	done := search
	done.Seconds, done.Optimal = 3, true
	tests := []struct {
		name, reason string
		result       result
		seconds      float64
		want         float64
	}{
		{"before the first plan", "nothing is known", search, 0.4, unmeasured},
		{"first plan", "against the final bound, not that of the time", search, 0.5, 0.4},
		{"in between", "the last plan counts", search, 19, 0.1},
		{"at the limit", "the last plan is in time", search, 20, 0.1},
		{"a moment late", "searches end a little after their limit", search, 20.1, 0.05},
		{"beyond the limit", "it was not run for so long", search, 21, unmeasured},
		{"after the proof", "nothing would change", done, 60, 0.05},
		{"first come", "without limit", result{Seconds: 0.1, Trace: []sample{{0.1, 500, 0}}}, 60, 0.5},
	}
	for _, test := range tests {
		if got := test.result.gapAfter(test.seconds, 1000); got != test.want {
			t.Errorf("%s: %v, want %v: %s", test.name, got, test.want, test.reason)
		}
	}
	if got := search.gapAfter(5, 0); got != unmeasured {
		t.Errorf("without a bound the gap is %v", got)
	}
}

// TestTraceIsThin: samples far apart stay, of close ones the last.
func TestTraceIsThin(t *testing.T) {
	var all trace
	for ms := range 10_000 {
		all.add(time.Duration(ms+1)*time.Millisecond, int64(ms), 0)
	}
	if n := len(all); n < 80 || n > 200 || all[0].Points != 0 || all[n-1].Points != 9_999 {
		t.Errorf("%d samples, %v to %v; want about 100 over four powers of ten, the first and the last kept", n, all[0], all[n-1])
	}
	for i := 2; i < len(all); i++ {
		if all[i].Seconds < closeness*all[i-2].Seconds {
			t.Errorf("samples at %v, %v and %v s are too close", all[i-2].Seconds, all[i-1].Seconds, all[i].Seconds)
		}
	}
}

// TestResults keeps one measurement of each kind.
func TestResults(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.jsonl")
	known, err := load(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []result{
		{Instance: "b", Method: "solve", Seed: 1, Points: 1}, {Instance: "a", Method: "solve", Seed: 2, Points: 2, Trace: []sample{{1, 2, 3}}},
		{Instance: "a", Method: "fcfs", Seed: 2, Points: 3}, {Instance: "b", Method: "solve", Seed: 1, Points: 4},
	} {
		if err := known.put(r); err != nil {
			t.Fatal(err)
		}
	}
	again, err := load(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []result{
		{Instance: "a", Method: "fcfs", Seed: 2, Points: 3}, {Instance: "a", Method: "solve", Seed: 2, Points: 2, Trace: []sample{{1, 2, 3}}},
		{Instance: "b", Method: "solve", Seed: 1, Points: 4},
	}
	if diff := cmp.Diff(want, again.all); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
}

// TestPage writes what two methods reached on two seeds, and a picture that is
// XML.
func TestPage(t *testing.T) {
	r := func(method string, seed uint64, points, bound int64, s ...sample) result {
		return result{Instance: "core-300", Method: method, Seed: seed, Limit: 20, Seconds: s[len(s)-1].Seconds, Points: points, Bound: bound,
			Pupils: 50, Asked: 200, Optimal: points == bound, Peak: 7 << 20, On: "a machine", Trace: s}
	}
	groups := group([]result{
		r("highs", 1, 800, 1200, sample{0.7, 500, 1300}, sample{20, 800, 1200}), r("highs", 2, 900, 1000, sample{4, 900, 1000}, sample{20, 900, 1000}),
		r("solve", 1, 1000, 1000, sample{0.2, 990, 1000}, sample{3, 1000, 1000}), r("solve", 2, 990, 1000, sample{0.2, 900, 1100}, sample{20, 990, 1000}),
	})
	var b bytes.Buffer
	if err := page(&b, groups, "gap.svg"); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		"| core-300 | solve | 2 | 25.0 % | 1000 | 1000 (1.0 %) | 10 % | 10 % | 1.0 % | – | **1.0 %** | 20 s | 7 |",
		"| core-300 | highs | 2 | 25.0 % | 900 | 1200 (33 %) | – | 50 % | 20 % | – | **20 %** | 20 s | 7 |",
		"| core-300 | 2 | 1 s | proven | 18 %, 0 proven | any | 7 | **missed** |",
		"| core-300 | 2 | 20 s | 1.0 % | highs | 20 % |  |",
		"- a machine: solve on core-300; highs on core-300;",
	} {
		if !strings.Contains(b.String(), row) {
			t.Errorf("no row\n%s\nin\n%s", row, b.String())
		}
	}
	b.Reset()
	if err := plot(&b, groups); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(&b); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
