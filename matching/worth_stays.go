package matching

import "slices"

// stayed is what the stays of a guest that are valued by themselves are made of.
type stayed struct {
	known  bool
	days   [][]int64   // of a chain, by aim and date
	visits [][][]int64 // in parts, by aim, timeline and slot
	worth  int64
}

// before returns what the stays of a guest are as things are.
func (a *appraiser) before(i int32) *stayed {
	s := &a.stayOf[i]
	if s.known {
		return s
	}
	s.known = true
	if g := a.guests[i]; g.chained {
		s.days = a.base.bestDays(g, a.base.sojourns[i])
		s.worth = a.base.chained(g, s.days)
	} else {
		for aim := range g.aims {
			s.visits = append(s.visits, a.base.splitVisits(g, a.base.sojourns[i], aim))
		}
		s.worth = splitWorth(g, s.visits)
	}
	return s
}

func splitWorth(g *guest, visits [][][]int64) int64 {
	sum := int64(0)
	for aim := range g.aims {
		raise(&sum, largest(g.aims[aim].most, slices.Concat(visits[aim]...)))
	}
	return sum
}

// stay adds what the stays of a guest that are valued by themselves rise by, by
// span, and takes away those under way.
func (a *appraiser) stay(by spans, i int32, rises []int64) {
	own := a.now.sojourns[i]
	a.now.sojourns[i] = nil
	switch g := a.guests[i]; {
	case len(own) == 0:
	case g.chained:
		a.stayLong(by, i, own, rises)
	default:
		a.stayApart(by, i, own, rises)
	}
}

// stayLong is stay for a chain.
func (a *appraiser) stayLong(by spans, i int32, own []sojourn, rises []int64) {
	g, was := a.guests[i], a.before(i)
	then := make([][][]int64, by.count) // what is best in a span, where that is better
	for _, x := range own {
		for t, n := range x.nets {
			day := x.line.day[t]
			if n <= was.days[x.aim][day] {
				continue
			}
			k := by.of(x.line, t)
			if then[k] == nil {
				then[k] = cloned(was.days)
			}
			then[k][x.aim][day] = max(then[k][x.aim][day], n)
		}
	}
	for k, days := range then {
		if days != nil {
			raise(&rises[k], a.now.chained(g, days)-was.worth)
		}
	}
}

// stayApart is stay for visits in parts.
func (a *appraiser) stayApart(by spans, i int32, own []sojourn, rises []int64) {
	g, was := a.guests[i], a.before(i)
	all := a.beside(i, own)
	var then [][][]int64
	better := make([]bool, by.count)
	for aim := range g.aims {
		then = append(then, a.now.splitVisits(g, all, aim))
		for l, gains := range then[aim] {
			for t, n := range gains {
				if was.visits[aim][l] == nil && n > 0 || was.visits[aim][l] != nil && n > was.visits[aim][l][t] {
					better[by.of(a.lines[l], t)] = true
				}
			}
		}
	}
	for k := range by.count {
		if !better[k] {
			continue
		}
		visits := make([][][]int64, len(g.aims)) // as they are, but in the span
		for aim := range visits {
			visits[aim] = cloned(then[aim])
			for l, gains := range visits[aim] {
				for t := range gains {
					if by.of(a.lines[l], t) != k {
						gains[t] = priceAt(was.visits[aim][l], t)
					}
				}
			}
		}
		raise(&rises[k], splitWorth(g, visits)-was.worth)
	}
}

// beside returns a guest's sojourns as they are and others of its own: in one
// room the better one in each slot.
func (a *appraiser) beside(i int32, own []sojourn) []sojourn {
	all := slices.Clone(a.base.sojourns[i])
	for _, x := range own {
		k := slices.IndexFunc(all, func(y sojourn) bool { return y.site == x.site && y.room == x.room && y.aim == x.aim && y.q == x.q })
		if k < 0 {
			all = append(all, x)
			continue
		}
		nets := slices.Clone(all[k].nets)
		for t, n := range x.nets {
			nets[t] = max(nets[t], n)
		}
		all[k].nets = nets
	}
	return all
}

func cloned(lists [][]int64) [][]int64 {
	all := slices.Clone(lists)
	for i := range all {
		all[i] = slices.Clone(all[i])
	}
	return all
}
