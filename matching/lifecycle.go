package matching

import (
	"fmt"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// State is where a request or a visit stands. The zero State is that of what a
// register does not know.
type State uint8

// The states of a request, and those of a visit.
const (
	StateDraft      State = 1 + iota // its school writes it
	StateSubmitted                   // handed in
	StatePlanned                     // the published plan has all its visits
	StateWaitlisted                  // the published plan lacks visits
	StateWithdrawn                   // taken back by its school

	StateProposed  // published, not answered
	StateAccepted  // the school comes
	StateDeclined  // the school does not come
	StateLapsed    // not answered before the deadline
	StateConfirmed // accepted, with its final headcount
	StateCompleted // it took place
	StateCanceled  // by the school
	StateCalledOff // by the center or a newer plan: not the school's fault
	StateNoShow    // the school did not come
	StateMadeUp    // it did not take place, and another visit made up for it
)

var states = closed.Set[State]{What: "state", Names: []string{
	"", "draft", "submitted", "planned", "waitlisted", "withdrawn",
	"proposed", "accepted", "declined", "lapsed", "confirmed", "completed", "canceled", "calledoff", "noshow", "madeup",
}}

func (s State) String() string                   { return states.String(s) }
func (s State) MarshalText() ([]byte, error)     { return states.Marshal(s) }
func (s *State) UnmarshalText(text []byte) error { return states.Unmarshal(text, s) }

// live reports whether a visit is to take place.
func (s State) live() bool {
	return s == StateProposed || s == StateAccepted || s == StateConfirmed
}

// GivenUp reports whether a visit was declined, lapsed, canceled or called off:
// the same one may be proposed again.
func (s State) GivenUp() bool {
	return s == StateDeclined || s == StateLapsed || s == StateCanceled || s == StateCalledOff
}

// Event is what happens to a request or a visit. The zero Event is unset.
type Event uint8

// The events of a request, and those of a visit. EventPlan, EventWaitlist and
// EventPropose are parts of a publication.
const (
	EventDraft    Event = 1 + iota // the school begins to write, or writes on
	EventSubmit                    // the school hands it in
	EventPlan                      // a plan has all its visits
	EventWaitlist                  // a plan lacks visits
	EventWithdraw                  // the school takes it back

	EventPropose  // a plan has the visit
	EventAccept   // the school agrees
	EventDecline  // the school does not agree
	EventLapse    // the deadline passes
	EventConfirm  // the final headcount is known
	EventComplete // it took place
	EventCancel   // the school gives it up
	EventCallOff  // the center gives it up, or a newer plan, or a no-show is excused
	EventMiss     // nobody came
	EventMakeUp   // a completed visit counts in its stead
)

var events = closed.Set[Event]{What: "event", Names: []string{
	"", "draft", "submit", "plan", "waitlist", "withdraw",
	"propose", "accept", "decline", "lapse", "confirm", "complete", "cancel", "calloff", "miss", "makeup",
}}

func (e Event) String() string                   { return events.String(e) }
func (e Event) MarshalText() ([]byte, error)     { return events.Marshal(e) }
func (e *Event) UnmarshalText(text []byte) error { return events.Unmarshal(text, e) }

func (e Event) ofRequest() bool { return e <= EventWithdraw }

// published reports whether the event comes with a publication alone.
func (e Event) published() bool { return e == EventPlan || e == EventWaitlist || e == EventPropose }

// Window is the time in which an event may happen. The zero Window is Anytime.
type Window uint8

// The windows.
const (
	Anytime        Window = iota
	BeforeDeadline        // before the proposal is to be answered
	SinceDeadline         // from that moment on
	BeforeBegin           // before the visit begins
	SinceBegin            // from that moment on
)

var windows = closed.Set[Window]{What: "window", Names: []string{
	"anytime", "before the deadline", "since the deadline", "before it begins", "since it began",
}}

func (w Window) String() string                   { return windows.String(w) }
func (w Window) MarshalText() ([]byte, error)     { return windows.Marshal(w) }
func (w *Window) UnmarshalText(text []byte) error { return windows.Unmarshal(text, w) }

// open reports whether the window of a visit, or of a request, which has the
// zero Proposal and no window but Anytime, is open.
func (w Window) open(at capacity.Moment, p *Proposal) bool {
	switch w {
	case BeforeDeadline:
		return at < p.Until
	case SinceDeadline:
		return at >= p.Until
	case BeforeBegin:
		return at < p.Begin
	case SinceBegin:
		return at >= p.Begin
	}
	return true
}

// shut says why a window is not open.
func (w Window) shut(p *Proposal) string {
	switch w {
	case BeforeDeadline:
		return fmt.Sprintf("the deadline was %v", p.Until)
	case SinceDeadline:
		return fmt.Sprintf("the deadline is %v", p.Until)
	case BeforeBegin:
		return fmt.Sprintf("it began at %v", p.Begin)
	}
	return fmt.Sprintf("it begins at %v", p.Begin)
}

// Transition is a legal change of state.
type Transition struct {
	From  State
	Event Event
	To    State
	When  Window
}

// transitions are all that is legal; no state has two for one event.
var transitions = []Transition{
	{0, EventDraft, StateDraft, Anytime},
	{StateDraft, EventSubmit, StateSubmitted, Anytime},
	{StateDraft, EventWithdraw, StateWithdrawn, Anytime},
	{StateSubmitted, EventDraft, StateDraft, Anytime},
	{StateSubmitted, EventPlan, StatePlanned, Anytime},
	{StateSubmitted, EventWaitlist, StateWaitlisted, Anytime},
	{StateSubmitted, EventWithdraw, StateWithdrawn, Anytime},
	{StatePlanned, EventWaitlist, StateWaitlisted, Anytime},
	{StatePlanned, EventWithdraw, StateWithdrawn, Anytime},
	{StateWaitlisted, EventPlan, StatePlanned, Anytime},
	{StateWaitlisted, EventWithdraw, StateWithdrawn, Anytime},
	{StateWithdrawn, EventDraft, StateDraft, Anytime},

	{0, EventPropose, StateProposed, Anytime},
	{StateProposed, EventAccept, StateAccepted, BeforeDeadline},
	{StateProposed, EventDecline, StateDeclined, BeforeDeadline},
	{StateProposed, EventLapse, StateLapsed, SinceDeadline},
	{StateProposed, EventCallOff, StateCalledOff, Anytime},
	{StateAccepted, EventConfirm, StateConfirmed, Anytime},
	{StateAccepted, EventCancel, StateCanceled, BeforeBegin},
	{StateAccepted, EventCallOff, StateCalledOff, Anytime},
	{StateConfirmed, EventComplete, StateCompleted, SinceBegin},
	{StateConfirmed, EventCancel, StateCanceled, BeforeBegin},
	{StateConfirmed, EventCallOff, StateCalledOff, Anytime},
	{StateConfirmed, EventMiss, StateNoShow, SinceBegin},
	{StateCanceled, EventMakeUp, StateMadeUp, Anytime},
	{StateCalledOff, EventMakeUp, StateMadeUp, Anytime},
	{StateNoShow, EventComplete, StateCompleted, Anytime},
	{StateNoShow, EventCallOff, StateCalledOff, Anytime},
	{StateNoShow, EventMakeUp, StateMadeUp, Anytime},
}

// Transitions yields every legal change of state, those of requests before
// those of visits, each by the state that it leads from.
func Transitions() iter.Seq[Transition] { return slices.Values(transitions) }

// after returns the transition of an event, and false when there is none.
func (s State) after(e Event) (Transition, bool) {
	for _, t := range transitions {
		if t.From == s && t.Event == e {
			return t, true
		}
	}
	return Transition{}, false
}

// legal returns the events that may happen next, publications aside.
func (s State) legal(ofRequest bool, at capacity.Moment, p *Proposal) []Event {
	var all []Event
	for _, t := range transitions {
		if t.From == s && t.Event.ofRequest() == ofRequest && !t.Event.published() && t.When.open(at, p) {
			all = append(all, t.Event)
		}
	}
	return all
}
