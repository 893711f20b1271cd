package pdhg_test

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/asktest"
	"github.com/sanjie-edu/sanjie/internal/lp"
	"github.com/sanjie-edu/sanjie/internal/pdhg"
)

func never() bool { return false }

// solve iterates until primal and dual are as near as asked for.
func solve(t *testing.T, s *pdhg.Solver, near float64) pdhg.Point {
	t.Helper()
	for range 2000 {
		for range 40 {
			s.Iterate(never)
		}
		s.Check(never)
		if p := s.Checked; p.Over < near && math.Abs(p.Dual-p.Primal) <= near*math.Abs(p.Dual) {
			return p
		}
	}
	t.Fatalf("no convergence: %+v", s.Checked)
	return pdhg.Point{}
}

// program is a linear program for both solvers.
type program struct {
	rhs, cost []float64
	rows      [][]int32
	coefs     [][]float32
}

// draw draws a packing program whose columns fall into kinds: those of a kind
// have entries in the same rows, and one more of their own.
func draw(seed uint64) (p program, kinds [][]int32, kindOf []int) {
	rng := rand.New(rand.NewPCG(seed, 0))
	rows := 6 + rng.IntN(10)
	for range rows {
		p.rhs = append(p.rhs, float64(1+rng.IntN(6)))
	}
	for range 4 {
		kind := []int32{}
		for _, i := range rng.Perm(rows / 2)[:1+rng.IntN(2)] {
			kind = append(kind, int32(i))
		}
		kinds = append(kinds, kind)
	}
	for range 30 {
		k := rng.IntN(len(kinds))
		own := int32(rows/2 + rng.IntN(rows-rows/2))
		p.cost = append(p.cost, float64(10+rng.IntN(90)))
		index, coefs := []int32{own}, []float32{float32(1 + rng.IntN(3))}
		for _, i := range kinds[k] {
			index, coefs = append(index, i), append(coefs, 1)
		}
		p.rows, p.coefs, kindOf = append(p.rows, index), append(p.coefs, coefs), append(kindOf, k)
	}
	return p, kinds, kindOf
}

// optimum is what the simplex method says.
func (p program) optimum(t *testing.T) float64 {
	t.Helper()
	l := lp.New(p.rhs)
	for j, c := range p.cost {
		coefs := make([]float64, len(p.coefs[j]))
		for k, a := range p.coefs[j] {
			coefs[k] = float64(a)
		}
		l.AddColumn(c, p.rows[j], coefs)
	}
	if l.Solve(1<<30, never) != lp.Optimal {
		t.Fatal("the simplex method found no optimum")
	}
	return l.Objective()
}

func (p program) plain() *pdhg.LP {
	l := &pdhg.LP{}
	for _, b := range p.rhs {
		l.AddRow(b)
	}
	for j, c := range p.cost {
		l.AddColumn(c, 10, p.rows[j], p.coefs[j])
	}
	return l
}

// TestSolver: the method comes to the optimum of the simplex method, whether
// rows are named one by one or as groups.
func TestSolver(t *testing.T) {
	for seed := range uint64(40) {
		p, kinds, kindOf := draw(seed)
		want := p.optimum(t)
		grouped := &pdhg.LP{}
		for _, b := range p.rhs {
			grouped.AddRow(b)
		}
		var groups []int32
		for _, rows := range kinds {
			ones := []float32{1, 1}[:len(rows)]
			groups = append(groups, grouped.AddGroup(rows, ones))
		}
		for j, c := range p.cost {
			grouped.AddColumn(c, 10, []int32{p.rows[j][0], groups[kindOf[j]]}, []float32{p.coefs[j][0], 1})
		}
		for name, l := range map[string]*pdhg.LP{"plain": p.plain(), "grouped": grouped} {
			s := pdhg.NewSolver(l, never)
			got := solve(t, s, 1e-4)
			if math.Abs(got.Primal-want) > 1e-3*want || math.Abs(got.Dual-want) > 1e-3*want {
				t.Errorf("seed %d, %s: %+v, want %g", seed, name, got, want)
			}
		}
	}
}

// TestHold: what is fixed uses its rows, what is banned is at 0, and what was
// saved comes back.
func TestHold(t *testing.T) {
	for seed := range uint64(20) {
		p, _, _ := draw(seed)
		s := pdhg.NewSolver(p.plain(), never)
		free := solve(t, s, 1e-4)
		saved := s.Save(never)

		// Hold the first column at 1 where that is possible, and the second at 0.
		held := p
		held.rhs = append([]float64(nil), p.rhs...)
		for k, i := range p.rows[0] {
			held.rhs[i] -= float64(p.coefs[0][k])
			if held.rhs[i] < 0 {
				held.rhs[i] = -1
			}
		}
		for _, b := range held.rhs {
			if b < 0 {
				held.rhs = nil
				break
			}
		}
		if held.rhs == nil {
			continue
		}
		held.cost = append([]float64(nil), p.cost...)
		held.cost[0], held.cost[1] = -1, -1
		want := held.optimum(t)
		s.Fix(0)
		s.Ban(1)
		s.Resume(nil, never)
		if got := solve(t, s, 1e-4); math.Abs(got.Primal-want) > 1e-3*want+1e-3 || s.X[0] != 0 || s.X[1] != 0 {
			t.Errorf("seed %d: %+v with columns held, want %g", seed, got, want)
		}
		s.Load(saved, never)
		if got := solve(t, s, 1e-4); math.Abs(got.Primal-free.Primal) > 1e-3*free.Primal {
			t.Errorf("seed %d: %+v after all, was %+v", seed, got, free)
		}
	}
}

