package finding_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/finding"
)

func TestNearest(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		want   string
		have   []string
		near   string
		ok     bool
	}{{
		name:   "closest",
		reason: "one edit beats two",
		want:   "welding",
		have:   []string{"wading", "weldin", "bakery"},
		near:   "weldin",
		ok:     true,
	}, {
		name:   "first among equals",
		reason: "the order of the list decides, so the message is stable",
		want:   "room-3",
		have:   []string{"room-1", "room-2"},
		near:   "room-1",
		ok:     true,
	}, {
		name:   "half",
		reason: "half of the characters may differ",
		want:   "abcd",
		have:   []string{"abxy"},
		near:   "abxy",
		ok:     true,
	}, {
		name:   "more than half",
		reason: "a guess that shares less than half is noise",
		want:   "abcde",
		have:   []string{"abxyz"},
	}, {
		name:   "single character",
		reason: "another letter is another id",
		want:   "a",
		have:   []string{"b"},
	}, {
		name:   "characters, not bytes",
		reason: "one of two Chinese characters is half, though three of six bytes differ at most",
		want:   "焊接",
		have:   []string{"烘焙", "焊工"},
		near:   "焊工",
		ok:     true,
	}, {
		name:   "too long",
		reason: "long ids are not compared: the cost is quadratic",
		want:   strings.Repeat("x", 65),
		have:   []string{strings.Repeat("x", 64)},
	}, {
		name:   "longest",
		reason: "64 characters are compared, whatever their number of bytes",
		want:   strings.Repeat("𠮷", 64),
		have:   []string{strings.Repeat("𠮷", 65), strings.Repeat("𠮷", 62) + "xx"},
		near:   strings.Repeat("𠮷", 62) + "xx",
		ok:     true,
	}, {
		name:   "nothing there",
		reason: "an empty catalog has no near id",
		want:   "welding",
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			near, ok := finding.Nearest(tt.want, slices.Values(tt.have))
			if near != tt.near || ok != tt.ok {
				t.Errorf("Nearest = %q, %v; want %q, %v: %s", near, ok, tt.near, tt.ok, tt.reason)
			}
		})
	}
}

// TestNearestAgainstDefinition compares with the edit distance by its
// recursive definition.
func TestNearestAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringOfN(rapid.RuneFrom([]rune("ab课")), 0, 5, -1)
		want := id.Draw(t, "want")
		have := rapid.SliceOfN(id, 0, 4).Draw(t, "have")
		near, ok := "", false
		least := len([]rune(want)) / 2
		for _, h := range have {
			if d := editDistance([]rune(want), []rune(h)); d < least || d == least && !ok {
				near, ok, least = h, true, d
			}
		}
		if got, gotOK := finding.Nearest(want, slices.Values(have)); got != near || gotOK != ok {
			t.Fatalf("Nearest(%q, %q) = %q, %v; want %q, %v", want, have, got, gotOK, near, ok)
		}
	})
}

func editDistance(a, b []rune) int {
	switch {
	case len(a) == 0:
		return len(b)
	case len(b) == 0:
		return len(a)
	case a[0] == b[0]:
		return editDistance(a[1:], b[1:])
	}
	return 1 + min(editDistance(a[1:], b), editDistance(a, b[1:]), editDistance(a[1:], b[1:]))
}

func TestDidYouMean(t *testing.T) {
	have := slices.Values([]string{"welding"})
	if got, want := finding.DidYouMean("welder", have, "course"), `did you mean "welding"?`; got != want {
		t.Errorf("DidYouMean = %s; want %s", got, want)
	}
	if got, want := finding.DidYouMean("drones", have, "course"), "add that course or correct the id"; got != want {
		t.Errorf("DidYouMean = %s; want %s", got, want)
	}
}
