package matching

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/rule"
)

// Violation is one way in which a plan breaks a rule: who and where, what the
// rule wants there and what the plan has. Who and where are empty as far as
// the violation concerns none in particular.
type Violation struct {
	Rule     rule.Rule           `json:"rule"`
	Request  RequestID           `json:"request,omitzero"`
	Offering capacity.OfferingID `json:"offering,omitzero"`
	Slot     capacity.SlotID     `json:"slot,omitzero"`
	Where    string              `json:"where,omitzero"` // what else is concerned, such as `instructor "t1"`
	Want     string              `json:"want"`
	Have     string              `json:"have"`
}

// String puts the violation on one line: rule, who, where, want, have.
func (v Violation) String() string {
	var b strings.Builder
	b.WriteString(v.Rule.String())
	if name := v.Rule.Name(); name != v.Rule.String() {
		b.WriteString(" " + name)
	}
	separator := ": "
	part := func(format string, args ...any) {
		b.WriteString(separator)
		fmt.Fprintf(&b, format, args...)
		separator = ", "
	}
	if v.Request != "" {
		part("request %q", v.Request)
	}
	if v.Offering != "" {
		part("offering %q", v.Offering)
	}
	if v.Slot != "" {
		part("slot %q", v.Slot)
	}
	if v.Where != "" {
		part("%s", v.Where)
	}
	fmt.Fprintf(&b, ": want %s, have %s", v.Want, v.Have)
	return b.String()
}

// compareViolations orders by rule, then request, offering and slot.
func compareViolations(a, b Violation) int {
	return cmp.Or(
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Request, b.Request),
		cmp.Compare(a.Offering, b.Offering),
		cmp.Compare(a.Slot, b.Slot),
		cmp.Compare(a.Where, b.Where),
		cmp.Compare(a.Want, b.Want),
		cmp.Compare(a.Have, b.Have),
	)
}
