package lp_test

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/lp"
)

// packing is a set-packing program of the kind the package is made for: a
// column is a few parties at one of the tables near them, and halls have room for
// some tables each. All coefficients are ones.
type packing struct {
	rhs, cost []float64
	rows      [][]int32
}

func newPacking(seed uint64, parties int) *packing {
	rng := rand.New(rand.NewPCG(seed, 1))
	tables := parties
	halls := tables / 10
	p := &packing{}
	for range parties + tables {
		p.rhs = append(p.rhs, 1)
	}
	for range halls {
		p.rhs = append(p.rhs, float64(2+rng.IntN(4)))
	}
	size, worth := make([]int, parties), make([]int, parties)
	guests := make([][]int, tables)
	for i := range parties {
		size[i], worth[i] = 8+rng.IntN(28), 50+rng.IntN(50)
		for range 6 {
			t := (i + rng.IntN(60)) % tables
			guests[t] = append(guests[t], i)
		}
	}
	for t, list := range guests {
		list = slices.Compact(slices.Sorted(slices.Values(list)))
		var chosen []int32
		var choose func(from, room, value int)
		choose = func(from, room, value int) {
			for k := from; k < len(list); k++ {
				i := list[k]
				if size[i] > room {
					continue
				}
				chosen = append(chosen, int32(i))
				v := value + size[i]*(worth[i]-rng.IntN(20))
				p.cost = append(p.cost, float64(v))
				p.rows = append(p.rows, append(slices.Clone(chosen), int32(parties+t), int32(parties+tables+t%halls)))
				choose(k+1, room-size[i], v)
				chosen = chosen[:len(chosen)-1]
			}
		}
		choose(0, 50, 0)
	}
	return p
}

func (p *packing) add(l *lp.LP, j int) {
	l.AddColumn(p.cost[j], p.rows[j], nil)
}

// optimal wants values and duals that prove each other; banned columns may
// earn and must be 0.
func (p *packing) optimal(t *testing.T, l *lp.LP, columns []int, banned map[int]bool) {
	t.Helper()
	use := make([]float64, len(p.rhs))
	primal, dual := 0.0, 0.0
	for k, j := range columns {
		x := l.Value(k)
		reduced := p.cost[j]
		for _, i := range p.rows[j] {
			use[i] += x
			reduced -= l.Dual(int(i))
		}
		primal += p.cost[j] * x
		if banned[j] {
			if x > 1e-9 {
				t.Fatalf("banned column %d is %v", j, x)
			}
		} else if reduced > 1e-4 {
			t.Fatalf("column %d earns %v", j, reduced)
		}
	}
	for i, b := range p.rhs {
		if use[i] > b+1e-7 {
			t.Fatalf("row %d uses %v of %v", i, use[i], b)
		}
		if l.Dual(i) < -1e-4 {
			t.Fatalf("dual %d is %v", i, l.Dual(i))
		}
		dual += l.Dual(i) * b
	}
	if math.Abs(primal-dual) > 1e-8*dual || math.Abs(primal-l.Objective()) > 1e-8*dual {
		t.Fatalf("values earn %v, duals pay %v, Objective is %v", primal, dual, l.Objective())
	}
}

