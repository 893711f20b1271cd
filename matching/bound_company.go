package matching

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// Some stays are valued by themselves, with their sessions: those in parts, which
// are at one center in one slot (R19), and those of whole programs (R11). A
// session with several such is valued with one, and the others may find it there
// for nothing. The rooms that they take are kept from others by prices alone.

// aside reports whether visits of q pupils of the guest are valued by themselves.
func (g *guest) aside(q int64) bool { return q < g.pupils || g.chained }

// sojourn is what some pupils of a guest are worth in a room, by slot: what they
// earn, with what others add to their session, less what it costs.
type sojourn struct {
	site site
	room int // the home of the room's offerings
	aim  int
	q    int64
	line *timeline
	nets []int64
}

// site is where the parts of one visit can be together: at one center, and all
// attended or none.
type site struct {
	center   capacity.CenterID
	attended bool
}

// impossible is so little that a visit with a part of this worth gains nothing.
// Half of it is still more than all that others could gain.
const impossible = -2 * (mostTotal + mostReward)

// meet values the sessions of an offering, to which all are invited, with those
// who are set aside.
func (v *valuation) meet(h *host, room int) {
	pupil := v.uses(h)
	v.into, v.least = &v.own, impossible
	for _, i := range h.guests {
		g := v.guests[i]
		if g.parts == 1 && !g.chained {
			continue
		}
		if v.over() {
			break
		}
		v.grant(g, h)
		for _, q := range g.sizes {
			if !g.fits(h, q) || !g.aside(q) {
				continue
			}
			x := v.termsOf(g, h, q, pupil)
			for aim := range g.aims {
				clearSlots(&v.own, len(h.line.slots))
				v.place(g, aim, h, q, x)
				var nets []int64
				for t, list := range v.own[:len(h.line.slots)] {
					if len(list) == 0 {
						continue
					}
					if nets == nil {
						nets = v.sojourn(i, h, room, aim, q)
					}
					nets[t] = max(nets[t], v.beside(h, t, &list[0]))
				}
			}
		}
	}
	v.into, v.least = &v.at, 0
}

// sojourn returns the worth of some pupils of a guest in a room, by slot.
func (v *valuation) sojourn(guest int32, h *host, room, aim int, q int64) []int64 {
	s := site{h.center.ID, h.attended}
	for i := len(v.sojourns[guest]) - 1; i >= 0; i-- { // those in a room follow each other
		if x := &v.sojourns[guest][i]; x.room == room && x.aim == aim && x.q == q && x.site == s {
			return x.nets
		}
	}
	nets := slices.Repeat([]int64{impossible}, len(h.line.slots))
	v.sojourns[guest] = append(v.sojourns[guest], sojourn{s, room, aim, q, h.line, nets})
	return nets
}

// beside returns what a session with a placement is worth at the most: at least
// nothing where it may be valued with another who is set aside.
func (v *valuation) beside(h *host, t int, x *placement) int64 {
	v.setLevels(h, t)
	if len(v.levels) == 0 {
		return impossible
	}
	if h.Sharing == capacity.ShareNobody || x.share == capacity.ShareNobody {
		return v.alone(x)
	}
	most := int64(impossible)
	v.picked = v.picked[:0]
	seats := firstStated(h.seats, math.MaxInt64) - int64(x.pupils)
	invite := func(list []placement, aside bool) {
		for i := range list {
			y := &list[i]
			if y.cohort == x.cohort || int64(y.pupils) > seats || !together(h, x, y) {
				continue
			}
			if aside {
				most = 0
			}
			if y.profit > 0 || int64(x.pupils) < h.minimum { // or else there are too few
				v.picked = append(v.picked, *y)
			}
		}
	}
	invite(v.at[t], false)
	invite(v.fill[t], false)
	invite(v.joint[t], true)
	slices.SortStableFunc(v.picked, func(a, b placement) int { return int(a.cohort) - int(b.cohort) })
	last := v.levels[len(v.levels)-1].pupils
	v.pack(v.picked, max(0, last-int64(x.pupils)))
	for _, l := range v.levels {
		if int64(x.pupils) > l.pupils {
			continue
		}
		more, ok := v.packed(h.minimum-int64(x.pupils), l.pupils-int64(x.pupils))
		if n := x.profit + more; ok && l.cost < n-impossible {
			most = max(most, n-l.cost)
		}
	}
	return most
}

// together reports whether two placements may be in one session of an offering.
func together(h *host, x, y *placement) bool {
	school := h.Team != "" || slices.Contains([]capacity.Sharing{h.Sharing, x.share, y.share}, capacity.ShareSchool)
	stage := slices.Contains([]capacity.Sharing{h.Sharing, x.share, y.share}, capacity.ShareStage)
	return x.share != capacity.ShareNobody && y.share != capacity.ShareNobody && (!school || x.school == y.school) && (!stage || x.stage == y.stage)
}
