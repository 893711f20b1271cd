package relax

import "github.com/sanjie-edu/sanjie/internal/fork"

// How a large relaxation is priced out by several hands, on as many processors as
// there are: how many hands, from how many options on, and how many asks or offers
// each takes between two looks whether to halt; of sites it takes one. It depends on
// nothing but the relaxation, so that it halts after the same work wherever it runs.
const (
	hands = 4
	large = 1 << 18
	some  = 32
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
	e.hands = append(e.hands, e)
	for range hands - 1 {
		h := *e
		h.hands, h.own = nil, make([]choice, len(e.blocks))
		e.hands = append(e.hands, &h)
	}
}

// share does so many things, a few at a time to each hand, and reports whether it was let.
// What hands have done is then joined, in the order of the things.
func (e *Evaluator) share(n, each int, do func(h *Evaluator, i int32), join func(h *Evaluator)) bool {
	if len(e.hands) == 0 || e.near != nil {
		for i := range n {
			if e.halted() {
				return false
			}
			do(e, int32(i))
			if join != nil {
				join(e)
			}
		}
		return !e.cut
	}
	for from := 0; from < n; from += hands * each {
		if e.halted() {
			return false
		}
		things := min(hands*each, n-from)
		fork.Do(hands, func(k int) {
			first, end := fork.Part(things, hands, k)
			for i := first; i < end; i++ {
				do(e.hands[k], int32(from+i))
			}
		})
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

// start empties what sessions and others together gain.
func (e *Evaluator) start() {
	clear(e.blocks)
	e.visits, e.bundled, e.gained, e.seating.items = e.visits[:0], 0, e.gained[:0], e.seating.items[:0]
	for _, h := range e.others() {
		h.blocks = h.own
		h.start()
	}
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
// that are as good. After it, hands note what they find for a block where it belongs.
func (e *Evaluator) collect() {
	if len(e.hands) == 0 {
		return
	}
	fork.Do(len(e.hands), func(k int) {
		from, to := fork.Part(len(e.blocks), len(e.hands), k)
		for _, h := range e.others() {
			for i := from; i < to; i++ {
				b, c := &e.blocks[i], &h.blocks[i]
				if c.value > b.value || c.value == b.value && c.item.Ask < b.item.Ask {
					*b = *c
				}
			}
		}
	})
	for _, h := range e.others() {
		h.blocks = e.blocks
	}
}
