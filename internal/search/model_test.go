package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// dice draws the numbers that a model is made of.
type dice struct{ t *rapid.T }

func (d dice) upTo(most int) int { return rapid.IntRange(0, most).Draw(d.t, "n") }

func (d dice) from(low, high int) int { return low + d.upTo(high-low) }

func (d dice) once(n int) bool { return d.upTo(n-1) == n-1 }

// The models of these tests have two calendars over the same four days, which
// lie in two weeks: one of two slots a day, and one of a long slot that
// overlaps both.
const (
	days    = 4
	centers = 3
	slots   = 3 * days
)

// calendarOf returns the first slot of a center's calendar and their number.
func calendarOf(center int32) (base, n int32) {
	if center == centers-1 {
		return 2 * days, days
	}
	return 0, 2 * days
}

func drawModel(t *rapid.T) *Model {
	d := dice{t}
	m := &Model{
		PerDay: d.from(1, 2), Cost: int64(10 * d.upTo(3)),
		Between: func(a, b int32) int32 { return 20 * (1 + a + b) },
		Covers:  make([][]int32, slots),
	}
	for day := range int32(days) {
		m.Slots = append(m.Slots, Slot{day, day / 2, 500, 600}, Slot{day, day / 2, 630, 700})
	}
	for day := range int32(days) {
		m.Slots = append(m.Slots, Slot{day, day / 2, 560, 640})
	}
	for i, s := range m.Slots {
		m.Covers[i] = []int32{int32(i)}
		for j, other := range m.Slots {
			if j != i && other.Day == s.Day && s.Start <= other.Start && other.Start < s.End {
				m.Covers[i] = append(m.Covers[i], int32(j))
			}
		}
	}
	d.people(m)
	d.offers(m)
	d.asks(m)
	return m
}

func (d dice) people(m *Model) {
	for range d.from(3, 6) {
		p := Person{Free: make([]uint64, 1), PerDay: int32(d.upTo(2)), PerWeek: int32(d.upTo(3)), PerTerm: int32(d.upTo(4))}
		for slot := range slots {
			if !d.once(5) {
				p.Free[0] |= 1 << slot
			}
		}
		m.People = append(m.People, p)
	}
}

// offers come with one or two rooms of their own center, or without.
func (d dice) offers(m *Model) {
	m.Rooms = 2 * centers
	for i := range d.from(3, 7) {
		o := Offer{
			Center: int32(i % centers), Course: int32(d.upTo(3)), Seats: int32(d.from(8, 30)),
			Minimum: int32(d.from(1, 8)), Fewest: int32(d.upTo(2)), Per: int32(8 * d.upTo(2)),
			Share: uint8(4 - d.upTo(3)), Attended: !d.once(4),
		}
		o.Base, o.Len = calendarOf(o.Center)
		if d.once(3) {
			o.Rooms = append(o.Rooms, 2*o.Center)
		}
		if !d.once(4) {
			o.Rooms = append(o.Rooms, 2*o.Center+1)
		}
		for p := range m.People {
			if !d.once(4) {
				o.Leaders = append(o.Leaders, int32(p))
			}
		}
		m.Offers = append(m.Offers, o)
	}
}

// set adds some slots of a calendar to the model, at least one.
func (d dice) set(m *Model, base, n int32) int32 {
	s := Set{Base: base, Words: make([]uint64, 1)}
	s.Add(base + int32(d.upTo(int(n)-1)))
	for slot := base; slot < base+n; slot++ {
		if !d.once(3) {
			s.Add(slot)
		}
	}
	m.Sets = append(m.Sets, s)
	return int32(len(m.Sets) - 1)
}

