package matching_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// factsOf returns every fact of a problem, in the order of its requests and
// offerings.
func factsOf(p *matching.Problem) []matching.Fact {
	var all []matching.Fact
	network, demand := p.Network().Spec(), p.Spec()
	calendar := map[capacity.CenterID]capacity.CalendarID{}
	for _, c := range network.Centers {
		calendar[c.ID] = c.Calendar
	}
	dates := map[capacity.Date]bool{}
	for _, c := range network.Calendars {
		for slot := range p.Network().Slots(c.ID) {
			dates[slot.Date] = true
		}
	}
	for _, o := range network.Offerings {
		for slot := range p.Network().Slots(calendar[o.Center]) {
			all = append(all, matching.Fact{Offering: o.ID, Slot: slot.ID})
		}
	}
	for _, room := range network.Rooms {
		for slot := range p.Network().Slots(calendar[room.Center]) {
			all = append(all, matching.Fact{Room: room.ID, Slot: slot.ID})
		}
	}
	for _, r := range demand.Requests {
		program, programmed := p.Program(r.Program)
		if programmed && !program.Whole || !programmed && r.Visits > 1 {
			continue
		}
		all = append(all, matching.Fact{Request: r.ID})
		if programmed {
			continue
		}
		for date := range dates {
			all = append(all, matching.Fact{Request: r.ID, Date: date})
		}
		if r.Parts > 1 {
			continue
		}
		for _, o := range network.Offerings {
			all = append(all, matching.Fact{Request: r.ID, Offering: o.ID})
			for slot := range p.Network().Slots(calendar[o.Center]) {
				all = append(all, matching.Fact{Request: r.ID, Offering: o.ID, Slot: slot.ID})
			}
		}
	}
	slices.SortFunc(all, compareFacts)
	return all
}

func compareFacts(a, b matching.Fact) int {
	return slices.Compare(
		[]string{string(a.Request), string(a.Offering), string(a.Room), string(a.Slot), a.Date.String()},
		[]string{string(b.Request), string(b.Offering), string(b.Room), string(b.Slot), b.Date.String()})
}

// isTrue reports whether a fact holds in a plan.
func isTrue(p *matching.Problem, plan *matching.Plan, f matching.Fact) bool {
	if f.Request == "" {
		return slices.ContainsFunc(plan.Sessions, func(s matching.Session) bool {
			o, _ := p.Network().Offering(s.Offering)
			return s.Slot == f.Slot && (s.Offering == f.Offering || slices.Contains(o.Rooms, f.Room))
		})
	}
	return slices.ContainsFunc(plan.Visits, func(v matching.Visit) bool {
		o, _ := p.Network().Offering(v.Offering)
		c, _ := p.Network().Center(o.Center)
		date := capacity.Date(0)
		for slot := range p.Network().Slots(c.Calendar) {
			if slot.ID == v.Slot {
				date = slot.Date
			}
		}
		return v.Request == f.Request && (f.Offering == "" || v.Offering == f.Offering) &&
			(f.Slot == "" || v.Slot == f.Slot) && (f.Date == 0 || date == f.Date)
	})
}

// mayBeNegative returns which prices may be negative in a case, apart from those
// of programs that must be whole, which always may.
func mayBeNegative(p *matching.Problem, facts []matching.Fact, holds []bool) func(matching.Price) bool {
	placed := map[matching.RequestID]bool{}
	used := map[matching.Price]bool{}
	for i, f := range facts {
		if !holds[i] {
			continue
		}
		placed[f.Request] = f.Request != ""
		switch {
		case f.Room != "":
			used[matching.Price{Rule: rule.Room, Room: f.Room, Slot: f.Slot}] = true
		case f.Request == "":
			o, _ := p.Network().Offering(f.Offering)
			used[matching.Price{Rule: rule.Room, Offering: f.Offering, Slot: f.Slot}] = true
			for _, room := range o.Rooms {
				used[matching.Price{Rule: rule.Room, Room: room, Slot: f.Slot}] = true
			}
		}
	}
	return func(x matching.Price) bool {
		x.Price = 0
		request, _ := p.Request(x.Request)
		program, _ := p.Program(request.Program)
		return program.Whole || placed[x.Request] || used[x]
	}
}

