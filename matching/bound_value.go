package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// valuation values sessions at prices. It is one piece of memory for all of them.
type valuation struct {
	*priced
	knapsack
	at      [][]placement // by slot of the offering under way: by school, stage and cohort
	joint   [][]placement // by slot: of visits that are set aside
	fill    [][]placement // by slot: who gain nothing, where there may be too few who do
	own     [][]placement // by slot: of one of those
	into    *[][]placement
	granted []int // choices that it fulfils
	slots   slotSet
	timely  slotSet
	least   int64 // profit; placements have more
	timed   []timedPrice
	charged []int64
	levels  []level
	spare   []level
	ladders [][]level // by slot: levels of the offering under way, as they are asked for
	picked  []placement
	all     []placement
	few     bool    // there may be too few who gain
	best    []int64 // of the parts of a visit

	underWay *host
	sojourns [][]sojourn // by guest
	carries  map[capacity.TeamID][]map[int32][]carriage
}

// placement is some pupils of a guest, a part or all, in a session.
type placement struct {
	profit                int64 // what they earn, less what they pay
	guest, cohort, school int32
	pupils                int32
	stage                 curriculum.Stage
	share                 capacity.Sharing
}

// bound returns the whole points, or pupils, that the prices prove.
func (b *priced) bound() int64 { return b.newValuation().total() }

// total is the bound of the prices that are valued.
func (v *valuation) total() int64 {
	sum, owed := v.needs()
	sum = cappedSum(sum, v.fixed)
	for room, hosts := range v.homes() {
		if v.over() {
			break
		}
		for _, n := range v.home(room, hosts) {
			sum = cappedSum(sum, n)
		}
	}
	sum = cappedSum(sum, v.carried())
	for i := range v.guests {
		if v.over() {
			break
		}
		sum = cappedSum(sum, v.stays(int32(i)))
	}
	return (sum - owed - v.owed) / v.scale
}

func (b *priced) newValuation() *valuation {
	v := new(valuation)
	v.into = &v.at
	v.use(b)
	return v
}

// use makes ready to value other prices.
func (v *valuation) use(b *priced) {
	v.priced, v.underWay = b, nil
	if len(v.sojourns) != len(b.guests) {
		v.sojourns = make([][]sojourn, len(b.guests))
	}
	clear(v.sojourns)
	v.carries = map[capacity.TeamID][]map[int32][]carriage{}
}

// home returns, by slot, what the best session is worth of the offerings whose
// first room it is, or 0, and notes what is valued apart.
func (v *valuation) home(room int, hosts []*host) []int64 {
	best := make([]int64, len(hosts[0].line.slots))
	for _, h := range hosts {
		if v.over() {
			break
		}
		v.invite(h)
		if h.tours() {
			v.carry(h)
		} else {
			v.improve(h, best)
		}
		v.meet(h, room)
	}
	return best
}

// improve raises what is best by slot to what the sessions of an offering are
// worth, to which all are invited.
func (v *valuation) improve(h *host, best []int64) {
	for t := range best {
		if v.over() {
			return
		}
		if len(v.at[t]) > 0 {
			best[t] = max(best[t], v.value(h, t, best[t]))
		}
	}
}

// stays returns what the visits of a guest that are valued by themselves are
// worth at the most, 0 without any.
func (v *valuation) stays(i int32) int64 {
	switch g := v.guests[i]; {
	case g.chained:
		return v.chain(i)
	case g.parts > 1:
		return v.splits(i)
	}
	return 0
}

// homes groups the offerings by their first rooms, in which one session at a
// time takes place. Other rooms that they use are limited by prices alone. An
// offering without a room is by itself.
func (r *relaxation) homes() [][]*host {
	var homes [][]*host
	of := map[capacity.RoomID]int{}
	for _, h := range r.hosts {
		if len(h.rooms) == 0 {
			homes = append(homes, []*host{h})
			continue
		}
		id := h.rooms[0].ID
		i, ok := of[id]
		if !ok {
			i = len(homes)
			of[id] = i
			homes = append(homes, nil)
		}
		homes[i] = append(homes[i], h)
	}
	return homes
}

