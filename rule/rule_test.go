package rule_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/rule"
)

// TestNames pins every rule's number to its name: both are in files and in
// other people's code.
func TestNames(t *testing.T) {
	want := []string{
		"R1 tier", "R2 course", "R3 choice", "R4 open", "R5 room", "R6 seats", "R7 minimum", "R8 sharing", "R9 staff", "R10 clash",
		"R11 program", "R12 headcount", "R13 stock", "R14 budget", "R15 transport", "R16 quota", "R17 adults", "R18 notice", "R19 split", "R20 outreach",
	}
	var got []string
	for r := range rule.All() {
		got = append(got, r.String()+" "+r.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules differ (-want +got):\n%s", diff)
	}
}

func TestAllStopsWhenAsked(t *testing.T) {
	for r := range rule.All() {
		if r == rule.Choice {
			return
		}
	}
	t.Error("All ended before R3")
}

func TestTextsDifferAndFitALine(t *testing.T) {
	seen := map[string]rule.Rule{}
	for r := range rule.All() {
		text := r.Text()
		if before, ok := seen[text]; ok || text == "" || strings.Contains(text, "\n") {
			t.Errorf("%v has the text %q (also %v: %v); want one line of its own", r, text, before, ok)
		}
		seen[text] = r
	}
}

func TestTextForm(t *testing.T) {
	for _, r := range append(slices.Collect(rule.All()), rule.Books) {
		text, err := r.MarshalText()
		if err != nil {
			t.Fatalf("%v: %v", r, err)
		}
		back := rule.Outreach + 1
		if err := back.UnmarshalText(text); err != nil || back != r {
			t.Errorf("%v came back from %q as %v, error %v", r, text, back, err)
		}
	}
}

func TestUnknown(t *testing.T) {
	unknown := rule.Outreach + 1
	got := []string{unknown.String(), unknown.Name(), unknown.Text()}
	if diff := cmp.Diff([]string{"Rule(21)", "Rule(21)", "unknown rule"}, got); diff != "" {
		t.Errorf("unknown rule (-want +got):\n%s", diff)
	}
	if text, err := unknown.MarshalText(); err == nil {
		t.Errorf("MarshalText of an unknown rule = %q; want an error", text)
	}
	for _, text := range []string{"", "R0", "R21", "r1", "R01", "Rule(21)", "tier"} {
		r := rule.Seats
		if err := r.UnmarshalText([]byte(text)); err == nil || r != rule.Seats {
			t.Errorf("UnmarshalText(%q) = %v, error %v; want an error and nothing set", text, r, err)
		}
	}
}
