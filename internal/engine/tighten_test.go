package engine

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/relax"
)

// TestReady: a stage waits until the program is near its optimum, its value near the
// bound, and where that matters, the bound has nearly stopped falling.
func TestReady(t *testing.T) {
	tests := []struct {
		name   string
		at     stage
		error  float64
		bounds []int64 // the last is that of now; the program is worth 1,000
		want   bool
	}{
		{"at once", stage{near: 12}, 80, []int64{1_050}, true},
		{"far from the optimum", stage{near: 12}, 90, []int64{1_050}, false},
		{"sessions are missing", stage{near: 12}, 80, []int64{1_090}, false},
		{"too soon to say", stage{near: 50, falls: 150}, 10, []int64{1_010, 1_010, 1_010, 1_010, 1_010, 1_010}, false},
		{"still falling", stage{near: 50, falls: 150}, 10, []int64{1_020, 1_018, 1_016, 1_014, 1_012, 1_010, 1_010}, false},
		{"nearly stopped", stage{near: 50, falls: 150}, 10, []int64{1_014, 1_014, 1_013, 1_012, 1_012, 1_010, 1_010}, true},
		{"stopped far above", stage{near: 50, falls: 150}, 10, []int64{1_020, 1_020, 1_020, 1_020, 1_020, 1_020, 1_020}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const scale = 1 << 10
			d := &dual{relaxed: &relax.Relaxation{Scale: scale}}
			for k := range tt.bounds {
				tt.bounds[k] *= scale
				d.least = tt.bounds[k]
			}
			x := &sieve{d: d, s: &pdhg.Solver{Checked: pdhg.Point{Dual: 1_000, Error: tt.error}}}
			if got := x.ready(tt.at, tt.bounds); got != tt.want {
				t.Errorf("ready is %v", got)
			}
		})
	}
}

// TestNearly: without a bound, nothing is near it.
func TestNearly(t *testing.T) {
	d := &dual{relaxed: &relax.Relaxation{Scale: 4}, target: 969, least: 4_000, known: math.MaxInt64}
	if d.nearly() {
		t.Error("a solution is near no bound")
	}
	d.best = []int64{}
	if d.nearly() {
		t.Error("969 of 1,000 points are near")
	}
	if d.target = 970; !d.nearly() {
		t.Error("970 of 1,000 points are not near")
	}
	if d.target, d.known = 961, 990; !d.nearly() {
		t.Error("961 of 990 points are not near")
	}
}
