package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// addOfferings appraises one session more, and one seat more, of each offering.
func (a *appraiser) addOfferings() {
	for _, h := range a.hosts {
		w := Worth{Center: h.center.ID, Course: h.course.ID, Offering: h.ID}
		if !h.tours() {
			w.Resource = ResourceSession
			a.remote[""] = a.remote[h.ID] // of the one that no pin names
			a.addRises(&a.weeks, w, a.roomPrices(h), []variant{{doubled(h), len(a.places)}})
		}
		if h.seats == 0 {
			continue
		}
		w.Resource = ResourceSeat
		wider, by := h.wider(), &a.weeks
		if len(h.rooms) == 0 {
			by = &a.whole
		} else {
			wider.checkedOffering.Offering = unnamed(h.Offering) // beside the other, in its rooms
		}
		wider.most = a.mostAt(wider.checkedOffering)
		fits := func(g *guest) bool {
			return slices.ContainsFunc(g.sizes, func(q int64) bool { return h.most < q && q <= wider.most })
		}
		wider.guests, w.Opens = a.joining(h, wider, fits)
		a.addRises(by, w, make([]int64, len(by.first)), []variant{{wider, a.placeOf[h.index]}})
	}
}

// addRises lists, by span, what variants of an offering rise by, beside some prices.
func (a *appraiser) addRises(by *spans, w Worth, prices []int64, variants []variant) {
	for k, n := range a.rises(by, variants) {
		w.Week, w.Rise = a.monday(by, k), cappedSum(n, prices[k])
		a.add(w)
	}
}

// roomPrices returns, by week, what the prices of rooms like those of an offering
// come to when it can run.
func (a *appraiser) roomPrices(h *host) []int64 {
	sums := make([]int64, len(a.weeks.first))
	for t := range h.open.all() {
		sum := &sums[a.weeks.of[h.line.day[t]]]
		add(sum, priceAt(a.remote[h.ID], t))
		for _, room := range h.rooms {
			add(sum, priceAt(a.rooms[room.ID], t))
		}
	}
	return sums
}

// wider returns the offering with one seat more.
func (h *host) wider() *host {
	wider, o := *h, *h.checkedOffering
	o.seats++
	wider.checkedOffering = &o
	return &wider
}

// doubled returns an offering like another, in rooms of its own at the same prices.
func doubled(h *host) *host {
	double, o := *h, *h.checkedOffering
	o.Offering = unnamed(o.Offering)
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