// TestSaved: what is held when a run is saved is held after it is loaded, whatever was
// held in between, and columns that came since stay as they are.
func TestSaved(t *testing.T) {
	s := begun(10)
	s.Grow(never)
	s.Ban(1)
	outer := s.Save(never)
	s.Ban(2)
	inner := s.Save(never)
	s.Ban(1)
	s.Ban(3)
	s.AddColumn(1, 1, []int32{2}, []float32{1})
	s.Grow(never)
	last := len(s.Upper) - 1
	s.Ban(last)
	held := func() (list []int) {
		for j, upper := range s.Upper {
			if upper <= 0 {
				list = append(list, j)
			}
		}
		return list
	}
	s.Load(inner, never)
	if diff := cmp.Diff([]int{1, 2, last}, held()); diff != "" {
		t.Errorf("held after the inner one was loaded (-want +got):\n%s", diff)
	}
	s.Load(outer, never)
	if diff := cmp.Diff([]int{1, last}, held()); diff != "" {
		t.Errorf("held after the outer one was loaded (-want +got):\n%s", diff)
	}
}

// TestRest: a run that rested goes on as one that did not.
func TestRest(t *testing.T) {
	for seed := range uint64(20) {
		p, _, _ := draw(seed)
		one, other := pdhg.NewSolver(p.plain(), never), pdhg.NewSolver(p.plain(), never)
		for range 3 {
			for _, s := range []*pdhg.Solver{one, other} {
				for range 40 {
					s.Iterate(never)
				}
				s.Check(never)
			}
			other.Rest()
			one.Resume(nil, never)
			other.Resume(nil, never)
			if !slices.Equal(one.X, other.X) || !slices.Equal(one.Y, other.Y) {
				t.Fatalf("seed %d: elsewhere after it rested", seed)
			}
		}
	}
}

// TestGrow: columns and groups that come later make the program what it would
// have been with them from the start.
func TestGrow(t *testing.T) {
	for seed := range uint64(20) {
		p, kinds, kindOf := draw(seed)
		want := p.optimum(t)
		l := &pdhg.LP{}
		for _, b := range p.rhs {
			l.AddRow(b)
		}
		groups := map[int]int32{}
		var s *pdhg.Solver
		for j, c := range p.cost {
			k := kindOf[j]
			g, ok := groups[k]
			if !ok {
				g = l.AddGroup(kinds[k], []float32{1, 1}[:len(kinds[k])])
				groups[k] = g
			}
			l.AddColumn(c, 10, []int32{p.rows[j][0], g}, []float32{p.coefs[j][0], 1})
			switch {
			case j == 4:
				s = pdhg.NewSolver(l, never)
			case j > 4 && j%5 == 0:
				if !s.Grow(never) {
					t.Fatal("it was not to stop")
				}
				for range 50 {
					s.Iterate(never)
				}
				s.Check(never)
			}
		}
		s.Grow(never)
		got := solve(t, s, 1e-4)
		if math.Abs(got.Primal-want) > 1e-3*want || math.Abs(got.Dual-want) > 1e-3*want {
			t.Errorf("seed %d: %+v, want %g", seed, got, want)
		}
	}
}

// begun returns a solver that has come some way, and has more to take in. Its columns
// are of groups, and groups are as many.
func begun(columns int) *pdhg.Solver {
	l := &pdhg.LP{}
	for range 4 {
		l.AddRow(3)
	}
	add := func() {
		for j := range columns {
			g := l.AddGroup([]int32{int32(j % 2)}, []float32{1})
			l.AddColumn(float64(1+j%7), 1, []int32{int32(2 + j%2), g}, []float32{1, 2})
		}
	}
	add()
	s := pdhg.NewSolver(l, never)
	for range 5 {
		s.Iterate(never)
	}
	s.Check(never)
	for range 5 {
		s.Iterate(never)
	}
	add()
	return s
}

