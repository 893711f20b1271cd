package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// refusal is an answer that says no: problem JSON after RFC 9457, with the
// library's evidence as members of its own.
type refusal struct {
	Title      string               `json:"title"`
	Status     int                  `json:"status"`
	Detail     string               `json:"detail,omitzero"`
	Findings   []wrong              `json:"findings,omitzero"`   // what is wrong with the body
	More       int                  `json:"more,omitzero"`       // findings that are not listed
	Violations []matching.Violation `json:"violations,omitzero"` // rules that the plan at hand breaks
	State      matching.State       `json:"state,omitzero"`      // of the request or booking
	Legal      []matching.Event     `json:"legal,omitzero"`      // what could happen to it instead
}

// wrong is a finding; its path leads into the body.
type wrong struct {
	Path    string `json:"path"`
	Value   string `json:"value,omitzero"`
	Problem string `json:"problem"`
	Remedy  string `json:"remedy,omitzero"`
}

func (r *refusal) Error() string { return r.Detail }

func conflict(detail string) error { return &refusal{Status: http.StatusConflict, Detail: detail} }

func missing(detail string) error { return &refusal{Status: http.StatusNotFound, Detail: detail} }

// mostViolations is how many of them are listed.
const mostViolations = 20

// refuse writes an error as problem JSON.
func refuse(w http.ResponseWriter, err error) {
	r := refusalOf(err)
	r.Title = http.StatusText(r.Status)
	r.Violations = r.Violations[:min(len(r.Violations), mostViolations)]
	w.Header().Set("Content-Type", "application/problem+json")
	if r.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.WriteHeader(r.Status)
	json.NewEncoder(w).Encode(r)
}

// refusalOf says what an error of the library means to a client.
func refusalOf(err error) refusal {
	var (
		own     *refusal
		bad     *finding.Error
		unknown *matching.RequestError
		stale   *matching.StaleError
		invalid *matching.PlanError
		pins    *matching.PinError
		order   *matching.OrderError
		size    *matching.SizeError
	)
	switch {
	case errors.As(err, &own):
		return *own
	case errors.As(err, &bad):
		r := refusal{Status: http.StatusUnprocessableEntity, Detail: "the body is not accepted; findings say what to correct", More: bad.More}
		for _, f := range bad.Findings {
			r.Findings = append(r.Findings, wrong{f.Path, f.Value, f.Problem, f.Remedy})
		}
		return r
	case errors.As(err, &unknown):
		return refusal{Status: http.StatusNotFound, Detail: err.Error()}
	case errors.As(err, &stale):
		return refusal{Status: http.StatusConflict, Detail: err.Error()}
	case errors.As(err, &invalid):
		return refusal{Status: http.StatusConflict, Violations: invalid.Violations,
			Detail: "the plan at hand does not hold any more, as the district has changed since; plan anew"}
	case errors.As(err, &pins):
		return refusal{Status: http.StatusConflict, Detail: err.Error(), Violations: pins.Violations}
	case errors.As(err, &order):
		return refusal{Status: http.StatusConflict, Detail: err.Error(), State: order.State, Legal: order.Legal}
	case errors.As(err, &size):
		return refusal{Status: http.StatusUnprocessableEntity, Detail: err.Error()}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return refusal{Status: http.StatusServiceUnavailable, Detail: "it was stopped before it was done, and nothing has changed"}
	}
	return refusal{Status: http.StatusInternalServerError, Detail: err.Error()}
}

// within turns the paths of findings about a whole problem into paths in one
// element of it, the body.
func within(err error, element string) error {
	var all *finding.Error
	if !errors.As(err, &all) {
		return err
	}
	own := &finding.Error{More: all.More}
	for _, f := range all.Findings {
		if rest, ok := strings.CutPrefix(f.Path, element); ok && (rest == "" || rest[0] == '/') {
			f.Path = rest
		}
		own.Findings = append(own.Findings, f)
	}
	return own
}
