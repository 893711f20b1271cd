package search

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bare returns a model of offers at one center, each of a course of its own,
// in slots on different days. Set 0 has all slots.
func bare(offers, days int32) *Model {
	m := &Model{PerDay: 1, Uses: [][]Use{nil}, Sets: []Set{{Words: []uint64{1<<days - 1}}}}
	m.Between = func(a, b int32) int32 { return 30 }
	for i := range days {
		m.Slots = append(m.Slots, Slot{Day: i, Date: i, Start: 500, End: 600, Amount: 1})
		m.Covers = append(m.Covers, []int32{i})
	}
	for i := range offers {
		m.Offers = append(m.Offers, Offer{Course: i, Len: days, Seats: 20, Minimum: 1, Share: 4, Attended: true, Team: none})
	}
	return m
}

// want adds an ask of a cohort of its own. What is not stated is one pupil in
// one part, company of anyone, and arcs of 1000 points toward goal 0.
func (m *Model) want(ask Ask, offers ...int32) {
	ask.Cohort = int32(len(m.Cohorts))
	ask.Pupils, ask.Parts, ask.Share = max(1, ask.Pupils), max(1, ask.Parts), max(4, ask.Share)
	for _, o := range offers {
		ask.Arcs = append(ask.Arcs, Arc{Offer: o, Amount: 1, Value: 1000})
	}
	for _, g := range ask.Goals {
		ask.Stays += g.Target
	}
	m.Cohorts = append(m.Cohorts, []int32{int32(len(m.Asks))})
	m.Asks = append(m.Asks, ask)
}

// solve runs a little and wants what it finds to obey the model.
func solve(t *testing.T, m *Model) Solution {
	t.Helper()
	found, _, _, err := Run(t.Context(), m, Limits{Work: 5000, Bound: never}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := wrong(m, found); text != "" {
		t.Fatal(text)
	}
	return found
}

// TestRotation: five parts of one ask change about between five offers in five
// slots, each part at each offer once: a Latin square.
func TestRotation(t *testing.T) {
	m := bare(5, 5)
	for i := range m.Offers {
		m.Offers[i].Seats = 10
	}
	m.want(Ask{Pupils: 50, Parts: 5, Goals: []Goal{{Target: 5}}}, 0, 1, 2, 3, 4)
	first, _, _, err := First(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	for name, found := range map[string]Solution{"Run": solve(t, m), "First": first} {
		if text := wrong(m, found); text != "" {
			t.Errorf("%s: %s", name, text)
		}
		byPart, bySlot := map[[2]int32]int{}, map[[2]int32]int{}
		for _, p := range found.Places {
			byPart[[2]int32{p.Part, p.Arc}]++
			bySlot[[2]int32{p.Slot, p.Arc}]++
		}
		if len(found.Places) != 25 || len(byPart) != 25 || len(bySlot) != 25 || found.Points != 5*50*1000 {
			t.Errorf("%s: %d places, %d pairs of part and offer, %d of slot and offer, %d points; want 25, 25, 25 and 250000",
				name, len(found.Places), len(byPart), len(bySlot), found.Points)
		}
	}
}

// TestWhole: an ask that must be whole sits in full or not at all, and does
// not hold a place from others that it cannot use.
func TestWhole(t *testing.T) {
	two := []Goal{{Target: 1}, {Target: 1}}
	arcs := func(offers ...int32) (list []Arc) { // one offer for each goal
		for g, o := range offers {
			list = append(list, Arc{Offer: o, Goal: int32(g), Amount: 1, Value: 1000})
		}
		return list
	}
	tests := []struct {
		name   string
		reason string
		model  func() *Model
		want   []int // places of each ask
	}{
		{"both goals", "there is a day for each", func() *Model {
			m := bare(2, 2)
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 1)})
			return m
		}, []int{2}},
		{"one day too few", "the second goal has no day", func() *Model {
			m := bare(2, 1)
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 1)})
			return m
		}, []int{0}},
		{"one day too few, not whole", "half is better than nothing", func() *Model {
			m := bare(2, 1)
			m.want(Ask{Goals: two, Arcs: arcs(0, 1)})
			return m
		}, []int{1}},
		{"a goal without arcs", "it can never be reached", func() *Model {
			m := bare(1, 2)
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0)})
			m.Asks[0].Stays = 1
			return m
		}, []int{0}},
		{"the incomplete gives way", "the other needs the seats", func() *Model {
			m := bare(2, 1)
			m.Offers[0].Seats = 1
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 1)})
			m.want(Ask{Goals: two[:1]}, 0)
			return m
		}, []int{0, 1}},
		{"fellows who cannot stay", "the first needs the second for a minimum, and the second is never complete", func() *Model {
			m := bare(3, 2)
			m.Offers[0].Minimum = 2
			m.Offers[2].Minimum = 3
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 1)})
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 2)})
			return m
		}, []int{0, 0}},
		{"fellows who can", "both reach the minimum together", func() *Model {
			m := bare(3, 2)
			m.Offers[0].Minimum = 2
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 1)})
			m.want(Ask{Goals: two, Whole: true, Arcs: arcs(0, 2)})
			return m
		}, []int{2, 2}},
		{"split", "each stay has two parts", func() *Model {
			m := bare(2, 2)
			m.want(Ask{Pupils: 40, Parts: 2, Goals: []Goal{{Target: 2}}, Whole: true}, 0, 1)
			return m
		}, []int{4}},
		{"split, one seat too few", "no stay has room for all", func() *Model {
			m := bare(2, 2)
			m.want(Ask{Pupils: 41, Parts: 2, Goals: []Goal{{Target: 2}}, Whole: true}, 0, 1)
			return m
		}, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.model()
			first, _, _, err := First(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			for name, found := range map[string]Solution{"Run": solve(t, m), "First": first} {
				if text := wrong(m, found); text != "" {
					t.Errorf("%s: %s", name, text)
				}
				got := make([]int, len(m.Asks))
				for _, p := range found.Places {
					got[p.Ask]++
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%s: places by ask (-want +got):\n%s%s", name, diff, tt.reason)
				}
			}
		})
	}
}

