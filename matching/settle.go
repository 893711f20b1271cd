package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Settlement is what a plan came to: what was planned, and of that what took
// place. Amounts and units are of the pupils who were present; what the absent
// would have cost is released, what they would have used is returned.
type Settlement struct {
	Lines   []LineSettlement   `json:"lines"`   // every line at every center, by line, then center
	Budgets []BudgetSettlement `json:"budgets"` // all, by id
	Items   []ItemSettlement   `json:"items"`   // every item at every center, by center, then item
	Centers []CenterSettlement `json:"centers"` // all, by id
	Total   Attended           `json:"total"`
}

// Account is what a line comes to: Planned is Settled and Released together.
type Account struct {
	Planned  curriculum.Fen `json:"planned"`
	Settled  curriculum.Fen `json:"settled"`
	Released curriculum.Fen `json:"released"`
}

// LineSettlement is what a line comes to at a center, with a budget or without.
type LineSettlement struct {
	Line   curriculum.LineID `json:"line"`
	Center capacity.CenterID `json:"center"`
	Account
}

// BudgetSettlement is what a budget comes to: Amount is Settled and Remaining
// together. A line of a center may be in several budgets, and counts in each.
type BudgetSettlement struct {
	Budget capacity.BudgetID `json:"budget"`
	Line   curriculum.LineID `json:"line"`
	Amount curriculum.Fen    `json:"amount"`
	Account
	Remaining curriculum.Fen `json:"remaining"` // below 0 only where the plan breaks the budget
}

// ItemSettlement is what a center uses of an item: Planned is Used and Returned
// together, and Units, where a stock states them, Used and Left.
type ItemSettlement struct {
	Center   capacity.CenterID `json:"center"`
	Item     curriculum.ItemID `json:"item"`
	Planned  int64             `json:"planned"`
	Used     int64             `json:"used"`
	Returned int64             `json:"returned"`
	Stocked  bool              `json:"stocked"` // the center has a stock of it
	Units    int64             `json:"units"`   // of the stock; 0 without one
	Left     int64             `json:"left"`    // 0 without a stock; below 0 only where the plan breaks it
}

// CenterSettlement is what took place at a center.
type CenterSettlement struct {
	Center capacity.CenterID `json:"center"`
	Attended
}

// Attended counts what was planned and what took place. A visit took place when a
// part of it did, a session when a part in it did; its instructors are settled for
// the whole of its class hours, as [Work] counts them.
type Attended struct {
	Visits       Held `json:"visits"` // a split visit once, at the center of its part 0
	PersonVisits Held `json:"personVisits"`
	Sessions     Held `json:"sessions"`
	Hours        Held `json:"hours"` // class hours of instructors
}

// Held is how much of what was planned took place.
type Held struct {
	Planned int64 `json:"planned"`
	Held    int64 `json:"held"`
}

func (h *Held) count(planned, held int64) {
	h.Planned = cappedSum(h.Planned, planned)
	h.Held = cappedSum(h.Held, held)
}

// Settle settles a plan by the rows of it that took place; what is not among them
// did not. It takes any plan, and counts as [Measure] does. The error is a
// [*finding.Error] with every row that is not one of the plan's, that is there a
// second time, or whose pupils are none or more than the plan has there, at paths
// such as "/attendance/3/pupils": nothing is settled by half.
func Settle(p *Problem, plan *Plan, took []Attendance) (*Settlement, error) {
	if plan == nil {
		plan = &Plan{}
	}
	s := &settler{checker: newChecker(p, plan)}
	if err := s.attend(took); err != nil {
		return nil, err
	}
	s.prepare()
	s.settleParts()
	s.settleSessions()
	s.close()
	return &s.Settlement, nil
}

// settler fills a settlement.
type settler struct {
	*checker
	Settlement
	present  map[*checkedPart]int64
	lineAt   map[curriculum.LineID]int // row of the line at the first center
	itemAt   map[curriculum.ItemID]int // row of the item at the first center
	centerAt map[capacity.CenterID]int
	items    int
}

