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
// besides the closures, each of which is held against every slot with sessions, and
// against every session where several calendars have slots of one id.
func Verify(p *Problem, plan *Plan) []Violation {
	if plan == nil {
		return []Violation{{Rule: rule.Books, Want: "a plan", Have: "none"}}
	}
	violations, _ := verify(newDomain(p), plan, never)
	return violations
}

// verify is Verify where what does not depend on the plan is at hand. It reports
// whether it came to the end, before stop said so.
func verify(d *domain, plan *Plan, stop func() bool) ([]Violation, bool) {
	c := d.checker(plan)
	found := make([][]Violation, len(checks))
	var all sync.WaitGroup
	for i, check := range checks {
		all.Go(func() {
			if stop() {
				return
			}
			own := *c
			own.violations = nil
			check(&own)
			found[i] = own.violations
		})
	}
	all.Wait()
	if stop() {
		return nil, false
	}
	violations := slices.Concat(append(found, c.violations)...)
	slices.SortFunc(violations, compareViolations)
	return violations, true
}

func never() bool { return false }

// checks are of one rule each. They only read what they share, and run at the
// same time.
var checks = [...]func(*checker){
	(*checker).checkBooks,
	(*checker).checkUnplaced,
	(*checker).checkPoints,
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
	visitsOf   []int             // by cohort: how many of the visits are its
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

	requestAt, cohortAt, schoolAt int // indexes
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
	offering  *checkedOffering // the session's
	stated    int              // pupils, as the plan says
	pupils    int64            // its share of the cohort, whatever the plan says
	adults    int64            // its share
}

// checkedSession is a session that the plan lists or that a visit names.
type checkedSession struct {
	*checkedOffering
	slotID      capacity.SlotID
	slot        capacity.Slot
	dated       bool                 // the slot is in the center's calendar
	listed      bool                 // among the plan's sessions
	instructors []*checkedInstructor // known and different
	rows        int                  // of the plan that name it
	parts       []*checkedPart       // by request, then number
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

// checker resolves the plan and notes what cannot be resolved. Somebody may wait
// for it when a search has ended, so it allocates in large pieces.
func (d *domain) checker(plan *Plan) *checker {
	c := &checker{domain: d, plan: plan, visitsOf: make([]int, len(d.problem.spec.Cohorts))}
	c.sessions = make([]*checkedSession, 0, len(plan.Sessions))
	sessions := make(map[sessionKey]*checkedSession, len(plan.Sessions))
	named := 0
	for i := range plan.Sessions {
		named += len(plan.Sessions[i].Instructors)
	}
	listed, instructors := make([]checkedSession, len(plan.Sessions)), make([]*checkedInstructor, named)
	for i := range plan.Sessions {
		s := &plan.Sessions[i]
		n := len(s.Instructors)
		listed[i].instructors, instructors = instructors[:0:n], instructors[n:]
		c.resolveSession(s, &listed[i], sessions)
	}
	rows, requests := make([]row, 0, len(plan.Visits)), finder{problem: d.problem}
	for i := range plan.Visits {
		if x, ok := c.resolveRow(&plan.Visits[i], &requests, sessions); ok {
			rows = append(rows, x)
		}
	}
	c.addVisits(rows)
	slices.SortFunc(c.sessions, func(a, b *checkedSession) int {
		return cmp.Or(cmp.Compare(a.slotID, b.slotID), cmp.Compare(a.ID, b.ID))
	})
	return c
}

// resolveSession finds what a listed session names, and puts it into held.
func (c *checker) resolveSession(s *Session, held *checkedSession, sessions map[sessionKey]*checkedSession) {
	key := sessionKey{s.Offering, s.Slot}
	v := Violation{Rule: rule.Books, Offering: s.Offering, Slot: s.Slot}
	if sessions[key] != nil {
		v.Want, v.Have = "each session listed once", "listed again"
		c.add(v)
		return
	}
	if !c.addSession(key, held) {
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
	slices.SortFunc(held.instructors, func(a, b *checkedInstructor) int { return cmp.Compare(a.ID, b.ID) })
	held.instructors = slices.Compact(held.instructors)
}

// addSession puts a session into held and adds it to those checked; false means
// that there is no such offering.
func (c *checker) addSession(key sessionKey, held *checkedSession) bool {
	offering := c.offerings[key.offering]
	if offering == nil {
		return false
	}
	held.checkedOffering, held.slotID = offering, key.slot
	held.slot, held.dated = offering.slots[key.slot]
	c.sessions = append(c.sessions, held)
	return true
}

// resolveRow finds what a row names; false means that something is unknown.
func (c *checker) resolveRow(v *Visit, requests *finder, sessions map[sessionKey]*checkedSession) (row, bool) {
	unknown := func(what string) (row, bool) {
		c.add(Violation{Rule: rule.Books, Request: v.Request, Offering: v.Offering, Slot: v.Slot, Want: "a known " + what, Have: "an unknown one"})
		return row{}, false
	}
	request, known := requests.find(v.Request)
	if !known {
		return unknown("request")
	}
	key := sessionKey{v.Offering, v.Slot}
	session := sessions[key]
	if session == nil {
		session = &checkedSession{}
		if !c.addSession(key, session) {
			return unknown("offering")
		}
		sessions[key] = session
	}
	session.rows++
	return row{request, checkedPart{
		number: v.Part, component: v.Component, choice: v.Choice, session: session, offering: session.checkedOffering, stated: v.Pupils,
	}}, true
}

// compareRows orders by request, slot and calendar, which are one visit's, then
// by number and offering.
func compareRows(a, b row) int {
	if a.request != b.request {
		return cmp.Compare(a.request, b.request)
	}
	return cmp.Or(
		cmp.Compare(a.session.slotID, b.session.slotID),
		cmp.Compare(a.session.center.Calendar, b.session.center.Calendar),
		cmp.Compare(a.number, b.number), cmp.Compare(a.session.ID, b.session.ID))
}

// addVisits puts the rows of each visit together. Slots of different calendars
// may have the same id.
func (c *checker) addVisits(rows []row) {
	if !slices.IsSortedFunc(rows, compareRows) { // this library's plans are
		slices.SortStableFunc(rows, compareRows)
	}
	inSessions := make([]*checkedPart, len(rows))
	for _, s := range c.sessions {
		s.parts, inSessions = inSessions[:0:s.rows], inSessions[s.rows:]
	}
	visits, parts := make([]checkedVisit, len(rows)), make([]*checkedPart, len(rows))
	c.visits = make([]*checkedVisit, 0, len(rows))
	for from, to := 0, 0; from < len(rows); from = to {
		first := &rows[from]
		for to < len(rows) && rows[to].request == first.request && rows[to].session.slotID == first.session.slotID &&
			rows[to].session.center.Calendar == first.session.center.Calendar {
			to++
		}
		v := &visits[len(c.visits)]
		v.parts = parts[from:from:to]
		c.addVisit(v, rows[from:to])
	}
}

// addVisit makes a visit of its rows.
func (c *checker) addVisit(v *checkedVisit, rows []row) {
	spec, session := &c.problem.spec, rows[0].session
	v.requestAt = rows[0].request
	v.cohortAt = c.problem.cohortOf[v.requestAt]
	v.schoolAt = c.problem.schoolOf[v.cohortAt]
	v.request, v.cohort, v.school = &spec.Requests[v.requestAt], &spec.Cohorts[v.cohortAt], &spec.Schools[v.schoolAt]
	v.slotID, v.slot, v.dated = session.slotID, session.slot, session.dated
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
	c.visitsOf[v.cohortAt]++
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
