package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

func amount(asked, placed, unmet int64, share float64) matching.Amount {
	return matching.Amount{Asked: asked, Placed: placed, Unmet: unmet, Share: share}
}

func demand(requests int64, visits, pupils matching.Amount) matching.Demand {
	return matching.Demand{Requests: requests, Visits: visits, Pupils: pupils}
}

// metInFull is a demand that is met.
func metInFull(requests, visits, pupils int64) matching.Demand {
	return demand(requests, amount(visits, visits, 0, 1), amount(pupils, pupils, 0, 1))
}

// reported is the world with two themes, and with reasons for what is missing: q3
// lacks one of two visits of 12, q7 its only one of 25.
func reported() *world {
	w := newWorld()
	w.course("paper").Theme, w.course("crops").Theme = "纸艺", "农业"
	w.plan.Unplaced = []matching.Unplaced{
		{Request: "q3", Visits: 1, Reason: matching.Impossible, Options: 20, Cuts: []matching.Cut{{Rule: rule.Choice, Options: 12}, {Rule: rule.Open, Options: 8}}},
		{Request: "q7", Visits: 1, Reason: matching.NotFound, Options: 20, Cuts: []matching.Cut{{Rule: rule.Choice, Options: 12}}},
	}
	return w
}

// TestReport compares a report on world_test.go with one written by hand.
func TestReport(t *testing.T) {
	w := reported()
	explained := []matching.Explanation{
		{Request: "q1"}, // nothing is missing
		{Request: "q7", Reason: matching.Lost, Cuts: []matching.Cut{{Rule: rule.Choice, Options: 12}},
			Taken: []matching.Cut{{Rule: rule.Room, Options: 1}, {Rule: rule.Seats, Options: 3}, {Rule: rule.Staff, Options: 3}}},
	}
	theme := func(kind matching.ThemeKind, name string) matching.Theme {
		return matching.Theme{Kind: kind, Name: name}
	}
	unmet := func(reason matching.Reason, by rule.Rule, pupils int64) matching.CauseUnmet {
		return matching.CauseUnmet{UnmetCause: matching.UnmetCause{Reason: reason, Rule: by}, Unmet: matching.Unmet{Requests: 1, Visits: 1, Pupils: pupils}}
	}
	want := matching.SupplyDemand{
		Total: demand(7, amount(8, 6, 2, 0.75), amount(199, 162, 37, 0.81407)),
		Themes: []matching.ThemeDemand{
			{Theme: theme(matching.ThemeStated, "农业"), Demand: metInFull(2, 2, 70)}, // q5, and q6, which has its third choice
			{Theme: theme(matching.ThemeStated, "纸艺"), Demand: demand(2, amount(2, 1, 1, 0.5), amount(65, 40, 25, 0.615385))},
			{Theme: theme(matching.ThemeCourse, "old"), Demand: demand(1, amount(2, 1, 1, 0.5), amount(24, 12, 12, 0.5))},
			{Theme: theme(matching.ThemeCourse, "robot"), Demand: metInFull(1, 1, 30)},
			{Theme: theme(matching.ThemeTier, "exploration"), Demand: metInFull(1, 1, 10)},
		},
		Areas: []matching.AreaDemand{
			{Area: "east", Demand: metInFull(4, 4, 140)},
			{Area: "west", Demand: demand(3, amount(4, 2, 2, 0.5), amount(59, 22, 37, 0.372881))},
		},
		Grades: []matching.GradeDemand{
			{Grade: 2, Demand: demand(1, amount(1, 0, 1, 0), amount(25, 0, 25, 0))},
			{Grade: 5, Demand: metInFull(2, 2, 80)},
			{Grade: 8, Demand: metInFull(2, 2, 60)},
			{Grade: 10, Demand: metInFull(1, 1, 10)},
			{Grade: 11, Demand: demand(1, amount(2, 1, 1, 0.5), amount(24, 12, 12, 0.5))},
		},
		Causes: []matching.CauseUnmet{unmet(matching.Impossible, rule.Open, 12), unmet(matching.Lost, rule.Seats, 25)},
		Supply: matching.Supply{Run: 5, Possible: 110, Share: 0.045455, SeatsUsed: 162, SeatsRun: 269, SeatShare: 0.60223},
		Supplied: []matching.ThemeSupply{
			{Theme: theme(matching.ThemeStated, "农业"), Supply: matching.Supply{Run: 1, Possible: 10, Share: 0.1, SeatsUsed: 40, SeatsRun: 60, SeatShare: 0.666667}},
			{Theme: theme(matching.ThemeStated, "纸艺"), Supply: matching.Supply{Run: 1, Possible: 20, Share: 0.05, SeatsUsed: 40, SeatsRun: 50, SeatShare: 0.8}},
			{Theme: theme(matching.ThemeCourse, "code"), Supply: matching.Supply{Run: 1, Possible: 20, Share: 0.05, SeatsUsed: 30, SeatsRun: 100, SeatShare: 0.3}},
			{Theme: theme(matching.ThemeCourse, "drone"), Supply: matching.Supply{Run: 1, Possible: 40, Share: 0.025, SeatsUsed: 22, SeatsRun: 24, SeatShare: 0.916667}},
			{Theme: theme(matching.ThemeCourse, "robot"), Supply: matching.Supply{Run: 1, Possible: 20, Share: 0.05, SeatsUsed: 30, SeatsRun: 35, SeatShare: 0.857143}},
		},
	}
	got := matching.Report(matching.Term{Problem: w.problem(t), Plan: w.plan, Explanations: explained})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

// TestReportTerms adds up two terms: the second has no plan and asks for q1 alone.
func TestReportTerms(t *testing.T) {
	w, second := reported(), newWorld()
	second.demand.Requests, second.demand.Pins = second.demand.Requests[:1], nil
	r := matching.Report(matching.Term{Problem: w.problem(t), Plan: w.plan}, matching.Term{Problem: second.problem(t)})
	if diff := cmp.Diff(demand(8, amount(9, 6, 3, 0.666667), amount(239, 162, 77, 0.677824)), r.Total); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
	want := []matching.CauseUnmet{
		{Unmet: matching.Unmet{Requests: 1, Visits: 1, Pupils: 40}}, // no plan, no reason
		{UnmetCause: matching.UnmetCause{Reason: matching.Impossible, Rule: rule.Open}, Unmet: matching.Unmet{Requests: 1, Visits: 1, Pupils: 12}},
		{UnmetCause: matching.UnmetCause{Reason: matching.NotFound}, Unmet: matching.Unmet{Requests: 1, Visits: 1, Pupils: 25}}, // not explained
	}
	if diff := cmp.Diff(want, r.Causes); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
	if r.Supply.Run != 5 || r.Supply.Possible != 220 {
		t.Errorf("supply %+v, want 5 of 220 sessions", r.Supply)
	}
	if diff := cmp.Diff(matching.Demand{}, matching.Report().Total); diff != "" {
		t.Errorf("no terms (-want +got):\n%s", diff)
	}
}

// TestReportCauses says which rule an impossible visit counts under.
func TestReportCauses(t *testing.T) {
	tests := []struct {
		name    string
		reason  string
		options int
		cuts    []matching.Cut
		want    rule.Rule
	}{
		{"the last", "R9 removed what R3 had left, however little", 20, []matching.Cut{{Rule: rule.Choice, Options: 19}, {Rule: rule.Staff, Options: 1}}, rule.Staff},
		{"some left", "its own visits use up the others", 20, []matching.Cut{{Rule: rule.Choice, Options: 19}}, rule.Books},
		{"no option", "nothing is offered that it asks for", 0, nil, rule.Books},
		{"no rule", "a plan from elsewhere may name one that does not exist", 20, []matching.Cut{{Rule: rule.Choice, Options: 20}, {Rule: 99, Options: 1}}, rule.Choice},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := reported()
			w.plan.Unplaced[1] = matching.Unplaced{Request: "q7", Visits: 1, Reason: matching.Impossible, Options: tt.options, Cuts: tt.cuts}
			w.plan.Unplaced = w.plan.Unplaced[1:]
			causes := matching.Report(matching.Term{Problem: w.problem(t), Plan: w.plan}).Causes
			want := matching.UnmetCause{Reason: matching.Impossible, Rule: tt.want}
			if len(causes) != 2 || causes[1].UnmetCause != want { // the first is that of q3, which the plan does not name
				t.Errorf("causes %+v, want %+v: %s", causes, want, tt.reason)
			}
		})
	}
}

