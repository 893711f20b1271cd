package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// copied returns a copy that shares nothing.
func (x Solution) copied() Solution {
	x.Places = slices.Clone(x.Places)
	staff := map[[2]int32][]int32{}
	for session, people := range x.Staff {
		staff[session] = slices.Clone(people)
	}
	x.Staff = staff
	return x
}

// TestStart: no solution is worse than the one that the run began with, which
// is not changed.
func TestStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		seed := rapid.Uint64()
		start, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never, Seed: seed.Draw(t, "seed of the start")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		fixSome(t, m, start)
		before := start.copied()
		for _, work := range []int64{1, 100, 2000} {
			limits := Limits{Work: work, Bound: never, Seed: seed.Draw(t, "seed"), Start: &start}
			found, _, _, err := Run(t.Context(), m, limits, nil)
			if err != nil {
				t.Fatal(err)
			}
			if text := wrong(m, found); text != "" {
				t.Fatalf("work %d: %s", work, text)
			}
			if found.Points < start.Points {
				t.Fatalf("%d points with work %d, the start has %d", found.Points, work, start.Points)
			}
			for _, f := range m.Fixed {
				if !holds(m, found, f) {
					t.Fatalf("the solution lacks %+v", f)
				}
			}
		}
		if diff := cmp.Diff(before, start); diff != "" {
			t.Fatalf("the start was changed (-before +after):\n%s", diff)
		}
	})
}

// TestPut: what is put down is the solution, people beyond need aside, and is
// taken back by undo.
func TestPut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		start, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never, Seed: rapid.Uint64().Draw(t, "seed")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		fixSome(t, m, start)
		s := guided(m, 1)
		if unfit := s.fix(); len(unfit) > 0 {
			t.Fatalf("%v do not fit, though a solution has them", unfit)
		}
		fixed, locked := s.view(), slices.Clone(s.locked)
		more := start.copied()
		for _, p := range start.Places {
			session := sessionOf(m, p)
			for who := range m.People { // who would be too many, and need not be free
				if !slices.Contains(more.Staff[session], int32(who)) {
					more.Staff[session] = append(more.Staff[session], int32(who))
				}
			}
		}
		s.put(&more, letGo)
		if diff := s.consistent(); diff != "" {
			t.Fatalf("the state and a recount differ (-recount +state):\n%s", diff)
		}
		if !slices.Equal(s.locked, locked) {
			t.Fatal("other units are fixed")
		}
		s.best.keep(s.state)
		if diff := cmp.Diff(start, s.best.solution(s.state)); diff != "" {
			t.Fatalf("(-start +put):\n%s", diff)
		}
		s.undo(0)
		if diff := differ(fixed, s.view()); diff != "" {
			t.Fatalf("not taken back (-before +after):\n%s", diff)
		}
	})
}

// TestStartBeyondFix: a start may hold fixed stays that fix finds no company for.
func TestStartBeyondFix(t *testing.T) {
	m := rooms(1)
	o := &m.Offers[0]
	o.Minimum, o.Seats, o.Fewest = 20, 20, 0
	for i, pupils := range []int64{5, 10} { // the first is taken first, and leaves no seats for the second
		ask := m.Asks[0]
		ask.Cohort, ask.Pupils = int32(1+i), pupils
		ask.Arcs = []Arc{{Amount: 1, Value: 5000 / pupils / int64(i+1)}}
		m.Asks = append(m.Asks, ask)
		m.Cohorts = append(m.Cohorts, []int32{int32(1 + i)})
	}
	m.Fixed = []Fixed{fixed(0, 1, 0)}
	if _, _, _, err := Run(t.Context(), m, Limits{Bound: never}, nil); err == nil {
		t.Fatal("fix finds the company")
	}
	start := Solution{Places: []Place{{Ask: 0, Slot: 1, Of: 1}, {Ask: 2, Slot: 1, Of: 1}}, Points: 10*1000 + 2500}
	found, _, _, err := Run(t.Context(), m, Limits{Work: 1000, Bound: never, Start: &start}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := wrong(m, found); text != "" || found.Points != start.Points {
		t.Errorf("%+v: %s, want %+v", found, text, start)
	}
	m.Cost = 1_000_000
	if found, _, _, err = Run(t.Context(), m, Limits{Work: 1, Bound: never, Start: &start}, nil); err != nil || len(found.Places) != 2 {
		t.Errorf("%+v and error %v where the fixed stay costs more than it earns", found, err)
	}
}

// TestAdoptEnded: a board that is ended while a solution is put down keeps the best that
// it had, and one that may go on has the better one.
func TestAdoptEnded(t *testing.T) {
	m := bare(40, 10)
	for range 300 {
		offers := make([]int32, 40)
		for i := range offers {
			offers[i] = int32(i)
		}
		m.want(Ask{Goals: []Goal{{Target: 1}}}, offers...)
	}
	board := func() *Board {
		b, err := NewBoard(t.Context(), m, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	full := board()
	full.Construct(letGo, func() {})
	best := full.Best()
	for _, tt := range []struct {
		name string
		do   func(b *Board, stop func() bool) bool
	}{
		{"adopt", func(b *Board, stop func() bool) bool { return b.Adopt(&best, stop) }},
		{"polish", func(b *Board, stop func() bool) bool { return b.Polish(&best, stop) }},
		{"return", func(b *Board, stop func() bool) bool {
			return b.Adopt(&best, letGo) && b.Clear(letGo) && b.Return(stop)
		}},
	} {
		for n := 0; ; n++ {
			b, left := board(), n
			ok := tt.do(b, func() bool { left--; return left < 0 })
			found := b.Best()
			if diff := cmp.Diff(best, found); (diff != "") == (ok || tt.name == "return") {
				t.Errorf("%s, ended after %d questions: %t, and the best solution (-full +kept):\n%s", tt.name, n, ok, diff)
			}
			if ok != (left >= 0) {
				t.Errorf("%s, ended after %d questions: %t", tt.name, n, ok)
			}
			if ok {
				if n < 8 {
					t.Errorf("%s: asked %d times", tt.name, n)
				}
				break
			}
		}
	}
}

// TestConstructKept: a long construction keeps what it has so far, which obeys the model
// and is worth more each time.
func TestConstructKept(t *testing.T) {
	m := bare(50, 20)
	for i := range int32(3 * asksKept) {
		m.want(Ask{Goals: []Goal{{Target: 1}}}, i%50)
	}
	b, err := NewBoard(t.Context(), m, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	var points []int64
	b.Construct(func() bool { return false }, func() {
		best := b.Best()
		if text := wrong(m, best); text != "" {
			t.Errorf("kept for the %dth time: %s", len(points)+1, text)
		}
		points = append(points, best.Points)
	})
	want := []int64{1000 * (asksKept - 1), 1000 * (2*asksKept - 1), 1000 * (3*asksKept - 1), 1000 * 3 * asksKept}
	if diff := cmp.Diff(want, points); diff != "" {
		t.Errorf("points kept (-want +got):\n%s", diff)
	}
}
