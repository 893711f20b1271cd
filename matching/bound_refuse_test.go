package matching_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// priceable is a problem with a limit of every kind.
func priceable(t testing.TB) *matching.Problem { return priceableOf(t, bare()) }

// priceableOf adds to a world what can have a price.
func priceableOf(t testing.TB, w *world) *matching.Problem {
	w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "c", Tier: curriculum.Experience, Delivery: curriculum.Online})
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "oc", Center: "hub", Course: "c"})
	w.demand.Programs = []matching.Program{
		{ID: "open", Components: []matching.Component{{Visits: 1}, {Visits: 1}}},
		{ID: "whole", Whole: true, Components: []matching.Component{{Visits: 1}}},
	}
	w.asks("q1", "k1", "a", nil)
	w.asks("q2", "k2", "a", nil).Program = "open"
	w.asks("q3", "k2", "b", nil).Program = "whole"
	w.center("hub").Headcount = 100
	w.capacity.Centers = append(w.capacity.Centers, capacity.Center{ID: "farm", Calendar: "halfdays"})
	w.capacity.Stocks = []capacity.Stock{{Center: "hub", Item: "kit", Units: 10}}
	w.capacity.Budgets = []capacity.Budget{{ID: "year", Line: "materials", Amount: 1000}}
	w.capacity.Fleets = []capacity.Fleet{{ID: "yellow", Buses: 1, Seats: 45}}
	w.capacity.Teams = []capacity.Team{{ID: "van", Center: "hub", Sessions: 1}}
	w.capacity.Quotas = []capacity.Quota{
		{ID: "all", Most: 1},
		{ID: "each", Schools: []curriculum.SchoolID{"s1"}, Scope: capacity.Each, Most: 1},
	}
	return w.problem(t)
}

// TestCheckBoundRefuses passes prices that are none of the problem's.
func TestCheckBoundRefuses(t *testing.T) {
	price := func(x matching.Price) matching.Prices {
		return matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Budget, Budget: "year"}, x}}
	}
	tests := []struct {
		name   string
		prices matching.Prices
		path   string
		says   string
	}{
		{"no scale", matching.Prices{List: []matching.Price{{Rule: rule.Choice, Request: "q1"}}}, "/scale", `"0" is out of range`},
		{"negative scale", matching.Prices{Scale: -1}, "/scale", `"-1" is out of range`},
		{"absurd scale", matching.Prices{Scale: math.MaxInt64}, "/scale", "use 1 to "},
		{"limit twice", price(matching.Price{Rule: rule.Budget, Budget: "year", Price: 1}), "/prices/1", "another price"},
		{"rule that limits nothing", price(matching.Price{Rule: rule.Seats}), "/prices/1/rule", `"R6" limits nothing`},
		{"no rule at all", price(matching.Price{Rule: 99}), "/prices/1/rule", "limits nothing"},
		{"no ids", price(matching.Price{Rule: rule.Room}), "/prices/1", `by ["room, slot" "offering, slot"]`},
		{"an id too many", price(matching.Price{Rule: rule.Budget, Budget: "year", Center: "hub"}), "/prices/1", `"center, budget"`},
		{"unknown cohort", price(matching.Price{Rule: rule.Books, Cohort: "k9"}), "/prices/1/cohort", `"k9"`},
		{"negative price of a first visit", price(matching.Price{Rule: rule.Books, Cohort: "k1", Price: -1}), "/prices/1/price", "negative"},
		{"unknown course", price(matching.Price{Rule: rule.Course, Cohort: "k1", Course: "d"}), "/prices/1/course", `"d"`},
		{"date without slots", price(matching.Price{Rule: rule.Clash, Cohort: "k1", Date: day(6)}), "/prices/1/date", "2026-09-06"},
		{"unknown request", price(matching.Price{Rule: rule.Choice, Request: "q9"}), "/prices/1/request", `"q9"`},
		{"request with a program", price(matching.Price{Rule: rule.Choice, Request: "q2"}), "/prices/1/rule", "use R11 with a program"},
		{"request without a program", price(matching.Price{Rule: rule.Program, Request: "q1"}), "/prices/1/rule", "and R3 without one"},
		{"negative price of a need", price(matching.Price{Rule: rule.Choice, Request: "q1", Price: -1}), "/prices/1/price", "negative"},
		{"component beyond the last", price(matching.Price{Rule: rule.Program, Request: "q2", Component: 2}), "/prices/1/component", "use 0 to 1"},
		{"component before the first", price(matching.Price{Rule: rule.Program, Request: "q2", Component: -1}), "/prices/1/component", "use 0 to 1"},
		{"negative price of a program that may be partial", price(matching.Price{Rule: rule.Program, Request: "q2", Price: -1}), "/prices/1/price", "need not be whole"},
		{"absurd negative price", price(matching.Price{Rule: rule.Program, Request: "q3", Price: math.MinInt64}), "/prices/1/price", "too much"},
		{"unknown room", price(matching.Price{Rule: rule.Room, Room: "rc", Slot: mondayAM}), "/prices/1/room", `"rc"`},
		{"unknown slot of a room", price(matching.Price{Rule: rule.Room, Room: "ra", Slot: "am"}), "/prices/1/slot", `"am"`},
		{"unknown offering", price(matching.Price{Rule: rule.Room, Offering: "od", Slot: mondayAM}), "/prices/1/offering", `"od"`},
		{"offering with rooms", price(matching.Price{Rule: rule.Room, Offering: "oa", Slot: mondayAM}), "/prices/1/offering", "has rooms"},
		{"unknown instructor", price(matching.Price{Rule: rule.Staff, Instructor: "tc"}), "/prices/1/instructor", `"tc"`},
		{"unknown calendar", price(matching.Price{Rule: rule.Staff, Instructor: "ta", Calendar: "days", Slot: mondayAM}), "/prices/1/calendar", `"days"`},
		{"slot without calendar", price(matching.Price{Rule: rule.Staff, Instructor: "ta", Slot: mondayAM}), "/prices/1", `"instructor, slot"`},
		{"Tuesday as a week", price(matching.Price{Rule: rule.Staff, Instructor: "ta", Week: day(8)}), "/prices/1/week", "no Monday"},
		{"week without slots", price(matching.Price{Rule: rule.Staff, Instructor: "ta", Week: day(14)}), "/prices/1/week", "without slots"},
		{"day of an instructor without slots", price(matching.Price{Rule: rule.Staff, Instructor: "ta", Date: day(9)}), "/prices/1/date", "without slots"},
		{"unknown center", price(matching.Price{Rule: rule.Headcount, Center: "web", Slot: mondayAM}), "/prices/1/center", `"web"`},
		{"center without a headcount", price(matching.Price{Rule: rule.Headcount, Center: "farm", Slot: mondayAM}), "/prices/1/center", "no headcount"},
		{"center of no stock", price(matching.Price{Rule: rule.Stock, Center: "web", Item: "kit"}), "/prices/1/center", `"web"`},
		{"item that is not limited", price(matching.Price{Rule: rule.Stock, Center: "farm", Item: "kit"}), "/prices/1/item", "no stock"},
		{"unknown budget", price(matching.Price{Rule: rule.Budget, Budget: "month"}), "/prices/1/budget", `"month"`},
		{"unknown fleet", price(matching.Price{Rule: rule.Transport, Fleet: "red", Calendar: "halfdays", Slot: mondayAM}), "/prices/1/fleet", `"red"`},
		{"unknown slot of a fleet", price(matching.Price{Rule: rule.Transport, Fleet: "yellow", Calendar: "halfdays", Slot: "am"}), "/prices/1/slot", `"am"`},
		{"unknown quota", price(matching.Price{Rule: rule.Quota, Quota: "none"}), "/prices/1/quota", `"none"`},
		{"quota for each without a school", price(matching.Price{Rule: rule.Quota, Quota: "each"}), "/prices/1/school", "for each"},
		{"school of a quota together", price(matching.Price{Rule: rule.Quota, Quota: "all", School: "s1"}), "/prices/1/school", "for together"},
		{"unknown school", price(matching.Price{Rule: rule.Quota, Quota: "each", School: "s9"}), "/prices/1/school", `"s9"`},
		{"unknown team", price(matching.Price{Rule: rule.Outreach, Team: "bus", Slot: mondayAM}), "/prices/1/team", `"bus"`},
	}
	p := priceable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for list, c := range map[string]*matching.Certificate{"/points": {Points: tt.prices}, "/pupils": {Pupils: tt.prices}} {
				got, err := matching.CheckBound(p, c)
				var refused *finding.Error
				if !errors.As(err, &refused) || got != (matching.Bound{}) {
					t.Fatalf("%+v, %v: not refused", got, err)
				}
				if len(refused.Findings) != 1 || refused.Findings[0].Path != list+tt.path || !strings.Contains(err.Error(), tt.says) || refused.Findings[0].Remedy == "" {
					t.Errorf("findings %v, want one with a remedy at %s that says %s", refused.Findings, list+tt.path, tt.says)
				}
			}
		})
	}
}