// TestReportThemes says what a request counts under.
func TestReportThemes(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		first  matching.Choice
		want   matching.Theme
	}{
		{"course with a theme", "its variants by stage count together", matching.Choice{Course: "paper", Tier: curriculum.Experience}, matching.Theme{Kind: matching.ThemeStated, Name: "纸艺"}},
		{"course without", "it is a theme of its own", matching.Choice{Course: "drone", Major: "mech"}, matching.Theme{Kind: matching.ThemeCourse, Name: "drone"}},
		{"theme", "goes before the major", matching.Choice{Theme: "纸艺", Major: "mech"}, matching.Theme{Kind: matching.ThemeStated, Name: "纸艺"}},
		{"major", "goes before occupation and tier", matching.Choice{Major: "mech", Occupation: "fitter", Tier: curriculum.Practice}, matching.Theme{Kind: matching.ThemeMajor, Name: "mech"}},
		{"occupation", "goes before the tier", matching.Choice{Occupation: "fitter", Tier: curriculum.Practice}, matching.Theme{Kind: matching.ThemeOccupation, Name: "fitter"}},
		{"tier", "states nothing else", matching.Choice{Tier: curriculum.Practice}, matching.Theme{Kind: matching.ThemeTier, Name: "practice"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := reported()
			w.demand.Pins = nil
			w.demand.Requests = []matching.Request{{ID: "q1", Cohort: "a2", Choices: []matching.Choice{tt.first, {Course: "code"}}}}
			themes := matching.Report(matching.Term{Problem: w.problem(t)}).Themes
			if len(themes) != 1 || themes[0].Theme != tt.want {
				t.Errorf("themes %+v, want %+v alone: %s", themes, tt.want, tt.reason)
			}
		})
	}
	w := newWorld()
	w.enrich()
	w.demand.Requests = []matching.Request{{ID: "q1", Cohort: "d1", Program: "sampler"}}
	w.demand.Pins = nil
	themes := matching.Report(matching.Term{Problem: w.problem(t)}).Themes
	if want := (matching.Theme{Kind: matching.ThemeProgram, Name: "sampler"}); len(themes) != 1 || themes[0].Theme != want {
		t.Errorf("themes %+v, want %+v alone", themes, want)
	}
}

