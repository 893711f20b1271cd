package matching_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestMeasure compares all figures of the undamaged plan with those counted by
// hand from the lists in world_test.go.
func TestMeasure(t *testing.T) {
	w := newWorld()
	w.demand.Schools = append(w.demand.Schools, matching.School{ID: "s10"}) // asks for nothing
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "a10", School: "s10", Grade: curriculum.Vocational1, Size: 30})
	p := w.problem(t)
	w.keepBooks(p)
	slices.Reverse(w.plan.Visits) // the figures do not depend on the order
	want := matching.Metrics{
		Visits:       matching.Served{Placed: 6, Asked: 8, Share: 0.75},
		Pupils:       matching.Served{Placed: 162, Asked: 199, Share: 0.81407},
		Cohorts:      matching.Served{Placed: 4, Asked: 5, Share: 0.8},
		FirstTimers:  matching.Served{Placed: 3, Asked: 4, Share: 0.75},
		FirstChoices: 0.666667,
		Choices:      []matching.Placed{{Visits: 4, Pupils: 120}, {Visits: 1, Pupils: 12}, {Visits: 1, Pupils: 30}},
		Tiers: []matching.TierPlaced{
			{Tier: curriculum.Experience, Placed: matching.Placed{Visits: 3, Pupils: 110}},
			{Tier: curriculum.Practice, Placed: matching.Placed{Visits: 1, Pupils: 30}},
			{Tier: curriculum.Exploration, Placed: matching.Placed{Visits: 2, Pupils: 22}},
		},
		Deliveries: []matching.DeliveryPlaced{
			{Delivery: curriculum.OnSite, Placed: matching.Placed{Visits: 4, Pupils: 92}},
			{Delivery: curriculum.Outreach},
			{Delivery: curriculum.Online, Placed: matching.Placed{Visits: 1, Pupils: 30}},
			{Delivery: curriculum.OffCampus, Placed: matching.Placed{Visits: 1, Pupils: 40}},
			{Delivery: curriculum.Blended},
		},
		Stages: []matching.StageServed{
			{Stage: curriculum.Primary, Visits: matching.Served{Placed: 2, Asked: 3, Share: 0.666667}, Pupils: matching.Served{Placed: 80, Asked: 105, Share: 0.761905}},
			{Stage: curriculum.JuniorMiddle, Visits: matching.Served{Placed: 2, Asked: 2, Share: 1}, Pupils: matching.Served{Placed: 60, Asked: 60, Share: 1}},
			{Stage: curriculum.SeniorHigh, Visits: matching.Served{Placed: 2, Asked: 3, Share: 0.666667}, Pupils: matching.Served{Placed: 22, Asked: 34, Share: 0.647059}},
			{Stage: curriculum.Vocational},
		},
		Schools: matching.Fairness{Schools: 2, Served: 2, Min: 0.372881, Median: 0.686441, Mean: 0.686441, Max: 1, Gini: 0.228395},
		Sessions: matching.SessionFigures{
			Run: 5, Possible: 110, Share: 0.045455, SeatsUsed: 162, SeatsRun: 269, SeatShare: 0.60223, Instructors: 6, InstructorMax: 2,
		},
		Travel:   matching.TravelFigures{Trips: 5, Mean: 14, Max: 20},
		Unplaced: []matching.UnplacedCount{{Reason: matching.Impossible}, {Reason: matching.Lost}, {Reason: matching.NotFound, Requests: 2, Visits: 2}},
	}
	if diff := cmp.Diff(want, matching.Measure(p, w.plan)); diff != "" {
		t.Errorf("Measure (-want +got):\n%s", diff)
	}
}

