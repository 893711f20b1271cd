package matching_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
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

// publication is a plan and the problem that it is for.
type publication struct {
	p    *matching.Problem
	plan *matching.Plan
}

// publications draws a problem, and plans for it and for what may become of it:
// other plans, fewer requests, a closed center.
func publications(t *rapid.T) []publication {
	courses, supply, demand := smallgen.Spec(smallgen.FromRapid(t))
	var all []publication
	add := func() {
		p := smallgen.Build(courses, supply, demand)
		if first, err := matching.FirstCome(context.Background(), p); err == nil {
			all = append(all, publication{p, first})
		}
		if best, err := matching.Solve(context.Background(), p, matching.WithEffort(3000)); err == nil {
			all = append(all, publication{p, best})
		}
	}
	add()
	demand.Pins = nil
	add()
	supply.Closures = append(slices.Clone(supply.Closures), capacity.Closure{
		ID: "storm", Kind: capacity.Weather, Centers: []capacity.CenterID{supply.Centers[0].ID},
		Times: capacity.Times{{From: capacity.DateOf(2026, 9, 1)}},
	})
	add()
	if n := len(demand.Requests); n > 1 {
		demand.Requests = demand.Requests[:n-1]
		add()
	}
	if len(all) == 0 {
		t.Skip("no plans")
	}
	return all
}

// worldPublications are plans of the world, which has several visits a school.
func worldPublications(t *testing.T) []publication {
	t.Helper()
	var all []publication
	for _, change := range []func(w *world){
		func(*world) {},
		func(w *world) { w.move("drone1", "2026-09-09.am") },
		func(w *world) { w.move("code1", "2026-09-10.pm") },
		func(w *world) { w.demand.NoticeDays++ },
	} {
		w := newWorld()
		change(w)
		_, p, plan := publishable(t, w)
		all = append(all, publication{p, plan})
	}
	return all
}

// wish is a booking in the model.
type wish struct {
	key   string // what the school agreed to
	on    matching.RequestID
	begin capacity.Moment
	until capacity.Moment
	state string
	by    int
}

// life is the model: what a register should say, by plain rules.
type life struct {
	now      capacity.Moment
	requests map[matching.RequestID]string
	wishes   []*wish
	school   map[matching.RequestID]curriculum.SchoolID
	used     map[int]bool
}

// of is the state of a request, or of a booking.
func (m *life) of(s matching.Step) string {
	if ofRequest(s.Event) {
		return m.requests[s.Request]
	}
	if s.Booking < 1 || int(s.Booking) > len(m.wishes) {
		return ""
	}
	return m.wishes[s.Booking-1].state
}

func in(s string, list ...string) bool { return slices.Contains(list, s) }

func (m *life) live(id matching.RequestID) bool {
	return slices.ContainsFunc(m.wishes, func(w *wish) bool { return w.on == id && in(w.state, "proposed", "accepted", "confirmed") })
}

