package matching_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

// BenchmarkCheckBound measures both bounds of a generated district, without
// prices and with one for each request.
func BenchmarkCheckBound(b *testing.B) {
	for file := range scenario.Generate(scenario.M, scenario.Staff, 1) {
		p, err := file.Problem()
		if err != nil {
			b.Fatal(err)
		}
		priced := &matching.Certificate{Points: matching.Prices{Scale: 1}, Pupils: matching.Prices{Scale: 2}}
		for r := range p.Requests() {
			if r.Program == "" {
				priced.Points.List = append(priced.Points.List, matching.Price{Rule: rule.Choice, Request: r.ID, Price: 1500})
				priced.Pupils.List = append(priced.Pupils.List, matching.Price{Rule: rule.Choice, Request: r.ID, Price: 1})
			}
		}
		measure := func(name string, c *matching.Certificate) {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					bounds(b, p, c)
				}
			})
		}
		measure("without prices", nil)
		measure("with prices", priced)
	}
}
