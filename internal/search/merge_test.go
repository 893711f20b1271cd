package search

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestMerge: of two solutions made from one, what comes of them is sound and worth
// at least as much as either, or as what was there when it is ended before.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		seed := rapid.Uint64().Draw(t, "seed")
		better := func(from *Solution, seed uint64, work int64) *Board {
			b, err := NewBoard(t.Context(), m, seed, from)
			if err != nil {
				t.Fatal(err)
			}
			if from == nil {
				b.Construct(func() bool { return b.Work() >= work }, func() {})
			}
			end := b.Work() + work
			b.Improve(func() bool { return b.Work() >= end }, letGo, func() {})
			return b
		}
		from := better(nil, seed, 20).Best()
		to := better(&from, seed+1, rapid.Int64Range(1, 300).Draw(t, "there")).Best()
		here := better(&from, seed+2, rapid.Int64Range(0, 300).Draw(t, "here"))
		before, told := here.Points(), false
		left := rapid.SampledFrom([]int{0, 3, 10, math.MaxInt}).Draw(t, "questions before the end")
		here.Merge(&from, &to, func() bool { left--; return left < 0 }, func() { told = true })
		found := here.Best()
		if text := wrong(m, found); text != "" {
			t.Fatal(text)
		}
		if found.Points < before || left >= 0 && found.Points < to.Points || told != (found.Points > before) {
			t.Fatalf("%d points of %d and %d, told: %t", found.Points, before, to.Points, told)
		}
		if left < 0 {
			return // nothing is to follow
		}
		end := here.Work() + 100
		here.Improve(func() bool { return here.Work() >= end }, letGo, func() {})
		if found = here.Best(); wrong(m, found) != "" {
			t.Fatalf("afterwards: %s", wrong(m, found))
		}
	})
}
