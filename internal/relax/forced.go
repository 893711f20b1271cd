package relax

import "github.com/sanjie-edu/sanjie/internal/search"

// Forced is what the solutions have that a relaxation is to bound: others may be
// worth more.
type Forced struct {
	Asks     []int32   // that have all of their stays
	Sessions []Session // that run
}

// mostOwed bounds what a forced row can amount to, so that an int64 holds thousands of
// them.
const mostOwed = mostCharge >> 10

// Session is one in a slot, of an offer or in a room; the other is below 0.
type Session struct{ Offer, Room, Slot int32 }

// NewForced returns the relaxation of the solutions of a model that have what is
// forced. What is exactly used has a price of either sign: what an ask then owes,
// or what its room owes that a session has to use. The model has some of the options
// of another one, whose relaxation has the same rows. It is nil when stop says so
// meanwhile.
func NewForced(m, all *search.Model, f Forced, stop func() bool) *Relaxation {
	r := build(m, all, stop)
	if r == nil {
		return nil
	}
	for _, a := range f.Asks {
		x := &r.asks[a]
		x.must = true
		for g := range m.Asks[a].Goals {
			row := &r.Rows[x.need+int32(g)]
			_, row.Free = r.staysOf(&all.Asks[a], int32(g))
		}
	}
	for i := range r.Rows {
		if x := &r.Rows[i]; x.Free {
			x.most = min(x.most, mostOwed/max(1, x.Cap))
		}
	}
	for _, s := range f.Sessions {
		rooms := []int32{s.Room}
		if s.Offer != none {
			rooms = r.offers[s.Offer].rooms
		}
		for _, room := range rooms {
			row := &r.Rows[r.roomOf[room]+s.Slot]
			row.Free, row.most = true, mostOwed
		}
	}
	return r
}
