package matching

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// Verify checks a plan against the books and the rules R1 to R20 and returns
// every violation, ordered by rule, request, offering and slot; a valid plan
// has none. It reads the problem's data and the plan alone and shares no code
// with the search, nor the search's reading of times, sessions and
// eligibility. Any plan may be passed, whatever its source, and nil too. What
// refers to an id that does not exist is reported under [rule.Books] and left
// out of the other checks. The order of the plan's lists does not matter.
//
// It takes O(n log n) time for n visits, sessions and records of the problem,
// besides the closures, each of which is held against every session.
func Verify(p *Problem, plan *Plan) []Violation {
	if plan == nil {
		return []Violation{{Rule: rule.Books, Want: "a plan", Have: "none"}}
	}
	return verify(newDomain(p), plan)
}

// verify is Verify where what does not depend on the plan is at hand.
func verify(d *domain, plan *Plan) []Violation {
	c := d.checker(plan)
	found := make([][]Violation, len(checks))
	var all sync.WaitGroup
	for i, check := range checks {
		all.Go(func() {
			own := &checker{domain: c.domain, plan: plan, visits: c.visits, sessions: c.sessions}
			check(own)
			found[i] = own.violations
		})
	}
	all.Wait()
	violations := slices.Concat(append(found, c.violations)...)
	slices.SortFunc(violations, compareViolations)
	return violations
}

// checks are of one rule each. They only read what they share, and run at the
// same time.
var checks = [...]func(*checker){
	(*checker).checkBooks,
	(*checker).checkTier,
	(*checker).checkCourse,
	(*checker).checkChoice,
	(*checker).checkOpen,
	(*checker).checkRoom,
	(*checker).checkSeats,
	(*checker).checkMinimum,
	(*checker).checkSharing,
	(*checker).checkStaff,
	(*checker).checkClash,
	(*checker).checkProgram,
	(*checker).checkHeadcount,
	(*checker).checkStock,
	(*checker).checkBudget,
	(*checker).checkTransport,
	(*checker).checkQuota,
	(*checker).checkAdults,
	(*checker).checkNotice,
	(*checker).checkSplit,
	(*checker).checkOutreach,
}

// checker holds a plan resolved against the domain. Rows and sessions that
// name unknown ids or appear a second time are in violations, and not in
// visits and sessions.
type checker struct {
	*domain
	plan       *Plan
	visits     []*checkedVisit   // by request, then slot and calendar
	sessions   []*checkedSession // by slot, then offering
	violations []Violation
}

// checkedVisit is a visit of the plan: the rows of one request in one slot.
type checkedVisit struct {
	request *Request
	cohort  *curriculum.Cohort
	school  *School
	adults  int64
	slotID  capacity.SlotID
	slot    capacity.Slot
	dated   bool           // the slot is in the calendar of its centers
	parts   []*checkedPart // by number, then offering; at least one
}

// checkedPart is a row of the plan, a part of a visit or the whole of it, with
// all that its ids name.
type checkedPart struct {
	visit     *checkedVisit
	at        int // its place among the visit's parts, which is its number unless R19 is broken
	number    int // as the plan says
	component int
	choice    int
	session   *checkedSession
	stated    int   // pupils, as the plan says
	pupils    int64 // its share of the cohort, whatever the plan says
	adults    int64 // its share
}

// checkedSession is a session that the plan lists or that a visit names.
type checkedSession struct {
	*checkedOffering
	slotID      capacity.SlotID
	slot        capacity.Slot
	dated       bool                   // the slot is in the center's calendar
	listed      bool                   // among the plan's sessions
	instructors []*capacity.Instructor // known and different
	parts       []*checkedPart         // by request, then number
	pupils      int64
}

type sessionKey struct {
	offering capacity.OfferingID
	slot     capacity.SlotID
}

// visitKey names a row that is not a part, and a pin.
type visitKey struct {
	request RequestID
	sessionKey
}

// row is a row of the plan that names a request and an offering.
type row struct {
	request int // index
	checkedPart
}

func newChecker(p *Problem, plan *Plan) *checker { return newDomain(p).checker(plan) }

// checker resolves the plan and notes what cannot be resolved.
func (d *domain) checker(plan *Plan) *checker {
	c := &checker{domain: d, plan: plan}
	sessions := make(map[sessionKey]*checkedSession, len(plan.Sessions))
	for _, s := range plan.Sessions {
		c.resolveSession(s, sessions)
	}
	rows := make([]row, 0, len(plan.Visits))
	for i := range plan.Visits {
		if x, ok := c.resolveRow(&plan.Visits[i], sessions); ok {
			rows = append(rows, x)
		}
	}
	c.addVisits(rows)
	slices.SortFunc(c.sessions, func(a, b *checkedSession) int {
		return cmp.Or(cmp.Compare(a.slotID, b.slotID), cmp.Compare(a.ID, b.ID))
	})
	return c
}

