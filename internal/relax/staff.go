package relax

import (
	"encoding/binary"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// Class is people who can lead the same offers, in the same slots, within the same
// limits. They are priced together: what a class can do is the sum of what its
// people can. As slots lie within days, days within weeks and weeks within the
// term, sessions that keep to the sums can be given to the people one by one.
type Class struct {
	People []int32
	slot   int32 // row of slot 0
	free   []int32
	day    []int32 // by day: row or none
	week   []int32
	term   int32
}

// addStaff groups the people and adds their rows. A row is left out where what
// it sums up can never exceed it.
func (r *Relaxation) addStaff(stop func() bool) {
	m := r.m
	leads := make([][]int32, len(m.People))
	for o := range m.Offers {
		if o&0xff == 0xff && stop() {
			return
		}
		for _, p := range m.Offers[o].Leaders {
			leads[p] = append(leads[p], int32(o))
		}
	}
	classOf := map[string]int32{}
	for p := range m.People {
		if p&0x3f == 0x3f && stop() {
			return
		}
		if len(leads[p]) == 0 {
			continue
		}
		var key []byte
		for _, o := range leads[p] {
			key = binary.LittleEndian.AppendUint32(key, uint32(o))
		}
		x := &m.People[p]
		for _, word := range x.Free {
			key = binary.LittleEndian.AppendUint64(key, word)
		}
		for _, n := range []int32{x.PerDay, x.PerWeek, x.PerTerm} {
			key = binary.LittleEndian.AppendUint32(key, uint32(n))
		}
		k, ok := classOf[string(key)]
		if !ok {
			k = int32(len(r.Staff))
			classOf[string(key)] = k
			r.Staff = append(r.Staff, Class{term: none})
			for _, o := range leads[p] {
				r.offers[o].classes = append(r.offers[o].classes, k)
			}
		}
		r.Staff[k].People = append(r.Staff[k].People, int32(p))
	}
	days, weeks := int32(0), int32(0)
	for _, t := range m.Slots {
		days, weeks = max(days, t.Day+1), max(weeks, t.Week+1)
	}
	for k := range r.Staff {
		if k&0x3f == 0x3f && (stop() || !r.room(stop)) {
			return
		}
		r.addClass(int32(k), days, weeks)
	}
	numbers := map[string]int32{}
	for i := range r.offers {
		x := &r.offers[i]
		slices.Sort(x.classes)
		var key []byte
		for _, k := range x.classes {
			key = binary.LittleEndian.AppendUint32(key, uint32(k))
		}
		n, ok := numbers[string(key)]
		if !ok {
			n = int32(len(numbers))
			numbers[string(key)] = n
		}
		x.pool = n
	}
	r.pools = len(numbers)
}

func (r *Relaxation) addClass(k, days, weeks int32) {
	m := r.m
	c := &r.Staff[k]
	c.free = make([]int32, len(m.Slots))
	c.day, c.week = make([]int32, days), make([]int32, weeks)
	byDay, byWeek := make([]int64, days), make([]int64, weeks)
	tightDay, tightWeek := make([]bool, days), make([]bool, weeks)
	term, tightTerm := int64(0), false
	for _, p := range c.People {
		able := abilities(m, &m.People[p], days, weeks)
		for t := range m.Slots {
			if m.People[p].Free[t>>6]>>(t&63)&1 == 1 {
				c.free[t]++
			}
		}
		for d := range days {
			byDay[d] += able.day[d]
			tightDay[d] = tightDay[d] || able.dayTight[d]
		}
		for w := range weeks {
			byWeek[w] += able.week[w]
			tightWeek[w] = tightWeek[w] || able.weekTight[w]
		}
		term += able.term
		tightTerm = tightTerm || able.termTight
	}
	c.slot = int32(len(r.Rows))
	for t := range m.Slots {
		r.addRow(Row{Kind: Slot, A: k, B: int32(t), Cap: int64(c.free[t]), Unit: 1})
	}
	for d := range days {
		c.day[d] = none
		if tightDay[d] {
			c.day[d] = r.addRow(Row{Kind: Day, A: k, B: d, Cap: byDay[d], Unit: 1})
		}
	}
	for w := range weeks {
		c.week[w] = none
		if tightWeek[w] {
			c.week[w] = r.addRow(Row{Kind: Week, A: k, B: w, Cap: byWeek[w], Unit: 1})
		}
	}
	if tightTerm {
		c.term = r.addRow(Row{Kind: Term, A: k, Cap: term, Unit: 1})
	}
}

// ability is the most sessions of a person by day, week and in all, and where
// that is by a limit.
type ability struct {
	day, week           []int64
	term                int64
	dayTight, weekTight []bool
	termTight           bool
}

// abilities counts the most sessions of a person. Slots of one day may lie in
// several calendars, and only those of one can be used; counting all is safe.
func abilities(m *search.Model, p *search.Person, days, weeks int32) ability {
	a := ability{day: make([]int64, days), week: make([]int64, weeks), dayTight: make([]bool, days), weekTight: make([]bool, weeks)}
	weekOf := make([]int32, days)
	for t := range m.Slots {
		s := &m.Slots[t]
		weekOf[s.Day] = s.Week
		if p.Free[t>>6]>>(t&63)&1 == 1 {
			a.day[s.Day]++
		}
	}
	for d := range a.day {
		if p.PerDay > 0 && a.day[d] > int64(p.PerDay) {
			a.day[d], a.dayTight[d] = int64(p.PerDay), true
		}
		a.week[weekOf[d]] += a.day[d]
	}
	for w := range a.week {
		if p.PerWeek > 0 && a.week[w] > int64(p.PerWeek) {
			a.week[w], a.weekTight[w] = int64(p.PerWeek), true
		}
		a.term += a.week[w]
	}
	if p.PerTerm > 0 && a.term > int64(p.PerTerm) {
		a.term, a.termTight = int64(p.PerTerm), true
	}
	return a
}