// apply takes a step of Apply, or reports false.
func (m *life) apply(s matching.Step) bool {
	s.At = max(s.At, m.now)
	state, to := m.of(s), ""
	if ofRequest(s.Event) {
		switch {
		case s.Booking != 0 || s.By != 0 || s.Request == "":
		case s.Event == matching.EventDraft && in(state, "", "submitted", "withdrawn"):
			to = "draft"
		case s.Event == matching.EventSubmit && state == "draft":
			to = "submitted"
		case s.Event == matching.EventWithdraw && in(state, "draft", "submitted", "planned", "waitlisted") && !m.live(s.Request):
			to = "withdrawn"
		}
		if to != "" {
			m.requests[s.Request], m.now = to, s.At
		}
		return to != ""
	}
	if state == "" || s.Request != "" || s.By != 0 != (s.Event == matching.EventMakeUp) {
		return false
	}
	w := m.wishes[s.Booking-1]
	early, before := s.At < w.until, s.At < w.begin
	switch s.Event {
	case matching.EventAccept:
		to = when(state == "proposed" && early, "accepted")
	case matching.EventDecline:
		to = when(state == "proposed" && early, "declined")
	case matching.EventLapse:
		to = when(state == "proposed" && !early, "lapsed")
	case matching.EventConfirm:
		to = when(state == "accepted", "confirmed")
	case matching.EventCancel:
		to = when(in(state, "accepted", "confirmed") && before, "canceled")
	case matching.EventCallOff:
		to = when(in(state, "proposed", "accepted", "confirmed", "noshow"), "calledoff")
	case matching.EventComplete:
		to = when(state == "confirmed" && !before || state == "noshow", "completed")
	case matching.EventMiss:
		to = when(state == "confirmed" && !before, "noshow")
	case matching.EventMakeUp:
		if i := int(s.By); i >= 1 && i <= len(m.wishes) && in(state, "canceled", "calledoff", "noshow") {
			by := m.wishes[i-1]
			to = when(by.state == "completed" && m.school[by.on] == m.school[w.on] && by.begin > w.begin && !m.used[i], "madeup")
		}
		if to != "" {
			w.by, m.used[int(s.By)] = int(s.By), true
		}
	}
	if to != "" {
		w.state, m.now = to, s.At
	}
	return to != ""
}

func when(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}

// publish puts a plan into force, or reports false.
func (m *life) publish(now capacity.Moment, x publication, until capacity.Moment) bool {
	now = max(now, m.now)
	lacking := map[matching.RequestID]bool{}
	for _, u := range x.plan.Unplaced {
		lacking[u.Request] = true
	}
	for q := range x.p.Requests() {
		if !in(m.requests[q.ID], "submitted", "planned", "waitlisted") {
			return false
		}
	}
	kept := map[*wish]bool{}
	var fresh []*wish
	for _, w := range wanted(x) {
		i := slices.IndexFunc(m.wishes, func(o *wish) bool {
			return o.key == w.key && !in(o.state, "declined", "lapsed", "canceled", "calledoff")
		})
		if i >= 0 {
			kept[m.wishes[i]] = true
			continue
		}
		if w.until = min(until, w.begin); w.until <= now {
			return false
		}
		fresh = append(fresh, w)
	}
	changed := len(fresh) > 0
	for _, w := range m.wishes {
		_, asked := x.p.Request(w.on)
		if asked && in(w.state, "proposed", "accepted", "confirmed") && w.begin > now && !kept[w] {
			w.state, changed = "calledoff", true
		}
	}
	for q := range x.p.Requests() {
		to := "planned"
		if lacking[q.ID] {
			to = "waitlisted"
		}
		changed = changed || m.requests[q.ID] != to
		m.requests[q.ID] = to
	}
	m.wishes = append(m.wishes, fresh...)
	if changed {
		m.now = now
	}
	return true
}

// wanted lists the visits of a plan by request, beginning and center.
func wanted(x publication) []*wish {
	byKey := map[string]*wish{}
	courses := map[string][]string{}
	for _, v := range x.plan.Visits {
		o, _ := x.p.Network().Offering(v.Offering)
		slot, _ := x.p.Network().Slot(o.Center, v.Slot)
		key := strings.Join([]string{string(v.Request), slot.Begin().String(), string(o.Center), string(v.Slot)}, " ")
		byKey[key] = &wish{on: v.Request, begin: slot.Begin(), state: "proposed"}
		courses[key] = append(courses[key], string(o.Course))
	}
	var all []*wish
	for key, w := range byKey {
		slices.Sort(courses[key])
		w.key = key + " " + strings.Join(courses[key], ",")
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b *wish) int { return strings.Compare(a.key, b.key) })
	return all
}

