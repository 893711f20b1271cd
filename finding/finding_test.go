package finding_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
)

func TestFindingString(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		find   finding.Finding
		want   string
	}{{
		name:   "all",
		reason: "place, value, problem, remedy on one line",
		find:   finding.Finding{Path: "/courses/3/tier", Line: 17, Value: "4", Problem: "is no tier", Remedy: "use practice"},
		want:   `line 17: /courses/3/tier: "4" is no tier; use practice`,
	}, {
		name:   "problem alone",
		reason: "what is not known leaves no punctuation behind",
		find:   finding.Finding{Problem: "is empty"},
		want:   "is empty",
	}, {
		name:   "control characters",
		reason: "a value must not steer the terminal that it is printed on",
		find:   finding.Finding{Path: "/name", Value: "a\x1b[2J\n\xff", Problem: "has the control character U+001B"},
		want:   `/name: "a\x1b[2J\n\xff" has the control character U+001B`,
	}, {
		name:   "long value",
		reason: "a value of any size is cut at a character, not within it",
		find:   finding.Finding{Value: "ab" + strings.Repeat("课", 1000), Problem: "is long"},
		want:   `"ab` + strings.Repeat("课", 52) + `…" is long`,
	}, {
		name:   "value of 160 bytes",
		reason: "just short enough to be shown whole",
		find:   finding.Finding{Value: strings.Repeat("x", 160), Problem: "is long"},
		want:   `"` + strings.Repeat("x", 160) + `" is long`,
	}, {
		name:   "long value of broken characters",
		reason: "looking for the start of a character ends",
		find:   finding.Finding{Value: strings.Repeat("\x80", 1000), Problem: "is not valid UTF-8"},
		want:   `"` + strings.Repeat(`\x80`, 156) + `…" is not valid UTF-8`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.find.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func TestErrorMessage(t *testing.T) {
	many := func(n int) []finding.Finding {
		list := make([]finding.Finding, n)
		for i := range list {
			list[i] = finding.Finding{Path: fmt.Sprint("/", i), Problem: "is bad"}
		}
		return list
	}
	tests := []struct {
		name   string
		reason string
		err    finding.Error
		want   string
	}{{
		name:   "one",
		reason: "a single finding needs no heading",
		err:    finding.Error{Findings: many(1)},
		want:   "/0: is bad",
	}, {
		name:   "two",
		reason: "a line each below their number",
		err:    finding.Error{Findings: many(2)},
		want:   "2 findings\n  /0: is bad\n  /1: is bad",
	}, {
		name:   "ten",
		reason: "the most that is listed, with no rest",
		err:    finding.Error{Findings: many(10)},
		want: "10 findings\n  /0: is bad\n  /1: is bad\n  /2: is bad\n  /3: is bad\n  /4: is bad\n" +
			"  /5: is bad\n  /6: is bad\n  /7: is bad\n  /8: is bad\n  /9: is bad",
	}, {
		name:   "eleven and five not kept",
		reason: "what is not listed is counted, kept or not",
		err:    finding.Error{Findings: many(11), More: 5},
		want: "16 findings\n  /0: is bad\n  /1: is bad\n  /2: is bad\n  /3: is bad\n  /4: is bad\n" +
			"  /5: is bad\n  /6: is bad\n  /7: is bad\n  /8: is bad\n  /9: is bad\n  and 6 more",
	}, {
		name:   "none kept",
		reason: "an error made by hand does not panic",
		err:    finding.Error{More: 1},
		want:   "1 findings\n  and 1 more",
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func TestList(t *testing.T) {
	var l finding.List
	if err := l.Err(); err != nil {
		t.Fatalf("Err of an empty list = %v; want nil", err)
	}
	for i := range finding.Most + 3 {
		l.Add(fmt.Sprint("/", i), i, "is bad", "")
	}
	if got, want := l.Len(), finding.Most+3; got != want {
		t.Errorf("Len = %d; want %d", got, want)
	}
	var e *finding.Error
	if !errors.As(l.Err(), &e) {
		t.Fatalf("Err = %T; want *finding.Error", l.Err())
	}
	if len(e.Findings) != finding.Most || e.More != 3 {
		t.Errorf("kept %d and %d more; want %d and 3", len(e.Findings), e.More, finding.Most)
	}
	if got, want := e.Findings[finding.Most-1].Path, fmt.Sprint("/", finding.Most-1); got != want {
		t.Errorf("last kept is %s; want %s: the first ones are kept, in order", got, want)
	}
}

func TestErrKeepsItsFindings(t *testing.T) {
	var l finding.List
	l.Add("/a", nil, "is bad", "")
	var e *finding.Error
	if !errors.As(l.Err(), &e) {
		t.Fatal("no finding.Error")
	}
	e.Findings[0].Path = "/changed"
	if got := l.Findings()[0].Path; got != "/a" {
		t.Errorf("the list's finding became %s when the error's was changed", got)
	}
}

func TestAddCutsTheValue(t *testing.T) {
	var l finding.List
	l.Add("/a", strings.Repeat("x", 1<<20), "is long", "")
	l.Add("/b", nil, "is missing", "")
	if got := len(l.Findings()[0].Value); got > 200 {
		t.Errorf("kept %d bytes of a value; want a cut one", got)
	}
	if got := l.Findings()[1].Value; got != "" {
		t.Errorf("value of nil is %q; want none", got)
	}
}
