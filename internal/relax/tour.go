package relax

import (
	"cmp"
	"math/bits"
	"slices"
)

// visit is the best session with pupils of a school in a slot of an offer that a
// team carries.
type visit struct {
	team, school, block int32
	choice
}

// toured reports whether an offer's sessions are priced out together with the
// others of its team. Those in a room are priced out with what the room holds.
func (r *Relaxation) toured(offer int32) bool {
	o := &r.m.Offers[offer]
	return o.Team >= 0 && len(o.Rooms) == 0
}

// offer makes a choice that of its block if it is better, or notes it for the
// tours of its team.
func (e *Evaluator) offer(block int32, c choice) {
	if c.value > 0 && e.r.toured(c.offer) {
		i := c.item
		if c.group != nil {
			i = c.group.items[0]
		}
		e.visits = append(e.visits, visit{e.r.m.Offers[c.offer].Team, e.r.m.Asks[i.Ask].School, block, c})
		return
	}
	if b := &e.blocks[block]; c.value > b.value {
		*b = c
	}
}

// single notes the sessions of an offer that a team carries where no two who
// could share have seats, and reports whether that is so.
func (e *Evaluator) single(o, k int32, list []sharer, open []int64) bool {
	offer := &e.r.m.Offers[o]
	first, second := offer.Seats, offer.Seats // the fewest pupils, and those of another ask
	for from := 0; from < len(list); {
		n := list[from].pupils
		to := from
		for ; to < len(list) && list[to].ask == list[from].ask; to++ {
			n = min(n, list[to].pupils)
		}
		if n < offer.Minimum {
			return false
		}
		if from = to; n < first {
			first, second = n, first
		} else {
			second = min(second, n)
		}
	}
	if first+second <= offer.Seats {
		return false
	}
	for i := range list {
		v := list[i].profit - price(offer, open, e.fewest[o], list[i].pupils)
		e.offer(e.r.offers[o].block+k, choice{value: v, item: e.r.roster.options[list[i].option].item, offer: o, slot: offer.Base + k})
	}
	return true
}

// How many comparisons of visits, and how many visits, are between two looks whether to
// halt.
const (
	comparedEach = 1 << 18
	visitsEach   = 1 << 14
)

// tours adds up what each team is worth at its best school of each slot, and reports
// whether it was let.
func (e *Evaluator) tours() bool {
	who := func(v *visit) int32 { // sits alone; or else the block, as no other shares there
		if v.group != nil {
			return -1 - v.block
		}
		return v.item.Ask
	}
	compared, looked := 0, 0
	slices.SortFunc(e.visits, func(a, b visit) int {
		if compared++; compared%comparedEach == 0 && e.halted() || e.cut {
			return 0 // so that it ends soon
		}
		return cmp.Or(cmp.Compare(a.team, b.team), cmp.Compare(a.slot, b.slot), cmp.Compare(a.school, b.school),
			cmp.Compare(who(&a), who(&b)), cmp.Compare(a.block, b.block), cmp.Compare(b.value, a.value))
	})
	for from := 0; from < len(e.visits) && !e.cut; {
		if from-looked >= visitsEach {
			if looked = from; e.halted() {
				break
			}
		}
		var best choice
		first := e.visits[from]
		for from < len(e.visits) && e.visits[from].team == first.team && e.visits[from].slot == first.slot {
			e.trip.start()
			school := e.visits[from].school
			for from < len(e.visits) && e.visits[from].team == first.team && e.visits[from].slot == first.slot && e.visits[from].school == school {
				to := from
				for to < len(e.visits) && e.visits[to].team == first.team && e.visits[to].slot == first.slot && e.visits[to].school == school &&
					who(&e.visits[to]) == who(&e.visits[from]) {
					to++
				}
				e.trip.add(e.visits, from, to)
				e.Work += int64(to - from)
				from = to
			}
			if c := e.trip.choose(e.visits, int(e.r.m.Teams[first.team].Sessions)); c.value > best.value {
				best = c
			}
		}
		e.bundled = plus(e.bundled, best.value)
		e.gained = append(e.gained, best)
	}
	return !e.cut
}

// mostCarried is the most offers of a team between which those who sit alone are
// told apart: beyond, one may sit in several.
const mostCarried = 6

// trip is the tours of a team to a school in a slot. It assigns the sessions to
// those who sit in them, one to each, by dynamic programming over sets of offers.
type trip struct {
	blocks []int32
	best   []int64 // by set of blocks: the most that sessions in all of them are worth
	at     []int32 // by set: the last node of those
	nodes  []node
	loose  []int32 // visits: the best of each block beyond the most
}

func (t *trip) start() {
	t.blocks, t.best, t.at, t.nodes, t.loose = t.blocks[:0], append(t.best[:0], 0), append(t.at[:0], none), t.nodes[:0], t.loose[:0]
}

// add adds visits of which one can be.
func (t *trip) add(visits []visit, from, to int) {
	for i := from; i < to; i++ {
		if b := visits[i].block; !slices.Contains(t.blocks, b) {
			t.blocks = append(t.blocks, b)
			if len(t.blocks) <= mostCarried {
				for range len(t.best) {
					t.best, t.at = append(t.best, -1), append(t.at, none)
				}
			} else {
				t.loose = append(t.loose, int32(i))
			}
		}
	}
	for set := len(t.best) - 1; set > 0; set-- {
		for i := from; i < to; i++ {
			k := slices.Index(t.blocks, visits[i].block)
			if k >= mostCarried || set>>k&1 == 0 || t.best[set^1<<k] < 0 {
				continue
			}
			if v := t.best[set^1<<k] + visits[i].value; v > t.best[set] {
				t.nodes = append(t.nodes, node{t.at[set^1<<k], int32(i)})
				t.best[set], t.at[set] = v, int32(len(t.nodes)-1)
			}
		}
	}
	for i := from; i < to; i++ {
		if k := slices.Index(t.blocks, visits[i].block); k >= mostCarried && visits[i].value > visits[t.loose[k-mostCarried]].value {
			t.loose[k-mostCarried] = int32(i)
		}
	}
}

// choose makes one choice of the best of so many sessions.
func (t *trip) choose(visits []visit, sessions int) choice {
	slices.SortFunc(t.loose, func(a, b int32) int { return cmp.Or(cmp.Compare(visits[b].value, visits[a].value), cmp.Compare(a, b)) })
	best, set, more := int64(0), 0, 0
	for s, v := range t.best {
		left := sessions - bits.OnesCount(uint(s))
		if v < 0 || left < 0 {
			continue
		}
		n := min(left, len(t.loose))
		for _, i := range t.loose[:n] {
			v += visits[i].value
		}
		if v > best {
			best, set, more = v, s, n
		}
	}
	c := choice{value: best, group: &group{}}
	take := func(i int32) {
		v := &visits[i]
		c.offer, c.slot = v.offer, v.slot
		if v.group == nil {
			c.group.items = append(c.group.items, v.item)
		} else {
			c.group.items = append(c.group.items, v.group.items...)
		}
	}
	for _, i := range t.loose[:more] {
		take(i)
	}
	for n := t.at[set]; n != none; n = t.nodes[n].before {
		take(t.nodes[n].item)
	}
	return c
}
