package matching_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// machine gives the same orders, most of them illegal, to a register and to the
// model.
type machine struct {
	*life
	register *matching.Register
	at       capacity.Moment // what callers say it is, which may go back
	all      []publication
	ids      []matching.RequestID
	seen     *tally
}

// tally counts over all runs, so that they are known to have tried something.
type tally struct {
	taken            map[string]int
	refused, inForce int
}

func newMachine(t *rapid.T, all []publication, seen *tally) *machine {
	m := &machine{
		life:     &life{requests: map[matching.RequestID]string{}, school: map[matching.RequestID]curriculum.SchoolID{}, used: map[int]bool{}},
		register: new(matching.Register), at: capacity.At(capacity.DateOf(2026, 8, 20), 0), all: all, seen: seen,
	}
	for q := range all[0].p.Requests() {
		cohort, _ := all[0].p.Cohort(q.Cohort)
		m.ids, m.school[q.ID] = append(m.ids, q.ID), cohort.School
	}
	m.submit(t)
	return m
}

// submit drafts and submits what can be.
func (m *machine) submit(t *rapid.T) {
	for _, id := range m.ids {
		m.order(t, matching.Step{At: m.at, Event: matching.EventDraft, Request: id})
		m.order(t, matching.Step{At: m.at, Event: matching.EventSubmit, Request: id})
	}
}

// order gives a step to both.
func (m *machine) order(t *rapid.T, s matching.Step) {
	t.Helper()
	before := len(m.register.Log(0))
	want, err := m.apply(s), m.register.Apply(s)
	if want != (err == nil) {
		t.Fatalf("%+v: error %v, the model takes it: %v", s, err, want)
	}
	steps := 0
	if err == nil {
		m.seen.taken[s.Event.String()]++
		steps = 1
	} else if m.seen.refused++; !errors.As(err, new(*matching.OrderError)) {
		t.Fatalf("error %v, want an OrderError", err)
	}
	if more := len(m.register.Log(0)) - before; more != steps {
		t.Fatalf("%+v added %d steps, want %d", s, more, steps)
	}
}

func (m *machine) booking(t *rapid.T) matching.BookingID {
	return matching.BookingID(rapid.IntRange(-1, len(m.wishes)+1).Draw(t, "booking"))
}

func (m *machine) Check(t *rapid.T) { m.check(t, m.register) }

func (m *machine) Time(t *rapid.T) {
	if n := rapid.IntRange(0, len(m.wishes)).Draw(t, "visit"); n > 0 {
		m.at = max(m.at, m.wishes[n-1].begin)
		return
	}
	m.at += capacity.Moment(rapid.SampledFrom([]int{1, 600, 1440, 7 * 1440, -300}).Draw(t, "minutes"))
}

func (m *machine) AnyOrders(t *rapid.T) {
	for range rapid.IntRange(1, 3).Draw(t, "orders") {
		s := matching.Step{At: m.at, Event: matching.Event(rapid.IntRange(0, 17).Draw(t, "event"))}
		if ofRequest(s.Event) != (rapid.IntRange(0, 9).Draw(t, "mixed up") == 9) {
			s.Request = rapid.SampledFrom(append(m.ids, "q9", "")).Draw(t, "request")
		} else {
			s.Booking = m.booking(t)
		}
		if s.Event == matching.EventMakeUp {
			s.By = m.booking(t)
		}
		m.order(t, s)
	}
}

// LegalOrders lets something legal happen to every booking, mostly what leads
// on, though a visit that is to make up for another may not be one that can.
func (m *machine) LegalOrders(t *rapid.T) {
	for b := range m.register.Bookings() {
		events := slices.DeleteFunc(b.Legal(m.at), func(e matching.Event) bool {
			ends := e == matching.EventCallOff || e == matching.EventDecline || e == matching.EventCancel
			return ends && rapid.IntRange(0, 3).Draw(t, "keep") > 0
		})
		if len(events) == 0 {
			continue
		}
		s := matching.Step{At: m.at, Event: rapid.SampledFrom(events).Draw(t, "event"), Booking: b.ID}
		if s.Event == matching.EventMakeUp {
			done := slices.DeleteFunc(slices.Collect(m.register.Bookings()), func(b matching.Booking) bool { return b.State != matching.StateCompleted })
			if len(done) == 0 {
				continue
			}
			s.By = rapid.SampledFrom(done).Draw(t, "by").ID
		}
		m.order(t, s)
	}
}

