package matching

import (
	"encoding/binary"
	"hash/maphash"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// intern returns the index of a slot set in the model, adding a copy when it is new.
func (c *compiler) intern(s search.Set) int32 {
	c.key = binary.LittleEndian.AppendUint32(c.key[:0], uint32(s.Base))
	for _, w := range s.Words {
		c.key = binary.LittleEndian.AppendUint64(c.key, w)
	}
	return indexIn(&c.model.Sets, c.sets, maphash.Bytes(c.hashes, c.key),
		func(t search.Set) bool { return t.Base == s.Base && slices.Equal(t.Words, s.Words) },
		func() search.Set { return cloneSet(s) })
}

// internUses is intern for a list of uses.
func (c *compiler) internUses(list []search.Use) int32 {
	c.key = c.key[:0]
	for _, u := range list {
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(u.Row))
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(u.Set))
		c.key = binary.LittleEndian.AppendUint64(c.key, uint64(u.Factor))
		c.key = append(c.key, byte(u.Of), byte(u.Kind))
	}
	return indexIn(&c.model.Uses, c.lists, maphash.Bytes(c.hashes, c.key),
		func(t []search.Use) bool { return slices.Equal(t, list) },
		func() []search.Use { return slices.Clone(list) })
}

// indexIn returns the index of a value in a list, to which it is added when it is new.
// Of values with one hash the later ones are known by the numbers that follow it.
func indexIn[T any](list *[]T, known map[uint64]int32, hash uint64, equal func(T) bool, clone func() T) int32 {
	for ; ; hash++ {
		i, ok := known[hash]
		if !ok {
			i = int32(len(*list))
			*list = append(*list, clone())
			known[hash] = i
			return i
		}
		if equal((*list)[i]) {
			return i
		}
	}
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
