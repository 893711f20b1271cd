package main

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// mostClosures is how many there can be at a time.
const mostClosures = 1_000

// closeFor closes areas, centers or rooms. What was published there stands until
// it is replanned and published anew.
func (s *Service) closeFor(w http.ResponseWriter, r *http.Request) error {
	var closure capacity.Closure
	if err := s.read(w, r, &closure); err != nil {
		return err
	}
	err := s.change(func(now state) (state, error) {
		supply := now.problem.Network().Spec()
		n := len(supply.Closures)
		if n >= mostClosures {
			return now, conflict(fmt.Sprintf("there are %d closures, and no more are taken", n))
		}
		supply.Closures = append(supply.Closures, closure)
		next, err := now.supplied(supply)
		return next, within(err, fmt.Sprintf("/closures/%d", n))
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/closures/"+string(closure.ID))
	return respond(w, http.StatusCreated, closure)
}

func (s *Service) reopen(w http.ResponseWriter, r *http.Request) error {
	id := capacity.ClosureID(r.PathValue("id"))
	err := s.change(func(now state) (state, error) {
		supply := now.problem.Network().Spec()
		n := len(supply.Closures)
		supply.Closures = slices.DeleteFunc(supply.Closures, func(c capacity.Closure) bool { return c.ID == id })
		if len(supply.Closures) == n {
			return now, missing(fmt.Sprintf("no closure %q", id))
		}
		return now.supplied(supply)
	})
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// supplied returns the state with another supply.
func (now state) supplied(supply capacity.Spec) (state, error) {
	network, err := capacity.NewNetwork(supply, now.problem.Catalog())
	if err != nil {
		return now, err
	}
	now.problem, err = matching.NewProblem(now.problem.Catalog(), network, now.problem.Spec())
	return now, err
}
