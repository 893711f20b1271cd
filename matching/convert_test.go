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
// courses and centers that a request's choices name; without choices it is all.
func options(p *matching.Problem, r matching.Request) int {
	supply := p.Network().Spec()
	n := 0
	for _, o := range supply.Offerings {
		course, _ := p.Catalog().Course(o.Course)
		named := len(r.Choices) == 0 || slices.ContainsFunc(r.Choices, func(c matching.Choice) bool {
			return (c.Course == "" || c.Course == course.ID) && (c.Theme == "" || c.Theme == course.Theme) && (c.Tier == 0 || c.Tier == course.Tier) &&
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
// data, the cuts come in the order of the rules, and where the plan is not known
// to be optimal they take all options from a request that has no visit and
// cannot have one; from no other they ever do.
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
		none := placed(plan, u.Request) == 0
		if left < 0 || left == 0 && u.Reason != matching.Impossible || left > 0 && u.Reason == matching.Impossible && none && plan.Status != matching.Optimal {
			t.Errorf("%d options are left: %+v", left, u)
		}
	}
}

// placed counts the visits of a request in a plan; the parts of one count once.
func placed(plan *matching.Plan, id matching.RequestID) int {
	n := 0
	for _, v := range plan.Visits {
		if v.Request == id && v.Part == 0 {
			n++
		}
	}
	return n
}

// mostVisits returns the most visits of a request that any plan has: those of
// the best plan where its pupils are worth more than all others together. It
// fails where the oracle gives up.
func mostVisits(p *matching.Problem, id matching.RequestID) (visits int, ok bool) {
	demand := p.Spec()
	demand.Weights = matching.Weights{Base: 1}
	for i := range demand.Requests {
		if demand.Requests[i].Weight = 1; demand.Requests[i].ID == id {
			demand.Requests[i].Weight = 100_000
		}
	}
	only, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		panic(err)
	}
	_, plan, ok := oracle.Best(only)
	if !ok || plan == nil {
		return 0, false
	}
	return placed(plan, id), true
}

// TestUnplaced asks the oracle about the reasons in plans, and checks the
// accounts of all.
func TestUnplaced(t *testing.T) {
	impossible, lost, notFound, programs := 0, 0, 0, 0
	for seed := range uint64(120) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		for _, effort := range []int64{1, 5000} {
			plan := solve(t, p, matching.WithEffort(effort))
			checkUnplaced(t, p, plan)
			for _, u := range plan.Unplaced {
				most, ok := mostVisits(p, u.Request)
				has := placed(plan, u.Request)
				switch {
				case u.Reason == matching.NotFound:
					notFound++
					if plan.Status == matching.Optimal {
						t.Errorf("seed %d: %+v, and the plan is optimal", seed, u)
					}
				case u.Reason == matching.Lost:
					lost++
					if plan.Status != matching.Optimal || ok && most <= has {
						t.Errorf("seed %d: %d visits placed, any plan has %d at most, and this one is %s: %+v", seed, has, most, plan.Status, u)
					}
				default:
					impossible++
					if ok && most > has {
						t.Errorf("seed %d: %d visits placed, %d are possible: %+v", seed, has, most, u)
					}
					if r, _ := p.Request(u.Request); r.Program != "" {
						programs++
					}
				}
			}
		}
	}
	if impossible < 50 || lost < 50 || notFound < 20 || programs < 20 {
		t.Errorf("only %d impossible, %d of them programs, %d lost, and %d not found", impossible, programs, lost, notFound)
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

// TestUnplacedProgram lets a cohort come for code on one day only, and for crops
// on the day before: what its program misses of the two.
func TestUnplacedProgram(t *testing.T) {
	codeFirst := []matching.Component{{Visits: 1, Courses: []curriculum.CourseID{"code"}}, {Visits: 1, Courses: []curriculum.CourseID{"crops"}}}
	tests := []struct {
		name    string
		reason  string
		program matching.Program
		visits  int
		missing int
		why     matching.Reason
	}{
		{"in any order", "crops may come before code", matching.Program{Components: codeFirst}, 2, 0, 0},
		{"ordered", "code would come after crops", matching.Program{Components: codeFirst, Ordered: true}, 1, 1, matching.Impossible},
		{"ordered and whole", "one of the two is not enough", matching.Program{Components: codeFirst, Ordered: true, Whole: true}, 0, 2, matching.Impossible},
		{"an hour", "the last visit may count for more than lacks",
			matching.Program{Components: []matching.Component{{Hours: 1}}}, 1, 0, 0},
		{"five hours", "two visits of three and four hours are needed",
			matching.Program{Components: []matching.Component{{Hours: 5}}}, 2, 0, 0},
		{"one course twice", "a course is taken once, even alone",
			matching.Program{Components: []matching.Component{{Visits: 2, Courses: []curriculum.CourseID{"code"}}}}, 1, 1, matching.Impossible},
		{"whole without a part", "none of its choices is drone",
			matching.Program{Components: append(codeFirst, matching.Component{Visits: 1, Courses: []curriculum.CourseID{"drone"}}), Whole: true},
			0, 3, matching.Impossible},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.lift()
			w.demand.Pins = nil
			w.course("code").Hours, w.course("crops").Hours = 3, 4
			tt.program.ID = "g"
			w.demand.Programs = []matching.Program{tt.program}
			w.demand.Requests = []matching.Request{{
				ID: "q1", Cohort: "a1", Program: "g",
				Choices: []matching.Choice{{Course: "code", Times: on(9)}, {Course: "crops", Times: on(8)}},
			}}
			p := w.problem(t)
			plan := solve(t, p, matching.WithEffort(1000))
			checkUnplaced(t, p, plan)
			var u matching.Unplaced
			for _, x := range plan.Unplaced {
				u = x
			}
			if n := placed(plan, "q1"); n != tt.visits || u.Visits != tt.missing || u.Reason != tt.why {
				t.Errorf("%d visits, %d missing: %q, want %d, %d: %q: %s", n, u.Visits, u.Reason, tt.visits, tt.missing, tt.why, tt.reason)
			}
		})
	}
}

// TestPlanOrder: the parts of a plan come in the order that it promises.
func TestPlanOrder(t *testing.T) {
	for seed := range uint64(200) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan := solve(t, p, matching.WithEffort(2000))
		for i := 1; i < len(plan.Sessions); i++ {
			a, b := plan.Sessions[i-1], plan.Sessions[i]
			if cmp.Or(cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Offering, b.Offering)) >= 0 {
				t.Errorf("seed %d: session %+v before %+v", seed, a, b)
			}
		}
		for i := 1; i < len(plan.Visits); i++ {
			a, b := plan.Visits[i-1], plan.Visits[i]
			order := cmp.Or(
				cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Part, b.Part),
				cmp.Compare(a.Offering, b.Offering))
			if order >= 0 {
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
