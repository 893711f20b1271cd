package matching_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// disruption is something that goes wrong after a plan is published.
type disruption struct {
	name    string
	happens func(rng *rand.Rand, plan *matching.Plan, network *capacity.Spec, demand *matching.Spec) bool
}

// pick returns a random element, and false where there is none.
func pick[T any](rng *rand.Rand, list []T) (*T, bool) {
	if len(list) == 0 {
		return nil, false
	}
	return &list[rng.IntN(len(list))], true
}

// dateOf returns the date of a slot id.
func dateOf(id capacity.SlotID) (d capacity.Date) {
	if err := d.UnmarshalText([]byte(id[:10])); err != nil {
		panic(err)
	}
	return d
}

// disruptions are those of domain.md: an area closed, even in mid-visit, an
// instructor ill, a room out, a cancellation, a headcount that changes, a bus
// that is missing, an exam, a provider that leaves, a rule that changes, a budget
// that is used up.
var disruptions = []disruption{
	{"typhoon", func(rng *rand.Rand, plan *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		v, ok := pick(rng, plan.Visits)
		if ok {
			day := dateOf(v.Slot)
			start := capacity.At(day, capacity.Clock(10*60+30)) // in mid-visit of a morning
			network.Closures = append(network.Closures, capacity.Closure{ID: "typhoon", Times: capacity.Times{{Start: start, End: start + 1440}}})
		}
		return ok
	}},
	{"ill", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Instructors)
		if ok {
			x.Teaching = capacity.Times{{}}
		}
		return ok
	}},
	{"room", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Rooms)
		if ok {
			network.Closures = append(network.Closures, capacity.Closure{ID: "repair", Rooms: []capacity.RoomID{x.ID}, Times: capacity.Times{{}}})
		}
		return ok
	}},
	{"cancellation", func(rng *rand.Rand, plan *matching.Plan, _ *capacity.Spec, demand *matching.Spec) bool {
		v, ok := pick(rng, plan.Visits)
		if ok {
			demand.Pins = slices.DeleteFunc(demand.Pins, func(p matching.Pin) bool { return p.Request == v.Request })
			demand.Requests = slices.DeleteFunc(demand.Requests, func(r matching.Request) bool { return r.ID == v.Request })
		}
		return ok
	}},
	{"headcount", func(rng *rand.Rand, _ *matching.Plan, _ *capacity.Spec, demand *matching.Spec) bool {
		x, ok := pick(rng, demand.Cohorts)
		if ok {
			x.Size += 1 + rng.IntN(10)
		}
		return ok
	}},
	{"bus", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Fleets)
		if ok = ok && x.Buses > 0; ok {
			x.Buses--
		}
		return ok
	}},
	{"exam", func(rng *rand.Rand, plan *matching.Plan, network *capacity.Spec, demand *matching.Spec) bool {
		v, ok := pick(rng, plan.Visits)
		c, some := pick(rng, demand.Cohorts)
		if ok = ok && some; ok {
			day := dateOf(v.Slot)
			network.Closures = append(network.Closures, capacity.Closure{ID: "exam", Grades: curriculum.Grades(c.Grade, c.Grade), Times: capacity.Times{{From: day, To: day}}})
		}
		return ok
	}},
	{"provider", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Centers)
		if ok {
			network.Closures = append(network.Closures, capacity.Closure{ID: "gone", Centers: []capacity.CenterID{x.ID}, Times: capacity.Times{{}}})
		}
		return ok
	}},
	{"rule", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Centers)
		if ok {
			x.Headcount = 30
		}
		return ok
	}},
	{"budget", func(rng *rand.Rand, _ *matching.Plan, network *capacity.Spec, _ *matching.Spec) bool {
		x, ok := pick(rng, network.Budgets)
		if ok {
			x.Amount /= 2
		}
		return ok
	}},
}

