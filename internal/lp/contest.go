package lp

// A contest finds the largest of many scores of which few change at a time.
type contest struct {
	score []float64
	most  []float64 // at least the largest of each group
}

const group = 64

// reset starts a contest of n scores of 0.
func (c *contest) reset(n int) {
	c.score = resized(c.score, n)
	clear(c.score)
	c.most = resized(c.most, (n+group-1)/group)
	clear(c.most)
}

func (c *contest) set(i int32, score float64) {
	c.score[i] = score
	if g := i / group; score > c.most[g] {
		c.most[g] = score
	}
}

// best returns the first of the largest scores, or -1 where none is above 0.
func (c *contest) best() int32 {
	for {
		g, most := 0, 0.0
		for k, s := range c.most {
			if s > most {
				g, most = k, s
			}
		}
		if most == 0 {
			return -1
		}
		at, top := 0, 0.0
		for i, s := range c.score[g*group : min((g+1)*group, len(c.score))] {
			if s > top {
				at, top = g*group+i, s
			}
		}
		if top == most {
			return int32(at)
		}
		c.most[g] = top
	}
}
