package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// loosening is a way to change the data of a problem for a request: all that
// could be changed, and then the least that a place needs.
type loosening struct {
	all   func(s *specs) bool // false where there is nothing to change
	least func(s *specs, at *settlement) []Remedy
}

var loosenings = map[RemedyKind][]loosening{
	WidenTimes:      {{anyTime, oneSlot}},
	ShareMore:       {sharing(capacity.ShareSchool), sharing(capacity.ShareStage), sharing(capacity.ShareAnyone)},
	SplitMore:       {splitting(1), splitting(2), splitting(3)},
	AnotherCenter:   {{anyCenter, oneCenter}},
	RaiseQuota:      {{anyQuota, usedQuota}},
	DropPins:        {{noPins, movedPins}},
	RaiseHeadcount:  {{anyHeadcount, usedHeadcount}},
	MoreStock:       {{anyStock, usedStock}},
	MoreBuses:       {{anyBuses, usedBuses}},
	MoreSeats:       {{anySeats, usedSeats}},
	MoreBudget:      {{anyBudget, usedBudget}},
	MoreInstructors: {{anyInstructor, oneInstructor}},
}

func anyTime(s *specs) bool {
	r := s.own()
	had := len(r.Times) > 0
	r.Times = nil
	for i := range r.Choices {
		had = had || len(r.Choices[i].Times) > 0
		r.Choices[i].Times = nil
	}
	return had
}

func oneSlot(s *specs, at *settlement) []Remedy {
	v := at.place.Visit[0]
	offering, _ := at.p.network.Offering(v.Offering)
	slot, _ := at.p.network.Slot(offering.Center, v.Slot)
	when := capacity.When{From: slot.Date, To: slot.Date, Hours: []capacity.ClockSpan{{Start: slot.Start, End: slot.End}}}
	r := s.own()
	if len(r.Times) > 0 {
		r.Times = append(r.Times, when)
	}
	if len(r.Choices) > 0 && len(r.Choices[v.Choice].Times) > 0 {
		r.Choices[v.Choice].Times = append(r.Choices[v.Choice].Times, when)
	}
	return []Remedy{{Kind: WidenTimes, Of: string(r.ID), Seen: string(slot.ID)}}
}

// sharing lets a request share with more; of one school and of one stage, neither
// is more than the other.
func sharing(with capacity.Sharing) loosening {
	all := func(s *specs) bool {
		r := s.own()
		if r.Share > capacity.ShareNobody && (with < capacity.ShareAnyone || r.Share == with) {
			return false
		}
		r.Share = with
		return true
	}
	return loosening{all, func(s *specs, _ *settlement) []Remedy {
		all(s)
		return []Remedy{{Kind: ShareMore, Of: string(s.request), Seen: with.String()}}
	}}
}

func splitting(more int) loosening {
	all := func(s *specs) bool {
		r := s.own()
		c, _ := s.base.Cohort(r.Cohort)
		parts := max(1, r.Parts) + more
		r.Parts = parts
		return parts <= c.Size
	}
	return loosening{all, func(s *specs, _ *settlement) []Remedy {
		all(s)
		return []Remedy{{Kind: SplitMore, Of: string(s.request), By: int64(more)}}
	}}
}

func anyCenter(s *specs) bool {
	had := false
	for i := range s.own().Choices {
		x := &s.own().Choices[i]
		had = had || x.Center != ""
		x.Center = ""
	}
	return had
}

func oneCenter(s *specs, at *settlement) []Remedy {
	v := at.place.Visit[0]
	offering, _ := at.p.network.Offering(v.Offering)
	r := s.own()
	choice := r.Choices[v.Choice]
	choice.Center = offering.Center
	r.Choices = append(r.Choices, choice)
	return []Remedy{{Kind: AnotherCenter, Of: string(r.ID), Seen: string(offering.Center)}}
}

func anyQuota(s *specs) (had bool) {
	for i := range s.supply.Quotas {
		if q := &s.supply.Quotas[i]; !s.spared(string(q.ID)) {
			q.Most, had = 1_000_000_000, true
		}
	}
	return had
}

func usedQuota(s *specs, at *settlement) (list []Remedy) {
	for i := range s.supply.Quotas {
		q := &s.supply.Quotas[i]
		rows := &at.rows.quotas[i]
		used := int64(0)
		if rows.row >= 0 {
			used = at.used[rows.row]
		}
		for _, row := range rows.each {
			used = max(used, at.used[row])
		}
		if by := used - int64(q.Most); by > 0 {
			q.Most = int(used)
			list = append(list, Remedy{Kind: RaiseQuota, Of: string(q.ID), By: by})
		}
	}
	return list
}

