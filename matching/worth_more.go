package matching

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// mostMore is the most of something that is added.
const mostMore = 1000

// WithMore returns a problem with n more of what a worth is of; n is 1 to 1,000.
// Every plan of p is one of it as well. What is new has an id of its own: that of
// what it is like, a plus and a number.
//
//	session    n rooms for each of the offering's, closed and taught in when they are, with an offering for the slot
//	instructor n like the instructor, who come in the week alone
//	seat       an offering in the same rooms with n seats more, for the week, and as many more in the first room
//	others     the number is n larger, a budget's amount n times 1,000 yuan
//
// The error says that the problem has no such thing, or is that of
// [capacity.NewNetwork] or [NewProblem], such as for a number that is too large.
func WithMore(p *Problem, of Worth, n int) (*Problem, error) {
	if n < 1 || n > mostMore {
		return nil, fmt.Errorf("matching: %d more; want 1 to %d", n, mostMore)
	}
	m := more{spec: p.network.Spec(), network: p.network, of: of, n: n}
	if !resources.Has(of.Resource) {
		return nil, fmt.Errorf("matching: no resource %d; want %s", uint8(of.Resource), resources.Want())
	}
	if !m.add() {
		return nil, fmt.Errorf("matching: no such %v in the problem; want one that Appraise lists", of.Resource)
	}
	network, err := capacity.NewNetwork(m.spec, p.catalog)
	if err != nil {
		return nil, err
	}
	return NewProblem(p.catalog, network, p.Spec())
}

// more changes a network.
type more struct {
	network *capacity.Network // as it is
	spec    capacity.Spec
	of      Worth
	n       int
}

// find returns the element of a list for which a test holds, or nil.
func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// add reports whether the network has what there is to be more of.
func (m *more) add() bool {
	s, of := &m.spec, m.of
	var number *int
	switch of.Resource {
	case ResourceSession:
		return m.addSessions()
	case ResourceInstructor:
		return m.addInstructors()
	case ResourceSeat:
		return m.addSeats()
	case ResourceUnit:
		if x := find(s.Stocks, func(x *capacity.Stock) bool { return x.Center == of.Center && x.Item == of.Item }); x != nil {
			number = &x.Units
		}
	case ResourceMoney:
		x := find(s.Budgets, func(x *capacity.Budget) bool { return x.ID == of.Budget })
		if x == nil {
			return false
		}
		x.Amount = curriculum.Fen(cappedSum(int64(x.Amount), cappedProduct(int64(m.n), onceMore)))
		return true
	case ResourceTour:
		if x := find(s.Teams, func(x *capacity.Team) bool { return x.ID == of.Team }); x != nil {
			number = &x.Sessions
		}
	case ResourceHead:
		if x := find(s.Centers, func(x *capacity.Center) bool { return x.ID == of.Center && x.Headcount > 0 }); x != nil {
			number = &x.Headcount
		}
	case ResourceBus:
		if x := find(s.Fleets, func(x *capacity.Fleet) bool { return x.ID == of.Fleet }); x != nil {
			number = &x.Buses
		}
	case ResourceQuota:
		if x := find(s.Quotas, func(x *capacity.Quota) bool { return x.ID == of.Quota }); x != nil {
			number = &x.Most
		}
	}
	if number == nil {
		return false
	}
	*number += m.n
	return true
}

// week returns the days of the worth's week, without ends when it has none.
func (m *more) week() capacity.DateSpan {
	if m.of.Week == 0 {
		return capacity.DateSpan{}
	}
	return capacity.DateSpan{From: m.of.Week, To: m.of.Week + 6}
}

// within returns the dates in both spans.
func within(a, b capacity.DateSpan) capacity.DateSpan {
	span := capacity.DateSpan{From: max(a.From, b.From), To: min(a.To, b.To)}
	if a.To == 0 || b.To == 0 {
		span.To = max(a.To, b.To)
	}
	return span
}

// another returns an id for something like another that is not taken.
func another[ID ~string](id ID, taken func(ID) bool) ID {
	for i := 1; ; i++ {
		if other := ID(fmt.Sprintf("%s+%d", id, i)); !taken(other) {
			return other
		}
	}
}

