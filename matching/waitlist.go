package matching

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

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