func solve(t *testing.T, l *lp.LP) {
	t.Helper()
	if status := l.Solve(math.MaxInt64, nil); status != lp.Optimal {
		t.Fatal(status)
	}
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// TestPacking solves programs large enough for many factors and updates, all
// columns at once, in batches, and again after changes.
func TestPacking(t *testing.T) {
	for seed := range uint64(3) {
		p := newPacking(seed, 250)

		cold := lp.New(p.rhs)
		for j := range p.cost {
			p.add(cold, j)
		}
		solve(t, cold)
		p.optimal(t, cold, upTo(len(p.cost)), nil)

		rng := rand.New(rand.NewPCG(seed, 2))
		order := rng.Perm(len(p.cost))
		warm := lp.New(p.rhs)
		for from := 0; from < len(order); from += 500 {
			for _, j := range order[from:min(from+500, len(order))] {
				p.add(warm, j)
			}
			solve(t, warm)
		}
		p.optimal(t, warm, order, nil)
		if math.Abs(warm.Objective()-cold.Objective()) > 1e-8*cold.Objective() {
			t.Fatalf("warm %v, cold %v", warm.Objective(), cold.Objective())
		}

		banned := map[int]bool{}
		for range 8 {
			for k, j := range order {
				if warm.Value(k) > 0 && rng.IntN(10) == 0 {
					warm.Ban(k)
					banned[j] = true
				}
			}
			for range 5 {
				i := rng.IntN(len(p.rhs))
				p.rhs[i] = float64(rng.IntN(3))
				warm.SetRHS(i, p.rhs[i])
			}
			i := rng.IntN(len(p.rhs)) // and a row over some columns
			k := rng.IntN(len(order))
			p.rhs = append(p.rhs, 1)
			var cut []int32
			for at, j := range order {
				if slices.Contains(p.rows[j], int32(i)) || at == k {
					p.rows[j] = append(p.rows[j], int32(len(p.rhs)-1))
					cut = append(cut, int32(at))
				}
			}
			warm.AddRow(1, cut, nil)
			solve(t, warm)
			p.optimal(t, warm, order, banned)
		}
		for k := range order {
			warm.Free(k)
		}
		solve(t, warm)
		p.optimal(t, warm, order, nil)
	}
}

// TestFix fixes columns that fit together and wants them at 1.
func TestFix(t *testing.T) {
	p := newPacking(4, 150)
	l := lp.New(p.rhs)
	for j := range p.cost {
		p.add(l, j)
	}
	solve(t, l)
	left := slices.Clone(p.rhs)
	var fixed []int
	for j := 0; j < len(p.cost) && len(fixed) < 40; j += 7 {
		if slices.ContainsFunc(p.rows[j], func(i int32) bool { return left[i] < 1 }) {
			continue
		}
		for _, i := range p.rows[j] {
			left[i]--
		}
		l.Fix(j)
		fixed = append(fixed, j)
	}
	solve(t, l)
	for _, j := range fixed {
		if l.Value(j) < 1-1e-9 {
			t.Errorf("fixed column %d is %v", j, l.Value(j))
		}
		l.Free(j)
	}
	solve(t, l)
	p.optimal(t, l, upTo(len(p.cost)), nil)
}

// TestReproducible wants the same bits on every architecture.
func TestReproducible(t *testing.T) {
	p := newPacking(5, 200)
	l := lp.New(p.rhs)
	for j := range p.cost {
		p.add(l, j)
		if j%400 == 0 {
			solve(t, l)
		}
	}
	for i := 0; i < len(p.rhs); i += 9 {
		l.SetRHS(i, 0)
	}
	solve(t, l)
	h := fnv.New64a()
	for j := range p.cost {
		fmt.Fprintf(h, "%x\n", l.Value(j))
	}
	for i := range p.rhs {
		fmt.Fprintf(h, "%x\n", l.Dual(i))
	}
	got := fmt.Sprintf("%d pivots, %x", l.Pivots(), h.Sum64())
	if want := "5356 pivots, 640f9213f0c3f827"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestStop(t *testing.T) {
	p := newPacking(6, 200)
	l := lp.New(p.rhs)
	for j := range p.cost {
		p.add(l, j)
	}
	if status := l.Solve(100, nil); status != lp.Stopped || l.Pivots() != 100 {
		t.Fatalf("%v after %d pivots", status, l.Pivots())
	}
	asked := 0
	status := l.Solve(math.MaxInt64, func() bool { asked++; return asked == 3 })
	if status != lp.Stopped || asked != 3 || l.Pivots() > 100+3*64 {
		t.Fatalf("%v after %d pivots, asked %d times", status, l.Pivots(), asked)
	}
	use := make([]float64, len(p.rhs))
	for j, rows := range p.rows {
		for _, i := range rows {
			use[i] += l.Value(j)
		}
	}
	for i, b := range p.rhs {
		if use[i] > b+1e-3 {
			t.Fatalf("row %d uses %v of %v when stopped", i, use[i], b)
		}
	}
	solve(t, l)
	p.optimal(t, l, upTo(len(p.cost)), nil)
}

func BenchmarkSolve(b *testing.B) {
	for _, parties := range []int{300, 1000, 3000} {
		p := newPacking(1, parties)
		b.Run(fmt.Sprintf("packing/%d", parties), func(b *testing.B) {
			pivots := int64(0)
			for b.Loop() {
				l := lp.New(p.rhs)
				for j := range p.cost {
					p.add(l, j)
				}
				if l.Solve(math.MaxInt64, nil) != lp.Optimal {
					b.Fatal("not optimal")
				}
				pivots = l.Pivots()
			}
			b.ReportMetric(float64(pivots), "pivots")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(pivots*int64(b.N)), "ns/pivot")
		})
	}
}
