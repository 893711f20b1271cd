package main

import (
	"bytes"
	"net/http"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// planView is a plan in short.
type planView struct {
	Problem  string          `json:"problem"` // the fingerprint of the problem that it is for
	Current  bool            `json:"current"` // whether that is the district as it is now
	Status   matching.Status `json:"status"`
	Stopped  matching.Stop   `json:"stopped"`
	Points   int64           `json:"points"`
	Bound    int64           `json:"bound"`
	Visits   int             `json:"visits"`
	Unplaced int             `json:"unplaced"` // visits that are missing
}

// view puts a plan in short; nil where there is none.
func (s *Service) view(at *made) *planView {
	if at == nil {
		return nil
	}
	p := at.plan
	v := &planView{
		Problem: p.Problem, Current: p.Problem == s.current.Load().problem.Fingerprint(),
		Status: p.Status, Stopped: p.Stats.Stopped, Points: p.Points, Bound: p.Bound,
	}
	for i := range p.Visits {
		if p.Visits[i].Part == 0 {
			v.Visits++
		}
	}
	for i := range p.Unplaced {
		v.Unplaced += p.Unplaced[i].Visits
	}
	return v
}

// overview says where the term stands.
func (s *Service) overview(w http.ResponseWriter, _ *http.Request) error {
	at := s.current.Load()
	requests := 0
	for range at.problem.Requests() {
		requests++
	}
	return respond(w, http.StatusOK, struct {
		Name      string          `json:"name"`
		Now       capacity.Moment `json:"now"`
		Problem   string          `json:"problem"` // its fingerprint
		Requests  int             `json:"requests"`
		Plan      *planView       `json:"plan,omitzero"`      // at hand
		Published *planView       `json:"published,omitzero"` // in force
		Searches  load            `json:"searches"`
		Questions load            `json:"questions"`
	}{s.name, at.now, at.problem.Fingerprint(), requests, s.view(at.plan), s.view(at.published), s.searches.load(), s.questions.load()})
}

// scenario writes the district as it is now as a scenario file.
func (s *Service) scenario(w http.ResponseWriter, _ *http.Request) error {
	p := s.current.Load().problem
	var text bytes.Buffer
	err := scenario.Write(&text, &scenario.File{
		Name: s.name, Curriculum: p.Catalog().Spec(), Capacity: p.Network().Spec(), Demand: p.Spec(),
	})
	return file(w, &text, err)
}

func (s *Service) showPlan(w http.ResponseWriter, _ *http.Request) error {
	return planFile(w, s.current.Load().plan, noPlan())
}

func (s *Service) showPublication(w http.ResponseWriter, _ *http.Request) error {
	return planFile(w, s.current.Load().published, conflict("no plan is in force yet; POST /publication publishes one"))
}

// planFile writes a plan as a plan file.
func planFile(w http.ResponseWriter, at *made, none error) error {
	if at == nil {
		return none
	}
	var text bytes.Buffer
	err := scenario.WritePlan(&text, at.plan)
	return file(w, &text, err)
}

func file(w http.ResponseWriter, text *bytes.Buffer, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	text.WriteTo(w)
	return nil
}

// log writes the register's steps, for a client that keeps them: those from an
// index on.
func (s *Service) log(w http.ResponseWriter, r *http.Request) error {
	from, err := number(r, "from", 0, 1<<30, 0)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, append([]matching.Step{}, s.register.Log(from)...))
}
