package relax

import (
	"github.com/sanjie-edu/sanjie/internal/lp"
)

// Master is the linear program over columns: how much of each session runs so
// that no row is exceeded, worth most. Its duals are prices.
type Master struct {
	r       *Relaxation
	LP      *lp.LP
	Columns []Column
	id      []int // by column: its index in the program
	seen    map[uint64]bool
	rows    []int32         // by row: its index in the program, or none
	link    []int32         // by ask: row that a first stay's bonus needs stays for, or none
	atLeast []int32         // by row: the row from below, of what is used exactly or not at all, or none
	prizes  map[int32]int   // by such a row: the column that earns the prize of its use, if it is forced
	owners  map[owner]int32 // rows of the program
	rowBuf  []int32
	coefBuf []float64
}

// NewMaster returns the program without sessions.
func (r *Relaxation) NewMaster() *Master {
	m := &Master{r: r, LP: lp.New(nil), seen: map[uint64]bool{}, owners: map[owner]int32{}, prizes: map[int32]int{}}
	m.rows, m.link = filled(len(r.Rows)), filled(len(r.asks))
	m.atLeast = filled(len(r.Rows))
	for i := range r.asks {
		x := &r.asks[i]
		q := &r.m.Asks[i]
		if x.debut != none && r.bonus(q) > 0 {
			m.link[i] = int32(m.LP.AddRow(0, nil, nil))
			m.LP.AddColumn(float64(r.bonus(q)*q.Pupils), []int32{m.row(x.debut), m.link[i]}, []float64{1, 1})
		}
		if !x.whole {
			continue
		}
		var rows []int32
		var coefs []float64
		for g := range q.Goals {
			row := &r.Rows[x.need+int32(g)]
			stays := float64(row.Cap) / row.Unit
			at := int32(m.LP.AddRow(0, nil, nil))
			m.rows[x.need+int32(g)] = at
			rows, coefs = append(rows, at), append(coefs, -stays)
			if row.Free {
				at = int32(m.LP.AddRow(0, nil, nil))
				m.atLeast[x.need+int32(g)] = at
				rows, coefs = append(rows, at), append(coefs, stays)
			}
		}
		m.prizes[x.need] = m.LP.AddColumn(0, append(rows, int32(m.LP.AddRow(1, nil, nil))), append(coefs, 1))
	}
	return m
}

func filled(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = none
	}
	return list
}

// row returns the program's row of a row, adding it when it is new.
func (m *Master) row(i int32) int32 {
	if m.rows[i] == none {
		x := &m.r.Rows[i]
		m.rows[i] = int32(m.LP.AddRow(float64(x.Cap)/x.Unit, nil, nil))
	}
	return m.rows[i]
}

// Worth is what a column is worth, bonuses of rows aside.
func (r *Relaxation) Worth(c *Column) int64 {
	sum := int64(0)
	for range r.sessions(c) {
		sum -= r.cost()
	}
	for _, i := range c.Items {
		q := &r.m.Asks[i.Ask]
		sum += int64(i.Pupils) * r.value(&q.Arcs[i.Arc])
		if r.asks[i.Ask].debut == none {
			sum += int64(i.Pupils) * r.bonus(q)
		}
	}
	return sum
}

// Add adds a column and reports whether it is new.
func (m *Master) Add(c Column) bool {
	r := m.r
	key := c.key()
	if m.seen[key] {
		return false
	}
	m.seen[key] = true
	rows, coefs := m.rowBuf[:0], m.coefBuf[:0]
	put := func(row int32, x float64) {
		for i := range rows {
			if rows[i] == row {
				coefs[i] += x
				return
			}
		}
		rows, coefs = append(rows, row), append(coefs, x)
	}
	r.charge(&c, nil, func(row int32, n int64) {
		x := float64(n) / r.Rows[row].Unit
		put(m.row(row), x)
		if m.atLeast[row] != none {
			put(m.atLeast[row], -x)
		}
	})
	for k, i := range c.Items {
		if m.link[i.Ask] != none {
			put(m.link[i.Ask], -r.earning(&c, k))
		}
	}
	if o, most, ok := r.owner(&c); ok {
		row, known := m.owners[o]
		if !known {
			row = int32(m.LP.AddRow(float64(most), nil, nil))
			m.owners[o] = row
		}
		put(row, 1)
	}
	id := m.LP.AddColumn(float64(r.Worth(&c)), rows, coefs)
	m.Columns = append(m.Columns, c)
	m.id = append(m.id, id)
	m.rowBuf, m.coefBuf = rows, coefs
	return true
}

// earning is the part of a stay by which an item of a column counts toward the
// bonus of its ask.
func (r *Relaxation) earning(c *Column, item int) float64 {
	i := c.Items[item]
	n := float64(i.Pupils) / float64(r.m.Asks[i.Ask].Pupils)
	if item == 0 {
		n -= float64(r.often(c))
	}
	return n
}

// key tells columns apart, but for one in some 2^60 pairs.
func (c *Column) key() uint64 {
	h := uint64(14695981039346656037)
	mix := func(x int32) { h = (h ^ uint64(uint32(x))) * 1099511628211; h ^= h >> 29 }
	mix(c.Offer)
	mix(c.Slot)
	for _, i := range c.Items {
		mix(i.Ask)
		mix(i.Arc)
		mix(i.Pupils)
	}
	mix(none)
	for _, k := range c.Classes {
		mix(k)
	}
	for _, t := range c.Slots {
		mix(t)
	}
	return h
}

// Generate adds the columns that gain most at some prices, and returns the bound
// there and how many there were.
func (m *Master) Generate(e *Evaluator, price []int64) (bound int64, added int) {
	bound = e.Generate(price, true, func(c Column) {
		if m.Add(c) {
			added++
		}
	})
	return bound, added
}

// Value is how much of a column runs.
func (m *Master) Value(i int) float64 { return m.LP.Value(m.id[i]) }

// Prices turns the duals into prices, rounded.
func (m *Master) Prices(price []int64) {
	clear(price)
	for i, at := range m.rows {
		if at == none {
			continue
		}
		x := &m.r.Rows[i]
		p := m.LP.Dual(int(at))
		if m.atLeast[i] != none {
			p -= m.LP.Dual(int(m.atLeast[i]))
		}
		price[i] = m.r.Price(i, float64(p*float64(m.r.Scale))/x.Unit)
	}
}

// Fix rewards a column so much that it runs in full if it can.
func (m *Master) Fix(i int) { m.LP.Fix(m.id[i]) }

// Ban keeps a column from running.
func (m *Master) Ban(i int) { m.LP.Ban(m.id[i]) }

// Free undoes Fix and Ban of a column.
func (m *Master) Free(i int) { m.LP.Free(m.id[i]) }

// Banned reports whether a column is banned.
func (m *Master) Banned(i int) bool { return m.LP.Banned(m.id[i]) }

// Sessions lists the sessions of a column.
func (m *Master) Sessions(i int) []Session {
	var list []Session
	for slot, items := range m.r.sessions(&m.Columns[i]) {
		list = append(list, Session{m.r.offerOf(items[0]), none, slot})
	}
	return list
}

// Release undoes Fix and Ban of all columns.
func (m *Master) Release() {
	for _, id := range m.id {
		m.LP.Free(id)
	}
}
