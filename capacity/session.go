package capacity

import "iter"

// Session is an offering in one slot of its center.
type Session struct {
	Offering OfferingID
	Slot     Slot
}

// Sessions yields every session that can exist, by offering id, then slot
// start: license and offering valid at the date, the slot within the
// offering's times, rooms free of own teaching, no closure for everyone (R4).
// Closures for some grades alone, and of the area that a school lies in, depend
// on the visitor and do not remove a session here.
func (n *Network) Sessions() iter.Seq[Session] { return func(func(Session) bool) {} }