// noPins drops the pins of people whose visits could be planned anew.
func noPins(s *specs) bool {
	if s.leeway.Moves == 0 {
		return false
	}
	before := len(s.demand.Pins)
	s.demand.Pins = slices.DeleteFunc(s.demand.Pins, s.loose)
	return len(s.demand.Pins) < before
}

// loose reports whether the pins of a visit are people's, and it is not too soon to
// be new.
func (s *specs) loose(pin Pin) bool {
	slot, _ := s.base.slotOf(pin.Offering, pin.Slot)
	visit := pin.visit(s.base.network)
	frozen := func(other Pin) bool { return other.Kind != Pinned && other.visit(s.base.network) == visit }
	return !slices.ContainsFunc(s.base.spec.Pins, frozen) && (s.demand.AsOf == 0 || slot.Begin() >= s.demand.earliest()) && !s.spared(string(pin.Request))
}

func movedPins(s *specs, at *settlement) (list []Remedy) {
	s.demand.Pins = slices.DeleteFunc(s.demand.Pins, func(pin Pin) bool {
		moved := s.loose(pin) && slices.ContainsFunc(at.place.Moves, func(c Change) bool {
			return len(c.From) > 0 && c.Request == pin.Request && c.From[0].Slot == pin.Slot
		})
		if x := (Remedy{Kind: DropPins, Of: string(pin.Request), Seen: string(pin.Slot)}); moved && !slices.Contains(list, x) { // one of all parts
			list = append(list, x)
		}
		return moved
	})
	return list
}

func anyHeadcount(s *specs) (had bool) {
	for i := range s.supply.Centers {
		if x := &s.supply.Centers[i]; x.Headcount > 0 && !s.spared(string(x.ID)) {
			x.Headcount, had = 1_000_000, true
		}
	}
	return had
}

func usedHeadcount(s *specs, at *settlement) (list []Remedy) {
	for i := range s.supply.Centers {
		x := &s.supply.Centers[i]
		first, limited := at.rows.headcount[int32(i)]
		if !limited {
			continue
		}
		used := int64(0)
		slots := at.calendars[at.calendar[i]]
		for slot := slots.base; slot < slots.base+slots.len; slot++ {
			used = max(used, at.used[first+slot])
		}
		if by := used - int64(x.Headcount); by > 0 {
			x.Headcount = int(used)
			list = append(list, Remedy{Kind: RaiseHeadcount, Of: string(x.ID), By: by})
		}
	}
	return list
}

func anyStock(s *specs) (had bool) {
	for i := range s.supply.Stocks {
		if x := &s.supply.Stocks[i]; !s.spared(string(x.Center)) && !s.spared(string(x.Item)) {
			x.Units, had = 1_000_000_000, true
		}
	}
	return had
}

func usedStock(s *specs, at *settlement) (list []Remedy) {
	for i := range s.supply.Stocks {
		x := &s.supply.Stocks[i]
		for _, row := range at.rows.stock[at.center[x.Center]] {
			if row.item != x.Item {
				continue
			}
			if by := at.used[row.row] - int64(x.Units); by > 0 {
				x.Units += int(by)
				list = append(list, Remedy{Kind: MoreStock, Of: string(x.Center), By: by, Seen: string(x.Item)})
			}
		}
	}
	return list
}

func anyBuses(s *specs) (had bool) {
	for i := range s.supply.Fleets {
		if x := &s.supply.Fleets[i]; !s.spared(string(x.ID)) {
			x.Buses, had = 1_000_000, true
		}
	}
	return had
}

func usedBuses(s *specs, at *settlement) (list []Remedy) {
	for i := range s.supply.Fleets {
		x := &s.supply.Fleets[i]
		first := at.rows.fleet[x.ID]
		used := slices.Max(append([]int64{0}, at.used[first:first+int32(len(at.slots))]...))
		if by := used - int64(x.Buses); by > 0 {
			x.Buses = int(used)
			list = append(list, Remedy{Kind: MoreBuses, Of: string(x.ID), By: by})
		}
	}
	return list
}

// anySeats gives the offerings that the request could take three times its seats more.
func anySeats(s *specs) bool {
	courses := s.courses()
	c, _ := s.base.Cohort(s.own().Cohort)
	had := false
	for i := range s.supply.Offerings {
		if o := &s.supply.Offerings[i]; courses[o.Course] && !s.spared(string(o.ID)) {
			had = s.addSeats(o, c.Size) || had
		}
	}
	return had
}

