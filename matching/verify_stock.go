package matching

import (
	"fmt"
	"iter"

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
	for o, pupils := range c.pupilsByOffering() {
		for _, need := range o.course.Consumables {
			key := shelf{o.center.ID, need.Item}
			used[key] = cappedSum(used[key], cappedProduct(pupils, int64(need.PerPupil)))
		}
	}
	for _, stock := range c.network.Stocks {
		if have := used[shelf{stock.Center, stock.Item}]; have > int64(stock.Units) {
			c.add(Violation{Rule: rule.Stock, Where: fmt.Sprintf("item %q at center %q", stock.Item, stock.Center),
				Want: fmt.Sprintf("at most %d units", stock.Units), Have: fmt.Sprint(have)})
		}
	}
}

// pupilsByOffering yields the offerings that have pupils, with their number in
// all sessions together.
func (c *checker) pupilsByOffering() iter.Seq2[*checkedOffering, int64] {
	return func(yield func(*checkedOffering, int64) bool) {
		sum := make([]int64, len(c.network.Offerings))
		for x := range c.parts() {
			sum[x.offering.at] = cappedSum(sum[x.offering.at], x.pupils)
		}
		for i, pupils := range sum {
			if pupils > 0 && !yield(c.offerings[c.network.Offerings[i].ID], pupils) {
				return
			}
		}
	}
}
