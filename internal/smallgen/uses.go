package smallgen

import (
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// Uses lists the rules that decide the problem's optimum: without the rule it
// would have more points. Rules for which the oracle gives up are left out.
func Uses(p *matching.Problem) []rule.Rule {
	best, plan, ok := oracle.Best(p)
	if !ok || plan == nil {
		return nil
	}
	var uses []rule.Rule
	for r := range rule.All() {
		if points, _, ok := oracle.Without(p, r); ok && points > best {
			uses = append(uses, r)
		}
	}
	return uses
}
