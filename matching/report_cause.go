package matching

import "github.com/sanjie-edu/sanjie/rule"

// UnmetCause says why visits are unmet: the reason, and the rule behind it. Of the
// impossible that is the rule that left them no option: of those rules that remove
// some, in the order R1 to R20, the last. Rules before it may have removed more, but
// with any one of what it removed the request could come. Of the others it is the
// rule by which others hold most of what was left, the first of several, which only
// an [Explanation] knows.
type UnmetCause struct {
	Reason Reason `json:"reason,omitzero"` // unset when neither an explanation nor the plan gives one
	// Rule is [rule.Books] where none is known or none stands against every option: the
	// request's own visits use up what there is, or a longer search may place more.
	Rule rule.Rule `json:"rule,omitzero"`
}

// Unmet is how much is unmet. A request that misses several visits misses all of
// them for one cause.
type Unmet struct {
	Requests int64 `json:"requests"`
	Visits   int64 `json:"visits"`
	Pupils   int64 `json:"pupils"`
}

// CauseUnmet is how much is unmet for a cause.
type CauseUnmet struct {
	UnmetCause
	Unmet
}

// causesOf returns the causes of a plan's missing visits by request.
func causesOf(plan *Plan, explanations []Explanation) map[RequestID]UnmetCause {
	causes := make(map[RequestID]UnmetCause, len(plan.Unplaced))
	for i := range plan.Unplaced {
		u := &plan.Unplaced[i]
		if _, again := causes[u.Request]; again || !reasons.Has(u.Reason) {
			continue
		}
		causes[u.Request] = causeOf(u.Reason, u.Options, u.Cuts, nil)
	}
	for i := range explanations {
		if e := &explanations[i]; reasons.Has(e.Reason) {
			causes[e.Request] = causeOf(e.Reason, e.Options, e.Cuts, e.Taken)
		}
	}
	return causes
}

func causeOf(reason Reason, options int, cuts, taken []Cut) UnmetCause {
	cause, most := UnmetCause{Reason: reason}, 0
	if reason == Impossible {
		for _, x := range cuts {
			if x.Options > 0 && x.Rule <= rule.Outreach { // a plan from elsewhere may say anything
				cause.Rule, options = max(cause.Rule, x.Rule), options-x.Options
			}
		}
		if options > 0 {
			cause.Rule = rule.Books
		}
		return cause
	}
	for _, x := range taken {
		if x.Rule <= rule.Outreach && (x.Options > most || x.Options == most && most > 0 && x.Rule < cause.Rule) {
			cause.Rule, most = x.Rule, x.Options
		}
	}
	return cause
}