// timedPrice is what a visit pays to a quota in the slots that it counts.
type timedPrice struct {
	slots slotSet
	price int64
}

// invite lists, by slot, the placements in an offering that have a profit.
func (v *valuation) invite(h *host) {
	v.clear(h)
	pupil := v.uses(h)
	few := slices.ContainsFunc(h.guests, func(i int32) bool { return v.guests[i].sizes[0] < h.minimum })
	gains := v.gainsAt(h) != nil
	for _, i := range h.guests {
		if v.over() {
			return
		}
		g := v.guests[i]
		v.grant(g, h)
		for _, q := range g.sizes {
			if !g.fits(h, q) {
				continue
			}
			v.into, v.least = &v.at, 0
			if g.aside(q) {
				if alone(g, h) {
					continue
				}
				v.into, v.least = &v.joint, impossible
			} else if gains || few && !alone(g, h) {
				v.least = impossible
			}
			x := v.termsOf(g, h, q, pupil)
			for aim := range g.aims {
				v.place(g, aim, h, q, x)
			}
		}
	}
	v.into, v.least = &v.at, 0
}

// clear takes all placements away, for an offering.
func (v *valuation) clear(h *host) {
	n := len(h.line.slots)
	v.underWay = h
	clearSlots(&v.ladders, n)
	clearSlots(&v.at, n)
	clearSlots(&v.joint, n)
	clearSlots(&v.fill, n)
	clearSlots(&v.own, n)
	if words := len(h.open); len(v.slots) != words {
		v.slots, v.timely = h.line.none(), h.line.none()
	}
}

// clearSlots empties the lists of some slots.
func clearSlots[T any](lists *[][]T, n int) {
	for len(*lists) < n {
		*lists = append(*lists, nil)
	}
	for t := range n {
		(*lists)[t] = (*lists)[t][:0]
	}
}

// grant sets the choices of a guest that an offering fulfils.
func (v *valuation) grant(g *guest, h *host) {
	v.granted = v.granted[:0]
	for k := range g.choices {
		if g.choices[k].wish().granted(h.checkedOffering) {
			v.granted = append(v.granted, k)
		}
	}
}

// uses returns what a pupil pays for what the course uses up.
func (v *valuation) uses(h *host) int64 {
	sum := int64(0)
	for _, use := range h.course.Consumables {
		sum = cappedSum(sum, cappedProduct(v.stocks[shelf{h.center.ID, use.Item}], int64(use.PerPupil)))
	}
	for i := range v.network.Budgets {
		b := &v.network.Budgets[i]
		if v.budgets[i] == 0 || !named(b.Centers, h.center.ID) {
			continue
		}
		for _, fee := range h.course.Fees {
			if fee.Line == b.Line {
				sum = cappedSum(sum, cappedProduct(v.budgets[i], int64(fee.PerPupil)))
			}
		}
	}
	return sum
}

// terms are what pupils of a guest earn and pay at an offering whatever their
// visit counts for and whenever it is.
type terms struct {
	paid  int64 // by all of them
	bonus int64 // of one
	trip  int64 // minutes
}

func (v *valuation) termsOf(g *guest, h *host, q, pupil int64) terms {
	paid := cappedSum(cappedProduct(pupil, q), v.counted(g, h, q))
	paid = cappedSum(paid, cappedProduct(v.once[attendance{g.cohortAt, h.course.ID}], q))
	x := terms{paid: paid, bonus: v.credit(g)}
	if v.counts == inPoints {
		x.trip = v.trip(g.school, h.checkedOffering)
	}
	return x
}