// TestReportAddsUp says that each visit counts once in every breakdown, and what is
// asked, placed and missing as Measure has it.
func TestReportAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms []matching.Term
		var visits, pupils matching.Amount
		for range rapid.IntRange(1, 2).Draw(t, "terms") {
			p := smallgen.Problem(smallgen.FromRapid(t))
			term := matching.Term{Problem: p, Plan: quickPlan(t, p)}
			if rapid.Bool().Draw(t, "explained") {
				var err error
				if term.Explanations, err = matching.Explain(t.Context(), p, term.Plan); err != nil {
					t.Fatal(err)
				}
			}
			terms = append(terms, term)
			m := matching.Measure(p, term.Plan)
			visits.Asked, visits.Placed = visits.Asked+m.Visits.Asked, visits.Placed+m.Visits.Placed
			pupils.Asked, pupils.Placed = pupils.Asked+m.Pupils.Asked, pupils.Placed+m.Pupils.Placed
			for _, u := range term.Plan.Unplaced {
				visits.Unmet += int64(u.Visits)
			}
		}
		pupils.Unmet = pupils.Asked - pupils.Placed
		r := matching.Report(terms...)
		visits.Share, pupils.Share = r.Total.Visits.Share, r.Total.Pupils.Share
		if diff := cmp.Diff([]matching.Amount{visits, pupils}, []matching.Amount{r.Total.Visits, r.Total.Pupils}); diff != "" {
			t.Fatalf("total (-want +got):\n%s", diff)
		}
		checkBreakdown(t, "themes", r.Total, r.Themes, func(x matching.ThemeDemand) matching.Demand { return x.Demand })
		checkBreakdown(t, "areas", r.Total, r.Areas, func(x matching.AreaDemand) matching.Demand { return x.Demand })
		checkBreakdown(t, "grades", r.Total, r.Grades, func(x matching.GradeDemand) matching.Demand { return x.Demand })
		var unmet matching.Unmet
		for _, c := range r.Causes {
			unmet.Visits += c.Visits
			unmet.Pupils += c.Pupils
			if c.Reason == 0 {
				t.Fatalf("cause %+v of a plan that says why", c.UnmetCause)
			}
		}
		if unmet.Visits != visits.Unmet || unmet.Pupils != pupils.Unmet {
			t.Fatalf("causes of %+v, want %d visits and %d pupils", unmet, visits.Unmet, pupils.Unmet)
		}
		var supply matching.Supply
		for _, x := range r.Supplied {
			supply.Run += x.Run
			supply.Possible += x.Possible
			supply.SeatsUsed += x.SeatsUsed
			supply.SeatsRun += x.SeatsRun
		}
		supply.Share, supply.SeatShare = r.Supply.Share, r.Supply.SeatShare
		if diff := cmp.Diff(r.Supply, supply); diff != "" {
			t.Fatalf("supply by theme (-total +sum):\n%s", diff)
		}
	})
}

