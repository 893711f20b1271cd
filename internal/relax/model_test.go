package relax

import (
	"math/rand/v2"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// The models of these tests have two calendars over the same three days, which
// lie in two weeks: one of two slots a day, and one of a long slot that
// overlaps both.
const (
	days    = 3
	centers = 3
	slots   = 3 * days
)

// dice draws the numbers that a model is made of.
type dice struct{ *rand.Rand }

func roll(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0))} }

func (d dice) from(low, high int) int { return low + d.IntN(high-low+1) }

func (d dice) once(n int) bool { return d.IntN(n) == 0 }

// calendarOf returns the first slot of a center's calendar and their number.
func calendarOf(center int32) (base, n int32) {
	if center == centers-1 {
		return 2 * days, days
	}
	return 0, 2 * days
}

// drawModel draws a model with up to so many asks, of all that a model can state.
func drawModel(seed uint64, asks int) *search.Model {
	d := roll(seed)
	m := &search.Model{
		PerDay: d.from(1, 2), Cost: int64([]int{0, 10, 2000}[d.IntN(3)]), Rooms: 3 * centers,
		Between: func(a, b int32) int32 { return 15 * (1 + a + b) }, Covers: make([][]int32, slots),
	}
	add := func(day, start, end int32) {
		m.Slots = append(m.Slots, search.Slot{
			Day: day, Week: day / 2, Date: day%2 + 7*(day/2), Start: start, End: end, Amount: int32(d.from(1, 3)),
		})
	}
	for day := range int32(days) {
		add(day, 500, 600)
		add(day, 630, 700)
	}
	for day := range int32(days) {
		add(day, 560, 640)
	}
	for i, s := range m.Slots {
		m.Covers[i] = []int32{int32(i)}
		for j, other := range m.Slots {
			if j != i && other.Day == s.Day && s.Start <= other.Start && other.Start < s.End {
				m.Covers[i] = append(m.Covers[i], int32(j))
			}
		}
	}
	for range d.from(2, 6) {
		p := search.Person{Free: make([]uint64, 1), PerDay: int32(d.from(0, 2)), PerWeek: int32(d.from(0, 3)), PerTerm: int32(d.from(0, 4))}
		for slot := range slots {
			if !d.once(5) {
				p.Free[0] |= 1 << slot
			}
		}
		m.People = append(m.People, p)
	}
	for center := range int32(centers) {
		base, n := calendarOf(center)
		m.Teams = append(m.Teams, search.Team{Base: base, Len: n, Sessions: int32(d.from(1, 2))})
	}
	d.offers(m)
	d.asks(m, asks)
	return m
}

// offers come with up to two rooms of their center, or without; some of those
// without are carried by the team.
func (d dice) offers(m *search.Model) {
	for range d.from(2, 5) {
		center := int32(max(0, d.IntN(5)-2))
		o := search.Offer{
			Center: center, Course: int32(d.IntN(4)), Seats: int32(d.from(5, 30)), Minimum: int32(d.from(1, 5)),
			Fewest: int32(d.IntN(3)), Per: int32(5 * d.IntN(3)), Share: uint8(d.from(1, 4)), Attended: !d.once(4), Team: none,
		}
		o.Base, o.Len = calendarOf(center)
		for r := range int32(3) {
			if d.once(3) {
				o.Rooms = append(o.Rooms, 3*center+r)
			}
		}
		if len(o.Rooms) == 0 && d.once(2) {
			o.Team = center
		}
		for p := range m.People {
			if !d.once(4) {
				o.Leaders = append(o.Leaders, int32(p))
			}
		}
		o.Marks[0] = []int32{o.Course % 2}
		m.Offers = append(m.Offers, o)
	}
}

// set adds some slots of a calendar to the model, at least one.
func (d dice) set(m *search.Model, base, n int32) int32 {
	s := search.Set{Base: base, Words: make([]uint64, 1)}
	s.Add(base + int32(d.IntN(int(n))))
	for slot := base; slot < base+n; slot++ {
		if !d.once(3) {
			s.Add(slot)
		}
	}
	m.Sets = append(m.Sets, s)
	return int32(len(m.Sets) - 1)
}

