package lp_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/internal/lp"
)

const plenty = 100_000 // pivots, more than any program here needs

// kind is a family of programs.
type kind struct {
	name             string
	rhs, cost, coef  *rapid.Generator[int64]
	rows, cols, fill int     // at most rows and columns; one coefficient in so many and one is 0
	slip             float64 // how far rows may be broken
}

var kinds = []kind{
	{"packing", rapid.Just(int64(1)), rapid.Int64Range(1, 30), rapid.Just(int64(1)), 7, 12, 3, 0},
	{"degenerate", rapid.Int64Range(0, 1), rapid.Int64Range(1, 2), rapid.Just(int64(1)), 7, 12, 2, 0},
	{"knapsacks", rapid.Int64Range(0, 300), rapid.Int64Range(-5, 5000), rapid.Int64Range(1, 60), 5, 8, 2, 0},
	{"uneven", rapid.Int64Range(0, 3_000_000), rapid.Int64Range(0, 5000), rapid.Int64Range(50, 300), 4, 6, 2, 3e-3},
	{"negative coefficients", rapid.Int64Range(0, 5), rapid.Int64Range(-9, 9), rapid.Int64Range(-3, 4), 5, 8, 2, 0},
	{"negative right-hand sides", rapid.Int64Range(-4, 8), rapid.Int64Range(-9, 9), rapid.Int64Range(-3, 4), 5, 8, 2, 0},
}

// draw draws the coefficient of a row. In odd rows they are a thousand times as
// large where the kind allows rows to slip.
func (k *kind) draw(t *rapid.T, row int) int64 {
	if rapid.IntRange(0, k.fill).Draw(t, "fill") == 0 {
		return 0
	}
	a := k.coef.Draw(t, "coef")
	if row%2 == 1 && k.slip > 0 {
		a *= 1000
	}
	return a
}

func (k *kind) column(t *rapid.T, rows int) []int64 {
	col := make([]int64, rows)
	for i := range col {
		col[i] = k.draw(t, i)
	}
	return col
}

func (k *kind) program(t *rapid.T) *program {
	p := &program{slip: k.slip}
	for range rapid.IntRange(1, k.rows).Draw(t, "rows") {
		p.rhs = append(p.rhs, k.rhs.Draw(t, "rhs"))
	}
	for range rapid.IntRange(0, k.cols).Draw(t, "columns") {
		p.cost = append(p.cost, k.cost.Draw(t, "cost"))
		p.rows = append(p.rows, k.column(t, len(p.rhs)))
	}
	return p
}

// sparse returns where a column is not 0, and what it is there.
func sparse(col []int64) (at []int32, coefs []float64) {
	for i, a := range col {
		if a != 0 {
			at, coefs = append(at, int32(i)), append(coefs, float64(a))
		}
	}
	return at, coefs
}

func build(p *program) *lp.LP {
	rhs := make([]float64, len(p.rhs))
	for i, b := range p.rhs {
		rhs[i] = float64(b)
	}
	l := lp.New(rhs)
	for j, c := range p.cost {
		rows, coefs := sparse(p.rows[j])
		l.AddColumn(float64(c), rows, coefs)
	}
	return l
}

// check compares a solved program with the exact optimum, and its values and
// duals with each other.
func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, p *program, l *lp.LP, status lp.Status) {
	t.Helper()
	optimum, infeasible := exact(p)
	want := lp.Optimal
	if infeasible {
		want = lp.Infeasible
	} else if optimum == nil {
		want = lp.Unbounded
	}
	if status != want {
		t.Fatalf("%v, want %v", status, want)
	}
	if status != lp.Optimal {
		return
	}
	most := 1.0
	for _, c := range p.cost {
		most = max(most, math.Abs(float64(c)))
	}
	near := func(got, want float64) bool { return math.Abs(got-want) <= (1e-6+p.slip)*max(most, math.Abs(want)) }
	use := make([]float64, len(p.rhs))
	sum, priced := 0.0, 0.0
	for j, c := range p.cost {
		x := l.Value(j)
		if x < 0 || !l.Basic(j) && x != 0 {
			t.Fatalf("value %d is %v", j, x)
		}
		sum += float64(c) * x
		reduced := float64(c)
		for i, a := range p.rows[j] {
			use[i] += float64(a) * x
			reduced -= float64(a) * l.Dual(i)
		}
		if !near(l.ReducedCost(j), reduced) {
			t.Fatalf("reduced cost %d is %v, want %v", j, l.ReducedCost(j), reduced)
		}
		if !near(max(0, reduced), 0) || x > 0 && !near(reduced, 0) {
			t.Fatalf("column %d has value %v and reduced cost %v", j, x, reduced)
		}
	}
	for i, b := range p.rhs {
		y := l.Dual(i)
		priced += y * float64(b)
		if use[i] > float64(b)+1e-6*max(1, math.Abs(float64(b)))+p.slip {
			t.Fatalf("row %d uses %v of %d", i, use[i], b)
		}
		if !near(min(0, y), 0) {
			t.Fatalf("dual %d is %v", i, y)
		}
	}
	best, _ := optimum.Float64()
	if !near(sum, best) || !near(priced, best) || !near(l.Objective(), best) {
		t.Fatalf("objective %v, duals %v, Objective %v, want %v", sum, priced, l.Objective(), best)
	}
}

