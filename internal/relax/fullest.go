package relax

import (
	"math"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// fuller says how full sessions can be.
type fuller struct {
	r       *Relaxation
	known   map[crowd]int32
	counted bool // the crowds of no pupils of offers with many seats are known
	sums    []bool
}

func (r *Relaxation) newFuller() fuller {
	return fuller{r: r, known: map[crowd]int32{}}
}

// crowd is who may share a session of an offer with some pupils, or where it has many
// seats with anybody of its level.
type crowd struct {
	offer, pupils, with int32
	level               uint8
}

// manySeats is when seats are so many that only the number of those matters who
// could fill them.
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
		return min(o.Seats, f.most(offer, q, own)-int32(q.Pupils)+i.Pupils)
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

// most returns how many pupils could share a session of an offer with an ask, itself
// included, were there seats for all.
func (f *fuller) most(offer int32, q *search.Ask, own uint8) int32 {
	if !f.counted {
		f.counted = true
		f.count()
	}
	n := f.known[crowd{offer: offer, level: 2, with: q.School}]
	if own >= 3 {
		n = max(n, f.known[crowd{offer: offer, level: 3, with: q.Stage}])
	}
	if own >= 4 {
		n = max(n, f.known[crowd{offer: offer, level: 4}])
	}
	return n
}

// count counts the pupils who could share the sessions of offers with many seats, by
// school, by stage, and with anyone.
func (f *fuller) count() {
	m := f.r.m
	last := filled(len(m.Offers)) // by offer: the last ask that was counted
	for a := range m.Asks {
		q := &m.Asks[a]
		for k := range q.Arcs {
			offer := q.Arcs[k].Offer
			o := &m.Offers[offer]
			level := sharing(q, o)
			if o.Seats <= manySeats || last[offer] == int32(a) {
				continue
			}
			last[offer] = int32(a)
			add := func(least uint8, with int32) {
				if level >= least {
					key := crowd{offer: offer, level: least, with: with}
					f.known[key] = min(math.MaxInt32/2, f.known[key]+int32(q.Pupils))
				}
			}
			add(2, q.School)
			add(3, q.Stage)
			add(4, 0)
		}
	}
}
