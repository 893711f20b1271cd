package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestParallel lets 50 clients do at once whatever they like. What cannot be is
// refused as such, and in the end all that the service holds agrees.
func TestParallel(t *testing.T) {
	const clients, exchanges = 50, 8
	c := start(t, DefaultLimits())
	c.must(http.StatusOK, "POST", "/plan", order{Effort: small}, nil)
	var all sync.WaitGroup
	var mu sync.Mutex
	counts := map[string]int{}
	for i := range clients {
		all.Go(func() {
			x := caller{client: c.client, ctx: t.Context(), rng: rand.New(rand.NewPCG(1, uint64(i))), name: fmt.Sprintf("c%02d", i)}
			for range exchanges {
				x.exchange()
			}
			mu.Lock()
			defer mu.Unlock()
			for what, n := range x.done {
				counts[what] += n
			}
			for _, err := range x.errors {
				t.Errorf("%s: %v", x.name, err)
			}
		})
	}
	all.Wait()
	t.Log(counts)
	for _, what := range []string{"POST /requests 201", "POST /publication 200", "POST events 200"} {
		if counts[what] == 0 {
			t.Errorf("never %s", what)
		}
	}
	path := "/replan"
	if got, err := c.do(t.Context(), "GET", "/publication", nil); err != nil || got.Status != http.StatusOK {
		path = "/plan"
	}
	c.must(http.StatusOK, "POST", path, order{Effort: small}, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
}

// caller is one of many clients.
type caller struct {
	client
	ctx    context.Context
	rng    *rand.Rand
	name   string
	own    []matching.RequestID // handed in
	done   map[string]int
	errors []error
}

// send does an exchange whose outcome is one of those that are no fault of the
// service's: what was found has changed meanwhile, or is not there.
func (x *caller) send(what, method, path string, body, into any) bool {
	got, err := x.do(x.ctx, method, path, body)
	if err == nil {
		if x.done == nil {
			x.done = map[string]int{}
		}
		x.done[fmt.Sprint(what, " ", got.Status)]++
		switch got.Status {
		case http.StatusOK, http.StatusCreated:
			if into != nil {
				err = json.Unmarshal(got.Body, into)
			}
		case http.StatusNoContent:
		case http.StatusConflict, http.StatusServiceUnavailable:
			return false
		default:
			err = fmt.Errorf("%s %s: %d: %s", method, path, got.Status, got.Body)
		}
	}
	if err != nil {
		x.errors = append(x.errors, err)
	}
	return err == nil
}

// exchange does one of the things that clients do.
func (x *caller) exchange() {
	request := matching.RequestID(fmt.Sprintf("r%03d", 1+x.rng.IntN(197)))
	switch x.rng.IntN(12) {
	case 0, 1:
		r := asking(matching.RequestID(fmt.Sprint(x.name, "-", len(x.own))))
		if x.send("POST /requests", "POST", "/requests", r, nil) {
			x.own = append(x.own, r.ID)
		}
	case 2:
		if len(x.own) > 0 {
			i := x.rng.IntN(len(x.own))
			if x.send("DELETE request", "DELETE", "/requests/"+string(x.own[i]), nil, nil) {
				x.own = slices.Delete(x.own, i, i+1)
			}
		}
	case 3:
		x.send("GET explanation", "GET", fmt.Sprintf("/requests/%s/explanation", request), nil, nil)
	case 4:
		if len(x.own) > 0 {
			request = x.own[x.rng.IntN(len(x.own))]
		}
		var list []matching.Suggestion
		if x.send("GET suggestions", "GET", fmt.Sprintf("/requests/%s/suggestions?moves=1", request), nil, &list) && len(list) > 0 {
			x.send("POST place", "POST", fmt.Sprintf("/requests/%s/place", request), list[0], nil)
		}
	case 5:
		x.send("POST /plan", "POST", "/plan", order{Effort: small}, nil)
	case 6:
		x.send("POST /replan", "POST", "/replan", order{Effort: small}, nil)
	case 7:
		x.send("POST /publication", "POST", "/publication", nil, nil)
	case 8, 9:
		x.happen()
	case 10:
		x.storm()
	default:
		for _, path := range []string{"/", "/plan", "/scenario", "/log", "/requests", "/requests/" + string(request)} {
			x.send("GET", "GET", path, nil, nil)
		}
	}
}

// happen lets something happen to some booking.
func (x *caller) happen() {
	var list []matching.Booking
	if !x.send("GET /bookings", "GET", "/bookings", nil, &list) || len(list) == 0 {
		return
	}
	e := []matching.Event{matching.EventAccept, matching.EventAccept, matching.EventConfirm, matching.EventDecline, matching.EventCancel}[x.rng.IntN(5)]
	x.send("POST events", "POST", eventsOf(list[x.rng.IntN(len(list))]), event(e), nil)
}

// storm closes an area for a day, and half of the time opens it again.
func (x *caller) storm() {
	id := capacity.ClosureID(fmt.Sprint(x.name, "-", x.rng.Uint32()))
	day := capacity.DateOf(2026, 10, 12) + capacity.Date(x.rng.IntN(60))
	closure := capacity.Closure{ID: id, Areas: []capacity.AreaID{"a01"}, Times: capacity.Times{{From: day, To: day}}}
	if x.send("POST /closures", "POST", "/closures", closure, nil) && x.rng.IntN(2) == 0 {
		x.send("DELETE closure", "DELETE", "/closures/"+string(id), nil, nil)
	}
}
