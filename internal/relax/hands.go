package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/fork"
)

// How a large relaxation is priced out by several hands, on as many processors as
// there are: how many hands, from how many options on, and how many asks or offers
// each takes between two looks whether to halt; of sites it takes one. It depends on
// nothing but the relaxation, so that it halts after the same work wherever it runs.
const (
	hands = 4
	large = 1 << 18
	some  = 32
)

// How many blocks are gone through between two looks, and after how much work a hand
// leaves the rest of a site for another turn.
const (
	blocksEach = 1 << 16
	turn       = 1 << 16
)

// takeHands gives the evaluator hands if the relaxation is large.
func (e *Evaluator) takeHands() {
	options := 0
	for a := range e.r.m.Asks {
		for k := range e.r.m.Asks[a].Arcs {
			options += e.r.m.Sets[e.r.m.Asks[a].Arcs[k].Set].Len()
		}
	}
	if options >= large {
		e.hire()
	}
}

// hire gives the evaluator hands.
func (e *Evaluator) hire() {
	e.turn = turn
	e.hands = append(e.hands, e)
	for range hands - 1 {
		h := *e
		h.hands, h.own = nil, make([]choice, len(e.blocks))
		e.hands = append(e.hands, &h)
	}
}

// share does so many things, a few at a time to each hand, and reports whether it was let.
// A hand that takes one at a time may leave a rest of it, and is called again for that.
// What hands have done is then joined, in the order of the things.
func (e *Evaluator) share(n, each int, do func(h *Evaluator, i int32), join func(h *Evaluator)) bool {
	if len(e.hands) == 0 || e.near != nil {
		for i := range n {
			for e.rest = true; e.rest; {
				if e.halted() {
					return false
				}
				e.rest = false
				do(e, int32(i))
			}
			if join != nil {
				join(e)
			}
		}
		return !e.cut
	}
	for from := 0; from < n; from += hands * each {
		things := min(hands*each, n-from)
		for _, h := range e.hands {
			h.rest = true
		}
		for slices.ContainsFunc(e.hands, func(h *Evaluator) bool { return h.rest }) {
			if e.halted() {
				return false
			}
			fork.Do(hands, func(k int) {
				h := e.hands[k]
				if !h.rest {
					return
				}
				h.rest = false
				first, end := fork.Part(things, hands, k)
				for i := first; i < end; i++ {
					do(h, int32(from+i))
				}
			})
		}
		for _, h := range e.hands {
			if h != e {
				e.Work += h.Work
				h.Work = 0
			}
			if join != nil {
				join(h)
			}
		}
	}
	return !e.cut
}

// others are the hands beside this one.
func (e *Evaluator) others() []*Evaluator { return e.hands[min(1, len(e.hands)):] }

// lend gives the hands what they price out by.
func (e *Evaluator) lend() {
	for _, h := range e.others() {
		h.price, h.priced, h.slack, h.gains = e.price, e.priced, e.slack, e.gains
	}
}

// start empties what sessions and others together gain, and reports whether it was let.
func (e *Evaluator) start() bool {
	e.reset()
	for _, h := range e.others() {
		h.blocks = h.own
		h.reset()
	}
	for from := 0; from < len(e.blocks); from += blocksEach {
		if from > 0 && e.halted() {
			return false
		}
		to := min(from+blocksEach, len(e.blocks))
		clear(e.blocks[from:to])
		for _, h := range e.others() {
			clear(h.blocks[from:to])
		}
	}
	return true
}

// reset empties what a hand has found, but for its blocks.
func (e *Evaluator) reset() {
	e.visits, e.bundled, e.gained = e.visits[:0], 0, e.gained[:0]
	e.seating.items, e.seating.groups = e.seating.items[:0], e.seating.groups[:0]
	e.seating.at, e.seating.next = 0, 0
}

// gather takes what a hand found that is no block's.
func (e *Evaluator) gather(h *Evaluator) {
	if h == e {
		return
	}
	e.visits, e.gained, e.bundled = append(e.visits, h.visits...), append(e.gained, h.gained...), plus(e.bundled, h.bundled)
	h.visits, h.gained, h.bundled = h.visits[:0], h.gained[:0], 0
}

// collect takes the best of each block that hands found, the first ask's of those
// that are as good, and reports whether it was let. After it, hands note what they find
// for a block where it belongs.
func (e *Evaluator) collect() bool {
	if len(e.hands) == 0 {
		return true
	}
	for at := 0; at < len(e.blocks); at += blocksEach {
		if at > 0 && e.halted() {
			return false
		}
		some := min(blocksEach, len(e.blocks)-at)
		fork.Do(len(e.hands), func(k int) {
			from, to := fork.Part(some, len(e.hands), k)
			for _, h := range e.others() {
				for i := at + from; i < at+to; i++ {
					b, c := &e.blocks[i], &h.blocks[i]
					if c.value > b.value || c.value == b.value && c.item.Ask < b.item.Ask {
						*b = *c
					}
				}
			}
		})
	}
	for _, h := range e.others() {
		h.blocks = e.blocks
	}
	return true
}
