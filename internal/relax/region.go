package relax

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/lp"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Area is some offers in some slots.
type Area struct{ Offers, Slots []bool }

func (x *Area) has(offer, slot int32) bool { return x.Offers[offer] && x.Slots[slot] }

// Region is the linear program over what runs in an area, while everything else stays
// as a solution has it. Where groups sit alone it is one of assignment, to rooms and
// to people, with few fractions: who leads is left to it where people of several
// classes could.
type Region struct {
	LP      *lp.LP
	Columns []Column // those without items say who leads and who earns a bonus
	Here    []Column // what of the solution may change
	Worth   int64    // what that is worth, with the bonuses of its cohorts

	r     *Relaxation
	area  *Area
	left  []int64 // by row: what stays leaves of it
	stays []int32 // by ask: stays that stay
	seen  map[uint64]bool
	gone  []bool  // by column: fixed or banned
	rows  []int32 // by row: its index in the program, or none
	links []int32 // by ask: row that its bonus needs stays for, or none
	crews crews
	used  usages  // of the column that is being put together
	index []int32 // its entries
	coefs []float64

	entries int64 // of all columns
}

// usages are what a column uses of rows.
type usages struct {
	rows    []int32
	amounts []int64
}

// NewRegion returns the program of an area beside a solution. It has what runs there;
// of each ask that need not be whole so many options alone, those that are worth most at
// the prices that the evaluator priced out last; and of other columns those that fit. It is
// nil when the evaluator was halted.
func (e *Evaluator) NewRegion(sol *search.Solution, area *Area, most int, others []Column) *Region {
	r := e.r
	g := &Region{LP: lp.New(nil), r: r, area: area, left: make([]int64, len(r.Rows)), stays: make([]int32, len(r.asks)), seen: map[uint64]bool{},
		rows: filled(len(r.Rows)), links: filled(len(r.asks)), crews: newCrews(r)}
	for i := range r.Rows {
		g.left[i] = r.Rows[i].Cap
	}
	g.part(sol)
	for _, c := range g.Here {
		g.addColumn(c)
	}
	if !e.addAlone(g, most) {
		return nil
	}
	for i := range others {
		if i&0xfff == 0 && e.halted() {
			return nil
		}
		if c := &others[i]; g.open(c) {
			g.addColumn(*c)
		}
	}
	g.addBonuses()
	e.Work += int64(len(r.Rows)) + g.entries
	return g
}

// addAlone adds what asks may do alone, and reports whether it came to an end.
func (e *Evaluator) addAlone(g *Region, most int) bool {
	r := e.r
	w := wisher{most: most}
	for a := range r.asks {
		if e.halted() {
			return false
		}
		q := &r.m.Asks[a]
		if q.Whole || g.stays[a] >= q.Stays {
			continue
		}
		w.list, w.least = w.list[:0], -never
		for k := range q.Arcs {
			offer := q.Arcs[k].Offer
			if g.area.Offers[offer] && r.asks[a].arcs[k].full && int32(q.Pupils) >= r.m.Offers[offer].Minimum && !r.loose(Item{int32(a), int32(k), int32(q.Pupils)}) {
				e.wishes(int32(a), int32(k), g.area.Slots, &w)
			}
		}
		w.cut(int32(a))
		for _, x := range w.list {
			g.addColumn(Column{Offer: q.Arcs[x.Arc].Offer, Slot: x.Slot, Items: []Item{{int32(a), x.Arc, int32(q.Pupils)}}})
		}
	}
	return !e.halted()
}

// part takes what of a solution stays off the rows, and lists what may change.
func (g *Region) part(sol *search.Solution) {
	r := g.r
	pinned := map[int32]bool{}
	for _, f := range r.m.Fixed {
		pinned[f.Ask] = true
	}
	for _, c := range r.columnsOf(sol) {
		may := true
		for k, i := range c.Items {
			may = may && g.area.has(r.offerOf(i), c.SlotOf(k)) && !pinned[i.Ask]
		}
		for _, i := range c.Items {
			may = may && !r.toured(r.offerOf(i)) && (!r.m.Asks[i.Ask].Whole || c.Slots != nil) && (int64(i.Pupils) == r.m.Asks[i.Ask].Pupils || c.Bundle)
		}
		if may {
			c.Classes = nil
			g.Here = append(g.Here, c)
			continue
		}
		r.charge(&c, nil, func(row int32, n int64) { g.left[row] -= n })
		for k, i := range c.Items {
			if c.Slots != nil || k == 0 || c.Items[k-1].Ask != i.Ask {
				g.stays[i.Ask]++
			}
		}
	}
}

// open reports whether a column may run: in the area, and for asks that may have
// more stays there than now.
func (g *Region) open(c *Column) bool {
	for k, i := range c.Items {
		q, offer := &g.r.m.Asks[i.Ask], g.r.offerOf(i)
		if !g.area.has(offer, c.SlotOf(k)) || g.stays[i.Ask] >= q.Stays || q.Whole && c.Slots == nil || g.r.toured(offer) {
			return false
		}
	}
	return true
}