// uses adds rows of every kind that visits to an offer take from.
func (d dice) uses(m *Model, o *Offer) int32 {
	row := func(most int64, n int) int32 {
		for range n {
			m.Rows = append(m.Rows, most)
		}
		return int32(len(m.Rows) - n)
	}
	var list []Use
	if d.once(2) {
		list = append(list, Use{Row: row(int64(d.from(20, 120)), 1), Factor: int64(d.from(1, 2)), Of: Pupils})
	}
	if d.once(3) {
		list = append(list, Use{Row: row(int64(d.from(1, 4)), 1), Factor: 1, Of: Visit, Kind: InSet, Set: d.set(m, o.Base, o.Len)})
	}
	if d.once(2) {
		list = append(list, Use{Row: row(int64(d.from(10, 40)), int(o.Len)) - o.Base, Factor: 1, Of: Heads, Kind: AtSlot})
	}
	if d.once(2) {
		list = append(list, Use{Row: row(int64(d.from(1, 3)), slots), Factor: 1, Of: Buses, Kind: Overlap})
	}
	m.Uses = append(m.Uses, list)
	return int32(len(m.Uses) - 1)
}

func (d dice) asks(m *Model) {
	uses := make([]int32, len(m.Offers))
	for i := range m.Offers {
		uses[i] = d.uses(m, &m.Offers[i])
	}
	m.Cohorts = make([][]int32, d.from(2, 5))
	for a := range d.from(3, 8) {
		size := int64(d.from(1, 15))
		ask := Ask{
			Cohort: int32(d.upTo(len(m.Cohorts) - 1)), Visits: int32(d.from(1, 3)), Share: uint8(4 - d.upTo(3)),
			Amounts: [4]int64{1, size, size + int64(d.upTo(2)), 1 + size/10}, Bonus: 1000 * int64(d.upTo(2)),
		}
		ask.School, ask.Stage = ask.Cohort%2, ask.Cohort%3
		for i := range m.Offers {
			o := &m.Offers[i]
			if d.once(4) || int32(size) > o.Seats {
				continue
			}
			ask.Arcs = append(ask.Arcs, Arc{
				Offer: int32(i), Value: 1000*size + int64(100*d.upTo(3)), Set: d.set(m, o.Base, o.Len), Uses: uses[i],
			})
		}
		slices.SortStableFunc(ask.Arcs, func(x, y Arc) int { return int(y.Value - x.Value) })
		m.Asks = append(m.Asks, ask)
		m.Cohorts[ask.Cohort] = append(m.Cohorts[ask.Cohort], int32(a))
	}
}

// TestDrawModel keeps the tests of this package from being about nothing: most
// models place something, and each kind of limit keeps something out.
func TestDrawModel(t *testing.T) {
	models, placed, missing := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := newSearcher(drawModel(t), 1)
		s.construct(scarcest, func() bool { return false })
		models++
		placed += len(s.arc) - s.unplace
		missing += s.unplace
	})
	if placed < 2*models || missing < models {
		t.Errorf("%d models, %d units placed and %d missing: too few", models, placed, missing)
	}
}

func TestSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Int32Range(0, 1000).Draw(t, "base")
		words := rapid.IntRange(0, 3).Draw(t, "words")
		s := Set{Base: base, Words: make([]uint64, words)}
		var want []int32
		for slot := base; slot < base+int32(64*words); slot++ {
			if rapid.Bool().Draw(t, "in") {
				s.Add(slot)
				want = append(want, slot)
			}
		}
		var got []int32
		m := &Model{Sets: []Set{s}}
		m.slots(&Arc{}, func(slot int32) { got = append(got, slot) })
		if diff := cmp.Diff(want, got); diff != "" || s.Len() != len(want) {
			t.Fatalf("%d slots (-want +got):\n%s", s.Len(), diff)
		}
		for _, slot := range []int32{base - 1, base, base + 63, base + 64, base + int32(64*words)} {
			if s.Has(slot) != slices.Contains(want, slot) {
				t.Fatalf("Has(%d) = %t", slot, s.Has(slot))
			}
		}
	})
}

// seeded returns a searcher over a model, with a seed drawn.
func seeded(t *rapid.T, m *Model) *searcher {
	s := newSearcher(m, 0)
	s.rng = rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	return s
}
