package matching

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/closed"
	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Replanned is what became of a published plan in a changed problem.
type Replanned struct {
	Plan    *Plan     `json:"plan"`    // of Problem
	Problem *Problem  `json:"-"`       // the new one, in which visits that are too near to move are frozen
	Touched []Touched `json:"touched"` // published visits that break a rule in it, by request, then slot
	Kept    int       `json:"kept"`    // published visits that stay
	Changes []Replace `json:"changes"` // by request, then slot; new visits after those that there were
	Staff   []Restaff `json:"staff"`   // sessions of kept visits that others lead now, by slot, then offering
}

// Count returns how many published visits move and drop, and how many visits are new.
func (r *Replanned) Count() (moved, dropped, added int) {
	for _, c := range r.Changes {
		switch {
		case len(c.From) == 0:
			added++
		case len(c.To) == 0:
			dropped++
		default:
			moved++
		}
	}
	return moved, dropped, added
}

// Touched is a published visit that breaks rules in the new problem, by itself or
// together with the others, of which one may have to go and the rest can stay.
type Touched struct {
	Request RequestID       `json:"request"`
	Slot    capacity.SlotID `json:"slot"`
	Why     []Violation     `json:"why"`
}

// Replace is a change of a published plan.
type Replace struct {
	Change
	Cause Cause       `json:"cause"`
	Why   []Violation `json:"why,omitzero"` // forced: what the old visit breaks now
	For   []RequestID `json:"for,omitzero"` // chosen: whose visits are now where it was
}

// Restaff is a session with other instructors than before.
type Restaff struct {
	Offering capacity.OfferingID     `json:"offering"`
	Slot     capacity.SlotID         `json:"slot"`
	From     []capacity.InstructorID `json:"from"`
	To       []capacity.InstructorID `json:"to"`
}

// Cause tells apart why a published plan changes. The zero Cause is unset.
type Cause uint8

// The causes.
const (
	Forced Cause = 1 + iota // what was published breaks a rule now
	Chosen                  // it would still be possible, but costs more than the change
	Added                   // nothing was published
)

var causes = closed.Set[Cause]{What: "cause", Names: []string{"", "forced", "chosen", "added"}}

func (c Cause) String() string                   { return causes.String(c) }
func (c Cause) MarshalText() ([]byte, error)     { return causes.Marshal(c) }
func (c *Cause) UnmarshalText(text []byte) error { return causes.Unmarshal(text, c) }

// Replan makes a plan of a problem from one published for an older state of it.
// It takes the new problem whole, not what happened: whatever is different is
// found by comparing. Published visits stay where they can; those that start
// before the problem's as-of time and notice are frozen, as if they were pinned,
// and like those that an earlier Replan has frozen, go when they break a rule; every
// other one that moves or drops costs points, twice as many within three
// weeks of the as-of time and four times within one, so that the fewest move.
// Without a time as of which, all cost the same. [WithChangeCost] sets the
// points; by default a change costs more than any one visit earns, so that what is
// not touched stays. A visit that cannot stay earns as much more in the same week as
// a first choice does.
//
// The search then works as [Solve]'s, with the same options but [WithPlan], on
// points less the cost of changes. The plan's points are without that cost, its
// bound is that of the new problem as far as the certificates prove it, and it
// has passed [Verify] for Replanned.Problem, whose frozen visits name their
// instructors; the next Replan finds others where it must.
//
// The plan may name requests, offerings and slots that are no more. Of the
// changes, those are forced whose visits break a rule now: their own, or one
// together with the other published visits; the rest are chosen.
//
// The errors are those of Solve, and that of ctx when it ends before the search has
// begun: where thousands of frozen visits break rules, finding those that can stay
// takes a while on large problems.
func Replan(ctx context.Context, p *Problem, published *Plan, opts ...Option) (*Replanned, error) {
	o := options{seed: 1}
	for _, opt := range opts {
		if err := opt(&o); err != nil {
			return nil, err
		}
	}
	if published == nil || o.plan != nil {
		return nil, errors.New("matching: Replan takes the published plan, and no WithPlan; Solve plans without one")
	}
	if _, timed := ctx.Deadline(); o.effort == 0 && !timed {
		o.effort = DefaultEffort
	}
	r := &replanner{options: o, published: published}
	if err := r.open(ctx, p); err != nil {
		return nil, err
	}
	plan, err := r.search(ctx)
	if err != nil {
		return nil, err
	}
	out := r.compare(plan)
	out.Problem, err = r.staffed(plan)
	return out, err
}

