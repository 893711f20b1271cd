package matching_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// lives says by hand what is legal: event=state, with "<" or ">" and the moment
// before or since which it is.
var lives = map[matching.State]string{
	matching.StateDraft:      "submit=submitted withdraw=withdrawn",
	matching.StateSubmitted:  "draft=draft plan=planned waitlist=waitlisted withdraw=withdrawn",
	matching.StatePlanned:    "waitlist=waitlisted withdraw=withdrawn",
	matching.StateWaitlisted: "plan=planned withdraw=withdrawn",
	matching.StateWithdrawn:  "draft=draft",
	matching.StateProposed:   "accept=accepted<deadline decline=declined<deadline lapse=lapsed>deadline calloff=calledoff",
	matching.StateAccepted:   "confirm=confirmed cancel=canceled<begin calloff=calledoff",
	matching.StateDeclined:   "",
	matching.StateLapsed:     "",
	matching.StateConfirmed:  "complete=completed>begin cancel=canceled<begin calloff=calledoff miss=noshow>begin",
	matching.StateCompleted:  "",
	matching.StateCanceled:   "makeup=madeup",
	matching.StateCalledOff:  "makeup=madeup",
	matching.StateNoShow:     "complete=completed calloff=calledoff makeup=madeup",
	matching.StateMadeUp:     "",
}

// events yields all events, those of requests before those of visits.
func events(yield func(matching.Event) bool) {
	for e := matching.EventDraft; e <= matching.EventMakeUp && yield(e); e++ {
	}
}

func ofRequest(e matching.Event) bool { return e <= matching.EventWithdraw }

// The moments around which the first booking of the world is looked at. It is
// the visit of q1, and booking 5, which is later, is of the same school.
var (
	deadline = capacity.At(day(4), 0)
	begin    = capacity.At(day(7), clock(8, 30))
	moments  = []capacity.Moment{capacity.At(day(1), 0), deadline - 1, deadline, begin - 1, begin, capacity.At(day(10), 0)}
)

// next returns the state that an event leads to by the table above, 0 when it
// is not legal.
func next(t *testing.T, from matching.State, e matching.Event, at capacity.Moment) matching.State {
	t.Helper()
	for entry := range strings.FieldsSeq(lives[from]) {
		name, rest, _ := strings.Cut(entry, "=")
		if name != e.String() {
			continue
		}
		to := rest
		if i := strings.IndexAny(rest, "<>"); i >= 0 {
			edge := map[string]capacity.Moment{"deadline": deadline, "begin": begin}[rest[i+1:]]
			if (rest[i] == '<') != (at < edge) {
				return 0
			}
			to = rest[:i]
		}
		var s matching.State
		if err := s.UnmarshalText([]byte(to)); err != nil {
			t.Fatal(err)
		}
		return s
	}
	return 0
}

// apply takes steps that must be legal.
func apply(t testing.TB, r *matching.Register, steps ...matching.Step) {
	t.Helper()
	for _, s := range steps {
		if err := r.Apply(s); err != nil {
			t.Fatal(err)
		}
	}
}

// publishable returns the world's problem and plan, and a register with all
// requests submitted.
func publishable(t testing.TB, w *world) (*matching.Register, *matching.Problem, *matching.Plan) {
	t.Helper()
	p := w.problem(t)
	w.keepBooks(p)
	plan := *w.plan
	plan.Problem = p.Fingerprint()
	r := new(matching.Register)
	for q := range p.Requests() {
		apply(t, r, matching.Step{At: moments[0], Event: matching.EventDraft, Request: q.ID},
			matching.Step{At: moments[0], Event: matching.EventSubmit, Request: q.ID})
	}
	return r, p, &plan
}

// published returns a register with the world's plan in force.
func published(t testing.TB) *matching.Register {
	t.Helper()
	r, p, plan := publishable(t, newWorld())
	if err := r.Publish(moments[0], p, plan, deadline); err != nil {
		t.Fatal(err)
	}
	return r
}

// standing returns a register in which request q1 or q7, or booking 1, is in a
// state, and what to do with it.
func standing(t testing.TB, s matching.State) (*matching.Register, matching.Step) {
	t.Helper()
	r := published(t)
	apply(t, r, matching.Step{At: moments[0], Event: matching.EventAccept, Booking: 5}, matching.Step{At: moments[0], Event: matching.EventConfirm, Booking: 5})
	step := func(e matching.Event) {
		at := moments[0]
		switch e {
		case matching.EventLapse:
			at = deadline
		case matching.EventComplete, matching.EventMiss:
			at = begin
		}
		x := matching.Step{At: at, Event: e, Booking: 1}
		if e == matching.EventMakeUp {
			x.By = complete(t, r)
		}
		apply(t, r, x)
	}
	path := map[matching.State]string{
		matching.StateAccepted: "accept", matching.StateDeclined: "decline", matching.StateLapsed: "lapse",
		matching.StateConfirmed: "accept confirm", matching.StateCompleted: "accept confirm complete",
		matching.StateCanceled: "accept cancel", matching.StateCalledOff: "calloff",
		matching.StateNoShow: "accept confirm miss", matching.StateMadeUp: "accept confirm miss makeup",
	}
	request := matching.Step{At: moments[0], Request: "q7"}
	switch s {
	case matching.StateDraft:
		request.Request, request.Event = "q8", matching.EventDraft
		apply(t, r, request)
	case matching.StateSubmitted:
		request.Request, request.Event = "q8", matching.EventDraft
		apply(t, r, request)
		request.Event = matching.EventSubmit
		apply(t, r, request)
	case matching.StatePlanned: // its visit is given up, so that it can be withdrawn
		step(matching.EventDecline)
		request.Request = "q1"
	case matching.StateWaitlisted:
	case matching.StateWithdrawn:
		request.Event = matching.EventWithdraw
		apply(t, r, request)
	default:
		for name := range strings.FieldsSeq(path[s]) {
			var e matching.Event
			if err := e.UnmarshalText([]byte(name)); err != nil {
				t.Fatal(err)
			}
			step(e)
		}
		return r, matching.Step{Booking: 1}
	}
	return r, matching.Step{Request: request.Request}
}