// drawCase draws prices for a case, more of them negative than of others.
func drawCase(src smallgen.Source, p *matching.Problem, negative func(matching.Price) bool) matching.Prices {
	prices := drawPrices(src, p, 3000)
	list := prices.List[:0]
	for _, x := range limitsOf(p) {
		i := slices.IndexFunc(prices.List, func(y matching.Price) bool { return x.Compare(y) == 0 })
		switch worth := int64(3000 * 20); {
		case negative(x) && src.IntN(4) > 0:
			if x.Rule != rule.Room {
				worth /= 20
			}
			x.Price = -int64(src.IntN(int(worth))) * prices.Scale
		case i < 0:
			continue
		default:
			x = prices.List[i]
		}
		list = append(slices.Clip(list), x)
	}
	prices.List = list
	return prices
}

// drawTree draws a tree of cases at random.
func drawTree(src smallgen.Source, p *matching.Problem, all []matching.Fact, facts []matching.Fact, holds []bool) *matching.Case {
	if len(all) == 0 || len(facts) == 4 || src.IntN(5) == 0 {
		if src.IntN(8) == 0 {
			return &matching.Case{}
		}
		return &matching.Case{Points: drawCase(src, p, mayBeNegative(p, facts, holds))}
	}
	f := all[src.IntN(len(all))]
	facts = append(slices.Clip(facts), f)
	return &matching.Case{
		Fact:  &f,
		Holds: drawTree(src, p, all, facts, append(slices.Clip(holds), true)),
		Fails: drawTree(src, p, all, facts, append(slices.Clip(holds), false)),
	}
}

// largestCase returns the largest bound of any case of a tree, each by itself.
func largestCase(t *testing.T, p *matching.Problem, c *matching.Case, facts []matching.Fact, holds []bool) int64 {
	if c.Fact == nil {
		b, err := matching.CaseForTest(p, facts, holds, c.Points)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	facts = append(slices.Clip(facts), *c.Fact)
	return max(
		largestCase(t, p, c.Holds, facts, append(slices.Clip(holds), true)),
		largestCase(t, p, c.Fails, facts, append(slices.Clip(holds), false)))
}

// TestCasesHold: whatever the facts and the prices are, no plan beats the bound,
// which is the largest of any case.
func TestCasesHold(t *testing.T) {
	problems, draws := uint64(100), 5
	if *full {
		problems, draws = 3000, 50
	}
	lower := 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		points, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			continue
		}
		src := smallgen.Seeded(seed)
		all := factsOf(p)
		weak := bounds(t, p, nil).Points
		for i := range draws {
			c := &matching.Certificate{Cases: drawTree(src, p, all, nil, nil)}
			before := fmt.Sprintf("%+v", cmp.Diff(nil, c))
			b := bounds(t, p, c).Points
			if b < points {
				t.Errorf("seed %d, draw %d: bound %d, but there is a plan with %d points", seed, i, b, points)
			}
			together, err := matching.BoundCasesForTest(p, c.Cases, nil)
			if want := largestCase(t, p, c.Cases, nil, nil); err != nil || together != want || b != min(together, weak) {
				t.Errorf("seed %d, draw %d: bound %d, of the cases %d (%v); each by itself proves %d, and no prices %d", seed, i, b, together, err, want, weak)
			}
			if b < weak {
				lower++
			}
			if diff := cmp.Diff(before, fmt.Sprintf("%+v", cmp.Diff(nil, c))); diff != "" {
				t.Fatalf("the certificate changed (-before +after):\n%s", diff)
			}
		}
	}
	if lower == 0 {
		t.Error("no bound was lower than without any: these trees test little")
	}
}

// TestCasesHoldForAny is TestCasesHold for problems and trees that shrink.
func TestCasesHoldForAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := smallgen.FromRapid(t)
		p := smallgen.Problem(src)
		points, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			t.Skip("too large for the oracle")
		}
		b, err := matching.CheckBound(p, &matching.Certificate{Cases: drawTree(src, p, factsOf(p), nil, nil)})
		if err != nil || b.Points < points {
			t.Errorf("%+v (%v), but there is a plan with %d points", b, err, points)
		}
	})
}