// TestFits puts one stay down and asks whether a second one may join it.
func TestFits(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(m *Model, ask *Ask)
		slot   int32 // of the second; the first is on day 3, toward goal 1
		want   bool
	}{
		{"free", "nothing is asked", nil, 4, true},
		{"the same day", "one stay a day", nil, 3, false},
		{"the same course", "no part takes it twice", func(m *Model, ask *Ask) { m.Offers[1].Course = 0 }, 4, false},
		{"enough days apart", "exactly as many", func(m *Model, ask *Ask) { ask.Apart = 2 }, 5, true},
		{"too few days apart", "one fewer", func(m *Model, ask *Ask) { ask.Apart = 2 }, 4, false},
		{"enough days apart, before", "either may come first", func(m *Model, ask *Ask) { ask.Apart = 2 }, 1, true},
		{"too few days apart, before", "one fewer", func(m *Model, ask *Ask) { ask.Apart = 2 }, 2, false},
		{"dates, not days with slots", "a week lies between", func(m *Model, ask *Ask) { ask.Apart, m.Slots[4].Date = 2, 10 }, 4, true},
		{"an earlier goal before", "in order", func(m *Model, ask *Ask) { ask.Ordered = true }, 2, true},
		{"an earlier goal after", "out of order", func(m *Model, ask *Ask) { ask.Ordered = true }, 4, false},
		{"a later goal after", "in order", func(m *Model, ask *Ask) { ask.Ordered, ask.Arcs[1].Goal = true, 2 }, 4, true},
		{"a later goal before", "out of order", func(m *Model, ask *Ask) { ask.Ordered, ask.Arcs[1].Goal = true, 2 }, 2, false},
		{"the same goal before", "goals are in order, not stays", func(m *Model, ask *Ask) {
			ask.Ordered, ask.Arcs[1].Goal, ask.Goals[1].Target = true, 1, 2
		}, 2, true},
		{"the same goal without need", "it is reached", func(m *Model, ask *Ask) { ask.Arcs[1].Goal = 1 }, 4, false},
		{"the same goal with need", "2 of 3 are there", func(m *Model, ask *Ask) {
			ask.Arcs[0].Amount, ask.Arcs[1].Amount, ask.Arcs[1].Goal, ask.Goals[1].Target = 2, 2, 1, 3
		}, 4, true},
		{"the first is without need then", "the second alone is enough", func(m *Model, ask *Ask) {
			ask.Arcs[0].Amount, ask.Arcs[1].Amount, ask.Arcs[1].Goal, ask.Goals[1].Target = 1, 3, 1, 3
		}, 4, false},
		{"the slot's amount", "3 are enough, and 1 is there", func(m *Model, ask *Ask) {
			m.Slots[4].Amount, ask.Arcs[1].Amount, ask.Arcs[1].Goal, ask.Goals[1].Target = 3, 0, 1, 3
		}, 4, false},
		{"the other slot's amount", "2 are not enough, and 1 is there", func(m *Model, ask *Ask) {
			m.Slots[4].Amount, ask.Arcs[1].Amount, ask.Arcs[1].Goal, ask.Goals[1].Target = 2, 0, 1, 3
		}, 4, true},
		{"two at a center", "as many as may", func(m *Model, ask *Ask) { ask.AtCenter = 2 }, 4, true},
		{"one too many at a center", "the first is there", func(m *Model, ask *Ask) { ask.AtCenter = 1 }, 4, false},
		{"one at each of two centers", "another center", func(m *Model, ask *Ask) { ask.AtCenter, m.Offers[1].Center = 1, 1 }, 4, true},
		{"a mark in common", "the second mark of the first", func(m *Model, ask *Ask) {
			ask.Distinct, m.Offers[0].Marks[1], m.Offers[1].Marks[1] = 2, []int32{1, 2}, []int32{2, 3}
		}, 4, false},
		{"a mark of another trait", "equal numbers mean nothing then", func(m *Model, ask *Ask) {
			ask.Distinct, m.Offers[0].Marks[1], m.Offers[1].Marks[2] = 6, []int32{1}, []int32{1}
		}, 4, true},
		{"a mark in common that may be", "another trait must differ", func(m *Model, ask *Ask) {
			ask.Distinct, m.Offers[0].Marks[1], m.Offers[1].Marks[1] = 5, []int32{1}, []int32{1}
		}, 4, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(2, 6)
			m.want(Ask{Goals: []Goal{{Target: 1}, {Target: 1}, {Target: 1}}}, 0, 1)
			ask := &m.Asks[0]
			ask.Arcs[0].Goal = 1
			if tt.change != nil {
				tt.change(m, ask)
			}
			s := newState(m)
			s.sit(0, 0, 3, 1)
			if got := s.fits(1, 1, tt.slot, 1); got != tt.want {
				t.Errorf("fits says %t: %s", got, tt.reason)
			}
		})
	}
}