// addSeats adds seats to an offering, and to its first room where that has too
// few; false where its seats have no limit.
func (s *specs) addSeats(o *capacity.Offering, seats int) bool {
	together, first := 0, -1
	for i := range s.supply.Rooms {
		if r := &s.supply.Rooms[i]; slices.Contains(o.Rooms, r.ID) {
			if together += r.Seats; first < 0 {
				first = i
			}
		}
	}
	if o.Seats == 0 && first < 0 {
		return false
	}
	have := together
	if o.Seats > 0 {
		have = o.Seats
		o.Seats += seats
	}
	if first >= 0 {
		s.supply.Rooms[first].Seats += max(0, have+seats-together)
	}
	return true
}

func usedSeats(s *specs, at *settlement) (list []Remedy) {
	courses := s.courses()
	for i := range s.supply.Offerings {
		o := &s.supply.Offerings[i]
		before, _ := s.base.network.Offering(o.ID)
		if !courses[before.Course] {
			continue
		}
		pupils := map[capacity.SlotID]int{}
		most := 0
		for _, v := range at.place.Plan.Visits {
			if v.Offering == o.ID {
				pupils[v.Slot] += v.Pupils
				most = max(most, pupils[v.Slot])
			}
		}
		have := o.Seats
		if have == 0 {
			for _, r := range s.supply.Rooms {
				if slices.Contains(o.Rooms, r.ID) {
					have += r.Seats
				}
			}
		}
		if most > have && have > 0 {
			s.addSeats(o, most-have)
			list = append(list, Remedy{Kind: MoreSeats, Of: string(o.ID), By: int64(most - have)})
		}
	}
	return list
}

func anyBudget(s *specs) (had bool) {
	for i := range s.supply.Budgets {
		if x := &s.supply.Budgets[i]; !s.spared(string(x.ID)) {
			x.Amount, had = 1_000_000_000_000_000, true
		}
	}
	return had
}

func usedBudget(s *specs, at *settlement) (list []Remedy) {
	for i := range s.supply.Budgets {
		x := &s.supply.Budgets[i]
		if by := at.used[at.rows.budgets[i]] - int64(x.Amount); by > 0 {
			x.Amount += curriculum.Fen(by)
			list = append(list, Remedy{Kind: MoreBudget, Of: string(x.ID), By: by})
		}
	}
	return list
}

// newInstructor returns the id of somebody who is not there yet.
func (s *specs) newInstructor() capacity.InstructorID {
	id := capacity.InstructorID("one-more")
	for n := 2; slices.ContainsFunc(s.supply.Instructors, func(x capacity.Instructor) bool { return x.ID == id }); n++ {
		id = capacity.InstructorID(fmt.Sprintf("one-more-%d", n))
	}
	return id
}

func anyInstructor(s *specs) bool {
	x := capacity.Instructor{ID: s.newInstructor()}
	for _, c := range s.supply.Centers {
		if !s.spared(string(c.ID)) {
			x.Centers = append(x.Centers, c.ID)
		}
	}
	courses := s.courses()
	for c := range s.base.catalog.Courses() {
		if courses[c.ID] {
			x.Courses = append(x.Courses, c.ID)
		}
	}
	if len(x.Centers) == 0 || len(x.Courses) == 0 {
		return false
	}
	s.supply.Instructors = append(s.supply.Instructors, x)
	return true
}

// oneInstructor is qualified for what they lead, where they do.
func oneInstructor(s *specs, at *settlement) (list []Remedy) {
	x := capacity.Instructor{ID: s.newInstructor()}
	for _, session := range at.place.Plan.Sessions {
		if !slices.Contains(session.Instructors, x.ID) {
			continue
		}
		o, _ := at.p.network.Offering(session.Offering)
		if !slices.Contains(x.Centers, o.Center) {
			x.Centers = append(x.Centers, o.Center)
		}
		if !slices.Contains(x.Courses, o.Course) {
			x.Courses = append(x.Courses, o.Course)
			list = append(list, Remedy{Kind: MoreInstructors, Of: string(o.Center), By: 1, Seen: string(o.Course)})
		}
	}
	if len(list) > 0 {
		list = list[:1] // one person, whatever they lead
		s.supply.Instructors = append(s.supply.Instructors, x)
	}
	return list
}
