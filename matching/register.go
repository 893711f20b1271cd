package matching

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Register keeps the state of every request and of every visit that was
// published, and how it came to be: a log of steps, from which [Replay] makes
// the same register. [Transitions] lists what is legal; any other order is
// refused with an [*OrderError] and changes nothing.
//
// Time is what callers say it is, and never runs backward: when a step comes
// with a time before that of an earlier step, the earlier step's time holds, and
// is logged. Nothing happens by itself: after a deadline a proposal can no longer
// be answered, and [Register.Lapse] says so to the register.
//
// A Register is safe for concurrent use and must not be copied. The zero
// Register is empty.
type Register struct {
	mu       sync.Mutex
	now      capacity.Moment // of the last step
	requests map[RequestID]State
	bookings []Booking // by id, from 1
	visits   map[RequestID][]BookingID
	makers   map[BookingID]bool // that made up for another
	log      []Step
}

// BookingID numbers the bookings of a register, from 1 in the order in which
// they were proposed.
type BookingID int

// Proposal is a visit as its school is asked to agree to it. Rooms, instructors
// and pupils are the plan's, and may change without a new one.
type Proposal struct {
	Request RequestID             `json:"request"`
	School  curriculum.SchoolID   `json:"school"`
	Center  capacity.CenterID     `json:"center"`
	Courses []curriculum.CourseID `json:"courses"` // of its parts, in ascending order
	Slot    capacity.SlotID       `json:"slot"`
	Begin   capacity.Moment       `json:"begin"`
	Until   capacity.Moment       `json:"until"` // to be answered before this
}

// Booking is a published visit and where it stands.
type Booking struct {
	ID BookingID `json:"id"`
	Proposal
	State State           `json:"state"`
	Since capacity.Moment `json:"since"`       // when it came to this state
	By    BookingID       `json:"by,omitzero"` // the one that made up for it
}

// Legal returns the events that may happen to the visit at a time, in the order
// of [Transitions].
func (b Booking) Legal(at capacity.Moment) []Event { return b.State.legal(false, at, &b.Proposal) }

// Step is an event that happens to a request or to a booking.
type Step struct {
	At       capacity.Moment `json:"at"`
	Event    Event           `json:"event"`
	Request  RequestID       `json:"request,omitzero"`  // of an event of a request
	Booking  BookingID       `json:"booking,omitzero"`  // of an event of a visit
	By       BookingID       `json:"by,omitzero"`       // of EventMakeUp: the completed visit, later and of the same school, that counts for no other
	Proposal *Proposal       `json:"proposal,omitzero"` // of EventPropose
}

// Apply takes a step, or refuses it with an [*OrderError]. The steps of a
// publication are left to [Register.Publish]. A request with a visit that is
// proposed, accepted or confirmed is not withdrawn before the visit is given up.
func (r *Register) Apply(s Step) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.At = max(s.At, r.now)
	if s.Event.published() {
		return r.refuse(s, "only a publication does that")
	}
	return r.apply(s)
}

// Lapse ends the proposals that were not answered in time, and returns them. It
// is for a clock to call, as often as callers like.
func (r *Register) Lapse(now capacity.Moment) []BookingID {
	r.mu.Lock()
	defer r.mu.Unlock()
	var lapsed []BookingID
	for i := range r.bookings {
		b := &r.bookings[i]
		s := Step{At: max(now, r.now), Event: EventLapse, Booking: b.ID}
		if b.overdue(s.At) && r.apply(s) == nil {
			lapsed = append(lapsed, b.ID)
		}
	}
	return lapsed
}

// Replay makes the register whose log has these steps. The error names the
// first that no register takes, and unwraps to an [*OrderError].
func Replay(log []Step) (*Register, error) {
	r := new(Register)
	for i, s := range log {
		s.Proposal = s.Proposal.clone()
		var err error
		switch next := BookingID(len(r.bookings) + 1); {
		case s.At < r.now:
			err = r.refuse(s, fmt.Sprintf("the step before it was at %v", r.now))
		case s.Event == EventPropose && s.Booking > next:
			err = r.refuse(s, fmt.Sprintf("the next booking is %d", next))
		default:
			err = r.apply(s)
		}
		if err != nil {
			return nil, fmt.Errorf("step %d of the log: %w", i, err)
		}
	}
	return r, nil
}

