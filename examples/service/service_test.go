package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestReadme keeps the README's figures the same as the program's.
func TestReadme(t *testing.T) {
	var out strings.Builder
	if err := run(t.Context(), &out, "", ""); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, out.String())
}

// tester is a client that fails its test.
type tester struct {
	*testing.T
	client
	service *Service
}

// start serves a small district until the test ends.
func start(t *testing.T, limits Limits) tester {
	t.Helper()
	file, err := open("")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(file, limits)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return tester{t, client{server.Client(), server.URL}, s}
}

// must does an exchange that must have a status.
func (t tester) must(status int, method, path string, body, into any) {
	t.Helper()
	if err := t.want(t.Context(), status, method, path, body, into); err != nil {
		t.Fatal(err)
	}
}

// event is the body of what happens to a booking.
func event(e matching.Event) map[string]matching.Event { return map[string]matching.Event{"event": e} }

// asking is a request of a rural class, whose visits no quota limits.
func asking(id matching.RequestID) matching.Request {
	return matching.Request{ID: id, Cohort: "s0001-2-1", Choices: []matching.Choice{{Tier: curriculum.Experience}}, Share: capacity.ShareAnyone}
}

const small = 20_000 // effort of a search

// check reads all that the service holds, as a client would, and compares it.
func (t tester) check() {
	t.Helper()
	problem, plan := t.problem(), t.plan("/plan")
	if plan.Problem != problem.Fingerprint() {
		t.Errorf("the plan at hand is for %.12s, the problem is %.12s", plan.Problem, problem.Fingerprint())
	}
	for _, v := range matching.Verify(problem, plan) {
		t.Errorf("the plan at hand: %v", v)
	}
	if diff := cmp.Diff(plan.Visits, t.plan("/publication").Visits); diff != "" {
		t.Errorf("the plan in force is not the one at hand (-at hand +in force):\n%s", diff)
	}
	t.checkBookings(problem, plan)
	t.checkRequests(problem, plan)
	t.checkLog()
}

func (t tester) problem() *matching.Problem {
	t.Helper()
	var text json.RawMessage
	t.must(http.StatusOK, "GET", "/scenario", nil, &text)
	_, problem, err := scenario.Load(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return problem
}

func (t tester) plan(path string) *matching.Plan {
	t.Helper()
	var text json.RawMessage
	t.must(http.StatusOK, "GET", path, nil, &text)
	plan, err := scenario.ReadPlan(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func (t tester) bookings() (list []matching.Booking) {
	t.Helper()
	t.must(http.StatusOK, "GET", "/bookings", nil, &list)
	return list
}

// checkBookings: what stands is what the plan in force has, each visit once.
func (t tester) checkBookings(problem *matching.Problem, plan *matching.Plan) {
	t.Helper()
	key := func(id matching.RequestID, center capacity.CenterID, slot capacity.SlotID) string {
		return fmt.Sprint(id, " at ", center, " in ", slot)
	}
	var planned, booked []string
	for _, v := range plan.Visits {
		if offering, _ := problem.Network().Offering(v.Offering); v.Part == 0 {
			planned = append(planned, key(v.Request, offering.Center, v.Slot))
		}
	}
	for _, b := range t.bookings() {
		if !b.State.GivenUp() {
			booked = append(booked, key(b.Request, b.Center, b.Slot))
		}
	}
	slices.Sort(planned)
	slices.Sort(booked)
	if diff := cmp.Diff(planned, booked); diff != "" {
		t.Errorf("the bookings that stand are not the plan's visits (-plan +register):\n%s", diff)
	}
}

// checkRequests: every request that was handed in and not withdrawn is in the
// problem, and placed or listed.
func (t tester) checkRequests(problem *matching.Problem, plan *matching.Plan) {
	t.Helper()
	lacks := map[matching.RequestID]bool{}
	for _, u := range plan.Unplaced {
		lacks[u.Request] = true
	}
	has := map[matching.RequestID]bool{}
	for _, v := range plan.Visits {
		has[v.Request] = true
	}
	var list []requestView
	t.must(http.StatusOK, "GET", "/requests", nil, &list)
	if len(list) < 197 {
		t.Errorf("%d requests, want all", len(list))
	}
	for _, v := range list {
		_, known := problem.Request(v.ID)
		want := matching.StatePlanned
		switch {
		case v.State == matching.StateWithdrawn:
			want = v.State
		case lacks[v.ID]:
			want = matching.StateWaitlisted
		}
		if v.State != want || known == (v.State == matching.StateWithdrawn) || known && !has[v.ID] && !lacks[v.ID] {
			t.Errorf("%s is %s, want %s; in the problem: %v, placed: %v, listed: %v", v.ID, v.State, want, known, has[v.ID], lacks[v.ID])
		}
	}
}

// checkLog: the steps make the same register.
func (t tester) checkLog() {
	t.Helper()
	var steps []matching.Step
	t.must(http.StatusOK, "GET", "/log", nil, &steps)
	again, err := matching.Replay(steps)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(t.bookings(), slices.Collect(again.Bookings())); diff != "" {
		t.Errorf("the log makes other bookings (-service +log):\n%s", diff)
	}
}
