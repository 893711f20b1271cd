package matching

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/rule"
)

// priceReader reads one price, which stands at path.
type priceReader struct {
	*priced
	x     *Price
	path  string
	found *finding.List
}

func (p priceReader) refuse(field string, value any, problem, remedy string) {
	p.found.Add(p.path+field, value, problem, remedy)
}

// known looks up what an id of the price names.
func known[ID comparable, T any](p priceReader, field string, id ID, all map[ID]T) (T, bool) {
	x, ok := all[id]
	if !ok {
		p.refuse(field, id, "is not in the problem", "use a certificate that was made for it")
	}
	return x, ok
}

func (p priceReader) read() {
	x := p.x
	if int(x.Rule) >= len(priceForms) || priceForms[x.Rule] == nil {
		p.refuse("/rule", x.Rule, "limits nothing that has a price", "use R2, R3, R5, R9 to R16, R20 or books")
		return
	}
	if forms := priceForms[x.Rule]; !slices.Contains(forms, x.ids()) {
		p.refuse("", x.Rule, fmt.Sprintf("is the rule of a price with the ids %q", x.ids()), fmt.Sprintf("name what it limits by %q", forms))
		return
	}
	switch x.Rule {
	case rule.Program, rule.Choice, rule.Room: // may be negative, of some
	default:
		if x.Price < 0 {
			p.refuse("/price", x.Price, "is negative", "use 0 or more")
			return
		}
	}
	switch x.Rule {
	case rule.Books, rule.Course, rule.Clash:
		p.readCohort()
	case rule.Choice, rule.Program:
		p.readNeed()
	case rule.Staff:
		p.readStaff()
	case rule.Transport:
		p.readBuses()
	case rule.Quota:
		p.readQuota()
	case rule.Stock, rule.Budget:
		p.readUse()
	default:
		p.readPlace()
	}
}

func (p priceReader) readCohort() {
	x := p.x
	cohort, ok := known(p, "/cohort", x.Cohort, p.problem.cohorts)
	if !ok {
		return
	}
	size := int64(p.problem.spec.Cohorts[cohort].Size)
	switch x.Rule {
	case rule.Books:
		p.first[cohort] = x.Price
		p.fix(x.Price, size)
	case rule.Course:
		if _, ok := known(p, "/course", x.Course, p.courses); ok {
			p.once[attendance{cohort, x.Course}] = x.Price
			p.fix(x.Price, size)
		}
	case rule.Clash:
		if day, ok := p.day("/date", x.Date); ok {
			if p.daily[cohort] == nil {
				p.daily[cohort] = make([]int64, len(p.dates))
			}
			p.daily[cohort][day] = x.Price
			p.fix(x.Price, size*firstStated(int64(p.problem.spec.VisitsPerDay), 1))
		}
	}
}

// day returns the index of a date with slots.
func (p priceReader) day(field string, date capacity.Date) (int, bool) {
	day, ok := slices.BinarySearch(p.dates, date)
	if !ok {
		p.refuse(field, date, "is a date without slots", "use a certificate that was made for the problem")
	}
	return day, ok
}

func (p priceReader) readNeed() {
	x := p.x
	g, ok := known(p, "/request", x.Request, p.guestOf)
	if !ok {
		return
	}
	g = p.guests[g.index] // in this case
	price := x.Price
	program := p.program(g.request)
	placed := p.settled.placed(g)
	switch {
	case (program != nil) != (x.Rule == rule.Program):
		p.refuse("/rule", x.Rule, "is not the rule that limits the visits of this request", "use R11 with a program and R3 without one")
		return
	case x.Component < 0 || x.Component >= len(g.aims):
		p.refuse("/component", x.Component, "is no component of the program", fmt.Sprintf("use 0 to %d", len(g.aims)-1))
		return
	case price < 0 && program == nil && !placed:
		p.refuse("/price", price, "is negative, and the request need not have its visit", "use 0 or more")
		return
	case price < 0 && program != nil && !program.Whole:
		p.refuse("/price", price, "is negative, and the program need not be whole", "use 0 or more")
		return
	}
	aim := &g.aims[x.Component]
	if !aim.exact && program != nil { // the one visit of a placed request is exact
		price = max(0, price)
	}
	if !p.gives(price, cappedProduct(g.pupils, aim.most)) {
		return
	}
	if p.need[g.index] == nil {
		p.need[g.index] = make([]int64, len(g.aims))
	}
	p.need[g.index][x.Component] = price
}

// gives counts a price that is negative, which so many units get at the most, and
// reports whether the negative prices do not come to too much. By this and by the
// scale, what is earned stays within int64.
func (p priceReader) gives(price, most int64) bool {
	if price >= 0 {
		return true
	}
	if cappedProduct(-max(price, -mostReward-1), most) > mostReward-p.reward {
		p.refuse("/price", price, "brings the negative prices to too much", "use smaller ones")
		return false
	}
	p.reward -= price * most
	return true
}

// readUse reads a price of what pupils use up.
func (p priceReader) readUse() {
	x := p.x
	if x.Rule == rule.Budget {
		if i, ok := known(p, "/budget", x.Budget, p.budgetOf); ok {
			p.budgets[i] = x.Price
			p.fix(x.Price, int64(p.network.Budgets[i].Amount))
		}
		return
	}
	if _, ok := known(p, "/center", x.Center, p.centers); !ok {
		return
	}
	at := shelf{x.Center, x.Item}
	units, ok := p.stockOf[at]
	if !ok {
		p.refuse("/item", x.Item, "has no stock at the center", "use a certificate that was made for the problem")
		return
	}
	p.stocks[at] = x.Price
	p.fix(x.Price, units)
}

