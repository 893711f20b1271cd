package matching_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// contents is all that a register says.
type contents struct {
	Requests map[matching.RequestID]matching.State
	Bookings []matching.Booking
	Log      []matching.Step
}

func contentsOf(r *matching.Register) contents {
	c := contents{Requests: map[matching.RequestID]matching.State{}, Log: r.Log(0)}
	for id, s := range r.Requests() {
		c.Requests[id] = s
	}
	for b := range r.Bookings() {
		c.Bookings = append(c.Bookings, b)
	}
	return c
}

// TestRegisterTogether lets schools answer at once: each proposal is answered once.
func TestRegisterTogether(t *testing.T) {
	r := published(t)
	var all sync.WaitGroup
	var taken atomic.Int32
	for i := range 24 {
		all.Go(func() {
			e := []matching.Event{matching.EventAccept, matching.EventDecline}[i%2]
			if r.Apply(matching.Step{At: moments[0], Event: e, Booking: matching.BookingID(1 + i%6)}) == nil {
				taken.Add(1)
			}
			for b := range r.Bookings() {
				b.Courses[0] = "changed"
			}
			r.Reliability(7)
		})
	}
	all.Wait()
	if n := taken.Load(); n != 6 {
		t.Errorf("%d answers were taken, want one for each of 6 bookings", n)
	}
}

// TestRegisterKeepsItsOwn: what is handed out, or was handed in, may be changed.
func TestRegisterKeepsItsOwn(t *testing.T) {
	r := published(t)
	want := contentsOf(r)
	log := r.Log(0)
	again, err := matching.Replay(log)
	if err != nil {
		t.Fatal(err)
	}
	for i := range log {
		if p := log[i].Proposal; p != nil {
			p.Courses[0], p.School = "changed", "changed"
		}
	}
	b, _ := r.Booking(1)
	b.Courses[0] = "changed"
	r.BookingsOf("q2")[0].Courses[0] = "changed"
	for _, x := range []*matching.Register{r, again} {
		if diff := cmp.Diff(want, contentsOf(x)); diff != "" {
			t.Errorf("changed from outside (-want +got):\n%s", diff)
		}
	}
}

// TestMoved: what a newer plan does to visits that were published before.
func TestMoved(t *testing.T) {
	const accepted = matching.StateAccepted
	tests := []struct {
		name   string
		reason string
		change func(w *world)
		now    capacity.Moment
		want   map[matching.RequestID][]matching.State // of the bookings that the change concerns
	}{
		{"nothing", "a visit that stays needs no new answer", func(w *world) {}, moments[0],
			map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {accepted}}},
		{"another room", "the school agreed to a center and a course, not to a room", func(w *world) {
			for i := range w.plan.Visits {
				if v := &w.plan.Visits[i]; v.Offering == "drone1" {
					v.Offering = "drone2"
				}
			}
			w.session("drone1").Offering = "drone2"
		}, moments[0], map[matching.RequestID][]matching.State{"q3": {accepted}, "q4": {accepted}}},
		{"another time", "it is to be agreed to anew", func(w *world) { w.move("drone1", "2026-09-09.am") }, moments[0],
			map[matching.RequestID][]matching.State{"q1": {accepted}, "q3": {matching.StateCalledOff, matching.StateProposed}, "q4": {matching.StateCalledOff, matching.StateProposed}}},
		{"another clock", "the same slot at another time is another visit", func(w *world) {
			w.capacity.Calendars[1].Terms[0].Periods[0].Start -= 15
		}, moments[0], map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {matching.StateCalledOff, matching.StateProposed}}},
		{"another slot", "a booking says in which slot it is, and a plan must find it there", func(w *world) {
			w.capacity.Calendars[1].Terms[0].Periods[0].ID = "noon"
			w.move("crops1", "2026-09-09.noon")
		}, moments[0], map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {matching.StateCalledOff, matching.StateProposed}}},
		{"another course", "it is not what the school agreed to", func(w *world) {
			w.course("code").ID = "games"
			w.offering("code1").Course = "games"
			w.request("q5").Choices[2].Course, w.request("q6").Choices[2].Course = "games", "games"
		}, moments[0], map[matching.RequestID][]matching.State{"q1": {accepted}, "q6": {matching.StateCalledOff, matching.StateProposed}}},
		{"no place", "it is called off, and the request waits", func(w *world) {
			w.plan.Visits = slices.DeleteFunc(w.plan.Visits, func(v matching.Visit) bool { return v.Request == "q5" })
			w.plan.Sessions = slices.DeleteFunc(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == "crops1" })
		}, moments[0], map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {matching.StateCalledOff}}},
		{"no place and over", "what has begun is no matter of a plan", func(w *world) {
			w.plan.Visits = slices.DeleteFunc(w.plan.Visits, func(v matching.Visit) bool { return v.Request == "q5" })
			w.plan.Sessions = slices.DeleteFunc(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == "crops1" })
		}, capacity.At(day(9), clock(11, 0)), map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {accepted}}},
		{"no request", "a problem says nothing about requests that it does not have", func(w *world) {
			w.demand.Requests = slices.DeleteFunc(w.demand.Requests, func(r matching.Request) bool { return r.ID == "q5" })
			w.plan.Visits = slices.DeleteFunc(w.plan.Visits, func(v matching.Visit) bool { return v.Request == "q5" })
			w.plan.Sessions = slices.DeleteFunc(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == "crops1" })
		}, moments[0], map[matching.RequestID][]matching.State{"q1": {accepted}, "q5": {accepted}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := published(t)
			for b := range r.Bookings() {
				apply(t, r, matching.Step{At: moments[0], Event: matching.EventAccept, Booking: b.ID})
			}
			w := newWorld()
			tt.change(w)
			_, p, plan := publishable(t, w)
			if err := r.Publish(tt.now, p, plan, capacity.At(day(20), 0)); err != nil {
				t.Fatal(err)
			}
			for id, want := range tt.want {
				var got []matching.State
				for _, b := range r.BookingsOf(id) {
					got = append(got, b.State)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("bookings of %s: %s (-want +got):\n%s", id, tt.reason, diff)
				}
			}
		})
	}
}

