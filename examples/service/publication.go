package main

import (
	"fmt"
	"net/http"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// answerDays is how long schools have to answer, and mostAnswerDays the most that
// a publication can give them.
const (
	answerDays     = 14
	mostAnswerDays = 366
)

// publish puts the plan at hand into force, if it is for the district as it is
// now, and returns what that does to requests and visits.
func (s *Service) publish(w http.ResponseWriter, r *http.Request) error {
	body := struct {
		Days int `json:"days"` // to answer in
	}{answerDays}
	if err := s.read(w, r, &body); err != nil {
		return err
	}
	if body.Days < 1 || body.Days > mostAnswerDays {
		return &refusal{Status: http.StatusBadRequest, Detail: fmt.Sprintf("%d days to answer; want 1 to %d", body.Days, mostAnswerDays)}
	}
	var steps []matching.Step
	err := s.change(func(now state) (state, error) {
		if now.plan == nil {
			return now, noPlan()
		}
		before := len(s.register.Log(0))
		until := now.now + capacity.Moment(body.Days)*capacity.Moment(capacity.Midnight)
		if err := s.register.Publish(now.now, now.problem, now.plan.plan, until); err != nil {
			return now, err
		}
		steps = s.register.Log(before)
		now.published = now.plan
		return now, nil
	})
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, append([]matching.Step{}, steps...))
}

// setClock moves the time, to which proposals may lapse. Plans made before are
// for another time: they are made anew before they are published.
func (s *Service) setClock(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		At capacity.Moment `json:"at"`
	}
	if err := s.read(w, r, &body); err != nil {
		return err
	}
	lapsed := []matching.BookingID{}
	err := s.change(func(now state) (state, error) {
		if body.At < now.now {
			return now, conflict(fmt.Sprintf("it is %v, and time does not run backward", now.now))
		}
		demand := now.problem.Spec()
		demand.AsOf = body.At
		problem, err := matching.NewProblem(now.problem.Catalog(), now.problem.Network(), demand)
		if err != nil {
			return now, within(err, "/asOf")
		}
		lapsed = append(lapsed, s.register.Lapse(body.At)...)
		now.now, now.problem = body.At, problem
		return now, nil
	})
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, struct {
		Now    capacity.Moment      `json:"now"`
		Lapsed []matching.BookingID `json:"lapsed"`
	}{body.At, lapsed})
}
