package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/search"
)

func letGo() bool { return false }

// generated generates sessions until none gains, and returns the program over
// them with the limit of the bound.
func generated(t *testing.T, e *Evaluator) (master *Master, limit int64) {
	t.Helper()
	master, limit = e.r.NewMaster(), math.MaxInt64
	price := make([]int64, len(e.r.Rows))
	for added := 1; added > 0; {
		var bound int64
		bound, added = master.Generate(e, price)
		limit = min(limit, bound)
		if !solved(master, letGo) {
			t.Fatal("the program over sessions was not solved")
		}
		master.Prices(price)
	}
	return master, limit
}

// approach iterates until primal and dual are within a ten-thousandth, and reports
// whether they came so near.
func approach(s *pdhg.Solver) bool {
	for range 200 {
		for range 40 {
			s.Iterate(letGo)
		}
		if s.Check(letGo); s.Checked.Over < 1e-4 && math.Abs(s.Checked.Dual-s.Checked.Primal) < 1e-4*s.Checked.Dual {
			return true
		}
	}
	return false
}

// TestPlain: where nobody shares or splits, no team travels, no program is whole
// and a session needs one person at the most, the plain program is the program
// over sessions: its optimum and the bound at its duals are the limit of column
// generation.
func TestPlain(t *testing.T) {
	compared := 0
	for seed := range uint64(150) {
		m := drawModel(seed, 6)
		for i := range m.Asks {
			m.Asks[i].Parts, m.Asks[i].Share, m.Asks[i].Whole = 1, 1, false
		}
		for i := range m.Offers {
			m.Offers[i].Fewest, m.Offers[i].Per, m.Offers[i].Team = min(1, m.Offers[i].Fewest), 0, none
		}
		r := New(m, letGo)
		e := r.NewEvaluator()
		_, limit := generated(t, e)
		plain := r.NewPlain(letGo)
		g := e.Guide(r.Alone(), 1000)
		if plain.Add(g, letGo); plain.Add(g, letGo) > 0 {
			t.Fatalf("model %d: options were added twice", seed)
		}
		s := pdhg.NewSolver(plain.LP, letGo)
		approach(s)
		if s.Checked.Over >= 1e-3 {
			continue
		}
		compared++
		s.Settle(letGo)
		price := make([]int64, len(r.Rows))
		plain.Prices(s.Y, price)
		want := float64(limit) / float64(r.Scale)
		bound := float64(e.Bound(price)) / float64(r.Scale)
		if slack := 0.01*want + 1; bound > want+slack || s.Checked.Dual < want-slack || s.Checked.Primal > want+slack {
			t.Errorf("model %d: the plain program has %.1f to %.1f, the bound is %.1f, that of column generation %.1f",
				seed, s.Checked.Primal, s.Checked.Dual, bound, want)
		}
	}
	t.Logf("%d compared", compared)
	if compared < 100 {
		t.Error("too few")
	}
}

// TestTighten: with sessions that join it, the plain program is the program over
// sessions whoever shares, splits, has a program or is visited by a team, as long
// as a session needs one person at the most; and without them it is what it was.
func TestTighten(t *testing.T) {
	compared, composed := 0, 0
	for seed := range uint64(300) {
		m := drawModel(seed, 6)
		for i := range m.Offers {
			m.Offers[i].Fewest, m.Offers[i].Per = min(1, m.Offers[i].Fewest), 0
		}
		r := New(m, letGo)
		e := r.NewEvaluator()
		master, limit := generated(t, e)
		plain := r.NewPlain(letGo)
		plain.Add(e.Guide(r.Alone(), 1000), letGo)
		for _, c := range master.Columns {
			plain.Join(c)
		}
		s := pdhg.NewSolver(plain.LP, letGo)
		loose := s.Save(letGo)
		for range 120 { // so that something runs
			s.Iterate(letGo)
		}
		s.Check(letGo)
		plain.Tighten(s, letGo)
		for _, j := range plain.session {
			if j != none && (s.X[j] > 0 || plain.LP.Upper[j] > 0) {
				t.Fatalf("model %d: column %d has a session that was composed", seed, j)
			}
		}
		for k := range plain.Joined {
			if s.X[plain.Joined[k].At] > 0 {
				composed++
			}
		}
		s.Resume(nil, letGo)
		if !approach(s) {
			continue
		}
		compared++
		want := float64(limit) / float64(r.Scale)
		if math.Abs(s.Checked.Dual-want) > 0.002*want+1 {
			t.Errorf("model %d: the tightened program has %.1f, that of column generation %.1f", seed, s.Checked.Dual, want)
		}
		s.Load(loose, letGo)
		plain.Loosen(s)
		if s.Resume(nil, letGo); approach(s) && s.Checked.Dual < 0.99*want-1 {
			t.Errorf("model %d: the plain program has %.1f, less than %.1f over sessions", seed, s.Checked.Dual, want)
		}
	}
	t.Logf("%d compared, %d sessions composed", compared, composed)
	if compared < 150 || composed < 100 {
		t.Error("too few")
	}
}

// TestSingle: two groups of different schools, each in two parts, could have the four
// sessions of a team in its only slot as far as the prices know. One of them has.
func TestSingle(t *testing.T) {
	m := bare(4, 1)
	m.Teams = []search.Team{{Len: 1, Sessions: 4}}
	for i := range m.Offers {
		m.Offers[i].Team, m.Offers[i].Seats, m.Offers[i].Attended = 0, 5, false
	}
	for school := range int32(2) {
		want(m, func(q *search.Ask) { q.School, q.Parts, q.Share = school, 2, 1 }, 2*school, 2*school+1)
	}
	r := New(m, letGo)
	e := r.NewEvaluator()
	plain := r.NewPlain(letGo)
	e.Generate(make([]int64, len(r.Rows)), false, func(c Column) { plain.Join(c) })
	s := pdhg.NewSolver(plain.LP, letGo)
	plain.Tighten(s, letGo)
	for single, want := range []float64{2, 1} {
		if single == 1 {
			plain.Single(s)
		}
		if s.Resume(nil, letGo); !approach(s) {
			t.Fatal("the program was not solved")
		}
		sum := 0.0
		for _, c := range plain.Joined {
			sum += s.X[c.At]
		}
		if len(plain.Joined) != 2 || math.Abs(sum-want) > 0.01 {
			t.Errorf("%.3f of %d columns run, not %v", sum, len(plain.Joined), want)
		}
	}
}
