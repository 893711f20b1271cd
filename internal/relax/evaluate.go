package relax

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// never is the price of what cannot be had.
const never = int64(1) << 60

// Evaluator prices out sessions. It is scratch space: one for each goroutine.
type Evaluator struct {
	r        *Relaxation
	price    []int64
	staff    [][]int64 // by class and slot
	open     []int64   // by offer, number of people and slot: what a session costs to run
	openAt   []int32   // by offer: its first entry in open
	least    []int64   // by offer and number of people: the least of open
	leastAt  []int32   // by offer: its first entry in least
	levels   []int32   // by offer: how many numbers of people it may need and has
	fewest   []int32   // by offer: the least of them
	limits   []int32   // beside least: the most pupils that this number of people can take
	blocks   []choice
	seating  seating
	rank     []staffing
	bundle   bundler
	programs programmer
	trip     trip
	visits   []visit
	bundled  int64         // what bundles, programs and tours gain together
	gained   []choice      // those
	slotted  []*search.Use // of the present arc or offer: uses with a price that depends on the slot
	priced   []int32       // by row: how many rows before it have a price
	slack    int64         // shared items that gain no more are left out; not above 0
	drawn    Column        // of usage
	near     *near         // collects columns; nil when nobody asks for them
	gains    []choice      // by ask: the item that gains most; nil when nobody asks for it
	alone    []choice      // space for gains
	hands    []*Evaluator  // those that price out a large relaxation together, this one first; or none
	own      []choice      // of another hand: its blocks, until they are collected
	part     part
	turn     int64       // work after which a hand leaves a rest of a site; 0 for none
	rest     bool        // something is left of what it is to do
	stop     func() bool // nil when nothing ends what is going on
	cut      bool        // stop has said so
	Work     int64       // numbers looked at, more or less
}

// choice is the best session of a block.
type choice struct {
	value       int64
	item        Item // alone, or none of these
	offer, slot int32
	group       *group // several
}

// group is who is in a choice of several.
type group struct {
	items []Item
	slots []int32 // of the items, if there are several
}

type staffing struct {
	class, free int32
	price       int64
}

// NewEvaluator returns an evaluator of a relaxation.
func (r *Relaxation) NewEvaluator() *Evaluator {
	e := &Evaluator{r: r, staff: make([][]int64, len(r.Staff)), blocks: make([]choice, r.blocks)}
	for k := range e.staff {
		e.staff[k] = make([]int64, len(r.m.Slots))
	}
	levels := r.levels()
	sum := int32(0)
	for i := range r.m.Offers {
		o := &r.m.Offers[i]
		e.openAt = append(e.openAt, sum)
		e.fewest = append(e.fewest, o.Need(1))
		n := levels[i]
		e.levels = append(e.levels, n)
		e.leastAt = append(e.leastAt, int32(len(e.least)))
		e.least = append(e.least, make([]int64, n)...)
		for more := range n {
			e.limits = append(e.limits, takes(o, more))
		}
		sum += n * o.Len
	}
	e.open = make([]int64, sum)
	e.takeHands()
	return e
}

// levels returns for each offer how many numbers of people its sessions may
// need, from the least, and can have.
func (r *Relaxation) levels() []int32 {
	pupils := int64(1)
	for i := range r.m.Asks {
		pupils = min(pupils+r.m.Asks[i].Pupils, math.MaxInt32/2)
	}
	out := make([]int32, len(r.m.Offers))
	for i := range out {
		o := &r.m.Offers[i]
		out[i] = max(0, min(o.Need(min(o.Seats, int32(pupils))), int32(len(o.Leaders)))-o.Need(1)) + 1
	}
	return out
}

// Relaxation is what the evaluator prices out.
func (e *Evaluator) Relaxation() *Relaxation { return e.r }

// Bound returns the value of the relaxation at some prices, in 1/Scale points:
// no solution is worth more.
func (e *Evaluator) Bound(price []int64) int64 {
	if e.halted() {
		return math.MaxInt64
	}
	e.Work += int64(len(price))
	e.setPrices(price)
	if !e.start() || !e.share(len(e.r.asks), some, (*Evaluator).ask, e.gather) || !e.collect() || !e.seat() || !e.tours() {
		return math.MaxInt64
	}
	total, owed := e.constant()
	total = plus(total, e.bundled)
	for i := range e.blocks {
		if i&0xffff == 0xffff && e.halted() {
			break
		}
		total = plus(total, e.blocks[i].value)
	}
	if e.cut {
		return math.MaxInt64
	}
	return total - owed
}

