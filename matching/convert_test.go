package matching_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

// options counts, straight from the data, the offerings times slots of the
// courses and centers that a request's choices name.
func options(p *matching.Problem, r matching.Request) int {
	supply := p.Network().Spec()
	n := 0
	for _, o := range supply.Offerings {
		course, _ := p.Catalog().Course(o.Course)
		named := slices.ContainsFunc(r.Choices, func(c matching.Choice) bool {
			return (c.Course == "" || c.Course == course.ID) && (c.Tier == 0 || c.Tier == course.Tier) &&
				(c.Major == "" || c.Major == course.Major) && (c.Center == "" || c.Center == o.Center) &&
				(c.Occupation == "" || slices.Contains(course.Occupations, c.Occupation))
		})
		if named {
			center, _ := p.Network().Center(o.Center)
			for range p.Network().Slots(center.Calendar) {
				n++
			}
		}
	}
	return n
}

// checkUnplaced checks the accounts of each entry: the options are those of the
// data, the cuts come in the order of the rules, and take all options from a
// request that has no visit and cannot have one, and from no other.
func checkUnplaced(t *testing.T, p *matching.Problem, plan *matching.Plan) {
	t.Helper()
	for _, u := range plan.Unplaced {
		r, _ := p.Request(u.Request)
		left, last := u.Options, rule.Books
		for _, c := range u.Cuts {
			if c.Rule <= last || c.Options <= 0 {
				t.Errorf("a cut of %d by %s after one by %s: %+v", c.Options, c.Rule, last, u)
			}
			last = c.Rule
			left -= c.Options
		}
		if want := options(p, r); u.Options != want {
			t.Errorf("%d options, the data have %d: %+v", u.Options, want, u)
		}
		all := u.Visits == max(1, r.Visits)
		if left < 0 || left == 0 && u.Reason != matching.Impossible || left > 0 && u.Reason == matching.Impossible && all {
			t.Errorf("%d options are left: %+v", left, u)
		}
	}
}

// alone returns the most visits that a request can have when it is the only one
// of the district, whatever is pinned. Weights make every further visit worth it.
func alone(seed uint64, id matching.RequestID) (int, bool) {
	courses, supply, demand := smallgen.Spec(smallgen.Seeded(seed))
	demand.Requests = slices.DeleteFunc(demand.Requests, func(r matching.Request) bool { return r.ID != id })
	demand.Pins = nil
	_, plan, ok := oracle.Best(smallgen.Build(courses, supply, demand))
	if !ok || plan == nil {
		return 0, false
	}
	return len(plan.Visits), true
}

// TestUnplaced asks the oracle about every request that is said to be
// impossible, and checks the accounts of all.
func TestUnplaced(t *testing.T) {
	impossible, notFound := 0, 0
	for seed := range uint64(120) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan := solve(t, p, matching.WithEffort(5000))
		checkUnplaced(t, p, plan)
		for _, u := range plan.Unplaced {
			if u.Reason == matching.NotFound {
				notFound++
				continue
			}
			r, _ := p.Request(u.Request)
			most, ok := alone(seed, u.Request)
			if placed := max(1, r.Visits) - u.Visits; ok && most > placed {
				t.Errorf("seed %d: %d visits placed, alone %d are possible: %+v", seed, placed, most, u)
			}
			impossible++
		}
	}
	if impossible < 50 || notFound < 50 {
		t.Errorf("only %d impossible and %d not found", impossible, notFound)
	}
}

// TestUnplacedGenerated checks the accounts on a district.
func TestUnplacedGenerated(t *testing.T) {
	for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply} {
		p := generated(t, scenario.S, regime, 2)
		plan := solve(t, p, matching.WithEffort(10_000))
		checkUnplaced(t, p, plan)
		if len(plan.Unplaced) == 0 {
			t.Errorf("%s: everything is placed", regime)
		}
	}
}

