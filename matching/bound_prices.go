package matching

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/rule"
)

// priced is a relaxation with prices. Sums of them are capped: what is paid may
// come out too small, which makes a bound weaker, and never too large.
type priced struct {
	*relaxation
	counts currency
	scale  int64 // of one point, or pupil
	fixed  int64 // prices times what their limits allow, but for needs and negative ones
	owed   int64 // what the negative ones of rooms come to

	need    [][]int64 // by guest and aim; nil without a price
	reward  int64     // what negative needs come to at the most
	once    map[attendance]int64
	first   []int64   // by cohort
	daily   [][]int64 // by cohort and date; nil without a price
	staff   [][][]int64
	buses   [][][]int64
	rooms   map[capacity.RoomID][]int64
	remote  map[capacity.OfferingID][]int64 // of offerings without rooms
	people  map[capacity.CenterID][]int64
	tours   map[capacity.TeamID][]int64
	stocks  map[shelf]int64
	budgets []int64
	quota   map[counting]int64
	gains   [][]int64 // by offering and slot: what a session gets from negative prices of rooms; nil for none
}

// mostReward is what negative prices may come to in all.
const mostReward = mostTotal / 8

// currency is what a bound counts, and prices are in.
type currency uint8

const (
	inPoints currency = iota
	inPupils
)

// attendance is a cohort in a course.
type attendance struct {
	cohort int
	course curriculum.CourseID
}

// counting is what a quota counts: of one school, or -1.
type counting struct{ quota, school int }

// Compare orders prices by rule, and then by their ids in the order of the
// fields; prices of one limit are equal, whatever they are.
func (x Price) Compare(y Price) int {
	if x.Rule != y.Rule {
		return cmp.Compare(x.Rule, y.Rule)
	}
	return cmp.Or(
		cmp.Compare(x.Cohort, y.Cohort), cmp.Compare(x.Course, y.Course),
		cmp.Compare(x.Request, y.Request), cmp.Compare(x.Component, y.Component),
		cmp.Compare(x.Instructor, y.Instructor), cmp.Compare(x.Center, y.Center),
		cmp.Compare(x.Room, y.Room), cmp.Compare(x.Offering, y.Offering), cmp.Compare(x.Item, y.Item), cmp.Compare(x.Budget, y.Budget),
		cmp.Compare(x.Fleet, y.Fleet), cmp.Compare(x.Quota, y.Quota), cmp.Compare(x.School, y.School),
		cmp.Compare(x.Team, y.Team), cmp.Compare(x.Calendar, y.Calendar),
		cmp.Compare(x.Date, y.Date), cmp.Compare(x.Week, y.Week), cmp.Compare(x.Slot, y.Slot))
}

// priceIDs is a set of the ids of a price.
type priceIDs uint32

const (
	ofCohort priceIDs = 1 << iota
	ofCourse
	ofRequest
	ofComponent
	ofInstructor
	ofCenter
	ofRoom
	ofOffering
	ofItem
	ofBudget
	ofFleet
	ofQuota
	ofSchool
	ofTeam
	ofCalendar
	ofDate
	ofWeek
	ofSlot
)

var priceIDNames = strings.Fields("cohort course request component instructor center room offering item budget fleet quota school team calendar date week slot")

