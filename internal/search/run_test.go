package search

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// never is a bound that no solution reaches.
const never = math.MaxInt64

// wrong returns what is wrong with a solution, or "".
func wrong(m *Model, found Solution) string {
	s := newState(m)
	stays := make([]int32, len(m.Asks))
	for n, p := range found.Places {
		if n > 0 && comparePlaces(found.Places[n-1], p) >= 0 {
			return "places out of order"
		}
		if p.Part == 0 {
			stays[p.Ask]++
		}
		if stays[p.Ask] == 0 || stays[p.Ask] > m.Asks[p.Ask].Stays || p.Part >= m.Asks[p.Ask].Parts {
			return "a place of no stay"
		}
		s.sit(s.unitOf[p.Ask]+(stays[p.Ask]-1)*m.Asks[p.Ask].Parts+p.Part, p.Arc, p.Slot, p.Of)
	}
	for i := range s.sessions {
		x := &s.sessions[i]
		for _, p := range found.Staff[[2]int32{x.offer, x.slot}] {
			s.lead(p, int32(i))
		}
	}
	if s.points != found.Points {
		return "other points than its places have"
	}
	return s.broken(true)
}

// TestRun: the same seed gives the same solution, more work never a worse one,
// and every one is sound.
func TestRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		seed := rapid.Uint64().Draw(t, "seed")
		last := Solution{Points: math.MinInt64}
		for _, work := range []int64{1, 100, 1000, 5000} {
			limits := Limits{Work: work, Bound: never, Seed: seed}
			found, used, stop, err := Run(t.Context(), m, limits, nil)
			if err != nil {
				t.Fatal(err)
			}
			if text := wrong(m, found); text != "" {
				t.Fatalf("work %d: %s", work, text)
			}
			if stop != Effort && anyArc(m) || stop == Effort && used < work {
				t.Fatalf("stopped by %d after work %d of %d", stop, used, work)
			}
			if found.Points < last.Points {
				t.Fatalf("%d points with work %d, fewer than the %d with less", found.Points, work, last.Points)
			}
			last = found
			again, _, _, _ := Run(t.Context(), m, limits, nil)
			if diff := cmp.Diff(found, again); diff != "" {
				t.Fatalf("the same seed (-first +second):\n%s", diff)
			}
		}
		reached, _, stop, _ := Run(t.Context(), m, Limits{Bound: last.Points, Seed: seed}, nil)
		if reached.Points < last.Points || stop != Done {
			t.Fatalf("%d points and stopped by %d, want at least the bound of %d", reached.Points, stop, last.Points)
		}
	})
}

// TestRunEnded ends the context at one of the reports of progress, or before.
func TestRunEnded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		left := rapid.IntRange(0, 3).Draw(t, "reports")
		if left == 0 {
			cancel()
		}
		var last Progress
		found, used, stop, err := Run(ctx, m, Limits{Work: 5000, Bound: never}, func(p Progress) {
			if p.Points <= last.Points || p.Work < last.Work {
				t.Fatalf("a report of %+v after %+v", p, last)
			}
			last = p
			if left--; left == 0 {
				cancel()
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if text := wrong(m, found); text != "" {
			t.Fatal(text)
		}
		var pupils int64
		stays := 0
		for _, p := range found.Places {
			pupils += dealt(m.Asks[p.Ask].Pupils, p.Part, p.Of)
			if p.Part == 0 {
				stays++
			}
		}
		if found.Points != max(0, last.Points) || stays != last.Units || pupils != last.Pupils {
			t.Fatalf("%d points with %d stays of %d pupils, the last report: %+v", found.Points, stays, pupils, last)
		}
		if anyArc(m) && ctx.Err() != nil && (stop != Ended || used != last.Work) {
			t.Fatalf("stopped by %d after work %d, the last report: %+v", stop, used, last)
		}
	})
}

// fixed is a fixed stay with a part at each of some offers, and without people.
func fixed(ask, slot int32, offers ...int32) Fixed {
	return Fixed{Ask: ask, Slot: slot, Offers: offers}
}

