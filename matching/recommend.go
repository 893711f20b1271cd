package matching

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Change is a visit that one plan has elsewhere than another, anew, or no more.
type Change struct {
	Request RequestID `json:"request"`
	From    []Visit   `json:"from,omitzero"` // its parts before; none when it is new
	To      []Visit   `json:"to,omitzero"`   // its parts after; none when it is dropped
	Points  int64     `json:"points"`        // what it earns more, what sessions cost and first bonuses aside
}

// Suggestion is a way to give a request one more visit: a place that is free, or
// one that becomes free when others move.
type Suggestion struct {
	Visit  []Visit  `json:"visit"`          // its parts
	Moves  []Change `json:"moves,omitzero"` // visits of others that move; new ones come last, such as those that a program needs besides
	Points int64    `json:"points"`         // more than the plan's

	Plan *Plan `json:"-"` // with it
}

// recommendWork is spent on looking for chains; it takes well below a second.
const recommendWork = 3_000_000

// Recommend ranks places for one more visit of a request: free ones first, then
// those that need others to move, at most so many visits and the fewest first;
// of equals what adds most points. No visit is taken from anybody, pins stay,
// and the plan handed in stays as it was. Chains are looked for among the few
// holders of a place who lose least, for less than a second, so there may be
// others.
//
// Requests may have been added to the problem that the plan does not know of yet;
// the plans of the suggestions list the others. The errors are those of [Explain].
func Recommend(ctx context.Context, p *Problem, plan *Plan, request RequestID, moves, most int) ([]Suggestion, error) {
	if _, ok := p.requests[request]; !ok {
		return nil, &RequestError{request}
	}
	if moves < 0 || most < 1 {
		return nil, fmt.Errorf("matching: recommend %d suggestions with %d moves; ask for 1 or more, with 0 or more", most, moves)
	}
	q, err := inquire(ctx, p, plan)
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	for _, c := range q.desk.Chains(q.request[request], moves, most, recommendWork, func() bool { return ctx.Err() != nil }) {
		x := q.suggestion(request, c)
		if x.Plan, err = q.result(q.desk.Solution(c)); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, ctx.Err()
}

func (q *inquiry) suggestion(request RequestID, c search.Chain) Suggestion {
	x := Suggestion{Points: c.Gain}
	var joined []Change
	for _, m := range c.Moves {
		switch change := q.change(m); {
		case change.Request == request && change.From == nil && x.Visit == nil:
			x.Visit = change.To
		case change.From == nil:
			joined = append(joined, change)
		default:
			x.Moves = append(x.Moves, change)
		}
	}
	x.Moves = append(x.Moves, joined...)
	return x
}

// change puts a move into words.
func (q *inquiry) change(m search.Move) Change {
	x := Change{Request: q.demand.Requests[m.Ask].ID, From: q.visitsAt(m.Ask, m.From), To: q.visitsAt(m.Ask, m.To)}
	x.Points = q.earns(m.Ask, m.To) - q.earns(m.Ask, m.From)
	return x
}

func (q *inquiry) visitsAt(ask int32, at search.Seating) []Visit {
	var list []Visit
	a := &q.model.Asks[ask]
	for part, k := range at.Arcs {
		arc := &a.Arcs[k]
		list = append(list, Visit{
			Request: q.demand.Requests[ask].ID, Part: part, Component: int(arc.Goal), Choice: int(arc.Choice),
			Offering: q.supply.Offerings[arc.Offer].ID, Slot: q.slots[at.Slot].ID,
			Pupils: int(search.Share(a.Pupils, int32(part), int32(len(at.Arcs)))),
		})
	}
	return list
}

func (q *inquiry) earns(ask int32, at search.Seating) int64 {
	a := &q.model.Asks[ask]
	sum := int64(0)
	for part, k := range at.Arcs {
		sum += a.Arcs[k].Value * search.Share(a.Pupils, int32(part), int32(len(at.Arcs)))
	}
	return sum
}

// Candidate is an unplaced visit that could take a freed place.
type Candidate struct {
	Request RequestID `json:"request"`
	Choice  int       `json:"choice"`  // that the place fulfils
	Points  int64     `json:"points"`  // more than the plan's
	Free    int       `json:"free"`    // other places that it could have now
	Options int       `json:"options"` // places that it could have if nobody else were there
}

// Waitlist ranks the requests with missing visits that could have a place as the
// plan is: by the points that they add, then those with the fewest other places.
// The errors are those of [Explain], and one when there is no such place.
func Waitlist(ctx context.Context, p *Problem, plan *Plan, offering capacity.OfferingID, slot capacity.SlotID) ([]Candidate, error) {
	q, err := inquire(ctx, p, plan)
	if err != nil {
		return nil, err
	}
	offer, ok := q.offering[offering]
	at := int32(-1)
	if ok {
		at = q.slotOf(offer, slot)
	}
	if at < 0 {
		return nil, fmt.Errorf("matching: no session of offering %q in slot %q; see the offerings and the slots of its center's calendar", offering, slot)
	}
	var list []Candidate
	for _, u := range q.plan.Unplaced {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := q.request[u.Request]
		arcs := q.model.Asks[r].Arcs
		for k := range arcs {
			if arcs[k].Offer != offer || !q.model.Sets[arcs[k].Set].Has(at) {
				continue
			}
			if v := q.desk.Weigh(r, int32(k), at, nil); v.Free {
				free, options := q.flexibility(r, offer, at)
				list = append(list, Candidate{u.Request, int(arcs[k].Choice), v.Gain, free, options})
				break
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Free, b.Free)) })
	return list, nil
}

// flexibility counts the places of a request other than one: those that are free
// for it, and all.
func (q *inquiry) flexibility(r, offer, slot int32) (free, all int) {
	seen := map[[2]int32]bool{{offer, slot}: true}
	arcs := q.model.Asks[r].Arcs
	for k := range arcs {
		q.model.Sets[arcs[k].Set].Each(func(t int32) {
			if key := [2]int32{arcs[k].Offer, t}; !seen[key] {
				seen[key] = true
				all++
				if ok, _ := q.desk.Free(r, int32(k), t, nil); ok {
					free++
				}
			}
		})
	}
	return free, all
}
