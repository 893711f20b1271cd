package smallgen

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// Problem draws a problem. It panics when the problem is refused, since then
// the generator is wrong.
func Problem(src Source) *matching.Problem {
	return Build(Spec(src))
}

// Spec draws the three specs of a problem.
func Spec(src Source) (curriculum.Spec, capacity.Spec, matching.Spec) {
	d := start(src)
	courses := d.curriculum()
	network := d.capacity(courses)
	demand := d.demand(courses, &network)
	demand.Pins = d.pins(courses, network, &demand)
	return courses, network, demand
}

// Build joins three specs that must be valid, and panics when they are not.
func Build(courses curriculum.Spec, network capacity.Spec, demand matching.Spec) *matching.Problem {
	catalog, err := curriculum.NewCatalog(courses)
	if err != nil {
		panic(fmt.Sprintf("smallgen: curriculum refused: %v", err))
	}
	net, err := capacity.NewNetwork(network, catalog)
	if err != nil {
		panic(fmt.Sprintf("smallgen: capacity refused: %v", err))
	}
	p, err := matching.NewProblem(catalog, net, demand)
	if err != nil {
		panic(fmt.Sprintf("smallgen: demand refused: %v", err))
	}
	return p
}