// staffed returns the problem with frozen visits led by those who lead them in the
// plan: who else could is hard to find again where thousands are frozen.
func (r *replanner) staffed(plan *Plan) (*Problem, error) {
	if len(r.byPeople) == len(r.p.spec.Pins) {
		return r.p, nil
	}
	led := make(map[sessionKey][]capacity.InstructorID, len(plan.Sessions))
	for _, s := range plan.Sessions {
		led[sessionKey{s.Offering, s.Slot}] = s.Instructors
	}
	demand := r.p.Spec()
	for i := range demand.Pins {
		if pin := &demand.Pins[i]; !r.byPeople[pin.key()] {
			pin.Instructors = slices.Clone(led[sessionKey{pin.Offering, pin.Slot}])
		}
	}
	p, err := NewProblem(r.p.catalog, r.p.network, demand)
	if err != nil {
		return nil, err
	}
	plan.Problem = p.Fingerprint()
	return p, nil
}

// replanner is a problem opened with a published plan.
type replanner struct {
	*compiler
	options
	published *Plan
	visits    [][]Visit               // the published ones, parts together, by request and slot
	stays     []search.Kept           // of those that are options of the new problem
	stayOf    []int                   // by published visit: its stay, or -1
	why       func(i int) []Violation // by published visit: what it breaks now
	byPeople  map[visitKey]bool       // pins of the problem that must be kept
	desk      *search.Desk
	keep      int64     // the most that keeping can earn
	more      [][]int64 // by ask and arc: what keeping earns a pupil there; nil where nothing is published
}

// open compiles the problem with the visits frozen that are too near to move. Those that
// cannot stay where they are, by themselves or together, are not.
func (r *replanner) open(ctx context.Context, p *Problem) error {
	r.visits, r.byPeople = visitsOfParts(r.published.Visits), r.pinnedByPeople(p)
	var loose []Pin // frozen visits that cannot stay
	for {
		frozen, err := r.freeze(p, loose)
		if err != nil {
			return err
		}
		if r.compiler, err = compile(ctx, frozen); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r.keepArcs()
		against := r.addPins()
		if len(against) == 0 {
			if against, err = r.sitFrozen(p); err != nil || len(against) == 0 {
				return err
			}
		}
		before := len(loose)
		for _, pin := range against {
			if !r.byPeople[pin.key()] {
				loose = append(loose, pin)
			}
		}
		if len(loose) == before {
			return r.pinError(against)
		}
	}
}

// pinnedByPeople returns the pins of the problem that are not of published visits
// which were frozen there before, by an earlier repair.
func (r *replanner) pinnedByPeople(p *Problem) map[visitKey]bool {
	published := make(map[visitKey]bool, len(r.published.Visits))
	for _, v := range r.published.Visits {
		published[visitKey{v.Request, sessionKey{v.Offering, v.Slot}}] = true
	}
	pinned := map[visitKey]bool{}
	for _, pin := range p.spec.Pins {
		if pin.Kind != Frozen || !published[pin.key()] {
			pinned[pin.key()] = true
		}
	}
	return pinned
}

func (pin *Pin) key() visitKey { return visitKey{pin.Request, sessionKey{pin.Offering, pin.Slot}} }

// sitFrozen opens a desk with the pins, the frozen visits led by whom they were
// where that can be, and returns the pins that cannot be kept.
func (r *replanner) sitFrozen(p *Problem) (against []Pin, err error) {
	led := r.ledBy()
	part := map[visitKey]int{}
	for _, v := range r.published.Visits {
		part[visitKey{v.Request, sessionKey{v.Offering, v.Slot}}] = v.Part
	}
	for i, pins := range r.fixedPins {
		if r.byPeople[pins[0].key()] {
			continue
		}
		slices.SortFunc(pins, func(a, b Pin) int { // each part where it was, if it can be
			return cmp.Compare(part[visitKey{a.Request, sessionKey{a.Offering, a.Slot}}], part[visitKey{b.Request, sessionKey{b.Offering, b.Slot}}])
		})
		f := &r.model.Fixed[i]
		for k, pin := range pins {
			f.Offers[k], f.People[k] = r.offering[pin.Offering], led[sessionKey{pin.Offering, pin.Slot}]
		}
	}
	for {
		r.desk, err = search.NewDesk(r.model, nil)
		var unfit *search.Unfit
		if !errors.As(err, &unfit) {
			return nil, err
		}
		against, err = nil, nil
		again := false
		for _, i := range unfit.Fixed {
			against = append(against, r.fixedPins[i]...)
			f := &r.model.Fixed[i]
			led := slices.ContainsFunc(f.People, func(people []int32) bool { return len(people) > 0 })
			if led && !r.byPeople[r.fixedPins[i][0].key()] {
				f.People, again = nil, true
			}
		}
		if !again {
			return against, nil
		}
	}
}

