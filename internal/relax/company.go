package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// company seats others beside a part of a stay, where both may share. Like
// knapsack it packs by dynamic programming, but around the part.
type company struct {
	from    []int32 // by arc of the present ask: its mates' first profit
	profits []int64 // by mate and slot
	list    []guest
	best    []int64 // by pupils: the most that so many are worth
	at      []int32 // by pupils: the last node of those
	nodes   []node
}

// guest is an item with what it gains.
type guest struct {
	item   Item
	profit int64
}

// addMates lists who could sit beside the parts of each ask, or its stays in a
// program. That mates might not share among themselves is left aside. Mates of
// one ask stand together.
func (r *Relaxation) addMates(stop func() bool) {
	m := r.m
	byOffer := make([][]Item, len(m.Offers))
	for a := range m.Asks {
		if a&0x3f == 0x3f && stop() {
			return
		}
		q := &m.Asks[a]
		for _, n := range sizes(q) {
			for k := range q.Arcs {
				if o := q.Arcs[k].Offer; sharing(q, &m.Offers[o]) > 1 && fits(m, q, &q.Arcs[k], n) {
					byOffer[o] = append(byOffer[o], Item{int32(a), int32(k), n})
				}
			}
		}
	}
	for a := range m.Asks {
		if a&0x3f == 0x3f && stop() {
			return
		}
		q := &m.Asks[a]
		if !r.asks[a].split && !r.asks[a].program {
			continue
		}
		r.asks[a].parties = make([]party, len(q.Arcs))
		least := sizes(q)[0]
		for k := range q.Arcs {
			o := &m.Offers[q.Arcs[k].Offer]
			if sharing(q, o) == 1 {
				continue
			}
			for _, i := range byOffer[q.Arcs[k].Offer] {
				if i.Pupils <= o.Seats-least && r.mix(Item{Ask: int32(a), Arc: int32(k)}, i) {
					r.asks[a].parties[k].mates = append(r.asks[a].parties[k].mates, i)
				}
			}
		}
	}
}

// sizes returns the numbers of pupils in which an ask can come, ascending.
func sizes(q *search.Ask) []int32 {
	var list []int32
	for n := int64(1); n <= min(int64(q.Parts), q.Pupils); n++ {
		list = append(list, int32(q.Pupils/n), int32((q.Pupils+n-1)/n))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// sharing returns with whom pupils of an ask may share an offer's sessions.
func sharing(q *search.Ask, o *search.Offer) uint8 {
	level := min(q.Share, o.Share)
	if o.Team >= 0 {
		level = min(level, 2)
	}
	return level
}

// mix reports whether items of an offer may share a session.
func (r *Relaxation) mix(i, j Item) bool {
	p, q, o := &r.m.Asks[i.Ask], &r.m.Asks[j.Ask], &r.m.Offers[r.offerOf(i)]
	level := min(sharing(p, o), sharing(q, o))
	return i.Ask != j.Ask && level > 1 && (level != 2 || p.School == q.School) && (level != 3 || p.Stage == q.Stage)
}

// invite computes what the mates of an ask gain, -never where they cannot be.
func (e *Evaluator) invite(a int32) {
	m := e.r.m
	c := &e.bundle.company
	c.from, c.profits = c.from[:0], c.profits[:0]
	for k := range m.Asks[a].Arcs {
		c.from = append(c.from, int32(len(c.profits)))
		o := &m.Offers[m.Asks[a].Arcs[k].Offer]
		for _, i := range e.r.asks[a].parties[k].mates {
			at := len(c.profits)
			for range o.Len {
				c.profits = append(c.profits, -never)
			}
			base := e.base(i.Ask, i.Arc, i.Pupils)
			m.Sets[m.Asks[i.Ask].Arcs[i.Arc].Set].Each(func(t int32) {
				e.Work++
				c.profits[at+int(t-o.Base)] = base - e.timed(i, t)
			})
		}
	}
}

// timed is what an item pays for what depends on the slot, after base.
func (e *Evaluator) timed(i Item, t int32) int64 {
	v := int64(0)
	if daily := e.r.asks[i.Ask].daily; daily != none {
		v = int64(i.Pupils) * e.price[daily+e.r.m.Slots[t].Day]
	}
	if len(e.slotted) > 0 {
		v += e.slotUses(e.slotted, &e.r.m.Asks[i.Ask], i.Pupils, t)
	}
	return v
}

// beside returns what others add to a session with some pupils of an ask, less
// what the session costs, and who they are. Among them may be others whose
// sessions are counted so; then this may be one of theirs, which covered says.
func (e *Evaluator) beside(a, k, t, pupils int32) (value int64, mates []Item, covered bool) {
	r := e.r
	offer := r.m.Asks[a].Arcs[k].Offer
	o := &r.m.Offers[offer]
	c := &e.bundle.company
	c.list = c.list[:0]
	for n, i := range r.asks[a].parties[k].mates {
		if profit := c.profits[c.from[k]+int32(n)*o.Len+t-o.Base]; profit > -never && i.Pupils <= o.Seats-pupils {
			covered = covered || r.asks[i.Ask].program || int64(i.Pupils) < r.m.Asks[i.Ask].Pupils
			if profit > 0 || pupils < o.Minimum { // or else there are too few
				c.list = append(c.list, guest{i, profit})
			}
		}
	}
	e.Work += int64(len(c.list))
	c.pack(o.Seats - pupils)
	value = -never
	last := int32(none)
	for w, v := range c.best {
		n := pupils + int32(w)
		level := o.Need(n) - e.fewest[offer]
		if v == -never || n < o.Minimum || level >= e.levels[offer] {
			continue
		}
		if open := e.open[e.openAt[offer]+level*o.Len+t-o.Base]; open < never && v-open > value {
			value, last = v-open, c.at[w]
		}
	}
	for ; last != none; last = c.nodes[last].before {
		mates = append(mates, c.list[c.nodes[last].item].item)
	}
	return value, mates, covered
}

// pack finds the most that others are worth by the number of their pupils, with
// at most one item of an ask.
func (c *company) pack(seats int32) {
	sum := int64(0)
	for i := range c.list {
		sum += int64(c.list[i].item.Pupils)
	}
	seats = int32(min(int64(seats), sum))
	c.best, c.at, c.nodes = c.best[:0], c.at[:0], c.nodes[:0]
	for range seats + 1 {
		c.best, c.at = append(c.best, -never), append(c.at, none)
	}
	c.best[0] = 0
	for from := 0; from < len(c.list); {
		to := from
		for to < len(c.list) && c.list[to].item.Ask == c.list[from].item.Ask {
			to++
		}
		for w := seats; w >= 0; w-- {
			for i := from; i < to; i++ {
				before := w - c.list[i].item.Pupils
				if before < 0 || c.best[before] == -never {
					continue
				}
				if v := c.best[before] + c.list[i].profit; v > c.best[w] {
					c.nodes = append(c.nodes, node{c.at[before], int32(i)})
					c.best[w], c.at[w] = v, int32(len(c.nodes)-1)
				}
			}
		}
		from = to
	}
}