// fewer returns a good plan of a problem that leaves some requests out, nil
// without one.
func fewer(src smallgen.Source, p *matching.Problem) *matching.Plan {
	demand := p.Spec()
	if src.IntN(2) > 0 {
		out := map[matching.RequestID]bool{}
		for _, r := range demand.Requests {
			out[r.ID] = src.IntN(3) == 0
		}
		for _, x := range demand.Pins {
			out[x.Request] = false
		}
		demand.Requests = slices.DeleteFunc(demand.Requests, func(r matching.Request) bool { return out[r.ID] })
	}
	part, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		return nil
	}
	_, plan, ok := oracle.Best(part)
	if !ok {
		return nil
	}
	return plan
}

// TestCasesFall lowers the bound of the one case that a plan is in, step by step.
// Prices near the best are where a bound that is wrong shows, and those that may
// be negative are where cases differ from all plans.
func TestCasesFall(t *testing.T) {
	problems, draws, steps := uint64(100), 4, 60
	if *full {
		problems, draws, steps = 3000, 20, 300
	}
	met, tried, exact := 0, 0, 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		src := smallgen.Seeded(seed)
		all := factsOf(p)
		for i := range draws {
			plan := fewer(src, p)
			if plan == nil || len(all) == 0 {
				break
			}
			facts, holds := factsFor(src, p, all, plan)
			negative := mayBeNegative(p, facts, holds)
			list := limitsOf(p)
			best := int64(0)
			for step := range steps {
				before := slices.Clone(list)
				if step > 0 {
					changeCase(src, p, list, negative)
				}
				b, err := matching.CaseForTest(p, facts, holds, matching.Prices{Scale: 1, List: list})
				if err != nil {
					t.Fatal(err)
				}
				if b < plan.Points {
					t.Errorf("seed %d, draw %d: bound %d, but a plan with %d points is in the case\n%+v\n%v; prices:\n%+v", seed, i, b, plan.Points, facts, holds, list)
					break
				}
				if step == 0 || b <= best {
					best = b
				} else {
					list = before
				}
			}
			tried++
			if best == plan.Points {
				exact++
			}
			if slices.ContainsFunc(list, func(x matching.Price) bool { return x.Price < 0 }) {
				met++
			}
		}
	}
	t.Logf("%d of %d exact, %d with negative prices", exact, tried, met)
	if 20*met < tried || 20*exact < tried {
		t.Errorf("of %d bounds, %d are exact and %d have negative prices: these cases test little", tried, exact, met)
	}
}

// factsFor draws facts and says of each whether a plan has it; more that it has
// than all facts would.
func factsFor(src smallgen.Source, p *matching.Problem, all []matching.Fact, plan *matching.Plan) (facts []matching.Fact, holds []bool) {
	var has []matching.Fact
	for _, f := range all {
		if isTrue(p, plan, f) {
			has = append(has, f)
		}
	}
	for range 1 + src.IntN(4) {
		from := all
		if len(has) > 0 && src.IntN(2) > 0 {
			from = has
		}
		f := from[src.IntN(len(from))]
		facts, holds = append(facts, f), append(holds, isTrue(p, plan, f))
	}
	return facts, holds
}

// changeCase changes prices as changePrices does, or one that may be negative.
func changeCase(src smallgen.Source, p *matching.Problem, list []matching.Price, negative func(matching.Price) bool) {
	var may []int
	was := map[int]int64{}
	for i, x := range list {
		if negative(x) {
			may = append(may, i)
			was[i] = x.Price
		}
	}
	if len(may) > 0 && src.IntN(2) > 0 {
		x := &list[may[src.IntN(len(may))]]
		worth := 3000
		if x.Rule == rule.Room {
			worth *= 15
		}
		x.Price = int64(src.IntN(worth)) - int64(worth)*2/3
		return
	}
	changePrices(src, p, list)
	for i, n := range was { // it makes them 0
		if list[i].Price == 0 {
			list[i].Price = n
		}
	}
}
