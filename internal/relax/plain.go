package relax

import (
	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Plain is the linear program over single groups instead of sessions: how much
// of each group sits at each option, how much of each session runs that may be
// shared, and who of which class leads. Its optimum bounds nothing as it stands,
// since people are counted by fractions; but its duals are prices near the best
// for the relaxation, and its solution says roughly who sits where. Of the
// options it has only those that were added.
type Plain struct {
	LP      *pdhg.LP
	Options []Option // by column; those of no ask are no options
	Others  []int32  // the columns that are none, but for those that joined
	Joined  []Joined // sessions with all who sit there

	r       *Relaxation
	atLeast []int32         // by need row: the row from below, of goals that must be whole
	link    []int32         // by ask: row that a first stay's bonus needs stays for, or none
	seats   []int32         // by session: row, or none
	session []int32         // by session: its column when it may be shared, or none
	runs    []int32         // by offer, number of people and slot: group of what a session takes, 0 before it is asked for, or none
	runsAt  []int32         // by offer: its first entry in runs
	levels  []int32         // by offer: how many numbers of people it may need
	rows    []int32         // by pool: row of slot 0, or none
	led     []bool          // by pool and slot: there are columns for who leads
	groups  []int32         // by arc and size: what it takes in any slot, 0 before it is asked for
	fullest []int32         // by arc and size: the most pupils of a session in which it sits
	arcAt   []int32         // by ask: its first arc
	groupAt []int32         // by arc: its first entry in groups
	bitAt   []int32         // by arc: its first entry in have
	have    []uint64        // by arc: slots whose options were added
	owners  map[owner]int32 // rows of who has what belongs together
	singles []int32         // by team: row of slot 0 that says who comes
	seen    map[uint64]bool
	tight   bool // what these columns cover is not to be covered by options
	fuller  fuller
	column  entries
}

// Run returns the column of a session that may be shared.
func (p *Plain) Run(offer, slot int32) int32 {
	return p.session[p.r.offers[offer].session+slot-p.r.m.Offers[offer].Base]
}

// Joined is a column of the relaxation in the plain program.
type Joined struct {
	Column
	At int32 // its index there
}

// Option is an item in a slot.
type Option struct {
	Item
	Slot int32
}

// entries are those of a column, or of a group.
type entries struct {
	index []int32
	coefs []float32
}

func (e *entries) put(row int32, x float64) {
	if x == 0 {
		return
	}
	for k, i := range e.index {
		if i == row {
			e.coefs[k] += float32(x)
			return
		}
	}
	e.index, e.coefs = append(e.index, row), append(e.coefs, float32(x))
}

// NewPlain returns the plain program of a relaxation without options, or nil when
// stop says so meanwhile.
func (r *Relaxation) NewPlain(stop func() bool) *Plain {
	p := &Plain{r: r, LP: &pdhg.LP{}, atLeast: filled(len(r.Rows)), link: filled(len(r.asks)), levels: r.levels(), fuller: r.newFuller()}
	for i := range r.Rows {
		if i&0xffff == 0 && stop() {
			return nil
		}
		p.LP.AddRow(float64(r.Rows[i].Cap) / r.Rows[i].Unit)
	}
	if p.addAsks(stop); stop() {
		return nil
	}
	if p.addSessions(stop); stop() {
		return nil
	}
	p.addPools()
	p.addOwners()
	p.addSingles()
	if p.addWholes(); stop() {
		return nil
	}
	return p
}

// addAsks numbers arcs, and adds the rows of asks that are none of the relaxation, unless
// stop says so meanwhile.
func (p *Plain) addAsks(stop func() bool) {
	r := p.r
	arcs, groups, words := int32(0), int32(0), int32(0)
	for i := range r.asks {
		if i&0x3ff == 0x3ff && stop() {
			return
		}
		x, q := &r.asks[i], &r.m.Asks[i]
		if x.debut != none && r.bonus(q) > 0 {
			p.link[i] = p.LP.AddRow(0)
		}
		for g := range q.Goals {
			if row := x.need + int32(g); x.whole && r.Rows[row].Free {
				p.atLeast[row] = p.LP.AddRow(0)
			}
		}
		p.arcAt = append(p.arcAt, arcs)
		arcs += int32(len(q.Arcs))
		sizes := int32(len(sizes(q)))
		for k := range q.Arcs {
			p.groupAt, p.bitAt = append(p.groupAt, groups), append(p.bitAt, words)
			groups += sizes
			words += int32(len(r.m.Sets[q.Arcs[k].Set].Words))
		}
	}
	p.groups, p.fullest, p.have = make([]int32, groups), make([]int32, groups), make([]uint64, words)
}

// addSessions adds a row for the seats of each session that may be shared, unless stop
// says so meanwhile.
func (p *Plain) addSessions(stop func() bool) {
	r := p.r
	shared := make([]bool, len(r.offers))
	for i := range r.m.Asks {
		for _, arc := range r.m.Asks[i].Arcs {
			shared[arc.Offer] = shared[arc.Offer] || min(r.m.Asks[i].Share, r.m.Offers[arc.Offer].Share) > 1
		}
	}
	sessions, runs := int32(0), int32(0)
	for i := range r.offers {
		o := &r.m.Offers[i]
		p.runsAt = append(p.runsAt, runs)
		sessions += o.Len
		runs += o.Len * p.levels[i]
	}
	p.session, p.seats, p.runs = filled(int(sessions)), filled(int(sessions)), make([]int32, runs)
	for i := range r.offers {
		if i&0x3f == 0 && stop() {
			return
		}
		for k := range r.m.Offers[i].Len {
			if shared[i] {
				p.seats[r.offers[i].session+k] = p.LP.AddRow(0)
			}
		}
	}
}

// addPools adds a row for the people of each pool of several classes in each slot.
func (p *Plain) addPools() {
	r := p.r
	p.rows = filled(r.pools)
	for i := range r.offers {
		x := &r.offers[i]
		if len(x.classes) < 2 || p.rows[x.pool] != none {
			continue
		}
		p.rows[x.pool] = int32(len(p.LP.RHS))
		for range r.m.Slots {
			p.LP.AddRow(0)
		}
	}
	p.led = make([]bool, r.pools*len(r.m.Slots))
}

// charge puts an amount of a row of the relaxation.
func (p *Plain) charge(row int32, n int64) {
	x := float64(n) / p.r.Rows[row].Unit
	p.column.put(row, x)
	if p.atLeast[row] != none {
		p.column.put(p.atLeast[row], -x)
	}
}

// add adds the column that was put together, of an option or of none.
func (p *Plain) add(cost float64, upper float32, o Option) {
	if o.Ask == none {
		p.Others = append(p.Others, int32(len(p.Options)))
	}
	p.insert(cost, upper, o)
}

// insert is add but that Others do not have the column.
func (p *Plain) insert(cost float64, upper float32, o Option) {
	p.LP.AddColumn(cost, upper, p.column.index, p.column.coefs)
	p.clear()
	p.Options = append(p.Options, o)
}

// other is the option of a column that is none.
var other = Option{Item: Item{Ask: none}}

func (p *Plain) clear() { p.column.index, p.column.coefs = p.column.index[:0], p.column.coefs[:0] }

// Add adds the options of a guide that it does not have, in all sizes, and
// returns how many columns that were, or less when stop says so meanwhile. Parts
// are counted one by one. Grow must follow.
func (p *Plain) Add(g *search.Guide, stop func() bool) int {
	r := p.r
	n := len(p.Options)
	for a := range r.asks {
		if stop() || !p.room(stop) {
			break
		}
		q := &r.m.Asks[a]
		for _, w := range g.Wishes[g.At[a]:g.At[a+1]] {
			if p.tight && p.r.loose(Item{int32(a), w.Arc, int32(q.Pupils)}) {
				continue
			}
			arc := p.arcAt[a] + w.Arc
			bit := w.Slot - r.m.Sets[q.Arcs[w.Arc].Set].Base
			word := &p.have[p.bitAt[arc]+bit>>6]
			if *word>>(bit&63)&1 == 1 {
				continue
			}
			*word |= 1 << (bit & 63)
			for i, size := range sizes(q) {
				if p.tight && p.r.loose(Item{int32(a), w.Arc, size}) {
					continue
				}
				if (size < int32(q.Pupils) || r.asks[a].arcs[w.Arc].full) && fits(r.m, q, &q.Arcs[w.Arc], size) {
					p.addOption(Option{Item{int32(a), w.Arc, size}, w.Slot}, p.groupAt[arc]+int32(i))
				}
			}
		}
	}
	return len(p.Options) - n
}

// room makes room for what one ask may add, and reports whether stop let it.
func (p *Plain) room(stop func() bool) (ok bool) {
	p.Options, ok = pdhg.Room(p.Options, 1<<12, stop)
	return ok && p.LP.Room(1<<16, stop)
}

// addOption adds an option, given the number of its arc and size.
func (p *Plain) addOption(i Option, n int32) {
	r := p.r
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	arc := &q.Arcs[i.Arc]
	o := &r.m.Offers[arc.Offer]
	s := r.offers[arc.Offer].session + i.Slot - o.Base
	worth := int64(i.Pupils) * r.value(arc)
	if x.debut == none {
		worth += int64(i.Pupils) * r.bonus(q)
	}
	if p.fullest[n] == 0 {
		p.fullest[n] = p.fuller.fullest(i.Item)
	}
	full := p.fullest[n]
	alone := min(q.Share, o.Share) == 1
	run := int32(none)
	switch {
	case full < o.Minimum:
		return
	case alone:
		worth -= r.cost()
		run = p.run(arc.Offer, i.Slot, o.Need(i.Pupils))
	default:
		if run = p.session[s]; run == none {
			run = p.addSession(arc.Offer, i.Slot)
		}
	}
	if run == none {
		return
	}
	p.column.put(p.group(i.Item, n), 1)
	r.chargeSlot(i.Item, i.Slot, p.charge)
	if alone {
		p.column.put(run, 1)
		p.visit(arc.Offer, i.Slot)
	} else {
		part := float64(i.Pupils) / float64(full)
		p.column.put(p.seats[s], part)
		p.lead(arc.Offer, i.Slot, float64(part*float64(o.Need(full)-o.Need(1)))) // beyond the fewest, which the session has
	}
	p.add(apart(worth, scatter(i.Ask, i.Slot, i.Arc)), min(float32(r.Rows[x.need+arc.Goal].Cap)/float32(i.Pupils), 1), i)
}

// group returns the group of what an item takes in any slot, given the number of its
// arc and size.
func (p *Plain) group(i Item, n int32) int32 {
	if p.groups[n] == 0 {
		saved := p.column
		p.column = entries{}
		p.r.chargeArc(i, p.charge)
		if p.link[i.Ask] != none {
			p.column.put(p.link[i.Ask], -float64(i.Pupils)/float64(p.r.m.Asks[i.Ask].Pupils))
		}
		p.groups[n] = p.LP.AddGroup(p.column.index, p.column.coefs)
		p.column = saved
	}
	return p.groups[n]
}

// apart is what a column is worth, up to a thousandth more or less as some hash says.
// Else a group could sit in many slots just as well, and the program would let it
// sit a little in each.
func apart(worth int64, hash uint32) float64 {
	return float64(worth) * (1 + (float64(hash>>8)/(1<<23)-1)/1000)
}

// addSession adds how much of a session runs that may be shared, and returns its
// column, or none when it cannot run.
func (p *Plain) addSession(offer, t int32) int32 {
	r := p.r
	s := r.offers[offer].session + t - r.m.Offers[offer].Base
	run := p.run(offer, t, r.m.Offers[offer].Need(1))
	if run == none {
		return none
	}
	p.column.put(run, 1)
	p.column.put(p.seats[s], -1)
	p.session[s] = int32(len(p.Options))
	p.add(-float64(r.cost()), 1, other)
	return p.session[s]
}

// run returns the group of what a session takes besides seats, or none if there
// are not so many people.
func (p *Plain) run(offer, t, people int32) int32 {
	r := p.r
	o := &r.m.Offers[offer]
	if people-o.Need(1) >= p.levels[offer] {
		return none
	}
	at := &p.runs[p.runsAt[offer]+(people-o.Need(1))*o.Len+t-o.Base]
	if *at != 0 {
		return *at
	}
	*at = none
	have := int32(0)
	for _, k := range r.offers[offer].classes {
		have += r.Staff[k].free[t]
	}
	if have < people {
		return none
	}
	saved := p.column
	p.column = entries{}
	if o.Team >= 0 {
		p.column.put(r.teamOf[o.Team]+t, 1)
	}
	for _, room := range r.offers[offer].rooms {
		p.column.put(r.roomOf[room]+t, 1)
	}
	p.lead(offer, t, float64(people))
	*at = p.LP.AddGroup(p.column.index, p.column.coefs)
	p.column = saved
	return *at
}

// lead puts people of a pool.
func (p *Plain) lead(offer, t int32, people float64) {
	classes := p.r.offers[offer].classes
	switch {
	case people == 0 || len(classes) == 0:
	case len(classes) == 1:
		p.staffed(classes[0], t, people)
	default:
		p.column.put(p.rows[p.r.offers[offer].pool]+t, people)
		p.addLeaders(offer, t)
	}
}

// addLeaders adds who of which class leads for a pool in a slot.
func (p *Plain) addLeaders(offer, t int32) {
	led := &p.led[int(p.r.offers[offer].pool)*len(p.r.m.Slots)+int(t)]
	if *led {
		return
	}
	*led = true
	saved := p.column
	p.column = entries{}
	for _, k := range p.r.offers[offer].classes {
		if most := p.r.Rows[p.r.Staff[k].slot+t].Cap; most > 0 {
			p.column.put(p.rows[p.r.offers[offer].pool]+t, -1)
			p.staffed(k, t, 1)
			p.add(0, float32(2*most), other) // the rows allow most, and are to have the price
		}
	}
	p.column = saved
}

// staffed puts people of a class.
func (p *Plain) staffed(k, t int32, people float64) {
	s := &p.r.Staff[k]
	at := &p.r.m.Slots[t]
	p.column.put(s.slot+t, people)
	for _, row := range []int32{s.day[at.Day], s.week[at.Week], s.term} {
		if row != none {
			p.column.put(row, people)
		}
	}
}

// addWholes adds who earns a bonus, and how much of each ask is there that must
// be whole.
func (p *Plain) addWholes() {
	r := p.r
	for i := range r.asks {
		x, q := &r.asks[i], &r.m.Asks[i]
		if p.link[i] != none {
			p.column.put(x.debut, 1)
			p.column.put(p.link[i], 1)
			p.add(float64(r.bonus(q)*q.Pupils), 2, other) // here too
		}
		if !x.whole {
			continue
		}
		for g := range q.Goals {
			row := x.need + int32(g)
			stays := float64(r.Rows[row].Cap) / r.Rows[row].Unit
			p.LP.RHS[row] = 0
			p.column.put(row, -stays)
			if p.atLeast[row] != none {
				p.column.put(p.atLeast[row], stays)
			}
		}
		p.add(0, 1, other)
	}
}

// Prices turns duals into prices, rounded.
func (p *Plain) Prices(y []float64, price []int64) {
	for i := range p.r.Rows {
		v := y[i]
		if p.atLeast[i] != none {
			v -= y[p.atLeast[i]]
		}
		price[i] = p.r.Price(i, float64(v*float64(p.r.Scale))/p.r.Rows[i].Unit)
	}
}
