package matching

import "github.com/sanjie-edu/sanjie/capacity"

// Case is some of all plans: it divides them by a fact, or bounds them by prices.
// The zero Case has no prices; the bound that it proves is valid and weak.
//
// A tree of cases is at most 1,000 facts deep, and no case lies in two places.
type Case struct {
	Fact   *Fact  `json:"fact,omitzero"`   // nil: prices bound the plans of this case
	Holds  *Case  `json:"holds,omitzero"`  // those in which the fact holds
	Fails  *Case  `json:"fails,omitzero"`  // those in which it does not
	Points Prices `json:"points,omitzero"` // without a fact
}

// Fact is something that holds in a plan or does not. Its ids say what, and no
// other ids are stated:
//
//	offering, slot           the offering has a session in the slot
//	room, slot               a session in the slot uses the room
//	request                  the request has a visit
//	request, offering        it has a visit there
//	request, date            it has a visit on the date
//	request, offering, slot  it has a visit there in the slot
//
// The request has no program and asks for one visit; the first fact of a request
// is one as well where its program must be whole. With an offering, it comes in
// one part.
type Fact struct {
	Request  RequestID           `json:"request,omitzero"`
	Offering capacity.OfferingID `json:"offering,omitzero"`
	Room     capacity.RoomID     `json:"room,omitzero"`
	Slot     capacity.SlotID     `json:"slot,omitzero"` // of the calendar of the offering's center, or the room's
	Date     capacity.Date       `json:"date,omitzero"`
}

// sameCases reports whether two trees of cases have the same facts and the same
// prices in the same order.
func sameCases(a, b *Case) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	sameFact := a.Fact == b.Fact || a.Fact != nil && b.Fact != nil && *a.Fact == *b.Fact
	return sameFact && a.Points.equal(b.Points) && sameCases(a.Holds, b.Holds) && sameCases(a.Fails, b.Fails)
}
