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
		PerDay: d.from(1, 2), Cost: int64([]int{0, 10, 20, 5000}[d.upTo(3)]),
		Between: func(a, b int32) int32 { return 15 * (1 + a + b) },
		Covers:  make([][]int32, slots),
	}
	add := func(day, start, end int32) {
		m.Slots = append(m.Slots, Slot{
			Day: day, Week: day / 2, Date: day%2 + 7*(day/2), Start: start, End: end, Amount: int32(d.from(1, 3)),
		})
	}
	for day := range int32(days) {
		add(day, 500, 600)
		add(day, 630, 700)
	}
	for day := range int32(days) {
		add(day, 560, 640)
	}
	for i, s := range m.Slots {
		m.Covers[i] = []int32{int32(i)}
		for j, other := range m.Slots {
			if j != i && other.Day == s.Day && s.Start <= other.Start && other.Start < s.End {
				m.Covers[i] = append(m.Covers[i], int32(j))
			}
		}
	}
	courses := d.courses()
	d.people(m)
	d.teams(m)
	d.offers(m, courses)
	d.asks(m, courses)
	return m
}

// course is what the offers of one course have in common.
type course struct {
	amount      int32 // toward goals that are not counted in stays; 0 leaves it to the slot
	least, most int32 // pupils of a part
	marks       [Traits][]int32
}

func (d dice) courses() []course {
	list := make([]course, 6)
	for i := range list {
		x := &list[i]
		x.amount = int32(d.upTo(4))
		if d.once(4) {
			x.least = int32(d.from(2, 8))
		}
		if d.once(4) {
			x.most = int32(d.from(6, 15))
		}
		if !d.once(4) {
			x.marks[0] = []int32{int32(d.upTo(4))}
		}
		for mark := range int32(4) {
			if d.once(5) {
				x.marks[1] = append(x.marks[1], mark)
			}
		}
	}
	return list
}

func (d dice) people(m *Model) {
	for range d.from(3, 8) {
		p := Person{Free: make([]uint64, 1), PerDay: int32(d.upTo(2)), PerWeek: int32(d.upTo(4)), PerTerm: int32(d.upTo(6))}
		for slot := range slots {
			if !d.once(5) {
				p.Free[0] |= 1 << slot
			}
		}
		m.People = append(m.People, p)
	}
}

// teams are one at each center.
func (d dice) teams(m *Model) {
	for center := range int32(centers) {
		base, n := calendarOf(center)
		m.Teams = append(m.Teams, Team{Base: base, Len: n, Sessions: int32(d.from(1, 2))})
	}
}

