package sanjie_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme keeps the README's code and its output the same as the example's.
func TestReadme(t *testing.T) {
	readme := read(t, "README.md")
	_, program, _ := strings.Cut(read(t, "examples/quickstart/main.go"), "\n") // its doc comment is not shown
	if diff := cmp.Diff(block(t, readme, "```go\n"), program); diff != "" {
		t.Errorf("README's code is not examples/quickstart/main.go (-README +file):\n%s", diff)
	}
	out, err := exec.Command("go", "run", "./examples/quickstart").CombinedOutput()
	if err != nil {
		t.Fatalf("go run ./examples/quickstart: %v\n%s", err, out)
	}
	if diff := cmp.Diff(block(t, readme, "It prints\n\n```\n"), string(out)); diff != "" {
		t.Errorf("README's output is not the example's (-README +got):\n%s", diff)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// block returns the text between an opening mark and the end of its code block.
func block(t *testing.T, text, open string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, open)
	inside, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatalf("README has no block after %q", open)
	}
	return inside
}