// TestAmountOfPart0: what a stay counts for is what its part 0 does.
func TestAmountOfPart0(t *testing.T) {
	m := bare(4, 2)
	m.want(Ask{Pupils: 30, Parts: 2, Goals: []Goal{{Target: 2}}}, 0, 1, 2, 3)
	for k, amount := range []int32{1, 9, 1, 9} {
		m.Asks[0].Arcs[k].Amount = amount
	}
	s := newState(m)
	s.sit(0, 0, 0, 2)
	s.sit(1, 1, 0, 2)
	if !s.fits(2, 2, 1, 2) || s.fits(2, 3, 1, 2) {
		t.Error("a stay of amount 1 beside one of 1 toward 2 must fit, and one of 9 must not")
	}
	s.sit(2, 2, 1, 2)
	if !s.fits(3, 3, 1, 2) {
		t.Error("part 1 does not fit, though part 0 counts for the stay")
	}
}

// TestPartsAlike: where one stay of an ask is of three parts, no step seats
// another whole or in two.
func TestPartsAlike(t *testing.T) {
	steps := map[string]func(s *searcher){
		"settle": func(s *searcher) { s.settle(3, 0) },
		"take":   func(s *searcher) { s.take(3) },
		"fill":   func(s *searcher) { s.fill(s.sessionAt(5, 1), 31) },
		"refill": func(s *searcher) { s.refill(place{5, 1}) },
		"pushIn": func(s *searcher) {
			for range 50 {
				s.pushIn(3)
			}
		},
	}
	for name, step := range steps {
		m := bare(6, 2)
		m.Sets = []Set{{Words: []uint64{0b01}}, {Words: []uint64{0b10}}}
		m.want(Ask{Pupils: 30, Parts: 3, Goals: []Goal{{Target: 2}}}, 0, 1, 2, 3, 4, 5)
		for i, seats := range []int32{10, 10, 10, 15, 15, 31} {
			m.Offers[i].Seats = seats
			m.Asks[0].Arcs[i].Set = int32(i / 3)
			if seats == 15 {
				m.Asks[0].Arcs[i].Least = 15
			}
		}
		m.want(Ask{Goals: []Goal{{Target: 1}}, Arcs: []Arc{{Offer: 5, Amount: 1, Value: 50_000, Set: 1}}})
		s := guided(m, 1)
		for part := range int32(3) {
			s.sit(part, part, 0, 3)
		}
		step(s)
		if s.sitting[0] > 3 || s.broken(false) != "" {
			t.Errorf("%s: parts %v: %s", name, s.parts, s.broken(false))
		}
		s = guided(m, 1)
		if step(s); s.sitting[0] == 0 {
			t.Errorf("%s seats nothing where it may", name)
		}
	}
}

