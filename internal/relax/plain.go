package relax

import (
	"encoding/binary"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
)

// Plain is the linear program over single groups instead of sessions: how much
// of each group sits at each option, how much of each session runs that may be
// shared, and who of which class leads. Its optimum bounds nothing as it stands,
// since people are counted by fractions; but its duals are prices near the best
// for the relaxation, and its solution says roughly who sits where.
type Plain struct {
	LP      *pdhg.LP
	Options []Option // by column, for the first columns
	session []int32  // by session: its column when it may be shared, or none
	r       *Relaxation
	atLeast []int32 // by need row: the row from below, of goals that must be whole
}

// Run returns the column of a session that may be shared.
func (p *Plain) Run(offer, slot int32) int32 {
	return p.session[p.r.offers[offer].session+slot-p.r.m.Offers[offer].Base]
}

// Option is an item in a slot.
type Option struct {
	Item
	Slot int32
}

// plainer is a plain program in the making.
type plainer struct {
	*Plain
	link   []int32 // by ask: row that a first stay's bonus needs stays for, or none
	seats  []int32 // by session that may be shared: row, or none
	runs   []int32 // by offer, number of people and slot: 1 + group of what a session takes, 0 before it is asked for, or none
	runsAt []int32 // by offer: its first entry in runs
	levels []int32 // by offer: how many numbers of people it may need
	pool   []int32 // by offer: number of its pool, those who can lead it
	rows   []int32 // by pool and slot: row, or none
	pools  [][2]int32
	column entries
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

// NewPlain returns the plain program of a relaxation, or nil when stop says so
// meanwhile.
func (r *Relaxation) NewPlain(stop func() bool) *Plain {
	p := &plainer{Plain: &Plain{r: r, LP: &pdhg.LP{}, atLeast: filled(len(r.Rows))}, link: filled(len(r.asks)), levels: r.levels()}
	for i := range r.Rows {
		p.LP.AddRow(float64(r.Rows[i].Cap) / r.Rows[i].Unit)
	}
	p.ready()
	for a := range r.asks {
		if stop() {
			return nil
		}
		p.addAsk(int32(a))
	}
	p.addSessions()
	p.addStaff()
	p.addWholes()
	return p.Plain
}

// ready numbers what is numbered, and adds rows that are no rows of the relaxation.
func (p *plainer) ready() {
	r := p.r
	sessions, runs := int32(0), int32(0)
	numbers := map[string]int32{}
	for i := range r.offers {
		o := &r.m.Offers[i]
		p.runsAt = append(p.runsAt, runs)
		sessions += o.Len
		runs += o.Len * p.levels[i]
		var key []byte
		for _, k := range r.offers[i].classes {
			key = binary.LittleEndian.AppendUint32(key, uint32(k))
		}
		n, ok := numbers[string(key)]
		if !ok {
			n = int32(len(numbers))
			numbers[string(key)] = n
		}
		p.pool = append(p.pool, n)
	}
	p.session = filled(int(sessions))
	p.seats, p.runs, p.rows = filled(int(sessions)), make([]int32, runs), filled(len(numbers)*len(r.m.Slots))
	for i := range r.asks {
		x, q := &r.asks[i], &r.m.Asks[i]
		if x.debut != none && r.bonus(q) > 0 {
			p.link[i] = p.LP.AddRow(0)
		}
		for g := range q.Goals {
			if row := x.need + int32(g); x.whole && r.Rows[row].Free {
				p.atLeast[row] = p.LP.AddRow(0)
			}
		}
	}
}

// charge puts an amount of a row of the relaxation.
func (p *plainer) charge(row int32, n int64) {
	x := float64(n) / p.r.Rows[row].Unit
	p.column.put(row, x)
	if p.atLeast[row] != none {
		p.column.put(p.atLeast[row], -x)
	}
}

// add adds the column that was put together.
func (p *plainer) add(cost, upper float64) {
	p.LP.AddColumn(cost, upper, p.column.index, p.column.coefs)
	p.clear()
}

func (p *plainer) clear() { p.column.index, p.column.coefs = p.column.index[:0], p.column.coefs[:0] }

// addAsk adds the options of an ask. Its parts are counted one by one.
func (p *plainer) addAsk(a int32) {
	r := p.r
	q, x := &r.m.Asks[a], &r.asks[a]
	for k := range q.Arcs {
		for _, size := range sizes(q) {
			if (size < int32(q.Pupils) || x.arcs[k].full) && fits(r.m, q, &q.Arcs[k], size) {
				p.addArc(Item{a, int32(k), size})
			}
		}
	}
}

// addArc adds an item in all its slots.
func (p *plainer) addArc(i Item) {
	r := p.r
	q, x := &r.m.Asks[i.Ask], &r.asks[i.Ask]
	arc := &q.Arcs[i.Arc]
	o, f := &r.m.Offers[arc.Offer], &r.offers[arc.Offer]
	worth := int64(i.Pupils) * r.value(arc)
	if x.debut == none {
		worth += int64(i.Pupils) * r.bonus(q)
	}
	need := o.Need(i.Pupils)
	alone := min(q.Share, o.Share) == 1
	if alone {
		if i.Pupils < o.Minimum {
			return
		}
		worth -= r.cost()
	}
	part := float64(i.Pupils)
	upper := float64(r.Rows[x.need+arc.Goal].Cap) / part
	r.chargeArc(i, p.charge)
	if p.link[i.Ask] != none {
		p.column.put(p.link[i.Ask], -part/float64(q.Pupils))
	}
	all := p.LP.AddGroup(p.column.index, p.column.coefs)
	p.clear()
	r.m.Sets[arc.Set].Each(func(t int32) {
		p.column.put(all, 1)
		r.chargeSlot(i, t, p.charge)
		if alone {
			run := p.run(arc.Offer, t, need)
			if run == 0 {
				p.clear()
				return
			}
			p.column.put(run, 1)
		} else {
			s := f.session + t - o.Base
			if p.seats[s] == none {
				p.seats[s] = p.LP.AddRow(0)
			}
			p.column.put(p.seats[s], part/float64(o.Seats))
			if o.Per > 0 && len(f.classes) > 0 { // beyond the fewest, which the session has
				p.lead(arc.Offer, t, max(0, part/float64(o.Per)-float64(float64(o.Fewest)*part)/float64(o.Seats)))
			}
		}
		p.add(float64(worth), min(upper, 1))
		p.Options = append(p.Options, Option{i, t})
	})
}

// run returns the group of what a session takes besides seats, or 0 if there are
// not so many people.
func (p *plainer) run(offer, t, people int32) int32 {
	r := p.r
	o := &r.m.Offers[offer]
	if people-o.Need(1) >= p.levels[offer] {
		return 0
	}
	at := &p.runs[p.runsAt[offer]+(people-o.Need(1))*o.Len+t-o.Base]
	if *at == 0 {
		*at = none
		have := int32(0)
		for _, k := range r.offers[offer].classes {
			have += r.Staff[k].free[t]
		}
		if have >= people {
			saved := p.column
			p.column = entries{}
			if o.Team >= 0 {
				p.column.put(r.teamOf[o.Team]+t, 1)
			}
			for _, room := range r.offers[offer].rooms {
				p.column.put(r.roomOf[room]+t, 1)
			}
			p.lead(offer, t, float64(people))
			*at = -p.LP.AddGroup(p.column.index, p.column.coefs)
			p.column = saved
		}
	}
	if *at == none {
		return 0
	}
	return -*at
}

// lead puts people of a pool.
func (p *plainer) lead(offer, t int32, people float64) {
	classes := p.r.offers[offer].classes
	switch {
	case people == 0 || len(classes) == 0:
	case len(classes) == 1:
		p.staffed(classes[0], t, people)
	default:
		row := &p.rows[int(p.pool[offer])*len(p.r.m.Slots)+int(t)]
		if *row == none {
			*row = p.LP.AddRow(0)
			p.pools = append(p.pools, [2]int32{offer, t})
		}
		p.column.put(*row, people)
	}
}

// staffed puts people of a class.
func (p *plainer) staffed(k, t int32, people float64) {
	s := &p.r.Staff[k]
	at := &p.r.m.Slots[t]
	p.column.put(s.slot+t, people)
	for _, row := range []int32{s.day[at.Day], s.week[at.Week], s.term} {
		if row != none {
			p.column.put(row, people)
		}
	}
}

// addSessions adds how much of each session runs that may be shared.
func (p *plainer) addSessions() {
	r := p.r
	for i := range r.offers {
		o := &r.m.Offers[i]
		for k := range o.Len {
			row := p.seats[r.offers[i].session+k]
			if row == none {
				continue
			}
			if run := p.run(int32(i), o.Base+k, o.Need(1)); run != 0 {
				p.column.put(run, 1)
				p.column.put(row, -1)
				p.session[r.offers[i].session+k] = int32(len(p.LP.Cost))
				p.add(-float64(r.cost()), 1)
			}
		}
	}
}

// addStaff adds who of which class leads for a pool.
func (p *plainer) addStaff() {
	r := p.r
	for _, at := range p.pools {
		offer, t := at[0], at[1]
		row := p.rows[int(p.pool[offer])*len(r.m.Slots)+int(t)]
		for _, k := range r.offers[offer].classes {
			if most := r.Rows[r.Staff[k].slot+t].Cap; most > 0 {
				p.column.put(row, -1)
				p.staffed(k, t, 1)
				p.add(0, float64(2*most)) // the rows allow most, and are to have the price
			}
		}
	}
}

// addWholes adds who earns a bonus, and how much of each ask is there that must
// be whole.
func (p *plainer) addWholes() {
	r := p.r
	for i := range r.asks {
		x, q := &r.asks[i], &r.m.Asks[i]
		if p.link[i] != none {
			p.column.put(x.debut, 1)
			p.column.put(p.link[i], 1)
			p.add(float64(r.bonus(q)*q.Pupils), 2) // here too
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
		p.add(0, 1)
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