// checkBreakdown adds up a breakdown.
func checkBreakdown[T any](t *rapid.T, name string, total matching.Demand, rows []T, of func(T) matching.Demand) {
	var sum matching.Demand
	for _, row := range rows {
		x := of(row)
		sum.Requests += x.Requests
		for _, a := range []struct{ to, from *matching.Amount }{{&sum.Visits, &x.Visits}, {&sum.Pupils, &x.Pupils}} {
			a.to.Asked += a.from.Asked
			a.to.Placed += a.from.Placed
			a.to.Unmet += a.from.Unmet
			if a.from.Asked != a.from.Placed+a.from.Unmet {
				t.Fatalf("%s: %+v does not add up", name, *a.from)
			}
		}
	}
	sum.Visits.Share, sum.Pupils.Share = total.Visits.Share, total.Pupils.Share
	if diff := cmp.Diff(total, sum); diff != "" {
		t.Fatalf("%s together (-total +sum):\n%s", name, diff)
	}
}

// TestFiguresAnyPlan holds that every figure exists for every plan, right or wrong,
// is the same each time, and changes nothing.
func TestFiguresAnyPlan(t *testing.T) {
	w := newWorld()
	w.enrich()
	p := w.problem(t)
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		kept := clonePlan(plan)
		figures := func() []any {
			took := matching.AllAttend(p, plan)
			settled, err := matching.Settle(p, plan, took)
			if err != nil {
				t.Fatal(err)
			}
			return []any{
				matching.MeasureWork(p, plan), matching.MeasureUse(p, plan), matching.MeasureSpread(p, plan), took, settled,
				matching.Report(matching.Term{Problem: p, Plan: plan}), matching.LedIn(p, plan),
			}
		}
		if diff := cmp.Diff(figures(), figures()); diff != "" {
			t.Fatalf("two answers (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(kept, plan); diff != "" {
			t.Fatalf("the plan was changed (-before +after):\n%s", diff)
		}
	})
}
