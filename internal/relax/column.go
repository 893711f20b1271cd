package relax

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// Item is some pupils of an ask on an arc.
type Item struct{ Ask, Arc, Pupils int32 }

// Column is a session that could run: who sits in it, and of which class each
// of its people is. Or it is several sessions, the items of each together: of
// the parts of a stay, of the stays of a program, or of a team at a school.
type Column struct {
	Offer, Slot int32 // no offer for parts and programs
	Items       []Item
	Slots       []int32 // of the items of a program
	Classes     []int32
	Bundle      bool // parts of a stay
}

// sort orders the items of a session, where they are in no order.
func (c *Column) sort() {
	slices.SortFunc(c.Items, func(i, j Item) int {
		return cmp.Or(cmp.Compare(j.Pupils, i.Pupils), cmp.Compare(i.Ask, j.Ask), cmp.Compare(i.Arc, j.Arc))
	})
}

// SlotOf returns the slot of an item.
func (c *Column) SlotOf(i int) int32 {
	if c.Slots != nil {
		return c.Slots[i]
	}
	return c.Slot
}

// often returns how many times too often the items of a column earn the bonus of
// their first ask: a program earns it once for all of its stays.
func (r *Relaxation) often(c *Column) int64 {
	if c.Slots == nil {
		return 0
	}
	return int64(len(r.m.Asks[c.Items[0].Ask].Goals) - 1)
}

// sessions yields the slot and the items of each session of a column. Of two that
// follow each other and are of one offer in one slot, one is somebody's alone, or
// they have no seats together.
func (r *Relaxation) sessions(c *Column) iter.Seq2[int32, []Item] {
	return func(yield func(int32, []Item) bool) {
		for from := 0; from < len(c.Items); {
			to, pupils := from, int32(0)
			for ; to < len(c.Items) && (to == from || c.SlotOf(to) == c.SlotOf(from) && r.joins(c.Items[from], c.Items[to], pupils)); to++ {
				pupils += c.Items[to].Pupils
			}
			if !yield(c.SlotOf(from), c.Items[from:to]) {
				return
			}
			from = to
		}
	}
}

// joins reports whether an item is in the session of another of the same slot,
// in which some pupils are already.
func (r *Relaxation) joins(i, j Item, pupils int32) bool {
	o := &r.m.Offers[r.offerOf(i)]
	return i.Ask != j.Ask && r.offerOf(i) == r.offerOf(j) && j.Pupils <= o.Seats-pupils && min(sharing(&r.m.Asks[i.Ask], o), sharing(&r.m.Asks[j.Ask], o)) > 1
}

// owner is who has columns of several sessions: an ask for one of its goals, or
// a team in a slot.
type owner struct {
	team, a, b int32
}

// owner returns who has a column, and how many such columns can run.
func (r *Relaxation) owner(c *Column) (o owner, most int64, ok bool) {
	ask := c.Items[0].Ask
	switch q := &r.m.Asks[ask]; {
	case c.Bundle:
		goal := q.Arcs[c.Items[0].Arc].Goal
		return owner{none, ask, goal}, r.Rows[r.asks[ask].need+goal].Cap / q.Pupils, true
	case c.Slots != nil:
		return owner{none, ask, none}, 1, true
	case r.toured(c.Offer):
		return owner{r.m.Offers[c.Offer].Team, c.Slot, none}, 1, true
	}
	return o, 0, false
}

// place is where the parts of one stay are together: all travel or none does.
type place struct {
	center   int32
	attended bool
}

func (r *Relaxation) place(arc *search.Arc) place {
	o := &r.m.Offers[arc.Offer]
	return place{o.Center, o.Attended}
}

func (r *Relaxation) offerOf(i Item) int32 { return r.m.Asks[i.Ask].Arcs[i.Arc].Offer }
