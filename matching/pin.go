package matching

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Pin fixes a visit: it is in every plan. The notice time does not apply to
// it; every other rule does, and a pin against one is reported, not accepted.
//
// The pins of a request in one slot are those of one visit. One pin says that
// it is whole; several, that it is in so many parts, one at each of their
// offerings, in any order.
type Pin struct {
	Request     RequestID               `json:"request"`
	Offering    capacity.OfferingID     `json:"offering"`
	Slot        capacity.SlotID         `json:"slot"`
	Instructors []capacity.InstructorID `json:"instructors,omitzero"` // of its session, which may have more
	Kind        PinKind                 `json:"kind,omitzero"`
}

// pinnedVisit names the visit of a pin: slots of two calendars may have one id.
type pinnedVisit struct {
	request  RequestID
	calendar capacity.CalendarID
	slot     capacity.SlotID
}

func (pin Pin) visit(network *capacity.Network) pinnedVisit {
	offering, _ := network.Offering(pin.Offering)
	center, _ := network.Center(offering.Center)
	return pinnedVisit{pin.Request, center.Calendar, pin.Slot}
}

// PinKind says who fixed a visit. The zero kind is Pinned.
type PinKind uint8

// The kinds of pin.
const (
	Pinned PinKind = iota // by a person
	Frozen                // published, and too close to its date to move
)

var pinKinds = closed.Set[PinKind]{What: "kind of pin", Names: []string{"pinned", "frozen"}}

func (k PinKind) String() string                   { return pinKinds.String(k) }
func (k PinKind) MarshalText() ([]byte, error)     { return pinKinds.Marshal(k) }
func (k *PinKind) UnmarshalText(text []byte) error { return pinKinds.Unmarshal(text, k) }