// plus adds two numbers that are not negative, as far as an int64 goes.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// constant sums prices times capacities, and apart from them what is owed where
// they are negative, unless it is halted.
func (e *Evaluator) constant() (total, owed int64) {
	add := func(n int64) {
		if n < 0 {
			owed = plus(owed, -n)
		} else {
			total = plus(total, n)
		}
	}
	r := e.r
	for i := range r.Rows {
		if i&0xffff == 0xffff && e.halted() {
			break
		}
		if r.Rows[i].Kind != Need && e.price[i] != 0 {
			add(e.price[i] * r.Rows[i].Cap)
		}
	}
	for a := range r.asks {
		add(e.worthOf(int32(a)))
	}
	return total, owed
}

// worthOf is what the prices of an ask's goals give for all its stays: all or
// nothing where it must be whole, and all where it must sit.
func (e *Evaluator) worthOf(a int32) int64 {
	x := &e.r.asks[a]
	sum := int64(0)
	for g := range e.r.m.Asks[a].Goals {
		sum += e.price[x.need+int32(g)] * e.r.Rows[x.need+int32(g)].Cap
	}
	if x.must {
		return sum
	}
	return max(0, sum)
}

// setPrices prepares what depends on the prices alone, unless it is halted.
func (e *Evaluator) setPrices(price []int64) {
	r := e.r
	m := r.m
	e.price = price
	e.priced = grow(e.priced, len(price)+1)
	for i, p := range price {
		e.priced[i+1] = e.priced[i]
		if p != 0 {
			e.priced[i+1]++
		}
	}
	for k := range r.Staff {
		if k&0xff == 0xff && e.halted() {
			return
		}
		c := &r.Staff[k]
		term := int64(0)
		if c.term != none {
			term = price[c.term]
		}
		for t := range m.Slots {
			s := &m.Slots[t]
			p := price[c.slot+int32(t)] + term
			if row := c.day[s.Day]; row != none {
				p += price[row]
			}
			if row := c.week[s.Week]; row != none {
				p += price[row]
			}
			e.staff[k][t] = p
		}
	}
	e.lend()
	e.share(len(m.Offers), some, (*Evaluator).openOffer, nil)
}

// openOffer prices the sessions of an offer, its pupils aside.
func (e *Evaluator) openOffer(i int32) {
	r := e.r
	o, x := &r.m.Offers[i], &r.offers[i]
	levels := e.levels[i]
	for t := o.Base; t < o.Base+o.Len; t++ {
		p := r.Scale * r.cost()
		if o.Team >= 0 {
			p += e.price[r.teamOf[o.Team]+t]
		}
		for _, room := range x.rooms {
			p += e.price[r.roomOf[room]+t]
		}
		e.cheapest(x, t)
		at := e.openAt[i] + t - o.Base
		have, next := e.fewest[i], 0
		left := int32(0)
		sum := int64(0)
		take := func(n int32) {
			for n > 0 && next < len(e.rank) {
				if left == 0 {
					left = e.rank[next].free
				}
				k := min(n, left)
				sum = min(never, sum+int64(k)*e.rank[next].price)
				n, left = n-k, left-k
				if left == 0 {
					next++
				}
			}
			if n > 0 {
				sum = never
			}
		}
		take(have)
		for n := range levels {
			if n > 0 && sum < never {
				take(1)
			}
			e.open[at+n*o.Len] = min(never, p+sum)
		}
	}
	for n := range levels {
		e.least[e.leastAt[i]+n] = slices.Min(e.open[e.openAt[i]+n*o.Len:][:o.Len])
	}
}

// cheapest ranks the classes that can lead an offer in a slot.
func (e *Evaluator) cheapest(x *offer, t int32) {
	e.rank = e.rank[:0]
	for _, k := range x.classes {
		if free := e.r.Staff[k].free[t]; free > 0 {
			e.rank = append(e.rank, staffing{k, free, e.staff[k][t]})
		}
	}
	if len(e.rank) > 1 {
		slices.SortFunc(e.rank, func(a, b staffing) int { return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(a.class, b.class)) })
	}
}

// ask prices out what sits alone of an ask, its bundles or its programs.
func (e *Evaluator) ask(a int32) {
	r := e.r
	m := r.m
	q := &m.Asks[a]
	x := &r.asks[a]
	if !x.lone && !x.split && !x.program {
		return
	}
	if x.program {
		e.program(a)
		return
	}
	for k := range q.Arcs {
		if min(q.Share, m.Offers[q.Arcs[k].Offer].Share) != 1 {
			continue
		}
		if x.arcs[k].full {
			e.arc(a, int32(k), int32(q.Pupils))
		}
	}
	if x.split {
		e.bundles(a)
	}
}

// base is what some pupils gain on an arc, what depends on the slot aside, and
// sets aside which rows do.
func (e *Evaluator) base(a, k, pupils int32) int64 {
	e.slotted = e.slotted[:0]
	return e.basis(a, k, pupils)
}

