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
	plan, err = c.run(ctx, 0, func() (search.Solution, int64, search.Stop, error) {
		start, _, stop, err := search.First(ctx, c.model)
		if err != nil {
			return search.Solution{}, 0, stop, err
		}
		best, all, used := search.Close(ctx, c.model, start, work)
		proven = all
		return best, used, stop, nil
	})
	return plan, proven, err
}

// FingerprintForTest is the fingerprint of data that need not be a problem.
func FingerprintForTest(data any) string { return digest(data) }
