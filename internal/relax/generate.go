package relax

// Generate prices out all sessions at the duals of the master and adds those
// that gain: of each ask the best item alone and its bundles, and of each block
// the best session that several share. It returns the bound at the prices and
// how many columns were added.
func (e *Evaluator) Generate(m *Master, price []int64) (bound int64, added int) {
	least := e.r.Scale / 1024
	e.alone = grow(e.alone, len(e.r.asks))
	clear(e.alone)
	e.gains = e.alone
	bound = e.Bound(price)
	add := func(list []choice) {
		for i := range list {
			if x := &list[i]; x.value > least && !e.halted() && m.Add(e.column(x)) {
				added++
			}
		}
	}
	add(e.gains)
	add(e.gained)
	for i := range e.blocks {
		if e.blocks[i].group != nil {
			add(e.blocks[i : i+1])
		}
	}
	e.gains = nil
	return bound, added
}