// holds reports whether a solution has a fixed stay with its people.
func holds(m *Model, found Solution, f Fixed) bool {
	var offers []int32
	for _, p := range found.Places {
		if p.Ask == f.Ask && p.Slot == f.Slot {
			offers = append(offers, m.Asks[p.Ask].Arcs[p.Arc].Offer)
		}
	}
	if !slices.Equal(sorted(offers), sorted(f.Offers)) {
		return false
	}
	for k, people := range f.People {
		led := found.Staff[[2]int32{f.Offers[k], f.Slot}]
		if slices.ContainsFunc(people, func(p int32) bool { return !slices.Contains(led, p) }) {
			return false
		}
	}
	return true
}

// sessionOf returns the offer and slot of a place.
func sessionOf(m *Model, p Place) [2]int32 { return [2]int32{m.Asks[p.Ask].Arcs[p.Arc].Offer, p.Slot} }

// chooseSessions draws sessions of a solution that can be fixed: of a stay in
// parts, as of an ask that must be whole, all are chosen or none.
func chooseSessions(t *rapid.T, m *Model, found Solution) map[[2]int32]bool {
	chosen := map[[2]int32]bool{}
	for _, p := range found.Places {
		session := sessionOf(m, p)
		if _, known := chosen[session]; !known {
			chosen[session] = rapid.Bool().Draw(t, "fix the session")
		}
	}
	for range found.Places {
		some := map[Stay]bool{} // that lack one; of an ask that must be whole, in any slot
		stayOf := func(p Place) Stay {
			if m.Asks[p.Ask].Whole {
				return Stay{p.Ask, none}
			}
			return Stay{p.Ask, p.Slot}
		}
		for _, p := range found.Places {
			some[stayOf(p)] = some[stayOf(p)] || !chosen[sessionOf(m, p)]
		}
		for _, p := range found.Places {
			chosen[sessionOf(m, p)] = chosen[sessionOf(m, p)] && !some[stayOf(p)]
		}
	}
	return chosen
}

// fixSome fixes some sessions of a solution with all their units and some of
// their people, the parts of a stay in any order.
func fixSome(t *rapid.T, m *Model, found Solution) {
	chosen := chooseSessions(t, m, found)
	for _, p := range found.Places {
		session := sessionOf(m, p)
		if !chosen[session] {
			continue
		}
		var people []int32
		for _, who := range found.Staff[session] {
			if rapid.Bool().Draw(t, "fix the person") {
				people = append(people, who)
			}
		}
		if p.Part == 0 {
			m.Fixed = append(m.Fixed, Fixed{Ask: p.Ask, Slot: p.Slot})
		}
		f := &m.Fixed[len(m.Fixed)-1]
		at := rapid.IntRange(0, len(f.Offers)).Draw(t, "place among the parts")
		f.Offers, f.People = slices.Insert(f.Offers, at, session[0]), slices.Insert(f.People, at, people)
	}
}

