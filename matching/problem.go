package matching

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Spec is the demand that [NewProblem] validates into a [Problem].
type Spec struct {
	AsOf         capacity.Moment     `json:"asOf,omitzero"`         // when the plan is made; 0 means before everything
	NoticeDays   int                 `json:"noticeDays,omitzero"`   // new visits start at least this many days after AsOf
	VisitsPerDay int                 `json:"visitsPerDay,omitzero"` // most visits of a cohort a day; 0 means 1
	Weights      Weights             `json:"weights,omitzero"`      // zero means DefaultWeights
	Programs     []Program           `json:"programs,omitzero"`
	Schools      []School            `json:"schools,omitzero"`
	Cohorts      []curriculum.Cohort `json:"cohorts,omitzero"`
	Requests     []Request           `json:"requests,omitzero"`
	Pins         []Pin               `json:"pins,omitzero"`
}

// Problem is a validated problem: a catalog, a network and the demand. It is
// immutable and safe for concurrent use.
type Problem struct {
	catalog  *curriculum.Catalog
	network  *capacity.Network
	spec     Spec // every list sorted by id, weights resolved
	programs map[ProgramID]int
	schools  map[curriculum.SchoolID]int
	cohorts  map[curriculum.CohortID]int
	requests map[RequestID]int
	cohortOf []int // by request
	schoolOf []int // by cohort

	fingerprint func() string // computes it once
}

// NewProblem validates the demand against a catalog and a network. The error
// is a [*finding.Error] with every finding, at paths such as
// "/requests/3/cohort". The spec is copied.
func NewProblem(catalog *curriculum.Catalog, network *capacity.Network, spec Spec) (*Problem, error) {
	var found finding.List
	spec.validate(catalog, network, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	p := &Problem{catalog: catalog, network: network, spec: spec.clone()}
	p.spec.sort()
	if p.spec.Weights.zero() {
		p.spec.Weights = DefaultWeights()
	}
	p.programs = make(map[ProgramID]int, len(p.spec.Programs))
	for i, g := range p.spec.Programs {
		p.programs[g.ID] = i
	}
	p.schools = make(map[curriculum.SchoolID]int, len(p.spec.Schools))
	for i, s := range p.spec.Schools {
		p.schools[s.ID] = i
	}
	p.cohorts = make(map[curriculum.CohortID]int, len(p.spec.Cohorts))
	p.schoolOf = make([]int, len(p.spec.Cohorts))
	for i, c := range p.spec.Cohorts {
		p.cohorts[c.ID], p.schoolOf[i] = i, p.schools[c.School]
	}
	p.requests = make(map[RequestID]int, len(p.spec.Requests))
	p.cohortOf = make([]int, len(p.spec.Requests))
	for i, r := range p.spec.Requests {
		p.requests[r.ID], p.cohortOf[i] = i, p.cohorts[r.Cohort]
	}
	p.fingerprint = sync.OnceValue(p.digest)
	return p, nil
}

// Catalog returns the problem's catalog.
func (p *Problem) Catalog() *curriculum.Catalog { return p.catalog }

// Network returns the problem's network.
func (p *Problem) Network() *capacity.Network { return p.network }

// Spec returns a copy of the demand, each list sorted by id, pins by request,
// slot and offering, weights resolved.
func (p *Problem) Spec() Spec { return p.spec.clone() }

// Weights returns the weights in force.
func (p *Problem) Weights() Weights {
	w := p.spec.Weights
	w.Rank = slices.Clone(w.Rank)
	return w
}

// Program returns a copy of the program, and false when there is none.
func (p *Problem) Program(id ProgramID) (Program, bool) {
	i, ok := p.programs[id]
	if !ok {
		return Program{}, false
	}
	return p.spec.Programs[i].clone(), true
}

// School returns the school, and false when there is none.
func (p *Problem) School(id curriculum.SchoolID) (School, bool) {
	i, ok := p.schools[id]
	if !ok {
		return School{}, false
	}
	return p.spec.Schools[i], true
}

// Cohort returns a copy of the cohort, and false when there is none.
func (p *Problem) Cohort(id curriculum.CohortID) (curriculum.Cohort, bool) {
	i, ok := p.cohorts[id]
	if !ok {
		return curriculum.Cohort{}, false
	}
	return p.spec.Cohorts[i].Clone(), true
}

// Request returns a copy of the request, and false when there is none.
func (p *Problem) Request(id RequestID) (Request, bool) {
	i, ok := p.requests[id]
	if !ok {
		return Request{}, false
	}
	return p.spec.Requests[i].clone(), true
}

// Requests yields copies of all requests by ascending id.
func (p *Problem) Requests() iter.Seq[Request] {
	return func(yield func(Request) bool) {
		for _, r := range p.spec.Requests {
			if !yield(r.clone()) {
				return
			}
		}
	}
}

func (r Request) clone() Request {
	r.Choices = slices.Clone(r.Choices)
	for i := range r.Choices {
		r.Choices[i].Times = r.Choices[i].Times.Clone()
	}
	r.Times = r.Times.Clone()
	return r
}

func (g Program) clone() Program {
	g.Components = slices.Clone(g.Components)
	for i := range g.Components {
		c := &g.Components[i]
		c.Courses, c.Majors, c.Occupations = slices.Clone(c.Courses), slices.Clone(c.Majors), slices.Clone(c.Occupations)
		c.Tags, c.Centers = slices.Clone(c.Tags), slices.Clone(c.Centers)
	}
	return g
}

func (s Spec) clone() Spec {
	s.Programs = slices.Clone(s.Programs)
	for i := range s.Programs {
		s.Programs[i] = s.Programs[i].clone()
	}
	s.Weights.Rank = slices.Clone(s.Weights.Rank)
	s.Schools = slices.Clone(s.Schools)
	s.Cohorts = slices.Clone(s.Cohorts)
	for i := range s.Cohorts {
		s.Cohorts[i] = s.Cohorts[i].Clone()
	}
	s.Requests = slices.Clone(s.Requests)
	for i := range s.Requests {
		s.Requests[i] = s.Requests[i].clone()
	}
	s.Pins = slices.Clone(s.Pins)
	for i := range s.Pins {
		s.Pins[i].Instructors = slices.Clone(s.Pins[i].Instructors)
	}
	return s
}

func (s *Spec) sort() {
	slices.SortFunc(s.Programs, func(a, b Program) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Schools, func(a, b School) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Cohorts, func(a, b curriculum.Cohort) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Requests, func(a, b Request) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Pins, func(a, b Pin) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Offering, b.Offering))
	})
}

func (w Weights) zero() bool {
	return w.Base == 0 && w.First == 0 && len(w.Rank) == 0 && w.Travel == 0 && w.TravelMost == 0 && w.Session == 0
}
