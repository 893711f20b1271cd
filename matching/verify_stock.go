package matching

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

// shelf is an item at a center.
type shelf struct {
	center capacity.CenterID
	item   curriculum.ItemID
}

// checkStock checks R13: what all visits at a center use of an item is at most
// its stock.
func (c *checker) checkStock() {
	used := map[shelf]int64{}
	for x := range c.parts() {
		for _, need := range x.session.course.Consumables {
			key := shelf{x.session.center.ID, need.Item}
			used[key] = cappedSum(used[key], cappedProduct(x.pupils, int64(need.PerPupil)))
		}
	}
	for _, stock := range c.network.Stocks {
		if have := used[shelf{stock.Center, stock.Item}]; have > int64(stock.Units) {
			c.add(Violation{Rule: rule.Stock, Where: fmt.Sprintf("item %q at center %q", stock.Item, stock.Center),
				Want: fmt.Sprintf("at most %d units", stock.Units), Have: fmt.Sprint(have)})
		}
	}
}
