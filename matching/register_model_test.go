package matching_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

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
			late := o.state == "proposed" && o.until <= now
			return o.key == w.key && !late && !in(o.state, "declined", "lapsed", "canceled", "calledoff")
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
		if asked && w.state == "proposed" && w.until <= now {
			w.state, changed = "lapsed", true
		}
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