// ledBy returns who led each published session, as far as they are known.
func (r *replanner) ledBy() map[sessionKey][]int32 {
	led := make(map[sessionKey][]int32, len(r.published.Sessions))
	for _, s := range r.published.Sessions {
		for _, id := range s.Instructors {
			if person, ok := r.person[id]; ok {
				led[sessionKey{s.Offering, s.Slot}] = append(led[sessionKey{s.Offering, s.Slot}], person)
			}
		}
	}
	return led
}

func (pin Pin) same(other Pin) bool {
	return pin.Request == other.Request && pin.Offering == other.Offering && pin.Slot == other.Slot
}

// visitsOfParts puts the parts of visits together, by request and slot.
func visitsOfParts(visits []Visit) (list [][]Visit) {
	visits = slices.Clone(visits)
	slices.SortStableFunc(visits, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part))
	})
	for i, v := range visits {
		if i == 0 || v.Request != visits[i-1].Request || v.Slot != visits[i-1].Slot {
			list = append(list, nil)
		}
		list[len(list)-1] = append(list[len(list)-1], v)
	}
	return list
}

// freeze returns the problem with pins for the published visits that are too near
// to move, but for the loose ones.
func (r *replanner) freeze(p *Problem, loose []Pin) (*Problem, error) {
	if p.spec.AsOf == 0 && len(loose) == 0 && len(r.byPeople) == len(p.spec.Pins) {
		return p, nil
	}
	demand := p.Spec()
	demand.Pins = slices.DeleteFunc(demand.Pins, func(pin Pin) bool { return slices.ContainsFunc(loose, pin.same) })
	for i := range demand.Pins {
		if pin := &demand.Pins[i]; !r.byPeople[pin.key()] {
			pin.Instructors = nil // they lead it again if they can
		}
	}
	parts, visits, split := map[pinnedVisit]int{}, map[RequestID]int{}, map[RequestID]int{}
	for _, pin := range demand.Pins {
		visit := pin.visit(p.network)
		if parts[visit]++; parts[visit] == 1 {
			visits[pin.Request]++
		}
		split[pin.Request] = parts[visit]
	}
	for _, visit := range r.visits {
		for _, pins := range p.tooNear(visit) {
			id := pins[0].Request
			if visits[id] >= p.mostVisits(id) || len(pins) > p.mostParts(id) || split[id] > 0 && split[id] != len(pins) ||
				parts[pins[0].visit(p.network)] > 0 || slices.ContainsFunc(loose, pins[0].same) {
				continue
			}
			demand.Pins = append(demand.Pins, pins...)
			visits[id]++
		}
	}
	return NewProblem(p.catalog, p.network, demand)
}

// tooNear returns the pins of a published visit that is too near to move: none where
// it is not, or names what is no more. In slots of one id in two calendars there
// are two visits.
func (p *Problem) tooNear(visit []Visit) (list [][]Pin) {
	for _, v := range visit {
		slot, ok := p.slotOf(v.Offering, v.Slot)
		if !ok {
			return nil
		}
		if slot.Begin() >= p.spec.earliest() {
			continue
		}
		pin := Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot, Kind: Frozen}
		n := slices.IndexFunc(list, func(pins []Pin) bool { return pins[0].visit(p.network) == pin.visit(p.network) })
		if n < 0 {
			n = len(list)
			list = append(list, nil)
		}
		if !slices.ContainsFunc(list[n], pin.same) { // a plan that is not valid may repeat itself
			list[n] = append(list[n], pin)
		}
	}
	return list
}

