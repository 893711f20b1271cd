// Package search allocates on dense integers and knows no words of the domain.
//
// A [Model] is what the compile step makes of a problem. [Run] constructs a
// solution, scarcest first, and improves it by taking small neighborhoods out
// and putting them back better (ruin and recreate), after Schrimpf et al.
// (2000) and Christiaens and Vanden Berghe (2020), with threshold acceptance
// in integers instead of simulated annealing. Every solution it keeps obeys
// every constraint of the model.
package search

// Model is an instance. Indexes run over the slices; nothing is changed by a search.
type Model struct {
	Slots   []Slot
	Offers  []Offer
	People  []Person
	Asks    []Ask
	Cohorts [][]int32 // the asks of each cohort
	Rows    []int64   // capacities
	Sets    []Set     // slot sets that arcs and uses refer to
	Uses    [][]Use   // row uses that arcs refer to
	Covers  [][]int32 // for each slot, the slots that begin within it, itself first
	Teams   []Team
	Rooms   int
	Between func(a, b int32) int32 // minutes between two centers
	PerDay  int                    // most stays of a cohort a day
	Cost    int64                  // points that a session costs
	Fixed   []Fixed
}

// Slot is an interval within a day.
type Slot struct {
	Day, Week  int32 // numbered without gaps
	Date       int32 // in days
	Start, End int32 // minutes of the day
	Amount     int32 // toward goals, on arcs that leave it to the slot
}

// Offer can run a session in each of the slots Base to Base+Len-1.
type Offer struct {
	Center, Course int32
	Base, Len      int32
	Rooms          []int32
	Team           int32 // index into Teams, or -1
	Seats, Minimum int32
	Fewest, Per    int32 // instructors: at least Fewest, and one for each started Per pupils; Per 0 asks no more
	Share          uint8 // with whom visits may share: 1 nobody, 2 school, 3 stage, 4 anyone
	Attended       bool  // pupils travel to the center
	Leaders        []int32
	Marks          [Traits][]int32 // by trait: what stays may be forbidden to have in common
}

// Traits is the number of traits of an offer.
const Traits = 3

// Need is the number of instructors of a session with some pupils.
func (o *Offer) Need(pupils int32) int32 {
	n := o.Fewest
	if o.Per > 0 {
		n = max(n, (pupils+o.Per-1)/o.Per)
	}
	return n
}

// Team carries the sessions of its offers to one school a slot.
type Team struct {
	Base, Len int32 // slots of its offers
	Sessions  int32 // most at once
}

// Person leads sessions; a limit of 0 is none.
type Person struct {
	Free                     []uint64 // slots, as a bit set over all slots
	PerDay, PerWeek, PerTerm int32
}

// Ask wants stays of one group, each whole or in parts at the same time and
// center. Its stays count toward its goals.
type Ask struct {
	Cohort, School, Stage int32
	Share                 uint8
	Parts                 int32 // most parts of a stay
	Stays                 int32 // most stays that its goals can take
	Pupils, Adults, Buses int64
	Bonus                 int64 // earned once a cohort, the largest of its placed asks
	Goals                 []Goal
	Apart                 int32 // days between two stays at least
	AtCenter              int32 // most stays at one center; 0 means no limit
	Distinct              uint8 // traits, as bits, that no two stays may share
	Ordered, Whole        bool  // goals in order; every goal complete or nothing
	One                   bool  // one stay is all that it wants
	Arcs                  []Arc // best value first
}

// Goal is complete when the amounts of its stays reach Target; no stay sits
// without need.
type Goal struct{ Target int32 }

// Arc is an offer that a part of an ask may take, in the slots of a set.
type Arc struct {
	Offer, Choice, Goal int32
	Amount              int32 // toward the goal; 0 means that of the slot
	Least, Most         int32 // pupils of a part; 0 means no limit
	Value               int64 // points a pupil
	Set, Uses           int32 // indexes into the model's
}

// Share is what one of some parts has of n: all parts differ by at most one.
func Share(n int64, part, of int32) int64 {
	share := n / int64(of)
	if int64(part) < n%int64(of) {
		share++
	}
	return share
}

// Measure is what a row counts of a part. A stay is one visit and travels by
// its buses together: both count with its part 0.
type Measure uint8

// The measures.
const (
	Visit Measure = iota
	Pupils
	Heads
	Buses
)

// Amount is what one part of a stay measures.
func (a *Ask) Amount(of Measure, part, parts int32) int64 {
	switch of {
	case Pupils:
		return Share(a.Pupils, part, parts)
	case Heads:
		return Share(a.Pupils, part, parts) + Share(a.Adults, part, parts)
	}
	if part > 0 {
		return 0
	}
	if of == Buses {
		return a.Buses
	}
	return 1
}

// Use is what a visit takes of a row: the part's amount times Factor.
type Use struct {
	Row    int32
	Factor int64
	Of     Measure
	Kind   UseKind
	Set    int32 // for InSet
}

// UseKind says in which slots a use counts, and on which row.
type UseKind uint8

// The kinds of use.
const (
	Always  UseKind = iota // on Row
	InSet                  // on Row, in the slots of Set
	AtSlot                 // on Row plus the slot
	Overlap                // on Row plus each slot that begins within the slot
)

// Fixed is a stay that every solution holds, with people who lead its sessions:
// whole at one offer, or in as many parts as there are offers, one at each.
// Which part sits at which offer is free, and toward which goal all count.
type Fixed struct {
	Ask, Slot int32
	Offers    []int32   // all different; the first part is tried at the first, and so on
	People    [][]int32 // by offer; nil for nobody
}

// led returns the people who lead the session of an offer, by its index.
func (f *Fixed) led(k int) []int32 {
	if f.People == nil {
		return nil
	}
	return f.People[k]
}

// Place is where one part of a stay sits.
type Place struct {
	Ask, Slot, Part, Of, Arc int32
}

// Solution lists the placed parts by ask, slot and part, and the people of
// every session that runs.
type Solution struct {
	Places []Place
	Staff  map[[2]int32][]int32 // by offer and slot
	Points int64
}