// uses adds rows of every kind that visits to an offer take from. Buses use
// the same rows wherever their pupils get off.
func (d dice) uses(m *search.Model, o *search.Offer, buses int32) int32 {
	row := func(most int64, n int32) int32 {
		for range n {
			m.Rows = append(m.Rows, most)
		}
		return int32(len(m.Rows)) - n
	}
	var list []search.Use
	measures := []search.Measure{search.Visit, search.Pupils, search.Heads}
	for _, kind := range []search.UseKind{search.Always, search.InSet, search.AtSlot, search.Overlap} {
		if !d.once(3) {
			continue
		}
		u := search.Use{Factor: int64(d.from(1, 2)), Of: measures[d.IntN(3)], Kind: kind}
		most := int64(d.from(1, 4))
		if u.Of != search.Visit {
			most = int64(d.from(5, 60))
		}
		switch kind {
		case search.Always:
			u.Row = row(most, 1)
		case search.InSet:
			u.Row, u.Set = row(most, 1), d.set(m, o.Base, o.Len)
		case search.AtSlot:
			u.Row = row(most, o.Len) - o.Base
		case search.Overlap:
			u.Row = row(most, slots)
		}
		list = append(list, u)
	}
	if buses != none && o.Attended {
		list = append(list, search.Use{Row: buses, Factor: 1, Of: search.Buses, Kind: search.Overlap})
	}
	m.Uses = append(m.Uses, list)
	return int32(len(m.Uses) - 1)
}

func (d dice) asks(m *search.Model, most int) {
	buses := int32(none)
	if d.once(2) {
		buses = int32(len(m.Rows))
		for range slots {
			m.Rows = append(m.Rows, int64(d.from(1, 4)))
		}
	}
	uses := make([]int32, len(m.Offers))
	for i := range m.Offers {
		uses[i] = d.uses(m, &m.Offers[i], buses)
	}
	m.Cohorts = make([][]int32, d.from(1, most))
	size := make([]int64, len(m.Cohorts))
	for c := range size {
		size[c] = int64(d.from(1, 12))
	}
	for a := range d.from(1, most) {
		c := int32(d.IntN(len(m.Cohorts)))
		ask := search.Ask{
			Cohort: c, School: c % 2, Stage: c % 3, Share: uint8(d.from(1, 4)), Parts: 1, Pupils: size[c],
			Adults: int64(d.IntN(4)), Buses: int64(d.from(1, 3)), Bonus: size[c] * 100 * int64(d.IntN(3)),
			Ordered: d.once(4), Whole: d.once(3), Apart: int32(d.IntN(2)), Distinct: uint8(d.IntN(2)),
		}
		if d.once(2) {
			ask.Parts = int32(min(int64(d.from(2, 3)), size[c]))
		}
		for g := range int32(d.from(1, 2)) {
			d.goal(m, &ask, uses, g)
		}
		if ask.Ordered && len(ask.Goals) == 2 && ask.Parts == 1 {
			ladder(&ask)
		}
		slices.SortStableFunc(ask.Arcs, func(x, y search.Arc) int { return int(y.Value - x.Value) })
		m.Asks = append(m.Asks, ask)
		m.Cohorts[c] = append(m.Cohorts[c], int32(a))
	}
	m.Cohorts = slices.DeleteFunc(m.Cohorts, func(list []int32) bool { return len(list) == 0 })
	for c, list := range m.Cohorts {
		for _, a := range list {
			m.Asks[a].Cohort = int32(c)
		}
	}
}

// ladder makes an ask one of all or nothing with a stay for each goal.
func ladder(ask *search.Ask) {
	ask.Whole, ask.Stays = true, int32(len(ask.Goals))
	for g := range ask.Goals {
		ask.Goals[g].Target = 1
	}
	for k := range ask.Arcs {
		ask.Arcs[k].Amount = 1
	}
}

// goal gives an ask a goal with its arcs, and the stays that they can take.
func (d dice) goal(m *search.Model, ask *search.Ask, uses []int32, goal int32) {
	ask.Goals = append(ask.Goals, search.Goal{Target: int32(d.from(1, 3))})
	counted := d.once(2)
	before := len(ask.Arcs)
	for i := range m.Offers {
		o := &m.Offers[i]
		if d.once(4) {
			continue
		}
		arc := search.Arc{Offer: int32(i), Goal: goal, Amount: 1, Value: int64(100 * d.from(5, 12)), Set: d.set(m, o.Base, o.Len), Uses: uses[i]}
		if counted {
			arc.Amount = o.Course
		}
		if d.once(5) {
			arc.Value = -100
		}
		if d.once(5) {
			arc.Least = int32(d.from(2, 4))
		}
		if d.once(5) {
			arc.Most = int32(d.from(6, 12))
		}
		ask.Arcs = append(ask.Arcs, arc)
	}
	if len(ask.Arcs) > before {
		ask.Stays += ask.Goals[goal].Target
	}
}

// drawPrices draws prices of about the size of what rows are worth, and
// sometimes far higher ones.
func (r *Relaxation) drawPrices(d dice) []int64 {
	price := make([]int64, len(r.Rows))
	often, wild := d.from(1, 8), d.once(5)
	for i := range price {
		if x := &r.Rows[i]; d.once(often) {
			p := d.Float64() * 3000 * float64(r.Scale)
			if x.Free && d.once(2) {
				p = -p
			}
			if wild && d.once(5) {
				p *= 1e15
			}
			price[i] = r.Price(i, p)
		}
	}
	return price
}
