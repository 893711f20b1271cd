package matching_test

import (
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

func counterfactuals(t *testing.T, p *matching.Problem, plan *matching.Plan, id matching.RequestID, leeway matching.Leeway) []matching.Counterfactual {
	t.Helper()
	list, incomplete, err := matching.Counterfactuals(t.Context(), p, plan, id, leeway)
	if err != nil {
		t.Fatal(err)
	}
	if len(incomplete) > 0 {
		t.Errorf("incomplete: %v", incomplete)
	}
	return list
}

// TestCounterfactuals: with each change offered, the oracle finds a plan that
// keeps every visit where it is and gives the request one more; where others
// move, the plan offered is one in which nobody has less.
func TestCounterfactuals(t *testing.T) {
	problems := uint64(300)
	if *full {
		problems = 1000
	}
	least := 0
	kept, moves := map[matching.RemedyKind]int{}, map[matching.RemedyKind]int{}
	for seed := range problems {
		courses, network, demand := smallgen.Spec(smallgen.Seeded(seed / 2))
		for i := range demand.Requests {
			demand.Requests[i].Parts *= int(seed % 2) // half of the problems have no splits, so that some would help
		}
		p, err := rebuilt(courses, network, demand)
		if err != nil {
			continue // a split visit is pinned
		}
		plan, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			continue // the pins cannot be kept
		}
		for _, u := range plan.Unplaced {
			for most := range 2 {
				for _, x := range counterfactuals(t, p, plan, u.Request, matching.Leeway{Moves: most}) {
					checkPinsTogether(t, p, x.Problem)
					checkSuggestion(t, x.Problem, plan, u.Request, &x.Place, most)
					count := kept
					if moved(&x.Place) > 0 {
						count = moves
					}
					for i, c := range x.Changes {
						if slices.Contains(x.Changes[:i], c) {
							t.Errorf("seed %d: %v names a change twice", seed, x.Changes)
						}
						count[c.Kind]++
					}
					v := x.Place.Visit[0]
					r, _ := p.Request(u.Request)
					if most > 0 || len(x.Place.Visit) > 1 || r.Program != "" {
						continue
					}
					can, ok := joins(x.Problem, plan, u.Request, matching.Alternative{Offering: v.Offering, Slot: v.Slot}, false)
					if ok && !can {
						t.Errorf("seed %d: %v is said to give %s %s in %s; the oracle says no", seed, x.Changes, u.Request, v.Offering, v.Slot)
					}
					if len(x.Changes) != 1 {
						continue
					}
					less, ok := oneLess(x.Problem, x.Changes[0])
					if !ok {
						continue
					}
					least++
					if can, ok := joins(less, plan, u.Request, matching.Alternative{Offering: v.Offering, Slot: v.Slot}, false); ok && can {
						t.Errorf("seed %d: one less than %v gives %s %s in %s as well", seed, x.Changes, u.Request, v.Offering, v.Slot)
					}
				}
			}
		}
	}
	t.Log(kept, moves, least)
	if len(kept) < 10 || len(moves) < 4 || least < 40 {
		t.Errorf("only %v without moves, and %v with", kept, moves)
	}
}

// oneLess returns the problem with one less of what a remedy has added, and false
// where it does not count.
func oneLess(p *matching.Problem, r matching.Remedy) (*matching.Problem, bool) {
	supply := p.Network().Spec()
	switch r.Kind {
	case matching.RaiseQuota:
		for i := range supply.Quotas {
			if q := &supply.Quotas[i]; string(q.ID) == r.Of {
				q.Most--
			}
		}
	case matching.RaiseHeadcount:
		for i := range supply.Centers {
			if c := &supply.Centers[i]; string(c.ID) == r.Of {
				c.Headcount--
			}
		}
	case matching.MoreStock:
		for i := range supply.Stocks {
			if s := &supply.Stocks[i]; string(s.Center) == r.Of && string(s.Item) == r.Seen {
				s.Units--
			}
		}
	case matching.MoreBuses:
		for i := range supply.Fleets {
			if f := &supply.Fleets[i]; string(f.ID) == r.Of {
				f.Buses--
			}
		}
	case matching.MoreBudget:
		for i := range supply.Budgets {
			if b := &supply.Budgets[i]; string(b.ID) == r.Of {
				b.Amount--
			}
		}
	case matching.MoreSeats:
		o, _ := p.Network().Offering(capacity.OfferingID(r.Of))
		for i := range supply.Offerings {
			if x := &supply.Offerings[i]; x.ID == o.ID && x.Seats > 0 {
				x.Seats--
			}
		}
		for i := range supply.Rooms {
			if o.Seats == 0 && supply.Rooms[i].ID == o.Rooms[0] {
				supply.Rooms[i].Seats--
			}
		}
	default:
		return nil, false
	}
	network, err := capacity.NewNetwork(supply, p.Catalog())
	if err != nil {
		return nil, false // such as no seats at all
	}
	less, err := matching.NewProblem(p.Catalog(), network, p.Spec())
	return less, err == nil
}

// checkPinsTogether: the pins of a visit are all dropped or none.
func checkPinsTogether(t *testing.T, before, after *matching.Problem) {
	t.Helper()
	count := func(p *matching.Problem, of matching.Pin) (n int) {
		for _, pin := range p.Spec().Pins {
			if pin.Request == of.Request && pin.Slot == of.Slot {
				n++
			}
		}
		return n
	}
	for _, pin := range before.Spec().Pins {
		if n := count(after, pin); n > 0 && n != count(before, pin) {
			t.Errorf("%d pins are left of the visit of %+v", n, pin)
		}
	}
}