// prepare makes the rows.
func (s *settler) prepare() {
	catalog := s.problem.catalog.Spec()
	s.lineAt, s.itemAt = map[curriculum.LineID]int{}, map[curriculum.ItemID]int{}
	s.centerAt, s.items = map[capacity.CenterID]int{}, len(catalog.Items)
	s.Lines, s.Items = []LineSettlement{}, []ItemSettlement{}
	for _, line := range catalog.Lines {
		s.lineAt[line.ID] = len(s.Lines)
		for _, center := range s.network.Centers {
			s.Lines = append(s.Lines, LineSettlement{Line: line.ID, Center: center.ID})
		}
	}
	for i, center := range s.network.Centers {
		s.centerAt[center.ID] = i
		s.Centers = append(s.Centers, CenterSettlement{Center: center.ID})
		for k, item := range catalog.Items {
			s.itemAt[item.ID] = k
			s.Items = append(s.Items, ItemSettlement{Center: center.ID, Item: item.ID})
		}
	}
}

// settleParts counts fees, consumables and people.
func (s *settler) settleParts() {
	held := map[*checkedVisit]bool{}
	for x := range s.parts() {
		held[x.visit] = held[x.visit] || s.present[x] > 0
	}
	for x := range s.parts() {
		center, present := s.centerAt[x.session.center.ID], s.present[x]
		for _, fee := range x.session.course.Fees {
			row := &s.Lines[s.lineAt[fee.Line]+center]
			row.Planned = curriculum.Fen(cappedSum(int64(row.Planned), cappedProduct(x.pupils, int64(fee.PerPupil))))
			row.Settled = curriculum.Fen(cappedSum(int64(row.Settled), cappedProduct(present, int64(fee.PerPupil))))
		}
		for _, need := range x.session.course.Consumables {
			row := &s.Items[center*s.items+s.itemAt[need.Item]]
			row.Planned = cappedSum(row.Planned, cappedProduct(x.pupils, int64(need.PerPupil)))
			row.Used = cappedSum(row.Used, cappedProduct(present, int64(need.PerPupil)))
		}
		for _, sum := range []*Attended{&s.Centers[center].Attended, &s.Total} {
			sum.PersonVisits.count(x.pupils, present)
			if x.at == 0 {
				sum.Visits.count(1, once(held[x.visit]))
			}
		}
	}
}

// settleSessions counts sessions and the hours of their instructors.
func (s *settler) settleSessions() {
	for _, session := range s.sessions {
		held := once(slices.ContainsFunc(session.parts, func(x *checkedPart) bool { return s.present[x] > 0 }))
		hours := cappedProduct(session.hours(), int64(len(session.instructors)))
		if !session.dated {
			hours = 0
		}
		for _, sum := range []*Attended{&s.Centers[s.centerAt[session.center.ID]].Attended, &s.Total} {
			sum.Sessions.count(1, held)
			sum.Hours.count(hours, held*hours)
		}
	}
}

func once(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// close draws the balances.
func (s *settler) close() {
	for i := range s.Lines {
		s.Lines[i].Released = s.Lines[i].Planned - s.Lines[i].Settled
	}
	s.Budgets = []BudgetSettlement{}
	for _, b := range s.network.Budgets {
		own := BudgetSettlement{Budget: b.ID, Line: b.Line, Amount: b.Amount}
		for i, center := range s.network.Centers {
			if row := s.Lines[s.lineAt[b.Line]+i]; named(b.Centers, center.ID) {
				own.Planned = curriculum.Fen(cappedSum(int64(own.Planned), int64(row.Planned)))
				own.Settled = curriculum.Fen(cappedSum(int64(own.Settled), int64(row.Settled)))
			}
		}
		own.Released = own.Planned - own.Settled
		own.Remaining = own.Amount - own.Settled
		s.Budgets = append(s.Budgets, own)
	}
	for _, stock := range s.network.Stocks {
		row := &s.Items[s.centerAt[stock.Center]*s.items+s.itemAt[stock.Item]]
		row.Stocked, row.Units, row.Left = true, int64(stock.Units), int64(stock.Units)-row.Used
	}
	for i := range s.Items {
		s.Items[i].Returned = s.Items[i].Planned - s.Items[i].Used
	}
}

func compareAttendance(a, b Attendance) int {
	return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot),
		cmp.Compare(a.Part, b.Part), cmp.Compare(a.Offering, b.Offering))
}
