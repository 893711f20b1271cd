package matching_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestSettle settles the plan of world_test.go by hand: nobody came to the farm, and
// 25 of 30 to the robots, which cost 5 yuan and a kit each; the farm costs 2 yuan.
func TestSettle(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	took := slices.DeleteFunc(matching.AllAttend(p, w.plan), func(a matching.Attendance) bool { return a.Request == "q5" })
	find(took, func(a matching.Attendance) bool { return a.Request == "q2" }).Pupils = 25
	got, err := matching.Settle(p, w.plan, took)
	if err != nil {
		t.Fatal(err)
	}
	held := func(planned, held int64) matching.Held { return matching.Held{Planned: planned, Held: held} }
	want := &matching.Settlement{
		Lines: []matching.LineSettlement{
			{Line: "activities", Center: "farm"}, {Line: "activities", Center: "hub"}, {Line: "activities", Center: "web"},
			{Line: "materials", Center: "farm", Account: matching.Account{Planned: 8000, Released: 8000}},
			{Line: "materials", Center: "hub", Account: matching.Account{Planned: 15000, Settled: 12500, Released: 2500}},
			{Line: "materials", Center: "web"},
		},
		Budgets: []matching.BudgetSettlement{{
			Budget: "year", Line: "materials", Amount: 23000,
			Account: matching.Account{Planned: 23000, Settled: 12500, Released: 10500}, Remaining: 10500,
		}},
		Items: []matching.ItemSettlement{
			{Center: "farm", Item: "glue"}, {Center: "farm", Item: "kit"},
			{Center: "hub", Item: "glue"}, {Center: "hub", Item: "kit", Planned: 30, Used: 25, Returned: 5, Stocked: true, Units: 30, Left: 5},
			{Center: "web", Item: "glue"}, {Center: "web", Item: "kit"},
		},
		Centers: []matching.CenterSettlement{
			{Center: "farm", Attended: matching.Attended{Visits: held(1, 0), PersonVisits: held(40, 0), Sessions: held(1, 0), Hours: held(2, 0)}},
			{Center: "hub", Attended: matching.Attended{Visits: held(4, 4), PersonVisits: held(92, 87), Sessions: held(3, 3), Hours: held(24, 24)}},
			{Center: "web", Attended: matching.Attended{Visits: held(1, 1), PersonVisits: held(30, 30), Sessions: held(1, 1)}},
		},
		Total: matching.Attended{Visits: held(6, 5), PersonVisits: held(162, 117), Sessions: held(5, 4), Hours: held(26, 24)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settlement (-want +got):\n%s", diff)
	}
}

// TestSettleRefuses lists everything that is wrong with an attendance.
func TestSettleRefuses(t *testing.T) {
	w := newWorld()
	row := func(request matching.RequestID, offering capacity.OfferingID, slot capacity.SlotID, pupils int) matching.Attendance {
		return matching.Attendance{Request: request, Offering: offering, Slot: slot, Pupils: pupils}
	}
	took := []matching.Attendance{
		row("q1", "paper1", "2026-09-07.am", 40),
		row("q1", "paper1", "2026-09-07.am", 1),  // again
		row("q2", "robot1", "2026-09-07.pm", 30), // another slot
		row("q3", "drone1", "2026-09-08.pm", 13), // one of 12 too many
		row("q4", "drone1", "2026-09-08.pm", 0),
	}
	s, err := matching.Settle(w.problem(t), w.plan, took)
	var refused *finding.Error
	if s != nil || !errors.As(err, &refused) {
		t.Fatalf("settled %v, error %v; want a refusal", s, err)
	}
	var paths []string
	for _, f := range refused.Findings {
		paths = append(paths, f.Path)
	}
	if diff := cmp.Diff([]string{"/attendance/1", "/attendance/2", "/attendance/3/pupils", "/attendance/4/pupils"}, paths); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

// TestCompletedAttend takes what a register has as completed, and nothing else.
func TestCompletedAttend(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	r := new(matching.Register)
	for _, request := range []matching.RequestID{"q1", "q2"} {
		for _, event := range []matching.Event{matching.EventDraft, matching.EventSubmit} {
			if err := r.Apply(matching.Step{At: capacity.At(day(1), 0), Event: event, Request: request}); err != nil {
				t.Fatal(err)
			}
		}
	}
	log := r.Log(0)
	propose := func(booking matching.BookingID, request matching.RequestID) matching.Step {
		return matching.Step{At: capacity.At(day(2), 0), Event: matching.EventPropose, Booking: booking, Proposal: &matching.Proposal{
			Request: request, School: "s1", Center: "hub", Slot: "2026-09-07.am", Begin: capacity.At(day(7), clock(8, 30)), Until: capacity.At(day(4), 0),
		}}
	}
	log = append(log, propose(1, "q1"), propose(2, "q2"))
	for booking := range matching.BookingID(2) {
		log = append(log, matching.Step{At: capacity.At(day(3), 0), Event: matching.EventAccept, Booking: booking + 1},
			matching.Step{At: capacity.At(day(3), 0), Event: matching.EventConfirm, Booking: booking + 1})
	}
	log = append(log, matching.Step{At: capacity.At(day(8), 0), Event: matching.EventComplete, Booking: 1})
	slices.SortStableFunc(log, func(a, b matching.Step) int { return int(a.At - b.At) })
	r, err := matching.Replay(log)
	if err != nil {
		t.Fatal(err)
	}
	want := []matching.Attendance{{Request: "q1", Offering: "paper1", Slot: "2026-09-07.am", Pupils: 40}}
	if diff := cmp.Diff(want, matching.CompletedAttend(p, w.plan, r)); diff != "" {
		t.Errorf("attendance (-want +got):\n%s", diff)
	}
}

// ledger is what a test adds up by itself, visit by visit.
type ledger struct {
	planned, settled map[lineAt]int64
	need, used       map[itemAt]int64
	people, present  int64
	visits, sessions map[[3]string]bool // by request or offering, center and slot: whether anybody came
}

type lineAt struct {
	line   curriculum.LineID
	center capacity.CenterID
}

type itemAt struct {
	item   curriculum.ItemID
	center capacity.CenterID
}

// add enters a row of the plan of which some pupils came.
func (l *ledger) add(p *matching.Problem, v matching.Visit, came int) {
	offering, _ := p.Network().Offering(v.Offering)
	course, _ := p.Catalog().Course(offering.Course)
	for _, fee := range course.Fees {
		l.planned[lineAt{fee.Line, offering.Center}] += int64(fee.PerPupil) * int64(v.Pupils)
		l.settled[lineAt{fee.Line, offering.Center}] += int64(fee.PerPupil) * int64(came)
	}
	for _, need := range course.Consumables {
		l.need[itemAt{need.Item, offering.Center}] += int64(need.PerPupil * v.Pupils)
		l.used[itemAt{need.Item, offering.Center}] += int64(need.PerPupil * came)
	}
	for key, held := range map[[3]string]map[[3]string]bool{
		{string(v.Request), string(offering.Center), string(v.Slot)}:  l.visits,
		{string(v.Offering), string(offering.Center), string(v.Slot)}: l.sessions,
	} {
		held[key] = held[key] || came > 0
	}
	l.people += int64(v.Pupils)
	l.present += int64(came)
}

// TestSettleConserves says that no money and no stock is lost or doubled, whatever
// takes place: every balance closes, and every sum is that of the visits.
func TestSettleConserves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := smallgen.Problem(smallgen.FromRapid(t))
		plan := quickPlan(t, p)
		own := ledger{map[lineAt]int64{}, map[lineAt]int64{}, map[itemAt]int64{}, map[itemAt]int64{}, 0, 0, map[[3]string]bool{}, map[[3]string]bool{}}
		var took []matching.Attendance
		for _, v := range plan.Visits {
			came := rapid.IntRange(0, v.Pupils).Draw(t, "came")
			own.add(p, v, came)
			if came > 0 {
				took = append(took, matching.Attendance{Request: v.Request, Part: v.Part, Offering: v.Offering, Slot: v.Slot, Pupils: came})
			}
		}
		s, err := matching.Settle(p, plan, rapid.Permutation(took).Draw(t, "took"))
		if err != nil {
			t.Fatal(err)
		}
		checkMoney(t, p, s, &own)
		checkStock(t, p, s, &own)
		if s.Total.PersonVisits != (matching.Held{Planned: own.people, Held: own.present}) {
			t.Fatalf("person-visits %+v, want %d and %d", s.Total.PersonVisits, own.people, own.present)
		}
		for name, x := range map[string]struct {
			got  matching.Held
			held map[[3]string]bool
		}{"visits": {s.Total.Visits, own.visits}, "sessions": {s.Total.Sessions, own.sessions}} {
			want := matching.Held{Planned: int64(len(x.held))}
			for _, held := range x.held {
				if held {
					want.Held++
				}
			}
			if x.got != want {
				t.Fatalf("%s %+v, want %+v", name, x.got, want)
			}
		}
		var sum matching.Attended
		for _, c := range s.Centers {
			for _, x := range []struct{ to, from *matching.Held }{
				{&sum.Visits, &c.Visits}, {&sum.PersonVisits, &c.PersonVisits}, {&sum.Sessions, &c.Sessions}, {&sum.Hours, &c.Hours},
			} {
				x.to.Planned += x.from.Planned
				x.to.Held += x.from.Held
			}
		}
		if diff := cmp.Diff(s.Total, sum); diff != "" {
			t.Fatalf("the centers together (-total +sum):\n%s", diff)
		}
	})
}

