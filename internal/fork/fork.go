// Package fork shares out work that falls apart into pieces.
package fork

import (
	"runtime"
	"sync"
)

// Do calls f with 0 to n-1, on several processors at once where there are any, and
// returns when all calls have. The first is made by the goroutine of the caller.
func Do(n int, f func(k int)) {
	if n <= 1 || runtime.GOMAXPROCS(0) == 1 {
		for k := range n {
			f(k)
		}
		return
	}
	var others sync.WaitGroup
	for k := 1; k < n; k++ {
		others.Go(func() { f(k) })
	}
	f(0)
	others.Wait()
}

// Part returns where the k-th of n equal parts of a list begins and ends.
func Part(length, n, k int) (from, to int) {
	return int(int64(length) * int64(k) / int64(n)), int(int64(length) * int64(k+1) / int64(n))
}
