package matching

import (
	"context"
	"fmt"

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
