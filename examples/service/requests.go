package main

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// requestView is a request and what became of it.
type requestView struct {
	ID       matching.RequestID `json:"id"`
	State    matching.State     `json:"state"`
	Request  *matching.Request  `json:"request,omitzero"` // as it was handed in; none once it is withdrawn
	Bookings []matching.Booking `json:"bookings,omitzero"`
}

func (s *Service) viewRequest(id matching.RequestID) requestView {
	v := requestView{ID: id, State: s.register.Request(id), Bookings: s.register.BookingsOf(id)}
	if r, ok := s.current.Load().problem.Request(id); ok {
		v.Request = &r
	}
	return v
}

func (s *Service) listRequests(w http.ResponseWriter, _ *http.Request) error {
	list := []requestView{}
	for id, state := range s.register.Requests() {
		list = append(list, requestView{ID: id, State: state})
	}
	return respond(w, http.StatusOK, list)
}

func (s *Service) showRequest(w http.ResponseWriter, r *http.Request) error {
	v := s.viewRequest(matching.RequestID(r.PathValue("id")))
	if v.State == 0 {
		return missing(fmt.Sprintf("no request %q was handed in", v.ID))
	}
	return respond(w, http.StatusOK, v)
}

// submit takes a request into the problem and the register, or says all that is
// wrong with it.
func (s *Service) submit(w http.ResponseWriter, r *http.Request) error {
	var request matching.Request
	if err := s.read(w, r, &request); err != nil {
		return err
	}
	err := s.change(func(now state) (state, error) {
		demand := now.problem.Spec()
		n := len(demand.Requests)
		if n >= s.limits.Requests {
			return now, conflict(fmt.Sprintf("%d requests are handed in, and no more are taken", n))
		}
		demand.Requests = append(demand.Requests, request)
		problem, err := matching.NewProblem(now.problem.Catalog(), now.problem.Network(), demand)
		if err != nil {
			return now, within(err, fmt.Sprintf("/requests/%d", n))
		}
		now.problem = problem
		return now, s.handIn(now.now, request.ID)
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/requests/"+string(request.ID))
	return respond(w, http.StatusCreated, s.viewRequest(request.ID))
}

// handIn takes a request through the register's first two steps.
func (s *Service) handIn(now capacity.Moment, id matching.RequestID) error {
	for _, event := range []matching.Event{matching.EventDraft, matching.EventSubmit} {
		if err := s.register.Apply(matching.Step{At: now, Event: event, Request: id}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) withdraw(w http.ResponseWriter, r *http.Request) error {
	id := matching.RequestID(r.PathValue("id"))
	if s.register.Request(id) == 0 {
		return missing(fmt.Sprintf("no request %q was handed in", id))
	}
	err := s.change(func(now state) (state, error) { return s.takeOut(now, id) })
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// takeOut withdraws a request: it is in the register as such, and in the problem
// no more.
func (s *Service) takeOut(now state, id matching.RequestID) (state, error) {
	demand := now.problem.Spec()
	demand.Requests = slices.DeleteFunc(demand.Requests, func(r matching.Request) bool { return r.ID == id })
	demand.Pins = slices.DeleteFunc(demand.Pins, func(p matching.Pin) bool { return p.Request == id })
	problem, err := matching.NewProblem(now.problem.Catalog(), now.problem.Network(), demand)
	if err != nil {
		return now, err
	}
	now.problem = problem
	return now, s.register.Apply(matching.Step{At: now.now, Event: matching.EventWithdraw, Request: id})
}
