package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPricesDoc runs the examples of docs/prices.md one after the other, in a folder
// with the edit that it shows. How long a search took is not compared.
func TestPricesDoc(t *testing.T) {
	doc := contents(t, "../../docs/prices.md")
	t.Chdir(t.TempDir())
	seconds := regexp.MustCompile(`[0-9.]+ s\)`)
	commands := 0
	for _, block := range regexp.MustCompile("(?s)```([a-z ]+)\n(.*?)```").FindAllStringSubmatch(doc, -1) {
		if block[1] == "json edit" {
			if err := os.WriteFile("edit.json", []byte(block[2]), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for example := range strings.SplitSeq(strings.TrimPrefix(block[2], "$ "), "\n$ ") {
			command, want, _ := strings.Cut(example+"\n", "\n")
			args := strings.Fields(command)
			if block[1] != "console" || args[0] != "sanjie" {
				t.Fatalf("%s is no example of the command", command)
			}
			got := sanjie(t, "", args[1:]...)
			out := seconds.ReplaceAllString(got.out, "… s)")
			if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(out)); diff != "" || got.code != done || got.err != "" {
				t.Errorf("%s: %d %s (-docs +got):\n%s", command, got.code, got.err, diff)
			}
			commands++
		}
	}
	if commands != 6 {
		t.Errorf("%d commands, want 6", commands)
	}
}
