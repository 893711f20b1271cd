package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme keeps the README's figures the same as the program's.
func TestReadme(t *testing.T) {
	var out strings.Builder
	if err := run(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(readme), "```text\n")
	block, _, _ = strings.Cut(block, "```\n")
	if diff := cmp.Diff(block, out.String()); diff != "" {
		t.Errorf("the README's output is not the program's (-README +got):\n%s", diff)
	}
}
