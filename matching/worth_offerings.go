package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// addOfferings appraises one session more, and one seat more, of each offering.
func (a *appraiser) addOfferings() {
	for _, h := range a.hosts {
		if !h.tours() {
			a.addSessions(h)
		}
		if h.seats > 0 {
			a.addSeats(h)
		}
	}
}

// addSessions appraises a session more in rooms of its own, in the best slot of
// each week. Whatever price such rooms have, what the bound rises by is an upper
// estimate: they have that of the rooms that they are like, or what the best
// session of those would be worth who are not set aside, as is less.
func (a *appraiser) addSessions(h *host) {
	by := single(h.line)
	double := doubled(h)
	asked := func(prices []int64) []int64 {
		a.remote[""] = prices
		rises := a.rises(by, []variant{{double, len(a.places)}})
		for t := range rises {
			raise(&rises[t], prices[t])
		}
		return rises
	}
	same := make([]int64, len(h.line.slots))
	for t := range same {
		raise(&same[t], priceAt(a.remote[h.ID], t))
		for _, room := range h.rooms {
			raise(&same[t], priceAt(a.rooms[room.ID], t))
		}
	}
	worth := a.sessionWorths(double)
	rises, prices := asked(same), same
	for t, n := range asked(worth) {
		if n < rises[t] {
			rises[t], prices[t] = n, worth[t]
		}
	}
	best := map[int]Worth{} // by week
	for t, n := range rises {
		week := a.weekOf[h.line.day[t]]
		if h.open.has(t) && n > best[week].Rise {
			best[week] = Worth{
				Resource: ResourceSession, Center: h.center.ID, Course: h.course.ID, Offering: h.ID,
				Week: a.monday(week), Slot: h.line.slots[t].ID, Rise: n, Price: prices[t],
			}
		}
	}
	for _, w := range best {
		a.add(w) // sorted in the end
	}
}

// sessionWorths returns, by slot, what the best session of an offering would be
// worth in rooms without a price.
func (a *appraiser) sessionWorths(h *host) []int64 {
	a.remote[""] = nil
	worth := make([]int64, len(h.line.slots))
	a.now.invite(h)
	a.now.improve(h, worth)
	return worth
}

// addSeats appraises a seat more in all sessions of an offering.
func (a *appraiser) addSeats(h *host) {
	w := Worth{Resource: ResourceSeat, Center: h.center.ID, Course: h.course.ID, Offering: h.ID}
	wider, by := h.wider(), a.weeks()
	if len(h.rooms) == 0 {
		by = whole()
	} else {
		wider.checkedOffering.Offering = unnamed(h.Offering) // beside the other, in its rooms
		a.remote[""] = nil
	}
	wider.most = a.mostAt(wider.checkedOffering)
	fits := func(g *guest) bool {
		return slices.ContainsFunc(g.sizes, func(q int64) bool { return h.most < q && q <= wider.most })
	}
	wider.guests, w.Opens = a.joining(h, wider, fits)
	for k, n := range a.rises(by, []variant{{wider, a.placeOf[h.index]}}) {
		if len(h.rooms) > 0 {
			w.Week = a.monday(k)
		}
		w.Rise = n
		a.add(w)
	}
}

// wider returns the offering with one seat more.
func (h *host) wider() *host {
	wider, o := *h, *h.checkedOffering
	o.seats++
	wider.checkedOffering = &o
	return &wider
}

// doubled returns an offering like another, in rooms of its own: those have no ids,
// and their prices are together that of an offering without one.
func doubled(h *host) *host {
	double, o := *h, *h.checkedOffering
	o.Offering, o.rooms = unnamed(o.Offering), slices.Repeat([]*capacity.Room{{}}, len(o.rooms))
	double.checkedOffering = &o
	return &double
}

// unnamed returns an offering like another that no pin names.
func unnamed(o *capacity.Offering) *capacity.Offering {
	other := *o
	other.ID = ""
	return &other
}

// joining returns the guests of an offering as it would be, of whom some may have
// options that they have not now, and whether some would count otherwise for it:
// theirs are left out.
func (a *appraiser) joining(h, then *host, may func(*guest) bool) (guests []int32, opens bool) {
	for i, g := range a.guests {
		_, in := slices.BinarySearch(h.guests, int32(i))
		if may(g) && slices.ContainsFunc(g.choices, func(c Choice) bool { return c.wish().granted(h.checkedOffering) }) {
			any, other := a.counts(g, then)
			opens = opens || other
			in = in || any && !other
		}
		if in {
			guests = append(guests, int32(i))
		}
	}
	return guests, opens
}

// counts reports whether a guest has options in an offering as it would be and can
// have visits at all, and whether they would count otherwise than now.
func (a *appraiser) counts(g *guest, then *host) (any, other bool) {
	x := *g
	x.aims = slices.Clone(g.aims)
	for i := range x.aims {
		x.aims[i].courses = slices.Clone(x.aims[i].courses)
	}
	if !a.addOption(&x, then) {
		return false, false
	}
	any = x.count(a.program(g.request))
	other = x.chained != g.chained
	for i := range x.aims {
		other = other || x.aims[i].most != g.aims[i].most || x.aims[i].exact != g.aims[i].exact
	}
	return any, other
}
