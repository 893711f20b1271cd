package matching_test

import (
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestCloseAgainstOracle closes small problems: at least 95 % are proven, and
// what is proven is the best there is.
func TestCloseAgainstOracle(t *testing.T) {
	const work = 200_000
	problems := uint64(500)
	if *full {
		problems = 3000
	}
	proven, compared := 0, 0
	var used []int64
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, all, err := matching.CloseForTest(t.Context(), p, work)
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		used = append(used, plan.Stats.Work)
		if all {
			proven++
		}
		best, _, ok := oracle.Best(p)
		if !ok { // too large for the oracle
			continue
		}
		compared++
		if plan.Points > best || all && plan.Points < best {
			t.Errorf("seed %d: %d points, proven %t, but the best plan has %d", seed, plan.Points, all, best)
		}
	}
	slices.Sort(used)
	n := len(used)
	t.Logf("%d of %d proven, %d compared; work: median %d, 99 %% below %d, most %d", proven, n, compared, used[n/2], used[n*99/100], used[n-1])
	if proven*100 < 95*int(problems) || compared < n*9/10 {
		t.Errorf("%d proven and %d compared of %d, too few", proven, compared, n)
	}
}