// basis is base, but keeps the rows that were set aside before.
func (e *Evaluator) basis(a, k, pupils int32) int64 {
	r := e.r
	m := r.m
	q, x := &m.Asks[a], &r.asks[a]
	arc := &q.Arcs[k]
	o := &m.Offers[arc.Offer]
	n := int64(pupils)
	base := n*(r.Scale*r.value(arc)-e.price[x.need+arc.Goal]) + n*e.credit(a)
	if row := x.arcs[k].once; row != none {
		base -= n * e.price[row]
	}
	uses := m.Uses[arc.Uses]
	for i := range uses {
		switch u := &uses[i]; {
		case u.Kind == search.Always:
			base -= amount(q, u, pupils) * e.price[r.rowOf+u.Row]
		case u.Kind == search.InSet && e.price[r.rowOf+u.Row] != 0,
			u.Kind == search.AtSlot && e.some(r.rowOf+u.Row+o.Base, o.Len),
			u.Kind == search.Overlap && e.some(r.rowOf+u.Row, int32(len(m.Slots))):
			e.slotted = append(e.slotted, u)
		}
	}
	return base
}

// arc prices out an arc for some pupils that sit alone, in all its slots.
func (e *Evaluator) arc(a, k, pupils int32) {
	r := e.r
	m := r.m
	q, x := &m.Asks[a], &r.asks[a]
	arc := &q.Arcs[k]
	o, f := &m.Offers[arc.Offer], &r.offers[arc.Offer]
	n := int64(pupils)
	need := o.Need(pupils) - e.fewest[arc.Offer]
	alone := min(q.Share, o.Share) == 1
	if need >= e.levels[arc.Offer] || alone && pupils < o.Minimum {
		return
	}
	base := e.base(a, k, pupils)
	open := e.open[e.openAt[arc.Offer]+need*o.Len:][:o.Len]
	if base <= e.slack+e.least[e.leastAt[arc.Offer]+need] {
		e.Work += 4
		return
	}
	item := Item{a, k, pupils}
	set := m.Sets[arc.Set]
	for w, word := range set.Words {
		e.Work += int64(4 + 2*bits.OnesCount64(word))
		for ; word != 0; word &= word - 1 {
			t := set.Base + int32(w<<6+bits.TrailingZeros64(word))
			v := base - open[t-o.Base]
			if x.daily != none {
				v -= n * e.price[x.daily+m.Slots[t].Day]
			}
			if len(e.slotted) > 0 {
				v -= e.slotUses(e.slotted, q, pupils, t)
			}
			b := f.block + t - o.Base
			if v > e.blocks[b].value {
				e.offer(b, choice{value: v, item: item, offer: arc.Offer, slot: t})
			}
			if e.gains != nil && !e.r.toured(arc.Offer) { // tours are columns by themselves
				g := &e.gains[a]
				if v > g.value || v == g.value && scatter(a, t, k) > scatter(a, g.slot, g.item.Arc) {
					*g = choice{value: v, item: item, offer: arc.Offer, slot: t}
				}
			}
		}
	}
}

// scatter breaks ties so that asks which could all sit at many equal places do
// not all choose one.
func scatter(a, t, k int32) uint32 {
	x := uint32(a)*0x9e3779b1 ^ uint32(t)*0x85ebca77 ^ uint32(k)*0xc2b2ae3d
	x ^= x >> 15
	x *= 0x2c1b3c6d
	return x ^ x>>12
}

// some reports whether any of some rows has a price.
func (e *Evaluator) some(row, rows int32) bool { return e.priced[row+rows] > e.priced[row] }

// slotUses is what some pupils pay for rows that count in a slot.
func (e *Evaluator) slotUses(slotted []*search.Use, q *search.Ask, pupils, t int32) int64 {
	sum := int64(0)
	for _, u := range slotted {
		sum += amount(q, u, pupils) * e.priceAt(u, t)
	}
	return sum
}

// priceAt is the price of what a use counts on in a slot.
func (e *Evaluator) priceAt(u *search.Use, t int32) int64 {
	row := e.r.rowOf + u.Row
	switch u.Kind {
	case search.AtSlot:
		return e.price[row+t]
	case search.Overlap:
		p := int64(0)
		for _, s := range e.r.m.Covers[t] {
			p += e.price[row+s]
		}
		return p
	case search.InSet:
		if !e.r.m.Sets[u.Set].Has(t) {
			return 0
		}
	}
	return e.price[row]
}

// credit is what a pupil's first stay adds.
func (e *Evaluator) credit(a int32) int64 {
	x := &e.r.asks[a]
	first := e.r.Scale * e.r.bonus(&e.r.m.Asks[a])
	if x.debut != none {
		first = max(0, first-e.price[x.debut])
	}
	return first
}