// TestAsked: whatever takes long asks whether to stop, the more often the larger the
// program is, and says so when it did.
func TestAsked(t *testing.T) {
	const few, many = 100, 70_000
	tests := []struct {
		name string
		do   func(s *pdhg.Solver, stop func() bool) bool
	}{
		{"iterate", func(s *pdhg.Solver, stop func() bool) bool { return s.Iterate(stop) }},
		{"check", func(s *pdhg.Solver, stop func() bool) bool { return s.Check(stop) }},
		{"resume", func(s *pdhg.Solver, stop func() bool) bool { return s.Resume(nil, stop) }},
		{"grow", func(s *pdhg.Solver, stop func() bool) bool { return s.Grow(stop) }},
		{"save", func(s *pdhg.Solver, stop func() bool) bool { return s.Save(stop) != nil }},
		{"load", func(s *pdhg.Solver, stop func() bool) bool { return s.Load(s.Save(never), stop) }},
		{"make room", func(s *pdhg.Solver, stop func() bool) bool { return s.Room(1<<20, stop) }},
	}
	for _, tt := range tests {
		once := asktest.Asked(t, tt.name, func(stop func() bool) bool { return tt.do(begun(few), stop) })
		often := 0
		tt.do(begun(many), func() bool { often++; return false })
		if t.Logf("%s: asked %d and %d times", tt.name, once, often); often < once+1 && tt.name != "save" {
			t.Errorf("%s: asked %d times, and %d in a program %d times as large", tt.name, once, often, many/few)
		}
	}
}

// TestSettleStop: moving to the mean can be stopped.
func TestSettleStop(t *testing.T) {
	mean := 0
	for seed := range uint64(20) {
		p, _, _ := draw(seed)
		mean += asktest.Asked(t, "settle", func(stop func() bool) bool {
			s := pdhg.NewSolver(p.plain(), never)
			for range 3 {
				for range 30 {
					s.Iterate(never)
				}
				s.Check(never)
			}
			return s.Settle(stop)
		})
	}
	if mean == 0 {
		t.Error("it was never at the mean")
	}
}

// TestRoom: a list with more room is the same list, or as it was when it was stopped.
func TestRoom(t *testing.T) {
	list := make([]int, 600_000)
	for i := range list {
		list[i] = i
	}
	calls := asktest.Asked(t, "room", func(stop func() bool) bool {
		longer, ok := pdhg.Room(list, 100, stop)
		if !slices.Equal(longer, list) || ok && cap(longer)-len(longer) < 100 {
			t.Errorf("%d became %d, with room for %d", len(list), len(longer), cap(longer)-len(longer))
		}
		return ok
	})
	if calls < 2 {
		t.Errorf("asked %d times", calls)
	}
	if short, _ := pdhg.Room(list[:5:5], 100, never); cap(short) != 5 {
		t.Error("a short list was copied, which append does as well")
	}
}

// TestStop: an iteration that stop does not let end changes nothing.
func TestStop(t *testing.T) {
	p, _, _ := draw(1)
	asktest.Asked(t, "a solver", func(stop func() bool) bool { return pdhg.NewSolver(p.plain(), stop) != nil })
	s := pdhg.NewSolver(p.plain(), never)
	s.Iterate(never)
	x, n := append([]float64(nil), s.X...), s.Iterations
	if s.Iterate(func() bool { return true }) || s.Iterations != n {
		t.Errorf("iteration %d was done", s.Iterations)
	}
	if s.Check(func() bool { return true }) {
		t.Error("a check came to its end")
	}
	for j := range x {
		if s.X[j] != x[j] {
			t.Errorf("column %d moved", j)
		}
	}
}

// TestPieces: a program that falls into pieces is solved alike on any number of
// processors, and to its optimum.
func TestPieces(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	l := &pdhg.LP{}
	const rows, columns = 400, 12_000
	for range rows {
		l.AddRow(float64(5 + rng.IntN(30)))
	}
	var groups []int32
	for range 40 {
		groups = append(groups, l.AddGroup([]int32{int32(rng.IntN(rows / 2)), int32(rows/2 + rng.IntN(rows/2))}, []float32{1, 2}))
	}
	for range columns {
		index, coefs := []int32{groups[rng.IntN(len(groups))]}, []float32{1}
		for _, i := range rng.Perm(rows)[:3] {
			index, coefs = append(index, int32(i)), append(coefs, float32(1+rng.IntN(3)))
		}
		l.AddColumn(float64(10+rng.IntN(90)), 1, index, coefs)
	}
	var first *pdhg.Solver
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		program := *l
		program.RHS, program.Cost, program.Upper = slices.Clone(l.RHS), slices.Clone(l.Cost), slices.Clone(l.Upper)
		s := pdhg.NewSolver(&program, never)
		solve(t, s, 1e-3)
		runtime.GOMAXPROCS(before)
		if first == nil {
			first = s
		}
		if !slices.Equal(s.X, first.X) || !slices.Equal(s.Y, first.Y) || s.Work != first.Work || s.Checked != first.Checked {
			t.Errorf("%d processors: %+v, 1 processor: %+v", processors, s.Checked, first.Checked)
		}
	}
}
