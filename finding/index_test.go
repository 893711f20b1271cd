package finding_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
)

func self(s string) string { return s }

func TestIndexOwn(t *testing.T) {
	list := []string{"a", "", "b", "a", ""}
	x := finding.NewIndex("/items", "item", list, self)
	var l finding.List
	for i := range list {
		x.CheckOwn(&l, i)
	}
	want := []finding.Finding{
		{Path: "/items/1/id", Problem: "is empty", Remedy: "give it an id of 1 to 128 bytes"},
		{Path: "/items/3/id", Value: "a", Problem: "is already the id of /items/0", Remedy: "give each item an id of its own"},
		{Path: "/items/4/id", Problem: "is empty", Remedy: "give it an id of 1 to 128 bytes"},
	}
	if diff := cmp.Diff(want, l.Findings()); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if i, ok := x.At("a"); i != 0 || !ok {
		t.Errorf("At(a) = %d, %v; want the first, 0, true", i, ok)
	}
	if _, ok := x.At("c"); ok {
		t.Error("At(c) found something")
	}
}

func TestIndexRef(t *testing.T) {
	x := finding.NewIndex("/items", "item", []string{"paper", ""}, self)
	var l finding.List
	got := []bool{
		x.CheckRef(&l, "/a", "paper"),
		x.CheckRef(&l, "/b", "papier"),
		x.CheckRef(&l, "/c", ""),
		x.CheckRef(&l, "/d", "wood"),
	}
	if diff := cmp.Diff([]bool{true, false, false, false}, got); diff != "" {
		t.Errorf("existence (-want +got):\n%s", diff)
	}
	want := []finding.Finding{
		{Path: "/b", Value: "papier", Problem: "is no known item", Remedy: `did you mean "paper"?`},
		{Path: "/c", Problem: "is empty", Remedy: "name an existing item"},
		{Path: "/d", Value: "wood", Problem: "is no known item", Remedy: "add that item or correct the id"},
	}
	if diff := cmp.Diff(want, l.Findings()); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestDanglingStopsLooking counts the looks: a file in which every id dangles
// must not take the square of its length.
func TestDanglingStopsLooking(t *testing.T) {
	const ids = 500
	looks := 0
	have := func(yield func(string) bool) {
		for i := range ids {
			looks++
			if !yield(fmt.Sprintf("id-%04d", i)) {
				return
			}
		}
	}
	var l finding.List
	for i := range ids {
		finding.Dangling(&l, "/x", fmt.Sprintf("di-%04d", i), have, "thing")
	}
	if l.Len() != ids {
		t.Errorf("noted %d findings; want all %d", l.Len(), ids)
	}
	if want := 20 * ids; looks != want {
		t.Errorf("looked at %d ids; want %d, all of them for the first 20 findings", looks, want)
	}
	if got, want := l.Findings()[ids-1].Remedy, "add that thing or correct the id"; got != want {
		t.Errorf("last remedy is %q; want %q", got, want)
	}
}
