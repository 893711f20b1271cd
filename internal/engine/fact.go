package engine

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Fact is something that a solution has or has not. With an ask it is a stay of it, at
// an offer, in a slot or on a day where these are named; the ask wants one alone, or
// must be whole and has all of its stays then. Without an ask it is a session in a slot,
// of an offer or in a room. What is not named is below 0.
type Fact struct{ Ask, Offer, Room, Slot, Day int32 }

const none = -1

// The kinds of facts, by what they name.
const (
	roomUsed = iota
	offerRuns
	onDay
	inSlot
	atOffer
	placed
	factKinds
)

func (f Fact) kind() int {
	switch {
	case f.Room != none:
		return roomUsed
	case f.Ask == none:
		return offerRuns
	case f.Day != none:
		return onDay
	case f.Slot != none:
		return inSlot
	case f.Offer != none:
		return atOffer
	}
	return placed
}

// meets reports whether an option has what the fact names.
func (f Fact) meets(m *search.Model, ask int32, arc *search.Arc, slot int32) bool {
	return (f.Ask == none || ask == f.Ask) && (f.Offer == none || arc.Offer == f.Offer) &&
		(f.Slot == none || slot == f.Slot) && (f.Day == none || m.Slots[slot].Day == f.Day) &&
		(f.Room == none || slices.Contains(m.Offers[arc.Offer].Rooms, f.Room))
}

// closes reports whether an option is closed where the fact holds, or where it fails.
func (f Fact) closes(m *search.Model, holds bool, ask int32, arc *search.Arc, slot int32) bool {
	switch {
	case !holds:
		return f.meets(m, ask, arc, slot)
	case f.Ask != none:
		return ask == f.Ask && !f.meets(m, ask, arc, slot)
	case f.Room != none || slot != f.Slot || arc.Offer == f.Offer:
		return false
	}
	rooms := m.Offers[f.Offer].Rooms
	return slices.ContainsFunc(m.Offers[arc.Offer].Rooms, func(r int32) bool { return slices.Contains(rooms, r) })
}

// closesNothing reports whether nothing is closed where the fact holds.
func (f Fact) closesNothing(m *search.Model) bool {
	switch f.kind() {
	case roomUsed, placed:
		return true
	case offerRuns:
		rooms := m.Offers[f.Offer].Rooms
		for o := range m.Offers {
			if int32(o) != f.Offer && slices.ContainsFunc(m.Offers[o].Rooms, func(r int32) bool { return slices.Contains(rooms, r) }) {
				return false
			}
		}
		return true
	}
	return false
}

// narrow returns the model of those solutions of m that have a fact, or have it not,
// and what they have for sure.
func narrow(m *search.Model, forced relax.Forced, f Fact, holds bool) (*search.Model, relax.Forced) {
	if holds {
		if s := f.session(); f.Ask == none && !slices.Contains(forced.Sessions, s) {
			forced.Sessions = append(slices.Clip(forced.Sessions), s)
		}
		if f.Ask != none && !slices.Contains(forced.Asks, f.Ask) {
			forced.Asks = append(slices.Clip(forced.Asks), f.Ask)
		}
	}
	return m.Narrow(func(ask int32, arc *search.Arc, slot int32) bool { return f.closes(m, holds, ask, arc, slot) }), forced
}

func (f Fact) session() relax.Session {
	return relax.Session{Offer: f.Offer, Room: f.Room, Slot: f.Slot}
}
