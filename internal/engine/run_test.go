package engine

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestRun: a run with more work never has fewer points nor a larger bound, its
// result obeys the model, and its progress only gets better.
func TestRun(t *testing.T) {
	proven, counted := 0, 0
	for _, k := range kinds {
		for seed := range uint64(2) {
			m := draw(k, seed)
			points, bound := int64(math.MinInt64), int64(math.MaxInt64)
			for _, work := range []int64{1, 30_000, 100_000, 300_000, 700_000} {
				last := Progress{Bound: math.MaxInt64}
				last.Points = math.MinInt64
				r, err := Run(t.Context(), m, search.Limits{Work: work, Bound: math.MaxInt64, Seed: seed}, Watch{Progress: func(p Progress) {
					if p.Points < last.Points || p.Bound > last.Bound || p.Work < last.Work {
						t.Errorf("%s: progress from %+v to %+v", k.name, last, p)
					}
					last = p
				}})
				if err != nil {
					t.Fatal(err)
				}
				sound(t, m, &r)
				if r.Solution.Points < points || r.Bound > bound {
					t.Fatalf("%s, seed %d, work %d: from %d points and bound %d to %d and %d", k.name, seed, work, points, bound, r.Solution.Points, r.Bound)
				}
				if last.Work > 0 && last.Points != r.Solution.Points {
					t.Fatalf("%s: told of %d points, has %d", k.name, last.Points, r.Solution.Points)
				}
				points, bound = r.Solution.Points, r.Bound
				if r.Stop == search.Ended || r.Stop == search.Effort && r.Work < work || r.Stop == search.Done && bound > points {
					t.Fatalf("%s: stop %d with work %d of %d, %d points and bound %d", k.name, r.Stop, r.Work, work, points, bound)
				}
				if r.Pupils.Relaxed != nil {
					counted++
				}
			}
			if bound == points {
				proven++
			}
			t.Logf("%s: %d points, bound %d", k.name, points, bound)
		}
	}
	t.Logf("%d proven, %d runs counted pupils", proven, counted)
	if counted == 0 {
		t.Error("no run came as far as the bound on pupils")
	}
}

// TestHalted: a lane that is halted within its first evaluation knows no bound yet.
func TestHalted(t *testing.T) {
	for _, k := range kinds {
		synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
			d := newDual(t.Context(), draw(k, 1), search.Limits{Seed: 1, Bound: math.MaxInt64}, Watch{})
			d.start(0)
			for quota := int64(0); quota < 3; quota++ {
				d.grant(quota)
				d.wait()
				if bound := d.bound(); bound < 1_000_000 {
					t.Errorf("%s: bound %d after work %d", k.name, bound, d.work())
				}
			}
			d.end()
		})
	}
}

// TestProcessors: a run is the same on any number of processors.
func TestProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, k := range kinds[:4] {
		m := draw(k, 5)
		var first Result
		for _, n := range []int{1, 2, 8} {
			runtime.GOMAXPROCS(n)
			r, err := Run(t.Context(), m, search.Limits{Work: 500_000, Bound: math.MaxInt64, Seed: 3}, Watch{})
			if err != nil {
				t.Fatal(err)
			}
			r.Points.Relaxed, r.Pupils.Relaxed = nil, nil
			if n == 1 {
				first = r
			} else if diff := cmp.Diff(first, r, cmp.AllowUnexported(Case{}, rowPrice{})); diff != "" {
				t.Errorf("%s: 1 processor and %d (-1 +%d):\n%s", k.name, n, n, diff)
			}
		}
	}
}

// polls is a context that ends when it is asked for the n-th time.
type polls struct {
	context.Context
	left atomic.Int64
}

