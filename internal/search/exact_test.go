package search

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawSmall draws a model and keeps little of it.
func drawSmall(t *rapid.T) *Model {
	d := dice{t}
	m := drawModel(t)
	m.People = m.People[:min(len(m.People), d.from(1, 4))]
	for i := range m.Offers {
		o := &m.Offers[i]
		o.Leaders = slices.DeleteFunc(o.Leaders, func(p int32) bool { return int(p) >= len(m.People) })
	}
	asks := d.from(2, 5)
	for a := range m.Asks {
		ask := &m.Asks[a]
		if a >= asks {
			ask.Arcs, ask.Stays = nil, 0
			continue
		}
		ask.Arcs = ask.Arcs[:min(len(ask.Arcs), d.from(1, 5))]
		for k := range ask.Arcs {
			set := m.Sets[ask.Arcs[k].Set]
			small := Set{Base: set.Base, Words: make([]uint64, 1)}
			set.Each(func(slot int32) {
				if small.Len() < 4 && !d.once(3) {
					small.Add(slot)
				}
			})
			m.Sets = append(m.Sets, small)
			ask.Arcs[k].Set = int32(len(m.Sets) - 1)
		}
	}
	return m
}

// TestCloseAgainstEnumeration compares what is proven best with all that there is.
func TestCloseAgainstEnumeration(t *testing.T) {
	compared, better, fixed := 0, 0, 0
	check := func(t *rapid.T) {
		m := drawSmall(t)
		start, _, _, err := First(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.IntRange(0, 3).Draw(t, "fix") == 0 {
			fixSome(t, m, start)
		}
		best, proven, used := Close(t.Context(), m, start, 1_000_000)
		if text := wrong(m, best); text != "" {
			t.Fatal(text)
		}
		for _, f := range m.Fixed {
			if !holds(m, best, f) {
				t.Fatalf("the solution lacks %+v", f)
			}
		}
		if !proven {
			t.Fatalf("not proven with work %d", used)
		}
		most, ok := enumerate(m)
		if !ok {
			return
		}
		if best.Points != most {
			t.Fatalf("%d points are said to be the most, but there are %d", best.Points, most)
		}
		compared++
		if len(m.Fixed) > 0 {
			fixed++
		}
		if best.Points > start.Points {
			better++
		}
	}
	for range 4 { // one in ten is better than the start, or has fixed stays
		rapid.Check(t, check)
	}
	t.Logf("%d compared, %d better than the start, %d with fixed stays", compared, better, fixed)
	if compared < 50 || better < 5 || fixed < 5 {
		t.Errorf("%d compared, %d better than the start, %d with fixed stays: too few", compared, better, fixed)
	}
}

// TestClose starts from nothing, where no start is given.
func TestClose(t *testing.T) {
	anyTime := []uint64{0b11}
	one := []Goal{{Target: 1}}
	tests := []struct {
		name   string
		reason string
		model  func() *Model
		start  Solution
		want   int64
	}{
		{"nothing to place", "no ask has an arc", func() *Model {
			m := bare(1, 1)
			m.want(Ask{Goals: one})
			return m
		}, Solution{}, 0},
		{"the best is too much for two", "one of the two yields the seats to the other", func() *Model {
			m := bare(2, 1)
			m.want(Ask{Goals: one, Pupils: 15, Arcs: []Arc{{Amount: 1, Value: 10}, {Offer: 1, Amount: 1, Value: 9}}})
			m.want(Ask{Goals: one, Pupils: 15, Arcs: []Arc{{Amount: 1, Value: 10}, {Offer: 1, Amount: 1, Value: 5}}})
			return m
		}, Solution{}, 150 + 135},
		{"one session for two", "a second one would cost more than the better arc earns", func() *Model {
			m := bare(2, 1)
			m.Cost = 60
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 100}, {Offer: 1, Amount: 1, Value: 95}}})
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 100}}})
			return m
		}, Solution{}, 1000 + 950 - 60},
		{"two pay for a session", "neither earns its cost", func() *Model {
			m := bare(1, 1)
			m.Cost = 60
			for range 2 {
				m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 5}}})
			}
			return m
		}, Solution{}, 100 - 60},
		{"two of a school pay for a session", "they share with nobody else", func() *Model {
			m := bare(1, 1)
			m.Cost = 60
			for range 2 {
				m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 5}}})
			}
			m.Asks[0].Share = 2
			return m
		}, Solution{}, 100 - 60},
		{"two of a stage pay for a session", "they share with nobody else", func() *Model {
			m := bare(1, 1)
			m.Cost = 60
			for school := range int32(2) {
				m.want(Ask{Goals: one, Pupils: 10, School: school, Arcs: []Arc{{Amount: 1, Value: 5}}})
			}
			m.Asks[0].Share = 3
			return m
		}, Solution{}, 100 - 60},
		{"half of one pays with another", "there are no seats for the whole of both", func() *Model {
			m := bare(2, 1)
			m.Cost = 60
			m.Offers[0].Seats = 15
			m.want(Ask{Goals: one, Pupils: 10, Parts: 2, Arcs: []Arc{{Amount: 1, Value: 6}, {Offer: 1, Amount: 1, Value: 10, Most: 5}}})
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 5}}})
			return m
		}, Solution{}, 30 + 50 + 50 - 120},
		{"the whole of one pays with another", "half of it would have to pay more", func() *Model {
			m := bare(2, 1)
			m.Cost = 60
			m.want(Ask{Goals: one, Pupils: 10, Parts: 2, Arcs: []Arc{{Amount: 1, Value: 3}, {Offer: 1, Amount: 1, Value: 4, Most: 5}}})
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 4}}})
			return m
		}, Solution{}, 30 + 40 - 60},
		{"the whole of one for a minimum", "half of it would earn more, but is too few", func() *Model {
			m := bare(2, 1)
			m.Offers[0].Minimum = 20
			m.want(Ask{Goals: one, Pupils: 10, Parts: 2, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 12, Most: 5}, {Amount: 1, Value: 10}}})
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 10}}})
			return m
		}, Solution{}, 200},
		{"a cohort that pays for its sessions", "twice one of the better arcs", func() *Model {
			m := bare(4, 2)
			m.Cost = 60
			m.want(Ask{Goals: []Goal{{Target: 2}}})
			m.Asks[0].Share = 1
			for i, value := range []int64{1000, 1000, 980, 980} {
				m.Asks[0].Arcs = append(m.Asks[0].Arcs, Arc{Offer: int32(i), Amount: 1, Value: value})
			}
			m.want(Ask{Goals: one})
			m.Asks[1].Arcs = []Arc{{Amount: 1, Value: -1}}
			return m
		}, Solution{Places: []Place{{Of: 1, Arc: 2}, {Slot: 1, Of: 1, Arc: 3}}, Points: 2*980 - 120}, 2*1000 - 120},
		{"cohorts that pay together", "one stay is missing", func() *Model {
			m := bare(2, 2)
			m.Cost = 900
			m.want(Ask{Goals: []Goal{{Target: 2}}}, 0, 1)
			m.want(Ask{Goals: []Goal{{Target: 2}}}, 0, 1)
			return m
		}, Solution{Places: []Place{{Of: 1}, {Slot: 1, Of: 1, Arc: 1}, {Ask: 1, Of: 1}}, Points: 3*1000 - 2*900}, 4*1000 - 2*900},
		{"a session that is paid", "a second ask adds no cost", func() *Model {
			m := bare(1, 1)
			m.Cost = 60
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 100}}})
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 3}}})
			return m
		}, Solution{}, 1000 + 30 - 60},
		{"two stays in one day", "both are shorter than the one that earns most", func() *Model {
			m := bare(3, 3)
			m.PerDay = 2
			m.Slots = []Slot{{Start: 500, End: 700}, {Start: 500, End: 580}, {Start: 600, End: 700}}
			m.Sets = []Set{{Words: []uint64{0b001}}, {Words: []uint64{0b010}}, {Words: []uint64{0b100}}}
			m.want(Ask{Goals: []Goal{{Target: 2}}, Arcs: []Arc{
				{Amount: 1, Value: 15}, {Offer: 1, Amount: 1, Value: 10, Set: 1}, {Offer: 2, Amount: 1, Value: 10, Set: 2},
			}})
			return m
		}, Solution{Places: []Place{{Of: 1}}, Points: 15}, 20},
		{"neither alone reaches a minimum", "two cohorts come together twice", func() *Model {
			m := bare(2, 2)
			for i := range m.Offers {
				m.Offers[i].Minimum = 2
			}
			m.want(Ask{Goals: []Goal{{Target: 2}}}, 0, 1)
			m.want(Ask{Goals: []Goal{{Target: 2}}}, 0, 1)
			return m
		}, Solution{}, 4000},
		{"just as many as a course takes", "the least is the most", func() *Model {
			m := bare(1, 1)
			m.Offers[0].Seats = 10
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 10, Least: 10, Most: 10}}})
			return m
		}, Solution{}, 100},
		{"a loss for a minimum", "the second loses less than the first earns", func() *Model {
			m := bare(1, 1)
			m.Offers[0].Minimum = 12
			m.want(Ask{Goals: one, Pupils: 10, Arcs: []Arc{{Amount: 1, Value: 10}}})
			m.want(Ask{Goals: one, Pupils: 2, Arcs: []Arc{{Amount: 1, Value: -20}}})
			return m
		}, Solution{}, 60},
		{"a loss for a bonus", "a cohort earns it once", func() *Model {
			m := bare(2, 2)
			m.want(Ask{Goals: one, Bonus: 50, Arcs: []Arc{{Amount: 1, Value: -20}}})
			m.want(Ask{Goals: one, Bonus: 70, Arcs: []Arc{{Offer: 1, Amount: 1, Value: -10}}})
			m.Asks[1].Cohort, m.Cohorts = 0, [][]int32{{0, 1}}
			return m
		}, Solution{}, 60},
		{"people change places", "the last session has one leader, who led the first", func() *Model {
			m := rooms(3, Person{Free: anyTime}, Person{Free: anyTime}, Person{Free: anyTime})
			m.Sets[0].Words[0] = 1
			m.Offers[1].Leaders, m.Offers[2].Leaders = []int32{0, 1}, []int32{0}
			return m
		}, Solution{}, 30_000},
		{"people save their week", "each has one session in it", func() *Model {
			m := rooms(2, Person{Free: anyTime, PerWeek: 1}, Person{Free: []uint64{1}, PerWeek: 1})
			m.Sets = append(m.Sets, Set{Words: []uint64{0b10}})
			m.Asks[1].Arcs[0].Set = 1
			return m
		}, Solution{}, 20_000},
		{"nobody for a second session", "one person at a time", func() *Model {
			m := rooms(2, Person{Free: anyTime})
			m.Sets[0].Words[0] = 1
			return m
		}, Solution{}, 10_000},
		{"whole in two stays", "both goals, or the other ask", func() *Model {
			m := bare(2, 2)
			m.Offers[1].Seats = 1
			m.want(Ask{Goals: []Goal{{Target: 1}, {Target: 1}}, Whole: true, Arcs: []Arc{
				{Offer: 0, Amount: 1, Value: 10}, {Offer: 1, Goal: 1, Amount: 1, Value: 10},
			}})
			m.want(Ask{Goals: one, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 15}}})
			return m
		}, Solution{}, 35},
		{"a rotation", "five parts at five offers in five slots", func() *Model {
			m := bare(5, 5)
			for i := range m.Offers {
				m.Offers[i].Seats = 10
			}
			m.want(Ask{Pupils: 50, Parts: 5, Goals: []Goal{{Target: 5}}}, 0, 1, 2, 3, 4)
			return m
		}, Solution{}, 5 * 50 * 1000},
		{"a fixed person", "the second session has no leader but this one", func() *Model {
			m := rooms(2, Person{Free: anyTime}, Person{Free: anyTime})
			m.Sets[0].Words[0] = 1
			m.Offers[1].Leaders = []int32{1}
			m.Fixed = []Fixed{{Offers: []int32{0}, People: [][]int32{{1}}}}
			return m
		}, Solution{Places: []Place{{Of: 1}}, Staff: map[[2]int32][]int32{{0, 0}: {1}}, Points: 10_000}, 10_000},
		{"a fixed slot", "the only one of the second ask", func() *Model {
			m := bare(1, 2)
			m.Offers[0].Share = 1
			m.Sets = append(m.Sets, Set{Words: []uint64{0b10}})
			m.want(Ask{Goals: one}, 0)
			m.want(Ask{Goals: one, Arcs: []Arc{{Amount: 1, Value: 1000, Set: 1}}})
			m.Fixed = []Fixed{fixed(0, 1, 0)}
			return m
		}, Solution{Places: []Place{{Slot: 1, Of: 1}}, Points: 1000}, 1000},
		{"a fixed stay is whole", "half of it would earn more elsewhere", func() *Model {
			m := bare(2, 1)
			m.want(Ask{Goals: one, Pupils: 10, Parts: 2, Arcs: []Arc{{Amount: 1, Value: 10}, {Offer: 1, Amount: 1, Value: 100, Most: 5}}})
			m.Fixed = []Fixed{fixed(0, 0, 0)}
			return m
		}, Solution{Places: []Place{{Of: 1}}, Points: 100}, 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.model()
			best, proven, _ := Close(t.Context(), m, tt.start, 1_000_000)
			if text := wrong(m, best); text != "" {
				t.Fatal(text)
			}
			if !proven || best.Points != tt.want {
				t.Errorf("%d points, proven %t, want %d: %s", best.Points, proven, tt.want, tt.reason)
			}
		})
	}
}

