// Package asktest checks that what takes long asks whether to stop.
package asktest

import "testing"

// Asked does something that it lets go on, counts how often it is asked, and checks
// that what it stops at any of those times says so by returning false. It returns the
// count.
func Asked(t *testing.T, name string, do func(stop func() bool) bool) int {
	t.Helper()
	calls := 0
	if !do(func() bool { calls++; return false }) {
		t.Errorf("%s: not to the end", name)
	}
	for n := range calls {
		left := n
		if do(func() bool { left--; return left < 0 }) {
			t.Errorf("%s: to the end although it was to stop after %d of %d calls", name, n, calls)
		}
	}
	return calls
}