func (c *checker) resolveSession(s Session, sessions map[sessionKey]*checkedSession) {
	key := sessionKey{s.Offering, s.Slot}
	v := Violation{Rule: rule.Books, Offering: s.Offering, Slot: s.Slot}
	if sessions[key] != nil {
		v.Want, v.Have = "each session listed once", "listed again"
		c.add(v)
		return
	}
	held := c.session(key)
	if held == nil {
		v.Want, v.Have = "a known offering", "an unknown one"
		c.add(v)
		return
	}
	held.listed = true
	sessions[key] = held
	for i, id := range s.Instructors {
		if i > 0 && id <= s.Instructors[i-1] {
			v.Want, v.Have = "instructors in ascending order, each once", fmt.Sprintf("%q after %q", id, s.Instructors[i-1])
			c.add(v)
		}
		instructor := c.instructors[id]
		if instructor == nil {
			v.Want, v.Have = "known instructors", fmt.Sprintf("%q", id)
			c.add(v)
			continue
		}
		held.instructors = append(held.instructors, instructor)
	}
	slices.SortFunc(held.instructors, func(a, b *capacity.Instructor) int { return cmp.Compare(a.ID, b.ID) })
	held.instructors = slices.Compact(held.instructors)
}

// session adds the session to those checked; nil means that there is no such offering.
func (c *checker) session(key sessionKey) *checkedSession {
	offering := c.offerings[key.offering]
	if offering == nil {
		return nil
	}
	s := &checkedSession{checkedOffering: offering, slotID: key.slot}
	s.slot, s.dated = c.slots[offering.center.Calendar][key.slot]
	c.sessions = append(c.sessions, s)
	return s
}

// resolveRow finds what a row names; false means that something is unknown.
func (c *checker) resolveRow(v *Visit, sessions map[sessionKey]*checkedSession) (row, bool) {
	unknown := func(what string) (row, bool) {
		c.add(Violation{Rule: rule.Books, Request: v.Request, Offering: v.Offering, Slot: v.Slot, Want: "a known " + what, Have: "an unknown one"})
		return row{}, false
	}
	request, ok := c.problem.requests[v.Request]
	if !ok {
		return unknown("request")
	}
	key := sessionKey{v.Offering, v.Slot}
	session := sessions[key]
	if session == nil {
		if session = c.session(key); session == nil {
			return unknown("offering")
		}
		sessions[key] = session
	}
	return row{request, checkedPart{number: v.Part, component: v.Component, choice: v.Choice, session: session, stated: v.Pupils}}, true
}

// compareRows orders by request, slot and calendar, which are one visit's, then
// by number and offering.
func compareRows(a, b row) int {
	return cmp.Or(
		cmp.Compare(a.request, b.request), cmp.Compare(a.session.slotID, b.session.slotID),
		cmp.Compare(a.session.center.Calendar, b.session.center.Calendar),
		cmp.Compare(a.number, b.number), cmp.Compare(a.session.ID, b.session.ID))
}

// addVisits puts the rows of each visit together. Slots of different calendars
// may have the same id.
func (c *checker) addVisits(rows []row) {
	slices.SortStableFunc(rows, compareRows)
	for from, to := 0, 0; from < len(rows); from = to {
		first := &rows[from]
		for to < len(rows) && rows[to].request == first.request && rows[to].session.slotID == first.session.slotID &&
			rows[to].session.center.Calendar == first.session.center.Calendar {
			to++
		}
		c.addVisit(rows[from:to])
	}
}

func (c *checker) addVisit(rows []row) {
	session := rows[0].session
	v := &checkedVisit{
		request: &c.problem.spec.Requests[rows[0].request], slotID: session.slotID, slot: session.slot, dated: session.dated,
	}
	v.cohort, v.school = c.visitor(v.request)
	v.adults = c.adults(v.request, v.cohort)
	for i := range rows {
		x := &rows[i].checkedPart
		x.visit = v
		if i > 0 && x.number == rows[i-1].number && x.session == rows[i-1].session {
			c.breach(rule.Books, x, "", "each visit listed once", "listed again")
			continue
		}
		v.parts = append(v.parts, x)
	}
	v.share()
	c.visits = append(c.visits, v)
}

// first returns the part for which the visit counts where it counts once.
func (v *checkedVisit) first() *checkedPart { return v.parts[0] }

// whole reports whether the visit is not split.
func (v *checkedVisit) whole() bool { return len(v.parts) == 1 && v.parts[0].number == 0 }

// share gives each part of the visit its share of pupils and adults, and puts
// them into their sessions.
func (v *checkedVisit) share() {
	for i, x := range v.parts {
		x.at = i
		x.pupils = shareOf(int64(v.cohort.Size), i, len(v.parts))
		x.adults = shareOf(v.adults, i, len(v.parts))
		x.session.parts = append(x.session.parts, x)
		x.session.pupils = cappedSum(x.session.pupils, x.pupils)
	}
}

// shareOf returns what part k of m parts has of n people.
func shareOf(n int64, k, m int) int64 {
	share := n / int64(m)
	if int64(k) < n%int64(m) {
		share++
	}
	return share
}

func (c *checker) add(v Violation) { c.violations = append(c.violations, v) }

// parts yields the parts of all visits, a visit's one after another.
func (c *checker) parts() iter.Seq[*checkedPart] {
	return func(yield func(*checkedPart) bool) {
		for _, v := range c.visits {
			for _, x := range v.parts {
				if !yield(x) {
					return
				}
			}
		}
	}
}

// breach notes that a part, or the visit that it is the whole or the first part
// of, breaks a rule.
func (c *checker) breach(r rule.Rule, x *checkedPart, where, want, have string) {
	c.add(Violation{Rule: r, Request: x.visit.request.ID, Offering: x.session.ID, Slot: x.visit.slotID, Where: where, Want: want, Have: have})
}

// fault notes that a session breaks a rule.
func (c *checker) fault(r rule.Rule, s *checkedSession, where, want, have string) {
	c.add(Violation{Rule: r, Offering: s.ID, Slot: s.slotID, Where: where, Want: want, Have: have})
}
