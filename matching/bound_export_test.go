package matching

import (
	"context"
	"math"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// CertificateForTest returns prices near the best, and the bound on points that
// the search makes of them.
func CertificateForTest(p *Problem, steps int) (*Certificate, int64, error) {
	c, err := compile(context.Background(), p)
	if err != nil {
		return nil, 0, err
	}
	points := relax.New(c.model, never)
	heads := points.Heads()
	price, least := points.NewEvaluator().Descend(nil, 0, steps, func([]int64, int64) {}, never)
	crowd, _ := heads.NewEvaluator().Descend(nil, 0, steps, func([]int64, int64) {}, never)
	return &Certificate{
		Points: c.prices(engine.Prices{Relaxed: points, Prices: price}, never),
		Pupils: c.prices(engine.Prices{Relaxed: heads, Prices: crowd}, never),
	}, least / points.Scale, nil
}

// CheckForTest computes the bound on points of a certificate until stop says so,
// twice. It returns the options that there are as well.
func CheckForTest(p *Problem, c *Certificate, stop func() bool) (bound int64, options int, err error) {
	x, err := compile(context.Background(), p)
	if err != nil {
		return 0, 0, err
	}
	for a := range x.model.Asks {
		options += len(x.model.Asks[a].Arcs)
	}
	v := &prover{compiler: x, stop: stop}
	if _, err := v.boundOf(c); err != nil {
		return 0, options, err
	}
	bound, err = v.boundOf(c)
	return bound, options, err
}

// BoundCasesForTest computes the bound of a tree of cases until stop says so.
func BoundCasesForTest(p *Problem, c *Case, stop func() bool) (int64, error) {
	r, err := newRelaxation(p, nil)
	if err != nil {
		return 0, err
	}
	r.stop = stop
	return r.boundCases(c)
}

// SameCases compares two trees of cases.
var SameCases = sameCases

// ErrEnded is the error of a check that stop has ended.
var ErrEnded = errEnded

// ProveForTest is how a search ends that finds two lists of prices: after it has
// had the first checked or not, by what, and in a context that has ended or not.
type ProveForTest struct {
	Checked bool
	Stop    Stop
	Ended   bool
}

// ProvedForTest is an empty plan with what was proven, both certificates, and
// whether a check was begun.
type ProvedForTest struct {
	*Plan
	First, Last *Certificate
	Built       bool
}

// Run ends the search.
func (x ProveForTest) Run(p *Problem) (ProvedForTest, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c, err := compile(ctx, p)
	if err != nil {
		return ProvedForTest{}, err
	}
	r := relax.New(c.model, never)
	e := r.NewEvaluator()
	prices := func(steps int) engine.Prices {
		list, _ := e.Descend(nil, 0, steps, func([]int64, int64) {}, never)
		return engine.Prices{Relaxed: r, Prices: list}
	}
	first, last := prices(5), prices(20)
	v := c.newProver(ctx)
	if x.Checked {
		v.check(v.certificateOf(first, engine.Prices{}, v.cases(first)))
	}
	if x.Ended {
		cancel()
	}
	found := &engine.Result{Points: last, Stop: search.Ended}
	if x.Stop == Effort {
		found.Stop = search.Effort
	}
	plan := &Plan{Bound: math.MaxInt64, Stats: Stats{Stopped: x.Stop}}
	err = v.prove(ctx, plan, found)
	return ProvedForTest{plan, &Certificate{Points: c.prices(first, never)}, &Certificate{Points: c.prices(last, never)}, v.relaxed != nil}, err
}

// CaseForTest returns the bound on points of the one case in which some facts hold
// and the others do not.
func CaseForTest(p *Problem, facts []Fact, holds []bool, prices Prices) (int64, error) {
	r, err := newRelaxation(p, nil)
	if err != nil {
		return 0, err
	}
	var found finding.List
	x := &cases{relaxation: r, found: &found, hostsOf: r.hostsOf()}
	for i := range facts {
		d, _ := x.decide(&facts[i], "/fact")
		d.holds = holds[i]
		x.way = append(x.way, d)
	}
	most := int64(0)
	if found.Len() == 0 {
		most = x.leaf(&Case{Points: prices}, "")
	}
	return most, found.Err()
}
