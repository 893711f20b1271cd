package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestRecall has two sessions of one center on one day: at offer 0 in slot 0 and
// at offer 1 in a slot of the row. Anybody free leads them, at most one a day.
func TestRecall(t *testing.T) {
	const am, pm = 0b01, 0b10
	tests := []struct {
		name   string
		reason string
		slot   int32      // of the second session
		free   []uint64   // slots in which somebody is free, by person
		was    [2][]int32 // who led the sessions
		now    [2]int32
		want   [2]int32
	}{
		{"as before", "there is nothing to change", 1, []uint64{am | pm, am | pm}, [2][]int32{{0}, {1}}, [2]int32{0, 1}, [2]int32{0, 1}},
		{"gone", "person 0 is free again", 1, []uint64{am, am, pm}, [2][]int32{{0}, {2}}, [2]int32{1, 2}, [2]int32{0, 2}},
		{"exchanged in a slot", "they exchange their sessions", 0, []uint64{am, am}, [2][]int32{{0}, {1}}, [2]int32{1, 0}, [2]int32{0, 1}},
		{"exchanged on a day", "each leads one a day, so both have to leave first", 1, []uint64{am | pm, am | pm}, [2][]int32{{0}, {1}}, [2]int32{1, 0}, [2]int32{0, 1}},
		{"another takes over", "person 1 is free in the morning alone, person 2 comes instead", 1, []uint64{am | pm, am, pm}, [2][]int32{{0}, {}}, [2]int32{1, 0}, [2]int32{0, 2}},
		{"nobody takes over", "the afternoon would have nobody", 1, []uint64{am | pm, am}, [2][]int32{{0}, {}}, [2]int32{1, 0}, [2]int32{1, 0}},
		{"twice at once", "person 0 led both, which no plan can, and leads one of them", 0, []uint64{am, am}, [2][]int32{{0}, {0}}, [2]int32{1, 0}, [2]int32{1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(2, 2)
			m.Slots[1].Day, m.Slots[1].Date, m.Slots[1].Start, m.Slots[1].End = 0, 0, 800, 900
			for p, free := range tt.free {
				m.People = append(m.People, Person{Free: []uint64{free}, PerDay: 1})
				for o := range m.Offers {
					m.Offers[o].Fewest = 1
					m.Offers[o].Leaders = append(m.Offers[o].Leaders, int32(p))
				}
			}
			m.want(Ask{Goals: []Goal{{1}}}, 0)
			m.want(Ask{Goals: []Goal{{1}}}, 1)
			x := Solution{
				Places: []Place{{Ask: 0, Slot: 0, Of: 1}, {Ask: 1, Slot: tt.slot, Of: 1}},
				Staff:  map[[2]int32][]int32{{0, 0}: {tt.now[0]}, {1, tt.slot}: {tt.now[1]}},
				Points: 2000,
			}
			if text := wrong(m, x); text != "" {
				t.Fatal(text)
			}
			desk, err := NewDesk(m, &x)
			if err != nil {
				t.Fatal(err)
			}
			got := desk.Recall([]Kept{
				{Ask: 0, Slot: 0, Arcs: []int32{0}, People: [][]int32{tt.was[0]}},
				{Ask: 1, Slot: tt.slot, Arcs: []int32{0}, People: [][]int32{tt.was[1]}},
			})
			if text := wrong(m, got); text != "" {
				t.Fatal(text)
			}
			want := map[[2]int32][]int32{{0, 0}: {tt.want[0]}, {1, tt.slot}: {tt.want[1]}}
			if diff := cmp.Diff(want, got.Staff); diff != "" {
				t.Errorf("led by others: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestRecallKeeps: whoever led what before, a solution keeps its places, obeys
// the model, and has no fewer sessions with those who led them.
func TestRecallKeeps(t *testing.T) {
	recalled := 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		x, _, _, err := Run(t.Context(), m, Limits{Work: 500, Bound: never, Seed: rapid.Uint64().Draw(t, "seed")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var stays []Kept
		for n, at := range x.Places {
			if n == 0 || at.Ask != x.Places[n-1].Ask || at.Slot != x.Places[n-1].Slot {
				stays = append(stays, Kept{Ask: at.Ask, Slot: at.Slot})
			}
			stay := &stays[len(stays)-1]
			stay.Arcs = append(stay.Arcs, at.Arc)
			var people []int32
			if leaders := m.Offers[sessionOf(m, at)[0]].Leaders; len(leaders) > 0 {
				people = append(people, rapid.SampledFrom(leaders).Draw(t, "who led"))
			}
			stay.People = append(stay.People, people)
		}
		as := func(x Solution) (n int) {
			done := map[[3]int32]bool{}
			for _, stay := range stays {
				for part, k := range stay.Arcs {
					for _, p := range stay.People[part] {
						session := [2]int32{m.Asks[stay.Ask].Arcs[k].Offer, stay.Slot}
						if key := [3]int32{session[0], session[1], p}; !done[key] && slices.Contains(x.Staff[session], p) {
							done[key] = true
							n++
						}
					}
				}
			}
			return n
		}
		desk, err := NewDesk(m, &x)
		if err != nil {
			t.Fatal(err)
		}
		got := desk.Recall(stays)
		if text := wrong(m, got); text != "" {
			t.Fatal(text)
		}
		if diff := cmp.Diff(x.Places, got.Places); diff != "" {
			t.Fatalf("other places (-before +after):\n%s", diff)
		}
		if before, after := as(x), as(got); after < before {
			t.Fatalf("%d lead what they did, %d before", after, before)
		} else if after > before {
			recalled++
		}
	})
	if recalled == 0 {
		t.Error("nobody was recalled in any of the models")
	}
}