// check compares a register with the model.
func (m *life) check(t *rapid.T, r *matching.Register) {
	t.Helper()
	got := contentsOf(r)
	requests := map[matching.RequestID]string{}
	for id, s := range got.Requests {
		requests[id] = s.String()
	}
	if diff := cmp.Diff(m.requests, requests); diff != "" {
		t.Fatalf("requests (-model +register):\n%s", diff)
	}
	var bookings []wish
	for i, b := range got.Bookings {
		if int(b.ID) != i+1 || b.School != m.school[b.Request] {
			t.Fatalf("booking %d is the one at %d, of school %s", b.ID, i, b.School)
		}
		var courses []string
		for _, c := range b.Courses {
			courses = append(courses, string(c))
		}
		key := strings.Join([]string{string(b.Request), b.Begin.String(), string(b.Center), string(b.Slot), strings.Join(courses, ",")}, " ")
		bookings = append(bookings, wish{key, b.Request, b.Begin, b.Until, b.State.String(), int(b.By)})
	}
	var want []wish
	for _, w := range m.wishes {
		want = append(want, *w)
	}
	if diff := cmp.Diff(want, bookings, cmp.AllowUnexported(wish{})); diff != "" {
		t.Fatalf("bookings (-model +register):\n%s", diff)
	}
}

// checkConserved checks that every visit of a plan in force is one booking that
// was not given up, and that nothing else of its problem is to take place.
func checkConserved(t *rapid.T, r *matching.Register, x publication, now capacity.Moment) {
	t.Helper()
	standing := map[string]int{}
	for b := range r.Bookings() {
		switch b.State {
		case matching.StateDeclined, matching.StateLapsed, matching.StateCanceled, matching.StateCalledOff:
			continue
		}
		if _, asked := x.p.Request(b.Request); asked && b.Begin > now {
			standing[string(b.Request)+" "+string(b.Center)+" "+string(b.Slot)]++
		}
	}
	planned := map[string]int{}
	for _, w := range wanted(x) {
		if fields := strings.Fields(w.key); w.begin > now {
			planned[fields[0]+" "+fields[2]+" "+fields[3]]++
		}
	}
	if diff := cmp.Diff(planned, standing); diff != "" {
		t.Fatalf("visits later than now (-plan +register):\n%s", diff)
	}
}

