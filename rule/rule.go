// Package rule names the twenty hard rules of an allocation, R1 to R20.
//
// The same constants appear in eligibility verdicts, in the violations that
// [github.com/sanjie-edu/sanjie/matching.Verify] reports and in the reasons
// why a request stays unplaced, so a reader meets one vocabulary everywhere.
package rule

import (
	"fmt"
	"iter"
	"strconv"
)

// Rule is one hard rule. The zero value, [Books], is not one of the twenty: it
// stands for the plan's own bookkeeping (totals, ids, placed plus unplaced).
type Rule uint8

// The rules, in the order in which options are tested against them.
const (
	Books     Rule = iota // the plan's own accounts
	Tier                  // R1
	Course                // R2
	Choice                // R3
	Open                  // R4
	Room                  // R5
	Seats                 // R6
	Minimum               // R7
	Sharing               // R8
	Staff                 // R9
	Clash                 // R10
	Program               // R11
	Headcount             // R12
	Stock                 // R13
	Budget                // R14
	Transport             // R15
	Quota                 // R16
	Adults                // R17
	Notice                // R18
	Split                 // R19
	Outreach              // R20
)

var texts = [...]struct{ name, text string }{
	Books:     {"books", "the plan's own accounts agree: known ids, totals, placed plus unplaced is all that was asked"},
	Tier:      {"tier", "the cohort meets the tier's rule: grades, and intents for Exploration"},
	Course:    {"course", "the cohort meets the course's grades, prerequisites, orientation and size limits, and does it at most once"},
	Choice:    {"choice", "the option matches one of the request's ranked choices, within the times the school can come"},
	Open:      {"open", "license and offering are valid at the date; center, rooms and slot are open"},
	Room:      {"room", "a room serves at most one session at a time"},
	Seats:     {"seats", "the pupils in a session fit its seats"},
	Minimum:   {"minimum", "a session that runs has at least its minimum of pupils"},
	Sharing:   {"sharing", "a session mixes groups only as every group in it allows"},
	Staff:     {"staff", "a session has enough named instructors, each qualified, free, at one center a day, within limits"},
	Clash:     {"clash", "visits of a cohort do not overlap, keep to the visits a day, and the way between centers fits between them"},
	Program:   {"program", "a request's visits obey its program"},
	Headcount: {"headcount", "people at a center in a slot stay within its limit"},
	Stock:     {"stock", "consumables used stay within stock"},
	Budget:    {"budget", "cost stays within each budget line"},
	Transport: {"transport", "travel stays within the request's limit and buses within the fleet"},
	Quota:     {"quota", "visits and pupils stay within every quota"},
	Adults:    {"adults", "accompanying adults are enough for the cohort's age"},
	Notice:    {"notice", "a new visit starts at least the notice time after the as-of time; pinned visits stay"},
	Split:     {"split", "parts differ by at most one pupil, are no more than allowed, and run at the same time and center"},
	Outreach:  {"outreach", "a team serves one school a slot, within its reach and number of sessions"},
}

// All yields R1 to R20 in order, without [Books].
func All() iter.Seq[Rule] {
	return func(yield func(Rule) bool) {
		for r := Tier; r <= Outreach; r++ {
			if !yield(r) {
				return
			}
		}
	}
}

// String returns the rule's number, such as "R6", or "books".
func (r Rule) String() string {
	switch {
	case r == Books:
		return "books"
	case r <= Outreach:
		return "R" + strconv.Itoa(int(r))
	}
	return fmt.Sprintf("Rule(%d)", uint8(r))
}

// Name returns the rule's one-word name, such as "seats".
func (r Rule) Name() string {
	if int(r) < len(texts) {
		return texts[r].name
	}
	return r.String()
}

// Text returns the rule's meaning in one line.
func (r Rule) Text() string {
	if int(r) < len(texts) {
		return texts[r].text
	}
	return "unknown rule"
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (r Rule) MarshalText() ([]byte, error) {
	if r > Outreach {
		return nil, fmt.Errorf("rule: no rule %d; rules run from R1 to R20", uint8(r))
	}
	return []byte(r.String()), nil
}

// UnmarshalText accepts what MarshalText writes.
func (r *Rule) UnmarshalText(text []byte) error {
	for q := Books; q <= Outreach; q++ {
		if q.String() == string(text) {
			*r = q
			return nil
		}
	}
	return fmt.Errorf("rule: unknown rule %.80q; want R1 to R20 or books", text)
}
