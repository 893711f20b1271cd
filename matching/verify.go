package matching

import (
	"cmp"
	"fmt"
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
// out of the other checks. R11, R19 and R20 have no data yet that a plan could
// break.
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
	c.checkHeadcount()
	c.checkStock()
	c.checkBudget()
	c.checkTransport()
	c.checkQuota()
	c.checkAdults()
	c.checkNotice()
	slices.SortFunc(c.violations, compareViolations)
	return c.violations
}

// checker holds a plan resolved against the domain. Visits and sessions that
// name unknown ids or appear a second time are in violations, and not in
// visits and sessions.
type checker struct {
	*domain
	plan       *Plan
	visits     []*checkedVisit   // in the plan's order
	sessions   []*checkedSession // by offering, then slot
	violations []Violation
}

// checkedVisit is a visit of the plan with all that its ids name.
type checkedVisit struct {
	choice  int
	request *Request
	cohort  *curriculum.Cohort
	school  *School
	session *checkedSession
	pupils  int64 // of the cohort, whatever the plan says
	adults  int64
}

// checkedSession is a session that the plan lists or that a visit names.
type checkedSession struct {
	*checkedOffering
	slotID      capacity.SlotID
	slot        capacity.Slot
	dated       bool                   // the slot is in the center's calendar
	listed      bool                   // among the plan's sessions
	instructors []*capacity.Instructor // known and different
	visits      []*checkedVisit
	pupils      int64
}

type sessionKey struct {
	offering capacity.OfferingID
	slot     capacity.SlotID
}

type visitKey struct {
	request RequestID
	sessionKey
}

// newChecker resolves the plan and notes what cannot be resolved.
func newChecker(p *Problem, plan *Plan) *checker {
	c := &checker{domain: newDomain(p), plan: plan}
	sessions := make(map[sessionKey]*checkedSession, len(plan.Sessions))
	for _, s := range plan.Sessions {
		c.resolveSession(s, sessions)
	}
	seen := make(map[visitKey]bool, len(plan.Visits))
	for _, v := range plan.Visits {
		c.resolveVisit(v, sessions, seen)
	}
	slices.SortFunc(c.sessions, func(a, b *checkedSession) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.slotID, b.slotID))
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

func (c *checker) resolveVisit(v Visit, sessions map[sessionKey]*checkedSession, seen map[visitKey]bool) {
	key := sessionKey{v.Offering, v.Slot}
	report := func(want, have string) {
		c.add(Violation{Rule: rule.Books, Request: v.Request, Offering: v.Offering, Slot: v.Slot, Want: want, Have: have})
	}
	if seen[visitKey{v.Request, key}] {
		report("each visit listed once", "listed again")
		return
	}
	seen[visitKey{v.Request, key}] = true
	request := c.request(v.Request)
	if request == nil {
		report("a known request", "an unknown one")
		return
	}
	if sessions[key] == nil {
		s := c.session(key)
		if s == nil {
			report("a known offering", "an unknown one")
			return
		}
		sessions[key] = s
	}
	visit := &checkedVisit{choice: v.Choice, request: request, session: sessions[key]}
	visit.cohort, visit.school = c.visitor(request)
	visit.pupils = int64(visit.cohort.Size)
	visit.adults = c.adults(request, visit.cohort)
	if v.Pupils != visit.cohort.Size {
		report(fmt.Sprintf("the cohort's %d pupils", visit.cohort.Size), fmt.Sprint(v.Pupils))
	}
	c.visits = append(c.visits, visit)
	visit.session.visits = append(visit.session.visits, visit)
	visit.session.pupils = cappedSum(visit.session.pupils, visit.pupils)
}

func (c *checker) add(v Violation) { c.violations = append(c.violations, v) }

// breach notes that a visit breaks a rule.
func (c *checker) breach(r rule.Rule, v *checkedVisit, where, want, have string) {
	c.add(Violation{Rule: r, Request: v.request.ID, Offering: v.session.ID, Slot: v.session.slotID, Where: where, Want: want, Have: have})
}

// fault notes that a session breaks a rule.
func (c *checker) fault(r rule.Rule, s *checkedSession, where, want, have string) {
	c.add(Violation{Rule: r, Offering: s.ID, Slot: s.slotID, Where: where, Want: want, Have: have})
}