func (p *polls) Err() error {
	if p.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestHandedOver: what the dual lane hands over is the best solution of the run, however
// early ctx ends meanwhile.
func TestHandedOver(t *testing.T) {
	left := 0
	for _, k := range kinds {
		m := draw(k, 1)
		for _, merge := range []bool{false, true} {
			for n, on := int64(0), true; on; n += 1 + n/8 {
				board := func(seed uint64) *search.Board {
					b, err := search.NewBoard(t.Context(), m, seed, nil)
					if err != nil {
						t.Fatal(err)
					}
					b.Construct(func() bool { return b.Work() > 3000*int64(seed) }, func() {})
					return b
				}
				ctx := &polls{Context: t.Context()}
				ctx.left.Store(n)
				r := &run{ctx: ctx, board: board(0), limits: search.Limits{Bound: math.MaxInt64}}
				base := r.board.Best()
				r.dual = newDual(ctx, m, r.limits, Watch{})
				r.dual.board, r.dual.merge, r.dual.base = board(100), merge, &base
				r.exchange()
				if on = ctx.left.Load() < 0; r.left != nil && r.left.Points > r.board.Points() {
					left++
				}
				found := r.best()
				if text := wrong(m, &found); text != "" {
					t.Errorf("%s, ended after %d questions: the solution breaks: %s", k.name, n, text)
				}
				if found.Points != r.dual.board.Points() || found.Points <= base.Points {
					t.Errorf("%s, ended after %d questions: %d points, from %d, where %d were handed over", k.name, n, found.Points, base.Points, r.dual.board.Points())
				}
			}
		}
	}
	if t.Logf("%d solutions were not put down", left); left < 30 {
		t.Error("too few")
	}
}

// TestEnded: however early ctx ends, the run returns what it has and leaves no
// goroutine behind.
func TestEnded(t *testing.T) {
	ended := 0
	for _, k := range kinds {
		m := draw(k, 1)
		for n, on := int64(1), true; on; n += 1 + n/2 {
			synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
				ctx := &polls{Context: t.Context()}
				ctx.left.Store(n)
				r, err := Run(ctx, m, search.Limits{Work: 150_000, Bound: math.MaxInt64}, Watch{})
				if err != nil {
					t.Fatal(err)
				}
				sound(t, m, &r)
				on = r.Stop == search.Ended
			})
			if on {
				ended++
			}
		}
	}
	if ended < 50 {
		t.Errorf("%d runs were ended: too few", ended)
	}
}

// TestStart: a run never ends below the solution that it begins with.
func TestStart(t *testing.T) {
	for _, k := range kinds {
		m := draw(k, 2)
		start, err := Run(t.Context(), m, search.Limits{Work: 300_000, Bound: math.MaxInt64}, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		for _, work := range []int64{1, 10_000, 200_000} {
			r, err := Run(t.Context(), m, search.Limits{Work: work, Bound: math.MaxInt64, Seed: 9, Start: &start.Solution}, Watch{})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, m, &r)
			if r.Solution.Points < start.Solution.Points {
				t.Errorf("%s, work %d: from %d points to %d", k.name, work, start.Solution.Points, r.Solution.Points)
			}
		}
	}
}

// TestProven: where groups go once, prices prove most optima, without trying
// all solutions.
func TestProven(t *testing.T) {
	proven := 0
	for seed := range uint64(10) {
		m := draw(kind{groups: 30, stays: 1, parts: 1, share: 4}, seed)
		m.Cost = 0
		for p := range m.People {
			m.People[p].PerWeek = 0
		}
		r, err := Run(t.Context(), m, search.Limits{Work: 2_000_000, Bound: math.MaxInt64}, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, m, &r)
		if r.Bound == r.Solution.Points && !r.Exhausted {
			proven++
		}
		t.Logf("seed %d: %d points, bound %d, by work %d, exhausted %t", seed, r.Solution.Points, r.Bound, r.Work, r.Exhausted)
	}
	if proven < 5 {
		t.Errorf("%d of 10 are proven", proven)
	}
}

