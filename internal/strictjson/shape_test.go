package strictjson_test

import (
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

// TestUnfitTypes: a type that has no place in the files is a mistake in Go
// code, not in data, and is said to be one.
func TestUnfitTypes(t *testing.T) {
	tests := []struct {
		name, reason string
		into         any
	}{
		{"map", "its order is random", &struct {
			M map[string]int `json:"m"`
		}{}},
		{"pointer", "nothing in a file is null", &struct {
			L []*int `json:"l"`
		}{}},
		{"float", "integers everywhere", &struct {
			F float64 `json:"f"`
		}{}},
		{"no name", "Go names are not those of files", &struct{ F int }{}},
		{"one name twice", "a member has one meaning", &struct {
			inner
			C int `json:"count"`
		}{}},
	}
	for _, tt := range tests {
		_, err := strictjson.NewDecoder(strings.NewReader("{}"), strictjson.DefaultLimits()).Decode(tt.into, format)
		if err == nil || !strings.HasPrefix(err.Error(), "strictjson: ") {
			t.Errorf("%s: error %v, want one about the type: %s", tt.name, err, tt.reason)
		}
	}
}

// TestLocateWithoutText: without Retain there is nothing to locate in.
func TestLocateWithoutText(t *testing.T) {
	var b box
	doc, err := strictjson.NewDecoder(strings.NewReader(whole(`"open": true`)), strictjson.DefaultLimits()).Decode(&b, format)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Locate([]finding.Finding{{Path: "/open"}}); got[0].Line != 0 {
		t.Errorf("located in line %d, want 0: the text was not retained", got[0].Line)
	}
}
