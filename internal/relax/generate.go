package relax

// Generate prices out all sessions and calls found with those that gain: of each
// ask its bundles and programs, of each block the best session that several
// share, and where alone is true of each ask the best item alone. It returns the
// bound at the prices.
func (e *Evaluator) Generate(price []int64, alone bool, found func(Column)) (bound int64) {
	least := e.r.Scale / 1024
	if alone {
		e.alone = grow(e.alone, len(e.r.asks))
		clear(e.alone)
		e.gains = e.alone
	}
	bound = e.Bound(price)
	add := func(list []choice) {
		for i := range list {
			if x := &list[i]; x.value > least && !e.halted() {
				found(e.column(x))
			}
		}
	}
	add(e.gains)
	add(e.gained)
	for i := range e.blocks {
		if i&0xffff == 0xffff && e.halted() {
			break
		}
		if e.blocks[i].group != nil {
			add(e.blocks[i : i+1])
		}
	}
	e.gains = nil
	return bound
}
