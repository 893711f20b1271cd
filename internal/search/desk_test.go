package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// opened returns a desk with a solution that was found with little work, so that
// something is left to ask for.
func opened(t *rapid.T, m *Model) (*Desk, Solution) {
	start, _, _, err := Run(t.Context(), m, Limits{Work: 1 + rapid.Int64Range(0, 500).Draw(t, "work"), Bound: never, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fixSome(t, m, start)
	d, err := NewDesk(m, &start)
	if err != nil {
		t.Fatal(err)
	}
	return d, start
}

// option draws an arc of an ask and one of its slots, and false where there is none.
func (d *Desk) option(t *rapid.T, ask int32) (k, slot int32, ok bool) {
	list := d.s.optionsOf(ask)
	if len(list) == 0 {
		return 0, 0, false
	}
	o := rapid.SampledFrom(list).Draw(t, "option")
	return o.arc, o.slot, true
}

// staysOf returns the stays of an ask, as they sit.
func (d *Desk) staysOf(ask int32) []Stay {
	s := d.s
	var stays []Stay
	for u := s.unitOf[ask]; u < s.unitOf[ask+1]; u += s.m.Asks[ask].Parts {
		if s.arc[u] != none {
			stays = append(stays, Stay{ask, s.slot[u]})
		}
	}
	return stays
}

// lists returns who sits in and who leads each session, and what each person leads, in
// the order in which they are looked at.
func (s *state) lists() (all [][]int32) {
	for i := range s.sessions {
		all = append(all, append([]int32(nil), s.sessions[i].units...), append([]int32(nil), s.sessions[i].people...))
	}
	for _, list := range s.leads {
		all = append(all, append([]int32(nil), list...))
	}
	return all
}

// TestDesk: every question leaves the solution as it was; what is said to be free
// can be had for the gain that is said; what a chain or a verdict comes to is a
// solution with the points that they say.
func TestDesk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		d, start := opened(t, m)
		before, lists := d.s.view(), d.s.lists()
		for ask := range int32(len(m.Asks)) {
			k, slot, ok := d.option(t, ask)
			if !ok {
				continue
			}
			var lifted *Stay
			if stays := d.staysOf(ask); len(stays) > 0 && rapid.Bool().Draw(t, "lift") {
				lifted = &stays[0]
			}
			v := d.Weigh(ask, k, slot, lifted)
			free, against := d.Free(ask, k, slot, lifted)
			if free != v.Free {
				t.Fatalf("free %t, but the verdict is %+v", free, v)
			}
			if !free && len(v.Against) > 0 && v.Against[0].Kind != against.Kind {
				t.Fatalf("first %+v, but the verdict is %+v", against, v)
			}
			if free && (len(v.Against) > 0 || len(v.Beaten) > 0) {
				t.Fatalf("free, but %+v", v)
			}
			for _, x := range v.Beaten {
				if _, can := d.Loss(x); !can {
					t.Fatalf("%+v is said to go, and cannot", x)
				}
			}
			chains := d.Chains(ask, 2, 8, 1<<40, func() bool { return false })
			if lifted == nil && free && len(chains) == 0 {
				t.Fatal("something is free, but there is no chain")
			}
			for _, c := range chains {
				found := d.Solution(c)
				if text := wrong(m, found); text != "" {
					t.Fatalf("%+v: %s", c, text)
				}
				if found.Points != start.Points+c.Gain || len(found.Places) < len(start.Places) || c.Others > 2 {
					t.Fatalf("%+v from %d points comes to %d", c, start.Points, found.Points)
				}
			}
			if !d.Could(ask, len(d.staysOf(ask))+1) && lifted == nil && free && !m.Asks[ask].Whole {
				t.Fatal("a stay is free, but there could be none")
			}
			if diff := differ(before, d.s.view()); diff != "" {
				t.Fatalf("changed (-before +after):\n%s", diff)
			}
			if diff := cmp.Diff(lists, d.s.lists()); diff != "" {
				t.Fatalf("in another order, which may have other answers (-before +after):\n%s", diff)
			}
		}
		if text := d.s.consistent(); text != "" {
			t.Fatalf("the state and a recount differ:\n%s", text)
		}
	})
}