// TestReplan disrupts plans in ten ways. What comes out is valid and says all
// that differs, and the oracle finds no plan that is worth more, the cost of
// changes counted: with as many points none changes less.
func TestReplan(t *testing.T) {
	problems := uint64(60)
	if *full {
		problems = 600
	}
	const cost = 1_000_000 // far more than the points at stake: the fewest changes come first
	counts := map[string]int{}
	compared, forced, chosen, added, dear := 0, 0, 0, 0, 0
	for seed := range problems {
		for _, d := range disruptions {
			courses, network, demand := smallgen.Spec(smallgen.Seeded(seed))
			plan, err := matching.FirstCome(t.Context(), smallgen.Build(courses, network, demand))
			if err != nil {
				continue // the pins cannot be kept
			}
			rng := rand.New(rand.NewPCG(seed, 7))
			if !d.happens(rng, plan, &network, &demand) {
				continue
			}
			p, err := rebuilt(courses, network, demand)
			if err != nil {
				continue // such as a headcount below what a pin needs
			}
			for _, each := range []int64{0, 1, cost} { // the default, next to nothing, and more than all else
				var opts []matching.Option
				if each > 0 {
					opts = append(opts, matching.WithChangeCost(each))
				}
				before := planFile(t, plan)
				r, err := matching.Replan(t.Context(), p, plan, append(opts, matching.WithEffort(200_000))...)
				if err != nil {
					if pins := (*matching.PinError)(nil); !errors.As(err, &pins) {
						t.Fatalf("seed %d, %s: %v", seed, d.name, err)
					}
					continue
				}
				if planFile(t, plan) != before {
					t.Fatalf("seed %d, %s: the published plan was changed", seed, d.name)
				}
				checkReplanned(t, plan, r)
				if _, err := matching.FirstCome(t.Context(), r.Problem); err != nil {
					t.Errorf("seed %d, %s: what is frozen cannot be kept without the plan: %v", seed, d.name, err)
				}
				if r.Plan.Problem != r.Problem.Fingerprint() {
					t.Errorf("seed %d, %s: the plan is not for the problem that comes with it", seed, d.name)
				}
				for _, c := range r.Changes {
					switch c.Cause {
					case matching.Forced:
						forced++
					case matching.Chosen:
						chosen++
						if each == cost {
							dear++
						}
					case matching.Added:
						added++
					}
				}
				if each < cost {
					continue
				}
				counts[d.name]++
				worth := func(visit []matching.Visit) int64 {
					sum := int64(0)
					if was := visitsIn(plan, visit[0].Request, visit[0].Slot); len(was) > 0 && samePlaces(was, visit) {
						sum = each * nearness(demand.AsOf, visit[0].Slot)
					}
					if rank := p.Weights().Rank; len(rank) > 0 && slices.ContainsFunc(r.Touched, func(x matching.Touched) bool {
						return x.Request == visit[0].Request && dateOf(x.Slot).Week() == dateOf(visit[0].Slot).Week()
					}) {
						c, _ := p.Cohort(cohortOf(p, visit[0].Request))
						sum += int64(c.Size) * rank[0]
					}
					return sum
				}
				best, other, ok := oracle.Favoring(r.Problem, worth)
				if !ok {
					continue
				}
				compared++
				have := r.Plan.Points
				for _, v := range r.Plan.Visits {
					if v.Part == 0 {
						have += worth(visitsIn(r.Plan, v.Request, v.Slot))
					}
				}
				if have < best-int64(len(plan.Visits))*100 {
					t.Errorf("seed %d, %s: %d points and %d kept, the oracle has %d points and %d in all", seed, d.name, r.Plan.Points, r.Kept, other.Points, best)
				}
			}
		}
	}
	t.Log(compared, forced, chosen, added, dear, counts)
	// Where a change costs more than all else, one is chosen only for a visit that
	// would have to go without it, such as to fill a session to its minimum.
	if compared < 300 || chosen < 20 || dear > forced/100 || len(counts) < len(disruptions) {
		t.Errorf("%d compared, %d changes forced, %d chosen, %d of them at the highest price: %v", compared, forced, chosen, dear, counts)
	}
}

func rebuilt(courses curriculum.Spec, network capacity.Spec, demand matching.Spec) (*matching.Problem, error) {
	catalog, err := curriculum.NewCatalog(courses)
	if err != nil {
		return nil, err
	}
	n, err := capacity.NewNetwork(network, catalog)
	if err != nil {
		return nil, err
	}
	return matching.NewProblem(catalog, n, demand)
}

// nearness is by how much a change costs more for its date.
func nearness(asOf capacity.Moment, slot capacity.SlotID) int64 {
	switch days := dateOf(slot) - asOf.Date(); {
	case asOf == 0:
		return 1
	case days <= 7:
		return 4
	case days <= 21:
		return 2
	}
	return 1
}

// visitsIn returns the parts of a request's visit in a slot.
func visitsIn(plan *matching.Plan, id matching.RequestID, slot capacity.SlotID) (list []matching.Visit) {
	for _, v := range plan.Visits {
		if v.Request == id && v.Slot == slot {
			list = append(list, v)
		}
	}
	return list
}

func cohortOf(p *matching.Problem, id matching.RequestID) curriculum.CohortID {
	r, _ := p.Request(id)
	return r.Cohort
}