func (ids priceIDs) String() string {
	var names []string
	for i, name := range priceIDNames {
		if ids>>i&1 == 1 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// priceForms are the ids that name a limit of each rule, in any of these ways.
var priceForms = [rule.Outreach + 1][]priceIDs{
	rule.Books:     {ofCohort},
	rule.Course:    {ofCohort | ofCourse},
	rule.Choice:    {ofRequest},
	rule.Room:      {ofRoom | ofSlot, ofOffering | ofSlot},
	rule.Staff:     {ofInstructor | ofCalendar | ofSlot, ofInstructor | ofDate, ofInstructor | ofWeek, ofInstructor},
	rule.Clash:     {ofCohort | ofDate},
	rule.Program:   {ofRequest, ofRequest | ofComponent},
	rule.Headcount: {ofCenter | ofSlot},
	rule.Stock:     {ofCenter | ofItem},
	rule.Budget:    {ofBudget},
	rule.Transport: {ofFleet | ofCalendar | ofSlot},
	rule.Quota:     {ofQuota, ofQuota | ofSchool},
	rule.Outreach:  {ofTeam | ofSlot},
}

func (x *Price) ids() priceIDs {
	var ids priceIDs
	for i, stated := range [...]bool{
		x.Cohort != "", x.Course != "", x.Request != "", x.Component != 0, x.Instructor != "", x.Center != "", x.Room != "", x.Offering != "", x.Item != "",
		x.Budget != "", x.Fleet != "", x.Quota != "", x.School != "", x.Team != "", x.Calendar != "", x.Date != 0, x.Week != 0, x.Slot != "",
	} {
		if stated {
			ids |= 1 << i
		}
	}
	return ids
}

// read resolves the prices that stand at path, and notes what is wrong with them.
func (r *relaxation) read(prices Prices, counts currency, path string, found *finding.List) *priced {
	b := &priced{
		relaxation: r, counts: counts, scale: prices.Scale,
		need: make([][]int64, len(r.guests)), once: map[attendance]int64{},
		first: make([]int64, len(r.problem.spec.Cohorts)), daily: make([][]int64, len(r.problem.spec.Cohorts)),
		staff: make([][][]int64, len(r.leaders)), buses: make([][][]int64, len(r.network.Fleets)),
		rooms: map[capacity.RoomID][]int64{}, remote: map[capacity.OfferingID][]int64{}, people: map[capacity.CenterID][]int64{}, tours: map[capacity.TeamID][]int64{},
		stocks: map[shelf]int64{}, budgets: make([]int64, len(r.network.Budgets)), quota: map[counting]int64{},
	}
	if len(prices.List) == 0 && b.scale == 0 {
		b.scale = 1
	}
	if finest := mostTotal / max(1, b.most()); b.scale < 1 || b.scale > finest {
		found.Add(path+"/scale", b.scale, "is out of range", fmt.Sprintf("use 1 to %d for this problem", finest))
		return b
	}
	path += "/prices"
	for _, i := range repeated(prices.List) {
		found.Add(place(path, i), prices.List[i].Rule, "is of the same limit as another price", "remove one of the two")
	}
	for i := range prices.List {
		if b.over() {
			break
		}
		reader := priceReader{b, &prices.List[i], place(path, i), found}
		reader.read()
	}
	return b
}

// repeated returns the indexes of prices of which the list holds another for
// the same limit.
func repeated(list []Price) []int {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	compare := func(i, j int) int { return list[i].Compare(list[j]) }
	if !slices.IsSortedFunc(order, compare) {
		slices.SortStableFunc(order, compare)
	}
	var all []int
	for k, i := range order {
		if k > 0 && compare(order[k-1], i) == 0 {
			all = append(all, i)
		}
	}
	return all
}

// most returns what all visits of all requests can be worth at the most.
func (b *priced) most() int64 {
	sum := int64(0)
	for _, g := range b.guests {
		visits := int64(0)
		for i := range g.aims {
			visits += g.aims[i].most
		}
		sum = cappedSum(sum, cappedProduct(g.pupils, visits, b.worth(g, 0, 0)))
		if visits > 0 {
			sum = cappedSum(sum, cappedProduct(g.pupils, b.bonus(g)))
		}
	}
	return sum
}

// worth returns what a pupil of a guest earns at a choice, the first-visit
// points aside.
func (b *priced) worth(g *guest, choice int, trip int64) int64 {
	if b.counts == inPupils {
		return 1
	}
	w := &b.problem.spec.Weights
	return g.weight*(w.Base+w.rank(choice)) - w.Travel*min(trip, int64(w.TravelMost))
}

// bonus returns what a pupil of a guest earns more at the cohort's first visit.
func (b *priced) bonus(g *guest) int64 {
	if b.counts == inPupils {
		return 0
	}
	return g.weight * b.problem.spec.Weights.First
}

// session returns what a session costs.
func (b *priced) session() int64 {
	if b.counts == inPupils {
		return 0
	}
	return b.problem.spec.Weights.Session
}

// fix adds a price times what its limit allows.
func (b *priced) fix(price, most int64) { b.fixed = cappedSum(b.fixed, cappedProduct(price, most)) }

// needs returns what the needs of all guests come to, and what is owed of that.
// One with a program that must be whole has all of it or nothing.
func (b *priced) needs() (sum, owed int64) {
	for i, g := range b.guests {
		positive, negative := int64(0), int64(0)
		for k, price := range b.need[i] {
			most := g.pupils * g.aims[k].most
			positive = cappedSum(positive, cappedProduct(max(0, price), most))
			negative += min(0, price) * most
		}
		if most := positive + negative; most > 0 {
			sum = cappedSum(sum, most)
		} else if b.settled.placed(g) {
			owed -= most
		}
	}
	return sum, owed
}

// priceAt returns the price of a slot, 0 where none has one.
func priceAt(prices []int64, slot int) int64 {
	if prices == nil {
		return 0
	}
	return prices[slot]
}