// complete lets booking 5 take place, which then can make up for another.
func complete(t testing.TB, r *matching.Register) matching.BookingID {
	t.Helper()
	apply(t, r, matching.Step{At: capacity.At(day(9), clock(12, 0)), Event: matching.EventComplete, Booking: 5})
	return 5
}

// stateOf is the state of what a step names.
func stateOf(r *matching.Register, s matching.Step) matching.State {
	if s.Request != "" {
		return r.Request(s.Request)
	}
	b, _ := r.Booking(s.Booking)
	return b.State
}

// TestEveryPair tries every event in every state around every moment that
// matters to it.
func TestEveryPair(t *testing.T) {
	pairs, legal := 0, 0
	for from := range lives {
		for e := range events {
			for _, at := range moments {
				r, step := standing(t, from)
				if got := stateOf(r, step); got != from {
					t.Fatalf("it is %v, want %v", got, from)
				}
				if ofRequest(e) != (step.Request != "") || e == matching.EventPropose {
					continue // for the other of the two, or for what is not there yet
				}
				log := r.Log(0)
				if at < log[len(log)-1].At {
					continue
				}
				step.At, step.Event = at, e
				want := next(t, from, e, at)
				if e == matching.EventMakeUp {
					if step.By = 5; want != 0 && at < begin {
						continue // nothing later has taken place
					} else if want != 0 {
						complete(t, r)
						step.At = moments[5]
						log = r.Log(0)
					}
				}
				pairs++
				if e == matching.EventPlan || e == matching.EventWaitlist {
					want = 0 // not by Apply
				}
				err := r.Apply(step)
				if want != 0 {
					legal++
					if err != nil || stateOf(r, step) != want {
						t.Errorf("%v in %v at %v: %v, error %v; want %v", e, from, step.At, stateOf(r, step), err, want)
					}
					continue
				}
				checkRefused(t, r, err, step, from)
				if diff := cmp.Diff(log, r.Log(0)); diff != "" || stateOf(r, step) != from {
					t.Errorf("%v in %v was refused and has changed the register (-before +after):\n%s", e, from, diff)
				}
			}
		}
	}
	if pairs < 300 || legal < 60 {
		t.Errorf("%d pairs, %d of them legal", pairs, legal)
	}
}

func checkRefused(t *testing.T, r *matching.Register, err error, step matching.Step, from matching.State) {
	t.Helper()
	var refused *matching.OrderError
	if !errors.As(err, &refused) {
		t.Fatalf("%v in %v at %v: error %v, want an OrderError", step.Event, from, step.At, err)
	}
	var legal []matching.Event
	for e := range events {
		if ofRequest(e) == ofRequest(step.Event) && e != matching.EventPlan && e != matching.EventWaitlist && next(t, from, e, step.At) != 0 {
			legal = append(legal, e)
		}
	}
	slices.Sort(refused.Legal)
	if diff := cmp.Diff(legal, refused.Legal); diff != "" {
		t.Errorf("%v in %v at %v: legal (-want +got):\n%s", step.Event, from, step.At, diff)
	}
	if refused.State != from || refused.Step.Event != step.Event || refused.Step.At != step.At {
		t.Errorf("%v in %v at %v: the error says %v in %v at %v", step.Event, from, step.At, refused.Step.Event, refused.State, refused.Step.At)
	}
	for _, part := range []string{step.Event.String(), from.String(), step.At.String()} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %s: %v", part, err)
		}
	}
}

// TestTransitions compares the table that is handed out with the one above.
func TestTransitions(t *testing.T) {
	got := map[matching.State]string{}
	for tr := range matching.Transitions() {
		entry := tr.Event.String() + "=" + tr.To.String() + map[matching.Window]string{
			matching.BeforeDeadline: "<deadline", matching.SinceDeadline: ">deadline", matching.BeforeBegin: "<begin", matching.SinceBegin: ">begin",
		}[tr.When]
		got[tr.From] = strings.TrimSpace(got[tr.From] + " " + entry)
	}
	want := map[matching.State]string{0: "draft=draft propose=proposed"}
	for s, text := range lives {
		if text != "" {
			want[s] = text
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("transitions (-want +got):\n%s", diff)
	}
}

// TestLifeTexts: states, events and windows have texts that read back.
func TestLifeTexts(t *testing.T) {
	type texts struct {
		State  matching.State
		Event  matching.Event
		Window matching.Window
	}
	for i := range uint8(15) {
		in := texts{matching.State(1 + i), matching.Event(1 + i), matching.Window(i % 5)}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out texts
		if err := json.Unmarshal(b, &out); err != nil || out != in {
			t.Errorf("%s reads back as %+v, error %v", b, out, err)
		}
	}
	for _, bad := range []any{matching.State(16), matching.Event(16), matching.Event(0), matching.Window(5)} {
		if b, err := json.Marshal(bad); err == nil {
			t.Errorf("%v is written as %s", bad, b)
		}
	}
}
