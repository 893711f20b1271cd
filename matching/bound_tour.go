package matching

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// carriage is a session that a team could hold at a school: of a cohort alone, or
// of several of an offering, whose cohort is -1.
type carriage struct {
	cohort, host int
	worth        int64
}

// tours reports whether a team carries the offering and no room holds it.
func (h *host) tours() bool { return h.Team != "" && len(h.rooms) == 0 }

// carry notes by slot and school what the sessions of an offering are worth that
// a team carries and no room holds: the team serves one school a slot (R20).
func (v *valuation) carry(h *host) {
	byslot := v.carries[h.Team]
	if byslot == nil {
		byslot = make([]map[int32][]carriage, len(h.line.slots))
		v.carries[h.Team] = byslot
	}
	for t := range h.line.slots {
		v.setLevels(h, t)
		for list := v.at[t]; len(list) > 0 && len(v.levels) > 0; {
			n := 1
			for n < len(list) && list[n].school == list[0].school {
				n++
			}
			if byslot[t] == nil {
				byslot[t] = map[int32][]carriage{}
			}
			v.carryTo(h, t, list[:n], &byslot[t])
			list = list[n:]
		}
	}
}

// carryTo is carry for one school.
func (v *valuation) carryTo(h *host, t int, list []placement, to *map[int32][]carriage) {
	note := func(cohort int, worth int64) {
		if worth > 0 {
			(*to)[list[0].school] = append((*to)[list[0].school], carriage{cohort, h.index, worth})
		}
	}
	few := false
	first, second := int64(-1), int64(-1) // the fewest pupils who share, and the next of another cohort
	for own := range byCohort(list) {
		for i := range own {
			x := &own[i]
			if h.Sharing == capacity.ShareNobody || x.share == capacity.ShareNobody {
				note(int(x.cohort), v.alone(x))
			}
		}
		if i := slices.IndexFunc(own, func(x placement) bool { return x.share != capacity.ShareNobody }); i >= 0 && h.Sharing != capacity.ShareNobody {
			few = few || int64(own[i].pupils) < h.minimum
			switch n := int64(own[i].pupils); {
			case first < 0 || n < first:
				first, second = n, first
			case second < 0 || n < second:
				second = n
			}
		}
	}
	switch {
	case first < 0:
	case !few && (second < 0 || h.seats != 0 && first+second > h.seats): // no two have seats
		for i := range list {
			if x := &list[i]; x.share != capacity.ShareNobody {
				note(int(x.cohort), v.alone(x))
			}
		}
	default:
		note(-1, v.shared(h, t, list))
	}
}

// carried returns what the teams are worth at the most, each at one school a slot.
func (v *valuation) carried() int64 {
	sum := int64(0)
	for i := range v.network.Teams {
		team := &v.network.Teams[i]
		for _, schools := range v.carries[team.ID] {
			sum = cappedSum(sum, bestTour(schools, team.Sessions))
		}
	}
	return sum
}

// bestTour returns what so many sessions in a slot are worth at the most, all at
// one of the schools.
func bestTour(schools map[int32][]carriage, sessions int) int64 {
	best := int64(0)
	for _, list := range schools {
		best = max(best, tour(list, sessions))
	}
	return best
}

// mostHosts is the most offerings of a team among which cohorts sit in one.
const mostHosts = 6

// tour returns what so many sessions at a school are worth at the most, one of an
// offering, and one with a cohort that sits alone.
func tour(list []carriage, sessions int) int64 {
	var hosts []int
	for _, x := range list {
		if !slices.Contains(hosts, x.host) {
			hosts = append(hosts, x.host)
		}
	}
	slices.Sort(hosts)
	if len(hosts) > mostHosts {
		return tourOfMany(list, hosts, sessions)
	}
	slices.SortFunc(list, func(a, b carriage) int { return cmp.Compare(a.cohort, b.cohort) })
	best := make([]int64, 1<<len(hosts)) // by the offerings used
	for len(list) > 0 {
		n := 1
		for list[0].cohort >= 0 && n < len(list) && list[n].cohort == list[0].cohort {
			n++
		}
		for used := len(best) - 1; used > 0; used-- {
			for _, x := range list[:n] {
				if bit := 1 << slices.Index(hosts, x.host); used&bit != 0 {
					best[used] = max(best[used], best[used&^bit]+x.worth)
				}
			}
		}
		list = list[n:]
	}
	most := int64(0)
	for used, worth := range best {
		if bits.OnesCount(uint(used)) <= sessions {
			most = max(most, worth)
		}
	}
	return most
}

// tourOfMany is tour with cohorts that may sit in several sessions.
func tourOfMany(list []carriage, hosts []int, sessions int) int64 {
	best := make([]int64, len(hosts))
	for _, x := range list {
		k, _ := slices.BinarySearch(hosts, x.host)
		best[k] = max(best[k], x.worth)
	}
	slices.Sort(best)
	sum := int64(0)
	for _, n := range best[max(0, len(best)-sessions):] {
		sum = cappedSum(sum, n)
	}
	return sum
}
