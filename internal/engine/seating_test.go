package engine

import (
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestSeatSessions: what is seated of the tightened program obeys the model, is
// worth about as much as what is constructed without it, even on models as small as
// these, and leaves the program as it was.
func TestSeatSessions(t *testing.T) {
	for _, k := range kinds {
		points, constructed := int64(0), int64(0)
		for seed := range uint64(4) {
			d, x := tightened(t, k, seed)
			m := d.m
			plain, err := search.NewBoard(d.ctx, m, seed, nil)
			if err != nil {
				t.Fatal(err)
			}
			plain.Construct(d.stop, func() {})
			constructed += plain.Points()
			held := [][]float64{slices.Clone(x.s.X), slices.Clone(x.s.Y), slices.Clone(x.s.RHS), slices.Clone(x.s.Cost)}
			upper := slices.Clone(x.s.Upper)
			if !d.seatSessions(x, seed%2 == 0) {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			for i, now := range [][]float64{x.s.X, x.s.Y, x.s.RHS, x.s.Cost} {
				rows := min(len(now), len(x.s.RHS)) // of Y; what follows are groups, priced anew
				if i != 1 {
					rows = len(now)
				}
				if !slices.Equal(held[i][:rows], now[:rows]) {
					t.Errorf("%s, seed %d: the program is not as it was: list %d", k.name, seed, i)
				}
			}
			if !slices.Equal(upper, x.s.Upper) {
				t.Errorf("%s, seed %d: columns are held that were not", k.name, seed)
			}
			found := d.board.Best()
			if text := wrong(m, &found); text != "" {
				t.Fatalf("%s, seed %d: the solution breaks: %s", k.name, seed, text)
			}
			points += found.Points
		}
		if t.Logf("%s: %d points, %d constructed", k.name, points, constructed); 10*points < 9*constructed {
			t.Errorf("%s: %d points, less than nine tenths of %d", k.name, points, constructed)
		}
	}
}

// TestSharpen: of a program that is sharpened more runs in full.
func TestSharpen(t *testing.T) {
	full := func(t *seating) (part, all float64) {
		for j, v := range t.x.s.X {
			if t.sits(j) {
				if all += v; v > surely {
					part += v
				}
			}
		}
		return part, all
	}
	before, after, total, still := 0.0, 0.0, 0.0, 0.0
	for _, k := range kinds {
		for seed := range uint64(4) {
			d, x := tightened(t, k, seed)
			s := d.newSeating(x)
			part, all := full(s)
			before, total = before+part, total+all
			if !s.sharpen() {
				t.Fatalf("%s, seed %d: not to the end", k.name, seed)
			}
			part, all = full(s)
			after, still = after+part, still+all
		}
	}
	t.Logf("in full %.1f of %.1f before, %.1f of %.1f after", before, total, after, still)
	if after/still < before/total+0.1 {
		t.Error("hardly more")
	}
}

// TestSeatNothing: where nothing may run, a seating comes to an end.
func TestSeatNothing(t *testing.T) {
	for _, sharp := range []bool{false, true} {
		d, x := tightened(t, kinds[0], 1)
		s := d.newSeating(x)
		for j := range x.s.X {
			if s.sits(j) {
				x.s.Ban(j)
			}
		}
		x.s.Resume(nil, d.stop)
		if !d.seatSessions(x, sharp) {
			t.Errorf("sharp %t: not to the end", sharp)
		}
	}
}

// TestSeatingEnded: there is no seating when the lane is to end.
func TestSeatingEnded(t *testing.T) {
	for n := range 2 {
		d, x := tightened(t, kinds[4], 1)
		questions := 0
		if d.board.Clear(func() bool { questions++; return questions > 1 }) || questions != 2 {
			t.Errorf("a board was cleared although it was to end, or asked %d times", questions)
		}
		ctx := &polls{Context: t.Context()}
		ctx.left.Store(int64(n))
		if d.ctx = ctx; d.newSeating(x) != nil {
			t.Errorf("a seating although the lane was to end after %d questions", n)
		}
		if d.seatSessions(x, true) || d.seatSharply(x) || d.tighten(x) {
			t.Error("to the end")
		}
	}
}

// TestFix: two parts of a visit are one stay, whoever sits between them; two stays of
// a program are two.
func TestFix(t *testing.T) {
	d, x := tightened(t, kinds[0], 1)
	s := d.newSeating(x)
	parts := relax.Column{Bundle: true, Items: []relax.Item{{Ask: 0}, {Ask: 1}, {Ask: 0}}}
	stays := relax.Column{Slots: []int32{0, 1}, Items: []relax.Item{{Ask: 0}, {Ask: 0}}}
	for _, tt := range []struct {
		column relax.Column
		want   int32
	}{{parts, 3}, {stays, 2}} {
		s.left[0], s.left[1] = 4, 9
		s.fix(0, &tt.column, map[int32]bool{})
		if s.left[0] != tt.want {
			t.Errorf("%+v: %d stays are left, not %d", tt.column, s.left[0], tt.want)
		}
	}
}
