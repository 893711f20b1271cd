package search

import (
	"cmp"
	"math"
	"slices"
)

// bound is the working space of the bound of a node.
type bound struct {
	gains []int64 // by option: the most that it earns
	list  []gain  // those of one ask
	used  []int   // by day or course: options of an ask

	caps    []int64 // by cohort: the most that it can earn
	costs   []int64 // by cohort: what each part pays for its session then
	left    []int64 // by cohort: what it has not earned of the cap
	sums    []int64 // by cohort: what its asks can add
	bonuses []int64 // by cohort: what its bonus can grow

	joiners [][]joiner // by session
	touched []int32    // sessions with joiners
}

// gain is the most that an option earns, and the day and course that its part 0 takes.
type gain struct {
	points int64
	at     [2]int32
}

// joiner is an ask that could join a session, with so many pupils.
type joiner struct {
	ask         int32
	least, most int64
}

func newBound(s *state) bound {
	width := s.days
	for i := range s.m.Offers {
		width = max(width, s.m.Offers[i].Course+1)
	}
	cohorts := len(s.m.Cohorts)
	return bound{
		used: make([]int, width), caps: slices.Repeat([]int64{math.MaxInt64 / 2}, cohorts), costs: make([]int64, cohorts),
		left: make([]int64, cohorts), sums: make([]int64, cohorts), bonuses: make([]int64, cohorts),
		joiners: make([][]joiner, len(s.sessions)),
	}
}

// most bounds the points that live options can add.
func (x *closer) most(live []int32) int64 {
	b := &x.bound
	clear(b.sums)
	clear(b.bonuses)
	for from := 0; from < len(live); {
		to := x.endOf(live, from)
		ask := &x.m.Asks[x.options[live[from]].ask]
		b.sums[ask.Cohort] += x.mostOf(live[from:to])
		b.bonuses[ask.Cohort] = max(b.bonuses[ask.Cohort], ask.Bonus-x.bonus(ask.Cohort))
		from = to
	}
	copy(b.left, b.caps)
	for _, j := range x.journal {
		if j.kind == sat {
			c := x.m.Asks[x.askOf[j.who]].Cohort
			b.left[c] -= x.unitArc(j.who).Value*int64(x.size(j.who)) - b.costs[c]
		}
	}
	total := int64(0)
	for c := range b.sums {
		total += min(b.sums[c]+b.bonuses[c], b.left[c]-x.bonus(int32(c)))
	}
	return total
}

// mostOf bounds the points that the live options of one ask can add: by those
// of the stays that it lacks, no more a day than may be, and one a course of
// their parts 0.
func (x *closer) mostOf(live []int32) int64 {
	b := &x.bound
	a := x.options[live[0]].ask
	ask := &x.m.Asks[a]
	b.list = b.list[:0]
	for _, k := range live {
		o := &x.options[k]
		b.gains[k] = o.worth - x.costOf(o)
		b.list = append(b.list, gain{b.gains[k], [2]int32{x.m.Slots[o.slot].Day, x.m.Offers[ask.Arcs[o.arcs[0]].Offer].Course}})
	}
	slices.SortFunc(b.list, func(a, b gain) int { return cmp.Compare(b.points, a.points) })
	lacks := ask.Stays - x.stays[a]
	return min(b.best(lacks, 0, x.m.PerDay), b.best(lacks, 1, 1))
}

// best adds up the best gains, so many in all and at each day or course.
func (b *bound) best(all int32, by, each int) int64 {
	sum := int64(0)
	for _, g := range b.list {
		if all > 0 && g.points > 0 && b.used[g.at[by]] < each {
			b.used[g.at[by]]++
			sum += g.points
			all--
		}
	}
	for _, g := range b.list {
		b.used[g.at[by]] = 0
	}
	return sum
}

// costOf bounds from below what an option adds to the cost of sessions: that
// of a new one is shared by all pupils who could come and have seats.
func (x *closer) costOf(o *option) int64 {
	ask := &x.m.Asks[o.ask]
	cost := int64(0)
	for part, arc := range o.arcs {
		i := x.sessionOf(o, arc)
		if len(x.sessions[i].units) > 0 {
			continue
		}
		size := Share(ask.Pupils, int32(part), int32(len(o.arcs)))
		if others := x.company(i, o.ask, size); others > 0 {
			cost += share(x.m.Cost, size, min(int64(x.m.Offers[x.sessions[i].offer].Seats), size+others))
		} else {
			cost += x.m.Cost
		}
	}
	return cost
}
