package relax

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// bare returns a model of offers at one center, each of a course of its own,
// in slots on different days. Set 0 has all slots, and the rows of uses 0 are none.
func bare(offers, days int32) *search.Model {
	m := &search.Model{PerDay: 1, Uses: [][]search.Use{nil}, Sets: []search.Set{{Words: []uint64{1<<days - 1}}}}
	m.Between = func(a, b int32) int32 { return 30 }
	for i := range days {
		m.Slots = append(m.Slots, search.Slot{Day: i, Week: i / 2, Date: i, Start: 500, End: 600, Amount: 1})
		m.Covers = append(m.Covers, []int32{i})
	}
	for i := range offers {
		m.Offers = append(m.Offers, search.Offer{Course: i, Len: days, Seats: 20, Minimum: 1, Share: 4, Attended: true, Team: none})
	}
	return m
}

// want adds an ask of a cohort of its own for one stay of ten pupils in one
// part, in company of anyone, with arcs of 100 points.
func want(m *search.Model, change func(*search.Ask), offers ...int32) {
	ask := search.Ask{Cohort: int32(len(m.Cohorts)), Pupils: 10, Parts: 1, Share: 4, Buses: 1, Goals: []search.Goal{{Target: 1}}}
	for _, o := range offers {
		ask.Arcs = append(ask.Arcs, search.Arc{Offer: o, Amount: 1, Value: 100})
	}
	if change != nil {
		change(&ask)
	}
	for _, g := range ask.Goals {
		ask.Stays += g.Target
	}
	m.Cohorts = append(m.Cohorts, []int32{int32(len(m.Asks))})
	m.Asks = append(m.Asks, ask)
}

// limit adds a row for each of some asks of ten pupils and makes them use it.
func limit(m *search.Model, use search.Use, most int64, rows int) {
	use.Row = int32(len(m.Rows))
	for range rows {
		m.Rows = append(m.Rows, most)
	}
	if use.Factor == 0 {
		use.Factor = 1
	}
	m.Uses[0] = append(m.Uses[0], use)
}

// led adds a person who can lead all offers, each of whose sessions needs one.
func led(m *search.Model, p search.Person) {
	p.Free = []uint64{1<<len(m.Slots) - 1}
	for i := range m.Offers {
		o := &m.Offers[i]
		o.Fewest, o.Leaders = 1, append(o.Leaders, int32(len(m.People)))
	}
	m.People = append(m.People, p)
}

// times repeats a step.
func times(n int, f func()) {
	for range n {
		f()
	}
}

// converge generates columns until none gains and returns the least bound and
// the objective of the program.
func converge(t *testing.T, r *Relaxation) (bound int64, objective float64) {
	t.Helper()
	master := r.NewMaster()
	bound = settle(t, r, master, r.Alone())
	return bound, master.LP.Objective()
}

// settle generates columns for a program until none gains, and returns the least bound
// of those at all prices on the way.
func settle(t *testing.T, r *Relaxation, master *Master, price []int64) int64 {
	t.Helper()
	e := r.NewEvaluator()
	bound := e.Bound(price)
	for range 1000 {
		if !solved(master, nil) {
			t.Fatal("the program is not solved")
		}
		master.Prices(price)
		now, added := master.Generate(e, price)
		if bound = min(bound, now); added == 0 {
			return bound
		}
	}
	t.Fatal("columns are generated without end")
	return 0
}

