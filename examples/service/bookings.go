package main

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/matching"
)

func (s *Service) listBookings(w http.ResponseWriter, _ *http.Request) error {
	list := []matching.Booking{}
	for b := range s.register.Bookings() {
		list = append(list, b)
	}
	return respond(w, http.StatusOK, list)
}

// booking returns the booking that a path names.
func (s *Service) booking(r *http.Request) (matching.Booking, error) {
	n, _ := strconv.Atoi(r.PathValue("id"))
	b, ok := s.register.Booking(matching.BookingID(n))
	if !ok {
		return b, missing(fmt.Sprintf("no booking %q", r.PathValue("id")))
	}
	return b, nil
}

func (s *Service) showBooking(w http.ResponseWriter, r *http.Request) error {
	b, err := s.booking(r)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, b)
}

// happen lets something happen to a booking. A school that declines or cancels
// all that its request has is taken off the list with it, so that the next plan
// does not propose the same again.
func (s *Service) happen(w http.ResponseWriter, r *http.Request) error {
	b, err := s.booking(r)
	if err != nil {
		return err
	}
	var body struct {
		Event matching.Event     `json:"event"`
		By    matching.BookingID `json:"by,omitzero"`
	}
	if err := s.read(w, r, &body); err != nil {
		return err
	}
	err = s.change(func(now state) (state, error) {
		step := matching.Step{At: now.now, Event: body.Event, Booking: b.ID, By: body.By}
		if err := s.register.Apply(step); err != nil {
			return now, err
		}
		if body.Event != matching.EventDecline && body.Event != matching.EventCancel || s.stands(b.Request) {
			return now, nil
		}
		return s.takeOut(now, b.Request)
	})
	if err != nil {
		return err
	}
	b, _ = s.register.Booking(b.ID)
	return respond(w, http.StatusOK, b)
}

// stands reports whether a request has a visit that was not given up.
func (s *Service) stands(id matching.RequestID) bool {
	return slices.ContainsFunc(s.register.BookingsOf(id), func(b matching.Booking) bool { return !b.State.GivenUp() })
}