// stayed reports whether a plan has parts of a visit at the same offerings.
func stayed(plan *matching.Plan, visit []matching.Visit) bool {
	return samePlaces(visit, visitsIn(plan, visit[0].Request, visit[0].Slot))
}

func samePlaces(a, b []matching.Visit) bool {
	var was, is []capacity.OfferingID
	for _, v := range a {
		was = append(was, v.Offering)
	}
	for _, v := range b {
		is = append(is, v.Offering)
	}
	slices.Sort(was)
	slices.Sort(is)
	return slices.Equal(was, is)
}

// checkReplanned checks the accounts of a repair: the published visits are those
// kept and those changed, and the changes lead to the plan.
func checkReplanned(t *testing.T, published *matching.Plan, r *matching.Replanned) {
	t.Helper()
	if v := matching.Verify(r.Problem, r.Plan); len(v) > 0 {
		t.Errorf("the plan is not valid: %v", v)
	}
	var want []matching.Visit
	kept := 0
	for _, v := range published.Visits {
		if stayed(r.Plan, visitsIn(published, v.Request, v.Slot)) {
			if v.Part == 0 {
				kept++
			}
			want = append(want, visitsIn(r.Plan, v.Request, v.Slot)[v.Part])
		}
	}
	if kept != r.Kept {
		t.Errorf("%d visits kept, but %d are", r.Kept, kept)
	}
	gone := 0
	for _, c := range r.Changes {
		want = append(want, c.To...)
		if len(c.From) > 0 {
			gone++
			if stayed(r.Plan, c.From) {
				t.Errorf("a change of a visit that stays: %+v", c)
			}
		}
		switch {
		case (len(c.From) == 0) != (c.Cause == matching.Added), (len(c.Why) > 0) != (c.Cause == matching.Forced):
			t.Errorf("a change without its cause, or with another: %+v", c)
		}
	}
	if kept+gone != stays(published.Visits) {
		t.Errorf("%d kept and %d changed of %d published", kept, gone, stays(published.Visits))
	}
	if diff := cmp.Diff(sorted(want), sorted(r.Plan.Visits)); diff != "" {
		t.Errorf("the changes do not lead to the plan (-said +plan):\n%s", diff)
	}
}

// TestReplanFreezes: published visits that are too near to move stay, whole ones and
// those in parts, and all parts of one are frozen or none, whatever happens.
func TestReplanFreezes(t *testing.T) {
	problems := uint64(600)
	if *full {
		problems = 6000
	}
	whole, split, loose := 0, 0, 0
	for seed := range problems {
		courses, network, demand := lateSpecs(seed)
		plan := publishedBefore(t, courses, network, demand, seed%2 > 0)
		if twiceInSlot(plan) {
			continue // checkReplanned takes the two for one
		}
		r, err := matching.Replan(t.Context(), smallgen.Build(courses, network, demand), plan, matching.WithEffort(2000))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		checkReplanned(t, plan, r)
		for _, v := range plan.Visits {
			visit := visitsIn(plan, v.Request, v.Slot)
			switch near := dateOf(v.Slot) < firstOpen; {
			case near && !stayed(r.Plan, visit):
				t.Errorf("seed %d: %+v is too near to move, but did", seed, v)
			case near && len(visit) > 1:
				split++
			case near:
				whole++
			}
		}
		for _, d := range disruptions {
			courses, network, demand := lateSpecs(seed)
			if !d.happens(rand.New(rand.NewPCG(seed, 8)), plan, &network, &demand) {
				continue
			}
			p, err := rebuilt(courses, network, demand)
			if err != nil {
				continue
			}
			if r, err = matching.Replan(t.Context(), p, plan, matching.WithEffort(500)); err != nil {
				t.Fatalf("seed %d, %s: %v", seed, d.name, err)
			}
			checkReplanned(t, plan, r)
			loose += checkFrozen(t, plan, r)
		}
	}
	t.Logf("%d whole visits and %d parts are frozen, %d cannot be", whole, split, loose)
	if whole < 100 || split < 30 || loose < 100 {
		t.Errorf("%d whole visits and %d parts are frozen, %d cannot be: too few", whole, split, loose)
	}
}

