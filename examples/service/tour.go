package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// tell serves on a free port of this machine, plays a client's part, and stops
// the service as a signal would.
func tell(ctx context.Context, w io.Writer, s *Service) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	serving, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- serve(serving, l, s) }()
	t := tour{ctx: ctx, client: client{new(http.Client), "http://" + l.Addr().String()}, w: w}
	for _, act := range []func(){t.ask, t.plan, t.late, t.publish, t.storm} {
		act()
	}
	t.http.CloseIdleConnections()
	stop()
	if err := <-ended; t.err == nil {
		t.err = err
	}
	t.say("\nThe service has stopped.\n")
	return t.err
}

// tour is a story told in exchanges; the first error ends it.
type tour struct {
	ctx context.Context
	client
	w   io.Writer
	err error
}

// send does an exchange that must have a status, and prints both.
func (t *tour) send(status int, method, path string, body, into any) {
	if t.err == nil {
		t.err = t.want(t.ctx, status, method, path, body, into)
	}
	t.say("%-6s %-42s %d  ", method, path, status)
}

func (t *tour) say(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

// tourEffort is the searches': the same effort gives the same plan everywhere.
const tourEffort = 300_000

// The requests of the story.
const (
	early   = "n1"   // handed in before the plan is made
	another = "n2"   // and after
	refused = "r142" // whose school has as many visits as it may
	moved   = "r192" // which has a place if another moves
)

// ask hands in a request, at first a wrong one.
func (t *tour) ask() {
	var term struct {
		Name     string
		Now      capacity.Moment
		Requests int
	}
	t.send(http.StatusOK, "GET", "/", nil, &term)
	t.say("%s at %s: %d requests\n", term.Name, term.Now, term.Requests)

	r := matching.Request{ID: early, Cohort: "s0001-2-9", Choices: []matching.Choice{{Tier: curriculum.Experience}}, Share: capacity.ShareSchool}
	var no refusal
	t.send(http.StatusUnprocessableEntity, "POST", "/requests", r, &no)
	for _, f := range no.Findings {
		t.say("%s: %q %s; %s\n", f.Path, f.Value, f.Problem, f.Remedy)
	}
	r.Cohort = "s0001-2-1"
	t.submit(r)
}

func (t *tour) submit(r matching.Request) {
	var v requestView
	t.send(http.StatusCreated, "POST", "/requests", r, &v)
	t.say("%s is %s\n", v.ID, v.State)
}

// plan makes a plan and asks what became of two requests.
func (t *tour) plan() {
	t.say("\n")
	var p planView
	t.send(http.StatusOK, "POST", "/plan", order{Effort: tourEffort}, &p)
	t.sayPlan(p)

	var e matching.Explanation
	t.send(http.StatusOK, "GET", "/requests/"+refused+"/explanation", nil, &e)
	t.say("%d missing, %s: of %d options", e.Missing, e.Reason, e.Options)
	for _, cut := range e.Cuts {
		t.say(", %s takes %d", cut.Rule.Name(), cut.Options)
	}
	t.say(";\n       of the %d left %d are free", e.Looked, e.Free)
	for _, cut := range e.Taken {
		t.say(", %d lack %s", cut.Options, cut.Rule.Name())
	}
	t.say("\n")

	var c struct{ Found []matching.Counterfactual }
	t.send(http.StatusOK, "GET", "/requests/"+refused+"/counterfactual", nil, &c)
	for _, x := range c.Found {
		for _, change := range x.Changes {
			t.say("it would be placed with %s %s raised by %d\n", change.Kind, change.Of, change.By)
		}
	}
	t.place(moved)
}

func (t *tour) sayPlan(p planView) {
	t.say("%d visits, %d missing; %d points, no plan has more than %d\n", p.Visits, p.Unplaced, p.Points, p.Bound)
}

// place asks for places for a request, and takes the first.
func (t *tour) place(id matching.RequestID) {
	var list []matching.Suggestion
	t.send(http.StatusOK, "GET", fmt.Sprintf("/requests/%s/suggestions?moves=1", id), nil, &list)
	if t.err == nil && len(list) == 0 {
		t.err = fmt.Errorf("no place for %s", id)
	}
	if t.err != nil {
		return
	}
	x := list[0]
	t.say("%d places, first %s in %s", len(list), x.Visit[0].Offering, x.Visit[0].Slot)
	for _, m := range x.Moves {
		t.say(" if %s moves from %s to %s", m.Request, m.From[0].Slot, m.To[0].Slot)
	}
	t.say("\n")
	var p planView
	t.send(http.StatusOK, "POST", fmt.Sprintf("/requests/%s/place", id), x, &p)
	t.sayPlan(p)
}

// late hands in another request: the plan is stale until that has a place.
func (t *tour) late() {
	t.say("\n")
	t.submit(matching.Request{ID: another, Cohort: "s0001-1-1", Choices: []matching.Choice{{Tier: curriculum.Experience}}, Share: capacity.ShareSchool})
	t.sendStale()
	t.place(another)
}

func (t *tour) sendStale() {
	t.send(http.StatusConflict, "POST", "/publication", nil, nil)
	t.say("the plan is for an older problem\n")
}

// publish puts the plan into force; schools accept, but for one that declines and
// some that do not answer.
func (t *tour) publish() {
	t.say("\n")
	bookings := t.sendPublication()
	answered := 0
	for _, b := range bookings {
		event := matching.EventAccept
		switch {
		case b == 2:
			event = matching.EventDecline
		case int(b) > len(bookings)-3:
			continue
		}
		if t.err == nil {
			t.err = t.want(t.ctx, http.StatusOK, "POST", fmt.Sprintf("/bookings/%d/events", b), map[string]matching.Event{"event": event}, nil)
		}
		answered++
	}
	t.say("%-6s %-42s %d  %d answers, one of them declines\n", "POST", "/bookings/…/events", http.StatusOK, answered)
	var v requestView
	t.send(http.StatusOK, "GET", "/requests/"+early, nil, &v)
	t.sayRequest(v)
}

// sendPublication publishes, and returns the bookings that were proposed.
func (t *tour) sendPublication() (proposed []matching.BookingID) {
	var steps []matching.Step
	t.send(http.StatusOK, "POST", "/publication", map[string]int{"days": 14}, &steps)
	counts := map[matching.Event]int{}
	for _, s := range steps {
		counts[s.Event]++
		if s.Event == matching.EventPropose {
			proposed = append(proposed, s.Booking)
		}
	}
	t.say("%d visits proposed, %d called off; %d requests planned, %d waitlisted\n",
		counts[matching.EventPropose], counts[matching.EventCallOff], counts[matching.EventPlan], counts[matching.EventWaitlist])
	return proposed
}

func (t *tour) sayRequest(v requestView) {
	t.say("%s is %s", v.ID, v.State)
	for _, b := range v.Bookings {
		t.say("; booking %d in %s %s", b.ID, b.Slot, b.State)
	}
	t.say("\n")
}

// storm closes the center's area for three days: the plan is repaired and
// published again.
func (t *tour) storm() {
	t.say("\n")
	monday := capacity.DateOf(2026, time.September, 14)
	var clock struct{ Lapsed []matching.BookingID }
	t.send(http.StatusOK, "PUT", "/clock", map[string]capacity.Moment{"at": capacity.At(monday, 7*60)}, &clock)
	t.say("%d proposals lapse\n", len(clock.Lapsed))
	t.send(http.StatusCreated, "POST", "/closures", capacity.Closure{
		ID: "typhoon", Kind: capacity.Weather, Reason: "台风停课", Areas: []capacity.AreaID{"a01"},
		Times: capacity.Times{{Start: capacity.At(monday+2, 6*60+30), End: capacity.At(monday+5, 0)}},
	}, nil)
	t.say("a01 is closed from Wednesday to Friday\n")
	t.sendStale()

	var x matching.Replanned
	t.send(http.StatusOK, "POST", "/replan", order{Effort: tourEffort}, &x)
	causes, first := map[matching.Cause]int{}, -1
	for i, c := range x.Changes {
		if causes[c.Cause]++; c.Cause == matching.Forced && first < 0 && len(c.To) > 0 {
			first = i
		}
	}
	t.say("%d visits kept, %d touched; changes: %d forced, %d chosen, %d added\n",
		x.Kept, len(x.Touched), causes[matching.Forced], causes[matching.Chosen], causes[matching.Added])
	if t.err == nil && first < 0 {
		t.err = fmt.Errorf("nobody moves")
	}
	if t.err != nil {
		return
	}
	c := x.Changes[first]
	t.say("       %s moves from %s to %s: %s\n", c.Request, c.From[0].Slot, c.To[0].Slot, c.Why[0])
	t.sendPublication()
	var v requestView
	t.send(http.StatusOK, "GET", "/requests/"+string(c.Request), nil, &v)
	t.sayRequest(v)
}