// TestMeasureParts compares the figures that programs, parts and unlimited seats
// change with those counted by hand from world_rich_test.go.
func TestMeasureParts(t *testing.T) {
	w := newWorld()
	w.enrich()
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "code2", Center: "web", Course: "code"})
	w.session("code1").Offering, w.visit("q6").Offering = "code2", "code2"
	w.course("knit").Delivery, w.course("dye").Tier, w.course("dye").Products = curriculum.Blended, curriculum.Practice, []string{"scarf"}
	w.sampler().Whole = false
	w.close("weld1", "2026-09-14.pm")
	w.demand.Requests = append(w.demand.Requests, matching.Request{ID: "q81", Cohort: "d1", Program: "sampler"}) // wants two visits by hours and two more
	m := matching.Measure(w.problem(t), w.plan)
	placed := func(visits, pupils int64) matching.Placed { return matching.Placed{Visits: visits, Pupils: pupils} }
	got := []any{m.Visits.Placed, m.Visits.Asked, m.Pupils.Placed, m.Pupils.Asked, m.Programs, m.Split, m.Choices, m.FirstChoices, m.Tiers, m.Deliveries, m.Sessions.SeatsUsed, m.Sessions.SeatsRun, m.Travel}
	want := []any{
		int64(6 + 3 + 3 + 3), int64(8 + 4 + 4 + 3 + 3), int64(162 + 3*20 + 3*31 + 78), int64(199 + 4*20 + 4*31 + 3*31 + 78),
		matching.ProgramFigures{Requests: 2, Begun: 1, NotBegun: 1},
		placed(3, 93),
		[]matching.Placed{placed(4+1+3, 120+31+78), placed(1+1, 12+31), placed(1+1, 30+31)},
		0.666667, // of the 12 visits of requests with choices
		[]matching.TierPlaced{
			{Tier: curriculum.Experience, Placed: placed(3+3+2+3, 110+60+62+78)},
			{Tier: curriculum.Practice, Placed: placed(1+1, 30+31)},
			{Tier: curriculum.Exploration, Placed: placed(2, 22)},
		},
		[]matching.DeliveryPlaced{
			{Delivery: curriculum.OnSite, Placed: placed(4+3+2, 92+60+62)},
			{Delivery: curriculum.Outreach, Placed: placed(3, 78)},
			{Delivery: curriculum.Online, Placed: placed(1, 30)},
			{Delivery: curriculum.OffCampus, Placed: placed(1, 40)},
			{Delivery: curriculum.Blended, Placed: placed(1, 31)},
		},
		int64(132 + 60 + 93 + 78), int64(169 + 3*31 + 9*11 + 3*60),
		matching.TravelFigures{Trips: 5 + 3 + 2, Mean: 11, Max: 20}, // 8 minutes from s3 to the lab
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	w.sampler().Components = w.sampler().Components[:2]
	if f := matching.Measure(w.problem(t), w.plan).Programs; f != (matching.ProgramFigures{Requests: 2, Complete: 1, NotBegun: 1}) {
		t.Errorf("programs: %+v, want one complete", f)
	}
}

func TestMeasureNothing(t *testing.T) {
	w := newWorld()
	m := matching.Measure(w.problem(t), nil)
	if m.Visits != (matching.Served{Asked: 8}) || m.Schools.Served != 0 || m.Schools.Gini != 0 || m.Sessions.Run != 0 {
		t.Errorf("figures of no plan: %+v", m)
	}
	w = &world{}
	m = matching.Measure(w.problem(t), &matching.Plan{})
	want := matching.Metrics{
		Choices:    []matching.Placed{},
		Tiers:      []matching.TierPlaced{{Tier: curriculum.Experience}, {Tier: curriculum.Practice}, {Tier: curriculum.Exploration}},
		Deliveries: []matching.DeliveryPlaced{{Delivery: curriculum.OnSite}, {Delivery: curriculum.Outreach}, {Delivery: curriculum.Online}, {Delivery: curriculum.OffCampus}, {Delivery: curriculum.Blended}},
		Stages: []matching.StageServed{
			{Stage: curriculum.Primary}, {Stage: curriculum.JuniorMiddle}, {Stage: curriculum.SeniorHigh}, {Stage: curriculum.Vocational},
		},
		Unplaced: []matching.UnplacedCount{{Reason: matching.Impossible}, {Reason: matching.Lost}, {Reason: matching.NotFound}},
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("figures of the empty problem (-want +got):\n%s", diff)
	}
}