// Log returns copies of the steps so far, in their order, from the one with this
// index on: a caller that keeps them elsewhere asks for those that it lacks.
func (r *Register) Log(from int) []Step {
	r.mu.Lock()
	defer r.mu.Unlock()
	steps := slices.Clone(r.log[min(max(from, 0), len(r.log)):])
	for i := range steps {
		steps[i].Proposal = steps[i].Proposal.clone()
	}
	return steps
}

// Request returns the state of a request, and 0 for one that is not known.
func (r *Register) Request(id RequestID) State {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.requests[id]
}

// Requests yields all requests by ascending id, as they were when it began.
func (r *Register) Requests() iter.Seq2[RequestID, State] {
	return func(yield func(RequestID, State) bool) {
		r.mu.Lock()
		all := maps.Clone(r.requests)
		r.mu.Unlock()
		for _, id := range slices.Sorted(maps.Keys(all)) {
			if !yield(id, all[id]) {
				return
			}
		}
	}
}

// Booking returns a copy of the booking, and false when there is none.
func (r *Register) Booking(id BookingID) (Booking, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.booking(id)
	if b == nil {
		return Booking{}, false
	}
	return b.clone(), true
}

// Bookings yields copies of all bookings by ascending id, as they were when it
// began.
func (r *Register) Bookings() iter.Seq[Booking] {
	return func(yield func(Booking) bool) {
		r.mu.Lock()
		all := slices.Clone(r.bookings)
		r.mu.Unlock()
		for _, b := range all {
			if !yield(b.clone()) {
				return
			}
		}
	}
}

// BookingsOf returns copies of a request's bookings by ascending id.
func (r *Register) BookingsOf(id RequestID) []Booking {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []Booking
	for _, id := range r.visits[id] {
		all = append(all, r.booking(id).clone())
	}
	return all
}

// overdue reports whether the visit was not answered in time.
func (b *Booking) overdue(now capacity.Moment) bool {
	return b.State == StateProposed && b.Until <= now
}

func (b Booking) clone() Booking {
	b.Courses = slices.Clone(b.Courses)
	return b
}

func (p *Proposal) clone() *Proposal {
	if p == nil {
		return nil
	}
	c := *p
	c.Courses = slices.Clone(p.Courses)
	return &c
}

// booking returns the register's own booking, nil when there is none.
func (r *Register) booking(id BookingID) *Booking {
	if id < 1 || int(id) > len(r.bookings) {
		return nil
	}
	return &r.bookings[id-1]
}

// stands returns the state of what a step names, and its proposal.
func (r *Register) stands(s *Step) (State, *Proposal) {
	if s.Event.ofRequest() {
		return r.requests[s.Request], &Proposal{}
	}
	if b := r.booking(s.Booking); b != nil {
		return b.State, &b.Proposal
	}
	return 0, &Proposal{}
}

// apply takes a step whose time is not before that of the last, or refuses it.
func (r *Register) apply(s Step) error {
	to, err := r.check(&s)
	if err != nil {
		return err
	}
	r.take(s, to)
	return nil
}

// check returns the state to which a step leads, or refuses the step.
func (r *Register) check(s *Step) (State, error) {
	if why := malformed(s); why != "" {
		return 0, r.refuse(*s, why)
	}
	from, proposal := r.stands(s)
	t, ok := from.after(s.Event)
	if !ok {
		return 0, r.refuse(*s, "")
	}
	if !t.When.open(s.At, proposal) {
		return 0, r.refuse(*s, t.When.shut(proposal))
	}
	if why := r.against(s); why != "" {
		return 0, r.refuse(*s, why)
	}
	return t.To, nil
}

// malformed says what is wrong with a step whatever the register.
func malformed(s *Step) string {
	_, err := s.At.MarshalText()
	switch {
	case !events.Has(s.Event):
		return "there is no such event"
	case err != nil:
		return "it needs a time"
	case s.Event.ofRequest() && s.Booking != 0, !s.Event.ofRequest() && s.Request != "":
		return "it names what the event is not about"
	case (s.By != 0) != (s.Event == EventMakeUp):
		return "a visit makes up for another at makeup alone"
	case (s.Proposal != nil) != (s.Event == EventPropose):
		return "a proposal comes with propose alone"
	case s.Event == EventDraft && !finding.CheckID(new(finding.List), "", s.Request):
		return "its request has no valid id"
	}
	return ""
}