// TestFixed: every solution has the units and people that are fixed.
func TestFixed(t *testing.T) {
	fixed, split := 0, 0
	check := func(t *rapid.T) {
		m := drawModel(t)
		found, _, _, err := First(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		if text := wrong(m, found); text != "" {
			t.Fatal(text)
		}
		fixSome(t, m, found)
		fixed += len(m.Fixed)
		again, _, _, err := Run(t.Context(), m, Limits{Work: 2000, Bound: never, Seed: rapid.Uint64().Draw(t, "seed")}, nil)
		if err != nil {
			t.Fatalf("%v, though a solution has them: %+v", err, m.Fixed)
		}
		if text := wrong(m, again); text != "" {
			t.Fatal(text)
		}
		for _, f := range m.Fixed {
			if len(f.Offers) > 1 {
				split++
			}
			if !holds(m, again, f) {
				t.Fatalf("the solution lacks %+v", f)
			}
		}
	}
	for range 8 { // one in fifty is in parts
		rapid.Check(t, check)
	}
	if t.Logf("%d fixed, %d in parts", fixed, split); split == 0 || split == fixed {
		t.Error("some should be whole, and some in parts")
	}
}

// rooms returns a model with an offer for each of some rooms, in slots on
// different days, and an ask of 10 pupils of a cohort of its own for each offer.
func rooms(n int, people ...Person) *Model {
	m := &Model{PerDay: 1, Rooms: n, People: people, Uses: [][]Use{nil}}
	m.Sets = []Set{{Base: 0, Words: []uint64{0b11}}}
	for i := range int32(2) {
		m.Slots = append(m.Slots, Slot{Day: i, Start: 500, End: 600})
		m.Covers = append(m.Covers, []int32{i})
	}
	for i := range int32(n) {
		o := Offer{Course: i, Len: 2, Rooms: []int32{i}, Seats: 20, Minimum: 1, Share: 4, Team: none}
		if len(people) > 0 {
			o.Fewest = 1
			for p := range people {
				o.Leaders = append(o.Leaders, int32(p))
			}
		}
		m.Offers = append(m.Offers, o)
		m.Asks = append(m.Asks, Ask{
			Cohort: i, Share: 4, Parts: 1, Stays: 1, Pupils: 10, Goals: []Goal{{Target: 1}},
			Arcs: []Arc{{Offer: i, Amount: 1, Value: 1000}},
		})
		m.Cohorts = append(m.Cohorts, []int32{i})
	}
	return m
}

func TestUnfit(t *testing.T) {
	anyTime := []uint64{0b11}
	tests := []struct {
		name   string
		reason string
		model  *Model
		change func(m *Model)
		fixed  []Fixed
		want   []int // nil when they fit
	}{
		{"apart", "each has its room", rooms(2), nil, []Fixed{fixed(0, 0, 0), fixed(1, 0, 1)}, nil},
		{"one room for two", "the second finds it taken", rooms(2), func(m *Model) { m.Offers[1].Rooms = m.Offers[0].Rooms },
			[]Fixed{fixed(0, 0, 0), fixed(1, 0, 1)}, []int{1}},
		{"no seats", "not even for the first", rooms(2), func(m *Model) { m.Offers[0].Seats = 9 }, []Fixed{fixed(0, 0, 0), fixed(1, 0, 1)}, []int{0}},
		{"more units than wanted", "an ask wants one", rooms(1), nil, []Fixed{fixed(0, 0, 0), fixed(0, 1, 0)}, []int{1}},
		{"nobody to lead", "one person for two sessions of a slot", rooms(2, Person{Free: anyTime}), nil, []Fixed{fixed(0, 0, 0), fixed(1, 0, 1)}, []int{1}},
		{"a person who is not there", "free in the other slot alone", rooms(1, Person{Free: []uint64{0b10}}), nil, []Fixed{{Offers: []int32{0}, People: [][]int32{{0}}}}, []int{0}},
		{"a person in two places", "both sessions have the same", rooms(2, Person{Free: anyTime}, Person{Free: anyTime}), nil,
			[]Fixed{{Offers: []int32{0}, People: [][]int32{{0}}}, {Ask: 1, Offers: []int32{1}, People: [][]int32{{0}}}}, []int{1}},
		{"the first choice is another's only one", "whoever has more choice must yield",
			rooms(2, Person{Free: anyTime, PerWeek: 1}, Person{Free: []uint64{0b01}}), nil,
			[]Fixed{fixed(0, 0, 0), fixed(1, 1, 1)}, nil},
		{"three in a ring", "each of the first two yields",
			rooms(3, Person{Free: anyTime}, Person{Free: anyTime}, Person{Free: anyTime}),
			func(m *Model) { m.Offers[1].Leaders, m.Offers[2].Leaders = []int32{0, 1}, []int32{0} },
			[]Fixed{fixed(0, 0, 0), fixed(1, 0, 1), fixed(2, 0, 2)}, nil},
		{"a ring with one too few", "the last is left without",
			rooms(3, Person{Free: anyTime}, Person{Free: anyTime}, Person{Free: anyTime}),
			func(m *Model) {
				m.Offers[0].Leaders, m.Offers[1].Leaders, m.Offers[2].Leaders = []int32{0, 1}, []int32{0, 1}, []int32{0}
			},
			[]Fixed{fixed(0, 0, 0), fixed(1, 0, 1), fixed(2, 0, 2)}, []int{2}},
		{"fellows for the minimum", "an idle ask may join", rooms(2), func(m *Model) {
			m.Offers[0].Minimum = 20
			m.Asks[1].Arcs[0].Offer = 0
		}, []Fixed{fixed(0, 0, 0)}, nil},
		{"no fellows for the minimum", "nobody else may take the offer", rooms(2), func(m *Model) { m.Offers[0].Minimum = 20 },
			[]Fixed{fixed(0, 0, 0)}, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.change != nil {
				tt.change(tt.model)
			}
			tt.model.Fixed = tt.fixed
			for name, run := range map[string]func() (Solution, int64, Stop, error){
				"Run": func() (Solution, int64, Stop, error) {
					return Run(t.Context(), tt.model, Limits{Work: 500, Bound: never}, nil)
				},
				"First": func() (Solution, int64, Stop, error) { return First(t.Context(), tt.model) },
			} {
				found, _, _, err := run()
				var unfit *Unfit
				if errors.As(err, &unfit) {
					if diff := cmp.Diff(tt.want, unfit.Fixed); diff != "" {
						t.Errorf("%s: unfit (-want +got):\n%s%s", name, diff, tt.reason)
					}
					continue
				}
				if tt.want != nil || err != nil {
					t.Fatalf("%s: error %v, want %v to be unfit: %s", name, err, tt.want, tt.reason)
				}
				if text := wrong(tt.model, found); text != "" {
					t.Errorf("%s: %s", name, text)
				}
				for _, f := range tt.fixed {
					if !holds(tt.model, found, f) {
						t.Errorf("%s: the solution lacks %+v: %s", name, f, tt.reason)
					}
				}
			}
		})
	}
}

