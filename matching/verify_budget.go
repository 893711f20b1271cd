package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// checkBudget checks R14: what all visits at a budget's centers cost on its
// line is at most its amount.
func (c *checker) checkBudget() {
	type account struct {
		center capacity.CenterID
		line   curriculum.LineID
	}
	spent := map[account]int64{}
	for o, pupils := range c.pupilsByOffering() {
		for _, fee := range o.course.Fees {
			key := account{o.center.ID, fee.Line}
			spent[key] = cappedSum(spent[key], cappedProduct(pupils, int64(fee.PerPupil)))
		}
	}
	for _, budget := range c.network.Budgets {
		total := int64(0)
		for _, center := range c.network.Centers {
			if named(budget.Centers, center.ID) {
				total = cappedSum(total, spent[account{center.ID, budget.Line}])
			}
		}
		if total > int64(budget.Amount) {
			c.add(Violation{Rule: rule.Budget, Where: fmt.Sprintf("budget %q", budget.ID),
				Want: fmt.Sprintf("at most %s yuan on line %q", budget.Amount, budget.Line), Have: curriculum.Fen(total).String()})
		}
	}
}
