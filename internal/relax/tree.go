package relax

// tree packs the items of a session by going through the sets that fit, depth
// first, the largest item of a set before the others. Where sessions hold one
// group or two these sets are few. No two items may be of one ask, and they come
// from few pupils to many.
type tree struct {
	list  []sharer
	top   []int32 // by item: the most profitable one up to it
	small []int32 // by number: the pupils of so many of the smallest items
	path  []int32 // the present set
	found []int32 // the best set
	best  int64   // what it is worth, its session's cost aside
	tried int     // steps of the present search
	most  int     // that it may take
}

// solve returns the set that is worth most beyond what its session costs, by
// number of people, if that is more than least. It gives up where dynamic
// programming would be faster, and returns false.
func (d *tree) solve(limits []int32, open []int64, list []sharer, least int64) (found []int32, value int64, ok bool) {
	seats := limits[len(limits)-1]
	d.found, d.path, d.tried = d.found[:0], d.path[:0], 0
	d.list, d.top, d.small = list, grow(d.top, len(list)), append(d.small[:0], 0)
	d.most = len(list) * int(min(seats, stepsPerItem))
	top := int32(0)
	sum, profit := int64(0), list[0].profit
	for i := range list {
		if p := list[i].profit; p > profit {
			top, profit = int32(i), p
		}
		d.top[i] = top
		if sum += int64(list[i].pupils); sum <= int64(seats) {
			d.small = append(d.small, int32(sum))
		}
	}
	n := int64(len(d.small) - 1)
	if n == 0 || profit <= (least+open[0])/n {
		return nil, least, true
	}
	for k, most := range limits {
		if open[k] >= never {
			break
		}
		d.best = least + open[k]
		last := len(list)
		for last > 0 && list[last-1].pupils > most {
			last--
		}
		if last == 0 {
			continue
		}
		if x := d.top[last-1]; list[x].profit > d.best {
			d.best, d.found = list[x].profit, append(d.found[:0], x)
		}
		if n > 1 {
			d.add(last, most, 0)
		}
		if least = d.best - open[k]; d.tried > d.most {
			return nil, 0, false
		}
	}
	return d.found, least, true
}

// stepsPerItem bounds the steps of a search: about what dynamic programming
// would take for each item.
const stepsPerItem = 16

// add tries to add two items or more, of the first so many, to the present set.
func (d *tree) add(last int, room int32, sum int64) {
	list := d.list
	fit := 0 // items that fit beside the present one
	for k := last - 1; k > 0 && d.tried <= d.most; k-- {
		left := room - list[k].pupils
		if left < d.small[1] {
			continue
		}
		d.tried++
		for fit < k && list[fit].pupils <= left {
			fit++
		}
		n := min(fit, k)
		x := d.top[n-1]
		profit, with := list[x].profit, sum+list[k].profit
		if profit > d.best-with {
			d.best = with + profit
			d.found = append(append(d.found[:0], d.path...), int32(k), x)
		}
		if n > 1 && len(d.small) > 2 && left >= d.small[2] && profit > (d.best-with)/d.fitting(left) {
			d.path = append(d.path, int32(k))
			d.add(n, left, with)
			d.path = d.path[:len(d.path)-1]
		}
	}
}

// fitting returns how many items at most fit into some room.
func (d *tree) fitting(room int32) int64 {
	n := 2
	for n+1 < len(d.small) && d.small[n+1] <= room {
		n++
	}
	return int64(n)
}
