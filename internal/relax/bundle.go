package relax

import (
	"cmp"
	"slices"
)

// bundler prices out stays in parts that sit alone: each part takes a room, and
// all are at one center in one slot. It gives each room its best offer and takes
// the best rooms, so that it may overrate what the parts can have together.
type bundler struct {
	nets  []net
	rooms []net
	slots []choice // by slot, for the present ask
}

// net is what a part gains in an offer.
type net struct {
	group, slot int32 // which parts may sit together
	room        int32
	item        Item
	value       int64
}

// bundles prices out the bundles of an ask and adds up those of its best slots.
func (e *Evaluator) bundles(a int32) {
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
	q, x := &m.Asks[a], &r.asks[a]
	b := &e.bundle
	b.nets = b.nets[:0]
	small := int32(q.Pupils) / parts
	sizes := []int32{small, small + 1}
	if q.Pupils%int64(parts) == 0 {
		sizes = sizes[:1]
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
		for _, n := range sizes {
			need := o.Need(n) - e.fewest[arc.Offer]
			if !fits(m, q, arc, n) || need >= e.levels[arc.Offer] {
				continue
			}
			e.slotted = e.slotted[:0]
			base := e.base(a, int32(k), n)
			open := e.open[e.openAt[arc.Offer]+need*o.Len:][:o.Len]
			m.Sets[arc.Set].Each(func(t int32) {
				e.Work += 8
				if open[t-o.Base] == never {
					return
				}
				v := base - open[t-o.Base]
				if x.daily != none {
					v -= int64(n) * e.price[x.daily+m.Slots[t].Day]
				}
				if len(e.slotted) > 0 {
					v -= e.slotUses(e.slotted, q, n, t)
				}
				b.nets = append(b.nets, net{group, t, room, Item{a, int32(k), n}, v})
			})
		}
	}
	slices.SortFunc(b.nets, func(x, y net) int {
		return cmp.Or(cmp.Compare(x.slot, y.slot), cmp.Compare(x.group, y.group), cmp.Compare(y.value, x.value),
			cmp.Compare(x.item.Arc, y.item.Arc), cmp.Compare(x.item.Pupils, y.item.Pupils))
	})
	for from := 0; from < len(b.nets); {
		to := from
		for to < len(b.nets) && b.nets[to].slot == b.nets[from].slot && b.nets[to].group == b.nets[from].group {
			to++
		}
		b.pick(b.nets[from:to], int(parts))
		from = to
	}
}

// pick notes the best rooms of a site, when they gain together.
func (b *bundler) pick(nets []net, parts int) {
	b.rooms = b.rooms[:0]
	sum := int64(0)
	for _, n := range nets {
		if len(b.rooms) == parts || slices.ContainsFunc(b.rooms, func(x net) bool { return x.room == n.room }) {
			continue
		}
		b.rooms = append(b.rooms, n)
		sum += n.value
	}
	if len(b.rooms) < parts || sum <= 0 {
		return
	}
	x := choice{value: sum, slot: nets[0].slot, offer: none}
	for _, n := range b.rooms {
		x.group = append(x.group, n.item)
	}
	b.slots = append(b.slots, x)
}
