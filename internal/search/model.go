// Package search allocates on dense integers and knows no words of the domain.
//
// A [Model] is what the compile step makes of a problem. [Run] constructs a
// solution, scarcest first, and improves it by taking small neighborhoods out
// and putting them back better (ruin and recreate), after Schrimpf et al.
// (2000) and Christiaens and Vanden Berghe (2020), with threshold acceptance
// in integers instead of simulated annealing. Every solution it keeps obeys
// every constraint of the model.
package search

import "math/bits"

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
	Rooms   int
	Between func(a, b int32) int32 // minutes between two centers
	PerDay  int                    // most visits of a cohort a day
	Cost    int64                  // points that a session costs
	Fixed   []Fixed
}

// Slot is an interval within a day.
type Slot struct {
	Day, Week  int32
	Start, End int32 // minutes of the day
}

// Offer can run a session in each of the slots Base to Base+Len-1.
type Offer struct {
	Center, Course int32
	Base, Len      int32
	Rooms          []int32
	Seats, Minimum int32
	Fewest, Per    int32 // instructors: at least Fewest, and one for each started Per pupils; Per 0 asks no more
	Share          uint8 // with whom visits may share: 1 nobody, 2 school, 3 stage, 4 anyone
	Attended       bool  // pupils travel to the center
	Leaders        []int32
}

// Person leads sessions; a limit of 0 is none.
type Person struct {
	Free                     []uint64 // slots, as a bit set over all slots
	PerDay, PerWeek, PerTerm int32
}

// Ask wants up to Visits units, each on one arc in one slot, no two units of a
// cohort on offers of one course.
type Ask struct {
	Cohort, School, Stage int32
	Visits                int32
	Share                 uint8
	Amounts               [4]int64 // by [Measure]
	Bonus                 int64    // earned once a cohort, the largest of its placed asks
	Arcs                  []Arc    // best value first
}

// Size is the number of pupils.
func (a *Ask) Size() int32 { return int32(a.Amounts[Pupils]) }

// Arc is an offer that an ask may take, in the slots of a set.
type Arc struct {
	Offer, Choice int32
	Value         int64
	Set, Uses     int32 // indexes into the model's
}

// Measure is what a row counts of a visit.
type Measure uint8

// The measures.
const (
	Visit Measure = iota
	Pupils
	Heads
	Buses
)

// Use is what a visit takes of a row: the ask's amount times Factor.
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

// Set is a set of slots as bits from Base on.
type Set struct {
	Base  int32
	Words []uint64
}

// Has reports whether the set holds a slot.
func (s Set) Has(slot int32) bool {
	i := uint(slot - s.Base)
	return i>>6 < uint(len(s.Words)) && s.Words[i>>6]>>(i&63)&1 == 1
}

// Add puts a slot that lies within the words into the set.
func (s Set) Add(slot int32) {
	i := uint(slot - s.Base)
	s.Words[i>>6] |= 1 << (i & 63)
}

// Len counts the slots.
func (s Set) Len() int {
	n := 0
	for _, w := range s.Words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Fixed is a unit that every solution holds, with people who lead its session.
type Fixed struct {
	Ask, Arc, Slot int32
	People         []int32
}

// Place is where one unit sits.
type Place struct{ Ask, Arc, Slot int32 }

// Solution lists the placed units by ask, then slot, and the people of every
// session that runs.
type Solution struct {
	Places []Place
	Staff  map[[2]int32][]int32 // by offer and slot
	Points int64
}
