package lp

// A contest finds the largest of many scores of which few change at a time.
type contest struct {
	score []float64
	most  []float64 // at least the largest of each group
	top   []float64 // at least the largest of each group of groups
}

const group = 64

// reset starts a contest of n scores of 0.
func (c *contest) reset(n int) {
	c.score = resized(c.score, n)
	clear(c.score)
	c.most = resized(c.most, (n+group-1)/group)
	clear(c.most)
	c.top = resized(c.top, (len(c.most)+group-1)/group)
	clear(c.top)
}

func (c *contest) set(i int32, score float64) {
	c.score[i] = score
	if g := i / group; score > c.most[g] {
		c.most[g] = score
		if h := g / group; score > c.top[h] {
			c.top[h] = score
		}
	}
}

// best returns the first of the largest scores, or -1 where none is above 0.
func (c *contest) best() int32 {
	for {
		h, bound := largest(c.top)
		if bound == 0 {
			return -1
		}
		g, most := largest(groupOf(c.most, h))
		g += h * group
		if most < bound {
			c.top[h] = most
			continue
		}
		i, score := largest(groupOf(c.score, g))
		if score == most {
			return int32(g*group + i)
		}
		c.most[g] = score
	}
}

func groupOf(list []float64, g int) []float64 {
	return list[g*group : min((g+1)*group, len(list))]
}

// largest returns the first of the largest that are above 0.
func largest(list []float64) (at int, most float64) {
	for i, s := range list {
		if s > most {
			at, most = i, s
		}
	}
	return at, most
}