// slotOf returns a slot of an offering's center, and false when there is none.
func (p *Problem) slotOf(offering capacity.OfferingID, id capacity.SlotID) (capacity.Slot, bool) {
	o, ok := p.network.Offering(offering)
	if !ok {
		return capacity.Slot{}, false
	}
	return p.network.Slot(o.Center, id)
}

// mostVisits is the most visits that a request can have; 0 when there is none.
func (p *Problem) mostVisits(id RequestID) int {
	i, ok := p.requests[id]
	if !ok {
		return 0
	}
	r := &p.spec.Requests[i]
	if r.Program == "" {
		return cmp.Or(r.Visits, 1)
	}
	most := 0
	for _, x := range p.spec.Programs[p.programs[r.Program]].Components {
		most += x.Visits + int(x.Hours)
	}
	return most
}

// mostParts is the most parts that a visit of a request can have; 0 when there is none.
func (p *Problem) mostParts(id RequestID) int {
	i, ok := p.requests[id]
	if !ok {
		return 0
	}
	cohort, _ := p.Cohort(p.spec.Requests[i].Cohort)
	return min(max(1, p.spec.Requests[i].Parts), cohort.Size)
}

// changeCost is what a change far from its date costs: more than any one visit earns.
func (r *replanner) changeCost() int64 {
	cost := r.change
	if cost == 0 {
		cost = 1
		for a := range r.funnels {
			cost = max(cost, 1+r.funnels[a].most+r.model.Asks[a].Bonus)
		}
	}
	if n := int64(len(r.visits)); n > 0 { // far below an int64, whatever the weights
		cost = min(cost, max(0, math.MaxInt64/8-r.bound())/(4*n))
	}
	return cost
}

// Within so many days of the as-of time a change costs more.
const (
	soon     = 21
	verySoon = 7
)

// nearness is by how much a change costs more for its date.
func (c *compiler) nearness(slot int32) int64 {
	if c.demand.AsOf == 0 {
		return 1
	}
	switch days := int(c.slots[slot].Date) - int(c.demand.AsOf.Date()); {
	case days <= verySoon:
		return 4
	case days <= soon:
		return 2
	}
	return 1
}

// keepArcs gives each published visit that is still an option arcs of its own,
// which earn more by what a change would cost.
func (r *replanner) keepArcs() {
	r.stays, r.stayOf, r.keep = nil, make([]int, len(r.visits)), 0
	r.more = make([][]int64, len(r.model.Asks))
	cost := r.changeCost()
	led := r.ledBy()
	offers := make([][]int32, len(r.visits))
	for i, visit := range r.visits {
		ask, ok := r.request[visit[0].Request]
		if !ok {
			continue
		}
		slot := int32(-1)
		for _, v := range visit {
			if offer, ok := r.offering[v.Offering]; ok {
				offers[i] = append(offers[i], offer)
				slot = r.slotOf(offer, v.Slot)
			}
		}
		if len(offers[i]) < len(visit) || slot < 0 {
			offers[i] = nil
			continue
		}
		earns := cost * r.nearness(slot)
		if r.favor(ask, offers[i], slot, earns/r.model.Asks[ask].Pupils) {
			r.keep += earns
		}
	}
	r.findStays(offers, led)
	r.why = r.whys()
	if each := r.demand.Weights.rank(0); each > 0 {
		type askWeek struct{ ask, week int32 }
		done := map[askWeek]bool{}
		for i, visit := range r.visits {
			ask, ok := r.request[visit[0].Request]
			at, known := r.p.slotOf(visit[0].Offering, visit[0].Slot)
			if key := (askWeek{ask, int32(at.Date.Week())}); ok && known && !done[key] && len(r.why(i)) > 0 {
				done[key] = true
				r.keep += r.preferWeek(ask, at.Date.Week(), each)
			}
		}
		r.findStays(offers, led)
	}
}

