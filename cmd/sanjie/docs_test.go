package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDocs runs the examples of a page one after the other, in a folder with the
// files that it shows. How long a search took is not compared.
func TestDocs(t *testing.T) {
	for page, commands := range map[string]int{"prices.md": 6, "answers.md": 12, "report.md": 2} {
		t.Run(page, func(t *testing.T) { testPage(t, page, commands) })
	}
}

func testPage(t *testing.T, page string, want int) {
	doc := contents(t, "../../docs/"+page)
	t.Chdir(t.TempDir())
	seconds := regexp.MustCompile(`[0-9.]+ s\)`)
	commands := 0
	for _, block := range regexp.MustCompile("(?s)```([a-z ]+)\n(.*?)```").FindAllStringSubmatch(doc, -1) {
		if block[1] == "go" {
			continue
		}
		if name, ok := strings.CutPrefix(block[1], "json "); ok {
			if err := os.WriteFile(name+".json", []byte(block[2]), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for example := range strings.SplitSeq(strings.TrimPrefix(block[2], "$ "), "\n$ ") {
			command, says, _ := strings.Cut(example+"\n", "\n")
			args := strings.Fields(command)
			if block[1] != "console" || args[0] != "sanjie" {
				t.Fatalf("%s is no example of the command", command)
			}
			got := sanjie(t, "", args[1:]...)
			out := seconds.ReplaceAllString(got.out, "… s)")
			if diff := cmp.Diff(strings.TrimSpace(says), strings.TrimSpace(out)); diff != "" || got.code != done || got.err != "" {
				t.Errorf("%s: %d %s (-docs +got):\n%s", command, got.code, got.err, diff)
			}
			commands++
		}
	}
	if commands != want {
		t.Errorf("%d commands, want %d", commands, want)
	}
}