// TestPublishAgain: it makes no difference to a publication whether proposals
// that were not answered have lapsed before it or lapse with it.
func TestPublishAgain(t *testing.T) {
	var logs [2][]matching.Step
	for i := range logs {
		r, p, plan := publishable(t, newWorld())
		if err := r.Publish(moments[0], p, plan, deadline); err != nil {
			t.Fatal(err)
		}
		apply(t, r, matching.Step{At: moments[0], Event: matching.EventAccept, Booking: 2})
		if i == 0 {
			r.Lapse(deadline)
		}
		if err := r.Publish(deadline, p, plan, begin); err != nil {
			t.Fatal(err)
		}
		logs[i] = r.Log(0)
		for id, want := range map[matching.RequestID][]matching.State{
			"q1": {matching.StateLapsed, matching.StateProposed}, "q2": {matching.StateAccepted}, "q6": {matching.StateLapsed, matching.StateProposed},
		} {
			var got []matching.State
			for _, b := range r.BookingsOf(id) {
				got = append(got, b.State)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("bookings of %s (-want +got):\n%s", id, diff)
			}
		}
	}
	if diff := cmp.Diff(logs[0], logs[1]); diff != "" {
		t.Errorf("lapsed before and lapsed with it (-before +with):\n%s", diff)
	}
}

// TestStanding: what was declined, or lapsed, is no longer of the plan; what is
// open or accepted is, and so is what was proposed again after it was given up.
func TestStanding(t *testing.T) {
	r, p, plan := publishable(t, newWorld())
	if err := r.Publish(moments[0], p, plan, deadline); err != nil {
		t.Fatal(err)
	}
	requests := func() (ids []matching.RequestID) {
		for _, v := range r.Standing(p, plan).Visits {
			ids = append(ids, v.Request)
		}
		return slices.Compact(ids)
	}
	all := requests()
	bookings := slices.Collect(r.Bookings())
	apply(t, r, matching.Step{At: moments[0], Event: matching.EventDecline, Booking: 1})
	apply(t, r, matching.Step{At: moments[0], Event: matching.EventAccept, Booking: 2})
	without := slices.DeleteFunc(slices.Clone(all), func(id matching.RequestID) bool { return id == bookings[0].Request })
	if diff := cmp.Diff(without, requests()); diff != "" {
		t.Errorf("after one was declined (-want +got):\n%s", diff)
	}
	r.Lapse(deadline)
	if diff := cmp.Diff([]matching.RequestID{bookings[1].Request}, requests()); diff != "" {
		t.Errorf("after all but one have lapsed (-want +got):\n%s", diff)
	}
	if err := r.Publish(deadline, p, plan, begin); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all, requests()); diff != "" {
		t.Errorf("after all were proposed again (-want +got):\n%s", diff)
	}
}