// TestReplanCannotFreeze: a split visit that is too near is not frozen where its request
// may not be split so any more.
func TestReplanCannotFreeze(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(w *world)
	}{
		{"fewer parts", "two at most", func(w *world) { w.request("q9").Parts = 2 }},
		{"fewer pupils than parts", "a part has somebody", func(w *world) { w.cohort("d1").Size = 2 }},
		{"pinned whole elsewhere", "all visits of a request are split alike", func(w *world) {
			w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q9", Offering: "spin1", Slot: "2026-09-15.am"})
		}},
		{"pinned whole there", "a request has one visit in a slot", func(w *world) {
			w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q9", Offering: "spin1", Slot: "2026-09-08.am"})
		}},
		{"a part that is no more", "its parts are one visit", func(w *world) {
			w.capacity.Offerings = slices.DeleteFunc(w.capacity.Offerings, func(o capacity.Offering) bool { return o.ID == "knit1" })
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.enrich()
			w.widen()
			w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(7), 0), 2
			published := w.plan
			tt.change(w)
			r, err := matching.Replan(t.Context(), w.problem(t), published, matching.WithEffort(1000))
			if err != nil {
				t.Fatalf("%v: %s", err, tt.reason)
			}
			if visit := visitsIn(published, "q9", "2026-09-08.am"); len(visit) != 3 || stayed(r.Plan, visit) {
				t.Errorf("%+v stays: %s", visit, tt.reason)
			}
			i := slices.IndexFunc(r.Changes, func(c matching.Replace) bool {
				return c.Request == "q9" && len(c.From) > 0 && c.From[0].Slot == "2026-09-08.am"
			})
			if i < 0 || r.Changes[i].Cause != matching.Forced {
				t.Errorf("changes %+v, want that of q9 forced: %s", r.Changes, tt.reason)
			}
		})
	}
}

// TestReplanPinnedToo: a visit that is too near and pinned by a person stays.
func TestReplanPinnedToo(t *testing.T) {
	w := newWorld()
	w.enrich()
	w.demand.AsOf, w.demand.NoticeDays = capacity.At(day(7), 0), 2
	w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")...)
	r, err := matching.Replan(t.Context(), w.problem(t), w.plan, matching.WithEffort(1000))
	if err != nil {
		t.Fatal(err)
	}
	if !stayed(r.Plan, visitsIn(w.plan, "q9", "2026-09-08.am")) {
		t.Errorf("visits %+v", r.Plan.Visits)
	}
}

// firstOpen is the Tuesday of problems drawn, on which new visits may still be in those
// of lateSpecs.
var firstOpen = capacity.DateOf(2026, 9, 15)

// lateSpecs are those of a problem planned late, without pins, and with splits in every
// second.
func lateSpecs(seed uint64) (curriculum.Spec, capacity.Spec, matching.Spec) {
	courses, network, demand := smallgen.Spec(smallgen.Seeded(seed))
	demand.AsOf, demand.NoticeDays, demand.Pins = capacity.At(firstOpen-2, 0), 2, nil
	for i := range demand.Requests {
		demand.Requests[i].Parts = 2 * int(seed%2)
	}
	return courses, network, demand
}

// publishedBefore returns a plan made before there was a notice time to keep; cramped,
// with seats for few cohorts as a whole.
func publishedBefore(t *testing.T, courses curriculum.Spec, network capacity.Spec, demand matching.Spec, cramped bool) *matching.Plan {
	t.Helper()
	demand.AsOf = 0
	small := network
	small.Offerings = slices.Clone(network.Offerings)
	for i := range small.Offerings {
		small.Offerings[i].Seats = 9
	}
	p, err := rebuilt(courses, small, demand)
	if err != nil || !cramped { // such as a minimum of more
		p = smallgen.Build(courses, network, demand)
	}
	return firstCome(t, p)
}

// twiceInSlot reports whether a request has two visits in slots of one id, of two calendars.
func twiceInSlot(plan *matching.Plan) bool {
	return slices.ContainsFunc(plan.Visits, func(v matching.Visit) bool {
		zeros := slices.DeleteFunc(visitsIn(plan, v.Request, v.Slot), func(v matching.Visit) bool { return v.Part > 0 })
		return len(zeros) > 1
	})
}

// checkFrozen: all parts of a published visit are frozen or none, and what is too near
// and could not be frozen is gone. It counts the rows of these.
func checkFrozen(t *testing.T, published *matching.Plan, r *matching.Replanned) (loose int) {
	t.Helper()
	pins := r.Problem.Spec().Pins
	for _, v := range published.Visits {
		visit := visitsIn(published, v.Request, v.Slot)
		frozen, near := 0, dateOf(v.Slot) < firstOpen
		for _, pin := range pins {
			if pin.Request == v.Request && pin.Slot == v.Slot {
				frozen++
			}
		}
		switch {
		case frozen > 0 && (frozen != len(visit) || !near):
			t.Errorf("%d pins of %+v", frozen, visit)
		case frozen == 0 && near:
			loose++
			if stayed(r.Plan, visit) {
				t.Errorf("%+v is not frozen, and stays", visit)
			}
		}
	}
	return loose
}
