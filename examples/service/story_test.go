package main

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestTerm drives a term through all that can happen, and checks after each
// publication that register, plan and problem agree.
func TestTerm(t *testing.T) {
	c := start(t, DefaultLimits())
	search := order{Effort: small}
	c.must(http.StatusConflict, "GET", "/plan", nil, nil)
	c.must(http.StatusOK, "POST", "/plan", search, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
	c.must(http.StatusConflict, "POST", "/plan", search, nil) // one is in force

	bookings := c.bookings()
	for _, b := range bookings[:len(bookings)-5] {
		c.must(http.StatusOK, "POST", eventsOf(b), event(matching.EventAccept), nil)
	}
	given := bookings[0]
	c.must(http.StatusOK, "POST", eventsOf(given), event(matching.EventCancel), nil)
	c.must(http.StatusConflict, "POST", "/publication", nil, nil) // its request is withdrawn
	c.must(http.StatusOK, "POST", "/replan", search, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()

	// Mid-September: what was not answered lapses, and the next two weeks are frozen.
	var clock struct{ Lapsed []matching.BookingID }
	var open []matching.BookingID
	for _, b := range c.bookings() {
		if b.State == matching.StateProposed {
			open = append(open, b.ID)
		}
	}
	monday := capacity.DateOf(2026, time.September, 14)
	c.must(http.StatusOK, "PUT", "/clock", map[string]capacity.Moment{"at": capacity.At(monday, 7*60)}, &clock)
	if diff := cmp.Diff(open, clock.Lapsed); diff != "" {
		t.Errorf("what lapses is not what nobody answered (-open +lapsed):\n%s", diff)
	}
	c.must(http.StatusOK, "POST", "/replan", search, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
	frozen := c.problem().Spec().Pins
	if len(frozen) == 0 {
		t.Fatal("no visit is frozen, so that the storm shows nothing")
	}

	// A storm over what was frozen by the last replan, which has to move.
	storm := capacity.Closure{ID: "typhoon", Kind: capacity.Weather, Areas: []capacity.AreaID{"a01"},
		Times: capacity.Times{{Start: capacity.At(monday, 12*60), End: capacity.At(monday+12, 0)}}}
	c.must(http.StatusCreated, "POST", "/closures", storm, nil)
	c.must(http.StatusConflict, "POST", "/publication", nil, nil)
	var x matching.Replanned
	c.must(http.StatusOK, "POST", "/replan", search, &x)
	if len(x.Touched) == 0 {
		t.Error("nothing is touched by the storm")
	}
	for _, touched := range x.Touched {
		if !slices.ContainsFunc(x.Changes, func(c matching.Replace) bool { return c.Request == touched.Request && c.Cause == matching.Forced }) {
			t.Errorf("%s is touched in %s, and no change of it is forced", touched.Request, touched.Slot)
		}
	}
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
	c.must(http.StatusNoContent, "DELETE", "/closures/typhoon", nil, nil)
	c.must(http.StatusOK, "POST", "/replan", search, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
}

// eventsOf is where things happen to a booking.
func eventsOf(b matching.Booking) string { return fmt.Sprintf("/bookings/%d/events", b.ID) }

// TestPlace: a request that came after the plan has a place by asking for it,
// beside others that came too, and once.
func TestPlace(t *testing.T) {
	c := start(t, DefaultLimits())
	c.must(http.StatusOK, "POST", "/plan", order{Effort: small}, nil)
	before := c.plan("/plan")
	c.must(http.StatusCreated, "POST", "/requests", asking("n1"), nil)
	c.must(http.StatusCreated, "POST", "/requests", asking("n2"), nil)
	c.must(http.StatusConflict, "GET", "/requests/n1/explanation", nil, nil)
	c.must(http.StatusConflict, "POST", "/publication", nil, nil)

	var list []matching.Suggestion
	c.must(http.StatusOK, "GET", "/requests/n1/suggestions?moves=1&most=3", nil, &list)
	if len(list) != 3 {
		t.Fatalf("%d suggestions, want 3", len(list))
	}
	c.must(http.StatusOK, "POST", "/requests/n1/place", list[1], nil)
	c.must(http.StatusConflict, "POST", "/requests/n1/place", list[1], nil)
	c.must(http.StatusOK, "GET", "/requests/n1/explanation", nil, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	c.check()
	plan := c.plan("/publication")
	if len(plan.Visits) != len(before.Visits)+1 || !slices.Contains(plan.Visits, list[1].Visit[0]) {
		t.Errorf("%d visits, want the %d before and %+v", len(plan.Visits), len(before.Visits), list[1].Visit[0])
	}
	var got requestView
	c.must(http.StatusOK, "GET", "/requests/n2", nil, &got)
	if got.State != matching.StateWaitlisted {
		t.Errorf("n2 is %s, want waitlisted", got.State)
	}
}
