package relax

import (
	"cmp"
	"math"
	"slices"
)

// crews is who leads in the program of a region. People of a single class are charged
// to the sessions. Where several classes could lead, how many of each do so in a slot
// is a column of its own: so an option is one column, whoever leads it.
type crews struct {
	at      []int32 // by pool and slot: 1 + the index of its crew, or 0
	list    []crew
	several []bool // by pool: a session may need several people
}

// crew is those who could lead the sessions of a pool in a slot.
type crew struct {
	row     int32 // people that sessions take, less those who lead
	leaders []leader
}

type leader struct {
	column, class int32
	apart         int32 // row that keeps a session from taking one person twice, or none
	free          int64
}

func newCrews(r *Relaxation) crews {
	w := crews{at: make([]int32, r.pools*len(r.m.Slots)), several: make([]bool, r.pools)}
	for i := range r.offers {
		o, p := &r.m.Offers[i], r.offers[i].pool
		w.several[p] = w.several[p] || o.Need(o.Seats) > 1
	}
	return w
}

// crewed calls f with each session of a column that takes people, and how many.
func (r *Relaxation) crewed(c *Column, f func(offer, slot int32, people int64)) {
	for slot, list := range r.sessions(c) {
		pupils := int32(0)
		for _, i := range list {
			pupils += i.Pupils
		}
		offer := r.offerOf(list[0])
		if n := r.m.Offers[offer].Need(pupils); n > 0 {
			f(offer, slot, int64(n))
		}
	}
}

// free is how many people of a class are left in a slot.
func (g *Region) free(class, slot int32) int64 {
	most := int64(math.MaxInt64)
	g.r.chargeStaff([]int32{class}, slot, func(row int32, _ int64) { most = min(most, g.left[row]) })
	return max(0, most)
}

// crewOf returns the crew that leads an offer in a slot, with columns for it when it
// is new, or nil where all who could are of one class.
func (g *Region) crewOf(offer, slot int32) *crew {
	x := &g.r.offers[offer]
	if len(x.classes) < 2 {
		return nil
	}
	at := &g.crews.at[int(x.pool)*len(g.r.m.Slots)+int(slot)]
	if *at == 0 {
		w := crew{row: int32(g.LP.AddRow(0, nil, nil))}
		for _, k := range x.classes {
			free := g.free(k, slot)
			if free == 0 {
				continue
			}
			l := leader{column: int32(len(g.Columns)), class: k, apart: none, free: free}
			g.put(w.row, -1)
			g.r.chargeStaff([]int32{k}, slot, func(row int32, n int64) { g.put(g.row(row), float64(n)) })
			if g.crews.several[x.pool] {
				l.apart = int32(g.LP.AddRow(0, nil, nil))
				g.put(l.apart, 1)
			}
			g.insert(0, Column{})
			w.leaders = append(w.leaders, l)
		}
		g.crews.list = append(g.crews.list, w)
		*at = int32(len(g.crews.list))
	}
	return &g.crews.list[*at-1]
}

// manned reports whether there are people for a column.
func (g *Region) manned(c *Column) bool {
	all := true
	g.r.crewed(c, func(offer, slot int32, people int64) {
		for _, k := range g.r.offers[offer].classes {
			people -= g.free(k, slot)
		}
		all = all && people <= 0
	})
	return all
}

// takeCrews puts the people that a column takes of crews.
func (g *Region) takeCrews(c *Column) {
	g.r.crewed(c, func(offer, slot int32, people int64) {
		w := g.crewOf(offer, slot)
		if w == nil {
			return
		}
		g.put(w.row, float64(people))
		for _, l := range w.leaders {
			if l.apart != none {
				g.put(l.apart, -float64(min(people, l.free)))
			}
		}
	})
}

// Leaders returns who leads a column of one session by the program, those first of
// whom most do.
func (g *Region) Leaders(j int) (people []int32) {
	c := &g.Columns[j]
	w := g.crewOf(c.Offer, c.Slot)
	if w == nil {
		return nil
	}
	list := slices.Clone(w.leaders)
	slices.SortStableFunc(list, func(a, b leader) int {
		return cmp.Compare(g.LP.Value(int(b.column)), g.LP.Value(int(a.column)))
	})
	for _, l := range list {
		people = append(people, g.r.Staff[l.class].People...)
	}
	return people
}

// BanCrew bans a column of one session, and all that take as many people of the same
// pool in the same slot at the same center.
func (g *Region) BanCrew(j int) {
	r := g.r
	c := &g.Columns[j]
	lacks := int64(0)
	r.crewed(c, func(_, _ int32, people int64) { lacks = people })
	for k := range g.Columns {
		x := &g.Columns[k]
		if len(x.Items) == 0 || g.gone[k] {
			continue
		}
		r.crewed(x, func(offer, slot int32, people int64) {
			if slot == c.Slot && r.offers[offer].pool == r.offers[c.Offer].pool && r.m.Offers[offer].Center == r.m.Offers[c.Offer].Center && people >= lacks {
				g.Ban(k)
			}
		})
	}
	g.Ban(j)
}
