package matching

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/closed"
	"github.com/sanjie-edu/sanjie/rule"
)

// Plan is a feasible, possibly partial allocation. Its lists are sorted as in
// files: sessions by slot id, then offering; visits by request, slot id, part,
// then offering; unplaced by request. Slot ids begin with their date; within a
// date they are in the order of their periods' ids, not in that of time.
type Plan struct {
	Problem  string     `json:"problem,omitzero"` // the fingerprint of the problem that it is for; empty when it does not say
	Status   Status     `json:"status"`
	Points   int64      `json:"points"`
	Bound    int64      `json:"bound"` // no plan has more points
	Score    Score      `json:"score"` // Points by component
	Sessions []Session  `json:"sessions"`
	Visits   []Visit    `json:"visits"`
	Unplaced []Unplaced `json:"unplaced"`
	Stats    Stats      `json:"stats"`

	Certificate *Certificate `json:"-"` // of the bound, for CheckBound; files keep it apart
}

// Visit is a placed visit, or one part of it when its request splits: parts of
// one visit have the same slot. Its session is the one of its offering and slot.
type Visit struct {
	Request   RequestID           `json:"request"`
	Part      int                 `json:"part,omitzero"`      // 0 to the number of parts less 1
	Component int                 `json:"component,omitzero"` // index of the program's component that it counts for
	Choice    int                 `json:"choice"`             // index among the request's choices
	Offering  capacity.OfferingID `json:"offering"`
	Slot      capacity.SlotID     `json:"slot"`
	Pupils    int                 `json:"pupils"`
}

// Session is an offering that runs in a slot, with its named instructors in
// ascending order.
type Session struct {
	Offering    capacity.OfferingID     `json:"offering"`
	Slot        capacity.SlotID         `json:"slot"`
	Instructors []capacity.InstructorID `json:"instructors,omitzero"`
}

// Unplaced says how many visits of a request are missing and why.
type Unplaced struct {
	Request RequestID `json:"request"`
	Visits  int       `json:"visits"` // missing
	Reason  Reason    `json:"reason"`
	Options int       `json:"options"`       // offerings × slots of the courses and centers that its choices name; 0 when ctx ended before they were counted
	Cuts    []Cut     `json:"cuts,omitzero"` // how many of them it could not use even alone, in the order of the rules
}

// Cut counts the options that one rule removed, after the rules before it.
type Cut struct {
	Rule    rule.Rule `json:"rule"`
	Options int       `json:"options"`
}

// Reason tells apart why a request is unplaced. The zero Reason is unset.
type Reason uint8

// The reasons.
const (
	Impossible Reason = 1 + iota // no plan of any kind has more visits of it
	Lost                         // some plans have more visits of it, but none has more points than this plan
	NotFound                     // options exist, others hold them or they were not looked at; a better plan is not excluded
)

var reasons = closed.Set[Reason]{What: "reason", Names: []string{"", "impossible", "lost", "notfound"}}

func (r Reason) String() string                   { return reasons.String(r) }
func (r Reason) MarshalText() ([]byte, error)     { return reasons.Marshal(r) }
func (r *Reason) UnmarshalText(text []byte) error { return reasons.Unmarshal(text, r) }

// Status says how good a plan is known to be. The zero Status is Feasible.
type Status uint8

// The states of knowledge.
const (
	Feasible Status = iota
	Optimal         // proven: no plan has more points
)

var statuses = closed.Set[Status]{What: "status", Names: []string{"feasible", "optimal"}}

func (s Status) String() string                   { return statuses.String(s) }
func (s Status) MarshalText() ([]byte, error)     { return statuses.Marshal(s) }
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(text, s) }

// judge says what the bound makes of a plan: whether it is optimal, and so
// whether others keep what is not placed for good.
func (p *Plan) judge() {
	reason := NotFound
	if p.Status = Feasible; p.Points == p.Bound {
		p.Status, reason = Optimal, Lost
	}
	for i := range p.Unplaced {
		if u := &p.Unplaced[i]; u.Reason != Impossible {
			u.Reason = reason
		}
	}
}

// Stop says why a search ended. The zero Stop is Done.
type Stop uint8

// The ways in which a search ends.
const (
	Done     Stop = iota // nothing is left to improve
	Effort               // the effort was used up
	Deadline             // the context's deadline passed
	Canceled             // the context was canceled
)

var stops = closed.Set[Stop]{What: "stop", Names: []string{"done", "effort", "deadline", "canceled"}}

func (s Stop) String() string                   { return stops.String(s) }
func (s Stop) MarshalText() ([]byte, error)     { return stops.Marshal(s) }
func (s *Stop) UnmarshalText(text []byte) error { return stops.Unmarshal(text, s) }

// Score breaks points down by component: Points is their sum.
type Score struct {
	Base    int64 `json:"base"`
	First   int64 `json:"first"`
	Rank    int64 `json:"rank"`
	Travel  int64 `json:"travel"`  // not positive
	Session int64 `json:"session"` // not positive
}

// Total returns the sum of the components.
func (s Score) Total() int64 { return s.Base + s.First + s.Rank + s.Travel + s.Session }

// Stats says what a search did.
type Stats struct {
	Stopped Stop   `json:"stopped"`
	Work    int64  `json:"work"` // effort used
	Seed    uint64 `json:"seed"`

	Exhausted bool `json:"exhausted,omitzero"` // the bound is from trying all plans, and the certificate may prove less
}
