package matching_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/internal/smallgen"
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

// BenchmarkCases measures what a case with prices costs on small districts: those
// of all plans, near the best, in a hundred cases.
func BenchmarkCases(b *testing.B) {
	for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply, scenario.Ample} {
		p := generated(b, scenario.S, regime, 1)
		c, _, err := matching.CertificateForTest(p, 3000)
		if err != nil {
			b.Fatal(err)
		}
		facts := factsOf(p)
		src := smallgen.Seeded(1)
		tree := &matching.Case{Points: c.Points}
		for range 100 {
			tree = &matching.Case{Fact: &facts[src.IntN(len(facts))], Holds: &matching.Case{Points: c.Points}, Fails: tree}
		}
		b.Run(regime.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := matching.BoundCasesForTest(p, tree, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(101*b.N), "µs/case")
		})
	}
}
