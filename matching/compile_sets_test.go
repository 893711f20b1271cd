package matching

import (
	"slices"
	"testing"
)

// TestIndexIn: values with one hash are told apart, and known again.
func TestIndexIn(t *testing.T) {
	var list []string
	known := map[uint64]int32{}
	var got []int32
	for _, s := range []string{"a", "b", "a", "c", "b", "c"} {
		got = append(got, indexIn(&list, known, 7, func(other string) bool { return other == s }, func() string { return s }))
	}
	if !slices.Equal(got, []int32{0, 1, 0, 2, 1, 2}) || !slices.Equal(list, []string{"a", "b", "c"}) {
		t.Errorf("indexes %v in %v", got, list)
	}
}