// TestUnplacedCuts makes one request of the world impossible, rule by rule. The
// request may take a drone course at the hub in 20 slots of 10 days, in two
// offerings.
func TestUnplacedCuts(t *testing.T) {
	tests := []struct {
		name   string
		change func(w *world)
		want   []matching.Cut
	}{
		{"tier", func(w *world) { w.cohort("b1").Intents = nil }, []matching.Cut{{Rule: rule.Tier, Options: 40}}},
		{"course", func(w *world) { w.course("drone").MaxGroup = 11 }, []matching.Cut{{Rule: rule.Course, Options: 40}}},
		{"choice and open", func(w *world) {
			w.request("q3").Times = hours(clock(14, 0), clock(17, 0))
			w.capacity.Closures = []capacity.Closure{{ID: "x", Times: capacity.Times{{}}, Areas: []capacity.AreaID{"city"}}}
		}, []matching.Cut{{Rule: rule.Choice, Options: 20}, {Rule: rule.Open, Options: 20}}},
		{"closed for the school's area", func(w *world) {
			w.capacity.Closures = []capacity.Closure{{ID: "x", Times: capacity.Times{{}}, Areas: []capacity.AreaID{"west"}}}
		}, []matching.Cut{{Rule: rule.Open, Options: 40}}},
		{"closed for the grade", func(w *world) {
			w.capacity.Closures = []capacity.Closure{{ID: "x", Times: capacity.Times{{}}, Grades: curriculum.Grades(11, 11)}}
		}, []matching.Cut{{Rule: rule.Open, Options: 40}}},
		{"seats", func(w *world) { w.room("r3").Seats = 11 }, []matching.Cut{{Rule: rule.Seats, Options: 40}}},
		{"minimum alone", func(w *world) { w.request("q3").Share = 0; w.course("drone").Minimum = 13 }, []matching.Cut{{Rule: rule.Minimum, Options: 40}}},
		{"minimum in offerings for one", func(w *world) {
			w.course("drone").Minimum = 13
			w.offering("drone1").Sharing, w.offering("drone2").Sharing = capacity.ShareNobody, capacity.ShareNobody
		}, []matching.Cut{{Rule: rule.Minimum, Options: 40}}},
		{"staff", func(w *world) { w.course("drone").Instructors = 5 }, []matching.Cut{{Rule: rule.Staff, Options: 40}}},
		{"headcount", func(w *world) { w.center("hub").Headcount = 11 }, []matching.Cut{{Rule: rule.Headcount, Options: 40}}},
		{"stock", func(w *world) {
			w.course("drone").Consumables = []curriculum.Consumption{{Item: "kit", PerPupil: 3}}
		}, []matching.Cut{{Rule: rule.Stock, Options: 40}}},
		{"budget", func(w *world) {
			w.course("drone").Fees = []curriculum.Fee{{Line: "materials", PerPupil: 2000}}
		}, []matching.Cut{{Rule: rule.Budget, Options: 40}}},
		{"buses", func(w *world) { w.school("s2").Fleet = "yellow"; w.capacity.Fleets[0].Buses = 0 }, []matching.Cut{{Rule: rule.Transport, Options: 40}}},
		{"travel", func(w *world) { w.request("q3").MaxTravel = 1 }, []matching.Cut{{Rule: rule.Transport, Options: 40}}},
		{"quotas", func(w *world) {
			w.quota("reserved").Most = 11
			w.quota("reserved").Times = hours(clock(8, 0), clock(12, 0))
			w.quota("support").Most = 0
		}, []matching.Cut{{Rule: rule.Quota, Options: 40}}},
		{"adults", func(w *world) {
			w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.Grades(11, 11), PupilsPerAdult: 5}}
			w.request("q3").Adults = 2
		}, []matching.Cut{{Rule: rule.Adults, Options: 40}}},
		{"notice", func(w *world) { w.demand.NoticeDays = 100 }, []matching.Cut{{Rule: rule.Notice, Options: 40}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.demand.Pins = nil
			w.demand.Requests = []matching.Request{*w.request("q3")}
			w.request("q3").Choices = []matching.Choice{{Course: "drone"}}
			tt.change(w)
			want := []matching.Unplaced{{Request: "q3", Visits: 2, Reason: matching.Impossible, Options: 40, Cuts: tt.want}}
			got := solve(t, w.problem(t), matching.WithEffort(100))
			if diff := gocmp.Diff(want, got.Unplaced); diff != "" {
				t.Errorf("unplaced (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPlanOrder: the parts of a plan come in the order that it promises.
func TestPlanOrder(t *testing.T) {
	for seed := range uint64(200) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan := solve(t, p, matching.WithEffort(2000))
		begin := func(o capacity.OfferingID, id capacity.SlotID) capacity.Moment {
			offering, _ := p.Network().Offering(o)
			slot, _ := p.Network().Slot(offering.Center, id)
			return slot.Begin()
		}
		for i := 1; i < len(plan.Sessions); i++ {
			a, b := plan.Sessions[i-1], plan.Sessions[i]
			if cmp.Or(cmp.Compare(begin(a.Offering, a.Slot), begin(b.Offering, b.Slot)), cmp.Compare(a.Offering, b.Offering)) >= 0 {
				t.Errorf("seed %d: session %+v before %+v", seed, a, b)
			}
		}
		for i := 1; i < len(plan.Visits); i++ {
			a, b := plan.Visits[i-1], plan.Visits[i]
			if cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(begin(a.Offering, a.Slot), begin(b.Offering, b.Slot))) >= 0 {
				t.Errorf("seed %d: visit %+v before %+v", seed, a, b)
			}
		}
		for _, s := range plan.Sessions {
			if !slices.IsSorted(s.Instructors) {
				t.Errorf("seed %d: instructors %q", seed, s.Instructors)
			}
		}
		if !slices.IsSortedFunc(plan.Unplaced, func(a, b matching.Unplaced) int { return cmp.Compare(a.Request, b.Request) }) {
			t.Errorf("seed %d: unplaced %+v", seed, plan.Unplaced)
		}
	}
}

// TestPlanOrderAcrossCalendars: an earlier visit comes first, though its
// calendar comes after that of the later one.
func TestPlanOrderAcrossCalendars(t *testing.T) {
	w := newWorld()
	w.lift()
	w.demand.Pins = nil
	w.demand.Requests = []matching.Request{{
		ID: "q1", Cohort: "a1", Visits: 2, Choices: []matching.Choice{{Course: "code", Times: on(9)}, {Course: "crops", Times: on(8)}},
	}}
	plan := solve(t, w.problem(t), matching.WithEffort(1000))
	var got []capacity.OfferingID
	for _, v := range plan.Visits {
		got = append(got, v.Offering)
	}
	if diff := gocmp.Diff([]capacity.OfferingID{"crops1", "code1"}, got); diff != "" {
		t.Errorf("offerings (-want +got):\n%s", diff)
	}
}
