package scenario

import (
	"cmp"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/matching"
)

// PlanFormat is the value of a plan file's "format".
const PlanFormat = "sanjie.plan/v1"

// planFile is a plan as it is written down.
type planFile struct {
	Format string `json:"format"`
	matching.Plan
}

// ReadPlan reads a plan file as it is written; [matching.Verify] judges what it
// says. The error is a [*finding.Error] with every finding, or r's own.
func ReadPlan(r io.Reader) (*matching.Plan, error) {
	f := new(planFile)
	if _, err := decoder(r).DecodeOnly(f, PlanFormat); err != nil {
		return nil, err
	}
	return &f.Plan, nil
}

// WritePlan writes p in the canonical form, a session, a visit or part of one,
// and an unplaced request a line. Lists are sorted as [matching.Plan] says,
// instructors by id and cuts by rule. p itself is not changed.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WritePlan(w io.Writer, p *matching.Plan) error {
	c := planFile{Format: PlanFormat, Plan: *p}
	c.Sessions = slices.Clone(p.Sessions)
	for i, s := range c.Sessions {
		c.Sessions[i].Instructors = slices.Sorted(slices.Values(s.Instructors))
	}
	slices.SortStableFunc(c.Sessions, func(a, b matching.Session) int {
		return cmp.Or(cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Offering, b.Offering))
	})
	c.Visits = slices.Clone(p.Visits)
	slices.SortStableFunc(c.Visits, func(a, b matching.Visit) int {
		return cmp.Or(
			cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Offering, b.Offering))
	})
	c.Unplaced = slices.Clone(p.Unplaced)
	for i, u := range c.Unplaced {
		c.Unplaced[i].Cuts = slices.Clone(u.Cuts)
		slices.SortStableFunc(c.Unplaced[i].Cuts, func(a, b matching.Cut) int { return cmp.Compare(a.Rule, b.Rule) })
	}
	slices.SortStableFunc(c.Unplaced, func(a, b matching.Unplaced) int { return cmp.Compare(a.Request, b.Request) })
	return writeValue(w, c)
}
