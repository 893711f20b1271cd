package sanjie_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/matching"
)

// TestLifecycle checks docs/lifecycle.md: its tables have the transitions of the
// code in their order, and its example is a part of one that runs.
func TestLifecycle(t *testing.T) {
	doc := read(t, "docs/lifecycle.md")
	var want []string
	for tr := range matching.Transitions() {
		from := "not known"
		if tr.From != 0 {
			from = tr.From.String()
		}
		want = append(want, fmt.Sprintf("| %s | `%v` | %v | %v | ", from, tr.Event, tr.To, tr.When))
	}
	var got []string
	for line := range strings.SplitSeq(doc, "\n") {
		if strings.HasPrefix(line, "| ") && strings.Contains(line, "`") {
			i := strings.LastIndex(strings.TrimSuffix(line, " |"), " | ")
			got = append(got, line[:i+3])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("transitions (-code +docs):\n%s", diff)
	}
	var code strings.Builder
	for line := range strings.Lines(block(t, doc, "```go\n")) {
		if line != "\n" {
			line = "\t" + line
		}
		code.WriteString(line)
	}
	if !strings.Contains(read(t, "matching/example_test.go"), code.String()) {
		t.Errorf("the example is no part of matching/example_test.go:\n%s", code.String())
	}
}
