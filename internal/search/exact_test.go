package search

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// enumeration finds the most points of a model by putting down units in every
// way that the checks of these tests do not call broken.
type enumeration struct {
	m     *Model
	crews *state // of m
	units *state // of m if no session needed people
	most  int64
	known bool
	steps int
}

// mostSteps is what an enumeration may take.
const mostSteps = 20_000

// enumerate returns the most points of a solution; ok is false if there are
// too many to try.
func enumerate(m *Model) (most int64, ok bool) {
	free := *m
	free.Offers = slices.Clone(m.Offers)
	for i := range free.Offers {
		free.Offers[i].Fewest, free.Offers[i].Per = 0, 0
	}
	e := &enumeration{m: m, crews: newState(m), units: newState(&free)}
	e.ask(0)
	return e.most, e.known && e.steps <= mostSteps
}

// ask goes on with an ask, its stays in all numbers of parts.
func (e *enumeration) ask(a int32) {
	if int(a) == len(e.m.Asks) {
		e.leaf()
		return
	}
	e.ask(a + 1) // without it
	for parts := int32(1); parts <= e.m.Asks[a].Parts; parts++ {
		e.part(a, 0, 0, parts, none)
	}
}

// part puts part of a stay down, one stay in a later slot than the one before.
func (e *enumeration) part(a, stay, part, parts, after int32) {
	if e.steps++; e.steps > mostSteps {
		return
	}
	ask := &e.m.Asks[a]
	if part == parts {
		e.ask(a + 1)
		if stay+1 < ask.Stays {
			e.part(a, stay+1, 0, parts, after)
		}
		return
	}
	s := e.units
	u := s.unitOf[a] + stay*ask.Parts
	for k := range ask.Arcs {
		e.m.Sets[ask.Arcs[k].Set].Each(func(slot int32) {
			if part == 0 && slot <= after || part > 0 && slot != s.slot[u] || e.taken(ask.Arcs[k].Offer, slot) {
				return
			}
			mark := len(s.journal)
			s.sit(u+part, int32(k), slot, parts)
			if s.broken(false) == "" {
				e.part(a, stay, part+1, parts, slot)
			}
			s.undo(mark)
		})
	}
}

// taken reports whether another offer has a room of an offer in a slot: a state
// holds no two such sessions.
func (e *enumeration) taken(offer, slot int32) bool {
	return slices.ContainsFunc(e.units.sessions, func(x session) bool {
		return x.offer != offer && x.slot == slot && len(x.units) > 0 &&
			slices.ContainsFunc(e.m.Offers[offer].Rooms, func(r int32) bool { return slices.Contains(e.m.Offers[x.offer].Rooms, r) })
	})
}

// leaf takes what sits as the best if it is, and people can be found.
func (e *enumeration) leaf() {
	s, c := e.units, e.crews
	if e.known && s.points <= e.most || s.broken(true) != "" {
		return
	}
	for _, f := range e.m.Fixed {
		if !slices.ContainsFunc(s.sessions[s.sessionAt(e.m.Asks[f.Ask].Arcs[f.Arc].Offer, f.Slot)].units, func(u int32) bool {
			return s.askOf[u] == f.Ask && s.parts[u] == 1
		}) {
			return
		}
	}
	for u := range s.arc {
		if s.arc[u] != none {
			c.sit(int32(u), s.arc[u], s.slot[u], s.parts[u])
		}
	}
	for _, f := range e.m.Fixed {
		i := c.sessionAt(e.m.Asks[f.Ask].Arcs[f.Arc].Offer, f.Slot)
		for _, p := range f.People {
			if !slices.Contains(c.sessions[i].people, p) {
				c.lead(p, i)
			}
		}
	}
	if e.crew(0, 0) {
		e.known, e.most = true, s.points
	}
	c.undo(0)
}

// crew finds people for the sessions from one on, the first by its leaders
// from one on.
func (e *enumeration) crew(i, from int) bool {
	s := e.crews
	if i == len(s.sessions) {
		return s.broken(true) == ""
	}
	x := &s.sessions[i]
	o := &e.m.Offers[x.offer]
	if len(x.units) == 0 || int32(len(x.people)) >= o.Need(x.pupils) {
		return e.crew(i+1, 0)
	}
	for k := from; k < len(o.Leaders); k++ {
		if slices.Contains(x.people, o.Leaders[k]) {
			continue
		}
		mark := len(s.journal)
		s.lead(o.Leaders[k], int32(i))
		found := s.overworked(o.Leaders[k]) == "" && e.crew(i, k+1)
		if s.undo(mark); found {
			return true
		}
	}
	return false
}

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

// holds reports whether a solution has a fixed stay with its people.
func holds(m *Model, found Solution, f Fixed) bool {
	session := sessionOf(m, whole(f))
	return slices.ContainsFunc(found.Places, func(p Place) bool { return p.Ask == f.Ask && p.Of == 1 && sessionOf(m, p) == session }) &&
		!slices.ContainsFunc(f.People, func(p int32) bool { return !slices.Contains(found.Staff[session], p) })
}

// TestCloseAgainstEnumeration compares what is proven best with all that there is.
func TestCloseAgainstEnumeration(t *testing.T) {
	compared, better, fixed := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
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
	})
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
			m.Fixed = []Fixed{{People: []int32{1}}}
			return m
		}, Solution{Places: []Place{{Of: 1}}, Staff: map[[2]int32][]int32{{0, 0}: {1}}, Points: 10_000}, 10_000},
		{"a fixed slot", "the only one of the second ask", func() *Model {
			m := bare(1, 2)
			m.Offers[0].Share = 1
			m.Sets = append(m.Sets, Set{Words: []uint64{0b10}})
			m.want(Ask{Goals: one}, 0)
			m.want(Ask{Goals: one, Arcs: []Arc{{Amount: 1, Value: 1000, Set: 1}}})
			m.Fixed = []Fixed{{Slot: 1}}
			return m
		}, Solution{Places: []Place{{Slot: 1, Of: 1}}, Points: 1000}, 1000},
		{"a fixed stay is whole", "half of it would earn more elsewhere", func() *Model {
			m := bare(2, 1)
			m.want(Ask{Goals: one, Pupils: 10, Parts: 2, Arcs: []Arc{{Amount: 1, Value: 10}, {Offer: 1, Amount: 1, Value: 100, Most: 5}}})
			m.Fixed = []Fixed{{}}
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
		m.want(Ask{Pupils: 59, Parts: 30, Goals: []Goal{{Target: 1}}})
		for i := range int32(30) {
			m.Asks[0].Arcs = append(m.Asks[0].Arcs, Arc{Offer: i, Amount: 1, Value: 1000, Least: least})
		}
		if _, proven, _ := Close(t.Context(), m, Solution{}, math.MaxInt64); proven {
			t.Error("proven, but 30 parts can sit in 30! ways")
		}
	}
}
