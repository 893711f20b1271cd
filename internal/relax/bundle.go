package relax

import (
	"cmp"
	"slices"
)

// bundler prices out stays in parts: each part takes a session, with those who
// may share it, and all are at one center in one slot. It gives each room its
// best offer and takes the best rooms, so that it may overrate what the parts
// can have together.
type bundler struct {
	nets    []net
	slots   []choice // by slot, for the present ask
	best    []int64  // by numbers of large and of small parts: the most that they gain in the rooms so far
	taken   []int32  // by room and these numbers: the net that is among them, or none
	found   []int32  // nets of the best rooms
	company company
}

// net is what a part gains in an offer.
type net struct {
	group, slot int32 // which parts may sit together
	room, size  int32 // size 0 is a large part, 1 a small one
	item        Item  // of no pupils where the session is another stay's
	mates       []Item
	value       int64
}

// bundles prices out the bundles of an ask and adds up those of its best slots.
func (e *Evaluator) bundles(a int32) {
	e.invite(a)
	r := e.r
	q := &r.m.Asks[a]
	for g := range q.Goals {
		stays := int(r.Rows[r.asks[a].need+int32(g)].Cap / q.Pupils)
		if stays == 0 {
			continue
		}
		b := &e.bundle
		b.slots = b.slots[:0]
		for parts := int32(2); parts <= q.Parts; parts++ {
			e.bundlesOf(a, int32(g), parts)
		}
		slices.SortStableFunc(b.slots, func(x, y choice) int {
			return cmp.Or(cmp.Compare(y.value, x.value), cmp.Compare(x.slot, y.slot))
		})
		for i := 0; i < len(b.slots) && stays > 0; i++ {
			if !slices.ContainsFunc(b.slots[:i], func(x choice) bool { return x.slot == b.slots[i].slot }) {
				e.bundled = plus(e.bundled, b.slots[i].value)
				e.gained = append(e.gained, b.slots[i])
				stays--
			}
		}
	}
}

// bundlesOf notes the bundles of some parts that gain.
func (e *Evaluator) bundlesOf(a, goal, parts int32) {
	r := e.r
	m := r.m
	q := &m.Asks[a]
	b := &e.bundle
	b.nets = b.nets[:0]
	small, large := int32(q.Pupils)/parts, int32(q.Pupils)%parts
	if small == 0 {
		return
	}
	for k := range q.Arcs {
		arc := &q.Arcs[k]
		o := &m.Offers[arc.Offer]
		if arc.Goal != goal {
			continue
		}
		group := o.Center << 1
		if o.Attended {
			group++
		}
		room := r.offers[arc.Offer].rooms[0]
		for size := range int32(2) {
			n := small + 1 - size
			if size == 0 && large == 0 || !fits(m, q, arc, n) || o.Need(n)-e.fewest[arc.Offer] >= e.levels[arc.Offer] {
				continue
			}
			base := e.base(a, int32(k), n)
			m.Sets[arc.Set].Each(func(t int32) {
				e.Work += 8
				v := base - e.timed(Item{a, int32(k), n}, t)
				rest, mates, covered := e.beside(a, int32(k), t, n)
				if rest > -never {
					b.nets = append(b.nets, net{group, t, room, size, Item{a, int32(k), n}, mates, v + rest})
				}
				if covered {
					b.nets = append(b.nets, net{group, t, room, size, Item{a, int32(k), 0}, nil, 0})
				}
			})
		}
	}
	if !b.prune(int64(parts)) {
		return
	}
	slices.SortFunc(b.nets, func(x, y net) int {
		if x.slot != y.slot { // mostly
			return cmp.Compare(x.slot, y.slot)
		}
		return cmp.Or(cmp.Compare(x.group, y.group), cmp.Compare(x.room, y.room), cmp.Compare(x.size, y.size),
			cmp.Compare(y.value, x.value), cmp.Compare(x.item.Pupils, y.item.Pupils), cmp.Compare(x.item.Arc, y.item.Arc))
	})
	for from := 0; from < len(b.nets); {
		to := from
		for to < len(b.nets) && b.nets[to].slot == b.nets[from].slot && b.nets[to].group == b.nets[from].group {
			to++
		}
		b.pick(b.nets[from:to], large, parts-large, e.stay(a, b.nets[from].item.Arc, b.nets[from].slot))
		from = to
	}
}

// prune takes out what lacks more than all other parts could gain, and reports
// whether anything gains.
func (b *bundler) prune(parts int64) bool {
	most := int64(0)
	for i := range b.nets {
		most = max(most, b.nets[i].value)
	}
	if most > 0 && most < never/parts {
		b.nets = slices.DeleteFunc(b.nets, func(x net) bool { return x.value+most*(parts-1) <= 0 })
	}
	return most > 0
}

// stay is what a stay in parts on some arc pays as a whole.
func (e *Evaluator) stay(a, k, t int32) int64 {
	uses := e.r.asks[a].parties[k].stay
	sum := int64(0)
	for i := range uses {
		sum += e.r.m.Asks[a].Amount(uses[i].Of, 0, 1) * uses[i].Factor * e.priceAt(&uses[i], t)
	}
	return sum
}

// pick notes the best rooms of a site for some large and some small parts, when
// they gain together more than some cost.
func (b *bundler) pick(nets []net, large, small int32, cost int64) {
	width := small + 1
	cells := (large + 1) * width
	b.best, b.taken = b.best[:0], b.taken[:0]
	for range cells {
		b.best = append(b.best, -never)
	}
	b.best[0] = 0
	for from := 0; from < len(nets); {
		to := from
		first := [2]int32{none, none} // by size: the room's best
		for ; to < len(nets) && nets[to].room == nets[from].room; to++ {
			if size := nets[to].size; first[size] == none {
				first[size] = int32(to)
			}
		}
		from = to
		// From many parts to few: a room takes one.
		for cell := cells - 1; cell >= 0; cell-- {
			take := int32(none)
			for size, step := range [2]int32{width, 1} {
				n := first[size]
				if n == none || size == 0 && cell < width || size == 1 && cell%width == 0 || b.best[cell-step] == -never {
					continue
				}
				if v := b.best[cell-step] + nets[n].value; v > b.best[cell] {
					b.best[cell], take = v, n
				}
			}
			b.taken = append(b.taken, take)
		}
	}
	if b.best[cells-1] <= cost {
		return
	}
	b.found = b.found[:0]
	cell := cells - 1
	for room := int32(len(b.taken))/cells - 1; room >= 0; room-- {
		n := b.taken[room*cells+cells-1-cell]
		if n == none {
			continue
		}
		b.found = append(b.found, n)
		if cell -= 1; nets[n].size == 0 {
			cell -= width - 1
		}
	}
	slices.SortFunc(b.found, func(x, y int32) int {
		return cmp.Or(cmp.Compare(nets[x].size, nets[y].size), cmp.Compare(y, x))
	})
	x := choice{value: b.best[cells-1] - cost, slot: nets[0].slot, offer: none}
	var items []Item
	for _, n := range b.found {
		if nets[n].item.Pupils > 0 {
			items = append(append(items, nets[n].item), nets[n].mates...)
		}
	}
	if len(items) > 0 {
		x.group = &group{items: items}
	}
	b.slots = append(b.slots, x)
}
