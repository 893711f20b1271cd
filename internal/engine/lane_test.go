package engine

import (
	"runtime"
	"testing"
	"testing/synctest"
)

// counter is a lane that counts up to its quota, halts, and is over at an end.
type counter struct {
	lane
	n, last int64
	told    bool // to end
}

func (c *counter) count() {
	for c.n < c.last {
		if c.n >= c.quota && !c.halt() {
			c.told = true
			return
		}
		c.n++
	}
}

func TestLane(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		quotas []int64
		want   int64
		over   bool
	}{
		{"ended before it began", "nothing was granted", nil, 0, false},
		{"ended while halted", "as far as the quota", []int64{3}, 3, false},
		{"granted twice", "it goes on where it was", []int64{3, 5}, 5, false},
		{"over", "it counts to 7", []int64{9}, 7, true},
		{"granted when over", "nothing happens", []int64{9, 12}, 7, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
				c := &counter{last: 7}
				c.run(c.count)
				for _, q := range tt.quotas {
					c.grant(q)
					runtime.Gosched()
					c.wait()
				}
				if c.n != tt.want || c.over != tt.over {
					t.Errorf("counted to %d, over %t: %s", c.n, c.over, tt.reason)
				}
				c.end()
				if !c.over || c.n != tt.want || c.told != (len(tt.quotas) > 0 && !tt.over) {
					t.Errorf("after the end: counted to %d, over %t, told %t: %s", c.n, c.over, c.told, tt.reason)
				}
				c.end()
			})
		})
	}
}
