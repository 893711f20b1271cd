package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestBusesAcrossCalendars: the one bus of a fleet is on the road once at a
// time, also where slots of two centers' calendars start together or overlap.
func TestBusesAcrossCalendars(t *testing.T) {
	tests := []struct {
		name       string
		reason     string
		start, end capacity.Clock // of the farm's slot; the hub's is from 8:30 to 11:30
		want       int
	}{
		{"together", "both need the bus from 8:30", clock(8, 30), clock(12, 30), 1},
		{"within", "both need it from 9:00", clock(9, 0), clock(10, 0), 1},
		{"around", "both need it from 8:30", clock(8, 0), clock(12, 0), 1},
		{"after", "at 11:30 the bus is back", clock(11, 30), clock(12, 30), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld()
			w.demand.Pins = nil
			period := &w.capacity.Calendars[1].Terms[0].Periods[0]
			period.Start, period.End = tt.start, tt.end
			w.capacity.Fleets[0].Buses = 1
			w.cohort("a1").Size = 35
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "a3", School: "s1", Grade: 5, Size: 35})
			w.demand.Requests = []matching.Request{
				{ID: "q1", Cohort: "a1", Choices: []matching.Choice{{Course: "paper"}}, Times: hours(clock(8, 0), clock(12, 0))},
				{ID: "q2", Cohort: "a3", Choices: []matching.Choice{{Course: "crops"}}},
			}
			for i := range w.capacity.Calendars {
				w.capacity.Calendars[i].Terms[0].To = day(7)
			}
			if plan := solve(t, w.problem(t), matching.WithEffort(1000)); len(plan.Visits) != tt.want {
				t.Errorf("visits %+v, want %d: %s", plan.Visits, tt.want, tt.reason)
			}
		})
	}
}

// TestBound compares the bound with what the requests would earn alone.
func TestBound(t *testing.T) {
	w := newWorld()
	w.lift()
	w.demand.Pins = nil
	w.demand.Weights = matching.Weights{Base: 1000, First: 500, Rank: []int64{300}, Session: 7}
	drone := []matching.Choice{{Course: "drone"}}
	tests := []struct {
		name     string
		reason   string
		requests []matching.Request
		want     int64
	}{
		{"for nobody else", "a session is its own", []matching.Request{{ID: "q1", Cohort: "b1", Choices: drone}}, 12*(1300+500) - 7},
		{"shared", "others may bear the session", []matching.Request{{ID: "q1", Cohort: "b1", Choices: drone, Share: capacity.ShareAnyone}}, 12 * (1300 + 500)},
		{"more visits than courses", "a course is visited once", []matching.Request{{ID: "q1", Cohort: "b1", Visits: 9, Choices: drone}}, 12*(1300+500) - 7},
		{"two requests", "a cohort has one first visit, at the larger weight", []matching.Request{
			{ID: "q1", Cohort: "b1", Choices: drone, Weight: 2}, {ID: "q2", Cohort: "b1", Choices: drone, Weight: 3},
		}, 12*(5*1300+3*500) - 2*7},
		{"impossible", "it adds nothing", []matching.Request{
			{ID: "q1", Cohort: "b1", Choices: drone}, {ID: "q2", Cohort: "b3", Choices: drone, Weight: 9},
		}, 12*(1300+500) - 7},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w.demand.Requests = tt.requests
			plan, err := matching.FirstCome(t.Context(), w.problem(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, plan.Bound); diff != "" {
				t.Errorf("bound (-want +got):\n%s%s", diff, tt.reason)
			}
			if optimal := plan.Points == plan.Bound; optimal != (plan.Status == matching.Optimal) || optimal && plan.Stats.Stopped != matching.Done {
				t.Errorf("%d points of %d: %s, stopped: %s", plan.Points, plan.Bound, plan.Status, plan.Stats.Stopped)
			}
		})
	}
}