// TestResettle puts the stays of a solution down again, beside its fixed ones
// alone: what sits is a solution, and with everything as it was it is the same.
// Recalled people lead what they led, wherever they were sent meanwhile.
func TestResettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		d, start := opened(t, m)
		var stays []Kept
		for _, p := range start.Places {
			people := start.Staff[sessionOf(m, p)]
			if p.Part == 0 {
				stays = append(stays, Kept{Ask: p.Ask, Slot: p.Slot})
			}
			x := &stays[len(stays)-1]
			x.Arcs, x.People = append(x.Arcs, p.Arc), append(x.People, people)
		}
		if over := Overused(m, stays); len(over) > 0 {
			t.Fatalf("a solution is said to use too much: %v", over)
		}
		if diff := cmp.Diff(d.s.rows, Used(m, start)); diff != "" {
			t.Fatalf("what is used (-desk +count):\n%s", diff)
		}
		empty, err := NewDesk(m, nil)
		if err != nil {
			t.Skip("the fixed stays alone do not fit by themselves")
		}
		alone := empty.s.view()
		again := empty.Resettle(stays)
		if text := wrong(m, again); text != "" {
			t.Fatal(text)
		}
		if len(m.Fixed) == 0 {
			if diff := cmp.Diff(start, again); diff != "" {
				t.Fatalf("(-solution +resettled):\n%s", diff)
			}
		}
		some := slices.DeleteFunc(slices.Clone(stays), func(Kept) bool { return rapid.Bool().Draw(t, "gone") })
		if text := wrong(m, empty.Resettle(some)); text != "" {
			t.Fatal(text)
		}
		for _, x := range stays {
			if list := empty.Beside(x); len(list) == 0 && d.s.unit(Stay{x.Ask, x.Slot}) == none {
				t.Fatalf("%+v is said to fit, but does not sit", x)
			}
		}
		if diff := differ(alone, empty.s.view()); diff != "" {
			t.Fatalf("changed (-before +after):\n%s", diff)
		}
		// Somebody else leads wherever somebody can.
		shuffled := start.copied()
		for key, people := range shuffled.Staff {
			o := &m.Offers[key[0]]
			for i := range people {
				for _, p := range o.Leaders {
					if !slices.Contains(people, p) && d.s.free(p, o.Center, key[1]) && d.s.leading(p, key[1]) == none && !fixedPerson(m, people[i]) {
						trial := shuffled.copied()
						trial.Staff[key][i] = p
						slices.Sort(trial.Staff[key])
						if wrong(m, trial) == "" {
							shuffled = trial
						}
					}
				}
			}
		}
		other, err := NewDesk(m, &shuffled)
		if err != nil {
			t.Fatal(err)
		}
		recalled := other.Recall(stays)
		if text := wrong(m, recalled); text != "" {
			t.Fatal(text)
		}
		if ledAlike(start, recalled) < ledAlike(start, shuffled) {
			t.Fatalf("%d of the people lead what they led, %d before", ledAlike(start, recalled), ledAlike(start, shuffled))
		}
	})
}

func fixedPerson(m *Model, p int32) bool {
	return slices.ContainsFunc(m.Fixed, func(f Fixed) bool { return slices.Contains(slices.Concat(f.People...), p) })
}

// ledAlike counts who leads the same sessions in two solutions.
func ledAlike(x, y Solution) (n int) {
	for key, people := range x.Staff {
		for _, p := range people {
			if slices.Contains(y.Staff[key], p) {
				n++
			}
		}
	}
	return n
}

