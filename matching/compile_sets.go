package matching

import (
	"encoding/binary"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// intern returns the index of a slot set in the model, adding a copy when it is new.
func (c *compiler) intern(s search.Set) int32 {
	c.key = binary.LittleEndian.AppendUint32(c.key[:0], uint32(s.Base))
	for _, w := range s.Words {
		c.key = binary.LittleEndian.AppendUint64(c.key, w)
	}
	if i, ok := c.sets[string(c.key)]; ok {
		return i
	}
	i := int32(len(c.model.Sets))
	c.model.Sets = append(c.model.Sets, cloneSet(s))
	c.sets[string(c.key)] = i
	return i
}

// newSet returns an empty set over a calendar's slots.
func newSet(of span) search.Set {
	return search.Set{Base: of.base, Words: make([]uint64, (of.len+63)/64)}
}

func cloneSet(s search.Set) search.Set {
	return search.Set{Base: s.Base, Words: append([]uint64(nil), s.Words...)}
}

// slotsWhere returns the slots of a calendar for which f holds.
func (c *compiler) slotsWhere(of span, f func(capacity.Slot) bool) search.Set {
	s := newSet(of)
	for i := of.base; i < of.base+of.len; i++ {
		if f(c.slots[i]) {
			s.Add(i)
		}
	}
	return s
}

// The operations on slot sets of one calendar change the first.

func unite(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] |= t.Words[w]
	}
}

func intersect(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] &= t.Words[w]
	}
}

func subtract(s, t search.Set) {
	for w := range s.Words {
		s.Words[w] &^= t.Words[w]
	}
}

func emptyIf(s search.Set, when bool) {
	if when {
		clear(s.Words)
	}
}
