package finding_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
)

func TestChecks(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		check  func(*finding.List) bool
		want   string // the finding, empty when there is none
	}{{
		name:   "id",
		reason: "any script, spaces and punctuation are fine",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", "焊接 1/2") },
	}, {
		name:   "longest id",
		reason: "the limit itself is allowed",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", strings.Repeat("x", 128)) },
	}, {
		name:   "empty id",
		reason: "nothing can refer to it",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", "") },
		want:   "/id: is empty; give it an id of 1 to 128 bytes",
	}, {
		name:   "id too long",
		reason: "bytes count, not characters",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", strings.Repeat("课", 43)) },
		want:   `/id: "` + strings.Repeat("课", 43) + `" has 129 bytes; keep it to 128 bytes`,
	}, {
		name:   "id not in UTF-8",
		reason: "it could not be written back",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", "a\xff") },
		want:   `/id: "a\xff" is not valid UTF-8; write it in UTF-8`,
	}, {
		name:   "id with a control character",
		reason: "C1 controls steer terminals too",
		check:  func(l *finding.List) bool { return finding.CheckID(l, "/id", "a\u009b2J") },
		want:   `/id: "a\u009b2J" has the control character U+009B; remove it`,
	}, {
		name:   "empty text",
		reason: "names are optional",
		check:  func(l *finding.List) bool { return finding.CheckText(l, "/name", "") },
	}, {
		name:   "text too long",
		reason: "one name must not fill a screen",
		check:  func(l *finding.List) bool { return finding.CheckText(l, "/name", strings.Repeat("x", 1001)) },
		want:   `/name: "` + strings.Repeat("x", 160) + `…" has 1001 bytes; keep it to 1000 bytes`,
	}, {
		name:   "text of two lines",
		reason: "tables print a name on one line",
		check:  func(l *finding.List) bool { return finding.CheckText(l, "/name", "a\nb") },
		want:   `/name: "a\nb" has the control character U+000A; remove it`,
	}, {
		name:   "lowest number",
		reason: "the ends of the range are in it",
		check:  func(l *finding.List) bool { return finding.CheckRange(l, "/size", 1, 1, 9) },
	}, {
		name:   "highest number",
		reason: "the ends of the range are in it",
		check:  func(l *finding.List) bool { return finding.CheckRange(l, "/size", 9, 1, 9) },
	}, {
		name:   "number too low",
		reason: "one below the range",
		check:  func(l *finding.List) bool { return finding.CheckRange(l, "/size", 0, 1, 9) },
		want:   `/size: "0" is out of range; use 1 to 9`,
	}, {
		name:   "number far too high",
		reason: "no arithmetic on the value can overflow",
		check:  func(l *finding.List) bool { return finding.CheckRange(l, "/fee", int64(math.MaxInt64), 0, 9) },
		want:   `/fee: "9223372036854775807" is out of range; use 0 to 9`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l finding.List
			ok := tt.check(&l)
			got := ""
			if err := l.Err(); err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if ok != (tt.want == "") {
				t.Errorf("the check returned %v: %s", ok, tt.reason)
			}
		})
	}
}

func TestCheckRepeats(t *testing.T) {
	var l finding.List
	finding.CheckRepeats(&l, "/list", []string{"a", "b", "a", "c", "a", "b"})
	finding.CheckRepeats(&l, "/pair", []int{7, 7})
	finding.CheckRepeats(&l, "/single", []int{7})
	want := []finding.Finding{
		{Path: "/list/2", Value: "a", Problem: "repeats /list/0", Remedy: "remove one of the two"},
		{Path: "/list/4", Value: "a", Problem: "repeats /list/0", Remedy: "remove one of the two"},
		{Path: "/list/5", Value: "b", Problem: "repeats /list/1", Remedy: "remove one of the two"},
		{Path: "/pair/1", Value: "7", Problem: "repeats /pair/0", Remedy: "remove one of the two"},
	}
	if diff := cmp.Diff(want, l.Findings()); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