// TestTravelOfParts: the parts of a stay all travel or none does, as the buses
// and the way of a stay are those of its part 0.
func TestTravelOfParts(t *testing.T) {
	tests := []struct {
		name     string
		reason   string
		attended []bool // by offer
		want     int    // places
	}{
		{"all", "two parts that travel", []bool{true, true}, 2},
		{"none", "two parts that do not", []bool{false, false}, 2},
		{"one", "the other stays", []bool{true, false}, 0},
		{"two of three", "the third is not needed", []bool{true, false, true}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(int32(len(tt.attended)), 1)
			offers := []int32{}
			for i, attended := range tt.attended {
				m.Offers[i].Attended = attended
				offers = append(offers, int32(i))
			}
			m.want(Ask{Pupils: 30, Parts: 2, Goals: []Goal{{Target: 1}}}, offers...)
			if found := solve(t, m); len(found.Places) != tt.want {
				t.Errorf("places %v, want %d: %s", found.Places, tt.want, tt.reason)
			}
		})
	}
}

// TestTeam: a team serves one school a slot, with so many sessions.
func TestTeam(t *testing.T) {
	tests := []struct {
		name     string
		reason   string
		sessions int32
		schools  []int32 // of asks for offers of their own
		want     int     // that sit
	}{
		{"one school", "two sessions may be", 2, []int32{1, 1}, 2},
		{"too many sessions", "one may be", 1, []int32{1, 1}, 1},
		{"two schools", "the team cannot be at both", 2, []int32{1, 2}, 1},
		{"two of three", "of one school", 3, []int32{1, 2, 1}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(int32(len(tt.schools)), 1)
			m.Teams = []Team{{Len: 1, Sessions: tt.sessions}}
			for i, school := range tt.schools {
				m.Offers[i].Team = 0
				m.want(Ask{School: school, Goals: []Goal{{Target: 1}}}, int32(i))
			}
			if found := solve(t, m); len(found.Places) != tt.want {
				t.Errorf("%v sit, want %d: %s", found.Places, tt.want, tt.reason)
			}
		})
	}
}

// TestFixedWhole: what is fixed of an ask that must be whole is made complete.
func TestFixedWhole(t *testing.T) {
	m := bare(3, 3)
	m.want(Ask{Goals: []Goal{{Target: 3}}, Whole: true}, 0, 1, 2)
	m.Fixed = []Fixed{fixed(0, 2, 1)}
	found := solve(t, m)
	if len(found.Places) != 3 || !holds(m, found, m.Fixed[0]) {
		t.Errorf("places %v, want three with the fixed one", found.Places)
	}
	m.Sets[0].Words[0] = 0b101
	if _, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never}, nil); err == nil {
		t.Error("fixed, though the ask cannot be whole in two days")
	}
}

// TestFixedStays: what would earn more must not leave a fixed stay alone.
func TestFixedStays(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		model  func() *Model
	}{
		{"without its fellow", "the session would be below its minimum", func() *Model {
			m := bare(2, 1)
			m.Offers[0].Minimum = 2
			m.want(Ask{Goals: []Goal{{Target: 1}}}, 0)
			m.want(Ask{Goals: []Goal{{Target: 1}}, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 5000}}}, 0)
			return m
		}},
		{"without the rest of the whole", "the ask would be incomplete", func() *Model {
			m := bare(2, 2)
			m.Offers[1].Seats = 1
			m.Sets = append(m.Sets, Set{Words: []uint64{0b10}})
			m.want(Ask{Goals: []Goal{{Target: 2}}, Whole: true, Arcs: []Arc{{Amount: 1, Value: 1000}, {Offer: 1, Amount: 1, Value: 1000, Set: 1}}})
			m.want(Ask{Goals: []Goal{{Target: 1}}, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 5000, Set: 1}}})
			return m
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.model()
			m.Fixed = []Fixed{fixed(0, 0, 0)}
			if found := solve(t, m); len(found.Places) != 2 {
				t.Errorf("places %v, want two: %s", found.Places, tt.reason)
			}
		})
	}
}