// TestLay: a desk on which a solution is laid is like one that was opened with it,
// whatever was asked of it before.
func TestLay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		d, start := opened(t, m)
		better, _, _, err := Run(t.Context(), m, Limits{Work: 2000, Bound: never, Seed: 2, Start: &start}, nil)
		if err != nil {
			t.Fatal(err)
		}
		anew, err := NewDesk(m, &better)
		if err != nil {
			t.Fatal(err)
		}
		chains := func(d *Desk) (all [][]Chain) {
			for a := range m.Asks {
				all = append(all, d.Chains(int32(a), 2, 3, 1000, func() bool { return false }))
			}
			return all
		}
		chains(d)
		d.Lay(&better)
		if diff := differ(anew.s.view(), d.s.view()); diff != "" {
			t.Fatalf("what sits (-opened +laid):\n%s", diff)
		}
		if diff := cmp.Diff(anew.s.lists(), d.s.lists()); diff != "" {
			t.Fatalf("who sits and leads where (-opened +laid):\n%s", diff)
		}
		if diff := cmp.Diff(chains(anew), chains(d), cmp.AllowUnexported(Chain{})); diff != "" {
			t.Fatalf("chains (-opened +laid):\n%s", diff)
		}
	})
}

// TestResettleCascade: the second ask has lost half of what must be whole; when it
// goes, the session that it shared is too small for the first, which then is not
// whole either.
func TestResettleCascade(t *testing.T) {
	m := bare(3, 2)
	m.Sets = append(m.Sets, Set{Words: []uint64{0b01}}, Set{Words: []uint64{0b10}})
	m.Offers[1].Minimum, m.Offers[2].Seats = 2, 0
	two := []Goal{{Target: 1}, {Target: 1}}
	m.want(Ask{Goals: two, Whole: true, Arcs: []Arc{{Offer: 0, Amount: 1, Value: 1000, Set: 1}, {Offer: 1, Goal: 1, Amount: 1, Value: 1000, Set: 2}}})
	m.want(Ask{Goals: two, Whole: true, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 1000, Set: 2}, {Offer: 2, Goal: 1, Amount: 1, Value: 1000, Set: 1}}})
	desk, err := NewDesk(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := desk.Resettle([]Kept{
		{Ask: 0, Slot: 0, Arcs: []int32{0}, People: [][]int32{nil}},
		{Ask: 0, Slot: 1, Arcs: []int32{1}, People: [][]int32{nil}},
		{Ask: 1, Slot: 1, Arcs: []int32{0}, People: [][]int32{nil}},
	})
	if text := wrong(m, got); text != "" || len(got.Places) > 0 {
		t.Errorf("%s, %+v sits; want nothing", text, got.Places)
	}
}

// TestFinishFixed: a board that was cleared has taken up what a fixed stay needs
// beside it. When somebody else sits there now, nothing can be finished.
func TestFinishFixed(t *testing.T) {
	never := func() bool { return false }
	for _, taken := range []bool{false, true} {
		m := bare(2, 2)
		m.Sets = append(m.Sets, Set{Words: []uint64{0b01}}, Set{Words: []uint64{0b10}})
		m.Offers[1].Seats = 1
		two := []Goal{{Target: 1}, {Target: 1}}
		m.want(Ask{Goals: two, Whole: true, Arcs: []Arc{{Offer: 0, Amount: 1, Value: 1000, Set: 1}, {Offer: 1, Goal: 1, Amount: 1, Value: 1000, Set: 2}}})
		m.want(Ask{Goals: []Goal{{Target: 1}}, Arcs: []Arc{{Offer: 1, Amount: 1, Value: 1000, Set: 2}}})
		m.Fixed = []Fixed{{Ask: 0, Slot: 0, Offers: []int32{0}}}
		b, err := NewBoard(t.Context(), m, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !b.Clear(never) || taken && !b.Seat([]Sitter{{Ask: 1, Arc: 0, Pupils: 1}}, 1) {
			t.Fatal("the board was not cleared, or has no room")
		}
		if finished := b.Finish(never); finished == taken {
			t.Errorf("finished %t, and the place was taken %t", finished, taken)
		}
		b.Keep(func() {})
		if best := b.Best(); !taken && (wrong(m, best) != "" || len(best.Places) != 2) {
			t.Errorf("%s, %+v", wrong(m, best), best.Places)
		}
	}
}