// findStays puts the arcs in order, and finds those of the published visits.
func (r *replanner) findStays(offers [][]int32, led map[sessionKey][]int32) {
	for a := range r.more {
		if r.more[a] != nil {
			r.sortArcs(a)
		}
	}
	r.stays = nil
	for i, visit := range r.visits {
		r.stayOf[i] = -1
		if offers[i] == nil {
			continue
		}
		x := search.Kept{Ask: r.request[visit[0].Request], Slot: r.slotOf(offers[i][0], visit[0].Slot)}
		for n, v := range visit {
			k := r.arcAt(x.Ask, offers[i][n], x.Slot, int32(v.Component))
			if k < 0 {
				break
			}
			x.Arcs = append(x.Arcs, k)
			x.People = append(x.People, led[sessionKey{v.Offering, v.Slot}])
		}
		if len(x.Arcs) == len(visit) {
			r.stayOf[i] = len(r.stays)
			r.stays = append(r.stays, x)
		}
	}
}

// favor gives a visit with parts at some offerings in a slot arcs of its own, which
// earn more a pupil, and reports whether there are any.
func (r *replanner) favor(ask int32, offers []int32, slot int32, more int64) bool {
	a := &r.model.Asks[ask]
	if r.more[ask] == nil {
		r.more[ask] = make([]int64, len(a.Arcs))
	}
	favored := false
	for k := len(a.Arcs) - 1; k >= 0; k-- {
		arc := a.Arcs[k]
		set := r.model.Sets[arc.Set]
		if !slices.Contains(offers, arc.Offer) || !set.Has(slot) {
			continue
		}
		parts, size := int32(len(offers)), clamp(int(a.Pupils))
		if arc.Least > size/parts || arc.Most > 0 && arc.Most < (size+parts-1)/parts {
			continue
		}
		favored = true
		only := search.Set{Base: set.Base, Words: make([]uint64, len(set.Words))}
		only.Add(slot)
		rest := cloneSet(set)
		subtract(rest, only)
		arc.Set = r.intern(only)
		arc.Value += more
		if a.Parts > 1 { // in as many parts as published; in others it earns what it did
			arc.Least, arc.Most = size/parts, (size+parts-1)/parts
			a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], more)
			continue
		}
		if rest.Len() == 0 {
			a.Arcs[k] = arc
			r.more[ask][k] += more
			continue
		}
		a.Arcs[k].Set = r.intern(rest)
		a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], more)
	}
	return favored
}

// preferWeek lets the slots of a week earn more a pupil, and returns how much more
// the visits of an ask then earn at most.
func (r *replanner) preferWeek(ask int32, of int, more int64) int64 {
	a := &r.model.Asks[ask]
	if r.more[ask] == nil {
		r.more[ask] = make([]int64, len(a.Arcs))
	}
	for k, arc := range slices.Clone(a.Arcs) {
		set := r.model.Sets[arc.Set]
		week, n := search.Set{Base: set.Base, Words: make([]uint64, len(set.Words))}, 0
		set.Each(func(slot int32) {
			if r.slots[slot].Date.Week() == of {
				week.Add(slot)
				n++
			}
		})
		earned := r.more[ask][k]
		arc.Value += more
		switch {
		case n == set.Len():
			a.Arcs[k], r.more[ask][k] = arc, earned+more
		case n > 0:
			rest := cloneSet(set)
			subtract(rest, week)
			a.Arcs[k].Set, arc.Set = r.intern(rest), r.intern(week)
			a.Arcs, r.more[ask] = append(a.Arcs, arc), append(r.more[ask], earned+more)
		}
	}
	return more * a.Pupils * int64(a.Stays)
}

// sortArcs puts the arcs of an ask in the order of their values again.
func (r *replanner) sortArcs(ask int) {
	arcs, more := r.model.Asks[ask].Arcs, r.more[ask]
	order := make([]int, len(arcs))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(j, k int) int { return cmp.Compare(arcs[k].Value, arcs[j].Value) })
	sorted, sums := make([]search.Arc, len(arcs)), make([]int64, len(arcs))
	for n, k := range order {
		sorted[n], sums[n] = arcs[k], more[k]
	}
	r.model.Asks[ask].Arcs, r.more[ask] = sorted, sums
}

// forget takes what keeping earns out of the arcs, and returns how much of it a
// solution has earned.
func (r *replanner) forget(x search.Solution) int64 {
	earned := int64(0)
	for _, at := range x.Places {
		if more := r.more[at.Ask]; more != nil {
			earned += more[at.Arc] * search.Share(r.model.Asks[at.Ask].Pupils, at.Part, at.Of)
		}
	}
	for a, more := range r.more {
		for k := range more {
			r.model.Asks[a].Arcs[k].Value -= more[k]
		}
	}
	return earned
}