// TestFixedParts: of a fixed stay in parts, any part may sit at any of its offers.
func TestFixedParts(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(m *Model)
		fixed  []Fixed
		want   []int32 // offers of the places by part; nil when they do not fit
	}{
		{"as named", "the larger part is at the first offer", nil, []Fixed{fixed(0, 0, 1, 0)}, []int32{1, 0}},
		{"seats", "the second offer alone has them", func(m *Model) { m.Offers[1].Seats = 2 }, []Fixed{fixed(0, 0, 1, 0)}, []int32{0, 1}},
		{"minimum", "only the larger part reaches it", func(m *Model) { m.Offers[0].Minimum = 3 }, []Fixed{fixed(0, 0, 1, 0)}, []int32{0, 1}},
		{"people", "there are two who can lead three pupils, at one offer", func(m *Model) {
			m.People = []Person{{Free: []uint64{1}}, {Free: []uint64{1}}, {Free: []uint64{1}}}
			m.Offers[0].Per, m.Offers[1].Per = 2, 2
			m.Offers[0].Leaders, m.Offers[1].Leaders = []int32{0, 1}, []int32{2}
		}, []Fixed{fixed(0, 0, 1, 0)}, []int32{0, 1}},
		{"another stay's", "only the larger part reaches the minimum at offer 2, and then it is at offer 1 first", func(m *Model) {
			m.Offers[2].Minimum = 3
			m.Asks[0].Goals[0].Target, m.Asks[0].Stays = 2, 2
		}, []Fixed{fixed(0, 0, 0, 1), fixed(0, 1, 1, 2)}, []int32{1, 0, 2, 1}},
		{"too few seats", "for the larger part at either", func(m *Model) { m.Offers[0].Seats, m.Offers[1].Seats = 2, 2 },
			[]Fixed{fixed(0, 0, 1, 0)}, nil},
		{"two centers", "a stay is at one", func(m *Model) { m.Offers[1].Center = 1 }, []Fixed{fixed(0, 0, 0, 1)}, nil},
		{"more parts than may be", "it has three", func(m *Model) { m.Asks[0].Parts = 1 }, []Fixed{fixed(0, 0, 0, 1)}, nil},
		{"in two ways", "all stays have as many parts", func(m *Model) {
			m.Asks[0].Goals[0].Target, m.Asks[0].Stays = 2, 2
		}, []Fixed{fixed(0, 0, 0, 1), fixed(0, 1, 2)}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(3, 2)
			m.want(Ask{Goals: []Goal{{Target: 1}}, Pupils: 5, Parts: 3}, 0, 1, 2)
			if tt.change != nil {
				tt.change(m)
			}
			m.Fixed = tt.fixed
			found, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never}, nil)
			if err != nil && (tt.want != nil || !errors.As(err, new(*Unfit))) {
				t.Fatalf("%v: %s", err, tt.reason)
			}
			if text := wrong(m, found); text != "" {
				t.Error(text)
			}
			var got []int32
			for _, p := range found.Places {
				got = append(got, m.Asks[0].Arcs[p.Arc].Offer)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("offers (-want +got):\n%s%s", diff, tt.reason)
			}
		})
	}
}

// TestFixedGoals: a fixed stay may count toward any goal that takes its offer.
func TestFixedGoals(t *testing.T) {
	arc := func(offer, goal int32) Arc { return Arc{Offer: offer, Goal: goal, Amount: 1, Value: 1000} }
	tests := []struct {
		name   string
		reason string
		whole  bool
		arcs   []Arc
		fixed  []Fixed
		want   []int32 // goals of the places by slot; nil when they do not fit
	}{
		{"one each", "goal 0 needs one stay alone", false, []Arc{arc(0, 0), arc(0, 1), arc(1, 0), arc(1, 1)},
			[]Fixed{fixed(0, 0, 0), fixed(0, 1, 1)}, []int32{0, 1}},
		{"the first gives way", "the second can take goal 0 alone", false, []Arc{arc(0, 0), arc(0, 1), arc(1, 0)},
			[]Fixed{fixed(0, 0, 0), fixed(0, 1, 1)}, []int32{1, 0}},
		{"none gives way", "both can take goal 0 alone", false, []Arc{arc(0, 0), arc(1, 0)},
			[]Fixed{fixed(0, 0, 0), fixed(0, 1, 1)}, nil},
		{"to be whole", "nothing else reaches goal 1", true, []Arc{arc(0, 0), arc(0, 1), arc(1, 0)},
			[]Fixed{fixed(0, 0, 0)}, []int32{1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(2, 2)
			m.want(Ask{Goals: []Goal{{Target: 1}, {Target: 1}}, Whole: tt.whole, Arcs: tt.arcs})
			m.Fixed = tt.fixed
			found, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never}, nil)
			if unfit := (*Unfit)(nil); errors.As(err, &unfit) {
				if tt.want != nil {
					t.Errorf("%v do not fit: %s", unfit.Fixed, tt.reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if text := wrong(m, found); text != "" {
				t.Error(text)
			}
			var got []int32
			for _, p := range found.Places {
				got = append(got, tt.arcs[p.Arc].Goal)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("goals (-want +got):\n%s%s", diff, tt.reason)
			}
		})
	}
}
