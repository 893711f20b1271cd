package main

import (
	"strings"
	"testing"
)

// TestAnswers measures a small district in next to no time: every question and
// every disruption has its row.
func TestAnswers(t *testing.T) {
	var out strings.Builder
	if err := command(t.Context(), []string{"-size", "S", "-time", "200ms", "-replan", "100ms"}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| explain all with missing visits | once | ", "| explain one | 20 | 20 with any | ", "| counterfactuals, nobody moves | "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q:\n%s", want, out.String())
		}
	}
	for _, d := range disruptions {
		if !strings.Contains(out.String(), "| "+d.name+" | ") {
			t.Errorf("no row of %s:\n%s", d.name, out.String())
		}
	}
	if err := command(t.Context(), []string{"-size", "huge"}, &out); err == nil {
		t.Error("an unknown size is measured")
	}
}