func TestCold(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, rapid.MakeCheck(func(t *rapid.T) {
			p := k.program(t)
			l := build(p)
			check(t, p, l, l.Solve(plenty, nil))
		}))
	}
}

// TestWarm changes programs in every way between solves.
func TestWarm(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, rapid.MakeCheck(func(t *rapid.T) {
			p := k.program(t)
			l := build(p)
			t.Repeat(map[string]func(*rapid.T){
				"": func(t *rapid.T) {
					check(t, p, l, l.Solve(plenty, nil))
				},
				"column": func(t *rapid.T) {
					col, c := k.column(t, len(p.rhs)), k.cost.Draw(t, "cost")
					p.cost, p.rows = append(p.cost, c), append(p.rows, col)
					rows, coefs := sparse(col)
					l.AddColumn(float64(c), rows, coefs)
				},
				"row": func(t *rapid.T) {
					if len(p.rhs) > k.rows {
						t.Skip()
					}
					row, b := make([]int64, len(p.cost)), k.rhs.Draw(t, "rhs")
					for j := range row {
						row[j] = k.draw(t, len(p.rhs))
						p.rows[j] = append(p.rows[j], row[j])
					}
					p.rhs = append(p.rhs, b)
					cols, coefs := sparse(row)
					l.AddRow(float64(b), cols, coefs)
				},
				"cost": func(t *rapid.T) {
					if len(p.cost) == 0 {
						t.Skip()
					}
					j := rapid.IntRange(0, len(p.cost)-1).Draw(t, "j")
					p.cost[j] = k.cost.Draw(t, "cost")
					l.SetCost(j, float64(p.cost[j]))
				},
				"rhs": func(t *rapid.T) {
					i := rapid.IntRange(0, len(p.rhs)-1).Draw(t, "i")
					p.rhs[i] = k.rhs.Draw(t, "rhs")
					l.SetRHS(i, float64(p.rhs[i]))
				},
				"stop": func(t *rapid.T) {
					l.SetRHS(0, float64(p.rhs[0]))
					before, n := l.Pivots(), rapid.Int64Range(0, 3).Draw(t, "pivots")
					l.Solve(n, nil)
					if l.Pivots() > before+n {
						t.Fatalf("%d pivots", l.Pivots()-before)
					}
				},
			})
		}))
	}
}

// TestWishes bans and fixes columns of packing programs.
func TestWishes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := kinds[rapid.IntRange(0, 2).Draw(t, "kind")]
		p := k.program(t)
		l := build(p)
		l.Solve(plenty, nil)
		for range rapid.IntRange(1, 4).Draw(t, "solves") {
			most := int64(0)
			for _, c := range p.cost {
				most = max(most, c, -c)
			}
			if most == 0 {
				most = 1
			}
			q := &program{rhs: p.rhs, cost: slices.Clone(p.cost), rows: p.rows}
			wish := make([]int, len(p.cost))
			for j := range p.cost {
				wish[j] = rapid.IntRange(0, 3).Draw(t, "wish")
				switch wish[j] {
				case 0:
					l.Ban(j)
					q.cost[j] = -4096 * most
				case 1:
					l.Fix(j)
					q.cost[j] += 4096 * most
				default:
					l.Free(j)
				}
			}
			if status := l.Solve(plenty, nil); status != lp.Optimal {
				if optimum, _ := exact(q); optimum == nil && status == lp.Unbounded {
					return
				}
				t.Fatal(status)
			}
			sum, rewarded := 0.0, 0.0
			for j := range p.cost {
				x := l.Value(j)
				sum += float64(p.cost[j]) * x
				rewarded += float64(q.cost[j]) * x
				if wish[j] == 0 && x > 1e-9 {
					t.Fatalf("banned column %d is %v", j, x)
				}
			}
			if math.Abs(sum-l.Objective()) > 1e-6*float64(most) {
				t.Fatalf("Objective %v, want %v", l.Objective(), sum)
			}
			optimum, _ := exact(q)
			if best, _ := optimum.Float64(); math.Abs(rewarded-best) > 1e-6*max(4096*float64(most), best) {
				t.Fatalf("rewarded objective %v, want %v", rewarded, best)
			}
		}
	})
}