func (m *machine) Lapse(t *rapid.T) {
	var want []matching.BookingID
	for i := range m.wishes {
		if id := matching.BookingID(i + 1); m.apply(matching.Step{At: m.at, Event: matching.EventLapse, Booking: id}) {
			want = append(want, id)
		}
	}
	if diff := cmp.Diff(want, m.register.Lapse(m.at)); diff != "" {
		t.Fatalf("lapsed (-model +register):\n%s", diff)
	}
}

func (m *machine) Publish(t *rapid.T) {
	x := rapid.SampledFrom(m.all).Draw(t, "plan")
	if rapid.Bool().Draw(t, "all submitted") {
		m.submit(t)
	}
	until := m.at + capacity.Moment(1440*rapid.IntRange(0, 20).Draw(t, "days"))
	want := m.publish(m.at, x, until)
	err := m.register.Publish(m.at, x.p, x.plan, until)
	if want != (err == nil) {
		t.Fatalf("publish: error %v, the model takes it: %v", err, want)
	}
	if err == nil {
		m.seen.inForce++
		checkConserved(t, m.register, x, max(m.at, m.now))
	} else if !errors.As(err, new(*matching.OrderError)) {
		t.Fatalf("error %v, want an OrderError", err)
	}
}

func (m *machine) PublishForAnother(t *rapid.T) {
	x, y := rapid.SampledFrom(m.all).Draw(t, "plan"), rapid.SampledFrom(m.all).Draw(t, "problem")
	if x.p.Fingerprint() == y.p.Fingerprint() {
		return
	}
	var stale *matching.StaleError
	if err := m.register.Publish(m.at, y.p, x.plan, m.at+1440); !errors.As(err, &stale) ||
		stale.Plan != x.p.Fingerprint() || stale.Problem != y.p.Fingerprint() {
		t.Fatalf("error %v, want a StaleError", err)
	}
}

// TestRegister runs the machine on the world and on small problems.
func TestRegister(t *testing.T) {
	seen := &tally{taken: map[string]int{}}
	world := worldPublications(t)
	for range 4 {
		rapid.Check(t, func(t *rapid.T) {
			all := world
			if rapid.Bool().Draw(t, "small") {
				all = publications(t)
			}
			m := newMachine(t, all, seen)
			t.Repeat(rapid.StateMachineActions(m))
			checkReplay(t, m.register)
		})
	}
	for e := range events {
		if e != matching.EventPlan && e != matching.EventWaitlist && e != matching.EventPropose && seen.taken[e.String()] == 0 {
			t.Errorf("%v never was legal", e)
		}
	}
	t.Logf("%+v", *seen)
}

// checkReplay replays a log as it would be kept, and every beginning of it.
func checkReplay(t *rapid.T, r *matching.Register) {
	t.Helper()
	text, err := json.Marshal(r.Log(0))
	if err != nil {
		t.Fatal(err)
	}
	var log []matching.Step
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	again, err := matching.Replay(log)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(contentsOf(r), contentsOf(again)); diff != "" {
		t.Fatalf("replayed (-register +replayed):\n%s", diff)
	}
	if diff := cmp.Diff(r.Reliability(7), again.Reliability(7)); diff != "" {
		t.Fatalf("reliability (-register +replayed):\n%s", diff)
	}
	n := rapid.IntRange(0, len(log)).Draw(t, "steps")
	half, err := matching.Replay(log[:n])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(log[n:], r.Log(len(half.Log(0))), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("the rest of the log (-want +got):\n%s", diff)
	}
}