func TestEmpty(t *testing.T) {
	tests := map[string]*search.Model{
		"nothing": {},
		"slots":   {Slots: []search.Slot{{}}, Covers: [][]int32{{0}}},
		"an ask without arcs": {
			Asks: []search.Ask{{Pupils: 1, Parts: 1, Share: 4, Goals: []search.Goal{{Target: 1}}}}, Cohorts: [][]int32{{0}}, PerDay: 1,
		},
	}
	for name, m := range tests {
		r, err := Run(t.Context(), m, search.Limits{Bound: math.MaxInt64}, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Bound != 0 || r.Solution.Points != 0 || r.Stop != search.Done {
			t.Errorf("%s: bound %d, %d points, stop %d", name, r.Bound, r.Solution.Points, r.Stop)
		}
	}
}

func TestUnfit(t *testing.T) {
	m := draw(kinds[0], 0)
	offer := m.Asks[0].Arcs[0].Offer
	m.Fixed = []search.Fixed{{Ask: 0, Slot: 0, Offers: []int32{offer}}, {Ask: 0, Slot: 1, Offers: []int32{offer}}}
	_, err := Run(t.Context(), m, search.Limits{Bound: math.MaxInt64}, Watch{})
	if unfit := new(search.Unfit); !errors.As(err, &unfit) {
		t.Errorf("error %v, want an Unfit", err)
	}
}

// TestWatchPrices: being shown prices changes nothing, those of the least bound
// are shown at last, those not taken again, and between two that are taken there
// is work enough.
func TestWatchPrices(t *testing.T) {
	shown := 0
	for _, k := range kinds {
		m := draw(k, 3)
		limits := search.Limits{Work: 600_000, Bound: math.MaxInt64}
		want, err := Run(t.Context(), m, limits, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		var points, pupils Prices
		least, calls, asked := int64(math.MaxInt64), int64(0), 0
		got, err := Run(t.Context(), m, limits, Watch{Every: 50_000, Prices: func(x, y Prices) bool {
			if asked++; asked < 4 {
				return false
			}
			bound := x.Relaxed.NewEvaluator().Bound(x.Prices)
			if bound > least {
				t.Errorf("%s: from bound %d to %d", k.name, least, bound)
			}
			points, pupils, least = Prices{x.Relaxed, slices.Clone(x.Prices), nil}, Prices{y.Relaxed, slices.Clone(y.Prices), nil}, bound
			calls++
			return true
		}})
		if err != nil {
			t.Fatal(err)
		}
		if calls > 0 && (!slices.Equal(points.Prices, got.Points.Prices) || !slices.Equal(pupils.Prices, got.Pupils.Prices)) {
			t.Errorf("%s: the prices shown at last are not those of the result", k.name)
		}
		if most := 1 + got.Work/50_000; calls > most {
			t.Errorf("%s: prices shown %d times, want at most %d", k.name, calls, most)
		}
		shown += int(calls)
		for _, r := range []*Result{&want, &got} {
			r.Points.Relaxed, r.Pupils.Relaxed = nil, nil
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Case{}, rowPrice{})); diff != "" {
			t.Errorf("%s: unwatched and watched (-want +got):\n%s", k.name, diff)
		}
	}
	if shown < len(kinds) {
		t.Errorf("prices shown %d times in all", shown)
	}
}

// TestHaste: the dual lane does as many times the work of the other one as it is to,
// and when it is over the other one alone comes to the end.
func TestHaste(t *testing.T) {
	lanes := func(k kind, work, haste int64) *run {
		m := draw(k, 2)
		limits := search.Limits{Work: work, Bound: math.MaxInt64}
		b, err := search.NewBoard(t.Context(), m, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := &run{ctx: t.Context(), board: b, limits: limits, dual: newDual(t.Context(), m, limits, Watch{})}
		r.dual.haste = haste
		r.search()
		return r
	}
	for haste := range int64(5) {
		r := lanes(kind{groups: 200, stays: 2, parts: 2, share: 4}, 1_000_000, haste+1)
		there, here := float64(r.dual.work()), float64(r.board.Work()*(haste+1))
		if here == 0 || there < 0.9*here || here < 0.9*there {
			t.Errorf("haste %d: work %.0f and %d", haste+1, there, r.board.Work())
		}
	}
	for more := range int64(4) {
		r := lanes(kind{groups: 6, stays: 2, parts: 3, share: 2, rows: true}, 900_000+more, 4)
		if here := r.board.Work(); !r.dual.over || 3*here < r.limits.Work || r.work() < r.limits.Work {
			t.Errorf("the other lane did %d of %d", here, r.limits.Work)
		}
	}
}

// TestWatchBest: each solution that is offered obeys the model and is what Best is told,
// the last is the one that the run ends with, and taking them changes nothing.
func TestWatchBest(t *testing.T) {
	offers := 0
	for _, k := range kinds {
		m := draw(k, 4)
		limits := search.Limits{Work: 600_000, Bound: math.MaxInt64, Seed: 4}
		alone, err := Run(t.Context(), m, limits, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		var last search.Progress
		var best search.Solution
		r, err := Run(t.Context(), m, limits, Watch{Best: func(x search.Progress, solution func() search.Solution) {
			if x.Points < last.Points || x.Work < last.Work {
				t.Errorf("%s: offered %+v after %+v", k.name, x, last)
			}
			if offers++; offers%16 == 1 || x.Points > best.Points {
				if best = solution(); best.Points != x.Points || pupils(m, &best) != x.Pupils {
					t.Errorf("%s: offered %+v, taken %d points and %d pupils", k.name, x, best.Points, pupils(m, &best))
				}
				if text := wrong(m, &best); text != "" {
					t.Errorf("%s: a solution of %d points breaks: %s", k.name, x.Points, text)
				}
			}
			last = x
		}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r.Solution, best); diff != "" {
			t.Errorf("%s: the last that was offered (-result +offered):\n%s", k.name, diff)
		}
		if diff := cmp.Diff(alone.Solution, r.Solution); diff != "" || alone.Bound != r.Bound || alone.Work != r.Work {
			t.Errorf("%s: bound %d and work %d, with offers %d and %d; solution (-alone +offered):\n%s", k.name, alone.Bound, alone.Work, r.Bound, r.Work, diff)
		}
	}
	if t.Logf("%d offers", offers); offers < 60 {
		t.Error("too few")
	}
}