// offers come with up to three rooms of their own center, or without; some of
// those without are carried by the team. Most are at the first center.
func (d dice) offers(m *Model, courses []course) {
	m.Rooms = 3 * centers
	for i := range d.from(4, 9) {
		o := Offer{
			Center: int32(max(0, i%5-2)), Course: int32(d.upTo(len(courses) - 1)), Seats: int32(d.from(8, 30)),
			Minimum: int32(d.from(1, 8)), Fewest: int32(d.upTo(2)), Per: int32(10 * d.upTo(2)),
			Share: uint8(4 - d.upTo(3)), Attended: !d.once(4), Team: none,
		}
		o.Base, o.Len = calendarOf(o.Center)
		o.Marks = courses[o.Course].marks
		o.Marks[2] = []int32{o.Center}
		for r := range int32(3) {
			if d.once(3) {
				o.Rooms = append(o.Rooms, 3*o.Center+r)
			}
		}
		if len(o.Rooms) == 0 && d.once(2) {
			o.Team = o.Center
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
	if d.once(3) {
		list = append(list, Use{Row: row(int64(d.from(20, 120)), 1), Factor: int64(d.from(1, 2)), Of: Pupils})
	}
	if d.once(4) {
		list = append(list, Use{Row: row(int64(d.from(1, 4)), 1), Factor: 1, Of: Visit, Kind: InSet, Set: d.set(m, o.Base, o.Len)})
	}
	if d.once(3) {
		list = append(list, Use{Row: row(int64(d.from(10, 40)), int(o.Len)) - o.Base, Factor: 1, Of: Heads, Kind: AtSlot})
	}
	if d.once(3) {
		list = append(list, Use{Row: row(int64(d.from(1, 5)), slots), Factor: 1, Of: Buses, Kind: Overlap})
	}
	m.Uses = append(m.Uses, list)
	return int32(len(m.Uses) - 1)
}

func (d dice) asks(m *Model, courses []course) {
	uses := make([]int32, len(m.Offers))
	for i := range m.Offers {
		uses[i] = d.uses(m, &m.Offers[i])
	}
	m.Cohorts = make([][]int32, d.from(2, 5))
	for a := range d.from(3, 8) {
		size := int64(d.from(1, 15))
		ask := Ask{
			Cohort: int32(d.upTo(len(m.Cohorts) - 1)), Share: uint8(4 - d.upTo(3)),
			Parts: 1, Bonus: 1000 * int64(d.upTo(2)),
		}
		if d.once(2) {
			size += int64(d.upTo(20))
			ask.Parts = int32(min(int64(d.from(2, 4)), size))
		}
		ask.Pupils, ask.Adults, ask.Buses = size, int64(d.upTo(2)), 1+size/10
		ask.School, ask.Stage = ask.Cohort%2, ask.Cohort%3
		if d.once(2) {
			d.program(m, courses, &ask, uses)
		} else {
			ask.Goals = []Goal{{Target: int32(d.from(1, 4))}}
			d.arcs(m, courses, &ask, uses, 0, func(*course) int32 { return 1 })
		}
		slices.SortStableFunc(ask.Arcs, func(x, y Arc) int { return int(y.Value - x.Value) })
		m.Asks = append(m.Asks, ask)
		m.Cohorts[ask.Cohort] = append(m.Cohorts[ask.Cohort], int32(a))
	}
}

// program gives an ask several goals, counted in stays or by their amounts,
// and what its stays must be together.
func (d dice) program(m *Model, courses []course, ask *Ask, uses []int32) {
	for g := range int32(d.from(1, 3)) {
		if d.once(2) {
			ask.Goals = append(ask.Goals, Goal{Target: int32(d.from(1, 2))})
			d.arcs(m, courses, ask, uses, g, func(*course) int32 { return 1 })
			continue
		}
		ask.Goals = append(ask.Goals, Goal{Target: int32(d.from(1, 6))})
		d.arcs(m, courses, ask, uses, g, func(x *course) int32 { return x.amount })
	}
	if d.once(3) {
		ask.Apart = int32(d.from(1, 7))
	}
	if d.once(3) {
		ask.AtCenter = int32(d.from(1, 2))
	}
	for t := range Traits {
		if d.once(5) {
			ask.Distinct |= 1 << t
		}
	}
	ask.Ordered, ask.Whole = d.once(3), d.once(3)
}

// arcs gives an ask some arcs toward one of its goals, and the stays that they
// can take.
func (d dice) arcs(m *Model, courses []course, ask *Ask, uses []int32, goal int32, amount func(*course) int32) {
	before := len(ask.Arcs)
	for i := range m.Offers {
		o := &m.Offers[i]
		if d.once(4) || int32(Share(ask.Pupils, ask.Parts-1, ask.Parts)) > o.Seats {
			continue
		}
		x := &courses[o.Course]
		value := 1000 + 100*d.upTo(3)
		if d.once(8) {
			value = -100
		}
		ask.Arcs = append(ask.Arcs, Arc{
			Offer: int32(i), Goal: goal, Amount: amount(x), Least: x.least, Most: x.most,
			Value: int64(value), Set: d.set(m, o.Base, o.Len), Uses: uses[i],
		})
	}
	if len(ask.Arcs) > before {
		ask.Stays += ask.Goals[goal].Target
	}
}

// TestDrawModel keeps the tests of this package from being about nothing: what
// a model can state occurs in what is constructed, and something is missing.
func TestDrawModel(t *testing.T) {
	models, missing := 0, 0
	seen := map[string]int{}
	names := []string{
		"stay", "split stay", "several split stays", "second goal", "amount of the slot", "ordered", "apart", "at center", "distinct", "whole",
		"whole and incomplete", "team", "fellows",
	}
	look := func(t *rapid.T) {
		s := guided(drawModel(t), 1)
		s.construct(scarcest, func() bool { return false })
		models++
		missing += s.lack
		for a := range s.m.Asks {
			ask := &s.m.Asks[a]
			note := func(name string, is bool) {
				if is {
					seen[name]++
				}
			}
			stays := s.staysOf(int32(a))
			n := len(stays)
			seen["stay"] += n
			note("ordered", n > 1 && ask.Ordered && s.unitArc(stays[0][0]).Goal != s.unitArc(stays[n-1][0]).Goal)
			note("apart", n > 1 && ask.Apart > 1)
			note("at center", n > 1 && ask.AtCenter > 0)
			note("distinct", n > 1 && ask.Distinct != 0)
			note("whole", n > 1 && ask.Whole)
			note("several split stays", n > 1 && len(stays[0]) > 1)
			note("whole and incomplete", n == 0 && len(ask.Arcs) > 0 && ask.Whole)
			for _, stay := range stays {
				note("split stay", len(stay) > 1)
				note("second goal", s.unitArc(stay[0]).Goal > 0)
				note("amount of the slot", s.unitArc(stay[0]).Amount == 0)
			}
		}
		for i := range s.sessions {
			if x := &s.sessions[i]; len(x.units) > 0 && s.m.Offers[x.offer].Team != none {
				seen["team"]++
			} else if len(x.units) > 1 {
				seen["fellows"]++
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			look(t)
		}
	})
	t.Logf("%d models, %d stays missing, %v", models, missing, seen)
	if seen["stay"] < 2*models || missing < models {
		t.Errorf("%d models, %d stays sit and %d are missing: too few", models, seen["stay"], missing)
	}
	for _, name := range names {
		if seen[name] < models/400 {
			t.Errorf("%s: %d times in %d models, too few", name, seen[name], models)
		}
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
		s.Each(func(slot int32) { got = append(got, slot) })
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

// guided returns a searcher with all that guides it.
func guided(m *Model, seed uint64) *searcher {
	s := newSearcher(m, seed)
	s.guide(func() bool { return false })
	return s
}

// seeded returns a searcher over a model, with a seed drawn.
func seeded(t *rapid.T, m *Model) *searcher {
	s := guided(m, 0)
	s.rng = rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	return s
}
