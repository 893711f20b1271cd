package closed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

type color uint8

var colors = closed.Set[color]{What: "color", Names: []string{"", "red", "green"}}

func TestSet(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		value  color
		text   string
		has    bool
		found  []finding.Finding
	}{{
		name:   "named",
		reason: "a value with a name is in the set",
		value:  2,
		text:   "green",
		has:    true,
	}, {
		name:   "unset",
		reason: "an empty name marks a value without text form, and there is no value to show",
		value:  0,
		text:   "",
		found:  []finding.Finding{{Path: "/color", Problem: "is not set", Remedy: "use red, green"}},
	}, {
		name:   "unknown",
		reason: "a caller in Go can pass any number",
		value:  3,
		text:   "color(3)",
		found:  []finding.Finding{{Path: "/color", Value: "3", Problem: "is no color", Remedy: "use red, green"}},
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := colors.String(tt.value); got != tt.text {
				t.Errorf("String = %q; want %q: %s", got, tt.text, tt.reason)
			}
			if got := colors.Has(tt.value); got != tt.has {
				t.Errorf("Has = %v; want %v: %s", got, tt.has, tt.reason)
			}
			var found finding.List
			if got := colors.Check(&found, "/color", tt.value); got != tt.has {
				t.Errorf("Check = %v; want %v: %s", got, tt.has, tt.reason)
			}
			if diff := cmp.Diff(tt.found, found.Findings()); diff != "" {
				t.Errorf("findings (-want +got):\n%s\n%s", diff, tt.reason)
			}
			text, err := colors.Marshal(tt.value)
			if (err == nil) != tt.has {
				t.Fatalf("Marshal = %q, error %v: %s", text, err, tt.reason)
			}
			if err != nil {
				return
			}
			var back color
			if err := colors.Unmarshal(text, &back); err != nil || back != tt.value {
				t.Errorf("Unmarshal(%q) = %d, error %v; want %d", text, back, err, tt.value)
			}
		})
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	for _, text := range []string{"", "Red", "red ", "color(1)", "blue"} {
		v := color(2)
		err := colors.Unmarshal([]byte(text), &v)
		if err == nil || v != 2 {
			t.Errorf("Unmarshal(%q) = %d, error %v; want an error and nothing set", text, v, err)
		}
	}
	var v color
	err := colors.Unmarshal([]byte("blue"), &v)
	if diff := cmp.Diff(`unknown color "blue"; want red, green`, err.Error()); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
}