// quickPlan plans a problem with little effort.
func quickPlan(t *rapid.T, p *matching.Problem) *matching.Plan {
	plan, err := matching.Solve(t.Context(), p, matching.WithEffort(2_000))
	if errors.As(err, new(*matching.PinError)) {
		t.Skip("the pins cannot be kept")
	}
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func checkMoney(t *rapid.T, p *matching.Problem, s *matching.Settlement, own *ledger) {
	for _, x := range s.Lines {
		key := lineAt{x.Line, x.Center}
		if int64(x.Planned) != own.planned[key] || int64(x.Settled) != own.settled[key] || x.Planned != x.Settled+x.Released {
			t.Fatalf("line %+v, want %d planned and %d settled", x, own.planned[key], own.settled[key])
		}
		delete(own.planned, key)
		delete(own.settled, key)
	}
	if len(own.planned)+len(own.settled) > 0 {
		t.Fatalf("lines left out: %v %v", own.planned, own.settled)
	}
	budgets := p.Network().Spec().Budgets
	if len(budgets) != len(s.Budgets) {
		t.Fatalf("%d budgets, want %d", len(s.Budgets), len(budgets))
	}
	for i, b := range budgets {
		sum, x := matching.Account{}, s.Budgets[i]
		for _, line := range s.Lines {
			if line.Line == b.Line && (len(b.Centers) == 0 || slices.Contains(b.Centers, line.Center)) {
				sum.Planned += line.Planned
				sum.Settled += line.Settled
				sum.Released += line.Released
			}
		}
		if x.Budget != b.ID || x.Amount != b.Amount || x.Account != sum || x.Amount != x.Settled+x.Remaining || x.Remaining < 0 {
			t.Fatalf("budget %+v of amount %d, want %+v", x, b.Amount, sum)
		}
	}
}

func checkStock(t *rapid.T, p *matching.Problem, s *matching.Settlement, own *ledger) {
	stocks := map[itemAt]int64{}
	for _, x := range p.Network().Spec().Stocks {
		stocks[itemAt{x.Item, x.Center}] = int64(x.Units)
	}
	for _, x := range s.Items {
		key := itemAt{x.Item, x.Center}
		if x.Planned != own.need[key] || x.Used != own.used[key] || x.Planned != x.Used+x.Returned {
			t.Fatalf("item %+v, want %d planned and %d used", x, own.need[key], own.used[key])
		}
		units, stocked := stocks[key]
		if x.Stocked != stocked || x.Units != units || stocked && x.Units != x.Used+x.Left || x.Left < 0 {
			t.Fatalf("stock %+v, want %d units", x, units)
		}
		delete(own.need, key)
		delete(own.used, key)
		delete(stocks, key)
	}
	if len(own.need)+len(own.used)+len(stocks) > 0 {
		t.Fatalf("items left out: %v %v %v", own.need, own.used, stocks)
	}
}
