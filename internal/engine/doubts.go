package engine

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
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
		if t.doubt(f) > noDoubt && !c.knows(f) {
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

// knows reports whether nothing is new in a case when a fact is told to hold in it.
func (c *Case) knows(f Fact) bool {
	m := c.model
	if f.Ask == none {
		return slices.ContainsFunc(c.forced.Sessions, func(s relax.Session) bool {
			return s == f.session() || s.Slot == f.Slot && f.Room != none && s.Offer != none && slices.Contains(m.Offers[s.Offer].Rooms, f.Room)
		})
	}
	if !slices.Contains(c.forced.Asks, f.Ask) {
		return false
	}
	arcs := m.Asks[f.Ask].Arcs
	return !slices.ContainsFunc(arcs, func(arc search.Arc) bool {
		open := false
		m.Sets[arc.Set].Each(func(t int32) { open = open || f.closes(m, true, f.Ask, &arc, t) })
		return open
	})
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

// add counts so much of a column.
func (t *tally) add(c *relax.Column, sessions []relax.Session, v float64) {
	m := t.c.model
	for k, i := range c.Items {
		q, slot := &m.Asks[i.Ask], c.SlotOf(k)
		part := float64(v*float64(i.Pupils)) / float64(q.Pupils)
		if q.Whole && int(q.Stays) == len(q.Goals) {
			t.count(Fact{i.Ask, none, none, none, none}, part/float64(q.Stays))
		}
		if !q.One {
			continue
		}
		t.count(Fact{i.Ask, none, none, none, none}, part)
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
		t.count(Fact{none, s.Offer, none, s.Slot, none}, v)
		for _, room := range m.Offers[s.Offer].Rooms {
			t.count(Fact{none, none, room, s.Slot, none}, v)
		}
	}
}
