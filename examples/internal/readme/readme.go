// Package readme keeps the output that an example's README shows the same as
// what the example prints.
package readme

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Check compares an output with the block of README.md after "It prints".
func Check(t *testing.T, output string) {
	t.Helper()
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "It prints\n\n```\n")
	block, _, closed := strings.Cut(rest, "```")
	if !closed {
		t.Fatal("README.md has no block after \"It prints\"")
	}
	if diff := cmp.Diff(block, output); diff != "" {
		t.Errorf("README.md is not what the example prints (-README +got):\n%s", diff)
	}
}
