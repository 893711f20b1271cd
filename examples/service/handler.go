package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// routes are the endpoints; README.md has them in a table.
func (s *Service) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, answer := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                          s.overview,
		"GET /scenario":                     s.scenario,
		"GET /log":                          s.log,
		"PUT /clock":                        s.setClock,
		"GET /requests":                     s.listRequests,
		"POST /requests":                    s.submit,
		"GET /requests/{id}":                s.showRequest,
		"DELETE /requests/{id}":             s.withdraw,
		"GET /requests/{id}/explanation":    s.explain,
		"GET /requests/{id}/suggestions":    s.recommend,
		"POST /requests/{id}/place":         s.take,
		"GET /requests/{id}/counterfactual": s.counterfactual,
		"GET /plan":                         s.showPlan,
		"POST /plan":                        s.makePlan,
		"POST /replan":                      s.replan,
		"GET /publication":                  s.showPublication,
		"POST /publication":                 s.publish,
		"GET /bookings":                     s.listBookings,
		"GET /bookings/{id}":                s.showBooking,
		"POST /bookings/{id}/events":        s.happen,
		"POST /closures":                    s.closeFor,
		"DELETE /closures/{id}":             s.reopen,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := answer(w, r); err != nil {
				refuse(w, err)
			}
		})
	}
	return mux
}

// ServeHTTP answers one exchange.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, pattern := s.mux.Handler(r); pattern == "" {
		w = &plain{ResponseWriter: w} // no such path, or no such method there
	}
	s.mux.ServeHTTP(w, r)
}

// plain puts the refusals of http.ServeMux into the form of all others.
type plain struct{ http.ResponseWriter }

func (w *plain) WriteHeader(status int) {
	refuse(w.ResponseWriter, &refusal{Status: status, Detail: "README.md lists the paths and their methods"})
}

func (w *plain) Write(text []byte) (int, error) { return len(text), nil }

// respond writes a value as JSON.
func respond(w http.ResponseWriter, status int, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(append(text, '\n')) // who does not listen any more needs no answer
	return nil
}

// read reads the body, one JSON value or nothing at all.
func (s *Service) read(w http.ResponseWriter, r *http.Request, into any) error {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, s.limits.Body))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, err = d.Token(); err == nil {
			err = errors.New("more than one JSON value")
		}
	}
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case errors.As(err, new(*http.MaxBytesError)):
		return &refusal{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("the body has more than %d bytes", s.limits.Body)}
	}
	return &refusal{Status: http.StatusBadRequest, Detail: "the body cannot be read: " + err.Error()}
}

// number reads a parameter of the query.
func number(r *http.Request, name string, least, most, otherwise int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, &refusal{Status: http.StatusBadRequest, Detail: fmt.Sprintf("%s=%q is not a number from %d to %d", name, text, least, most)}
	}
	return n, nil
}
