package relax

// fuller says how full sessions can be.
type fuller struct {
	r     *Relaxation
	known map[crowd]int32
	sums  []bool
}

// crowd is who may share a session of an offer with some pupils.
type crowd struct {
	offer, pupils, with int32
	level               uint8
}

// manySeats is when seats are so many that it hardly matters who fills them.
const manySeats = 200

// fullest returns the most pupils of a session in which an item sits, with those
// who may share it, their slots aside: an item bears of a session what it takes
// of these, as seats that nobody can fill are of no use.
func (f *fuller) fullest(i Item) int32 {
	r := f.r
	q := &r.m.Asks[i.Ask]
	offer := r.offerOf(i)
	o := &r.m.Offers[offer]
	own := sharing(q, o)
	left := o.Seats - i.Pupils
	switch {
	case own == 1 || left <= 0:
		return i.Pupils
	case left > manySeats:
		return o.Seats
	}
	key := crowd{offer: offer, pupils: i.Pupils, level: own}
	switch own {
	case 2:
		key.with = q.School
	case 3:
		key.with = q.Stage
	}
	if n, ok := f.known[key]; ok {
		return n
	}
	f.sums = grow(f.sums, int(left)+1)
	clear(f.sums)
	f.sums[0] = true
	last, times := int32(0), int32(0)
	for _, x := range r.roster.options[r.roster.optionAt[offer]:r.roster.optionAt[offer+1]] {
		if x.item.Pupils > left || f.sums[left] { // they come by their pupils
			break
		}
		p := &r.m.Asks[x.item.Ask]
		level := min(own, x.level)
		if x.item.Ask == i.Ask || level == 3 && p.Stage != q.Stage || level == 2 && p.School != q.School {
			continue
		}
		if x.item.Pupils != last {
			last, times = x.item.Pupils, 0
		}
		if times++; times > left/last {
			continue
		}
		for n := left; n >= last; n-- {
			f.sums[n] = f.sums[n] || f.sums[n-last]
		}
	}
	for !f.sums[left] {
		left--
	}
	f.known[key] = i.Pupils + left
	return i.Pupils + left
}