// place adds the placements of q pupils of a guest, whose visit counts for one
// of its aims.
func (v *valuation) place(g *guest, aim int, h *host, q int64, x terms) {
	if !v.takes(g.aims[aim].component, h) {
		return
	}
	need := int64(0)
	if v.need[g.index] != nil {
		need = v.need[g.index][aim]
	}
	paid := cappedSum(x.paid, cappedProduct(max(0, need), q))
	profit := func(k int) int64 {
		return q*(v.scale*v.worth(g, k, x.trip)+x.bonus-min(0, need)) - paid
	}
	if profit(v.granted[0]) <= v.least || !v.slotsFor(g, h, q, v.slots) { // the best choice
		return
	}
	if g.aims[aim].bySlot(h) {
		for t := range v.slots.all() {
			if h.line.slots[t].Hours == 0 {
				v.slots[t>>6] &^= 1 << (t & 63)
			}
		}
	}
	for _, k := range v.granted {
		n := profit(k)
		if n <= v.least {
			return
		}
		times := v.choice(g, k, h.line)
		if times == nil {
			v.seat(g, h, q, n, v.slots)
			return
		}
		copy(v.timely, v.slots)
		v.timely.keep(times)
		v.seat(g, h, q, n, v.timely)
		v.slots.remove(v.timely)
	}
}

// counted returns what q pupils of a guest pay to the quotas, and collects in
// timed what they pay in some slots alone.
func (v *valuation) counted(g *guest, h *host, q int64) int64 {
	v.timed = v.timed[:0]
	pupils, visits := int64(0), int64(0)
	for _, x := range h.quotas {
		if !x.schools[g.schoolAt] {
			continue
		}
		key := counting{x.index, -1}
		if x.Scope == capacity.Each {
			key.school = g.schoolAt
		}
		price := v.quota[key]
		amount := x.amount(g, q)
		switch {
		case price == 0 || amount == 0:
		case x.slots != nil:
			charge := cappedProduct(price, amount)
			if x.Unit == capacity.Visits {
				charge = portion(price, q, g.pupils)
			}
			v.timed = append(v.timed, timedPrice{x.slots[h.line.index], charge})
		case x.Unit == capacity.Visits:
			visits = cappedSum(visits, price)
		default:
			pupils = cappedSum(pupils, price)
		}
	}
	return cappedSum(cappedProduct(pupils, q), portion(visits, q, g.pupils))
}

// portion returns what q of n pupils pay of a price for all of them, rounded down.
func portion(price, q, n int64) int64 {
	if q == n {
		return price
	}
	return cappedProduct(price, q) / n
}

// seat adds a placement in each of some slots where enough is left of a profit n.
func (v *valuation) seat(g *guest, h *host, q, n int64, slots slotSet) {
	daily := v.daily[g.cohortAt]
	var people, buses []int64
	if h.attended {
		people = v.people[h.center.ID]
		if fleet, ok := v.fleets[g.school.Fleet]; ok && v.buses[fleet] != nil {
			buses = v.buses[fleet][h.line.index]
		}
	}
	heads := q + g.adults
	if q < g.pupils {
		heads = q + g.adults/g.parts
	}
	x := placement{
		guest: int32(g.index), cohort: int32(g.cohortAt), school: int32(g.schoolAt),
		pupils: int32(q), stage: g.stage, share: g.share,
	}
	gains := v.gainsAt(h)
	for t := range slots.all() {
		profit := n
		if daily != nil || people != nil || buses != nil || len(v.timed) > 0 {
			paid := cappedProduct(priceAt(people, t), heads)
			if daily != nil {
				paid = cappedSum(paid, cappedProduct(daily[h.line.day[t]], q))
			}
			paid = cappedSum(paid, portion(cappedProduct(priceAt(buses, t), g.buses), q, g.pupils))
			for _, count := range v.timed {
				if count.slots.has(t) {
					paid = cappedSum(paid, count.price)
				}
			}
			if paid >= n-v.least {
				continue
			}
			profit -= paid
		}
		into := v.into
		if profit <= 0 && into == &v.at && priceAt(gains, t) == 0 { // who loses may be in a session that gains
			into = &v.fill
		}
		list := (*into)[t]
		if last := len(list) - 1; last >= 0 && list[last].guest == x.guest && list[last].pupils == x.pupils {
			list[last].profit = max(list[last].profit, profit) // the better aim or choice
			continue
		}
		x.profit = profit
		(*into)[t] = append(list, x)
	}
}
