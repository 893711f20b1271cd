package relax

// Turn makes the program one over the columns of another relaxation, which has the
// same rows and some of the options, and maybe something forced. It keeps its basis,
// so that it is cheap to solve if little has changed. What is forced earns a prize, so
// large that the program has it unless it would lose several asks by it.
func (m *Master) Turn(r *Relaxation) {
	m.r = r
	prize := r.prize()
	for row, id := range m.prizes {
		m.LP.SetCost(id, 0)
		if x := &r.Rows[row]; x.Kind == Need && r.asks[x.A].must {
			m.LP.SetCost(id, prize)
		}
	}
	for i := range r.Rows {
		if x := &r.Rows[i]; x.Free && !(x.Kind == Need && r.asks[x.A].whole) {
			m.LP.SetCost(m.exactly(int32(i)), prize)
		}
	}
	for i := range m.Columns {
		if r.has(&m.Columns[i]) {
			m.LP.Free(m.id[i])
		} else {
			m.LP.Ban(m.id[i])
		}
	}
}

// has reports whether a relaxation has all options of a column.
func (r *Relaxation) has(c *Column) bool {
	for k, i := range c.Items {
		if !r.m.Sets[r.m.Asks[i.Ask].Arcs[i.Arc].Set].Has(c.SlotOf(k)) {
			return false
		}
	}
	return true
}

// exactly returns the column that earns the prize of a row's use, adding it when it
// is new.
func (m *Master) exactly(i int32) int {
	if id, known := m.prizes[i]; known {
		return id
	}
	m.row(i)
	x := &m.r.Rows[i]
	var columns []int32
	var uses []float64
	for k := range m.Columns {
		use := int64(0)
		m.r.charge(&m.Columns[k], nil, func(row int32, n int64) {
			if row == i {
				use += n
			}
		})
		if use != 0 {
			columns, uses = append(columns, int32(m.id[k])), append(uses, -float64(use)/x.Unit)
		}
	}
	m.atLeast[i] = int32(m.LP.AddRow(0, columns, uses))
	once := int32(m.LP.AddRow(1, nil, nil))
	id := m.LP.AddColumn(0, []int32{m.atLeast[i], once}, []float64{float64(x.Cap) / x.Unit, 1})
	m.prizes[i] = id
	return id
}

// prize is four times the most that one ask is worth.
func (r *Relaxation) prize() float64 {
	most := int64(0)
	for a := range r.m.Asks {
		q := &r.m.Asks[a]
		for k := range q.Arcs {
			most = max(most, (r.value(&q.Arcs[k])+r.bonus(q))*q.Pupils*int64(max(1, q.Stays)))
		}
	}
	return 4 * float64(most+r.cost())
}
