package main

import (
	"context"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/examples/internal/readme"
)

// TestReadme keeps the README's figures the same as the program's.
func TestReadme(t *testing.T) {
	var out strings.Builder
	if err := run(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, out.String())
}
