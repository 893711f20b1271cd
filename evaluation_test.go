package sanjie_test

import (
	"strings"
	"testing"
)

// TestEvaluation checks docs/evaluation.md: its code is a part of examples that
// run, and its output is theirs.
func TestEvaluation(t *testing.T) {
	examples := read(t, "evaluation/example_test.go")
	blocks := strings.Split(read(t, "docs/evaluation.md"), "```")
	if len(blocks) < 11 {
		t.Errorf("only %d blocks", len(blocks)/2)
	}
	for i := 1; i < len(blocks); i += 2 {
		kind, text, _ := strings.Cut(blocks[i], "\n")
		if !strings.Contains(flat(examples), flat(text)) {
			t.Errorf("the block %q is no part of evaluation/example_test.go:\n%s", kind, text)
		}
	}
}

// flat removes what indents lines, and the marks of comments.
func flat(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "//")) + "\n")
	}
	return b.String()
}
