package sanjie_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/record"
)

// TestRecords checks docs/records.md: its tables have the standards and verdicts
// of the code, and its example is a part of one that runs.
func TestRecords(t *testing.T) {
	doc := read(t, "docs/records.md")
	var want []string
	for _, s := range record.Standards() {
		asks := fmt.Sprintf("%d a week on average", s.PerWeek)
		switch {
		case s.Hours > 0:
			asks = fmt.Sprintf("%d class hours, %d of them recognized", s.Hours, s.Recognized)
		case s.Credits > 0:
			asks = fmt.Sprintf("%d credits of %s", s.Credits, s.Subject)
		}
		want = append(want, fmt.Sprintf("| `%s` | %v | %s | %v |", s.ID, s.Grades, asks, s.Effective))
	}
	for v := record.VerdictCounted; v <= record.VerdictCredits; v++ {
		want = append(want, fmt.Sprintf("| `%v` | %s |", v, v.Text()))
	}
	_, tables, _ := strings.Cut(doc, "\n## Standards\n")
	tables, _, _ = strings.Cut(tables, "\n## Programs\n")
	var got []string
	for line := range strings.SplitSeq(tables, "\n") {
		if strings.HasPrefix(line, "| `") {
			got = append(got, line)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("standards and verdicts (-code +docs):\n%s", diff)
	}
	var code strings.Builder
	for line := range strings.Lines(block(t, doc, "```go\n")) {
		if line != "\n" {
			line = "\t" + line
		}
		code.WriteString(line)
	}
	if !strings.Contains(read(t, "record/example_test.go"), code.String()) {
		t.Errorf("the example is no part of record/example_test.go:\n%s", code.String())
	}
}
