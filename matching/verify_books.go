package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/rule"
)

// checkBooks checks the plan's accounts: sessions, pupils and components;
// checkUnplaced and checkPoints check the others. Unknown and repeated ids were
// noted when the plan was resolved; the pupils of split visits are R19's,
// components of programs R11's.
func (c *checker) checkBooks() {
	for _, s := range c.sessions {
		if !s.listed {
			c.fault(rule.Books, s, "", "the session of each visit listed", "no such session")
		}
	}
	for x := range c.parts() {
		if size := x.visit.cohort.Size; x.visit.whole() && x.stated != size {
			c.breach(rule.Books, x, "", fmt.Sprintf("the cohort's %d pupils", size), fmt.Sprint(x.stated))
		}
		if x.visit.request.Program == "" && x.component != 0 {
			c.breach(rule.Books, x, "", "component 0 without a program", fmt.Sprint(x.component))
		}
	}
}

// checkUnplaced checks that placed and missing visits are all that was asked.
func (c *checker) checkUnplaced() {
	missing := c.missing()
	entries := make([]bool, len(missing)) // by request
	requests := finder{problem: c.problem}
	for i := range c.plan.Unplaced {
		u := &c.plan.Unplaced[i]
		report := func(want, have string) {
			c.add(Violation{Rule: rule.Books, Request: u.Request, Where: "unplaced", Want: want, Have: have})
		}
		request, known := requests.find(u.Request)
		if !known {
			report("a known request", "an unknown one")
			continue
		}
		if entries[request] {
			report("one entry for a request", "another")
			continue
		}
		entries[request] = true
		lack := missing[request]
		if lack == 0 {
			report("no entry, for nothing is missing", "one")
			continue
		}
		if int64(u.Visits) != lack {
			report(fmt.Sprintf("%d missing", lack), fmt.Sprint(u.Visits))
		}
		if !reasons.Has(u.Reason) {
			report("a reason", fmt.Sprintf("%q", u.Reason.String()))
		}
		if !cutsFit(u) {
			report(fmt.Sprintf("cuts of at most the %d options", u.Options), fmt.Sprint(u.Cuts))
		}
	}
	for i, lack := range missing {
		if lack > 0 && !entries[i] {
			c.add(Violation{Rule: rule.Books, Request: c.problem.spec.Requests[i].ID, Where: "unplaced",
				Want: fmt.Sprintf("an entry for the %d missing", lack), Have: "none"})
		}
	}
}

// cutsFit reports whether the cuts take no more options than there are.
func cutsFit(u *Unplaced) bool {
	left := u.Options
	for _, cut := range u.Cuts {
		if cut.Options < 0 || cut.Options > left {
			return false
		}
		left -= cut.Options
	}
	return left >= 0
}

// checkPoints checks that points and bound are what the visits and sessions make.
func (c *checker) checkPoints() {
	number := func(where string, want, have int64) {
		if want != have {
			c.add(Violation{Rule: rule.Books, Where: where, Want: fmt.Sprint(want), Have: fmt.Sprint(have)})
		}
	}
	score, plan := c.score(), c.plan
	number("points for base", score.Base, plan.Score.Base)
	number("points for first visits", score.First, plan.Score.First)
	number("points for ranks", score.Rank, plan.Score.Rank)
	number("points for travel", score.Travel, plan.Score.Travel)
	number("points for sessions", score.Session, plan.Score.Session)
	number("points", score.Total(), plan.Points)
	if plan.Bound < plan.Points {
		c.add(Violation{Rule: rule.Books, Where: "bound",
			Want: fmt.Sprintf("at least the %d points", plan.Points), Have: fmt.Sprint(plan.Bound)})
	}
	switch {
	case plan.Status > Optimal:
		c.add(Violation{Rule: rule.Books, Where: "status", Want: "feasible or optimal", Have: plan.Status.String()})
	case plan.Status == Optimal && plan.Points != plan.Bound:
		c.add(Violation{Rule: rule.Books, Where: "status", Want: "feasible, for the points are not the bound",
			Have: fmt.Sprintf("optimal with %d of %d", plan.Points, plan.Bound)})
	}
	if plan.Stats.Stopped > Canceled {
		c.add(Violation{Rule: rule.Books, Where: "stats", Want: "a known way to stop", Have: plan.Stats.Stopped.String()})
	}
}
