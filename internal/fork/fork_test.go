package fork_test

import (
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/fork"
)

// TestDo: each call is made once, on one processor and on several.
func TestDo(t *testing.T) {
	for _, processors := range []int{1, 3} {
		before := runtime.GOMAXPROCS(processors)
		for n := range 9 {
			calls := make([]atomic.Int64, n)
			fork.Do(n, func(k int) { calls[k].Add(1) })
			for k := range calls {
				if got := calls[k].Load(); got != 1 {
					t.Errorf("%d processors: call %d of %d was made %d times", processors, k, n, got)
				}
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

// TestPart: the parts of a list follow each other, and differ in length by one at most.
func TestPart(t *testing.T) {
	for length := range 30 {
		for n := 1; n < 8; n++ {
			end := 0
			for k := range n {
				from, to := fork.Part(length, n, k)
				if from != end || to-from < length/n || to-from > (length+n-1)/n {
					t.Errorf("part %d of %d of %d is from %d to %d, after %d", k, n, length, from, to, end)
				}
				end = to
			}
			if end != length {
				t.Errorf("%d parts of %d end at %d", n, length, end)
			}
		}
	}
}
