package lp

import (
	"math"
	"math/bits"
)

// A queue holds ranks as bits, so that the lowest is found in a few steps.
type queue struct {
	word []uint64
	full []uint64 // the words that are not 0
}

// reset makes room for n ranks and returns as many ones as the largest needs
// bits.
func (q *queue) reset(n int) uint32 {
	size := 1 << max(12, bits.Len(uint(n)))
	q.word = resized(q.word, size/64)
	clear(q.word)
	q.full = resized(q.full, size/4096)
	clear(q.full)
	return uint32(size - 1)
}

func (q *queue) push(k uint32) {
	q.word[k>>6] |= 1 << (k & 63)
	q.full[k>>12] |= 1 << (k >> 6 & 63)
}

// sweep solves a triangular system whose columns are g and whose diagonal is
// diag, or ones. It meets elements that are not 0 by rank, upward where flip is
// 0 and downward where flip has all bits that ranks have. Elements only change
// others that are met later.
func (f *factor) sweep(x *vector, g *lists, diag []float64, order []int32, flip uint32) {
	for _, i := range x.at {
		f.push(g.span[i].rank ^ flip)
	}
	at, v, word := x.at[:0], x.v, f.word
	for s := range f.full {
		for f.full[s] != 0 {
			b := bits.TrailingZeros64(f.full[s])
			w := s<<6 | b
			for word[w] != 0 {
				k := uint32(w<<6 | bits.TrailingZeros64(word[w]))
				word[w] &= word[w] - 1
				i := order[k^flip]
				a := v[i]
				if diag != nil {
					a /= diag[i]
				}
				if math.Abs(a) < drop {
					v[i] = 0
					continue
				}
				v[i] = a
				at = append(at, i)
				list := g.of(i)
				f.work += int64(1 + len(list))
				for _, e := range list {
					old := v[e.i]
					if old == 0 {
						f.push(g.span[e.i].rank ^ flip)
					}
					v[e.i] = old - float64(e.v*a)
				}
			}
			f.full[s] &^= 1 << b
		}
	}
	x.at = at
}
