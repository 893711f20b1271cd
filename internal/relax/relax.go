// Package relax bounds what any solution of a [search.Model] can be worth.
//
// The constraints that tie sessions together — how often a group goes, who
// leads, what limits allow — get prices instead, after Held and Karp (1970) and
// Geoffrion (1974). What is left falls apart into one small knapsack for each
// room and slot. The sum of these and of all prices times their capacities is
// at least the points of every solution, whatever the prices are; the least
// such sum is the bound of Dantzig and Wolfe (1960). Prices and sums are
// integers; floats only say where to look for better prices.
package relax

import (
	"math"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/search"
)

const none = -1

// Relaxation is a model with its priced constraints as rows.
type Relaxation struct {
	m      *search.Model
	all    *search.Model // with all options, by which rows are numbered
	Scale  int64         // prices are in 1/Scale points
	heads  bool          // pupils are what counts, instead of points
	Rows   []Row
	asks   []ask
	blocks int32
	offers []offer
	Staff  []Class
	pools  int     // of all offers
	rowOf  int32   // first row of the model's own
	teamOf []int32 // by team: its first row less the slot base
	roomOf []int32 // by room: its first row less the slot base
	roster roster
}

// Row is a priced constraint: what all columns use of it is at most Cap.
type Row struct {
	Kind Kind
	Free bool    // the price may be negative
	A, B int32   // what it belongs to, by kind
	Cap  int64   // in the unit of its kind
	Unit float64 // what one visit uses, typically
	most int64   // the highest price
}

// Kind is what a row limits.
type Kind uint8

// The kinds, with what A and B index.
const (
	Need  Kind = iota // pupils of an ask toward a goal: ask, goal
	Once              // pupils of a cohort in a course: cohort, course
	Daily             // pupils of a cohort on a day, once for each stay: cohort, day
	Debut             // pupils of a cohort that earn its bonus: cohort
	Slot              // people of a class in a slot: class, slot
	Day               // people of a class on a day: class, day
	Week              // people of a class in a week: class, week
	Term              // people of a class: class
	Limit             // a row of the model: row
	Trips             // sessions of a team in a slot: team, slot
	Room              // sessions in a room: room, slot; rooms that the model does not know come last
)

// ask is what is fixed of an ask at any prices.
type ask struct {
	need    int32 // row of its first goal
	debut   int32 // row, or none: then the bonus is earned at any stay
	daily   int32 // row of the cohort's first day, or none
	whole   bool
	must    bool // it has all of its stays
	split   bool // its stays may be in parts: they are bundles
	program bool // its stays are priced out together
	lone    bool // it has items that sit alone
	arcs    []arc
	parties []party // by arc, where it splits or is a program
}

// arc is what is fixed of an arc of an ask.
type arc struct {
	once int32 // row or none
	full bool  // the ask as a whole may take it
}

// party is what goes with a part on an arc.
type party struct {
	mates []Item       // who could sit beside it
	stay  []search.Use // what its stay uses as a whole
}

// offer is what is fixed of an offer.
type offer struct {
	block   int32 // of its first slot; further slots follow
	session int32 // of its first slot
	rooms   []int32
	classes []int32 // of people who can lead it
	pool    int32   // number of its classes together
}

// New returns the relaxation of a model, by points, or nil when stop says so meanwhile.
func New(m *search.Model, stop func() bool) *Relaxation { return build(m, m, stop) }

// build returns the relaxation of a model that has some of the options of another one,
// with the rows of that, or nil when stop says so meanwhile. What it adds ends early then.
func build(m, all *search.Model, stop func() bool) *Relaxation {
	r := &Relaxation{m: m, all: all}
	for _, add := range []func(*Relaxation, func() bool){
		(*Relaxation).addBlocks, (*Relaxation).addAsks, (*Relaxation).addMates, (*Relaxation).addStaff,
		(*Relaxation).addLimits, (*Relaxation).addStays, (*Relaxation).addRoster,
	} {
		if add(r, stop); stop() {
			return nil
		}
	}
	r.setScale()
	return r
}

// Roomless returns the offer whose own room the model does not know.
func (r *Relaxation) Roomless(room int32) int32 {
	for i := range r.offers {
		if r.offers[i].rooms[0] == room {
			return int32(i)
		}
	}
	return none
}