// TestExact has a model for each kind of row and of session, in which the best
// prices prove the best solution.
func TestExact(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		model  func() *search.Model
		want   int64
	}{
		{"nothing", "there is nothing to earn", func() *search.Model { return bare(0, 0) }, 0},
		{"no asks", "there is nobody to earn it", func() *search.Model { return bare(1, 1) }, 0},
		{"no arcs", "the ask can go nowhere", func() *search.Model {
			m := bare(1, 1)
			want(m, nil)
			return m
		}, 0},
		{"no stays", "a goal of nothing takes none", func() *search.Model {
			m := bare(1, 1)
			want(m, func(a *search.Ask) { a.Goals[0].Target = 0 }, 0)
			want(m, nil, 0)
			return m
		}, 1000},
		{"seats", "two of three fit", func() *search.Model {
			m := bare(1, 1)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 2000},
		{"nobody else", "one has the session alone", func() *search.Model {
			m := bare(1, 1)
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"one school", "the third is of another", func() *search.Model {
			m := bare(1, 1)
			m.Offers[0].Seats = 100
			times(3, func() {
				want(m, func(a *search.Ask) { a.Share, a.School = 2, int32(len(m.Asks)/2) }, 0)
			})
			return m
		}, 2000},
		{"one stage", "the third is of another", func() *search.Model {
			m := bare(1, 1)
			m.Offers[0].Share, m.Offers[0].Seats = 3, 100
			times(3, func() {
				want(m, func(a *search.Ask) { a.Stage = int32(len(m.Asks) / 2) }, 0)
			})
			return m
		}, 2000},
		{"one room", "two offers cannot both be in it", func() *search.Model {
			m := bare(2, 1)
			m.Rooms, m.Offers[0].Rooms, m.Offers[1].Rooms = 1, []int32{0}, []int32{0}
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 1000},
		{"a second room in common", "a session has both", func() *search.Model {
			m := bare(2, 1)
			m.Rooms, m.Offers[0].Rooms, m.Offers[1].Rooms = 3, []int32{0, 2}, []int32{1, 2}
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 1000},
		{"no rooms", "each offer has a place of its own", func() *search.Model {
			m := bare(2, 1)
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 2000},
		{"a team", "it runs one session at once", func() *search.Model {
			m := bare(2, 1)
			m.Teams = []search.Team{{Len: 1, Sessions: 1}}
			m.Offers[0].Team, m.Offers[1].Team = 0, 0
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 1000},
		{"a team at one school", "sessions of a team are for one school, whatever may be shared", func() *search.Model {
			m := bare(1, 1)
			m.Teams = []search.Team{{Len: 1, Sessions: 1}}
			m.Offers[0].Team = 0
			times(2, func() { want(m, func(a *search.Ask) { a.School = int32(len(m.Asks)) }, 0) })
			return m
		}, 1000},
		{"the cost of sessions", "one session is dear and shared", func() *search.Model {
			m := bare(1, 1)
			m.Cost = 1500
			times(2, func() { want(m, nil, 0) })
			return m
		}, 500},
		{"sessions too dear", "it is better to run none", func() *search.Model {
			m := bare(2, 1)
			m.Cost = 1500
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 0},
		{"a part too large", "the course takes fewer", func() *search.Model {
			m := bare(1, 1)
			want(m, func(a *search.Ask) { a.Arcs[0].Most = 9 }, 0)
			return m
		}, 0},
		{"one person, one slot", "one leads one session", func() *search.Model {
			m := bare(2, 1)
			led(m, search.Person{})
			want(m, nil, 0)
			want(m, nil, 1)
			return m
		}, 1000},
		{"one person, one day", "two slots of one day, one session", func() *search.Model {
			m := bare(1, 2)
			m.Slots[1].Day, m.Slots[1].Start, m.Slots[1].End = 0, 700, 800
			led(m, search.Person{PerDay: 1})
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"one person, one week", "two days of one week, one session", func() *search.Model {
			m := bare(1, 2)
			led(m, search.Person{PerWeek: 1})
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"one person, one term", "two weeks, one session", func() *search.Model {
			m := bare(1, 4)
			led(m, search.Person{PerTerm: 1})
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"named people", "who could lead one more is not there on both days", func() *search.Model {
			m := bare(1, 4) // two weeks of two days
			led(m, search.Person{PerTerm: 1})
			led(m, search.Person{PerTerm: 1})
			m.People[0].Free[0], m.People[1].Free[0] = 0b0011, 0b1100
			m.Sets[0].Words[0] = 0b0011
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"a person for each started 5", "two people lead 10 pupils, not 20", func() *search.Model {
			m := bare(1, 1)
			times(2, func() { led(m, search.Person{}) })
			m.Offers[0].Per = 5
			times(2, func() { want(m, nil, 0) })
			return m
		}, 1000},
		{"a person for each pupil", "many small asks fill a session that has many people", func() *search.Model {
			m := bare(1, 1)
			times(20, func() { led(m, search.Person{}) })
			m.Offers[0].Per = 1
			times(30, func() { want(m, func(a *search.Ask) { a.Pupils = 1 }, 0) })
			return m
		}, 2000},
		{"visits", "as many as the row has", func() *search.Model {
			m := bare(1, 3)
			limit(m, search.Use{Of: search.Visit}, 2, 1)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 2000},
		{"pupils", "the second would be too many", func() *search.Model {
			m := bare(1, 3)
			limit(m, search.Use{Of: search.Pupils, Factor: 3}, 30, 1)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 1000},
		{"heads", "adults count as well", func() *search.Model {
			m := bare(1, 3)
			limit(m, search.Use{Of: search.Heads}, 22, 1)
			times(3, func() { want(m, func(a *search.Ask) { a.Adults = 1 }, 0) })
			return m
		}, 2000},
		{"in a set", "the days outside of it are free", func() *search.Model {
			m := bare(1, 2)
			m.Sets = append(m.Sets, search.Set{Words: []uint64{1}})
			limit(m, search.Use{Of: search.Visit, Kind: search.InSet, Set: 1}, 0, 1)
			times(2, func() { want(m, func(a *search.Ask) { a.Share = 1 }, 0) })
			return m
		}, 1000},
		{"at a slot", "one a slot, two slots", func() *search.Model {
			m := bare(1, 2)
			limit(m, search.Use{Of: search.Visit, Kind: search.AtSlot}, 1, 2)
			times(3, func() { want(m, nil, 0) })
			return m
		}, 2000},
		{"overlapping slots", "the long slot needs the bus of the short one", func() *search.Model {
			m := bare(2, 2)
			m.Covers[0] = []int32{0, 1}
			m.Slots[1].Day, m.Slots[1].Start = 0, 550
			m.Sets = append(m.Sets, search.Set{Words: []uint64{1}}, search.Set{Words: []uint64{2}})
			limit(m, search.Use{Of: search.Buses, Kind: search.Overlap}, 1, 2)
			want(m, func(a *search.Ask) { a.Arcs[0].Set = 1 }, 0)
			want(m, func(a *search.Ask) { a.Arcs[0].Set = 2 }, 1)
			return m
		}, 1000},
		{"one stay a day", "two asks of one cohort, one day", func() *search.Model {
			m := bare(2, 1)
			want(m, nil, 0)
			want(m, nil, 1)
			m.Cohorts, m.Asks[1].Cohort = [][]int32{{0, 1}}, 0
			return m
		}, 1000},
		{"a course once", "two asks of one cohort, one course", func() *search.Model {
			m := bare(1, 2)
			want(m, nil, 0)
			want(m, nil, 0)
			m.Cohorts, m.Asks[1].Cohort = [][]int32{{0, 1}}, 0
			return m
		}, 1000},
		{"a course once in an ask", "one goal of two stays, one course", func() *search.Model {
			m := bare(1, 2)
			want(m, func(a *search.Ask) { a.Goals[0].Target = 2 }, 0)
			return m
		}, 1000},
		{"amounts", "two stays of 2 make up 3", func() *search.Model {
			m := bare(3, 3)
			want(m, func(a *search.Ask) {
				a.Goals[0].Target = 3
				for k := range a.Arcs {
					a.Arcs[k].Amount = 2
				}
			}, 0, 1, 2)
			return m
		}, 2000},
		{"amounts of slots", "two stays of 2 make up 3", func() *search.Model {
			m := bare(3, 3)
			for i := range m.Slots {
				m.Slots[i].Amount = 2
			}
			want(m, func(a *search.Ask) {
				a.Goals[0].Target = 3
				for k := range a.Arcs {
					a.Arcs[k].Amount = 0
				}
			}, 0, 1, 2)
			return m
		}, 2000},
		{"a bonus once", "two stays, one bonus", func() *search.Model {
			m := bare(2, 2)
			want(m, func(a *search.Ask) { a.Goals[0].Target, a.Bonus = 2, 500 }, 0, 1)
			return m
		}, 2500},
		{"the larger bonus", "two asks of one cohort", func() *search.Model {
			m := bare(2, 2)
			want(m, func(a *search.Ask) { a.Bonus = 500 }, 0)
			want(m, func(a *search.Ask) { a.Bonus = 200 }, 1)
			m.Cohorts, m.Asks[1].Cohort = [][]int32{{0, 1}}, 0
			return m
		}, 2500},
		{"a bonus for one stay", "it is earned with the stay", func() *search.Model {
			m := bare(1, 1)
			m.Cost = 1200
			want(m, func(a *search.Ask) { a.Bonus = 500 }, 0)
			return m
		}, 300},
		{"whole, one goal costs", "the other is worth more", func() *search.Model {
			m := bare(2, 2)
			want(m, func(a *search.Ask) {
				a.Whole, a.Goals = true, []search.Goal{{Target: 1}, {Target: 1}}
				a.Arcs[1].Goal, a.Arcs[1].Value = 1, -20
			}, 0, 1)
			return m
		}, 800},
		{"whole, one goal costs too much", "it is better to seat none", func() *search.Model {
			m := bare(2, 2)
			want(m, func(a *search.Ask) {
				a.Whole, a.Goals = true, []search.Goal{{Target: 1}, {Target: 1}}
				a.Arcs[1].Goal, a.Arcs[1].Value = 1, -120
			}, 0, 1)
			return m
		}, 0},
		{"whole, amounts differ", "how many stays is not fixed", func() *search.Model {
			m := bare(3, 2)
			want(m, func(a *search.Ask) {
				a.Whole, a.Goals = true, []search.Goal{{Target: 2}}
				a.Arcs[2].Amount, a.Arcs[2].Value = 2, 50
			}, 0, 1, 2)
			return m
		}, 2000},
		{"parts alone", "two parts in two sessions", func() *search.Model {
			m := bare(2, 1)
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils = 1, 2, 39 }, 0, 1)
			return m
		}, 3900},
		{"parts alone in one room", "there is no second session", func() *search.Model {
			m := bare(2, 1)
			m.Rooms, m.Offers[0].Rooms, m.Offers[1].Rooms = 1, []int32{0}, []int32{0}
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils = 1, 2, 39 }, 0, 1)
			return m
		}, 0},
		{"parts at two centers", "they are to be together", func() *search.Model {
			m := bare(2, 1)
			m.Offers[1].Center = 1
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils = 1, 2, 39 }, 0, 1)
			return m
		}, 0},
		{"many parts that nobody can lead", "nothing can run", func() *search.Model {
			m := bare(9, 1)
			led(m, search.Person{})
			m.People[0].Free[0] = 0
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils = 1, 9, 180 }, 0, 1, 2, 3, 4, 5, 6, 7, 8)
			return m
		}, 0},
		{"two stays in parts alone", "each takes two of four courses", func() *search.Model {
			m := bare(4, 2)
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils, a.Goals[0].Target = 1, 2, 39, 2 }, 0, 1, 2, 3)
			return m
		}, 7800},
		{"a room that a part takes", "the other ask has none then", func() *search.Model {
			m := bare(2, 1)
			m.Rooms, m.Offers[0].Rooms, m.Offers[1].Rooms = 2, []int32{0}, []int32{1}
			want(m, func(a *search.Ask) { a.Share, a.Parts, a.Pupils = 1, 2, 40 }, 0, 1)
			want(m, func(a *search.Ask) { a.Share = 1 }, 1)
			return m
		}, 4000},
		{"heads in parts", "the adults divide as well", func() *search.Model {
			m := bare(2, 1)
			limit(m, search.Use{Of: search.Heads}, 42, 1)
			want(m, func(a *search.Ask) { a.Parts, a.Pupils, a.Adults = 2, 40, 2 }, 0, 1)
			return m
		}, 4000},
		{"a bus for two parts", "they travel together", func() *search.Model {
			m := bare(2, 1)
			limit(m, search.Use{Of: search.Buses, Kind: search.Overlap}, 1, 1)
			want(m, func(a *search.Ask) { a.Parts, a.Pupils = 2, 40 }, 0, 1)
			return m
		}, 4000},
		{"company of one stage", "one asks for it, and the other does not mind", func() *search.Model {
			m := bare(1, 1)
			want(m, nil, 0)
			want(m, func(a *search.Ask) { a.Share = 3 }, 0)
			return m
		}, 2000},
		{"parts in company", "two parts and another ask in two sessions", func() *search.Model {
			m := bare(2, 1)
			want(m, func(a *search.Ask) { a.Parts, a.Pupils = 2, 30 }, 0, 1)
			want(m, func(a *search.Ask) { a.Pupils = 5 }, 0)
			return m
		}, 3500},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.model()
			if found, _ := best(t, m, 1); found.Points != tt.want {
				t.Errorf("the best solution has %d points, want %d: %s", found.Points, tt.want, tt.reason)
			}
			r := New(m, letGo)
			bound, objective := converge(t, r)
			if bound/r.Scale != tt.want || math.Abs(objective-float64(tt.want)) > 0.01 {
				t.Errorf("bound %d and objective %g, want %d: %s", bound/r.Scale, objective, tt.want, tt.reason)
			}
		})
	}
}