// TestRegister gives random orders, most of them illegal, to a register and to
// the model.
func TestRegister(t *testing.T) {
	taken, refused, inForce := map[string]int{}, 0, 0
	world := worldPublications(t)
	check := func(t *rapid.T) {
		all := world
		if rapid.Bool().Draw(t, "small") {
			all = publications(t)
		}
		m := &life{requests: map[matching.RequestID]string{}, school: map[matching.RequestID]curriculum.SchoolID{}, used: map[int]bool{}}
		var ids []matching.RequestID
		for q := range all[0].p.Requests() {
			cohort, _ := all[0].p.Cohort(q.Cohort)
			ids, m.school[q.ID] = append(ids, q.ID), cohort.School
		}
		r := new(matching.Register)
		at := capacity.At(capacity.DateOf(2026, 8, 20), 0)
		submit := func() {
			for _, id := range ids {
				for _, e := range []matching.Event{matching.EventDraft, matching.EventSubmit} {
					if s := (matching.Step{At: at, Event: e, Request: id}); m.apply(s) != (r.Apply(s) == nil) {
						t.Fatalf("%+v", s)
					}
				}
			}
		}
		submit()
		order := func(t *rapid.T, s matching.Step) {
			t.Helper()
			before := len(r.Log(0))
			want, err := m.apply(s), r.Apply(s)
			if want != (err == nil) {
				t.Fatalf("%+v: error %v, the model takes it: %v", s, err, want)
			}
			if err == nil {
				taken[s.Event.String()]++
			} else if refused++; !errors.As(err, new(*matching.OrderError)) {
				t.Fatalf("error %v, want an OrderError", err)
			}
			if more := len(r.Log(0)) - before; want != (more == 1) || !want && more != 0 {
				t.Fatalf("%+v added %d steps", s, more)
			}
		}
		legal := func(t *rapid.T) {
			for b := range r.Bookings() {
				events := slices.DeleteFunc(b.Legal(at), func(e matching.Event) bool {
					return (e == matching.EventCallOff || e == matching.EventDecline || e == matching.EventCancel) && rapid.IntRange(0, 3).Draw(t, "keep") > 0
				})
				if len(events) == 0 {
					continue
				}
				s := matching.Step{At: at, Event: rapid.SampledFrom(events).Draw(t, "event"), Booking: b.ID}
				if s.Event == matching.EventMakeUp {
					done := slices.DeleteFunc(slices.Collect(r.Bookings()), func(b matching.Booking) bool { return b.State != matching.StateCompleted })
					if len(done) == 0 {
						continue
					}
					s.By = rapid.SampledFrom(done).Draw(t, "by").ID
				}
				order(t, s)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { m.check(t, r) },
			"time": func(t *rapid.T) {
				if n := rapid.IntRange(0, len(m.wishes)).Draw(t, "visit"); n > 0 {
					at = max(at, m.wishes[n-1].begin)
				} else {
					at += capacity.Moment(rapid.SampledFrom([]int{1, 600, 1440, 7 * 1440, -300}).Draw(t, "minutes"))
				}
			},
			"any orders": func(t *rapid.T) {
				for range rapid.IntRange(1, 3).Draw(t, "orders") {
					s := matching.Step{At: at, Event: matching.Event(rapid.IntRange(0, 17).Draw(t, "event"))}
					if ofRequest(s.Event) != (rapid.IntRange(0, 9).Draw(t, "mixed up") == 9) {
						s.Request = rapid.SampledFrom(append(ids, "q9", "")).Draw(t, "request")
					} else {
						s.Booking = matching.BookingID(rapid.IntRange(-1, len(m.wishes)+1).Draw(t, "booking"))
					}
					if s.Event == matching.EventMakeUp {
						s.By = matching.BookingID(rapid.IntRange(-1, len(m.wishes)+1).Draw(t, "by"))
					}
					order(t, s)
				}
			},
			"legal orders": legal,
			"more of them": legal,
			"lapse": func(t *rapid.T) {
				var want []matching.BookingID
				for i := range m.wishes {
					if m.apply(matching.Step{At: at, Event: matching.EventLapse, Booking: matching.BookingID(i + 1)}) {
						want = append(want, matching.BookingID(i+1))
					}
				}
				if diff := cmp.Diff(want, r.Lapse(at)); diff != "" {
					t.Fatalf("lapsed (-model +register):\n%s", diff)
				}
			},
			"publish": func(t *rapid.T) {
				x := rapid.SampledFrom(all).Draw(t, "plan")
				if rapid.Bool().Draw(t, "all submitted") {
					submit()
				}
				until := at + capacity.Moment(1440*rapid.IntRange(0, 20).Draw(t, "days"))
				want := m.publish(at, x, until)
				err := r.Publish(at, x.p, x.plan, until)
				if want != (err == nil) {
					t.Fatalf("publish: error %v, the model takes it: %v", err, want)
				}
				if err == nil {
					inForce++
					checkConserved(t, r, x, max(at, m.now))
				} else if !errors.As(err, new(*matching.OrderError)) {
					t.Fatalf("error %v, want an OrderError", err)
				}
			},
			"publish another's": func(t *rapid.T) {
				x, y := rapid.SampledFrom(all).Draw(t, "plan"), rapid.SampledFrom(all).Draw(t, "problem")
				if x.p.Fingerprint() == y.p.Fingerprint() {
					return
				}
				var stale *matching.StaleError
				if err := r.Publish(at, y.p, x.plan, at+1440); !errors.As(err, &stale) || stale.Plan != x.p.Fingerprint() || stale.Problem != y.p.Fingerprint() {
					t.Fatalf("error %v, want a StaleError", err)
				}
			},
		})
		checkReplay(t, r)
	}
	for range 4 {
		rapid.Check(t, check)
	}
	for e := range events {
		if e != matching.EventPlan && e != matching.EventWaitlist && e != matching.EventPropose && taken[e.String()] == 0 {
			t.Errorf("%v never was legal", e)
		}
	}
	t.Logf("taken %v, refused %d, in force %d", taken, refused, inForce)
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
