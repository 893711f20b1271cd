package matching

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// timeline is the slots of one calendar by their start.
type timeline struct {
	index int // among the timelines
	slots []capacity.Slot
	at    map[capacity.SlotID]int
	day   []int // by slot: its date among the dates of all timelines
}

// newTimelines returns the timelines of all calendars, and their dates.
func newTimelines(d *domain) ([]*timeline, []capacity.Date) {
	var lines []*timeline
	var dates []capacity.Date
	for i, c := range d.network.Calendars {
		line := &timeline{index: i, at: make(map[capacity.SlotID]int, len(d.slots[c.ID]))}
		for _, slot := range d.slots[c.ID] {
			line.slots = append(line.slots, slot)
			dates = append(dates, slot.Date)
		}
		slices.SortFunc(line.slots, func(a, b capacity.Slot) int { return cmp.Compare(a.Begin(), b.Begin()) })
		lines = append(lines, line)
	}
	slices.Sort(dates)
	dates = slices.Compact(dates)
	for _, line := range lines {
		for i, slot := range line.slots {
			line.at[slot.ID] = i
			day, _ := slices.BinarySearch(dates, slot.Date)
			line.day = append(line.day, day)
		}
	}
	return lines, dates
}

// where returns the set of the slots for which f holds.
func (l *timeline) where(f func(capacity.Slot) bool) slotSet {
	s := l.none()
	for i, slot := range l.slots {
		if f(slot) {
			s.add(i)
		}
	}
	return s
}

func (l *timeline) none() slotSet { return make(slotSet, (len(l.slots)+63)/64) }

// during returns the slot that holds a moment, and false when there is none.
func (l *timeline) during(m capacity.Moment) (int, bool) {
	after, _ := slices.BinarySearchFunc(l.slots, m+1, func(s capacity.Slot, m capacity.Moment) int { return cmp.Compare(s.Begin(), m) })
	return after - 1, after > 0 && m < l.slots[after-1].Finish()
}

// slotSet is a set of a timeline's slots by index; nil is empty.
type slotSet []uint64

func (s slotSet) add(i int)      { s[i>>6] |= 1 << (i & 63) }
func (s slotSet) has(i int) bool { return s != nil && s[i>>6]>>(i&63)&1 == 1 }

func (s slotSet) empty() bool {
	return !slices.ContainsFunc(s, func(w uint64) bool { return w != 0 })
}

// keep removes what is not in t.
func (s slotSet) keep(t slotSet) {
	for i := range s {
		s[i] &= t[i]
	}
}

// unite adds what is in t.
func (s slotSet) unite(t slotSet) {
	for i := range t {
		s[i] |= t[i]
	}
}

// remove removes what is in t.
func (s slotSet) remove(t slotSet) {
	for i := range t {
		s[i] &^= t[i]
	}
}

// all yields the slots in ascending order.
func (s slotSet) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i<<6 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