// TestPublishRefused: a plan that is refused leaves the register as it is.
func TestPublishRefused(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(w *world, r *matching.Register, plan *matching.Plan)
		now    capacity.Moment
		until  capacity.Moment
		want   string
	}{
		{"changed problem", "one seat less may be one too few", func(w *world, _ *matching.Register, _ *matching.Plan) { w.room("yard").Seats-- },
			moments[0], deadline, "matching: the plan is for problem f570a0126752…, and the problem is"},
		{"no fingerprint", "a file from before may be for anything", func(_ *world, _ *matching.Register, plan *matching.Plan) { plan.Problem = "" },
			moments[0], deadline, "matching: the plan does not say which problem it is for, and the problem is f570a0126752…"},
		{"violations", "only a valid plan comes into force", func(_ *world, _ *matching.Register, plan *matching.Plan) { plan.Points++ },
			moments[0], deadline, "matching: the plan has 1 violations; mend it"},
		{"draft", "a school still writes on it", func(_ *world, r *matching.Register, _ *matching.Plan) {
			apply(t, r, matching.Step{At: moments[0], Event: matching.EventDraft, Request: "q4"})
		}, moments[0], deadline, `matching: plan of request "q4" at 2026-09-01T00:00: it is draft; legal is submit, withdraw`},
		{"deadline over", "nobody could answer", func(*world, *matching.Register, *matching.Plan) {}, moments[1], moments[1],
			"matching: propose of booking 1 at 2026-09-03T23:59: it is not known; it begins at 2026-09-07T08:30, and 2026-09-03T23:59 is no time before which it can be answered; nothing is legal"},
		{"begun", "it is too late for an answer", func(*world, *matching.Register, *matching.Plan) {}, begin, capacity.At(day(20), 0),
			"matching: propose of booking 1 at 2026-09-07T08:30: it is not known; it begins at 2026-09-07T08:30, and 2026-09-07T08:30 is no time"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			r, p, plan := publishable(t, w)
			tt.change(w, r, plan)
			if tt.name == "changed problem" {
				p = w.problem(t)
			}
			before := contentsOf(r)
			err := r.Publish(tt.now, p, plan, tt.until)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("error %v\nwant %s: %s", err, tt.want, tt.reason)
			}
			if diff := cmp.Diff(before, contentsOf(r)); diff != "" {
				t.Errorf("it has changed the register (-before +after):\n%s", diff)
			}
		})
	}
	r, p, _ := publishable(t, newWorld())
	if err := r.Publish(moments[0], p, nil, deadline); !errors.As(err, new(*matching.PlanError)) {
		t.Errorf("no plan: error %v, want a PlanError", err)
	}
}

// TestApplyRefused has orders that are wrong whatever the state.
func TestApplyRefused(t *testing.T) {
	long := matching.RequestID(strings.Repeat("q", 129))
	proposal := &matching.Proposal{Request: "q1", Begin: begin, Until: deadline}
	at := moments[0]
	tests := []struct {
		name   string
		reason string
		step   matching.Step
		want   string
	}{
		{"no event", "the zero Event is unset", matching.Step{At: at, Request: "q1"}, `matching: no event of request "q1" at 2026-09-01T00:00: it is planned; there is no such event; nothing is legal`},
		{"unknown event", "a Go caller can make one", matching.Step{At: at, Event: 99, Booking: 1}, "there is no such event; legal is accept, decline, calloff"},
		{"time too late", "it has no text form, so the log could not be written", matching.Step{At: 1 << 60, Event: matching.EventAccept, Booking: 1}, "it needs a time"},
		{"no id", "nothing could refer to it", matching.Step{At: at, Event: matching.EventDraft}, "its request has no valid id"},
		{"long id", "ids have at most 128 bytes", matching.Step{At: at, Event: matching.EventDraft, Request: long}, "its request has no valid id"},
		{"both", "which of the two is meant?", matching.Step{At: at, Event: matching.EventAccept, Request: "q1", Booking: 1}, "it names what the event is not about"},
		{"both, of a request", "which of the two is meant?", matching.Step{At: at, Event: matching.EventWithdraw, Request: "q7", Booking: 1}, "it names what the event is not about"},
		{"request that is not known", "it was never a draft", matching.Step{At: at, Event: matching.EventSubmit, Request: "q0"}, `submit of request "q0" at 2026-09-01T00:00: it is not known; legal is draft`},
		{"booking that is not known", "there are six", matching.Step{At: at, Event: matching.EventAccept, Booking: 7}, "accept of booking 7 at 2026-09-01T00:00: it is not known; nothing is legal"},
		{"publication", "a plan is verified first", matching.Step{At: at, Event: matching.EventPropose, Booking: 7, Proposal: proposal}, "only a publication does that"},
		{"stray proposal", "nothing would come of it", matching.Step{At: at, Event: matching.EventAccept, Booking: 1, Proposal: proposal}, "a proposal comes with propose alone"},
		{"stray maker", "nothing would come of it", matching.Step{At: at, Event: matching.EventAccept, Booking: 1, By: 5}, "a visit makes up for another at makeup alone"},
		{"live visit", "the place would stay taken", matching.Step{At: at, Event: matching.EventWithdraw, Request: "q1"}, `it is planned; its booking 1 is proposed; give that up first; nothing is legal`},
		{"too early", "it has not begun", matching.Step{At: at, Event: matching.EventMiss, Booking: 5}, "it is confirmed; it begins at 2026-09-09T11:00; legal is cancel, calloff"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := published(t)
			apply(t, r, matching.Step{At: at, Event: matching.EventAccept, Booking: 5}, matching.Step{At: at, Event: matching.EventConfirm, Booking: 5})
			before := contentsOf(r)
			err := r.Apply(tt.step)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v\nwant %s: %s", err, tt.want, tt.reason)
			}
			if diff := cmp.Diff(before, contentsOf(r)); diff != "" {
				t.Errorf("it has changed the register (-before +after):\n%s", diff)
			}
		})
	}
	if err := new(matching.Register).Apply(matching.Step{Event: matching.EventDraft, Request: "q1"}); err == nil || !strings.Contains(err.Error(), "it needs a time") {
		t.Errorf("a step without a time: error %v", err)
	}
}