// TestCloseGivesUp: cut short, it returns a solution no worse than the start,
// the same every time, and claims nothing that is not so.
func TestCloseGivesUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := beside(drawSmall(t), drawSmall(t))
		start, _, _, err := First(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		work := int64(rapid.IntRange(0, 3000).Draw(t, "work"))
		best, proven, used := Close(t.Context(), m, start, work)
		if text := wrong(m, best); text != "" {
			t.Fatal(text)
		}
		if best.Points < start.Points {
			t.Fatalf("%d points after a start with %d", best.Points, start.Points)
		}
		if more, _, _ := Close(t.Context(), m, best, 100_000); proven && more.Points > best.Points {
			t.Fatalf("%d points proven the most with work %d, but there are %d", best.Points, used, more.Points)
		}
		again, _, _ := Close(t.Context(), m, start, work)
		if diff := cmp.Diff(best, again); diff != "" {
			t.Fatalf("the second time (-first +second):\n%s", diff)
		}
	})
}

// TestCloseEnds gives it more than it can try.
func TestCloseEnds(t *testing.T) {
	m := bare(3, 4)
	for i := range int64(24) {
		m.want(Ask{Pupils: 3 + i*7%11, Goals: []Goal{{Target: 1}}}, 0, 1, 2)
		for k := range m.Asks[i].Arcs {
			m.Asks[i].Arcs[k].Value += 10 * (i * int64(k+3) % 7)
		}
	}
	m.limit(100, 1, Use{Factor: 1, Of: Pupils})
	if _, proven, used := Close(t.Context(), m, Solution{}, 20_000); proven || used < 20_000 || used > 30_000 {
		t.Errorf("proven %t with work %d of 20000", proven, used)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, proven, used := Close(ctx, m, Solution{}, math.MaxInt64); proven || used > 1000 {
		t.Errorf("proven %t with work %d after the end", proven, used)
	}
	if _, proven, _ := Close(ctx, bare(1, 1), Solution{}, math.MaxInt64); proven {
		t.Error("proven of nothing after the end")
	}
}

// TestCloseTooLarge has an ask with more options than can be listed, beside two
// with few, and one with more ways to split than can be tried.
func TestCloseTooLarge(t *testing.T) {
	m := bare(301, 60)
	m.want(Ask{Goals: []Goal{{Target: 1}}})
	for i := range int32(300) {
		m.Asks[0].Arcs = append(m.Asks[0].Arcs, Arc{Offer: i, Amount: 1, Value: 1000})
	}
	m.want(Ask{Goals: []Goal{{Target: 1}}}, 300)
	m.want(Ask{Goals: []Goal{{Target: 1}}}, 300)
	if best, proven, _ := Close(t.Context(), m, Solution{}, math.MaxInt64); proven || best.Points != 2000 {
		t.Errorf("%d points, proven %t; want those of two asks", best.Points, proven)
	}
	for _, least := range []int32{1, 2} { // with 2, the last part fits nowhere
		m = bare(30, 1)
		for i := range m.Offers {
			m.Offers[i].Seats = 2
		}
		m.want(Ask{Pupils: 59, Parts: 30, Goals: []Goal{{Target: 1}}})
		for i := range int32(30) {
			m.Asks[0].Arcs = append(m.Asks[0].Arcs, Arc{Offer: i, Amount: 1, Value: 1000, Least: least})
		}
		if _, proven, _ := Close(t.Context(), m, Solution{}, math.MaxInt64); proven {
			t.Error("proven, but 30 parts can sit in 30! ways")
		}
	}
}
