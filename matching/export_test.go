package matching

import (
	"context"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// CloseForTest closes what first come, first served gives, for so much work, and
// reports whether no plan has more points.
func CloseForTest(ctx context.Context, p *Problem, work int64) (plan *Plan, proven bool, err error) {
	c, err := compile(ctx, p)
	if err != nil {
		return nil, false, err
	}
	last, err := c.newKeeper(ctx).run(ctx, 0, func() (search.Solution, int64, search.Stop, error) {
		start, _, stop, err := search.First(ctx, c.model)
		if err != nil {
			return search.Solution{}, 0, stop, err
		}
		best, all, used := search.Close(ctx, c.model, start, work)
		proven = all
		return best, used, stop, nil
	})
	if err != nil {
		return nil, false, err
	}
	return last.plan, proven, nil
}

// FingerprintForTest is the fingerprint of data that need not be a problem.
func FingerprintForTest(data any) string { return digest(data) }