// arcAt returns the arc of an offering in a slot that earns most, toward a goal if
// there is one, or -1.
func (r *replanner) arcAt(ask, offer, slot, goal int32) int32 {
	at, arcs := int32(-1), r.model.Asks[ask].Arcs
	for k := range arcs {
		if arc := &arcs[k]; arc.Offer == offer && r.model.Sets[arc.Set].Has(slot) && (at < 0 || arc.Goal == goal && arcs[at].Goal != goal) {
			at = int32(k)
		}
	}
	return at
}

// restaff lets the sessions of a solution be led by those who were published, as
// far as they can: by staffing all anew, published visits first, or where that
// leaves somebody out by exchanging people.
func (r *replanner) restaff(x search.Solution) (search.Solution, error) {
	published := map[search.Stay]*search.Kept{}
	for n := range r.stays {
		published[search.Stay{Ask: r.stays[n].Ask, Slot: r.stays[n].Slot}] = &r.stays[n]
	}
	var kept, others []search.Kept
	for from, to := 0, 0; from < len(x.Places); from = to {
		at := x.Places[from]
		stay := search.Kept{Ask: at.Ask, Slot: at.Slot}
		for ; to < len(x.Places) && x.Places[to].Ask == at.Ask && x.Places[to].Slot == at.Slot; to++ {
			stay.Arcs = append(stay.Arcs, x.Places[to].Arc)
			stay.People = append(stay.People, x.Staff[[2]int32{r.offer(x.Places[to]), at.Slot}])
		}
		was := published[search.Stay{Ask: at.Ask, Slot: at.Slot}]
		if was != nil && slices.Equal(was.Arcs, stay.Arcs) {
			kept = append(kept, *was)
		} else {
			others = append(others, stay)
		}
	}
	if desk, err := search.NewDesk(r.model, nil); err == nil {
		if anew := desk.Resettle(append(kept, others...)); len(anew.Places) == len(x.Places) {
			return anew, nil
		}
	}
	desk, err := search.NewDesk(r.model, &x)
	if err != nil {
		return x, err
	}
	return desk.Recall(r.stays), nil
}

// search looks for the plan with the most points less the cost of changes, from
// the published visits that can stay.
func (r *replanner) search(ctx context.Context) (*Plan, error) {
	var order, touched []search.Kept
	for i, n := range r.stayOf {
		switch {
		case n < 0:
		case len(r.why(i)) > 0:
			touched = append(touched, r.stays[n])
		default:
			order = append(order, r.stays[n]) // these fit together as they did
		}
	}
	slices.SortStableFunc(touched, func(x, y search.Kept) int {
		return cmp.Or(cmp.Compare(r.nearness(y.Slot), r.nearness(x.Slot)), cmp.Compare(len(x.Arcs), len(y.Arcs)),
			cmp.Compare(r.model.Asks[y.Ask].Pupils, r.model.Asks[x.Ask].Pupils))
	})
	start := r.desk.Resettle(append(order, touched...))
	r.desk = nil // its memory is not needed any more
	limits := search.Limits{Work: r.effort, Bound: r.bound() + r.keep, Seed: r.seed, Start: &start}
	prover := r.newProver(ctx)
	found, err := engine.Run(ctx, r.model, limits, prover.watch(ctx, r.progress))
	if err != nil {
		return nil, err
	}
	if found.Solution, err = r.restaff(found.Solution); err != nil {
		return nil, err
	}
	found.Solution.Points -= r.forget(found.Solution)
	plan := r.compiler.plan(found.Solution)
	plan.Stats = Stats{Stopped: stopOf(ctx, found.Stop), Work: found.Work, Seed: r.seed}
	if violations := Verify(r.p, plan); len(violations) > 0 || plan.Points != found.Solution.Points {
		return nil, &DefectError{Plan: plan, Searched: found.Solution.Points, Violations: violations}
	}
	found.Exhausted = false // that was of points less the cost of changes
	if err := prover.prove(ctx, plan, &found); err != nil {
		return nil, err
	}
	if r.published.Certificate != nil {
		if bound, err := prover.boundOf(r.published.Certificate); err == nil && bound < plan.Bound { // else it names what is no more
			plan.Bound, plan.Certificate = bound, r.published.Certificate
			plan.judge()
		}
	}
	return plan, nil
}
