package matching

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// Explanation says what became of a request in a plan, and why: of what is
// missing, or where nothing is, of what would have been better.
type Explanation struct {
	Request RequestID `json:"request"`
	Placed  int       `json:"placed"`          // visits
	Missing int       `json:"missing"`         // visits
	Reason  Reason    `json:"reason,omitzero"` // why they are missing; unset where none is

	Options int   `json:"options"`        // as Unplaced has them
	Cuts    []Cut `json:"cuts,omitzero"`  // as Unplaced has them
	Looked  int   `json:"looked"`         // options left that would be one more visit, or better than the worst that it has
	Free    int   `json:"free"`           // of those looked at: that it could have now, nobody else moving
	Taken   []Cut `json:"taken,omitzero"` // of those looked at: by the first rule by which others hold them

	Best []Alternative `json:"best"` // of those looked at, one of each offering, most points first
}

// Alternative is an option that a request does not have.
type Alternative struct {
	Offering  capacity.OfferingID `json:"offering"`
	Slot      capacity.SlotID     `json:"slot"`
	Choice    int                 `json:"choice"`
	Component int                 `json:"component,omitzero"`
	Points    int64               `json:"points"` // what the visit earns, what its session costs and the first bonus aside

	Against []Obstacle `json:"against"`         // none: it could be had now
	Beaten  []Holder   `json:"beaten,omitzero"` // the cheapest found whose going would make room; none where nobody's would
	Gain    int64      `json:"gain"`            // points more than the plan's, once those beaten went; below 0 they are ahead by so much
}

// Obstacle is a rule by which others stand against an option in the plan as it is.
type Obstacle struct {
	Rule    rule.Rule `json:"rule"`
	Where   string    `json:"where,omitzero"`   // the limit that is reached, as [Violation] names it
	Lack    int64     `json:"lack,omitzero"`    // seats, instructors, pupils, or of the limit
	Visits  int       `json:"visits"`           // that hold it
	Holders []Holder  `json:"holders,omitzero"` // some of those, of a limit those that earn least
}

// How much of what stands against a request is listed and compared.
const (
	mostBest    = 8 // alternatives
	mostHolders = 8 // of one obstacle
	mostWeighed = 8 // options of one offering
)

// Explain says of some requests, or of all when none is named, what became of
// them in a plan. It takes the plan as it is: an instructor counts as busy
// where the plan has them lead.
//
// The reason is told apart in this order. Impossible: no plan of any kind has
// more visits of the request; pins count, other requests do not. Lost: the plan
// is optimal. NotFound: otherwise, as the plan's bound then leaves room for a
// better plan, with the request or without. The bound is believed, [CheckBound]
// checks it. What is too large to be tried in full counts as not impossible.
//
// A request that the plan does not name at all came later and counts as unplaced.
// The error is a [*PlanError] when the plan does not pass [Verify] otherwise, a
// [*RequestError] when a request is unknown, a [*SizeError], or that of ctx.
// Explain takes time in proportion to the options of the requests named, besides
// what compiling the problem takes.
func Explain(ctx context.Context, p *Problem, plan *Plan, requests ...RequestID) ([]Explanation, error) {
	for _, id := range requests {
		if _, ok := p.requests[id]; !ok {
			return nil, &RequestError{id}
		}
	}
	q, err := inquire(ctx, p, plan)
	if err != nil {
		return nil, err
	}
	named := make([]int32, 0, len(requests))
	for _, id := range requests {
		named = append(named, q.request[id])
	}
	if len(requests) == 0 {
		for r := range q.demand.Requests {
			named = append(named, int32(r))
		}
	}
	prospect := q.newProspect(*q.solution)
	list := make([]Explanation, 0, len(named))
	for _, r := range named {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list = append(list, q.explain(r, prospect))
	}
	return list, nil
}

// RequestError reports that a request is not one of the problem.
type RequestError struct{ Request RequestID }

func (e *RequestError) Error() string {
	return fmt.Sprintf("matching: no request %q in the problem; see its requests", e.Request)
}

func (q *inquiry) explain(r int32, prospect *prospect) Explanation {
	stays := q.placed(r)
	missing := q.missingOf(r, stays)
	u := q.unplaced(lack{int(r), missing, len(stays)}, q.addCuts(nil, int(r)))
	e := Explanation{
		Request: u.Request, Placed: len(stays), Missing: missing, Options: u.Options, Cuts: u.Cuts, Best: []Alternative{},
	}
	var lifted []search.Place
	if missing == 0 {
		for _, stay := range stays {
			if !q.pinned(stay[0]) && (lifted == nil || q.worthOf(stay) < q.worthOf(lifted)) {
				lifted = stay
			}
		}
	} else {
		switch {
		case u.Reason == Impossible || !prospect.more(q.ctx, r):
			e.Reason = Impossible
		case q.plan.Status == Optimal:
			e.Reason = Lost
		default:
			e.Reason = NotFound
		}
	}
	if missing > 0 || lifted != nil {
		q.look(&e, r, stays, lifted)
	}
	return e
}

