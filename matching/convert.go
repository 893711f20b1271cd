package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// earnable is what every request would earn alone in the district: no plan has more.
func (c *compiler) earnable() int64 {
	total := int64(0)
	for a := range c.funnels {
		f := &c.funnels[a]
		total += max(0, f.most) * int64(f.stays)
	}
	for _, asks := range c.model.Cohorts {
		bonus := int64(0)
		for _, a := range asks {
			if c.funnels[a].stays > 0 {
				bonus = max(bonus, c.model.Asks[a].Bonus)
			}
		}
		total += bonus
	}
	return total
}

// writer puts a solution into words of the domain, request by request. Somebody
// may wait for it, as ctx has ended: it reads each place once and allocates in
// large pieces.
type writer struct {
	*compiler
	plan    *Plan
	bonus   []int64    // by cohort
	sums    []int32    // by goal of the request
	running [][]uint64 // by rank of the slot: offer and slot of each visit's session
	lacks   []lack     // by request
}

// lack is what a request misses beside the stays that it has.
type lack struct{ request, missing, stays int }

// plan puts a solution into words of the domain.
func (c *compiler) plan(found search.Solution) *Plan {
	slices.SortFunc(found.Places, c.comparePlaces)
	w := &writer{
		compiler: c,
		plan:     &Plan{Problem: c.fingerprint, Visits: make([]Visit, 0, len(found.Places))},
		bonus:    make([]int64, len(c.model.Cohorts)),
		running:  make([][]uint64, len(c.slots)),
	}
	left := found.Places
	for r := range c.model.Asks {
		n := 0
		for n < len(left) && left[n].Ask == int32(r) {
			n++
		}
		w.addRequest(int32(r), left[:n])
		left = left[n:]
	}
	w.addSessions(found.Staff)
	w.addUnplaced()
	plan := w.plan
	for _, b := range w.bonus {
		plan.Score.First += b
	}
	plan.Score.Session = -c.model.Cost * int64(len(plan.Sessions))
	plan.Points, plan.Bound = plan.Score.Total(), c.bound
	plan.judge()
	return plan
}

// comparePlaces orders by request, slot id, part and offering.
func (c *compiler) comparePlaces(a, b search.Place) int {
	if a.Ask != b.Ask {
		return cmp.Compare(a.Ask, b.Ask)
	}
	if a.Slot != b.Slot && c.ranks[a.Slot] != c.ranks[b.Slot] {
		return cmp.Compare(c.ranks[a.Slot], c.ranks[b.Slot])
	}
	if a.Part != b.Part {
		return cmp.Compare(a.Part, b.Part)
	}
	return cmp.Compare(c.offer(a), c.offer(b))
}

// addRequest adds the visits of a request and says how many it misses.
func (w *writer) addRequest(r int32, places []search.Place) {
	ask, stays := &w.model.Asks[r], 0
	w.sums = append(w.sums[:0], make([]int32, len(ask.Goals))...)
	for _, x := range places {
		arc := &ask.Arcs[x.Arc]
		pupils := search.Share(ask.Pupils, x.Part, x.Of)
		w.plan.Visits = append(w.plan.Visits, Visit{
			Request: w.demand.Requests[r].ID, Part: int(x.Part), Component: int(arc.Goal), Choice: int(arc.Choice),
			Offering: w.supply.Offerings[arc.Offer].ID, Slot: w.slots[x.Slot].ID, Pupils: int(pupils),
		})
		w.count(&w.plan.Score, r, arc, pupils)
		w.bonus[ask.Cohort] = max(w.bonus[ask.Cohort], ask.Bonus)
		if x.Part == 0 {
			w.sums[arc.Goal] += cmp.Or(arc.Amount, w.model.Slots[x.Slot].Amount)
			stays++
		}
		k := w.ranks[x.Slot]
		w.running[k] = append(w.running[k], uint64(arc.Offer)<<32|uint64(x.Slot))
	}
	if missing := w.missing(r, w.sums); missing > 0 {
		w.lacks = append(w.lacks, lack{int(r), missing, stays})
	}
}

