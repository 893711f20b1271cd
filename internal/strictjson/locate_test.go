package strictjson_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

func TestLocate(t *testing.T) {
	in := "\n" + whole(`"things": [
  {"id": "a", "tags": [
    {"text": "{\"id\": 1}, ["},
    {}
  ]},
  {
    "id": "b",
    "size": 5
  }
],
"deep": {
  "ways": []}`)
	tests := []struct {
		path   string
		reason string
		line   int
	}{
		{"", "the document", 2},
		{"/things", "a member", 3},
		{"/things/0", "an element", 4},
		{"/things/0/tags/1", "after text with brackets and quotes", 6},
		{"/things/1", "the next element", 8},
		{"/things/1/id", "a member on a line of its own", 9},
		{"/things/1/size", "and the next", 10},
		{"/things/1/tags/4", "left out: the line of what would hold it", 8},
		{"/things/7/id", "no such element", 3},
		{"/deep/ways", "the line of the value", 14},
		{"/color", "left out at the top", 2},
		{"/a~1b~0c", "escaped, and left out", 2},
	}
	for _, chunked := range []bool{false, true} {
		var b box
		text := in
		if chunked { // lies across the decoder's reads
			text = strings.Replace(in, `"things"`, `"words": ["`+strings.Repeat(`x","`, 40_000)+`"], "things"`, 1)
		}
		d := strictjson.NewDecoder(strings.NewReader(text), strictjson.DefaultLimits())
		d.Retain()
		doc, err := d.DecodeOnly(&b, format)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests {
			found := []finding.Finding{{Path: tt.path, Problem: "is odd"}}
			got := doc.Locate(found)
			if got[0].Line != tt.line {
				t.Errorf("%q is located in line %d, want %d: %s", tt.path, got[0].Line, tt.line, tt.reason)
			}
			if found[0].Line != 0 {
				t.Errorf("the findings handed in were changed")
			}
		}
	}
}

func TestLocateSorts(t *testing.T) {
	var b box
	d := strictjson.NewDecoder(strings.NewReader(whole("\"name\": \"x\",\n\"open\": true")), strictjson.DefaultLimits())
	d.Retain()
	doc, err := d.DecodeOnly(&b, format)
	if err != nil {
		t.Fatal(err)
	}
	got := doc.Locate([]finding.Finding{{Path: "/open", Problem: "one"}, {Path: "/name", Problem: "two"}, {Path: "/open", Problem: "three"}})
	want := []finding.Finding{
		{Path: "/name", Line: 2, Problem: "two"}, {Path: "/open", Line: 3, Problem: "one"}, {Path: "/open", Line: 3, Problem: "three"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("by line, and as given within a line (-want +got):\n%s", diff)
	}
}

func TestDocuments(t *testing.T) {
	one := whole(`"name": "one"`)
	d := strictjson.NewDecoder(strings.NewReader(one+one+"\n\n"+strings.Replace(one, `"one"`, "1", 1)+"\n"+one+" \n"), strictjson.DefaultLimits())
	d.Retain()
	want := []int{2, 4, 0, 11} // lines of the name; 0: refused
	for i, line := range want {
		if !d.More() {
			t.Fatalf("document %d is missing", i)
		}
		var b box
		doc, err := d.Decode(&b, format)
		if line == 0 {
			if got := lines(err); got != "line 8: /name: \"1\" is a number; write it in quotes: \"1\"\n" {
				t.Errorf("document %d: findings %q", i, got)
			}
			continue
		}
		if err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
		if got := doc.Locate([]finding.Finding{{Path: "/name"}}); got[0].Line != line {
			t.Errorf("document %d: the name is located in line %d, want %d", i, got[0].Line, line)
		}
	}
	if d.More() {
		t.Errorf("more than four documents")
	}
}
