package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// load is what one visit takes of something from one moment to another.
type load struct {
	from, to capacity.Moment
	amount   int64
}

// overload is a stretch of time in which loads exceed their limit.
type overload struct {
	from capacity.Moment
	most int64
}

// overloads sweeps over the loads and returns every stretch in which they add
// up to more than the limit, by time.
func overloads(loads []load, limit int64) []overload {
	type change struct {
		at     capacity.Moment
		amount int64
	}
	changes := make([]change, 0, 2*len(loads))
	for _, l := range loads {
		changes = append(changes, change{l.from, l.amount}, change{l.to, -l.amount})
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	var all []overload
	sum, over := int64(0), false
	for i, c := range changes {
		sum += c.amount
		if i+1 < len(changes) && changes[i+1].at == c.at {
			continue // only the sum after all changes of a moment counts
		}
		switch {
		case sum <= limit:
			over = false
		case over:
			all[len(all)-1].most = max(all[len(all)-1].most, sum)
		default:
			over = true
			all = append(all, overload{from: c.at, most: sum})
		}
	}
	return all
}