func (p priceReader) readBuses() {
	x := p.x
	fleet, ok := known(p, "/fleet", x.Fleet, p.fleets)
	if !ok {
		return
	}
	line, slot, ok := p.slotOf(x.Calendar)
	if !ok {
		return
	}
	p.fix(x.Price, int64(p.network.Fleets[fleet].Buses))
	for _, other := range p.lines { // slots of other calendars may hold this one's beginning as well
		if t, ok := other.during(line.slots[slot].Begin()); ok {
			addPrice(pricesOf(&p.buses[fleet], len(p.lines), other), t, x.Price)
		}
	}
}

// slotOf resolves the slot in a calendar.
func (p priceReader) slotOf(id capacity.CalendarID) (line *timeline, slot int, ok bool) {
	i, ok := known(p, "/calendar", id, p.calendars)
	if !ok {
		return nil, 0, false
	}
	slot, ok = known(p, "/slot", p.x.Slot, p.lines[i].at)
	return p.lines[i], slot, ok
}

func (p priceReader) readQuota() {
	x := p.x
	q, ok := known(p, "/quota", x.Quota, p.quotaOf)
	if !ok {
		return
	}
	key := counting{q.index, -1}
	if each := q.Scope == capacity.Each; each != (x.School != "") {
		p.refuse("/school", x.School, fmt.Sprintf("does not fit a quota for %v", q.Scope), "name a school where the quota is for each, and else none")
		return
	}
	if x.School != "" {
		if key.school, ok = known(p, "/school", x.School, p.problem.schools); !ok {
			return
		}
	}
	p.quota[key] = x.Price
	p.fix(x.Price, int64(q.Most))
}

// readPlace reads a price of a room, of an offering without one, of a center or
// of a team in a slot.
func (p priceReader) readPlace() {
	x := p.x
	switch {
	case x.Room != "":
		if room, ok := known(p, "/room", x.Room, p.roomOf); ok {
			putRoomPrice(p, p.rooms, x.Room, room.Center)
		}
	case x.Offering != "":
		if o, ok := known(p, "/offering", x.Offering, p.offerings); ok && len(o.rooms) > 0 {
			p.refuse("/offering", x.Offering, "has rooms", "name the rooms instead")
		} else if ok {
			putRoomPrice(p, p.remote, x.Offering, o.center.ID)
		}
	case x.Team != "":
		if team, ok := known(p, "/team", x.Team, p.teams); ok {
			putPrice(p, p.tours, x.Team, team.Center, team.Sessions)
		}
	default:
		if c, ok := known(p, "/center", x.Center, p.centers); ok && c.Headcount == 0 {
			p.refuse("/center", x.Center, "has no headcount", "use a certificate that was made for the problem")
		} else if ok {
			putPrice(p, p.people, x.Center, x.Center, c.Headcount)
		}
	}
}

// putPrice sets the price of something in a slot of a center, of which there is
// so much.
func putPrice[ID comparable](p priceReader, prices map[ID][]int64, id ID, center capacity.CenterID, most int) {
	line, slot, ok := p.slotOf(p.centers[center].Calendar)
	if !ok {
		return
	}
	if prices[id] == nil {
		prices[id] = make([]int64, len(line.slots))
	}
	prices[id][slot] = p.x.Price
	p.fix(p.x.Price, int64(most))
}

// putRoomPrice sets the price of a room in a slot, or of an offering without one.
// It may be negative in a case in which there is just one session in it.
func putRoomPrice[ID capacity.RoomID | capacity.OfferingID](p priceReader, prices map[ID][]int64, id ID, center capacity.CenterID) {
	if p.x.Price >= 0 {
		putPrice(p, prices, id, center, 1)
		return
	}
	_, slot, ok := p.slotOf(p.centers[center].Calendar)
	switch {
	case !ok:
	case !p.settled.held(use{p.x.Room, p.x.Offering, slot}):
		p.refuse("/price", p.x.Price, "is negative, and there need not be a session", "use 0 or more")
	case p.gives(p.x.Price, 1):
		p.owed -= p.x.Price
		p.pay(slot)
	}
}

// pay has the sessions that use a room, or those of an offering, get what its
// negative price is in a slot.
func (p priceReader) pay(slot int) {
	if p.gains == nil {
		p.gains = make([][]int64, len(p.hosts))
	}
	for i, h := range p.hosts {
		if h.ID != p.x.Offering && !slices.ContainsFunc(h.rooms, func(r *capacity.Room) bool { return r.ID == p.x.Room }) {
			continue
		}
		if p.gains[i] == nil {
			p.gains[i] = make([]int64, len(h.line.slots))
		}
		p.gains[i][slot] -= p.x.Price
	}
}

// pricesOf returns the prices of a timeline's slots, making them when there are none.
func pricesOf(byLine *[][]int64, lines int, line *timeline) []int64 {
	if *byLine == nil {
		*byLine = make([][]int64, lines)
	}
	if (*byLine)[line.index] == nil {
		(*byLine)[line.index] = make([]int64, len(line.slots))
	}
	return (*byLine)[line.index]
}

func addPrice(prices []int64, slot int, price int64) { prices[slot] = cappedSum(prices[slot], price) }