// against says what else in the register is against a step.
func (r *Register) against(s *Step) string {
	switch s.Event {
	case EventWithdraw:
		if b := r.liveOf(s.Request); b != nil {
			return fmt.Sprintf("its booking %d is %v; give that up first", b.ID, b.State)
		}
	case EventMakeUp:
		missed, by := r.booking(s.Booking), r.booking(s.By)
		if by == nil || by.State != StateCompleted || by.School != missed.School || by.Begin <= missed.Begin || r.makers[s.By] {
			return fmt.Sprintf("booking %d is no later visit of the same school that was completed and makes up for no other", s.By)
		}
	case EventPropose:
		p := s.Proposal
		switch state := r.requests[p.Request]; {
		case !state.asks():
			return fmt.Sprintf("its request %q is %s", p.Request, cmp.Or(state.String(), "not known"))
		case p.Until <= s.At || p.Until > p.Begin:
			return fmt.Sprintf("it begins at %v, and %v is no time before which it can be answered", p.Begin, p.Until)
		}
	}
	return ""
}

// asks reports whether a request is to be planned.
func (s State) asks() bool {
	return s == StateSubmitted || s == StatePlanned || s == StateWaitlisted
}

// liveOf returns the first visit of a request that is to take place, nil when
// there is none.
func (r *Register) liveOf(id RequestID) *Booking {
	for _, id := range r.visits[id] {
		if b := r.booking(id); b.State.live() {
			return b
		}
	}
	return nil
}

// take changes the state and notes the step.
func (r *Register) take(s Step, to State) {
	if r.requests == nil {
		r.requests, r.visits, r.makers = map[RequestID]State{}, map[RequestID][]BookingID{}, map[BookingID]bool{}
	}
	switch {
	case s.Event.ofRequest():
		r.requests[s.Request] = to
	case s.Event == EventPropose:
		r.bookings = append(r.bookings, Booking{ID: s.Booking, Proposal: *s.Proposal, State: to, Since: s.At})
		r.visits[s.Proposal.Request] = append(r.visits[s.Proposal.Request], s.Booking)
	default:
		b := r.booking(s.Booking)
		b.State, b.Since, b.By = to, s.At, s.By
		if s.By != 0 {
			r.makers[s.By] = true
		}
	}
	r.now = s.At
	r.log = append(r.log, s)
}

// OrderError reports a step that a register refuses, and that it has not taken.
type OrderError struct {
	Step  Step
	State State   // of the request or booking; 0 when it is not known
	Legal []Event // what could happen to it at that time, publications aside
	Why   string  // what is against the step besides the state; may be empty
}

// Error says who, when, in which state, what is against it, and what is legal.
func (e *OrderError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "matching: %s of ", cmp.Or(e.Step.Event.String(), "no event"))
	if e.Step.Event.ofRequest() {
		fmt.Fprintf(&b, "request %q", e.Step.Request)
	} else {
		fmt.Fprintf(&b, "booking %d", e.Step.Booking)
	}
	fmt.Fprintf(&b, " at %v: it is %s; ", e.Step.At, cmp.Or(e.State.String(), "not known"))
	if e.Why != "" {
		b.WriteString(e.Why + "; ")
	}
	if len(e.Legal) == 0 {
		b.WriteString("nothing is legal")
		return b.String()
	}
	b.WriteString("legal is")
	for i, event := range e.Legal {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(" " + event.String())
	}
	return b.String()
}

// refuse makes the error for a step.
func (r *Register) refuse(s Step, why string) *OrderError {
	state, proposal := r.stands(&s)
	s.Proposal = s.Proposal.clone()
	legal := state.legal(s.Event.ofRequest(), s.At, proposal)
	if s.Event.ofRequest() && r.liveOf(s.Request) != nil {
		legal = slices.DeleteFunc(legal, func(e Event) bool { return e == EventWithdraw })
	}
	return &OrderError{Step: s, State: state, Legal: legal, Why: why}
}