// use lists what a column uses of rows, but for people of whom several classes could
// come, and reports whether that is left.
func (g *Region) use(c *Column) bool {
	u := &g.used
	u.rows, u.amounts = u.rows[:0], u.amounts[:0]
	g.r.charge(c, nil, u.add)
	g.r.crewed(c, func(offer, slot int32, people int64) {
		if classes := g.r.offers[offer].classes; len(classes) == 1 {
			g.r.chargeStaff(classes, slot, func(row int32, n int64) { u.add(row, n*people) })
		}
	})
	for k, row := range u.rows {
		if u.amounts[k] > g.left[row] {
			return false
		}
	}
	return true
}

func (u *usages) add(row int32, n int64) {
	if k := slices.Index(u.rows, row); k >= 0 {
		u.amounts[k] += n
	} else if n != 0 {
		u.rows, u.amounts = append(u.rows, row), append(u.amounts, n)
	}
}

// put adds an entry to the column, of a row of the program.
func (g *Region) put(row int32, x float64) {
	if k := slices.Index(g.index, row); k >= 0 {
		g.coefs[k] += x
	} else {
		g.index, g.coefs = append(g.index, row), append(g.coefs, x)
	}
}

// row returns the program's row of a row, adding it when it is new.
func (g *Region) row(i int32) int32 {
	if g.rows[i] == none {
		g.rows[i] = int32(g.LP.AddRow(float64(g.left[i])/g.r.Rows[i].Unit, nil, nil))
	}
	return g.rows[i]
}

// insert adds the column that was put together.
func (g *Region) insert(cost int64, c Column) {
	g.LP.AddColumn(float64(cost), g.index, g.coefs)
	g.entries += int64(len(g.index))
	g.Columns, g.gone = append(g.Columns, c), append(g.gone, false)
	g.index, g.coefs = g.index[:0], g.coefs[:0]
}

// addColumn adds a column unless too little is left for it.
func (g *Region) addColumn(c Column) {
	c.Classes = nil
	if key := c.key(); !g.seen[key] {
		g.seen[key] = true
	} else {
		return
	}
	if !g.use(&c) || !g.manned(&c) {
		return
	}
	r := g.r
	r.crewed(&c, func(offer, slot int32, _ int64) { g.crewOf(offer, slot) })
	for k, row := range g.used.rows {
		g.put(g.row(row), float64(g.used.amounts[k])/r.Rows[row].Unit)
	}
	g.takeCrews(&c)
	for k, i := range c.Items {
		if r.asks[i.Ask].debut == none || r.bonus(&r.m.Asks[i.Ask]) == 0 {
			continue
		}
		if g.links[i.Ask] == none {
			g.links[i.Ask] = int32(g.LP.AddRow(float64(g.stays[i.Ask]), nil, nil))
		}
		g.put(g.links[i.Ask], -r.earning(&c, k))
	}
	g.insert(r.Worth(&c), c)
}

// addBonuses adds who earns the bonuses of the cohorts that have columns.
func (g *Region) addBonuses() {
	r := g.r
	sits := map[int32]bool{}
	for _, c := range g.Here {
		g.Worth += r.Worth(&c)
		for _, i := range c.Items {
			sits[i.Ask] = true
		}
	}
	for _, asks := range r.m.Cohorts {
		if !slices.ContainsFunc(asks, func(a int32) bool { return g.links[a] != none }) {
			continue
		}
		once := int32(g.LP.AddRow(1, nil, nil))
		most := int64(0)
		for _, a := range asks {
			q := &r.m.Asks[a]
			worth := r.bonus(q) * q.Pupils
			if sits[a] || g.stays[a] > 0 {
				most = max(most, worth)
			}
			if g.links[a] == none && g.stays[a] == 0 {
				continue
			}
			g.put(once, 1)
			if g.links[a] != none {
				g.put(g.links[a], 1)
			}
			g.insert(worth, Column{})
		}
		g.Worth += most
	}
}

// Asks lists the asks that have columns.
func (g *Region) Asks() (list []int32) {
	known := make([]bool, len(g.r.asks))
	for i := range g.Columns {
		for _, x := range g.Columns[i].Items {
			if !known[x.Ask] {
				known[x.Ask] = true
				list = append(list, x.Ask)
			}
		}
	}
	return list
}

// Fix holds a column.
func (g *Region) Fix(j int) {
	g.LP.Fix(j)
	g.gone[j] = true
	g.use(&g.Columns[j])
	for k, row := range g.used.rows {
		g.left[row] -= g.used.amounts[k]
	}
}

// Ban keeps a column from running.
func (g *Region) Ban(j int) {
	g.LP.Ban(j)
	g.gone[j] = true
}

// Prune bans the columns for which those that are held leave too little.
func (g *Region) Prune() {
	for j := range g.Columns {
		if c := &g.Columns[j]; len(c.Items) > 0 && !g.gone[j] && !g.use(c) {
			g.Ban(j)
		}
	}
}
