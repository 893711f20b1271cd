package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// Parts that share with nobody take a room each, at one center in one slot
// (R19). So their visits are valued by themselves, and not in the rooms that
// they take; those are kept from others by their prices alone.

// splitsAlone reports whether parts of the guest's visits sit alone.
func (g *guest) splitsAlone() bool { return g.parts > 1 && g.share == capacity.ShareNobody }

// impossible is so little that no visit gains which has a part of this worth:
// its parts, rounded up, have less than twice the pupils of a whole one.
const impossible = -2 * (mostTotal + mostReward)

// splits returns what the visits are worth at the most that take place in parts
// which sit alone.
func (v *valuation) splits() int64 {
	hosts := make([][]*host, len(v.guests))
	for _, h := range v.hosts {
		for _, i := range h.guests {
			if v.guests[i].splitsAlone() {
				hosts[i] = append(hosts[i], h)
			}
		}
	}
	v.least = impossible
	sum := int64(0)
	for i, g := range v.guests {
		if v.over() {
			break
		}
		sites := sitesOf(hosts[i])
		for aim := range g.aims {
			sum = cappedSum(sum, v.splitVisits(g, aim, sites))
		}
	}
	v.least = 0
	return sum
}

// site is where the parts of one visit can be together: at one center, and all
// attended or none.
type site struct {
	hosts []*host
	rooms []int // by host: the first room that it takes, or one for itself
	count int   // of rooms
}

func sitesOf(hosts []*host) []*site {
	type place struct {
		center   capacity.CenterID
		attended bool
	}
	var sites []*site
	at := map[place]*site{}
	for _, h := range hosts {
		key := place{h.center.ID, h.attended}
		s := at[key]
		if s == nil {
			s = new(site)
			at[key] = s
			sites = append(sites, s)
		}
		same := func(o *host) bool { return len(o.rooms) > 0 && len(h.rooms) > 0 && o.rooms[0] == h.rooms[0] }
		room := s.count
		if i := slices.IndexFunc(s.hosts, same); i >= 0 {
			room = s.rooms[i]
		} else {
			s.count++
		}
		s.hosts, s.rooms = append(s.hosts, h), append(s.rooms, room)
	}
	return sites
}

// splitVisits returns what the split visits of a guest that count for one of
// its aims are worth at the most: one in each of the best slots.
func (v *valuation) splitVisits(g *guest, aim int, sites []*site) int64 {
	best := make([][]int64, len(v.lines)) // by slot
	for _, s := range sites {
		line := s.hosts[0].line
		if best[line.index] == nil {
			best[line.index] = make([]int64, len(line.slots))
		}
		v.setNets(g, aim, s)
		for m := int64(2); m <= g.parts; m++ {
			for t := range line.slots {
				best[line.index][t] = max(best[line.index][t], v.splitVisit(g, s, t, m))
			}
		}
	}
	gains := slices.Concat(best...)
	slices.Sort(gains)
	sum := int64(0)
	for i := range min(int64(len(gains)), g.aims[aim].most) {
		sum = cappedSum(sum, gains[int64(len(gains))-1-i])
	}
	return sum
}

// setNets sets what parts of a guest are worth at a site, by room, number of
// pupils and slot: what they earn, less what their session costs.
func (v *valuation) setNets(g *guest, aim int, s *site) {
	slots := len(s.hosts[0].line.slots)
	v.nets = slices.Grow(v.nets[:0], s.count*len(g.sizes)*slots)[:s.count*len(g.sizes)*slots]
	for i := range v.nets {
		v.nets[i] = impossible
	}
	for i, h := range s.hosts {
		pupil := v.uses(h)
		v.grant(g, h)
		for k, q := range g.sizes {
			if q == g.pupils || !g.fits(h, q) {
				continue
			}
			v.clear(h)
			v.place(g, aim, h, q, v.termsOf(g, h, q, pupil))
			for t := range slots {
				if len(v.at[t]) == 0 {
					continue
				}
				v.setLevels(h, t)
				net := &v.nets[(s.rooms[i]*len(g.sizes)+k)*slots+t]
				*net = max(*net, v.alone(&v.at[t][0]))
			}
		}
	}
}

// splitVisit returns what a visit in m parts is worth at a site in a slot at the
// most, or 0: its parts are in the best rooms. Each may be of either number of
// pupils there.
func (v *valuation) splitVisit(g *guest, s *site, t int, m int64) int64 {
	large, _ := slices.BinarySearch(g.sizes, shareOf(g.pupils, 0, int(m)))
	small, _ := slices.BinarySearch(g.sizes, shareOf(g.pupils, int(m)-1, int(m)))
	slots := len(s.hosts[0].line.slots)
	v.best = v.best[:0]
	for room := range s.count {
		at := room * len(g.sizes)
		if net := max(v.nets[(at+large)*slots+t], v.nets[(at+small)*slots+t]); net > impossible {
			v.best = append(v.best, net)
		}
	}
	if int64(len(v.best)) < m {
		return 0
	}
	slices.Sort(v.best)
	sum := int64(0)
	for i := range m {
		net := v.best[int64(len(v.best))-1-i]
		if sum += net; sum <= 0 && net <= 0 {
			return 0 // and so are all after it
		}
	}
	return sum
}
