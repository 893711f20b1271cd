package matching

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

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
	c := newChecker(p, plan)
	c.checkBooks()
	c.checkTier()
	c.checkCourse()
	c.checkChoice()
	c.checkOpen()
	c.checkRoom()
	c.checkSeats()
	c.checkMinimum()
	c.checkSharing()
	c.checkStaff()
	c.checkClash()
	c.checkProgram()
	c.checkHeadcount()
	c.checkStock()
	c.checkBudget()
	c.checkTransport()
	c.checkQuota()
	c.checkAdults()
	c.checkNotice()
	c.checkSplit()
	c.checkOutreach()
	slices.SortFunc(c.violations, compareViolations)
	return c.violations
}

// checker holds a plan resolved against the domain. Rows and sessions that
// name unknown ids or appear a second time are in violations, and not in
// visits and sessions.
type checker struct {
	*domain
	plan       *Plan
	visits     []*checkedVisit   // by request, then slot and calendar
	sessions   []*checkedSession // by offering, then slot
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

// slotKey names a visit: slots of different calendars may have the same id.
type slotKey struct {
	request  RequestID
	calendar capacity.CalendarID
	slot     capacity.SlotID
}

// partKey names a row.
type partKey struct {
	visitKey
	part int
}

// resolving holds what newChecker finds again while it goes through a plan.
type resolving struct {
	sessions map[sessionKey]*checkedSession
	visits   map[slotKey]*checkedVisit
	seen     map[partKey]bool
}

// newChecker resolves the plan and notes what cannot be resolved.
func newChecker(p *Problem, plan *Plan) *checker {
	c := &checker{domain: newDomain(p), plan: plan}
	r := resolving{
		sessions: make(map[sessionKey]*checkedSession, len(plan.Sessions)),
		visits:   make(map[slotKey]*checkedVisit, len(plan.Visits)),
		seen:     make(map[partKey]bool, len(plan.Visits)),
	}
	for _, s := range plan.Sessions {
		c.resolveSession(s, r.sessions)
	}
	for _, v := range plan.Visits {
		c.resolveRow(v, r)
	}
	slices.SortFunc(c.sessions, func(a, b *checkedSession) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.slotID, b.slotID))
	})
	slices.SortFunc(c.visits, func(a, b *checkedVisit) int {
		return cmp.Or(
			cmp.Compare(a.request.ID, b.request.ID), cmp.Compare(a.slotID, b.slotID),
			cmp.Compare(a.calendar(), b.calendar()))
	})
	for _, v := range c.visits {
		v.share()
	}
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

func (c *checker) resolveRow(row Visit, r resolving) {
	key := visitKey{row.Request, sessionKey{row.Offering, row.Slot}}
	report := func(want, have string) {
		c.add(Violation{Rule: rule.Books, Request: row.Request, Offering: row.Offering, Slot: row.Slot, Want: want, Have: have})
	}
	if r.seen[partKey{key, row.Part}] {
		report("each visit listed once", "listed again")
		return
	}
	r.seen[partKey{key, row.Part}] = true
	request := c.request(row.Request)
	if request == nil {
		report("a known request", "an unknown one")
		return
	}
	session := r.sessions[key.sessionKey]
	if session == nil {
		if session = c.session(key.sessionKey); session == nil {
			report("a known offering", "an unknown one")
			return
		}
		r.sessions[key.sessionKey] = session
	}
	at := slotKey{row.Request, session.center.Calendar, row.Slot}
	visit := r.visits[at]
	if visit == nil {
		visit = &checkedVisit{request: request, slotID: row.Slot, slot: session.slot, dated: session.dated}
		visit.cohort, visit.school = c.visitor(request)
		visit.adults = c.adults(request, visit.cohort)
		r.visits[at] = visit
		c.visits = append(c.visits, visit)
	}
	visit.parts = append(visit.parts, &checkedPart{
		visit: visit, number: row.Part, component: row.Component, choice: row.Choice, session: session, stated: row.Pupils,
	})
}

// calendar returns the calendar of the visit's slot.
func (v *checkedVisit) calendar() capacity.CalendarID { return v.first().session.center.Calendar }

// first returns the part for which the visit counts where it counts once.
func (v *checkedVisit) first() *checkedPart { return v.parts[0] }

// whole reports whether the visit is not split.
func (v *checkedVisit) whole() bool { return len(v.parts) == 1 && v.parts[0].number == 0 }

// share orders the visit's parts, gives each its share of pupils and adults,
// and puts them into their sessions.
func (v *checkedVisit) share() {
	slices.SortFunc(v.parts, func(a, b *checkedPart) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.session.ID, b.session.ID))
	})
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