// TestCheckBoundRefusesAll says that one error holds every finding.
func TestCheckBoundRefusesAll(t *testing.T) {
	unknown := matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Budget, Budget: "b"}, {Rule: rule.Budget, Budget: "a"}}}
	_, err := matching.CheckBound(priceable(t), &matching.Certificate{Points: unknown, Pupils: unknown})
	var refused *finding.Error
	if !errors.As(err, &refused) || len(refused.Findings) != 4 {
		t.Errorf("error %v, want four findings", err)
	}
}

// TestCheckBoundTakesTheLargest makes sure that absurd prices weaken a bound
// and do not turn it around.
func TestCheckBoundTakesTheLargest(t *testing.T) {
	p := priceable(t)
	weak := bounds(t, p, nil)
	for _, x := range limitsOf(p) {
		for _, n := range []int64{math.MaxInt64, math.MaxInt64 - 1, math.MaxInt64 / 2} {
			x.Price = n
			for _, scale := range []int64{1, 1 << 30} {
				prices := matching.Prices{Scale: scale, List: []matching.Price{x}}
				b := bounds(t, p, &matching.Certificate{Points: prices, Pupils: prices})
				if b.Points < weak.Points || b.Pupils < weak.Pupils {
					t.Errorf("%+v: bound %+v, without it %+v", x, b, weak)
				}
			}
		}
	}
}

// TestCheckBoundRefusesTheLeast has a class of one: its component owes the price
// once, and even that is too much.
func TestCheckBoundRefusesTheLeast(t *testing.T) {
	w := bare()
	w.demand.Programs = []matching.Program{{ID: "whole", Whole: true, Components: []matching.Component{{Visits: 1}}}}
	w.cohort("k1").Size = 1
	w.asks("q1", "k1", "a", nil).Program = "whole"
	prices := matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Program, Request: "q1", Price: math.MinInt64}}}
	b, err := matching.CheckBound(w.problem(t), &matching.Certificate{Points: prices})
	var refused *finding.Error
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), "too much") {
		t.Errorf("%+v, %v: not refused", b, err)
	}
}
