package engine

import (
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestRework: what is reworked obeys the model, is never worth less, and often more.
func TestRework(t *testing.T) {
	better := 0
	for _, k := range kinds {
		for seed := range uint64(6) {
			d, x := tightened(t, k, seed)
			d.board.Construct(d.stop, func() {})
			before := d.board.Best()
			d.given = &before
			if !d.rework(x) {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			found := d.board.Best()
			if text := wrong(d.m, &found); text != "" {
				t.Fatalf("%s, seed %d: the solution breaks: %s", k.name, seed, text)
			}
			if found.Points < before.Points || d.merge != (found.Points > before.Points) {
				t.Fatalf("%s, seed %d: %d points of %d, to merge: %t", k.name, seed, found.Points, before.Points, d.merge)
			}
			if d.merge {
				better++
			}
			d.merge, d.given = true, &before // too late to be taken
			if !d.rework(x) || d.given != nil {
				t.Fatalf("%s, seed %d: not to the end, or a solution is left to be taken", k.name, seed)
			}
		}
	}
	if t.Logf("%d of %d are better", better, 6*len(kinds)); better < 3*len(kinds) {
		t.Errorf("only %d of %d are better", better, 6*len(kinds))
	}
}

// TestAreas: every sweep has each place at which somebody sits in just one area, and
// areas that can be divided have not too many stays.
func TestAreas(t *testing.T) {
	m := draw(kind{groups: 1500, stays: 1, parts: 1}, 1)
	sol := &search.Solution{}
	for a := range m.Asks {
		sol.Places = append(sol.Places, search.Place{Ask: int32(a), Slot: int32(a % len(m.Slots)), Arc: int32(a % 6)})
	}
	for sweep := range int32(9) {
		list := areas(m, sol, sweep)
		in := make([]int, len(sol.Places))
		for _, x := range list {
			stays := 0
			for i, p := range sol.Places {
				if x.Offers[m.Asks[p.Ask].Arcs[p.Arc].Offer] && x.Slots[p.Slot] {
					in[i]++
					stays++
				}
			}
			if stays == 0 || stays > areaStays {
				t.Errorf("sweep %d: an area of %d stays", sweep, stays)
			}
		}
		for i, n := range in {
			if n != 1 {
				t.Fatalf("sweep %d: place %v is in %d areas", sweep, sol.Places[i], n)
			}
		}
		if len(list) < 1500/areaStays || len(list) > 30 {
			t.Errorf("sweep %d: %d areas", sweep, len(list))
		}
	}
}
