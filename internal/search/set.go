package search

import "math/bits"

// Set is a set of slots as bits from Base on.
type Set struct {
	Base  int32
	Words []uint64
}

// Has reports whether the set holds a slot.
func (s Set) Has(slot int32) bool {
	i := uint(slot - s.Base)
	return i>>6 < uint(len(s.Words)) && s.Words[i>>6]>>(i&63)&1 == 1
}

// Add puts a slot that lies within the words into the set.
func (s Set) Add(slot int32) {
	i := uint(slot - s.Base)
	s.Words[i>>6] |= 1 << (i & 63)
}

// Len counts the slots.
func (s Set) Len() int {
	n := 0
	for _, w := range s.Words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each calls f for every slot in ascending order.
func (s Set) Each(f func(slot int32)) {
	for w, word := range s.Words {
		for ; word != 0; word &= word - 1 {
			f(s.Base + int32(w<<6+bits.TrailingZeros64(word)))
		}
	}
}
