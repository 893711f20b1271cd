package scenario

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/internal/district"
)

// Core says which instance of the core family [GenerateCore] draws.
type Core struct {
	Groups int // 1 to 1,000,000
	Mean   int // pupils of a group, 8 to 50; 0 means 36
	Tight  int // percent, 1 to 1,000; 0 means 100. At 100 the rooms are free for 80 sessions per 100 groups, at 200 for 40
}

// GenerateCore draws an instance of the core family, on which engines are
// compared: each group asks for one visit, with six ranked wishes at the four
// nearest centers and 6 to 19 half-days in which it can come; the rooms' seats
// and free time, and the instructors there at each time, are the only limits.
// The same arguments give the same file on every machine.
func GenerateCore(c Core, seed uint64) (*File, error) {
	if c.Mean == 0 {
		c.Mean = 36
	}
	if c.Tight == 0 {
		c.Tight = 100
	}
	for _, x := range []struct {
		name           string
		n, least, most int
	}{{"groups", c.Groups, 1, 1_000_000}, {"a mean of", c.Mean, 8, 50}, {"tightness", c.Tight, 1, 1_000}} {
		if x.n < x.least || x.most < x.n {
			return nil, fmt.Errorf("scenario: the core family has no instance with %s %d; want %d to %d", x.name, x.n, x.least, x.most)
		}
	}
	return fileOf(district.BuildCore(district.Core{
		Name:  fmt.Sprintf("核心算例（%d）", c.Groups),
		Notes: []string{fmt.Sprintf("生成的数据：核心算例，%d 组，平均 %d 人，紧张度 %d%%，种子 %d；申请编号按到达先后排列", c.Groups, c.Mean, c.Tight, seed)},
		Seed:  seed, Groups: c.Groups, Mean: c.Mean, Tight: c.Tight,
	})), nil
}
