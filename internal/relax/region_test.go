package relax

import (
	"context"
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/lp"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// constructed returns a solution that is not the best.
func constructed(t *testing.T, m *search.Model, seed uint64) search.Solution {
	t.Helper()
	b, err := search.NewBoard(context.Background(), m, seed, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Construct(letGo, func() {})
	return b.Best()
}

// drawArea draws offers and slots.
func drawArea(d dice, m *search.Model) *Area {
	a := &Area{Offers: make([]bool, len(m.Offers)), Slots: make([]bool, len(m.Slots))}
	for _, list := range [][]bool{a.Offers, a.Slots} {
		for i := range list {
			list[i] = !d.once(4)
		}
	}
	return a
}

// TestRegion: what a solution has in an area is feasible in the program of the area
// and worth there what the program says, so that its optimum is not less.
func TestRegion(t *testing.T) {
	here, gained, programs, parts := 0, 0, 0, 0
	for seed := range uint64(400) {
		d := roll(seed)
		m := drawModel(seed, 20)
		sol := constructed(t, m, seed)
		r := New(m, letGo)
		e := r.NewEvaluator()
		price := r.drawPrices(d)
		var others []Column
		e.Generate(price, false, func(c Column) { others = append(others, c) })
		e.Bound(price)
		g := e.NewRegion(&sol, drawArea(d, m), 4, others)
		here += len(g.Here)
		for _, c := range g.Here {
			if c.Slots != nil {
				programs++
			}
			if c.Bundle {
				parts++
			}
		}
		if status := g.LP.Solve(1<<40, letGo); status != lp.Optimal {
			t.Fatalf("seed %d: %v", seed, status)
		}
		most := g.LP.Objective()
		if most < float64(g.Worth)-0.01 {
			t.Fatalf("seed %d: the optimum is %.2f, less than the %d of what is there", seed, most, g.Worth)
		}
		if most > float64(g.Worth)+0.01 {
			gained++
		}
		rewardHere(g)
		want := float64(g.Worth + int64(len(g.Here))*reward)
		if status := g.LP.Solve(1<<40, letGo); status != lp.Optimal || math.Abs(g.LP.Objective()-want) > 0.01 {
			t.Fatalf("seed %d: %v: what is there is worth %.2f in the program, not %.2f", seed, status, g.LP.Objective(), want)
		}
	}
	t.Logf("%d columns there, %d programs and %d in parts; %d of 400 areas could gain", here, programs, parts, gained)
	if here < 400 || gained < 40 || programs == 0 || parts == 0 {
		t.Error("too few")
	}
}

const reward = 1_000_000

// rewardHere rewards what the solution has there, and keeps all else from running.
func rewardHere(g *Region) {
	kept := map[uint64]bool{}
	for _, c := range g.Here {
		kept[c.key()] = true
	}
	for j, c := range g.Columns {
		switch {
		case len(c.Items) == 0:
		case kept[c.key()]:
			delete(kept, c.key())
			g.LP.SetCost(j, float64(g.r.Worth(&c)+reward))
		default:
			g.Ban(j)
		}
	}
}

// TestCrew: who leads is told by the program, nobody twice in a session, and a session
// is left out that there are not enough people for.
func TestCrew(t *testing.T) {
	m := bare(1, 2)
	for range 3 {
		led(m, search.Person{PerTerm: 1})
	}
	m.Offers[0].Fewest, m.Offers[0].Seats = 2, 10
	for p, free := range []uint64{0b11, 0b11, 0b01} {
		m.People[p].Free[0] = free
	}
	m.People[1].PerTerm = 2 // so that all three are of different classes
	for range 3 {
		want(m, func(a *search.Ask) { a.Share = 1 }, 0)
	}
	r := New(m, letGo)
	e := r.NewEvaluator()
	all := &Area{Offers: []bool{true}, Slots: []bool{true, true}}
	program := func(sol *search.Solution) *Region {
		e.Bound(make([]int64, len(r.Rows)))
		g := e.NewRegion(sol, all, 9, nil)
		if g.LP.Solve(1<<40, letGo) != lp.Optimal {
			t.Fatal("not optimal")
		}
		return g
	}
	g := program(&search.Solution{})
	if got := g.LP.Objective(); math.Abs(got-2000) > 0.01 { // the second with the first on day 2, with the third on day 1
		t.Errorf("worth %.2f, want 2000", got)
	}
	asked := false
	for j, c := range g.Columns {
		if len(c.Items) == 0 || g.LP.Value(j) < 0.99 {
			continue
		}
		asked = true
		if people := g.Leaders(j); people[0] == people[1] || c.Slot == 1 && people[0] == 2 {
			t.Errorf("slot %d: led by %v", c.Slot, people)
		}
		g.BanCrew(j)
		if g.LP.Solve(1<<40, letGo) != lp.Optimal || math.Abs(g.LP.Objective()-1000) > 0.01 {
			t.Errorf("without the crew of slot %d all is worth %.2f, want 1000", c.Slot, g.LP.Objective())
		}
		break
	}
	if !asked {
		t.Error("nothing runs in full")
	}
	m.People[0].Free[0] = 0b01
	r = New(m, letGo)
	e = r.NewEvaluator()
	for _, c := range program(&search.Solution{}).Columns {
		if len(c.Items) > 0 && c.Slot == 1 {
			t.Errorf("%+v has one person", c)
		}
	}
}

// TestCrewApart: half a session of two does not have one person twice, for whom then
// nobody would be missing.
func TestCrewApart(t *testing.T) {
	m := bare(2, 1)
	for range 2 {
		led(m, search.Person{})
	}
	m.Offers[0].Fewest, m.Offers[1].Leaders = 2, []int32{1}
	for o := range int32(2) {
		want(m, func(a *search.Ask) { a.Share = 1 }, o)
	}
	r := New(m, letGo)
	all := &Area{Offers: []bool{true, true}, Slots: []bool{true}}
	e := r.NewEvaluator()
	e.Bound(make([]int64, len(r.Rows)))
	g := e.NewRegion(&search.Solution{}, all, 9, nil)
	if g.LP.Solve(1<<40, letGo) != lp.Optimal || math.Abs(g.LP.Objective()-1000) > 0.01 {
		t.Errorf("worth %.2f, want 1000: both need the second person", g.LP.Objective())
	}
}
