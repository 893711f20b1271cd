package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestComponents has two asks with an offer of their own each, and something
// that they may share.
func TestComponents(t *testing.T) {
	anyTime := []uint64{0b11}
	tests := []struct {
		name   string
		reason string
		change func(m *Model)
		want   [][]int32
	}{
		{"apart", "nothing is shared", func(m *Model) {}, [][]int32{{0}, {1}}},
		{"offer", "seats are limited", func(m *Model) { m.Asks[1].Arcs[0].Offer = 0 }, [][]int32{{0, 1}}},
		{"room", "one session at a time", func(m *Model) {
			m.Rooms = 3
			m.Offers[0].Rooms, m.Offers[1].Rooms = []int32{0, 2}, []int32{1, 2}
		}, [][]int32{{0, 1}}},
		{"rooms of their own", "none is of both", func(m *Model) {
			m.Rooms = 3
			m.Offers[0].Rooms, m.Offers[1].Rooms = []int32{0, 2}, []int32{1}
		}, [][]int32{{0}, {1}}},
		{"team", "one school a slot", func(m *Model) {
			m.Teams = []Team{{Len: 2, Sessions: 1}}
			m.Offers[0].Team, m.Offers[1].Team = 0, 0
		}, [][]int32{{0, 1}}},
		{"person", "in one place at a time", func(m *Model) {
			m.People = []Person{{Free: anyTime}}
			for i := range m.Offers {
				m.Offers[i].Leaders, m.Offers[i].Fewest = []int32{0}, 1
			}
		}, [][]int32{{0, 1}}},
		{"person for many pupils", "a full session needs somebody", func(m *Model) {
			m.People = []Person{{Free: anyTime}}
			for i := range m.Offers {
				m.Offers[i].Leaders, m.Offers[i].Per = []int32{0}, 10
			}
		}, [][]int32{{0, 1}}},
		{"person without need", "nobody has to lead", func(m *Model) {
			m.People = []Person{{Free: anyTime}}
			for i := range m.Offers {
				m.Offers[i].Leaders = []int32{0}
			}
		}, [][]int32{{0}, {1}}},
		{"fixed person", "bound to lead without need", func(m *Model) {
			m.People = []Person{{Free: anyTime}}
			for i := range m.Offers {
				m.Offers[i].Leaders = []int32{0}
			}
			m.Offers[0].Fewest = 1
			m.Fixed = []Fixed{{Ask: 1, Offers: []int32{1}, People: [][]int32{{0}}}}
		}, [][]int32{{0, 1}}},
		{"cohort", "one stay a day", func(m *Model) {
			m.Asks[1].Cohort = 0
			m.Cohorts = [][]int32{{0, 1}, nil}
		}, [][]int32{{0, 1}}},
		{"no arcs", "an ask that cannot sit is no part of anything", func(m *Model) {
			m.want(Ask{Goals: []Goal{{Target: 1}}})
			m.Asks[2].Cohort = 0
			m.Cohorts = [][]int32{{0, 2}, {1}, nil}
		}, [][]int32{{0}, {1}}},
		{"through a third", "it takes the offers of both", func(m *Model) { m.want(Ask{Goals: []Goal{{Target: 1}}}, 1, 0) }, [][]int32{{0, 1, 2}}},
		{"row", "not enough for both", func(m *Model) { m.limit(3, 1, Use{Factor: 1, Of: Pupils}) }, [][]int32{{0, 1}}},
		{"ample row", "enough for both", func(m *Model) { m.limit(4, 1, Use{Factor: 1, Of: Pupils}) }, [][]int32{{0}, {1}}},
		{"row for several stays", "all of an ask's stays count", func(m *Model) {
			m.limit(4, 1, Use{Factor: 1, Of: Pupils})
			m.Asks[0].Stays, m.Asks[0].Goals = 2, []Goal{{Target: 2}}
		}, [][]int32{{0, 1}}},
		{"row for several stays in some slots", "all of an ask's stays count", func(m *Model) {
			m.limit(4, 1, Use{Factor: 1, Of: Pupils, Kind: InSet})
			m.Asks[0].Stays, m.Asks[0].Goals = 2, []Goal{{Target: 2}}
		}, [][]int32{{0, 1}}},
		{"rows of slots", "in one of the slots not enough", func(m *Model) {
			m.limit(4, 2, Use{Factor: 1, Of: Heads, Kind: AtSlot})
			m.Rows[1] = 3
		}, [][]int32{{0, 1}}},
		{"ample rows of slots", "one stay of an ask counts at a time", func(m *Model) {
			m.limit(4, 2, Use{Factor: 1, Of: Heads, Kind: Overlap})
			m.Asks[0].Stays, m.Asks[0].Goals = 2, []Goal{{Target: 2}}
		}, [][]int32{{0}, {1}}},
		{"row used twice", "both uses count", func(m *Model) {
			m.limit(7, 1, Use{Factor: 1, Of: Pupils}, Use{Factor: 1, Of: Pupils})
		}, [][]int32{{0, 1}}},
		{"ample row used twice", "enough for both uses", func(m *Model) {
			m.limit(8, 1, Use{Factor: 1, Of: Pupils}, Use{Factor: 1, Of: Pupils})
		}, [][]int32{{0}, {1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(2, 2)
			m.want(Ask{Pupils: 2, Goals: []Goal{{Target: 1}}}, 0)
			m.want(Ask{Pupils: 2, Goals: []Goal{{Target: 1}}}, 1)
			tt.change(m)
			var got [][]int32
			for _, c := range Components(m) {
				got = append(got, nil)
				for _, a := range c.Asks {
					if len(m.Asks[a].Arcs) > 0 { // a whole model has all its asks
						got[len(got)-1] = append(got[len(got)-1], a)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("asks (-want +got):\n%s%s", diff, tt.reason)
			}
		})
	}
}

// limit adds rows of one capacity, and lets every arc use the first of them.
func (m *Model) limit(most int64, rows int, uses ...Use) {
	m.Rows = slices.Repeat([]int64{most}, rows)
	m.Uses = [][]Use{uses}
}

// beside puts two drawn models side by side. The second has the slots of the
// first, and what else is said once for a model.
func beside(m, other *Model) *Model {
	from := *m
	both := &from
	offers, people, rooms, teams := int32(len(m.Offers)), int32(len(m.People)), int32(m.Rooms), int32(len(m.Teams))
	asks, cohorts, rows, sets, uses := int32(len(m.Asks)), int32(len(m.Cohorts)), int32(len(m.Rows)), int32(len(m.Sets)), int32(len(m.Uses))
	both.Rooms += other.Rooms
	both.People = slices.Concat(m.People, other.People)
	both.Teams = slices.Concat(m.Teams, other.Teams)
	both.Rows = slices.Concat(m.Rows, other.Rows)
	both.Sets = slices.Concat(m.Sets, other.Sets)
	for _, o := range other.Offers {
		o.Rooms, o.Leaders = shifted(o.Rooms, rooms), shifted(o.Leaders, people)
		if o.Team != none {
			o.Team += teams
		}
		both.Offers = append(both.Offers, o)
	}
	for _, list := range other.Uses {
		list = slices.Clone(list)
		for i := range list {
			list[i].Row += rows
			list[i].Set += sets
		}
		both.Uses = append(both.Uses, list)
	}
	for _, list := range other.Cohorts {
		both.Cohorts = append(both.Cohorts, shifted(list, asks))
	}
	for _, a := range other.Asks {
		a.Cohort += cohorts
		a.Arcs = slices.Clone(a.Arcs)
		for k := range a.Arcs {
			a.Arcs[k].Offer += offers
			a.Arcs[k].Set += sets
			a.Arcs[k].Uses += uses
		}
		both.Asks = append(both.Asks, a)
	}
	return both
}

func shifted(list []int32, by int32) []int32 {
	list = slices.Clone(list)
	for i := range list {
		list[i] += by
	}
	return list
}

// TestComponentsMakeUpTheWhole: what is found for each component is together a
// solution of the model, and what is found for the model falls into solutions
// of the components.
func TestComponentsMakeUpTheWhole(t *testing.T) {
	drawn, several := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		first := drawModel(t)
		m := beside(first, drawModel(t))
		whole, _, _, err := Run(t.Context(), m, Limits{Work: 1000, Bound: never}, nil)
		if err != nil {
			t.Fatal(err)
		}
		components := Components(m)
		drawn++
		if len(components) > 1 {
			several++
		}
		var parts, found []Solution
		for _, c := range components {
			if len(components) > 1 && slices.Min(c.Asks) < int32(len(first.Asks)) && slices.Max(c.Asks) >= int32(len(first.Asks)) {
				t.Fatalf("asks %v of both models in one component", c.Asks)
			}
			part := c.Part(whole)
			if text := wrong(c.Model, part); text != "" {
				t.Fatalf("a part: %s", text)
			}
			parts = append(parts, part)
			alone, _, _, err := Run(t.Context(), c.Model, Limits{Work: 500, Bound: never}, nil)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, alone)
		}
		if diff := cmp.Diff(whole, Join(components, parts)); diff != "" {
			t.Fatalf("divided and joined (-before +after):\n%s", diff)
		}
		together := Join(components, found)
		if text := wrong(m, together); text != "" {
			t.Fatalf("the components together: %s", text)
		}
		for session, people := range together.Staff {
			if !slices.IsSorted(people) {
				t.Fatalf("people %v of session %v out of order", people, session)
			}
		}
	})
	if several < drawn/2 {
		t.Errorf("%d of %d models have several components", several, drawn)
	}
}
