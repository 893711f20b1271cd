package matching

import "github.com/sanjie-edu/sanjie/rule"

// UnmetCause says why visits are unmet: the reason, and the rule behind most of it. Of
// the impossible that is the rule that removed most of their options; of the others
// the rule by which others hold most of those that were left, which only an
// [Explanation] knows. The first rule of several counts.
type UnmetCause struct {
	Reason Reason `json:"reason,omitzero"` // unset when neither an explanation nor the plan gives one
	// Rule is [rule.Books] where none is known or none stands against an option: the
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
		causes[u.Request] = causeOf(u.Reason, u.Cuts, nil)
	}
	for i := range explanations {
		if e := &explanations[i]; reasons.Has(e.Reason) {
			causes[e.Request] = causeOf(e.Reason, e.Cuts, e.Taken)
		}
	}
	return causes
}

func causeOf(reason Reason, cuts, taken []Cut) UnmetCause {
	list := taken
	if reason == Impossible {
		list = cuts
	}
	cause, most := UnmetCause{Reason: reason}, 0
	for _, x := range list {
		if x.Rule > rule.Outreach {
			continue // a plan from elsewhere may say anything
		}
		if x.Options > most || x.Options == most && most > 0 && x.Rule < cause.Rule {
			cause.Rule, most = x.Rule, x.Options
		}
	}
	return cause
}
