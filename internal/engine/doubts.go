package engine

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
)

// How many facts of each kind are tried, and what part of a fact is nothing.
const (
	mostDoubts = 3
	noDoubt    = 1e-5
)

// doubtsOf lists facts that hold in part in the program of a case, those of each kind
// first that are furthest from holding or failing.
func doubtsOf(c *Case, m *relax.Master) []Fact {
	t := tally{c: c, parts: map[Fact]float64{}}
	for i := range m.Columns {
		if v := m.Value(i); v > 1e-6 {
			t.add(&m.Columns[i], m.Sessions(i), v)
		}
	}
	var lists [factKinds][]Fact
	for _, f := range t.facts {
		if t.doubt(f) > noDoubt {
			lists[f.kind()] = append(lists[f.kind()], f)
		}
	}
	var all []Fact
	for _, list := range lists {
		slices.SortFunc(list, func(a, b Fact) int {
			return cmp.Or(cmp.Compare(t.doubt(b), t.doubt(a)), cmp.Compare(a.Ask, b.Ask), cmp.Compare(a.Offer, b.Offer),
				cmp.Compare(a.Room, b.Room), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Day, b.Day))
		})
		all = append(all, list[:min(len(list), mostDoubts)]...)
	}
	return all
}

// tally adds up how far facts hold in a program.
type tally struct {
	c     *Case
	parts map[Fact]float64
	facts []Fact // in the order in which they came
}

// doubt is how far a fact is from holding or failing.
func (t *tally) doubt(f Fact) float64 { return math.Abs(t.parts[f] - math.Round(t.parts[f])) }

func (t *tally) count(f Fact, part float64) {
	if _, known := t.parts[f]; !known {
		t.facts = append(t.facts, f)
	}
	t.parts[f] += part
}

// add counts so much of a column, and leaves out what is forced in the case already.
func (t *tally) add(c *relax.Column, sessions []relax.Session, v float64) {
	m := t.c.model
	for k, i := range c.Items {
		q, slot := &m.Asks[i.Ask], c.SlotOf(k)
		part := float64(v*float64(i.Pupils)) / float64(q.Pupils)
		switch {
		case slices.Contains(t.c.forced.Asks, i.Ask):
		case q.One:
			t.count(Fact{i.Ask, none, none, none, none}, part)
		case q.Whole && int(q.Stays) == len(q.Goals):
			t.count(Fact{i.Ask, none, none, none, none}, part/float64(q.Stays))
		}
		if !q.One {
			continue
		}
		t.count(Fact{i.Ask, none, none, none, m.Slots[slot].Day}, part)
		if offer := q.Arcs[i.Arc].Offer; q.Parts == 1 {
			t.count(Fact{i.Ask, offer, none, none, none}, part)
			t.count(Fact{i.Ask, offer, none, slot, none}, part)
		}
	}
	for _, s := range sessions {
		if m.Offers[s.Offer].Team >= 0 {
			continue
		}
		if !slices.Contains(t.c.forced.Sessions, s) {
			t.count(Fact{none, s.Offer, none, s.Slot, none}, v)
		}
		for _, room := range m.Offers[s.Offer].Rooms {
			if s := (relax.Session{Offer: none, Room: room, Slot: s.Slot}); !slices.Contains(t.c.forced.Sessions, s) {
				t.count(Fact{none, none, room, s.Slot, none}, v)
			}
		}
	}
}