// Heads returns the same relaxation by pupils placed.
func (r *Relaxation) Heads() *Relaxation {
	h := *r
	h.heads = true
	h.setScale()
	return &h
}

// setScale makes prices fine, but so that all points together stay far below 63
// bits unless they are more than 52 by themselves.
func (r *Relaxation) setScale() {
	total := 1 + float64(r.cost())
	for i := range r.m.Asks {
		a := &r.m.Asks[i]
		if len(a.Arcs) > 0 {
			total += float64(float64(max(0, r.value(&a.Arcs[0]))*a.Pupils+r.bonus(a)*a.Pupils) * float64(max(1, a.Stays)))
		}
	}
	r.Scale = 1 << 20
	for r.Scale > 1 && float64(total*float64(r.Scale)) > 1<<52 {
		r.Scale >>= 1
	}
}

// value is what a pupil earns on an arc.
func (r *Relaxation) value(a *search.Arc) int64 {
	if r.heads {
		return 1
	}
	return a.Value
}

// bonus is what a pupil of an ask earns more at a cohort's first stay.
func (r *Relaxation) bonus(a *search.Ask) int64 {
	if r.heads {
		return 0
	}
	return a.Bonus / a.Pupils
}

func (r *Relaxation) cost() int64 {
	if r.heads {
		return 0
	}
	return r.m.Cost
}

// mostCharge bounds what a price can amount to: more than anything is worth, and
// so little that an int64 holds hundreds of them.
const mostCharge = 1 << 55

// Price returns a price of a row that is as near as can be: whole, not negative
// unless the row is free, and not so high that sums could overflow.
func (r *Relaxation) Price(row int, p float64) int64 {
	x := &r.Rows[row]
	least := int64(0)
	if x.Free {
		least = -x.most
	}
	switch p = math.Floor(p + 0.5); {
	case p >= float64(x.most):
		return x.most
	case p > float64(least):
		return int64(p)
	}
	return least
}

// addRow adds a row and returns its index.
func (r *Relaxation) addRow(x Row) int32 {
	x.most = mostCharge / max(1, x.Cap)
	r.Rows = append(r.Rows, x)
	return int32(len(r.Rows) - 1)
}

// room makes room for what is added between two looks, and reports whether stop let it.
func (r *Relaxation) room(stop func() bool) (ok bool) {
	r.Rows, ok = pdhg.Room(r.Rows, 1<<16, stop)
	return ok
}

// addBlocks numbers what holds one session at a time: a room in a slot. Offers
// with a room in common have the same slots. An offer without rooms has one of
// its own, which the model does not know.
func (r *Relaxation) addBlocks(stop func() bool) {
	m := r.m
	rooms := int32(m.Rooms)
	sessions := int32(0)
	for i := range m.Offers {
		o := &m.Offers[i]
		x := offer{session: sessions, rooms: o.Rooms}
		sessions += o.Len
		if len(o.Rooms) == 0 {
			x.rooms = []int32{rooms}
			rooms++
		}
		r.offers = append(r.offers, x)
	}
	r.roomOf = make([]int32, rooms)
	first := filled(int(rooms))
	for i := range r.offers {
		o, x := &m.Offers[i], &r.offers[i]
		home := x.rooms[0]
		if first[home] == none {
			first[home] = r.blocks
			r.blocks += o.Len
		}
		x.block = first[home]
	}
	known := make([]bool, rooms)
	for i := range r.offers {
		if i&0x3f == 0x3f && (stop() || !r.room(stop)) {
			return
		}
		o := &m.Offers[i]
		for _, room := range r.offers[i].rooms {
			if !known[room] {
				known[room] = true
				r.roomOf[room] = int32(len(r.Rows)) - o.Base
				for k := range o.Len {
					r.addRow(Row{Kind: Room, A: room, B: o.Base + k, Cap: 1, Unit: 1})
				}
			}
		}
	}
	r.teamOf = make([]int32, len(m.Teams))
	for i, t := range m.Teams {
		r.teamOf[i] = int32(len(r.Rows)) - t.Base
		for k := range t.Len {
			r.addRow(Row{Kind: Trips, A: int32(i), B: t.Base + k, Cap: int64(t.Sessions), Unit: 1})
		}
	}
}

