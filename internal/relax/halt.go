package relax

// Halt lets stop end what the evaluator does: it is asked between small pieces
// of work. A bound cut short is math.MaxInt64, and the columns are some of those
// there are.
func (e *Evaluator) Halt(stop func() bool) { e.stop = stop }

func (e *Evaluator) halted() bool {
	e.cut = e.cut || e.stop != nil && e.stop()
	return e.cut
}
