package scenario_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/sanjie-edu/sanjie/scenario"
)

func core(t *testing.T, c scenario.Core, seed uint64) *scenario.File {
	t.Helper()
	f, err := scenario.GenerateCore(c, seed)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestGenerateCoreIsValid makes problems of the core family, and reads their
// files back as they were written.
func TestGenerateCoreIsValid(t *testing.T) {
	for _, c := range []scenario.Core{{Groups: 1}, {Groups: 300}, {Groups: 1_000, Mean: 20}, {Groups: 1_000, Tight: 140}, {Groups: 3_000}} {
		f := core(t, c, 1)
		if _, err := f.Problem(); err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		text := bytesOf(t, f)
		back, err := scenario.Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		if !bytes.Equal(text, bytesOf(t, back)) {
			t.Errorf("%+v: the file is written differently after it was read", c)
		}
	}
}

// TestGenerateCoreGolden pins bytes, which are the same on every machine.
func TestGenerateCoreGolden(t *testing.T) {
	tests := []struct {
		name, reason string
		core         scenario.Core
		want         string
	}{
		{"usual", "the family as it is measured", scenario.Core{Groups: 300}, "85824fc10027972b"},
		{"stated", "zeros stand for these", scenario.Core{Groups: 300, Mean: 36, Tight: 100}, "85824fc10027972b"},
		{"small and tight", "both knobs turned", scenario.Core{Groups: 300, Mean: 20, Tight: 140}, "055b94cad0c64772"},
	}
	for _, test := range tests {
		sum := sha256.Sum256(bytesOf(t, core(t, test.core, 1)))
		if got := hex.EncodeToString(sum[:8]); got != test.want {
			t.Errorf("%s has hash %s, want %s (%s); a change of generator or writer changes it, nothing else may", test.name, got, test.want, test.reason)
		}
	}
}

func TestGenerateCoreRefuses(t *testing.T) {
	tests := []struct {
		name string
		core scenario.Core
		want string
	}{
		{"no group", scenario.Core{}, "scenario: the core family has no instance with groups 0; want 1 to 1000000"},
		{"too many groups", scenario.Core{Groups: 1_000_001}, "scenario: the core family has no instance with groups 1000001; want 1 to 1000000"},
		{"mean too small", scenario.Core{Groups: 9, Mean: 7}, "scenario: the core family has no instance with a mean of 7; want 8 to 50"},
		{"negative tightness", scenario.Core{Groups: 9, Tight: -1}, "scenario: the core family has no instance with tightness -1; want 1 to 1000"},
	}
	for _, test := range tests {
		if _, err := scenario.GenerateCore(test.core, 1); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}