// addAsks adds the rows of asks and cohorts. A cohort that can have one stay
// alone needs none but that of its ask.
func (r *Relaxation) addAsks(stop func() bool) {
	m := r.m
	days := int32(0)
	for _, t := range m.Slots {
		days = max(days, t.Day+1)
	}
	r.asks = make([]ask, len(m.Asks))
	for c, asks := range m.Cohorts {
		if c&0xf == 0xf && (stop() || !r.room(stop)) {
			return
		}
		stays := int32(0)
		for _, a := range asks {
			stays += r.addNeeds(a)
		}
		if stays <= 1 {
			continue
		}
		pupils := m.Asks[asks[0]].Pupils
		debut, daily := int32(none), int32(none)
		for _, a := range asks {
			if r.bonus(&m.Asks[a]) > 0 && debut == none {
				debut = r.addRow(Row{Kind: Debut, A: int32(c), Cap: pupils, Unit: float64(pupils)})
			}
		}
		for d := range days {
			if int(stays) <= m.PerDay { // they could all be on one day
				break
			}
			row := r.addRow(Row{Kind: Daily, A: int32(c), B: d, Cap: pupils * int64(m.PerDay), Unit: float64(pupils)})
			if d == 0 {
				daily = row
			}
		}
		once := map[int32]int32{}
		for _, a := range asks {
			x := &r.asks[a]
			x.debut, x.daily = debut, daily
			for k := range x.arcs {
				course := m.Offers[m.Asks[a].Arcs[k].Offer].Course
				row, ok := once[course]
				if !ok {
					row = r.addRow(Row{Kind: Once, A: int32(c), B: course, Cap: pupils, Unit: float64(pupils)})
					once[course] = row
				}
				x.arcs[k].once = row
			}
		}
	}
}

// addNeeds adds the rows of an ask's goals and returns how many stays they allow.
func (r *Relaxation) addNeeds(i int32) int32 {
	m := r.all
	a := &m.Asks[i]
	x := &r.asks[i]
	*x = ask{need: int32(len(r.Rows)), debut: none, daily: none, whole: a.Whole, split: a.Parts > 1}
	x.arcs = make([]arc, len(a.Arcs))
	for k := range a.Arcs {
		e := &a.Arcs[k]
		x.arcs[k] = arc{once: none, full: fits(m, a, e, int32(a.Pupils))}
	}
	total := int32(0)
	all := true
	for g := range a.Goals {
		stays, exact := r.staysOf(a, int32(g))
		total += stays
		all = all && exact && stays == 1
		r.addRow(Row{Kind: Need, A: i, B: int32(g), Cap: int64(stays) * a.Pupils, Unit: float64(a.Pupils), Free: a.Whole && exact})
	}
	x.program = isProgram(a, all)
	return total
}

// fits reports whether some pupils of an ask may take an arc by number.
func fits(m *search.Model, a *search.Ask, e *search.Arc, q int32) bool {
	return q <= m.Offers[e.Offer].Seats && q >= e.Least && (e.Most == 0 || q <= e.Most)
}

// staysOf returns the most stays that a goal takes, and whether a complete goal
// has just as many.
func (r *Relaxation) staysOf(a *search.Ask, goal int32) (stays int32, exact bool) {
	least, most := int32(math.MaxInt32), int32(0)
	courses := map[int32]bool{}
	for k := range a.Arcs {
		e := &a.Arcs[k]
		if e.Goal != goal {
			continue
		}
		courses[r.m.Offers[e.Offer].Course] = true
		if e.Amount > 0 {
			least, most = min(least, e.Amount), max(most, e.Amount)
			continue
		}
		r.all.Sets[e.Set].Each(func(t int32) {
			least, most = min(least, r.m.Slots[t].Amount), max(most, r.m.Slots[t].Amount)
		})
	}
	if most == 0 {
		return 0, true
	}
	stays, exact = (a.Goals[goal].Target+least-1)/least, least == most
	if a.Parts == 1 && !a.Whole {
		stays = min(stays, int32(len(courses)))
	}
	return stays, exact
}
