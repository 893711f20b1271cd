package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// intern returns the index of a slot set in the model, adding a copy when it is new.
func (c *compiler) intern(s search.Set) int32 {
	h := newHash().mix(uint64(uint32(s.Base)))
	for _, w := range s.Words {
		h = h.mix(w)
	}
	return indexIn(&c.model.Sets, c.sets, h, func(t search.Set) bool { return t.Base == s.Base && slices.Equal(t.Words, s.Words) },
		func() search.Set { return cloneSet(s) })
}

// internUses is intern for a list of uses.
func (c *compiler) internUses(list []search.Use) int32 {
	h := newHash()
	for _, u := range list {
		h = h.mix(uint64(uint32(u.Row))<<32 | uint64(uint32(u.Set))).mix(uint64(u.Factor)).mix(uint64(u.Of)<<8 | uint64(u.Kind))
	}
	return indexIn(&c.model.Uses, c.lists, h, func(t []search.Use) bool { return slices.Equal(t, list) },
		func() []search.Use { return slices.Clone(list) })
}

// indexIn returns the index of a value in a list, to which it is added when it is new.
// Of values with one hash the later ones are known by the numbers that follow it.
func indexIn[T any](list *[]T, known map[hash]int32, h hash, equal func(T) bool, clone func() T) int32 {
	for ; ; h++ {
		i, ok := known[h]
		if !ok {
			i = int32(len(*list))
			*list = append(*list, clone())
			known[h] = i
			return i
		}
		if equal((*list)[i]) {
			return i
		}
	}
}

// hash is that of what is interned.
type hash uint64

func newHash() hash { return 14695981039346656037 }

func (h hash) mix(x uint64) hash {
	h = (h ^ hash(x)) * 1099511628211
	return h ^ h>>29
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
