package relax

import (
	"math"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/asktest"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestHalt: wherever an evaluator is told to stop, it does no more work, and the
// bound that it returns is valid.
func TestHalt(t *testing.T) {
	halted := 0
	for seed := range uint64(20) {
		m := drawModel(seed, 4)
		r := New(m, letGo)
		for n := 0; ; n++ {
			calls := 0
			after := func() int64 { return 0 }
			e := r.NewEvaluator()
			e.Halt(func() bool {
				if calls++; calls == n+1 {
					before := e.Work
					after = func() int64 { return e.Work - before }
				}
				return calls > n
			})
			bound := e.Bound(r.Alone())
			if calls <= n { // it came to the end
				if want := r.NewEvaluator().Bound(r.Alone()); bound != want {
					t.Errorf("model %d: bound %d, and %d where nothing may stop it", seed, bound, want)
				}
				break
			}
			halted++
			if bound != math.MaxInt64 || after() != 0 {
				t.Fatalf("model %d, stopped after %d calls: bound %d, and %d work after that", seed, n, bound, after())
			}
			master := r.NewMaster()
			e.Near(r.Alone(), r.Scale, func(Column) { t.Errorf("model %d: a column near the best of a search that has ended", seed) })
			if bound, added := master.Generate(e, r.Alone()); bound != math.MaxInt64 || added != 0 {
				t.Errorf("model %d, stopped after %d calls: bound %d and %d columns", seed, n, bound, added)
			}
			if _, bound := e.Descend(nil, 0, 100, func([]int64, int64) {}, func() bool { return true }); bound != math.MaxInt64 || after() != 0 {
				t.Errorf("model %d, stopped after %d calls: bound %d by descent", seed, n, bound)
			}
		}
	}
	if halted < 100 {
		t.Errorf("only %d evaluations stopped", halted)
	}
}

// TestToursAsked: tours of many visits ask whether to halt, and add up what the best
// school of each slot is worth.
func TestToursAsked(t *testing.T) {
	m := bare(4, 30)
	m.Teams = []search.Team{{Len: 30, Sessions: 1}, {Len: 30, Sessions: 1}}
	for i := range m.Offers {
		m.Offers[i].Team = int32(i % 2)
	}
	for range 40 {
		want(m, nil, 0, 1, 2, 3)
	}
	r := New(m, letGo)
	best := map[[2]int32]int64{}
	var visits []visit
	for k := range int32(50_000) {
		v := visit{team: k % 2, school: k / 7 % 5, block: k % 4}
		v.value, v.item, v.offer, v.slot = int64(1+k*7919%1000), Item{Ask: k % 40, Pupils: 10}, k%4, k/11%30
		visits = append(visits, v)
		best[[2]int32{v.team, v.slot}] = max(best[[2]int32{v.team, v.slot}], v.value)
	}
	sum := int64(0)
	for _, v := range best {
		sum += v
	}
	calls := asktest.Asked(t, "tours", func(stop func() bool) bool {
		e := r.NewEvaluator()
		e.visits = slices.Clone(visits)
		e.Halt(stop)
		ok := e.tours()
		if ok && (e.bundled != sum || len(e.gained) != len(best) || e.Work != int64(len(visits))) {
			t.Errorf("tours are worth %d, not %d; %d of %d; work %d", e.bundled, sum, len(e.gained), len(best), e.Work)
		}
		return ok
	})
	if t.Logf("asked %d times", calls); calls < 4 {
		t.Error("too seldom")
	}
}

// TestAsked: setting up asks whether to stop, the more often the larger the model is, and
// gives nothing when it did; a bound asks while it goes through its blocks.
func TestAsked(t *testing.T) {
	tests := []struct {
		name string
		do   func(m *search.Model, stop func() bool) bool
	}{
		{"a relaxation", func(m *search.Model, stop func() bool) bool { return New(m, stop) != nil }},
		{"one of what is forced", func(m *search.Model, stop func() bool) bool { return NewForced(m, m, Forced{}, stop) != nil }},
		{"a plain program", func(m *search.Model, stop func() bool) bool { return New(m, letGo).NewPlain(stop) != nil }},
		{"a bound", func(m *search.Model, stop func() bool) bool {
			e := New(m, letGo).NewEvaluator()
			e.hire()
			e.Halt(stop)
			return e.Bound(e.r.Alone()) < math.MaxInt64
		}},
	}
	few, many := bare(2, 60), bare(2400, 60)
	for _, m := range []*search.Model{few, many} {
		for i := range m.Offers {
			want(m, nil, int32(i))
		}
	}
	for _, tt := range tests {
		once := asktest.Asked(t, tt.name, func(stop func() bool) bool { return tt.do(few, stop) })
		often := 0
		tt.do(many, func() bool { often++; return false })
		if t.Logf("%s: asked %d and %d times", tt.name, once, often); often < 2*once {
			t.Errorf("%s: asked %d times, and %d of a model that is 1200 times as large", tt.name, once, often)
		}
		for _, n := range []int{often / 2, often - 1} {
			left := n
			if tt.do(many, func() bool { left--; return left < 0 }) {
				t.Errorf("%s of a large model: to the end although it was to stop after %d of %d calls", tt.name, n, often)
			}
		}
	}
}
