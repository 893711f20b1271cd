package search

import "context"

func letGo() bool { return false }

// Run constructs and improves until a limit is reached or ctx ends.
func Run(ctx context.Context, m *Model, limits Limits, progress func(Progress)) (Solution, int64, Stop, error) {
	b, err := NewBoard(ctx, m, limits.Seed, limits.Start)
	if err != nil {
		return Solution{}, 0, Done, err
	}
	stopped := Done
	stop := func() bool {
		switch {
		case b.Points() >= limits.Bound:
			stopped = Done
		case ctx.Err() != nil:
			stopped = Ended
		case limits.Work > 0 && b.Work() >= limits.Work:
			stopped = Effort
		default:
			return false
		}
		return true
	}
	kept := func() {
		if progress != nil {
			stays, pupils := b.Seated()
			progress(Progress{Work: b.Work(), Points: b.Points(), Units: stays, Pupils: pupils})
		}
	}
	b.Construct(stop, kept)
	b.Improve(stop, func() bool { return ctx.Err() != nil }, kept)
	return b.Best(), b.Work(), stopped, nil
}