// TestLargestValues improves between asks of the largest values: a threshold is
// a part of one, times the length of a cycle.
func TestLargestValues(t *testing.T) {
	m := rooms(2)
	for i := range m.Asks {
		m.Asks[i].Arcs[0] = Arc{Offer: 0, Amount: 1, Value: math.MaxInt64 / 80}
		m.Asks[i].Share = 1
	}
	m.Sets[0].Words[0] = 1
	found, _, _, err := Run(t.Context(), m, Limits{Work: 20_000, Bound: never}, nil)
	if err != nil || found.Points != math.MaxInt64/80*10 {
		t.Errorf("%d points and error %v, want one of the two asks placed", found.Points, err)
	}
}

// TestFirst serves asks in their order, at the best arc and earliest slot that is free.
func TestFirst(t *testing.T) {
	m := rooms(2)
	m.Sets = append(m.Sets, Set{Words: []uint64{0b10}})
	m.Offers[0].Share = 1
	first := []Arc{{Offer: 0, Amount: 1, Value: 1030}, {Offer: 1, Amount: 1, Value: 1020}}
	for i := range int32(4) {
		if i >= 2 {
			m.Asks = append(m.Asks, m.Asks[0])
			m.Asks[i].Cohort = i
			m.Cohorts = append(m.Cohorts, []int32{i})
		}
		m.Asks[i].Arcs = first
	}
	m.Offers[1].Seats = 10
	m.Asks[3].Arcs = []Arc{{Offer: 1, Amount: 1, Value: 1000, Set: 1}}
	found, _, stop, err := First(t.Context(), m)
	if err != nil || stop != Done {
		t.Fatalf("stopped by %d with error %v", stop, err)
	}
	want := []Place{
		{Ask: 0, Slot: 0, Of: 1, Arc: 0}, {Ask: 1, Slot: 1, Of: 1, Arc: 0},
		{Ask: 2, Slot: 0, Of: 1, Arc: 1}, {Ask: 3, Slot: 1, Of: 1, Arc: 0},
	}
	if diff := cmp.Diff(want, found.Places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	found, _, stop, err = First(ctx, m)
	if err != nil || stop != Ended || len(found.Places) > 0 {
		t.Errorf("%d places, stopped by %d with error %v; want nothing after the end", len(found.Places), stop, err)
	}
}