func (m *more) offering() *capacity.Offering {
	return find(m.spec.Offerings, func(x *capacity.Offering) bool { return x.ID == m.of.Offering })
}

// addOffering adds an offering like another.
func (m *more) addOffering(o capacity.Offering) {
	o.ID = another(o.ID, func(id capacity.OfferingID) bool {
		return find(m.spec.Offerings, func(x *capacity.Offering) bool { return x.ID == id }) != nil
	})
	m.spec.Offerings = append(m.spec.Offerings, o)
}

func (m *more) addSessions() bool {
	like := m.offering()
	if like == nil {
		return false
	}
	slot, ok := m.network.Slot(like.Center, m.of.Slot)
	if !ok || len(like.Times) > 0 && !like.Times.Cover(slot) {
		return false
	}
	o := *like
	o.Times = capacity.Times{{Start: slot.Begin(), End: slot.Finish()}}
	for range m.n {
		own := o
		own.Rooms = nil
		for _, id := range o.Rooms {
			own.Rooms = append(own.Rooms, m.addRoom(id))
		}
		m.addOffering(own)
	}
	return true
}

// addRoom adds a room like another, which is closed when that is.
func (m *more) addRoom(like capacity.RoomID) capacity.RoomID {
	room := *m.room(like)
	room.ID = another(like, func(id capacity.RoomID) bool { return m.room(id) != nil })
	m.spec.Rooms = append(m.spec.Rooms, room)
	for i := range m.spec.Closures {
		if x := &m.spec.Closures[i]; slices.Contains(x.Rooms, like) {
			x.Rooms = append(x.Rooms, room.ID)
		}
	}
	return room.ID
}

func (m *more) room(id capacity.RoomID) *capacity.Room {
	return find(m.spec.Rooms, func(x *capacity.Room) bool { return x.ID == id })
}

func (m *more) addSeats() bool {
	like := m.offering()
	if like == nil || like.Seats == 0 && len(like.Rooms) == 0 {
		return false
	}
	if len(like.Rooms) == 0 {
		like.Seats += m.n
		return true
	}
	for i := range m.spec.Offerings { // those that say nothing keep what they have
		if x := &m.spec.Offerings[i]; slices.Contains(x.Rooms, like.Rooms[0]) {
			x.Seats = cmp.Or(x.Seats, m.seats(x))
		}
	}
	wider := *like
	wider.Seats += m.n
	m.room(like.Rooms[0]).Seats += m.n
	wider.Valid = within(wider.Valid, m.week())
	m.addOffering(wider)
	return true
}

// seats returns how many seats the rooms of an offering have together.
func (m *more) seats(o *capacity.Offering) int {
	n := 0
	for _, id := range o.Rooms {
		n += m.room(id).Seats
	}
	return n
}

func (m *more) addInstructors() bool {
	like := find(m.spec.Instructors, func(x *capacity.Instructor) bool { return x.ID == m.of.Instructor })
	if like == nil {
		return false
	}
	who := *like
	who.Available = m.inWeek(who.Available)
	if len(who.Available) == 0 {
		return true // never there
	}
	for range m.n {
		who.ID = another(like.ID, func(id capacity.InstructorID) bool {
			return find(m.spec.Instructors, func(x *capacity.Instructor) bool { return x.ID == id }) != nil
		})
		m.spec.Instructors = append(m.spec.Instructors, who)
	}
	return true
}

// inWeek returns as much of times as lies in the week; without patterns they are
// all times, unlike what it returns.
func (m *more) inWeek(times capacity.Times) capacity.Times {
	if len(times) == 0 {
		times = capacity.Times{{}}
	}
	var all capacity.Times
	for _, x := range times.Clone() {
		span := within(capacity.DateSpan{From: x.From, To: x.To}, m.week())
		if x.From, x.To = span.From, span.To; x.To == 0 || x.From <= x.To {
			all = append(all, x)
		}
	}
	return all
}
