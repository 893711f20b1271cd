package search

import (
	"cmp"
	"math"
	"slices"
)

// bound is the working space of the bound of a node.
type bound struct {
	caps    []int64 // by cohort: the most that it can earn, sessions free of cost
	left    []int64 // by cohort: what it has not earned of that
	gains   []int64 // by cohort
	bonuses []int64 // by cohort
	list    []gain  // of one ask
	days    []int   // by day: stays of one ask

	room    []int64 // by session: how many pupils the live options could bring
	ask     []int32 // by session: the last ask that could bring some
	size    []int64 // by session: how many that would be
	touched []int32 // sessions with room
}

// gain is the most that an option earns, and its day.
type gain struct {
	points int64
	day    int32
}

func newBound(s *state) bound {
	cohorts, sessions := len(s.m.Cohorts), len(s.sessions)
	return bound{
		caps: slices.Repeat([]int64{math.MaxInt64 / 2}, cohorts), left: make([]int64, cohorts),
		gains: make([]int64, cohorts), bonuses: make([]int64, cohorts), days: make([]int, s.days),
		room: make([]int64, sessions), ask: make([]int32, sessions), size: make([]int64, sessions),
	}
}

// most bounds the points that live options can add.
func (x *closer) most(live []int32) int64 {
	b := &x.bound
	clear(b.gains)
	clear(b.bonuses)
	for from := 0; from < len(live); {
		to := x.endOf(live, from)
		ask := &x.m.Asks[x.options[live[from]].ask]
		b.gains[ask.Cohort] += x.mostOf(live[from:to])
		b.bonuses[ask.Cohort] = max(b.bonuses[ask.Cohort], ask.Bonus-x.bonus(ask.Cohort))
		from = to
	}
	copy(b.left, b.caps)
	for _, j := range x.journal {
		if j.kind == sat {
			b.left[x.m.Asks[x.askOf[j.who]].Cohort] -= x.unitArc(j.who).Value * int64(x.size(j.who))
		}
	}
	total := int64(0)
	for c := range b.gains {
		total += min(b.gains[c]+b.bonuses[c], b.left[c]-x.bonus(int32(c)))
	}
	return total
}

// mostOf bounds the points that the live options of one ask can add: its stays
// come on different days, or as many a day as may.
func (x *closer) mostOf(live []int32) int64 {
	b := &x.bound
	b.list = b.list[:0]
	for _, k := range live {
		o := &x.options[k]
		b.list = append(b.list, gain{o.worth - x.costOf(o), x.m.Slots[o.slot].Day})
	}
	slices.SortFunc(b.list, func(a, b gain) int { return cmp.Compare(b.points, a.points) })
	clear(b.days)
	a := x.options[live[0]].ask
	sum, left := int64(0), x.m.Asks[a].Stays-x.stays[a]
	for _, g := range b.list {
		if left == 0 || g.points <= 0 {
			break
		}
		if b.days[g.day] < x.m.PerDay {
			b.days[g.day]++
			sum += g.points
			left--
		}
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
		offer := &x.m.Offers[x.sessions[i].offer]
		if ask.Share == 1 || offer.Share == 1 {
			cost += x.m.Cost
			continue
		}
		pupils := Share(ask.Pupils, int32(part), int32(len(o.arcs)))
		cost += share(x.m.Cost, pupils, min(int64(offer.Seats), x.bound.room[i]))
	}
	return cost
}
