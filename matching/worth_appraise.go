package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// appraiser finds out what a bound would rise by. It knows what each piece of
// the bound is, and values again the pieces that a change touches.
type appraiser struct {
	*priced
	prices  []Price
	base    *valuation // with the stays and tours of all offerings
	now     *valuation // with those of the offerings under way
	places  [][]*host
	placeOf []int                       // by offering
	bestAt  [][]int64                   // by place and slot
	tourAt  map[capacity.TeamID][]int64 // by slot
	stayOf  []stayed                    // by guest
	first   []int                       // by week: the index of its first date
	weekOf  []int                       // by date
	worths  []Worth
}

// spans divide slots.
type spans struct {
	count int
	of    func(line *timeline, slot int) int
}

// weeks divides the slots by week.
func (a *appraiser) weeks() spans {
	return spans{len(a.first), func(line *timeline, slot int) int { return a.weekOf[line.day[slot]] }}
}

// whole does not divide them.
func whole() spans { return spans{1, func(*timeline, int) int { return 0 }} }

// single divides the slots of one timeline, each by itself.
func single(line *timeline) spans {
	return spans{len(line.slots), func(_ *timeline, slot int) int { return slot }}
}

// variant is an offering as it would be, and the place where it would be: where
// its first room is, or would be.
type variant struct {
	host  *host
	place int
}

func newAppraiser(b *priced, prices []Price) *appraiser {
	a := &appraiser{
		priced: b, prices: prices, base: b.newValuation(), now: b.newValuation(), places: b.homes(),
		placeOf: make([]int, len(b.hosts)), tourAt: map[capacity.TeamID][]int64{}, stayOf: make([]stayed, len(b.guests)),
		worths: []Worth{},
	}
	for i, hosts := range a.places {
		for _, h := range hosts {
			a.placeOf[h.index] = i
		}
		a.bestAt = append(a.bestAt, a.base.home(i, hosts))
	}
	for i := range a.network.Teams {
		team := &a.network.Teams[i]
		for _, schools := range a.base.carries[team.ID] {
			a.tourAt[team.ID] = append(a.tourAt[team.ID], bestTour(schools, team.Sessions))
		}
	}
	for day, date := range a.dates {
		if day == 0 || date.Week() != a.dates[day-1].Week() {
			a.first = append(a.first, day)
		}
		a.weekOf = append(a.weekOf, len(a.first)-1)
	}
	return a
}

// monday returns the first day of a week.
func (a *appraiser) monday(week int) capacity.Date {
	date := a.dates[a.first[week]]
	return date - capacity.Date((int(date.Weekday())+6)%7)
}

// add lists a worth of which there is something to tell.
func (a *appraiser) add(w Worth) {
	if w.Rise > 0 || w.Opens {
		a.worths = append(a.worths, w)
	}
}

// rises returns, by span, what the bound would rise by with some offerings as
// they would be then. Those of a place come in place of what they were or beside it.
func (a *appraiser) rises(by spans, variants []variant) []int64 {
	rises := make([]int64, by.count)
	after := map[int][]int64{} // by place
	a.now.carries = map[capacity.TeamID][]map[int32][]carriage{}
	for _, x := range variants {
		for _, i := range x.host.guests {
			a.now.sojourns[i] = nil
		}
	}
	for _, x := range variants {
		h := x.host
		a.now.invite(h)
		if h.tours() {
			a.now.carry(h)
		} else {
			if after[x.place] == nil {
				after[x.place] = a.bestBefore(x)
			}
			a.now.improve(h, after[x.place])
		}
		a.now.meet(h, x.place)
	}
	for _, x := range variants {
		if best := after[x.place]; best != nil {
			before := a.bestBefore(x)
			for t, n := range best {
				raise(&rises[by.of(x.host.line, t)], n-before[t])
			}
			delete(after, x.place)
		}
		for _, i := range x.host.guests {
			a.stay(by, i, rises)
		}
	}
	for i := range a.network.Teams {
		a.travel(by, &a.network.Teams[i], variants, rises)
	}
	return rises
}

// raise adds to a sum what is more than 0.
func raise(to *int64, n int64) { *to = cappedSum(*to, max(0, n)) }

// bestBefore returns a copy of what is best at a variant's place, nothing at a new one.
func (a *appraiser) bestBefore(x variant) []int64 {
	if x.place == len(a.places) {
		return make([]int64, len(x.host.line.slots))
	}
	return slices.Clone(a.bestAt[x.place])
}

// travel adds what the tours of a team rise by, with some of its offerings as they
// would be.
func (a *appraiser) travel(by spans, team *capacity.Team, variants []variant, rises []int64) {
	for t, anew := range a.now.carries[team.ID] {
		schools := map[int32][]carriage{}
		line := a.lineOf(team.Center)
		for school, list := range a.base.carries[team.ID][t] {
			for _, x := range list {
				if !slices.ContainsFunc(variants, func(y variant) bool { return y.host.index == x.host }) {
					schools[school] = append(schools[school], x)
				}
			}
		}
		for school, list := range anew {
			schools[school] = append(schools[school], list...)
		}
		raise(&rises[by.of(line, t)], bestTour(schools, team.Sessions)-a.tourAt[team.ID][t])
	}
}