// count adds what some pupils' visit earns to a score, the first bonus aside.
func (c *compiler) count(score *Score, request int32, arc *search.Arc, pupils int64) {
	weight := int64(cmp.Or(c.demand.Requests[request].Weight, 1))
	base := pupils * weight * c.demand.Weights.Base
	rank := pupils * weight * c.demand.Weights.rank(int(arc.Choice))
	score.Base += base
	score.Rank += rank
	score.Travel += pupils*arc.Value - base - rank
}

// offer returns the offering of a place.
func (c *compiler) offer(x search.Place) int32 { return c.model.Asks[x.Ask].Arcs[x.Arc].Offer }

// addSessions adds the running sessions by slot id, then offering.
func (w *writer) addSessions(staff map[[2]int32][]int32) {
	n := 0
	for k, keys := range w.running {
		slices.Sort(keys)
		w.running[k] = slices.Compact(keys)
		n += len(w.running[k])
	}
	w.plan.Sessions = make([]Session, 0, n)
	names := make([]capacity.InstructorID, 0, n) // of all sessions, one after another
	for _, keys := range w.running {
		for _, key := range keys {
			offer, slot, from := int32(key>>32), int32(uint32(key)), len(names)
			for _, p := range staff[[2]int32{offer, slot}] {
				names = append(names, w.supply.Instructors[p].ID)
			}
			s := Session{Offering: w.supply.Offerings[offer].ID, Slot: w.slots[slot].ID}
			if to := len(names); to > from {
				s.Instructors = names[from:to:to]
			}
			w.plan.Sessions = append(w.plan.Sessions, s)
		}
	}
}

// addUnplaced adds the requests that miss visits.
func (w *writer) addUnplaced() {
	w.plan.Unplaced = make([]Unplaced, 0, len(w.lacks))
	var cuts []Cut // of all requests, one after another
	for _, x := range w.lacks {
		from := len(cuts)
		cuts = w.addCuts(cuts, x.request)
		w.plan.Unplaced = append(w.plan.Unplaced, w.unplaced(x, cuts[from:len(cuts):len(cuts)]))
	}
}

// unplaced says why a request misses visits. It is impossible when it could
// not have more than it has even alone in the district: its courses are used up.
func (c *compiler) unplaced(x lack, cuts []Cut) Unplaced {
	f := &c.funnels[x.request]
	u := Unplaced{Request: c.demand.Requests[x.request].ID, Visits: x.missing, Reason: NotFound, Options: f.options}
	if x.stays >= f.stays {
		u.Reason = Impossible
	}
	if len(cuts) > 0 {
		u.Cuts = cuts
	}
	return u
}

// addCuts lists the cuts of a request's options.
func (c *compiler) addCuts(list []Cut, request int) []Cut {
	for by, n := range &c.funnels[request].cuts {
		if n > 0 {
			list = append(list, Cut{rule.Rule(by), n})
		}
	}
	return list
}

// choiceOf returns the choice that a pin counts as: the first that its offering
// and slot fulfil, else the first that its offering does.
func (c *compiler) choiceOf(pin Pin) int {
	request := &c.demand.Requests[c.request[pin.Request]]
	offer := c.offering[pin.Offering]
	slot, _ := c.p.network.Slot(c.supply.Offerings[offer].Center, pin.Slot)
	named := -1
	for _, m := range c.matched(request) {
		if m.offer != offer {
			continue
		}
		if len(request.Choices) == 0 {
			return 0
		}
		if times := request.Choices[m.choice].Times; len(times) == 0 || times.Cover(slot) {
			return int(m.choice)
		}
		if named < 0 {
			named = int(m.choice)
		}
	}
	return max(0, named)
}