// TestReplayRefuses damages a log.
func TestReplayRefuses(t *testing.T) {
	proposed := func(log []matching.Step, id matching.BookingID) int {
		return slices.IndexFunc(log, func(s matching.Step) bool { return s.Event == matching.EventPropose && s.Booking == id })
	}
	tests := []struct {
		name   string
		reason string
		damage func(log []matching.Step) []matching.Step
		want   string
	}{
		{"back in time", "a register would have noted a later time", func(log []matching.Step) []matching.Step {
			log[2].At--
			return log
		}, "step 2 of the log: matching: draft of request \"q2\" at 2026-08-31T23:59: it is not known; the step before it was at 2026-09-01T00:00"},
		{"left out", "what follows needs it", func(log []matching.Step) []matching.Step { return slices.Delete(log, 1, 2) }, `plan of request "q1" at 2026-09-01T00:00: it is draft`},
		{"twice", "once is enough", func(log []matching.Step) []matching.Step { return append(log, log[0]) }, "it is planned"},
		{"number left out", "ids have no gap", func(log []matching.Step) []matching.Step {
			i := proposed(log, 2)
			return slices.Delete(log, i, i+1)
		}, "the next booking is 2"},
		{"number twice", "an id is one visit's", func(log []matching.Step) []matching.Step {
			log[proposed(log, 2)].Booking = 1
			return log
		}, "it is proposed"},
		{"no proposal", "nothing is proposed", func(log []matching.Step) []matching.Step {
			log[proposed(log, 2)].Proposal = nil
			return log
		}, "a proposal comes with propose alone"},
		{"unknown request", "nobody asked", func(log []matching.Step) []matching.Step {
			log[proposed(log, 2)].Proposal.Request = "q0"
			return log
		}, `its request "q0" is not known`},
		{"answer after the begin", "a publication does not do that", func(log []matching.Step) []matching.Step {
			p := log[proposed(log, 2)].Proposal
			p.Until = p.Begin + 1
			return log
		}, "is no time before which it can be answered"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := matching.Replay(tt.damage(published(t).Log(0)))
			if err == nil || r != nil || !strings.Contains(err.Error(), tt.want) || !errors.As(err, new(*matching.OrderError)) {
				t.Errorf("error %v\nwant %s: %s", err, tt.want, tt.reason)
			}
		})
	}
}

// TestTimeHolds: a step that comes late with an early time has the time of the
// step before it.
func TestTimeHolds(t *testing.T) {
	r := published(t)
	apply(t, r, matching.Step{At: deadline, Event: matching.EventLapse, Booking: 1})
	if err := r.Apply(matching.Step{At: moments[0], Event: matching.EventAccept, Booking: 2}); err == nil || !strings.Contains(err.Error(), "at 2026-09-04T00:00: it is proposed; the deadline was 2026-09-04T00:00; legal is lapse, calloff") {
		t.Errorf("an answer from before the deadline, after it: error %v", err)
	}
	apply(t, r, matching.Step{At: moments[0], Event: matching.EventCallOff, Booking: 2})
	if b, _ := r.Booking(2); b.Since != deadline {
		t.Errorf("called off at %v, want %v", b.Since, deadline)
	}
}