// pinned reports whether a place is that of a pin.
func (q *inquiry) pinned(x search.Place) bool {
	return slices.ContainsFunc(q.model.Fixed, func(f search.Fixed) bool { return f.Ask == x.Ask && f.Slot == x.Slot })
}

// choosing is an option that is looked at.
type choosing struct {
	arc, slot int32
	kind      search.Kind
	free      bool
}

// look goes through the options of a request: for one more visit, or for a
// better one instead of the lifted.
func (q *inquiry) look(e *Explanation, r int32, stays [][]search.Place, lifted []search.Place) {
	ask := &q.model.Asks[r]
	var stay *search.Stay
	worth, goal := int64(0), int32(-1)
	if lifted != nil {
		stay = &search.Stay{Ask: r, Slot: lifted[0].Slot}
		worth, goal = q.worthOf(lifted), ask.Arcs[lifted[0].Arc].Goal
	}
	taken := [rule.Outreach + 1]int{}
	byOffer := map[int32][]choosing{}
	var offers []int32
	seen := map[[2]int32]bool{}
	for k := range ask.Arcs {
		arc := &ask.Arcs[k]
		if goal >= 0 && (arc.Goal != goal || arc.Value*ask.Pupils <= worth) {
			continue
		}
		q.model.Sets[arc.Set].Each(func(slot int32) {
			if key := [2]int32{arc.Offer, slot}; seen[key] {
				return
			} else {
				seen[key] = true
			}
			e.Looked++
			free, against := q.desk.Free(r, int32(k), slot, stay)
			if free {
				e.Free++
			} else {
				taken[q.ruleOf(against.Kind, against.Row)]++
			}
			if slices.ContainsFunc(stays, func(own []search.Place) bool { return own[0].Slot == slot }) {
				return // no alternative to what it has then
			}
			if byOffer[arc.Offer] == nil {
				offers = append(offers, arc.Offer)
			}
			byOffer[arc.Offer] = append(byOffer[arc.Offer], choosing{int32(k), slot, against.Kind, free})
		})
	}
	for by, n := range taken {
		if n > 0 {
			e.Taken = append(e.Taken, Cut{rule.Rule(by), n})
		}
	}
	for _, o := range offers[:min(len(offers), mostBest)] {
		e.Best = append(e.Best, q.alternative(r, byOffer[o], stay))
	}
	slices.SortStableFunc(e.Best, func(a, b Alternative) int { return cmp.Compare(b.Points, a.Points) })
}

// alternative is the option of an offering that would cost others least, of those
// that are compared: free ones first, then some over the term.
func (q *inquiry) alternative(r int32, options []choosing, lifted *search.Stay) Alternative {
	var best *search.Verdict
	var at choosing
	weigh := func(x choosing) {
		v := q.desk.Weigh(r, x.arc, x.slot, lifted)
		if best == nil || better(&v, best) {
			best, at = &v, x
		}
	}
	if i := slices.IndexFunc(options, func(x choosing) bool { return x.free }); i >= 0 {
		weigh(options[i])
	} else {
		for n := range min(len(options), mostWeighed) {
			weigh(options[n*len(options)/min(len(options), mostWeighed)])
		}
	}
	ask := &q.model.Asks[r]
	arc := &ask.Arcs[at.arc]
	x := Alternative{
		Offering: q.supply.Offerings[arc.Offer].ID, Slot: q.slots[at.slot].ID, Choice: int(arc.Choice), Component: int(arc.Goal),
		Points: arc.Value * ask.Pupils, Against: []Obstacle{}, Gain: best.Gain,
	}
	for _, against := range best.Against {
		x.Against = append(x.Against, q.obstacle(against))
	}
	for _, stay := range best.Beaten {
		x.Beaten = append(x.Beaten, q.holder(stay))
	}
	return x
}

// better reports whether a verdict is nearer to a place than another.
func better(v, w *search.Verdict) bool {
	room := func(v *search.Verdict) bool { return v.Free || len(v.Beaten) > 0 }
	if room(v) != room(w) {
		return room(v)
	}
	return v.Gain > w.Gain
}

func (q *inquiry) obstacle(x search.Against) Obstacle {
	o := Obstacle{Rule: q.ruleOf(x.Kind, x.Row), Lack: x.Lack, Visits: len(x.Holders)}
	if x.Kind == search.Limit {
		o.Where = q.limited(x.Row)
	}
	for _, h := range x.Holders[:min(len(x.Holders), mostHolders)] {
		o.Holders = append(o.Holders, q.holder(h))
	}
	slices.SortStableFunc(o.Holders, func(a, b Holder) int { return cmp.Compare(a.Points, b.Points) })
	return o
}
