package sanjie_test

import (
	"strings"
	"testing"
)

// TestCredits checks docs/credits.md: its code is a part of examples that run,
// and what it says that they print is what they print.
func TestCredits(t *testing.T) {
	doc, examples := read(t, "docs/credits.md"), read(t, "record/credits_example_test.go")
	blocks := strings.Split(doc, "```")
	if len(blocks) != 11 {
		t.Fatalf("%d blocks, want 5", len(blocks)/2)
	}
	for i := 1; i < len(blocks); i += 2 {
		before := "\t// "
		text, isCode := strings.CutPrefix(blocks[i], "go\n")
		if isCode {
			before = "\t"
		}
		var want strings.Builder
		for line := range strings.Lines(strings.TrimPrefix(text, "\n")) {
			if line != "\n" {
				line = before + line
			}
			want.WriteString(line)
		}
		if !strings.Contains(examples, want.String()) {
			t.Errorf("no part of record/credits_example_test.go:\n%s", want.String())
		}
	}
}