// TestMeasureWrong says what is left out of the figures of a wrong plan.
func TestMeasureWrong(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.keepBooks(p)
	w.visit("q3").Choice, w.visit("q4").Choice = 3, -1
	w.plan.Unplaced = []matching.Unplaced{
		{Request: "q2", Visits: 4},                            // no reason
		{Request: "q3", Visits: 0, Reason: matching.NotFound}, // nothing
		{Request: "nobody", Visits: 4, Reason: matching.NotFound},
		{Request: "q3", Visits: 2, Reason: matching.NotFound},
		{Request: "q3", Visits: 4, Reason: matching.NotFound}, // a second time
		{Request: "q7", Visits: 1, Reason: matching.Impossible},
	}
	m := matching.Measure(p, w.plan)
	choices := []matching.Placed{{Visits: 3, Pupils: 110}, {}, {Visits: 1, Pupils: 30}}
	if diff := cmp.Diff(choices, m.Choices); diff != "" {
		t.Errorf("choices (-want +got):\n%s", diff)
	}
	unplaced := []matching.UnplacedCount{{Reason: matching.Impossible, Requests: 1, Visits: 1}, {Reason: matching.Lost}, {Reason: matching.NotFound, Requests: 1, Visits: 2}}
	if diff := cmp.Diff(unplaced, m.Unplaced); diff != "" {
		t.Errorf("unplaced (-want +got):\n%s", diff)
	}
}

// TestMeasureFairness gives schools of one class each what the row says.
func TestMeasureFairness(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		served []bool
		want   matching.Fairness
	}{
		{"nobody", "equal shares of nothing", []bool{false, false}, matching.Fairness{Schools: 2}},
		{"everybody", "equal shares of everything", []bool{true, true, true}, matching.Fairness{Schools: 3, Served: 3, Min: 1, Median: 1, Mean: 1, Max: 1}},
		{"one of two", "half of the pairs differ by everything", []bool{true, false}, matching.Fairness{Schools: 2, Served: 1, Median: 0.5, Mean: 0.5, Max: 1, Gini: 0.5}},
		{"one of four", "the coefficient of one who has all is (n − 1) / n", []bool{false, true, false, false}, matching.Fairness{Schools: 4, Served: 1, Mean: 0.25, Max: 1, Gini: 0.75}},
		{"two of three", "the middle one has a visit", []bool{true, false, true}, matching.Fairness{Schools: 3, Served: 2, Median: 1, Mean: 0.666667, Max: 1, Gini: 0.333333}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			w.demand.Pins, w.demand.Cohorts, w.demand.Requests = nil, nil, nil
			w.plan = &matching.Plan{}
			for i, served := range test.served {
				id := string(rune('a' + i))
				w.demand.Schools = append(w.demand.Schools, matching.School{ID: curriculum.SchoolID(id)})
				w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: curriculum.CohortID(id), School: curriculum.SchoolID(id), Grade: 5, Size: 30 + i})
				w.demand.Requests = append(w.demand.Requests, matching.Request{ID: matching.RequestID(id), Cohort: curriculum.CohortID(id), Choices: []matching.Choice{{Course: "code"}}})
				if served {
					w.add(matching.Visit{Request: matching.RequestID(id), Offering: "code1", Slot: capacity.SlotID(day(7+i).String() + ".am")})
				}
			}
			if diff := cmp.Diff(test.want, matching.Measure(w.problem(t), w.plan).Schools); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}

// TestMeasureJSON fixes the names of some figures as other programs read them.
func TestMeasureJSON(t *testing.T) {
	w := newWorld()
	text, err := json.Marshal(matching.Measure(w.problem(t), w.plan))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Pupils struct{ Placed, Asked int64 }
		Tiers  []struct {
			Tier           string
			Visits, Pupils int64
		}
	}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	if m.Pupils.Placed != 162 || len(m.Tiers) != 3 || m.Tiers[1].Tier != "practice" || m.Tiers[1].Pupils != 30 {
		t.Errorf("as JSON: %s", text)
	}
}
