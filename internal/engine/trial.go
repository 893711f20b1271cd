package engine

import (
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// trial tries by which fact a case is best divided: strong branching (Applegate et al.
// 1995).
type trial struct {
	d     *dual
	m     *search.Model
	x     *relax.Master // solved for the case
	value float64
}

// mostTrial is how many pivots a trial takes at the most.
const mostTrial = 20

// promise is the product of what the program loses where a fact holds and where it
// fails, by the columns that it has and after a few pivots. It reports whether it
// came to an end.
func (t *trial) promise(f Fact) (float64, bool) {
	fails, ok := t.lost(f, false)
	if !ok {
		return 0, false
	}
	holds, ok := t.lost(f, true)
	if f.closesNothing(t.m) { // what it costs to force it is not tried
		holds = max(holds, untried*fails)
	}
	return float64(max(1, fails) * max(1, holds)), ok
}

// untried is what part of what it loses where it fails a fact is taken to lose where it
// holds.
const untried = 0.25

// lost is what the program loses when the columns are banned that are not in a case.
func (t *trial) lost(f Fact, holds bool) (float64, bool) {
	var banned []int
	for i := range t.x.Columns {
		if !t.x.Banned(i) && f.bars(t.m, holds, &t.x.Columns[i]) {
			t.x.Ban(i)
			banned = append(banned, i)
		}
	}
	t.d.solving += int64(len(t.x.Columns))
	before := t.x.LP.Work()
	t.x.LP.Solve(mostTrial, t.d.stop)
	t.d.solving += t.x.LP.Work() - before
	lost := t.value - t.x.LP.Objective()
	for _, i := range banned {
		t.x.Free(i)
	}
	return lost, !t.d.stop()
}

// bars reports whether a column has an option that is closed where a fact holds, or
// fails.
func (f Fact) bars(m *search.Model, holds bool, c *relax.Column) bool {
	for k, i := range c.Items {
		if f.closes(m, holds, i.Ask, &m.Asks[i.Ask].Arcs[i.Arc], c.SlotOf(k)) {
			return true
		}
	}
	return false
}
